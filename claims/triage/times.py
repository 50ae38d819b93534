"""The days and years that a statement names, and whether they lie before or after the day it was published."""

from collections.abc import Sequence
from typing import NamedTuple

from claims.triage.lexicon import YEAR, Entry, Lexicon

_LAST_DAY = 31
_NEAR = 2
"""How far from a month its day and its year may stand."""


class Times(NamedTuple):
    """What a statement says about when."""

    past: tuple[int, ...]
    """Places of words that name a time before publication."""
    future: tuple[int, ...]
    """Places of words that name a time after it."""
    open: tuple[int, ...]
    """Places of days whose year is not given."""
    last_day: str
    """The latest day, month or year that is named in full, as EDTF; empty where none is."""

    @property
    def is_dated(self) -> bool:
        """Tell whether any day, month or year is named."""
        return bool(self.past or self.future or self.open)


NO_TIMES = Times((), (), (), "")
MONTH = "month"
TIME_CLASSES = frozenset({YEAR, MONTH})
"""Without a word of these classes a statement names no time."""


def times_of(entries: Sequence[Entry], lexicon: Lexicon, published: str) -> Times:
    """Find the dates. `published` is an EDTF date or a UTC time; a year that it does not know compares with nothing."""
    past: list[int] = []
    future: list[int] = []
    unknown: list[int] = []
    latest = ""
    for place, entry in enumerate(entries):
        if YEAR in entry.classes:
            day = _day(entries, place, lexicon)
            latest = max(latest, day)
            (future if _is_after(day, published) else past).append(place)
        elif entry.word in lexicon.months and MONTH in entry.classes and _is_month(entries, place, lexicon):
            unknown.append(place)
    return Times(tuple(past), tuple(future), tuple(unknown), latest)


def _is_month(entries: Sequence[Entry], place: int, lexicon: Lexicon) -> bool:
    """Tell whether a month stands without a year beside it, and is no verb (may, march)."""
    around = entries[max(0, place - _NEAR) : place + _NEAR + 2]
    if any(YEAR in one.classes for one in around):
        return False
    before = entries[place - 1].word if place else ""
    return before in lexicon.before_month or any(
        _number(one) for one in (*entries[max(0, place - 1) : place], *entries[place + 1 : place + 2])
    )


def _number(entry: Entry) -> int:
    """Return the day of a month that a word names; 0 where it names none."""
    digits = entry.word.rstrip("stndrh.")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 3 and 1 <= int(digits) <= _LAST_DAY else 0


def _day(entries: Sequence[Entry], place: int, lexicon: Lexicon) -> str:
    """Return the date to which a year belongs, as precise as it is given."""
    year = entries[place].word[:4]
    around = range(max(0, place - _NEAR - 1), place)
    for there in around:
        if month := lexicon.months.get(entries[there].word):
            beside = (*entries[max(0, there - 1) : there], *entries[there + 1 : place])
            day = next((number for one in beside if (number := _number(one))), 0)
            return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    return year


def _is_after(day: str, published: str) -> bool:
    shared = min(len(day), len(published))
    return not published.startswith("X") and day[:shared] > published[:shared]
