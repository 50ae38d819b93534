"""Floors: the figures that no change may fall below, each pinned to the digest of the data that it was measured on."""

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "floors.toml"
_HEAD = """\
# Figures that no change of an extractor may fall below, in percent, by set and engine; `.venv/bin/python tests/quality/run.py --pin`
# writes this file and raises floors. Lowering one needs `--lower REASON`, and the reason is kept at the end.
"""
Floors = dict[str, float]
"""Figures by name, in percent."""


class Lowered(NamedTuple):
    """A floor that somebody lowered, and why."""

    floor: str
    """Set, engine and figure."""
    old: float
    new: float
    reason: str


class LowerFloorError(Exception):
    """Floors would fall, and nobody has said why."""


class Pin(NamedTuple):
    """The floors of one engine on one set."""

    sha256: str
    """Of the lines of the set that they were measured on."""
    floors: Floors


@dataclass
class Pinned:
    """All floors of a file."""

    pins: dict[tuple[str, str], Pin] = field(default_factory=dict)
    """By set and engine."""
    lowered: list[Lowered] = field(default_factory=list)


def read(path: Path = FILE) -> Pinned:
    """Read a file of floors; one that is missing has none."""
    if not path.is_file():
        return Pinned()
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    lowered = [Lowered(**one) for one in content.pop("lowered", [])]
    pins = {(name, engine): Pin(part.pop("sha256"), part) for name, engines in content.items() for engine, part in engines.items()}
    return Pinned(pins, lowered)


def write(pinned: Pinned, path: Path = FILE, *, head: str = _HEAD) -> None:
    """Write a file of floors under a comment that says what they are."""
    path.write_text(head + "".join(_lines(pinned)), encoding="utf-8")


def _lines(pinned: Pinned) -> Iterator[str]:
    for (name, engine), (sha256, floors) in sorted(pinned.pins.items()):
        yield f'\n[{name}.{engine}]\nsha256 = "{sha256}"\n'
        yield from (f"{_quoted(figure)} = {value:.1f}\n" for figure, value in floors.items())
    for one in pinned.lowered:
        yield f"\n[[lowered]]\nfloor = {_quoted(one.floor)}\nold = {one.old:.1f}\nnew = {one.new:.1f}\nreason = {_quoted(one.reason)}\n"


def _quoted(text: str) -> str:
    cleaned = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{cleaned}"'


def percent(figures: dict[str, float]) -> Floors:
    """Return figures as floors: in percent, rounded down, so that what was measured is never below its own floor."""
    return {name: math.floor(1000 * value + 1e-9) / 10 for name, value in figures.items()}


def below(figures: dict[str, float], floors: Floors) -> list[str]:
    """Say which figures fall below their floors, or are no longer there."""
    found = percent(figures)
    return [f"{name}: {found.get(name, 0):.1f}, floor {floor:.1f}" for name, floor in floors.items() if found.get(name, 0) < floor]


def pin(pinned: Pinned, name: str, engine: str, figures: dict[str, float], *, sha256: str, reason: str | None = None) -> None:
    """Set the floors of an engine on a set to what was measured. Raises LowerFloorError if one would fall and no reason is given.

    Floors that were measured on other data count all the same: other data are a reason, and it has to be said.
    """
    old, new = pinned.pins[name, engine].floors if (name, engine) in pinned.pins else {}, percent(figures)
    falling = {figure: value for figure, value in old.items() if new.get(figure, 0) < value}
    if falling and not reason:
        said = "; ".join(below(figures, old))
        raise LowerFloorError(f"{engine} on {name} would fall: {said}. Mend it, or give --lower REASON.")
    pinned.lowered += [Lowered(f"{name} {engine} {one}", value, new.get(one, 0), reason or "") for one, value in falling.items()]
    pinned.pins[name, engine] = Pin(sha256, new)
