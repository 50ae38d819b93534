"""A linear-chain conditional random field over hashed features: scores, the best labels, and how likely each label is.

Lafferty, McCallum and Pereira 2001 (the model); Weinberger et al. 2009 (hashed features). Everything is whole-array arithmetic: sequences
of similar length are decoded side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

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
_CHUNK_ROWS = 128
"""Rows whose features are looked up at once: their weights, half a megabyte, then stay in the processor's cache until they are added."""
_TOGETHER = 128
"""Sequences decoded side by side."""


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
        scores = np.zeros((len(features), len(self.labels)), np.float32)
        low, row_mask = np.uint32((1 << _SLOT_BITS) - 1), np.uint32((1 << _ROW_BITS) - 1)
        for first in range(0, len(features), _CHUNK_ROWS):
            hashes = features[first : first + _CHUNK_ROWS]
            entries = self._slots.take(hashes & low, mode="clip")
            is_known = ((entries ^ hashes) >> np.uint32(_ROW_BITS)) == 0
            known = np.count_nonzero(is_known, axis=1)
            begins = np.cumsum(known) - known
            weights = self._rows.take(entries[is_known] & row_mask, axis=0, mode="clip")
            has_any = known > 0
            if len(weights):
                scores[first : first + _CHUNK_ROWS][has_any] = np.add.reduceat(weights, begins[has_any], axis=0)
        return scores

    def marginals(self, emissions: Floats, runs: Runs) -> Floats:
        """Return how likely each label is at each row, in time linear in the number of rows."""
        found = np.zeros_like(emissions)
        for batch in self._batches(emissions, runs):
            batch.put(found, batch.marginals())
        return found

    def best_paths(self, emissions: Floats, runs: Runs) -> tuple[Labels, NDArray[np.float64]]:
        """Find the best labels, a number for each row, and how likely the best path of each sequence is, as a logarithm."""
        best = np.zeros(len(emissions), np.int32)
        likelihoods = np.zeros(len(runs))
        for batch in self._batches(emissions, runs):
            paths, scores = batch.paths()
            batch.put(best, paths)
            likelihoods[batch.numbers] = scores - batch.forward()[1]
        return best, likelihoods

    def _batches(self, emissions: Floats, runs: Runs) -> Iterator["_Batch"]:
        by_length = sorted(range(len(runs)), key=lambda number: runs[number][1] - runs[number][0])
        for first in range(0, len(by_length), _TOGETHER):
            numbers = by_length[first : first + _TOGETHER]
            yield _Batch(emissions, [runs[number] for number in numbers], numbers, self.transitions)


class _Batch:
    """Sequences of similar length, padded to the longest; forward, backward and Viterbi over all of them at each step."""

    def __init__(self, emissions: Floats, runs: Runs, numbers: Sequence[int], transitions: Floats) -> None:
        self.runs, self.numbers = runs, list(numbers)
        lengths = np.array([last - first for first, last in runs])
        self.lengths = lengths
        self.steps = int(lengths.max())
        self.scores = np.zeros((self.steps, len(runs), emissions.shape[1]), np.float32)
        for place, (first, last) in enumerate(runs):
            self.scores[: last - first, place] = emissions[first:last]
        self.is_on: NDArray[np.bool_] = np.greater(lengths, np.arange(self.steps)[:, None])[:, :, None]
        self.all_on = self.is_on.all(axis=(1, 2)).tolist()
        self.transitions = transitions
        self.factors = np.exp(transitions)
        self.peaks = np.ascontiguousarray(self.scores.transpose(2, 0, 1)).max(axis=0)[:, :, None]
        self.local = np.exp(self.scores - self.peaks)

    def put(self, rows: NDArray[Any], found: NDArray[Any]) -> None:
        """Write what was found at each step to the rows that it belongs to."""
        for place, (first, last) in enumerate(self.runs):
            rows[first:last] = found[: last - first, place]

    def forward(self) -> tuple[Floats, Floats]:
        """Return how likely each label is given all before, and the logarithm of the sum over all paths of each sequence."""
        reached = np.empty_like(self.local)
        sizes = np.empty((self.steps, len(self.runs), 1), np.float32)
        raw = self.local[0].copy()
        for step in range(self.steps):
            if step:
                np.matmul(reached[step - 1], self.factors, out=raw)
                raw *= self.local[step]
            np.add.reduce(raw, axis=1, keepdims=True, out=sizes[step])
            np.divide(raw, sizes[step], out=reached[step])
        return reached, np.where(self.is_on, np.log(sizes) + self.peaks, 0).sum(axis=0)[:, 0]

    def marginals(self) -> Floats:
        """Return how likely each label is, at each step of each sequence."""
        found, after = self.forward()[0], np.ones_like(self.local)
        back = self.factors.T
        onward, size = np.empty_like(after[0]), np.empty((len(self.runs), 1), np.float32)
        for step in range(self.steps - 1, 0, -1):
            np.matmul(self.local[step] * after[step], back, out=onward)
            np.add.reduce(onward, axis=1, keepdims=True, out=size)
            np.divide(onward, size, out=after[step - 1], where=self.is_on[step])
        found *= after
        found /= found.sum(axis=2, keepdims=True)
        return found

    def paths(self) -> tuple[NDArray[np.int8], Floats]:
        """Return the best path of each sequence, a label a step, and its score."""
        reached = self._best_scores()
        width = len(self.runs)
        paths = np.zeros((self.steps, width), np.int8)
        last = reached[self.lengths - 1, :, np.arange(width)]
        label = last.argmax(axis=1)
        into = np.ascontiguousarray(self.transitions.T)
        by_sequence = np.ascontiguousarray(reached.transpose(0, 2, 1))
        from_each = np.empty_like(last)
        paths[-1] = label
        for step in range(self.steps - 2, -1, -1):
            into.take(label, axis=0, out=from_each, mode="clip")
            from_each += by_sequence[step]
            back = from_each.argmax(axis=1)
            label = back if self.all_on[step + 1] else np.where(self.is_on[step + 1, :, 0], back, label)
            paths[step] = label
        return paths, last.max(axis=1)

    def _best_scores(self) -> Floats:
        """Return the score of the best path that ends in each label at each step, a row a label and a column a sequence.

        What comes past the end of a sequence means nothing.
        """
        reached = np.ascontiguousarray(self.scores.transpose(0, 2, 1))
        steps = np.repeat(self.transitions[:, :, None], len(self.runs), axis=2)
        through, best = np.empty_like(steps), np.empty_like(reached[0])
        for before, here in pairwise(reached):
            np.add(before[:, None, :], steps, out=through)
            np.add(here, np.maximum.reduce(through, axis=0, out=best), out=here)
        return reached
