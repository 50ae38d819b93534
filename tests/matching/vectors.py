"""An encoder without a model, for tests of what is done with vectors: each word turns the vector into a direction of its own."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from claims.matching.nearest import unit

DIMENSIONS = 64


class WordsAsDirections:
    """Texts that share words lie close together. Counts what it was asked to encode."""

    name = "words-as-directions"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Return the sum of the directions of a text's words."""
        self.encoded += texts
        if progress is not None:
            progress(len(texts))
        rows = [sum((_direction(word) for word in text.lower().split()), np.zeros(DIMENSIONS)) for text in texts]
        return unit(np.array(rows).reshape(len(texts), DIMENSIONS))


def _direction(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:4])
    return np.random.default_rng(seed).normal(size=DIMENSIONS)
