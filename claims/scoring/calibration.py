"""Whether a score means what it says: that of the statements with a score of about 0.8, about 80 % are right."""

from collections.abc import Sequence
from typing import NamedTuple

BINS = 10


class Bin(NamedTuple):
    """The statements whose scores are about the same."""

    size: int
    mean_score: float
    share_right: float


def bins(judged: Sequence[tuple[float, bool]], count: int = BINS) -> list[Bin]:
    """Sort statements into bins of equal width by their scores, 0 to 1; empty bins are left out."""
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for score, is_right in judged:
        sorted_in.setdefault(min(count - 1, int(score * count)), []).append((score, is_right))
    return [_bin(sorted_in[number]) for number in sorted(sorted_in)]


def _bin(judged: list[tuple[float, bool]]) -> Bin:
    size = len(judged)
    return Bin(size, sum(score for score, _ in judged) / size, sum(is_right for _, is_right in judged) / size)


def calibration_error(judged: Sequence[tuple[float, bool]], count: int = BINS) -> float | None:
    """Return the mean distance between score and share of right ones over the bins, weighted by their size (0 is perfect).

    None where no statement has a score. This is the expected calibration error of Naeini, Cooper and Hauskrecht (2015).
    """
    if not judged:
        return None
    return sum(one.size * abs(one.mean_score - one.share_right) for one in bins(judged, count)) / len(judged)
