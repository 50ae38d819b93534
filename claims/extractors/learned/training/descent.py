"""Trains a chain: stochastic gradient descent on the likelihood, with AdaGrad steps (Duchi et al. 2011) and both kinds of shrinkage.

Each feature is shrunk by its share at each sight of it, so that a pass over the data shrinks all alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.chain import Chain
from claims.extractors.learned.hashing import Table
from claims.extractors.learned.page import TokenRun

_FORBIDDEN = -30.0
_LEAST_SEEN = 3
"""Features seen less often are left out: they say little, and what was seen once or twice could be traced to its article."""
_LEAST_WEIGHT = 0.01
_LAST_STEP = 0.1
"""The steps shrink in equal parts to so much of the first."""


@dataclass(frozen=True)
class Settings:
    """How a chain is trained."""

    passes: int
    step: float
    sparse: float
    """Shrinkage that makes weights 0 (L1)."""
    small: float
    """Shrinkage that keeps them small (L2)."""


@dataclass(frozen=True)
class Lesson:
    """The sequences of one article: features and true labels of each row."""

    features: Table
    labels: NDArray[np.int32]
    runs: Sequence[TokenRun]


def train_chain(lessons: Sequence[Lesson], labels: tuple[str, ...], settings: Settings, *, seed: int = 0) -> Chain:
    """Train a chain; the same lessons and seed give the same chain."""
    keys, counts = _keys(lessons)
    rows = np.concatenate([_numbers(lesson.features, keys) for lesson in lessons])
    truth = np.concatenate([lesson.labels for lesson in lessons]).astype(np.int64)
    ends = _ends(lessons)
    allowed = _allowed(labels)
    size = len(labels)
    weights, squares = np.zeros((len(keys), size), np.float32), np.zeros((len(keys), size), np.float32)
    transitions, transition_squares = np.where(allowed, 0.0, _FORBIDDEN), np.zeros((size, size))
    shuffle = np.random.default_rng(seed)
    for number in range(settings.passes):
        step = settings.step * (1 - (1 - _LAST_STEP) * number / max(1, settings.passes - 1))
        _pass(
            rows, ends, shuffle.permutation(len(ends) - 1), truth, weights, squares, transitions, transition_squares,
            step, settings.sparse, settings.small, counts, allowed,
        )  # fmt: skip
    is_kept = np.abs(weights).max(axis=1, initial=0) > _LEAST_WEIGHT
    return Chain(labels, keys[is_kept], weights[is_kept], transitions.astype(np.float32))


def _keys(lessons: Sequence[Lesson]) -> tuple[Table, NDArray[np.float32]]:
    """Return the features that are seen often enough, in order, and how often."""
    seen = np.concatenate([lesson.features.ravel() for lesson in lessons])
    seen.sort()
    begins = np.flatnonzero(np.concatenate([[True], seen[1:] != seen[:-1]]))
    counts = np.diff(np.append(begins, len(seen)))
    often = counts >= _LEAST_SEEN
    return seen[begins][often], counts[often].astype(np.float32)


def _numbers(features: Table, keys: Table) -> NDArray[np.int32]:
    """Return the number of each feature; -1 for those that are left out."""
    place = np.minimum(np.searchsorted(keys, features.ravel()), len(keys) - 1).astype(np.int32)
    place[keys[place] != features.ravel()] = -1
    return place.reshape(features.shape)


def _ends(lessons: Sequence[Lesson]) -> NDArray[np.int64]:
    ends, shift = [0], 0
    for lesson in lessons:
        ends += [shift + last for _, last in lesson.runs]
        shift += len(lesson.labels)
    return np.array(ends, np.int64)


def _allowed(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Tell which label may follow which: one that goes on follows its own kind alone."""
    return np.array([[there[0] != "I" or here[1:] == there[1:] for there in labels] for here in labels])


