"""What a statement shows, as numbers: a text is hashed once, and what several things show together is mixed from their hashes."""

from array import array
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

_SIZES = (3, 4, 5)
"""Letters in the pieces of a word."""
_MOST_PIECES = 60
"""A longer word, such as an address, is not taken to pieces beyond so many."""
_FIRST_FACTOR, _FIRST_SHIFT = np.uint32(0x85EBCA6B), np.uint32(13)
_SECOND_FACTOR, _SECOND_SHIFT = np.uint32(0xC2B2AE35), np.uint32(16)


def hash_of(text: str) -> int:
    """Return a number of 32 bits for a text, the same everywhere and for ever."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def pieces_of(word: str) -> bytes:
    """Return the hashes of the pieces of a word, one after the other."""
    marked = f"_{word}_"
    if marked.isascii():
        coded = marked.encode()
        hashes = [crc32(one) for one in {coded[start : start + size] for size in _SIZES for start in range(len(coded) - size + 1)}]
    else:
        hashes = [hash_of(one) for one in {marked[start : start + size] for size in _SIZES for start in range(len(marked) - size + 1)}]
    hashes.sort()
    return array("I", hashes[:_MOST_PIECES]).tobytes()


def seed_of(template: int) -> int:
    """Return what the hashes of one template begin with."""
    return template * 0x9E3779B1 & 0xFFFFFFFF


def mix(seeds: Hashes, *columns: Hashes) -> Hashes:
    """Return hashes of what several columns show together (the finaliser of MurmurHash3). A shorter column belongs to the last seeds."""
    mixed = seeds.copy()
    for column in columns:
        part = mixed[len(mixed) - len(column) :]
        part ^= column
        part *= _FIRST_FACTOR
        part ^= part >> _FIRST_SHIFT
        part *= _SECOND_FACTOR
        part ^= part >> _SECOND_SHIFT
    return mixed
