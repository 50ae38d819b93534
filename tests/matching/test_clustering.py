"""Average linkage over sparse pairs: one likely pair does not chain clusters together, and pairs that are not given count."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.clustering import Pair, clusters

SOME = st.integers(2, 9).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.dictionaries(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1]),
            st.integers(1, 64).map(lambda n: n / 64),
        ),
        st.integers(1, 63).map(lambda n: n / 64),
    )
)


def slowly(count: int, likeness: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Join the two most alike clusters until none are alike enough, by looking at all of them each time."""
    found = [[one] for one in range(count)]

    def mean(one: list[int], other: list[int]) -> float:
        total = sum(likeness.get((min(pair), max(pair)), 0.0) for pair in itertools.product(one, other))
        return total / (len(one) * len(other))

    while len(found) > 1:
        one, other = max(itertools.combinations(found, 2), key=lambda pair: mean(*pair))
        if mean(one, other) < threshold:
            break
        found = [cluster for cluster in found if cluster not in (one, other)] + [one + other]
    return sorted(sorted(cluster) for cluster in found)


def mean_inside(cluster: list[int], likeness: dict[tuple[int, int], float]) -> float:
    pairs = list(itertools.combinations(cluster, 2))
    return sum(likeness.get(pair, 0.0) for pair in pairs) / len(pairs)


def as_pairs(likeness: dict[tuple[int, int], float]) -> list[Pair]:
    return [(one, other, value) for (one, other), value in likeness.items()]


def test_what_is_alike_is_one_cluster_and_the_rest_stays_alone() -> None:
    assert clusters(5, [(0, 2, 0.9), (2, 4, 0.8), (0, 4, 0.7)], threshold=0.5) == [[0, 2, 4], [1], [3]]


def test_a_chain_of_likely_pairs_is_not_one_cluster() -> None:
    chain = [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.9)]

    assert clusters(4, chain, threshold=0.5) == [[0, 1], [2, 3]]


def test_nothing_and_one_thing_are_clusters_too() -> None:
    assert clusters(0, [], threshold=0.5) == []
    assert clusters(1, [], threshold=0.5) == [[0]]


@pytest.mark.parametrize("pair", [(0, 0, 0.5), (0, 2, 0.5), (-1, 1, 0.5)])
def test_a_pair_of_no_two_things_is_refused(pair: Pair) -> None:
    with pytest.raises(ValueError, match="no two of 2"):
        clusters(2, [pair], threshold=0.5)


@given(SOME)
def test_every_thing_is_in_one_cluster_in_the_order_of_first_members(given_pairs: tuple[int, dict[tuple[int, int], float], float]) -> None:
    count, likeness, threshold = given_pairs
    found = clusters(count, as_pairs(likeness), threshold=threshold)

    assert sorted(itertools.chain.from_iterable(found)) == list(range(count))
    assert found == sorted(found)
    assert found == clusters(count, reversed(as_pairs(likeness)), threshold=threshold)


@given(SOME)
def test_clusters_are_those_of_looking_at_all_pairs_each_time(given_pairs: tuple[int, dict[tuple[int, int], float], float]) -> None:
    count, likeness, threshold = given_pairs
    distinct = {pair: (value + number / 1_000_003) / 2 for number, (pair, value) in enumerate(sorted(likeness.items()))}

    assert clusters(count, as_pairs(distinct), threshold=threshold / 2 + 1e-7) == slowly(count, distinct, threshold / 2 + 1e-7)


def test_a_thousand_clusters_are_found_again() -> None:
    groups = [range(start, start + 5) for start in range(0, 5_000, 5)]
    inside = [(one, other, 0.8) for group in groups for one, other in itertools.combinations(group, 2)]
    between = [(start, start + 5, 0.7) for start in range(0, 4_990, 5)]

    assert clusters(5_000, inside + between, threshold=0.3) == [list(group) for group in groups]
