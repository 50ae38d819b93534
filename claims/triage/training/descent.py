"""Trains the columns of the model: stochastic gradient descent on the logistic loss, with AdaGrad steps (Duchi et al. 2011)."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from claims.triage.features import BITS, SUMMED, Features

_SMALLEST_SQUARE = 1e-2
_LAST_STEP = 0.1
"""The steps shrink in equal parts to so much of the first."""


class Table(NamedTuple):
    """Sparse features of statements, a row each (compressed sparse rows)."""

    begins: NDArray[np.int64]
    """Where each row begins, and the end of the last one."""
    places: NDArray[np.int32]
    values: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.begins) - 1

    def rows(self, numbers: NDArray[np.int64]) -> "Table":
        """Return some of the rows, in the order given."""
        sizes = np.diff(self.begins)[numbers]
        begins = np.concatenate([[0], np.cumsum(sizes)])
        picked = np.repeat(self.begins[numbers] - begins[:-1], sizes) + np.arange(begins[-1])
        return Table(begins, self.places[picked], self.values[picked])


def table_of(features: Features) -> Table:
    """Return the features of some statements as a table: each kind weighs the same, however many of it there are."""
    kinds, rows = features.sizes.shape
    sizes = features.sizes.ravel()
    row = np.repeat(np.tile(np.arange(rows), kinds), sizes)
    turn = np.repeat(np.argsort(SUMMED), features.sizes.sum(axis=1))
    order = np.lexsort((turn, row))
    begins = np.searchsorted(row[order], np.arange(rows + 1))
    values = np.repeat(1 / np.sqrt(sizes), sizes)
    return Table(begins, features.places[order].astype(np.int32), values[order].astype(np.float32))


def word_table_of(features: Features) -> Table:
    """Return the words of some statements as a table of the places of their meanings, weighed as `table_of` weighs them."""
    sizes = features.sizes[0]
    values = np.repeat(1 / np.sqrt(sizes), sizes).astype(np.float32)
    return Table(np.concatenate([[0], np.cumsum(sizes)]), features.words.astype(np.int32), values)


def joined(tables: list[Table]) -> Table:
    """Return the rows of several tables, one after the other."""
    shifts = np.cumsum([0, *(table.begins[-1] for table in tables)])
    begins = np.concatenate([table.begins[:-1] + shift for table, shift in zip(tables, shifts, strict=False)] + [shifts[-1:]])
    return Table(begins, np.concatenate([table.places for table in tables]), np.concatenate([table.values for table in tables]))


@dataclass(frozen=True)
class Settings:
    """How columns are trained."""

    passes: int = 6
    step: float = 0.1
    small: float = 1.0
    """Shrinkage that keeps weights small (L2)."""
    sparse: float = 0.3
    """Shrinkage that makes weights 0 (L1), so that the file is small: at the sight of a row that counts little, little."""


class Trained(NamedTuple):
    """Weights of some columns: [place, column], and their biases."""

    weights: NDArray[np.float32]
    biases: NDArray[np.float32]


def train(
    table: Table,
    truth: NDArray[np.float32],
    importance: NDArray[np.float32],
    genre: NDArray[np.int32],
    settings: Settings,
    *,
    seed: int = 0,
) -> Trained:
    """Train columns: truth [row, column] is 0 or 1, importance 0 where a row says nothing about a column.

    Each genre (corpus) has a bias of its own, so that how many of its sentences can be checked teaches nothing about words.
    """
    columns = truth.shape[1]
    weights = np.zeros((1 << BITS, columns), np.float32)
    biases = np.zeros((int(genre.max(initial=0)) + 1, columns), np.float32)
    counts = np.bincount(table.places, minlength=1 << BITS).astype(np.float32)
    squares, bias_squares = np.full_like(weights, _SMALLEST_SQUARE), np.full_like(biases, _SMALLEST_SQUARE)
    shuffle = np.random.default_rng(seed)
    for number in range(settings.passes):
        step = settings.step * (1 - (1 - _LAST_STEP) * number / max(1, settings.passes - 1))
        _pass(
            *table, shuffle.permutation(len(table)), truth, importance, genre, weights, squares, biases, bias_squares,
            counts, float(step), float(settings.small), float(settings.sparse),
        )  # fmt: skip
    return Trained(weights, biases)


@numba.njit(cache=True, fastmath=True)
def _pass(
    begins: Any, places: Any, values: Any, order: Any, truth: Any, importance: Any, genre: Any, weights: Any, squares: Any,
    biases: Any, bias_squares: Any, counts: Any, step: float, small: float, sparse: float,
) -> None:  # fmt: skip
    """Go over all rows once."""
    columns = weights.shape[1]
    slope = np.zeros(columns, np.float32)
    for row in order:
        slope[:] = biases[genre[row]]
        for at in range(begins[row], begins[row + 1]):
            for column in range(columns):
                slope[column] += values[at] * weights[places[at], column]
        for column in range(columns):
            slope[column] = (1 / (1 + np.exp(-slope[column])) - truth[row, column]) * importance[row, column]
            if slope[column] != 0:
                bias_squares[genre[row], column] += slope[column] ** 2
                biases[genre[row], column] -= step * slope[column] / np.sqrt(bias_squares[genre[row], column])
        for at in range(begins[row], begins[row + 1]):
            place = places[at]
            for column in range(columns):
                if slope[column] != 0:
                    gradient = slope[column] * values[at] + small * weights[place, column] / counts[place]
                    squares[place, column] += gradient**2
                    length = step / np.sqrt(squares[place, column])
                    moved = weights[place, column] - length * gradient
                    shrunk = max(0.0, abs(moved) - length * sparse * importance[row, column] / counts[place])
                    weights[place, column] = shrunk if moved > 0 else -shrunk


def margins(table: Table, trained: Trained) -> NDArray[np.float32]:
    """Return the score of each row in each column, without a genre's bias."""
    found = np.zeros((len(table), trained.weights.shape[1]), np.float32)
    _margins(*table, trained.weights, found)
    return found


@numba.njit(cache=True, fastmath=True)
def _margins(begins: Any, places: Any, values: Any, weights: Any, found: Any) -> None:
    for row in range(len(begins) - 1):
        for at in range(begins[row], begins[row + 1]):
            for column in range(weights.shape[1]):
                found[row, column] += values[at] * weights[places[at], column]
