"""Nearest vectors: eight bits keep a direction, and a first cut by signs loses hardly any of the nearest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.nearest import Signs, Vectors, cosines, small, unit

DIMENSIONS = 384


def around(centres: int, each: int, *, spread: float = 0.6) -> Vectors:
    """Return vectors in groups, as sentences lie."""
    random = np.random.default_rng(7)
    middle = random.normal(size=(centres, 1, DIMENSIONS))
    return unit((middle + spread * random.normal(size=(centres, each, DIMENSIONS))).reshape(-1, DIMENSIONS))


def test_eight_bits_keep_the_cosines() -> None:
    vectors = around(20, 5)

    assert np.abs(cosines(vectors, small(vectors)) - vectors @ vectors.T).max() < 0.002


def test_a_row_of_zeros_is_near_to_nothing() -> None:
    nothing = np.zeros((1, DIMENSIONS), np.float32)

    assert cosines(around(1, 1), small(unit(nothing))).tolist() == [[0.0]]


def test_the_first_cut_keeps_nearly_all_of_the_nearest() -> None:
    vectors = around(400, 50)
    signs = Signs(DIMENSIONS)
    signs.add(small(vectors))
    asked = around(400, 51)[::510]

    nearest = np.argsort(-(asked @ vectors.T), axis=1)[:, :10]
    kept = [set(signs.shortlist(query, 1_000)) for query in asked]

    shares = [len(set(best) & found) / 10 for best, found in zip(nearest.tolist(), kept, strict=True)]
    assert np.mean(shares) > 0.97


@pytest.mark.parametrize("blocks", [[7], [1, 2, 4], [0, 7, 0]])
def test_vectors_may_be_added_block_by_block(blocks: list[int]) -> None:
    vectors = small(around(7, 1))
    signs = Signs(DIMENSIONS)
    for end, size in zip(np.cumsum(blocks), blocks, strict=True):
        signs.add(vectors[end - size : end])

    assert len(signs) == 7
    assert signs.shortlist(unit(vectors[5:6])[0], 1).tolist() == [5]


def test_where_all_are_the_same_the_list_is_no_longer_than_asked_for() -> None:
    signs = Signs(DIMENSIONS)
    signs.add(small(np.repeat(around(1, 1), 300, axis=0)))

    assert len(signs.shortlist(around(1, 1)[0], 20)) == 20


@given(st.integers(0, 40), st.integers(1, 30))
def test_a_shortlist_holds_each_place_once(count: int, limit: int) -> None:
    signs = Signs(DIMENSIONS)
    signs.add(small(around(count, 1)) if count else np.zeros((0, DIMENSIONS), np.int8))

    found = signs.shortlist(around(1, 1)[0], limit).tolist()

    assert len(found) == len(set(found)) == min(count, limit)
    assert set(found) <= set(range(count))
