"""Scores of triage, worked out by hand."""

import pytest
from quality.insight.corpora import TRIAGE
from quality.insight.labelling import (
    NAMES,
    Judged,
    accuracy,
    auroc,
    average_precision,
    calibration,
    figures,
    macro_f1,
    mean_average_precision,
)

FOUR = [Judged("yes", "yes", 0.9, "a"), Judged("no", "yes", 0.8, "a"), Judged("yes", "no", 0.7, "b"), Judged("no", "no", 0.1, "b")]


def test_labels_are_judged_as_shares_and_by_the_mean_of_their_f1() -> None:
    assert accuracy(FOUR) == 0.5
    assert macro_f1(FOUR) == 0.5
    assert macro_f1([Judged("yes", "yes", 1), Judged("no", "", 0)]) == 0.5


def test_a_label_that_nobody_gave_is_no_part_of_the_mean() -> None:
    assert macro_f1([Judged("yes", "yes", 1), Judged("yes", "maybe", 1)]) == pytest.approx(2 / 3)


def test_auroc_counts_pairs_in_the_right_order_and_equal_ones_half() -> None:
    assert auroc(FOUR, {"yes"}) == 3 / 4
    assert auroc([Judged("yes", "", 0.5), Judged("no", "", 0.5), Judged("no", "", 0.2)], {"yes"}) == 3 / 4


def test_average_precision_looks_at_each_sought_sentence() -> None:
    assert average_precision(FOUR, {"yes"}) == pytest.approx((1 + 2 / 3) / 2)


def test_the_mean_over_documents_leaves_out_those_without_a_sought_sentence() -> None:
    rows = [*FOUR, Judged("no", "no", 0.99, "c")]

    assert mean_average_precision(rows, {"yes"}) == 1
    assert average_precision(rows, {"yes"}) < 1


def test_scores_that_say_how_often_they_are_right_are_calibrated() -> None:
    assert calibration([Judged("yes", "", 0.75)] * 3 + [Judged("no", "", 0.75)], {"yes"}) == 1
    assert calibration([Judged("no", "", 1.0)], {"yes"}) == 0


def test_every_corpus_has_its_figures() -> None:
    assert list(NAMES) == list(TRIAGE)
    for names in NAMES.values():
        assert list(figures(FOUR, {"yes"}, names)) == list(names)
