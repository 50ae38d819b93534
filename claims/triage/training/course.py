"""From labelled sentences to a model: trains the columns, calibrates each on sentences that it has not seen, chooses how labels compare."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.triage.model import columns_of, normalised
from claims.triage.schemes import Scheme
from claims.triage.training.corpora import FOLDS, Lessons, own_tasks, schemes_of, tasks_of
from claims.triage.training.descent import Settings, Trained, margins, train
from claims.triage.training.meaning import learn_directions
from claims.triage.training.stacking import mixing_of

Progress = Callable[[str], None]
_LEAST_SEEN = 4
"""Features seen in fewer sentences are left out: they say little, and what was seen once or twice could be traced to its sentence."""
_LEAST_WEIGHT = 0.04
"""Weights smaller than this share of a column's greatest are left out, so that the file is small."""
_NEWTON_STEPS = 25
_OFFSETS = tuple(np.arange(-1.5, 1.6, 0.1))
_TOO_FEW = 20
"""A corpus needs so many sentences."""


class Taught(NamedTuple):
    """A model before it is written."""

    columns: list[str]
    weights: NDArray[np.float32]
    meanings: NDArray[np.float32]
    slopes: NDArray[np.float32]
    biases: NDArray[np.float32]
    offsets: NDArray[np.float32]


def teach(lessons: Lessons, settings: Settings = Settings(), progress: Progress = lambda _: None) -> Taught:  # noqa: B008  (it is frozen)
    """Train all columns that the sentences can teach. Raises ValueError where they are too few."""
    if len(lessons.rows) < _TOO_FEW:
        raise ValueError(f"{len(lessons.rows)} labelled sentences are too few; give at least {_TOO_FEW}, better some hundreds")
    schemes = schemes_of(lessons.rows)
    unseen = unseen_views(lessons, schemes, settings, progress)
    progress("Learning from all")
    learned = learn(lessons, schemes, settings)
    mixing = mixing_of(unseen, lessons, schemes, schemes)
    weights, meanings = learned.mixed(mixing)
    scores = unseen @ mixing
    slopes, biases = _calibrated(lessons, schemes, scores)
    offsets = _offsets(lessons, schemes, scores * slopes + biases)
    columns = [column for scheme in schemes for column in columns_of(scheme)]
    return Taught(columns, _pruned(lessons, weights), lessons.meanings @ meanings, slopes, biases, offsets)


