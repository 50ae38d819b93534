"""What a sentence says that another can contradict: its numbers, dates, negations and names, with their places."""

import re
from functools import lru_cache
from typing import NamedTuple

from claims.matching.days import date_at
from claims.matching.lexicons import Lexicon, guess
from claims.matching.name_parts import small_words
from claims.matching.numerals import Number, bounded, number_at, share_at
from claims.matching.porter import stem as porter_stem

Span = tuple[int, int]
"""A piece of a text, in code points: `text[start:end]`."""

LONGEST = 2_000
"""Code points of a text that are read."""
_TOKEN = re.compile(
    r"\d{4}-\d\d(?:-\d\d)?(?![\w-])"  # a date
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?![\w/])"
    r"|\d{1,3}(?:[\u00a0\u202f.,'’]\d{3})+(?!\d)(?:[.,]\d+)?"  # a number
    r"|\d+(?:[.,]\d+)?"
    r"|[^\W\d_]+[-‐‑]?\d[^\W_]*(?:[-‐‑]\d+)*"  # a name such as G7
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[%‰°$€£]"
)
_NOISE = re.compile(
    r"\s?[—–-]{1,2}\s[^—–\n]{0,80}\(@\w+\)[^—\n]{0,40}$"  # who wrote a quoted post, and when
    r"|https?://\S+|\b(?:www|pic)\.\S+|@\w+"
)
"""What stands in a text and is not said by it."""
_BREAK = re.compile(r"[^\s'’\"“”„-]")
_STEM = 6
_FAR = 5
"""Tokens around a number that tell what it counts."""
_ABBREVIATED = 4
_NOUNS = 3
"""Words after a number that may be what it counts."""
_NOT_COUNTED = frozenset(":/")
_DASHES = frozenset("-–—‐‑")


class Quantity(NamedTuple):
    """A number, and what it counts."""

    span: Span
    low: float
    high: float
    unit: str
    """Such as `percent`, `euro` or `person`; empty where the word after the number is none that is known."""
    nouns: frozenset[str]
    """Stems of the words after it."""
    context: frozenset[str]
    """Stems of the words around it."""
    digits: str
    """Its digits where nothing else makes the number: "1.200" and "1,200" may mean one."""


