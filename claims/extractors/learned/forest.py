"""A forest of small decision trees, boosted (Friedman 2001): many questions about numbers, answered all at once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

LEAF = -1


@dataclass(frozen=True)
class Forest:
    """Trees laid side by side: a row a tree, a column a node; the first is the root. Unused places are leaves of value 0."""

    feature: NDArray[np.int16]
    """The column that a node asks about; `LEAF` for a leaf."""
    threshold: NDArray[np.float32]
    """At most so much goes left, more goes right; at a leaf, its value."""
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    depth: int
    """How many questions the deepest tree asks."""

    @cached_property
    def _columns(self) -> NDArray[np.intp]:
        """The column that each node asks about, all trees in one line; a leaf asks about the first."""
        return np.maximum(self.feature, 0).ravel().astype(np.intp)

    @cached_property
    def _onward(self) -> NDArray[np.intp]:
        """Where each node leads, in that line: to the right, then to the left; a leaf to itself."""
        trees, nodes = self.feature.shape
        place = np.arange(trees * nodes).reshape(trees, nodes)
        begins = place[:, :1]
        ways = [np.where(self.feature == LEAF, place, begins + way) for way in (self.right, self.left)]
        return np.stack(ways, axis=2).ravel()

    def probability(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability for each row of numbers."""
        trees, nodes = self.feature.shape
        thresholds, numbers = self.threshold.ravel(), rows.ravel()
        begins = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.tile(np.arange(trees) * nodes, (len(rows), 1))
        for _ in range(self.depth):
            goes_left = numbers.take(begins + self._columns.take(node)) <= thresholds.take(node)
            node = self._onward.take(2 * node + goes_left)
        total: NDArray[np.float64] = thresholds.take(node).sum(axis=1, dtype=np.float64)
        found: NDArray[np.float64] = 1 / (1 + np.exp(-total))
        return found
