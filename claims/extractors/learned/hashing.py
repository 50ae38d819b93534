"""Features are numbers: what a word shows is hashed once, and what several things show together is mixed from their hashes."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.uint32]
"""One value a token."""
Table = NDArray[np.uint32]
"""One row a token, one column a feature."""

OUTSIDE = np.uint32(7)
"""Stands for what lies beyond the edge of a sequence."""
_MIXED_AT_ONCE = 1 << 16
"""Hashes worked out side by side: few enough to stay in the processor's cache."""


def hash_of(text: str) -> int:
    """Return a number of 32 bits for a text, the same everywhere and for ever."""
    return crc32(text.encode("utf-8", "surrogatepass"))


class Templates:
    """Gathers the features of some sequences, column by column; a template is told from another by its place in the order."""

    def __init__(self, sequence: NDArray[np.int32], *, first_template: int) -> None:
        """Take the number of each token's sequence; nothing is seen beyond its edges."""
        self._sequence = sequence
        self._first = first_template + 1
        self._features: list[tuple[Column, ...]] = []
        self._outside: dict[int, NDArray[np.intp]] = {}

    def add(self, *columns: Column) -> None:
        """Add a feature: what these columns show together."""
        self._features.append(columns)

    def beside(self, column: Column, offset: int) -> Column:
        """Return what a column shows so many tokens further on, in the same sequence."""
        if offset == 0:
            return column
        here, there = (slice(-offset), slice(offset, None)) if offset > 0 else (slice(-offset, None), slice(offset))
        if offset not in self._outside:
            is_outside = np.ones(len(column), np.bool_)
            is_outside[here] = self._sequence[here] != self._sequence[there]
            self._outside[offset] = np.flatnonzero(is_outside)
        moved = np.empty_like(column)
        moved[here] = column[there]
        moved[self._outside[offset]] = OUTSIDE
        return moved

    def table(self) -> Table:
        """Return all features: for each a hash of what its columns show together, another for each template."""
        by_template = np.empty((len(self._features), len(self._sequence)), np.uint32)
        widest_first = sorted(range(len(self._features)), key=lambda number: -len(self._features[number]))
        at_once = max(1, _MIXED_AT_ONCE // max(1, len(self._sequence)))
        for first in range(0, len(widest_first), at_once):
            numbers = widest_first[first : first + at_once]
            seeds = [(self._first + number) * 0x9E3779B1 & 0xFFFFFFFF for number in numbers]
            by_template[numbers] = _mixed(seeds, [self._features[number] for number in numbers])
        return np.ascontiguousarray(by_template.T)


def _mixed(seeds: Sequence[int], features: Sequence[Sequence[Column]]) -> NDArray[np.uint32]:
    """Return a row of hashes for each feature, those of most columns first (the finaliser of MurmurHash3, once for each column)."""
    mixed = np.repeat(np.array(seeds, np.uint32)[:, None], len(features[0][0]), axis=1)
    rest = np.empty_like(mixed)
    for place in range(len(features[0])):
        here = [columns[place] for columns in features if len(columns) > place]
        now, shifts = mixed[: len(here)], rest[: len(here)]
        for row, column in zip(now, here, strict=True):
            np.bitwise_xor(row, column, out=row)
        now *= np.uint32(0x85EBCA6B)
        now ^= np.right_shift(now, np.uint32(13), out=shifts)
        now *= np.uint32(0xC2B2AE35)
        now ^= np.right_shift(now, np.uint32(16), out=shifts)
    return mixed