class Day(NamedTuple):
    """A date as far as it is told."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    context: frozenset[str] = frozenset()
    """Stems of the words around it."""


class Negation(NamedTuple):
    """A word that denies, and the stem of what it denies."""

    span: Span
    denied: str


class Name(NamedTuple):
    """Words that stand together and are written as names: tokens `first:last`."""

    first: int
    last: int


class Sentence(NamedTuple):
    """A text as it was read."""

    text: str
    words: list[str]
    """Its tokens in small letters."""
    spans: list[Span]
    content: frozenset[str]
    """Stems of the words that carry meaning; no numbers."""
    quantities: list[Quantity]
    days: list[Day]
    negations: list[Negation]
    names: list[Name]
    stems: list[str]
    """Of each token, where it carries meaning; else nothing."""


def stem(word: str, lexicon: Lexicon) -> str:
    """Return what is compared of a word: its beginning, which its endings leave alone; of a verb in English, that of the verb itself."""
    if lexicon.verbs and word.isascii():
        word = porter_stem(lexicon.verbs.get(word, word))
    return word[:_STEM] if len(word) > _STEM else word.rstrip("s")


@lru_cache(maxsize=4_096)
def read_sentence(text: str) -> Sentence:
    """Read a text in whichever of the languages it is; of a long one the beginning."""
    text = text[:LONGEST]
    said = _NOISE.sub(lambda found: " " * len(found[0]), text) if "@" in text or "." in text else text
    spans = [found.span() for found in _TOKEN.finditer(said)]
    words = [text[start:end].lower() or "?" for start, end in spans]
    lexicon = guess(words)
    reading = _Reading(text, words, spans, lexicon)
    days, used = reading.days()
    quantities = reading.quantities(used)
    content = frozenset(word for at, word in enumerate(reading.stems) if word and at not in used and not reading.denies(at))
    return Sentence(text, words, spans, content, quantities, days, reading.negations(), reading.names(used), reading.stems)


class _Reading:
    """One text, token by token."""

    def __init__(self, text: str, words: list[str], spans: list[Span], lexicon: Lexicon) -> None:
        self.text, self.words, self.spans, self.lexicon = text, words, spans, lexicon
        self.stems: list[str] = ["" if word in lexicon.common or not word[0].isalpha() else stem(word, lexicon) for word in words]
        self.plain = [word.replace("’", "").replace("'", "") for word in words]

    def gap(self, at: int) -> str:
        """Return what stands between a token and the one before it."""
        return self.text[self.spans[at - 1][1] : self.spans[at][0]] if 0 < at < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        return self.spans[first][0], self.spans[last - 1][1]

    def days(self) -> tuple[list[Day], set[int]]:
        """List the dates, and the tokens that they took."""
        found: list[Day] = []
        used: set[int] = set()
        at = 0
        while at < len(self.words):
            date = date_at(self.words, at, self.lexicon)
            if date is not None:
                found.append(Day(self.span(at, date.end), *date[1:], self._around(at, date.end)))
                used.update(range(at, date.end))
            at = date.end if date else at + 1
        return found, used

    def quantities(self, used: set[int]) -> list[Quantity]:
        """List the numbers that no date took, and mark their tokens as used."""
        found: list[Quantity] = []
        at = 0
        while at < len(self.words):
            quantity, end = (None, at + 1) if at in used else self._quantity(at)
            if quantity is not None:
                found.append(quantity)
                used.update(range(at, end))
            at = end
        return found

    def _quantity(self, at: int) -> tuple[Quantity | None, int]:
        share = share_at(self.words, at, self.lexicon)
        number = share or number_at(self.words, at, self.lexicon)
        if number is None or not self._is_counted(at, number):
            return None, at + 1 if number is None else number.end
        digits = "".join(filter(str.isdecimal, self.words[at])) if number.end == at + 1 else ""
        number = self._with_range(number)
        first = at - 1 if at and self.words[at - 1] in "$€£" else at
        end = number.end + (number.end < len(self.words) and self.words[number.end] in self.lexicon.of)
        unit, last = ("percent", number.end) if share else self._unit(first, end)
        number, start = bounded(number, self.words, first, self.lexicon)
        nouns = self._nouns(last)
        if not number.is_counted and not nouns and not unit:
            return None, number.end
        context = self._around(start, last)
        return Quantity(self.span(start, last if last > end else number.end), number.low, number.high, unit, nouns, context, digits), last

    def _around(self, first: int, last: int) -> frozenset[str]:
        return frozenset(word for word in self.stems[max(0, first - _FAR) : first] + self.stems[last : last + _FAR] if word)

    def _is_counted(self, at: int, number: Number) -> bool:
        """Tell whether a number counts something: not a time of day, a fraction, an ordinal, or the "one" of "no one"."""
        around = self.gap(at)[-1:], self.gap(number.end)[:1]
        glued = self.words[number.end] if number.end < len(self.words) and not self.gap(number.end) else ""
        before = self.words[at - 1] if at else ""
        is_loose = not number.is_counted and (before in self.lexicon.common or before in self.lexicon.negations)
        return not (set(around) & _NOT_COUNTED or glued in self.lexicon.ordinal_endings or is_loose)

    def _with_range(self, number: Number) -> Number:
        """Return a number with the one that it runs up to: "10 to 15", "10-15"."""
        end = number.end
        has_dash = self.gap(end) in _DASHES
        if not has_dash and not (end < len(self.words) and self.words[end] in self.lexicon.range_joins):
            return number
        begin = end if has_dash else end + 1
        other = number_at(self.words, begin, self.lexicon) if begin < len(self.words) else None
        is_opened = has_dash or self._is_range(number, end)
        if other is None or not is_opened or other.high <= number.low:
            return number
        return number._replace(high=other.high, end=other.end)

    def _is_range(self, number: Number, end: int) -> bool:
        """Tell whether "and" or "to" between two numbers makes them one: after "between", or where digits stand on both sides."""
        first = next(
            (at for at in range(end - 1, -1, -1) if not self.words[at][0].isdecimal() and self.words[at] not in self.lexicon.scales), -1
        )
        return first >= 0 and self.words[first] in self.lexicon.between and number.is_counted

    def _unit(self, first: int, end: int) -> tuple[str, int]:
        """Return the unit of the number that ends at a token, and the token after the unit."""
        units = self.lexicon.units
        sign = units.get((self.words[first],), "") if self.words[first] in "$€£" else ""
        if sign:
            return sign, end
        for length in (2, 1):
            if unit := units.get(tuple(self.words[end : end + length])):
                return unit, min(end + length, len(self.words))
        return "", end

    def _nouns(self, at: int) -> frozenset[str]:
        found: list[str] = []
        for place in range(at, min(at + _NOUNS, len(self.words))):
            if not self.stems[place] or _BREAK.search(self.gap(place)):
                break
            found.append(self.stems[place])
        return frozenset(found)

    def denies(self, at: int) -> bool:
        """Tell whether a token denies something."""
        word = self.plain[at]
        return word in self.lexicon.negations or word in self.lexicon.denials or self.words[at].endswith(self.lexicon.endings or ("\0",))

    def negations(self) -> list[Negation]:
        """List the words that deny something; two that deny the same cancel out."""
        found: list[Negation] = []
        for at in range(len(self.words)):
            if not self.denies(at) or any(tuple(self.words[at : at + length]) in self.lexicon.exceptions for length in (2, 3)):
                continue
            if denied := self._denied(at):
                negation = Negation(self.spans[at], denied)
                found = [one for one in found if one.denied != denied] if any(one.denied == denied for one in found) else [*found, negation]
        return found

    def _denied(self, at: int) -> str:
        """Return the stem of the first word after a negation that carries meaning, else of the last one before it."""
        after = range(at + 1, min(at + 1 + _FAR, len(self.words)))
        before = range(at - 1, max(-1, at - 1 - _FAR), -1)
        return next((self.stems[place] for place in (*after, *before) if self.stems[place] and not self.denies(place)), "")

    def names(self, used: set[int]) -> list[Name]:
        """List the runs of words with capitals that may be names; no date or number is one. A headline in capitals shows none."""
        found: list[Name] = []
        if not any(self.stems[at] and self.text[start].islower() for at, (start, _) in enumerate(self.spans)):
            return found
        at = 0
        while at < len(self.words):
            last = at
            while last < len(self.words) and last not in used and (last == at or self._goes_on(last)):
                if not self._is_capitalised(last) and (last == at or not self._is_small(last)):
                    break
                last += 1
            while last > at and not self._is_capitalised(last - 1):
                last -= 1
            if last > at and self._is_name(at, last):
                found.append(Name(at, last))
            at = max(last, at + 1)
        return found

    def _goes_on(self, at: int) -> bool:
        """Tell whether a token belongs to the name of the one before it; a full stop may end an abbreviation: "Sen. Ann Example"."""
        before = self.spans[at - 1]
        is_short = self.gap(at) == ". " and before[1] - before[0] <= _ABBREVIATED and not self.text[slice(*before)].isupper()
        return is_short or not _BREAK.search(self.gap(at))

    def _is_small(self, at: int) -> bool:
        return self.words[at] in small_words() and self.words[at] not in self.lexicon.common

    def _is_capitalised(self, at: int) -> bool:
        return self.text[self.spans[at][0]].isupper() and self.words[at] not in self.lexicon.common

    def _is_name(self, first: int, last: int) -> bool:
        """Tell whether words with capitals are a name in a language that may write other words so, too."""
        if not self.lexicon.are_nouns_capitalised:
            return True
        return last - first > 1 or (first > 0 and self.words[first - 1] in self.lexicon.before_places)
