"""A linear-chain conditional random field over hashed features: scores, the best labels, and how likely each label is.

Lafferty, McCallum and Pereira 2001 (the model); Weinberger et al. 2009 (hashed features). Everything is whole-array arithmetic: sequences
of similar length are decoded side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
"""One row a token, one column a feature."""
Floats = NDArray[np.float32]
Labels = NDArray[np.int32]
Runs = Sequence[tuple[int, int]]
"""The sequences: first row and the row after the last."""

_SLOT_BITS = 20
_ROW_BITS = 18
_CHUNK_ROWS = 2_048
"""Rows whose features are looked up at once: what is touched then stays in the processor's cache."""
_TOGETHER = 48
"""Sequences decoded side by side."""


class Decoded(NamedTuple):
    """What a chain says of some sequences."""

    best: Labels
    """The labels of the most likely path, a number for each row."""
    marginals: Floats
    """How likely each label is at each row."""
    log_likelihoods: NDArray[np.float64]
    """Of the best path of each sequence."""


@dataclass(frozen=True)
class Chain:
    """A trained chain."""

    labels: tuple[str, ...]
    keys: Hashes
    """The hashes of the features that have a weight; distinct."""
    weights: Floats
    """A row for each key, a column for each label."""
    transitions: Floats
    """From the label of the row to that of the column; a forbidden step is far below 0."""

    @cached_property
    def _rows(self) -> Floats:
        return np.vstack([np.zeros((1, len(self.labels)), np.float32), self.weights])

    @cached_property
    def _slots(self) -> Hashes:
        """A table from a hash's low bits to its row, beside which the hash's high bits are kept to tell strangers apart."""
        table = np.zeros(1 << _SLOT_BITS, np.uint32)
        heaviest_last = np.argsort(np.abs(self.weights).sum(1), kind="stable")
        keys = self.keys[heaviest_last]
        rows = (heaviest_last + 1).astype(np.uint32)
        table[keys & np.uint32((1 << _SLOT_BITS) - 1)] = (keys >> np.uint32(_ROW_BITS) << np.uint32(_ROW_BITS)) | rows
        return table

    def emissions(self, features: Hashes) -> Floats:
        """Return the score of each label at each row, apart from its neighbours."""
        scores = np.empty((len(features), len(self.labels)), np.float32)
        low, row_mask = np.uint32((1 << _SLOT_BITS) - 1), np.uint32((1 << _ROW_BITS) - 1)
        for first in range(0, len(features), _CHUNK_ROWS):
            hashes = features[first : first + _CHUNK_ROWS]
            entries = self._slots[hashes & low]
            is_known = ((entries ^ hashes) >> np.uint32(_ROW_BITS)) == 0
            rows = np.where(is_known, entries & row_mask, np.uint32(0))
            scores[first : first + _CHUNK_ROWS] = self._rows[rows].sum(axis=1)
        return scores

    def decode(self, emissions: Floats, runs: Runs) -> Decoded:
        """Find the best labels and the marginals of each sequence, in time linear in the number of rows."""
        best = np.zeros(len(emissions), np.int32)
        marginals = np.zeros_like(emissions)
        log_likelihoods = np.zeros(len(runs))
        by_length = sorted(range(len(runs)), key=lambda number: runs[number][1] - runs[number][0])
        for first in range(0, len(by_length), _TOGETHER):
            numbers = by_length[first : first + _TOGETHER]
            batch = _Batch(emissions, [runs[number] for number in numbers], self.transitions)
            batch.write(best, marginals, log_likelihoods, numbers)
        return Decoded(best, marginals, log_likelihoods)


class _Batch:
    """Sequences of similar length, padded to the longest; forward, backward and Viterbi over all of them at each step."""

    def __init__(self, emissions: Floats, runs: Runs, transitions: Floats) -> None:
        self.runs = runs
        self.lengths = np.array([last - first for first, last in runs])
        self.steps = int(self.lengths.max())
        self.scores = np.zeros((self.steps, len(runs), emissions.shape[1]), np.float32)
        for place, (first, last) in enumerate(runs):
            self.scores[: last - first, place] = emissions[first:last]
        self.transitions = transitions
        self.factors = np.exp(transitions)

    def write(self, best: Labels, marginals: Floats, log_likelihoods: NDArray[np.float64], numbers: Sequence[int]) -> None:
        """Write what is found to where it belongs."""
        probabilities, totals = self._marginals()
        paths, path_scores = self._paths()
        for place, (first, last) in enumerate(self.runs):
            marginals[first:last] = probabilities[: last - first, place]
            best[first:last] = paths[: last - first, place]
            log_likelihoods[numbers[place]] = path_scores[place] - totals[place]

    def _is_on(self, step: int) -> NDArray[Any]:
        return (self.lengths > step)[:, None]

    def _marginals(self) -> tuple[Floats, Floats]:
        peaks = self.scores.max(axis=2, keepdims=True)
        local = np.exp(self.scores - peaks)
        forward = np.empty_like(local)
        logs = np.zeros(len(self.runs), np.float32)
        before = np.ones((len(self.runs), local.shape[2]), np.float32)
        for step in range(self.steps):
            raw = local[step] * (before if step == 0 else before @ self.factors)
            size = raw.sum(axis=1, keepdims=True)
            forward[step] = raw / size
            is_on = self._is_on(step)
            before = np.where(is_on, forward[step], before)
            logs += np.where(is_on, np.log(size) + peaks[step], 0)[:, 0]
        after = np.ones_like(before)
        for step in range(self.steps - 1, -1, -1):
            found = forward[step] * after
            is_on = self._is_on(step)
            forward[step] = found / found.sum(axis=1, keepdims=True)
            onward = (local[step] * after) @ self.factors.T
            after = np.where(is_on, onward / onward.sum(axis=1, keepdims=True), after)
        return forward, logs

    def _paths(self) -> tuple[NDArray[np.int8], Floats]:
        steps, width, labels = self.scores.shape
        came_from = np.zeros((steps, width, labels), np.int8)
        best = self.scores[0].copy()
        for step in range(1, steps):
            onward = best[:, :, None] + self.transitions
            came_from[step] = onward.argmax(axis=1)
            best = np.where(self._is_on(step), onward.max(axis=1) + self.scores[step], best)
        paths = np.zeros((steps, width), np.int8)
        label = best.argmax(axis=1)
        everyone = np.arange(width)
        for step in range(steps - 1, -1, -1):
            paths[step] = label
            back = came_from[step][everyone, label]
            label = np.where(self.lengths > step, back if step else label, label)
        return paths, best.max(axis=1)
