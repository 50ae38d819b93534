"""Numbers as they are written, in digits and in words -> the interval that each leaves open: "3 million" is 2.5 to 3.5 million."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.matching.lexicons import Lexicon

_GROUPS = re.compile(r"[\u00a0\u202f'’]")
_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f.,'’]\d+)*")
_LONGEST_PHRASE = 4
_NEAR = 0.1
"""How far a number may lie from what "about" stands before, as a part of it."""


class Number(NamedTuple):
    """A number as read: what it may be, and the token after it."""

    low: float
    high: float
    end: int
    is_counted: bool = True
    """False for words such as "one", which are often no number at all."""


def read_digits(text: str, decimal_mark: str) -> tuple[float, float]:
    """Return the value of digits with their separators, and the value of their last place."""
    plain = _GROUPS.sub("", text)
    head, mark, tail = plain.rpartition(max(",.", key=plain.rfind))
    is_decimal = mark and (len(tail) != 3 or (mark == decimal_mark and head.isdecimal()) or head == "0")
    if not is_decimal:
        return float(plain.replace(",", "").replace(".", "")), 1.0
    return float(head.replace(",", "").replace(".", "") + "." + tail), 10.0 ** -len(tail)


def number_at(words: Sequence[str], at: int, lexicon: Lexicon) -> Number | None:
    """Return the number that begins at a token, with the words for thousands and millions after it."""
    word = words[at]
    if word[0].isdecimal():
        if not _NUMBER.fullmatch(word):
            return None  # "2015-16", or a day that does not exist
        value, place = read_digits(word, lexicon.decimal_mark)
        scale, end = _scales(words, at + 1, lexicon)
        half = place * scale / 2
        return Number(value * scale - half, value * scale + half, end)
    if word in lexicon.vague:
        return Number(*lexicon.vague[word], at + 1)
    return _in_words(words, at, lexicon)


def _scales(words: Sequence[str], at: int, lexicon: Lexicon) -> tuple[float, int]:
    scale = 1.0
    while at < len(words) and words[at] in lexicon.scales and scale < 1e12:
        scale *= lexicon.scales[words[at]]
        at += 1
    return scale, at


def _in_words(words: Sequence[str], start: int, lexicon: Lexicon) -> Number | None:
    """Read "two hundred and five thousand": what comes before a scale is multiplied by it, what comes after is added."""
    total = part = 0.0
    last, at, used = math.inf, start, 0
    while at < len(words):
        word = words[at]
        if word in lexicon.values and _fits(part, lexicon.values[word], last):
            last = lexicon.values[word]
            part += last
        elif word in lexicon.scales and (used or len(word) > 2):
            part, total, last = _scaled(part, total, lexicon.scales[word])
        elif not (_opens(words, at, lexicon) if not used else last == 100 and _goes_on(words, at, lexicon)):
            break
        at, used = at + 1, used + 1
    if not used:
        return None
    value = total + part
    place = max(1.0, 10.0 ** math.floor(math.log10(value))) if used > 1 and value >= 1e3 else 1.0
    return Number(value - place / 2, value + place / 2, at, is_counted=not (used == 1 and words[start] in lexicon.pronouns))


def _fits(part: float, value: float, last: float) -> bool:
    """Tell whether a number word may follow: twenty - one, hundred - five, but not one - two."""
    return part == 0 or (20 <= last < 100 and last % 10 == 0 and value < 10) or (last == 100 and value < 100)


def _scaled(part: float, total: float, scale: float) -> tuple[float, float, float]:
    if scale < 1e3:
        return max(1.0, part) * scale, total, 100.0
    return 0.0, total + max(1.0, part) * scale, math.inf


def _opens(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a token is the "a" of "a million"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at] in lexicon.articles and after in lexicon.scales and len(after) > 2


def _goes_on(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a token is the "and" of "two hundred and five"."""
    return words[at] in lexicon.joins and at + 1 < len(words) and words[at + 1] in lexicon.values


def bounded(number: Number, words: Sequence[str], start: int, lexicon: Lexicon) -> tuple[Number, int]:
    """Return a number as the words before it leave it open, and where those begin: "more than 40" is 40 and all above."""
    for length in range(min(3, start), 0, -1):
        side = lexicon.bounds.get(tuple(words[start - length : start]))
        if side:
            low, high = number.low, number.high
            margin = _NEAR * max(abs(low), abs(high))
            opened = {"above": (low, math.inf), "below": (-math.inf, high), "near": (low - margin, high + margin)}[side]
            return number._replace(low=opened[0], high=opened[1]), start - length
    return number, start


def share_at(words: Sequence[str], at: int, lexicon: Lexicon) -> Number | None:
    """Return the share in percent that words such as "two thirds" name."""
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        share = lexicon.fractions.get(tuple(words[at : at + length]))
        if share is not None:
            return Number(share - 2, share + 2, at + length)
    return None
