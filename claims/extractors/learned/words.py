"""What a word shows by itself: its letters, its shape, its base form, and what dictionaries know of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.extractors.languages import read
from claims.extractors.learned.hashing import Column, hash_of
from claims.extractors.learned.senses import NOTHING, Senses

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")
_LONGEST_SHAPE = 12
_REMEMBERED = 65_536
_AT_FIRST = 4_096
_STEMS = (("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_ENDINGS = tuple(ending for ending, _ in _STEMS)
_SHORTEST_STEM = 3


class Word(NamedTuple):
    """The marks of a word, each a hash or a small number."""

    word: int
    ending: int
    short_ending: int
    shape: int
    base: int
    beginning: int
    case: int
    verb: int
    noun: int
    is_said: int


@dataclass(frozen=True, slots=True)
class WordColumns:
    """The marks of every word of an article, column by column."""

    word: Column
    ending: Column
    short_ending: Column
    shape: Column
    base: Column
    beginning: Column
    case: Column
    verb: Column
    noun: Column
    is_said: Column

    @property
    def sense(self) -> Column:
        """What the word says and names, as one value."""
        return self.verb * np.uint32(64) + self.noun


def columns_of(words: Sequence[str], language: str, senses: Senses) -> WordColumns:
    """Return the marks of words."""
    return WordColumns(*_dictionary(language, senses).columns(words))


@lru_cache(maxsize=4)
def _dictionary(language: str, senses: Senses) -> "_Dictionary":
    return _Dictionary(language, senses)


class _Dictionary:
    """The marks of the words seen so far: one that comes again is not worked out again."""

    def __init__(self, language: str, senses: Senses) -> None:
        self._irregular = {form: base for base, forms in read(language, "forms").get("irregular", {}).items() for form in forms.split()}
        self._senses = senses
        self._forget()

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self._table = np.zeros((_AT_FIRST, len(Word._fields)), np.uint32)

    def columns(self, words: Sequence[str]) -> NDArray[np.uint32]:
        """Return a row for each mark, a column for each word."""
        if len(self._number) > _REMEMBERED:
            self._forget()
        number = self._number
        if unknown := {word for word in words if word not in number}:
            self._learn(unknown)
        places = np.fromiter(map(number.__getitem__, words), np.int64, len(words))
        return np.ascontiguousarray(self._table[places].T)

    def _learn(self, words: Collection[str]) -> None:
        first = len(self._number)
        while first + len(words) > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[first : first + len(words)] = [self._look(word) for word in words]
        self._number.update(zip(words, range(first, first + len(words)), strict=True))

    def _look(self, word: str) -> Word:
        lower = word.lower().replace("’", "'")
        is_plain = lower.isalpha()
        sense = self._senses.of(lower) if is_plain else NOTHING
        return Word(
            word=hash_of(lower if is_plain else _DIGIT.sub("0", lower)),
            ending=hash_of("3" + lower[-3:]),
            short_ending=hash_of("2" + lower[-2:]),
            shape=hash_of("s" + _shape(word)),
            base=hash_of("l" + (self._irregular.get(lower) or _base(lower))),
            beginning=hash_of("p" + lower[:4]),
            case=_case(word),
            verb=sense.verb + 1,
            noun=sense.noun + 1,
            is_said=sense.is_said + 1,
        )


def _shape(word: str) -> str:
    """Return the word with each letter as X or x and each digit as d; runs are cut to two: "Al-Sharifi" is "Xx-Xxx"."""
    if word.isalpha() and word[1:].islower() and (word[0].islower() or word[0].isupper()):
        return ("X" if word[0].isupper() else "x") + "xx"[: len(word) - 1 if word[0].isupper() else min(1, len(word) - 1)]
    kinds = "".join("X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char for char in word[:_LONGEST_SHAPE])
    return _RUN.sub(r"\1\1", kinds)


def _case(word: str) -> int:
    return 1 + word[0].isupper() + 2 * (len(word) > 1 and word.isupper()) + 4 * word[0].isdigit() + 8 * (not word[0].isalnum())


def _base(word: str) -> str:
    """Return a stem that the inflections of a regular English verb or noun share; not always a word."""
    for ending, instead in _STEMS if word.endswith(_ENDINGS) else ():
        if len(word) > len(ending) + 2 and word.endswith(ending):
            stem = word[: -len(ending)] + instead
            is_doubled = ending in ("ing", "ed") and len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "sl"
            return (stem[:-1] if is_doubled else stem).rstrip("e")
    return word.rstrip("e") if len(word) > _SHORTEST_STEM else word
