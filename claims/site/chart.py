"""Small charts, drawn as SVG on the server: readable without colour, without a script, and as a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from claims.vocabularies import UNASSESSED, Verifiability

STATUSES = (*(status.value for status in Verifiability), UNASSESSED[0])
"""Bottom to top."""

WIDTH, HEIGHT = 640, 160
"""Of the plot, in user units of the SVG."""
GAP, WIDEST = 3, 44
"""Between two bars at least; a bar at most."""


@dataclass(frozen=True)
class Part:
    """One status in one bar."""

    key: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bar:
    """One week, month or other step."""

    label: str
    total: int
    x: float
    width: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Chart:
    """Stacked bars over time, and the counts behind them."""

    bars: tuple[Bar, ...]
    keys: tuple[str, ...]
    """Those that occur, bottom to top."""
    tallest: int
    width: int = WIDTH
    height: int = HEIGHT


def weekly_chart(rows: list[dict[str, Any]], today: str) -> Chart:
    """Return claims a week by verifiability, from the first week in the rows to that of today, empty weeks included.

    Rows hold `week` (its Monday), `verifiability` and `claims`.
    """
    monday = date.fromisoformat(today) - timedelta(days=date.fromisoformat(today).weekday())
    first = min((date.fromisoformat(str(row["week"])) for row in rows), default=monday)
    weeks = [(first + timedelta(days=7 * number)).isoformat() for number in range((monday - first).days // 7 + 1)]
    return stacked(rows, "week", "verifiability", STATUSES, steps=weeks)


def stacked(rows: list[dict[str, Any]], step: str, part: str, keys: tuple[str, ...], steps: Iterable[str] = ()) -> Chart:
    """Return stacked bars: one a step, with the counts (`claims`) of each key from bottom to top; `steps` have a place even if empty."""
    counts: dict[str, dict[str, int]] = {one: {} for one in steps}
    for row in rows:
        bar = counts.setdefault(str(row[step]), {})
        bar[str(row[part])] = bar.get(str(row[part]), 0) + int(row["claims"])
    tallest = max((sum(bar.values()) for bar in counts.values()), default=0)
    pitch = WIDTH / max(1, len(counts))
    bars = tuple(_bar(label, bar, place, pitch, tallest, keys) for place, (label, bar) in enumerate(counts.items()))
    present = tuple(key for key in keys if any(key in bar for bar in counts.values()))
    return Chart(bars, present, tallest)


def _bar(label: str, counts: dict[str, int], place: int, pitch: float, tallest: int, keys: tuple[str, ...]) -> Bar:
    x, top, parts = place * pitch, float(HEIGHT), []
    width = round(min(pitch - GAP, WIDEST), 1)
    for key in keys:
        if count := counts.get(key, 0):
            height = count / tallest * HEIGHT
            top -= height
            parts.append(Part(key, count, round(x, 1), round(top, 1), width, round(height, 1)))
    return Bar(label, sum(counts.values()), round(x, 1), width, tuple(parts))