@numba.njit(cache=True, fastmath=True)
def _scores(rows: Any, first: int, size: int, weights: Any, scores: Any) -> None:
    for place in range(size):
        for label in range(weights.shape[1]):
            scores[place, label] = 0.0
        for column in range(rows.shape[1]):
            row = rows[first + place, column]
            if row >= 0:
                for label in range(weights.shape[1]):
                    scores[place, label] += weights[row, label]


@numba.njit(cache=True, fastmath=True)
def _forward(scores: Any, size: int, factors: Any, forward: Any, local: Any) -> None:
    labels = factors.shape[0]
    for place in range(size):
        peak = scores[place].max()
        total = 0.0
        for label in range(labels):
            reached = 1.0
            if place > 0:
                reached = 0.0
                for before in range(labels):
                    reached += forward[place - 1, before] * factors[before, label]
            local[place, label] = np.exp(scores[place, label] - peak)
            forward[place, label] = reached * local[place, label]
            total += forward[place, label]
        for label in range(labels):
            forward[place, label] /= total


@numba.njit(cache=True, fastmath=True)
def _step_back(place: int, forward: Any, local: Any, factors: Any, onward: Any, slope: Any) -> None:
    """Add what the transition into a place is expected to be, and carry what lies beyond one place back."""
    labels = factors.shape[0]
    total = 0.0
    for here in range(labels):
        for there in range(labels):
            total += forward[place - 1, here] * factors[here, there] * local[place, there] * onward[there]
    carried = np.zeros(labels)
    size = 0.0
    for here in range(labels):
        for there in range(labels):
            flow = factors[here, there] * local[place, there] * onward[there]
            slope[here, there] += forward[place - 1, here] * flow / total
            carried[here] += flow
        size += carried[here]
    for label in range(labels):
        onward[label] = carried[label] / size * labels


@numba.njit(cache=True, fastmath=True)
def _update(row: int, slope: Any, weights: Any, squares: Any, step: float, sparse: float, small: float) -> None:
    for label in range(weights.shape[1]):
        gradient = slope[label]
        if -1e-4 < gradient < 1e-4:
            continue
        weight = weights[row, label]
        gradient += small * weight
        squares[row, label] += gradient * gradient
        length = step / np.sqrt(squares[row, label] + 1e-6)
        moved = weight - length * gradient
        shrunk = max(0.0, abs(moved) - length * sparse)
        weights[row, label] = shrunk if moved > 0 else -shrunk


@numba.njit(cache=True, fastmath=True)
def _pass(
    rows: Any, ends: Any, order: Any, truth: Any, weights: Any, squares: Any, transitions: Any, transition_squares: Any,
    step: float, sparse: float, small: float, counts: Any, allowed: Any,
) -> None:  # fmt: skip
    """Go over all sequences once."""
    labels = weights.shape[1]
    longest = np.max(ends[1:] - ends[:-1])
    scores, forward, local = np.zeros((longest, labels)), np.zeros((longest, labels)), np.zeros((longest, labels))
    slope, onward = np.zeros(labels), np.zeros(labels)
    for number in order:
        first, size = ends[number], ends[number + 1] - ends[number]
        factors, flow = np.exp(transitions), np.zeros((labels, labels))
        _scores(rows, first, size, weights, scores)
        _forward(scores, size, factors, forward, local)
        onward[:] = 1.0
        for place in range(size - 1, -1, -1):
            slope[:] = forward[place] * onward
            slope /= slope.sum()
            slope[truth[first + place]] -= 1.0
            if place > 0:
                _step_back(place, forward, local, factors, onward, flow)
                flow[truth[first + place - 1], truth[first + place]] -= 1.0
            for column in range(rows.shape[1]):
                row = rows[first + place, column]
                if row >= 0:
                    _update(row, slope, weights, squares, step, sparse / counts[row], 2 * small / counts[row])
        for here in range(labels):
            for there in range(labels):
                if allowed[here, there]:
                    transition_squares[here, there] += flow[here, there] ** 2
                    transitions[here, there] -= step * flow[here, there] / np.sqrt(transition_squares[here, there] + 1e-6)
