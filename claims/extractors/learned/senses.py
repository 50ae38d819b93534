"""What kind of thing a noun names and a verb says, as WordNet's lexicographers sorted them: "mayor" a person, "say" communication.

Kept as hashes of base forms (Miller 1995; the supersenses of Ciaramita and Johnson 2003).
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.hashing import hash_of

_STEMS = (("ies", ("y",)), ("ied", ("y",)), ("ing", ("", "e")), ("ed", ("", "e")), ("es", ("", "e")), ("s", ("",)))
_ENDINGS = tuple(ending for ending, _ in _STEMS)
_SHORTEST_STEM = 3


class Sense(NamedTuple):
    """What is known of a word; 0 where nothing is."""

    verb: int
    """Kind of what it says as a verb, in its most frequent sense: a WordNet lexicographer file, 29 to 43."""
    noun: int
    """Kind of what it names as a noun: a lexicographer file, 3 to 28, and one."""
    is_said: int
    """How many of its senses as a verb are communication, 1 (none) to 4 (all)."""


NOTHING = Sense(0, 0, 0)


@dataclass(frozen=True, eq=False)
class Senses:
    """A dictionary of senses."""

    keys: NDArray[np.uint32]
    """Hashes of base forms, in order."""
    kinds: NDArray[np.uint8]
    """A row for each key: verb, noun, is_said."""

    def of(self, word: str) -> Sense:
        """Return what is known of a word in lower case, inflected or not."""
        verb = noun = is_said = 0
        for form in _base_forms(word):
            known = self._known(form)
            if known:
                verb, noun, is_said = verb or known[0], noun or known[1], is_said or known[2]
        return Sense(verb, noun, is_said)

    def _known(self, form: str) -> bytes:
        """Return the row of a base form; nothing where it has none."""
        key, keys = hash_of(form), self._sorted
        place = bisect_left(keys, key)
        return self._rows[3 * place : 3 * place + 3] if place < len(keys) and keys[place] == key else b""

    @cached_property
    def _sorted(self) -> "array[int]":
        """The keys as plain numbers: one is found faster there than in a numpy array."""
        return array("I", self.keys.tobytes())

    @cached_property
    def _rows(self) -> bytes:
        return self.kinds.tobytes()


def _base_forms(word: str) -> Iterator[str]:
    yield word
    if not word.endswith(_ENDINGS):
        return
    for ending, instead in _STEMS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield from (stem + letters for letters in instead)
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]
