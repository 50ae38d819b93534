"""The floors of matching and triage: figures that no change may lower, in `floors.toml` beside this file."""

from pathlib import Path
from typing import NamedTuple

from quality import floors

FILE = Path(__file__).parent / "floors.toml"
HEAD = """\
# Figures that no change of matching or triage may fall below, in percent, by set and system;
# `.venv/bin/python tests/quality/insight/run.py --pin` writes this file and raises floors. Lowering one needs `--lower REASON`, and the
# reason is kept at the end.
"""
SLACK = {"semantic": 1.5}
"""By system: so many points a figure may lie below its floor, since other processors round whole-number arithmetic otherwise."""


class Figures(NamedTuple):
    """What one of our systems reached on one set."""

    name: str
    system: str
    sha256: str
    """Of what it was measured on."""
    figures: dict[str, float]


def read() -> floors.Pinned:
    """Read the floors."""
    return floors.read(FILE)


def fallen(found: Figures, pinned: floors.Pinned) -> list[str]:
    """Say which figures fall below their floors; none where nothing is pinned for these very data."""
    pin = pinned.pins.get((found.name, found.system))
    if pin is None or pin.sha256 != found.sha256:
        return []
    slack = SLACK.get(found.system, 0.0) / 100
    return floors.below({name: value + slack for name, value in found.figures.items()}, pin.floors)


def pin(measured: list[Figures], reason: str | None) -> None:
    """Write what was reached as floors. Raises LowerFloorError."""
    pinned = read()
    for one in measured:
        floors.pin(pinned, one.name, one.system, one.figures, sha256=one.sha256, reason=reason)
    floors.write(pinned, FILE, head=HEAD)
