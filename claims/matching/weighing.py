"""How much a word says: rare words say more (inverse document frequency), counted where the claims are and in English at large."""

import io
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.matching.said import Frequencies
from claims.matching.words import forms

_STRENGTH = 2_000
"""The general counts weigh as much as so many claims, so that a small database is judged by the language at large."""
_RAREST = 1e-5
_LEAST, _MOST = 0.3, 10.0
STEPS = 20
"""General shares are kept as whole numbers of so many steps to one unit of the natural logarithm."""


@dataclass(frozen=True, eq=False)
class GeneralShares:
    """What share of claims at large holds a word; words are kept as hashes."""

    keys: NDArray[np.uint32]
    """In rising order."""
    steps: NDArray[np.uint8]
    """The negative logarithm of the share, in steps."""

    def of(self, stem: str) -> float:
        """Return the share of claims that hold a stem; 0 where few do."""
        key = hash_of(stem)
        place = int(np.searchsorted(self.keys, key))
        if place == len(self.keys) or self.keys[place] != key:
            return 0.0
        return math.exp(-int(self.steps[place]) / STEPS)


def hash_of(stem: str) -> int:
    """Return the hash by which a stem is known, 32 bits."""
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))


@cache
def general_shares() -> GeneralShares:
    """Return how common words are at large, as they come with the program."""
    with np.load(io.BytesIO((files("claims.matching") / "shares.npz").read_bytes()), allow_pickle=False) as stored:
        return GeneralShares(np.cumsum(stored["gaps"], dtype=np.uint64).astype(np.uint32), stored["steps"])


def write_shares(shares: GeneralShares, path: Path) -> None:
    """Write how common words are."""
    np.savez_compressed(path, gaps=np.diff(shares.keys, prepend=np.uint32(0)), steps=shares.steps)


@lru_cache(maxsize=1 << 16)
def general_weight(term: str) -> float:
    """Return how much a word says by the language at large: the negative logarithm of the share of claims that hold it."""
    return _weight(general_share(term))


@lru_cache(maxsize=1 << 16)
def general_share(term: str) -> float:
    """Return the share of claims at large that hold a word under this term."""
    return max(map(general_shares().of, forms(term)), default=0.0)


def _weight(share: float) -> float:
    return min(_MOST, max(_LEAST, -math.log(share + _RAREST)))


class Weights(dict[str, float]):
    """How much words say where the claims are: those of a question as counted there, others by the language at large."""

    asked_mass: float
    """What the terms of the question's own text weigh together."""
    asked_norm: float
    """The root of the sum of the squares of what they weigh."""

    def __missing__(self, term: str) -> float:
        self[term] = found = general_weight(term)
        return found

    def mass(self, terms: Iterable[str]) -> float:
        """Return what terms weigh together."""
        return sum(map(self.__getitem__, terms))

    def square(self, terms: Iterable[str]) -> float:
        """Return the sum of the squares of what they weigh."""
        return sum([weight * weight for weight in map(self.__getitem__, terms)])


def weights_of(asked: frozenset[str], terms: frozenset[str], frequencies: Frequencies) -> Weights:
    """Return the weights for a comparison in which these terms are counted, those of the question's own text among them."""
    counts, total = frequencies.of([stem for term in terms for stem in forms(term)]), frequencies.total
    weights = Weights()
    for term in terms:
        count = max(counts.get(stem, 0) for stem in forms(term))
        weights[term] = _weight((count + _STRENGTH * general_share(term)) / (total + _STRENGTH))
    weights.asked_mass = weights.mass(asked)
    weights.asked_norm = math.sqrt(weights.square(asked)) or 1.0
    return weights
