"""The chain's arithmetic against counting every path."""

from itertools import pairwise, product

import numpy as np
import pytest

from claims.extractors.learned.chain import Chain

LABELS = ("O", "B-X", "I-X")
SEEDS = pytest.mark.parametrize("seed", range(6))


def chain(seed: int, features: int = 40) -> Chain:
    random = np.random.default_rng(seed)
    keys = np.unique(random.integers(0, 2**32, features, dtype=np.uint32))
    weights = random.normal(size=(len(keys), len(LABELS))).astype(np.float32)
    return Chain(LABELS, keys, weights, random.normal(size=(3, 3)).astype(np.float32))


def paths_of(one: Chain, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    """Score every path there is."""
    return {
        path: float(sum(scores[step, label] for step, label in enumerate(path)))
        + float(sum(one.transitions[here, there] for here, there in pairwise(path)))
        for path in product(range(len(LABELS)), repeat=len(scores))
    }


@SEEDS
def test_the_best_path_and_the_marginals_are_those_of_all_paths_counted_out(seed: int) -> None:
    one, random = chain(seed), np.random.default_rng(seed + 100)
    runs = [(0, 1), (1, 6), (6, 9)]
    scores = random.normal(size=(9, 3)).astype(np.float32)
    best_labels, marginals = one.best_paths(scores, runs)[0], one.marginals(scores, runs)
    for first, last in runs:
        paths = paths_of(one, scores[first:last])
        best = max(paths, key=lambda path: paths[path])
        assert tuple(best_labels[first:last].tolist()) == best
        total = sum(np.exp(value) for value in paths.values())
        for step in range(last - first):
            shares = [sum(np.exp(value) for path, value in paths.items() if path[step] == label) / total for label in range(3)]
            assert marginals[first + step] == pytest.approx(shares, abs=1e-4)


@SEEDS
def test_how_likely_the_best_path_is_counts_all_others(seed: int) -> None:
    one = chain(seed)
    scores = np.random.default_rng(seed).normal(size=(5, 3)).astype(np.float32)
    _, likelihoods = one.best_paths(scores, [(0, 5)])
    paths = paths_of(one, scores)
    assert likelihoods[0] == pytest.approx(max(paths.values()) - np.log(sum(np.exp(value) for value in paths.values())), abs=1e-4)


def test_sequences_decoded_side_by_side_are_decoded_as_if_alone() -> None:
    one, random = chain(1), np.random.default_rng(7)
    lengths = [1, 30, 2, 30, 7, 400, 3]
    ends = np.cumsum(lengths).tolist()
    runs = [(end - length, end) for end, length in zip(ends, lengths, strict=True)]
    scores = random.normal(size=(ends[-1], 3)).astype(np.float32)
    best, likelihoods = one.best_paths(scores, runs)
    marginals = one.marginals(scores, runs)
    for number, (first, last) in enumerate(runs):
        own_best, own_likelihood = one.best_paths(scores[first:last], [(0, last - first)])
        assert (best[first:last] == own_best).all()
        assert likelihoods[number] == pytest.approx(own_likelihood[0], abs=1e-2)
        assert marginals[first:last] == pytest.approx(one.marginals(scores[first:last], [(0, last - first)]), abs=1e-4)


def test_a_row_scores_the_sum_of_the_weights_of_its_known_features() -> None:
    one, random = chain(3, features=3_000), np.random.default_rng(9)
    features = random.choice(one.keys, (5_000, 12))
    features[random.random(features.shape) < 0.5] += np.uint32(1)
    weight_of = {int(key): row for key, row in zip(one.keys, one.weights, strict=True)}
    expected = [sum((weight_of[key] for key in row if key in weight_of), np.zeros(3)) for row in features.tolist()]
    near = np.isclose(one.emissions(features), np.array(expected), atol=1e-3).all(axis=1)
    # Two keys may want the same place of the table; the lighter one is then forgotten.
    assert near.mean() > 0.95


def test_rows_without_a_known_feature_score_nothing() -> None:
    assert (chain(4).emissions(np.full((3, 5), 12_345, np.uint32)) == 0).all()
