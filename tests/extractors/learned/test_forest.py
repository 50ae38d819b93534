"""The forest's tables against walking each tree."""

import numpy as np
import pytest

from claims.extractors.learned.forest import LEAF, Forest

# rows[0] <= 1 -> 0.5; else rows[1] <= 3 -> -2, else 1. The second tree is a lone leaf.
FOREST = Forest(
    np.array([[0, LEAF, 1, LEAF, LEAF], [LEAF] * 5], np.int16),
    np.array([[1.0, 0.5, 3.0, -2.0, 1.0], [0.25, 0, 0, 0, 0]], np.float32),
    np.array([[1, 0, 3, 0, 0], [0] * 5], np.int16),
    np.array([[2, 0, 4, 0, 0], [0] * 5], np.int16),
    2,
)


@pytest.mark.parametrize(("row", "total"), [((1.0, 9.0), 0.75), ((2.0, 3.0), -1.75), ((2.0, 3.5), 1.25)])
def test_the_leaves_that_a_row_reaches_add_up(row: tuple[float, float], total: float) -> None:
    assert FOREST.probability(np.array([row], np.float32))[0] == pytest.approx(1 / (1 + np.exp(-total)))


def test_no_rows_have_no_probabilities() -> None:
    assert FOREST.probability(np.zeros((0, 2), np.float32)).shape == (0,)
