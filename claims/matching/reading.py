"""A text as the comparison reads it: its terms, pairs of neighbours, names, numbers and whether it says no."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from claims.matching.weighing import general_weight
from claims.matching.words import clean, fold, known, tag_parts

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NEGATIONS = frozenset(("no", "not", "never", "none", "nobody", "nothing", "without", "neither", "nor", "cannot", "t"))
_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][\w’'-]+")


class Reading(NamedTuple):
    """What is compared of a text. Terms are those of words that say something; stop words are left out."""

    terms: tuple[str, ...]
    kinds: frozenset[str]
    """The terms, each once."""
    mass: float
    """What the terms weigh together, each once, by the language at large."""
    square: float
    """The sum of the squares of what they weigh."""
    neighbours: int
    """How many of the terms stand beside one another; those from hashtags come after."""
    names: frozenset[str]
    numbers: frozenset[str]
    is_negated: bool
    plain: str
    """The words as `words.plain` has them."""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield neighbours, and neighbours but one, in order."""
        terms = self.terms[: self.neighbours]
        return chain(pairwise(terms), zip(terms, terms[2:], strict=False))


NOTHING = Reading((), frozenset(), 0.0, 0.0, 0, frozenset(), frozenset(), False, "")


@lru_cache(maxsize=1 << 14)
def read_text(text: str) -> Reading:
    """Read a text."""
    if not text:
        return NOTHING
    cleaned = clean(text)
    folded = fold(cleaned)
    found = _WORD.findall(folded)
    terms = [term for _, term, is_stop in map(known, found) if not is_stop]
    neighbours = len(terms)
    terms += [word.term for word in tag_parts(cleaned) if not word.is_stop]
    kinds = frozenset(terms)
    weights = [general_weight(term) for term in kinds]
    return Reading(
        tuple(terms),
        kinds,
        sum(weights),
        sum([weight * weight for weight in weights]),
        neighbours,
        _names_in(cleaned),
        frozenset([number.replace(",", "") for number in _NUMBER.findall(folded)]),
        not _NEGATIONS.isdisjoint(found),
        " ".join(found),
    )


def _names_in(cleaned: str) -> frozenset[str]:
    """Return the terms of words with a capital after a word without."""
    names = _NAME.findall(cleaned)
    words = _WORD.findall(fold(" ".join(names))) if names else ()
    return frozenset([term for _, term, is_stop in map(known, words) if not is_stop])
