"""A forest of small decision trees, boosted (Friedman 2001): many questions about numbers, answered all at once."""

from dataclasses import dataclass

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

    def probability(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability for each row of numbers."""
        trees = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(rows), len(self.feature)), np.int64)
        everyone = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            feature, threshold = self.feature[trees, node], self.threshold[trees, node]
            goes_left = rows[everyone, feature] <= threshold
            onward = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            node = np.where(feature == LEAF, node, onward)
        total: NDArray[np.float64] = self.threshold[trees, node].sum(axis=1, dtype=np.float64)
        found: NDArray[np.float64] = 1 / (1 + np.exp(-total))
        return found
