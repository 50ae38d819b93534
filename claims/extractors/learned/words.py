"""What a word shows by itself: its letters, its shape, its base form, and what dictionaries know of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from claims.extractors.languages import read
from claims.extractors.learned.hashing import Column, hash_of
from claims.extractors.learned.senses import NOTHING, Senses

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")
_LONGEST_SHAPE = 12
_REMEMBERED = 65_536
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
    look = _reader(language, senses)
    rows = np.array([look(word) for word in words], np.uint32).reshape(len(words), len(Word._fields))
    return WordColumns(*np.ascontiguousarray(rows.T))


@lru_cache(maxsize=4)
def _reader(language: str, senses: Senses) -> Callable[[str], Word]:
    """Return a function from a word to its marks, which remembers the words it has seen."""
    irregular = {form: base for base, forms in read(language, "forms").get("irregular", {}).items() for form in forms.split()}

    @lru_cache(maxsize=_REMEMBERED)
    def look(word: str) -> Word:
        lower = word.lower().replace("’", "'")
        sense = senses.of(lower) if lower.isalpha() else NOTHING
        return Word(
            word=hash_of(lower if lower.isalpha() else _DIGIT.sub("0", lower)),
            ending=hash_of("3" + lower[-3:]),
            short_ending=hash_of("2" + lower[-2:]),
            shape=hash_of("s" + _shape(word)),
            base=hash_of("l" + irregular.get(lower, _base(lower))),
            beginning=hash_of("p" + lower[:4]),
            case=_case(word),
            verb=sense.verb + 1,
            noun=sense.noun + 1,
            is_said=sense.is_said + 1,
        )

    return look


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
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            stem = word[: -len(ending)] + instead
            is_doubled = ending in ("ing", "ed") and len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "sl"
            return (stem[:-1] if is_doubled else stem).rstrip("e")
    return word.rstrip("e") if len(word) > _SHORTEST_STEM else word
