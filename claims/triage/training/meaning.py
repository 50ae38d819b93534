"""What single words mean, as vectors: so that a word that is in no labelled sentence counts as those near it do.

The vectors are those that a sentence model gives to words that stand alone, cut to the directions in which they differ most, and weighed by
how rare the words are (Arora, Liang and Ma 2017). They are needed for training alone: what is kept is what each word weighs in each column.
"""

from collections.abc import Callable, Sequence

import numba
import numpy as np
from numpy.typing import NDArray

from claims.triage.features import WORD_BITS, word_places
from claims.triage.training.descent import Table

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
"""Returns a vector for each word, [word, number]."""
DIRECTIONS = 128
_HALF = 1e-3
"""A word that is this share of all words weighs half as much as a rare one."""
_SMALL = 30.0
"""Shrinkage of the weights (L2)."""
_STEPS = 7
_NO_GENRE = 0.1


def no_meanings() -> Floats:
    """Return the vectors of no word at all: a model learns without them."""
    return np.zeros((1 << WORD_BITS, 0), np.float32)


def meanings_of(words: Sequence[str], encode: Encode) -> Floats:
    """Return the vectors of words by the place of each: [place, direction]."""
    vectors = encode(words)
    vectors = vectors - vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    found = np.zeros((1 << WORD_BITS, min(DIRECTIONS, len(directions))), np.float32)
    np.add.at(found, word_places(words), vectors @ directions[:DIRECTIONS].T)
    return found


def weighed(meanings: Floats, words: Table) -> Floats:
    """Return the vectors of words, each weighed by how rare it is in some statements; what they sum up to is about 1 in size."""
    counts = np.bincount(words.places, minlength=len(meanings)) * meanings.any(axis=1)
    rare: Floats = meanings * (_HALF / (_HALF + counts / max(1, counts.sum())))[:, None].astype(np.float32)
    size = sums_of(words, rare).std() if rare.size else np.float32(0)
    return np.asarray(rare / size, np.float32) if size else rare


def sums_of(words: Table, meanings: Floats) -> Floats:
    """Return what the words of each statement mean together: [statement, direction]."""
    found = np.zeros((len(words), meanings.shape[1]), np.float32)
    _sum(*words, meanings, found)
    return found


@numba.njit(cache=True)
def _sum(begins: NDArray[np.int64], places: NDArray[np.int32], values: Floats, meanings: Floats, found: Floats) -> None:
    for row in range(len(begins) - 1):
        for at in range(begins[row], begins[row + 1]):
            found[row] += values[at] * meanings[places[at]]


def learn_directions(sums: Floats, truth: Floats, importance: Floats, genre: NDArray[np.int32]) -> Floats:
    """Return what each direction weighs in a column, by logistic regression (Newton's steps); each genre has a bias of its own."""
    seen = importance > 0
    genres = np.eye(int(genre.max(initial=0)) + 1, dtype=np.float32)[genre[seen]]
    inputs = np.concatenate([sums[seen], genres], axis=1)
    small = np.concatenate([np.full(sums.shape[1], _SMALL), np.full(genres.shape[1], _NO_GENRE)])
    return fitted(inputs, truth[seen], importance[seen], small, np.zeros(len(small)), steps=_STEPS)[: sums.shape[1]].astype(np.float32)


def fitted(
    inputs: Floats, truth: Floats, importance: Floats, small: NDArray[np.float64], expected: NDArray[np.float64], *, steps: int
) -> NDArray[np.float64]:
    """Return the weights of a logistic regression; `small` is how strongly each is drawn to what is expected of it."""
    weights = expected.copy()
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (importance * (likely - truth)) + small * (weights - expected)
        bend = (inputs * (importance * likely * (1 - likely)).astype(np.float32)[:, None]).T @ inputs + np.diag(small)
        weights -= np.linalg.solve(bend, slope)
    return weights
