"""Dates as sentences tell them, in digits and in words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.matching.lexicons import Lexicon

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})[./](\d{4}|\d\d)")
_FIRST_YEAR, _LAST_YEAR = 1500, 2199


class Date(NamedTuple):
    """A date as far as it is told, and the token after it."""

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def date_at(words: Sequence[str], at: int, lexicon: Lexicon) -> Date | None:
    """Return the date that begins at a token: "Monday, 5 May 2020", "May 2020", "2020-05-05", "5.5.2020", "in 2020"."""
    word = words[at]
    if word in lexicon.weekdays:
        rest = date_at(words, at + 1, lexicon) if at + 1 < len(words) else None
        day = lexicon.weekdays[word]
        return rest._replace(weekday=day) if rest and rest.month and rest.weekday is None else Date(at + 1, weekday=day)
    if word in lexicon.months:
        return _month_first(words, at, lexicon)
    if not word[0].isdecimal():
        return None
    return _in_digits(word, at) or _day_first(words, at, lexicon) or _year_alone(words, at, lexicon)


def _in_digits(word: str, at: int) -> Date | None:
    if iso := _ISO.fullmatch(word):
        return _date(at + 1, int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    if not (numeric := _NUMERIC.fullmatch(word)):
        return None
    first, second, year = int(numeric[1]), int(numeric[3]), _full_year(numeric[4])
    if numeric[2] == "." or first > 12:
        return _date(at + 1, year, second, first)
    if second > 12:
        return _date(at + 1, year, first, second)
    return Date(at + 1, year)  # the fourth of March in one country, the third of April in another


def _date(end: int, year: int | None, month: int, day: int | None) -> Date | None:
    return Date(end, year, month, day) if 1 <= month <= 12 and (day is None or 1 <= day <= 31) else None


def _full_year(digits: str) -> int | None:
    return int(digits) if len(digits) == 4 else None


def _day_first(words: Sequence[str], at: int, lexicon: Lexicon) -> Date | None:
    day, month = _day(words[at]), at + 1
    while month < len(words) and (words[month] in lexicon.ordinal_endings or words[month] in lexicon.inside_dates):
        month += 1
    if day is None or month >= len(words) or words[month] not in lexicon.months:
        return None
    year = _year(words, month + 1)
    return Date(month + 1 + (year is not None), year, lexicon.months[words[month]], day)


def _month_first(words: Sequence[str], at: int, lexicon: Lexicon) -> Date | None:
    month, end = lexicon.months[words[at]], at + 1
    day = _day(words[end]) if end < len(words) else None
    if day is not None:
        end += 1
        if end < len(words) and words[end] in lexicon.ordinal_endings:
            end += 1
    year = _year(words, end)
    end += year is not None
    is_sure = words[at] not in lexicon.ambiguous or day or year or (at and words[at - 1] in lexicon.before_dates)
    return Date(end, year, month, day) if is_sure else None


def _day(word: str) -> int | None:
    return int(word) if len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31 else None


def _year(words: Sequence[str], at: int) -> int | None:
    is_one = at < len(words) and len(words[at]) == 4 and words[at].isdecimal() and _FIRST_YEAR <= int(words[at]) <= _LAST_YEAR
    return int(words[at]) if is_one else None


def _year_alone(words: Sequence[str], at: int, lexicon: Lexicon) -> Date | None:
    """Return a year that no month stands before; four digits before something that they may count are none."""
    year = _year(words, at)
    if year is None:
        return None
    after = words[at + 1] if at + 1 < len(words) else ""
    is_told = at > 0 and words[at - 1] in lexicon.before_dates
    is_count = bool(after) and after[0].isalpha() and after not in lexicon.common
    is_count = is_count or after in {"%", "€", "$", "£", "°", "‰"} or (at > 0 and words[at - 1] in {"€", "$", "£"})
    return None if is_count and not is_told else Date(at + 1, year)
