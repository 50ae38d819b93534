"""A score is worth what it says: the calibration error."""

import pytest

from claims.scoring import bins, calibration_error


def judged(score: float, right: int, wrong: int) -> list[tuple[float, bool]]:
    return [(score, True)] * right + [(score, False)] * wrong


def test_scores_that_say_the_share_of_right_ones_have_no_error() -> None:
    assert calibration_error(judged(0.75, 3, 1) + judged(0.25, 1, 3)) == pytest.approx(0)


def test_the_error_is_the_mean_distance_weighted_by_the_number_of_statements() -> None:
    assert calibration_error(judged(0.9, 5, 5) + judged(0.5, 15, 15)) == pytest.approx(0.1)


def test_a_score_of_one_belongs_to_the_last_bin() -> None:
    (last,) = bins(judged(1.0, 1, 0) + judged(0.95, 1, 1))

    assert (last.size, last.mean_score, last.share_right) == pytest.approx((3, 2.9 / 3, 2 / 3))


def test_without_scores_there_is_nothing_to_say() -> None:
    assert calibration_error([]) is None
