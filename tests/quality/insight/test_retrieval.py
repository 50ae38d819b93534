"""Scores of matching, worked out by hand, and the measures' own rules on anything."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.insight.retrieval import (
    Best,
    average_precision,
    best_of,
    cluster_figures,
    decision_figures,
    ranking_figures,
    read_ranked,
    recall_at_precision,
    reciprocal_rank,
)

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)
CLUSTERS = st.lists(st.sampled_from("abc"), min_size=1)


def test_average_precision_is_the_mean_of_the_precision_at_each_right_claim() -> None:
    assert average_precision(["x", "a", "y", "b"], {"a", "b"}) == pytest.approx((1 / 2 + 2 / 4) / 2)


def test_a_right_claim_that_is_not_found_or_stands_too_deep_counts_nothing() -> None:
    assert average_precision(["a"], {"a", "b", "c", "d"}) == pytest.approx(1 / 4)
    assert average_precision(["v", "w", "x", "y", "z", "a"], {"a"}) == 0


def test_the_reciprocal_rank_is_that_of_the_first_right_claim() -> None:
    assert reciprocal_rank(["x", "y", "a", "b"], {"a", "b"}) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"], {"a"}) == 0


def test_a_question_without_an_answer_is_no_part_of_the_ranking_and_one_without_a_find_counts_zero() -> None:
    figures = ranking_figures({"1": [("a", 0.9)], "3": [("x", 0.8)]}, {"1": {"a"}, "2": {"b"}, "3": set()})

    assert figures == {"MAP@5": 0.5, "MRR": 0.5, "recall@100": 0.5}


def test_recall_at_a_precision_is_the_best_that_a_threshold_can_reach() -> None:
    best = [Best(0.9, True), Best(0.8, False), Best(0.7, True), Best(0.6, True), Best(0.5, False)]

    assert recall_at_precision(best, 4, 0.75) == pytest.approx(3 / 4)
    assert recall_at_precision(best, 4, 0.9) == pytest.approx(1 / 4)


def test_equal_scores_are_accepted_together_or_not_at_all() -> None:
    assert recall_at_precision([Best(0.9, True), Best(0.9, False)], 2, 0.9) == 0


def test_a_decision_is_judged_by_the_best_claim_of_each_question() -> None:
    ranked = {"1": [("a", 0.9), ("b", 0.8)], "2": [("x", 0.95), ("b", 0.9)], "3": [("y", 0.3)]}
    answers = {"1": {"a"}, "2": {"b"}, "3": set(), "4": {"d"}}

    assert best_of(ranked, answers) == [Best(0.9, True), Best(0.95, False), Best(0.3, False)]
    figures = decision_figures(ranked, answers, dict.fromkeys(answers, 0.5))
    assert figures["precision"] == pytest.approx(1 / 2)
    assert figures["recall"] == pytest.approx(1 / 3)
    assert figures["calibration"] == pytest.approx(1 - (2 * abs(0.925 - 0.5) + 0.3) / 3)


def test_a_question_may_have_a_threshold_of_its_own() -> None:
    ranked = {"1": [("a", 0.9)], "2": [("x", 0.8)]}

    figures = decision_figures(ranked, {"1": {"a"}, "2": {"b"}}, {"1": 0.9, "2": 0.85})

    assert (figures["precision"], figures["recall"]) == (1, 1 / 2)


def test_clusters_are_judged_text_by_text() -> None:
    gold = {"1": "a", "2": "a", "3": "b", "4": "b"}

    figures = cluster_figures(gold, {"1": "x", "2": "x", "3": "x"})

    assert figures["precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert figures["recall"] == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert figures["B-cubed F1"] == pytest.approx(2 * (2 / 3) * (3 / 4) / (2 / 3 + 3 / 4))


def test_equal_scores_keep_the_order_of_the_file_and_a_claim_counts_once(tmp_path: Path) -> None:
    rows = [("b", 0.5), ("a", 0.5), ("c", 0.7), ("b", 0.1)]
    path = tmp_path / "found.jsonl"
    path.write_text("".join(json.dumps({"query_id": 7, "doc_id": key, "score": score}) + "\n" for key, score in rows), encoding="utf-8")

    assert read_ranked(path) == {"7": [("c", 0.7), ("b", 0.5), ("a", 0.5)]}


@given(KEYS, st.sets(st.sampled_from("abcdefgh"), min_size=1))
def test_ranking_figures_lie_between_none_and_all(found: list[str], right: set[str]) -> None:
    assert 0 <= average_precision(found, right) <= 1
    assert (reciprocal_rank(found, right) > 0) == bool(right & set(found))


@given(CLUSTERS)
def test_the_same_clusters_under_other_names_are_all_right(clusters: list[str]) -> None:
    gold = {str(place): name for place, name in enumerate(clusters)}

    assert cluster_figures(gold, {key: name * 2 for key, name in gold.items()})["B-cubed F1"] == pytest.approx(1)
