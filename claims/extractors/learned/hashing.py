"""Features are numbers: what a word shows is hashed once, and what several things show together is mixed from their hashes."""

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.uint32]
"""One value a token."""
Table = NDArray[np.uint32]
"""One row a token, one column a feature."""

OUTSIDE = np.uint32(7)
"""Stands for what lies beyond the edge of a sequence."""


def hash_of(text: str) -> int:
    """Return a number of 32 bits for a text, the same everywhere and for ever."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def mix(template: int, *columns: Column) -> Column:
    """Return a hash of what several columns show together, another for each template (the finaliser of MurmurHash3)."""
    mixed = np.full(columns[0].shape, (template * 0x9E3779B1) & 0xFFFFFFFF, np.uint32)
    rest = np.empty_like(mixed)
    for column in columns:
        mixed ^= column
        mixed *= np.uint32(0x85EBCA6B)
        mixed ^= np.right_shift(mixed, np.uint32(13), out=rest)
        mixed *= np.uint32(0xC2B2AE35)
        mixed ^= np.right_shift(mixed, np.uint32(16), out=rest)
    return mixed


class Templates:
    """Gathers the features of some sequences, column by column; a template is told from another by its place in the order."""

    def __init__(self, sequence: NDArray[np.int32], *, first_template: int) -> None:
        """Take the number of each token's sequence; nothing is seen beyond its edges."""
        self._sequence = sequence
        self._template = first_template
        self._columns: list[Column] = []
        self._inside: dict[int, NDArray[np.bool_]] = {}

    def add(self, *columns: Column) -> None:
        """Add a feature: what these columns show together."""
        self._template += 1
        self._columns.append(mix(self._template, *columns))

    def beside(self, column: Column, offset: int) -> Column:
        """Return what a column shows so many tokens further on, in the same sequence."""
        if offset == 0:
            return column
        if offset not in self._inside:
            self._inside[offset] = shifted(self._sequence, offset, -1) == self._sequence
        return np.where(self._inside[offset], shifted(column, offset, 0), OUTSIDE)

    def table(self) -> Table:
        """Return all features."""
        return np.stack(self._columns, axis=1)


def shifted(column: NDArray[np.generic], offset: int, fill: int) -> NDArray[np.generic]:
    """Return what stands `offset` places further on, and `fill` where nothing does."""
    moved = np.full_like(column, fill)
    if offset > 0:
        moved[:-offset] = column[offset:]
    else:
        moved[-offset:] = column[:offset]
    return moved