class Learned(NamedTuple):
    """Columns that look at statements in two ways."""

    trained: Trained
    """By their features."""
    directions: NDArray[np.float32]
    """By what their words mean: [direction, column]."""

    def views(self, lessons: Lessons) -> NDArray[np.float32]:
        """Return the score of each sentence in each column by its features, then by its meaning: [sentence, view]."""
        return np.concatenate([margins(lessons.table, self.trained), lessons.sums @ self.directions], axis=1)

    def mixed(self, mixing: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the weights of features and of directions that give at once what the views give when mixed."""
        columns = mixing.shape[1]
        return self.trained.weights @ mixing[:columns], self.directions @ mixing[columns:]


def unseen_views(
    lessons: Lessons, schemes: Sequence[Scheme], settings: Settings, progress: Progress = lambda _: None
) -> NDArray[np.float32]:
    """Return the views of each sentence by columns that have not seen its document."""
    unseen = np.zeros((len(lessons.rows), 2 * sum(len(columns_of(scheme)) for scheme in schemes)), np.float32)
    for fold in range(FOLDS):
        progress(f"Trying on a part that was not learned from, {fold + 1} of {FOLDS}")
        aside = lessons.fold == fold
        if aside.any() and not aside.all():
            unseen[aside] = learn(lessons.only(~aside), schemes, settings).views(lessons.only(aside))
    return unseen


def learn(lessons: Lessons, schemes: Sequence[Scheme], settings: Settings) -> Learned:
    """Train the columns of some schemes."""
    tasks = [task for scheme in schemes for task in tasks_of(lessons, scheme)]
    truth, importance = (np.stack([task[part] for task in tasks], axis=1) for part in (0, 1))
    trained = train(lessons.table, truth, importance, lessons.genre, settings)
    directions = np.stack([learn_directions(lessons.sums, task.truth, task.importance, lessons.genre) for task in tasks], axis=1)
    return Learned(trained._replace(weights=_pruned(lessons, trained.weights)), directions)


def _pruned(lessons: Lessons, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    counts = np.bincount(lessons.table.places, minlength=len(weights))
    small = np.abs(weights) < _LEAST_WEIGHT * np.abs(weights).max(axis=0, initial=1e-9)
    return np.where(small | (counts < _LEAST_SEEN)[:, None], 0, weights).astype(np.float32)


def _calibrated(
    lessons: Lessons, schemes: Sequence[Scheme], scores: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return Platt's slope and bias of each column, fitted on a scheme's own sentences (for the general ones: on all, at equal weight)."""
    tasks = [task for scheme in schemes for task in own_tasks(lessons, scheme)]
    found = [platt(scores[:, number], task.truth, task.importance) for number, task in enumerate(tasks)]
    slopes, biases = zip(*found, strict=True)
    return np.array(slopes, np.float32), np.array(biases, np.float32)


def platt(scores: NDArray[np.floating[Any]], truth: NDArray[np.floating[Any]], weight: NDArray[np.floating[Any]]) -> tuple[float, float]:
    """Return slope and bias of the logistic curve nearest to the truth (Platt 1999), by Newton's steps."""
    curve = np.array([1.0, 0.0])
    inputs = np.stack([scores, np.ones_like(scores)], axis=1).astype(float)
    for _ in range(_NEWTON_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ curve, -30, 30)))
        slope = inputs.T @ (weight * (likely - truth)) + 1e-3 * curve
        bend = (inputs * (weight * likely * (1 - likely))[:, None]).T @ inputs + 1e-3 * np.eye(2)
        curve -= np.linalg.solve(bend, slope)
    return max(float(curve[0]), 1e-3), float(curve[1])


def _offsets(lessons: Lessons, schemes: Sequence[Scheme], calibrated: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what makes the mean F1 of a scheme's labels highest on sentences that were not learned from."""
    offsets = np.zeros(calibrated.shape[1], np.float32)
    first = 0
    for scheme in schemes:
        size = len(columns_of(scheme))
        own = np.array([row.scheme == scheme.name for row in lessons.rows])
        if own.any():
            truth = np.array([scheme.labels.index(row.label) for row in lessons.rows if row.scheme == scheme.name])
            likely = np.log(normalised(calibrated[own, first : first + size]))
            offsets[first : first + size] = best_offsets(likely, truth, is_single=size == 1)
        first += size
    return offsets


def best_offsets(likely: NDArray[np.floating[Any]], truth: NDArray[np.int64], *, is_single: bool) -> NDArray[np.float32]:
    """Return what to add to the logarithms of probabilities, [sentence, label], so that the mean F1 is highest."""
    best = np.zeros(likely.shape[1])
    places = [1] if is_single else range(1, likely.shape[1])
    for _ in range(2):
        for place in places:
            tried = []
            for offset in _OFFSETS:
                best[place] = offset
                tried.append(mean_f1(truth, np.argmax(likely + best, axis=1), likely.shape[1]))
            best[place] = _OFFSETS[int(np.argmax(np.convolve(tried, [1, 1, 1], "same")))]
    return (best[1:] if is_single else best).astype(np.float32)


def mean_f1(truth: NDArray[np.int64], guess: NDArray[np.int64], size: int) -> float:
    """Return the mean of the labels' F1."""
    found = []
    for label in range(size):
        right = float(((truth == label) & (guess == label)).sum())
        found.append(2 * right / max(1.0, float((truth == label).sum() + (guess == label).sum())))
    return sum(found) / size
