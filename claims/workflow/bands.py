"""Scores beside what people decided: in bands, so that one can see whether a score means what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

BANDS = (0.0, 0.2, 0.4, 0.6, 0.8)
"""Where each band of scores begins; the last one ends with 1."""


@dataclass
class Band:
    """What people decided about, where the scores were alike."""

    least: float
    decided: int = 0
    accepted: int = 0
    """In how many of them the program was right."""
    total: float = 0.0

    @property
    def mean_score(self) -> float | None:
        """What the program thought: the share in which it is right."""
        return round(self.total / self.decided, 3) if self.decided else None

    @property
    def share(self) -> float | None:
        """What people thought."""
        return round(self.accepted / self.decided, 3) if self.decided else None


def empty_bands() -> list[Band]:
    """Return the bands before anything is counted."""
    return [Band(least) for least in BANDS]


def count(bands: Sequence[Band], score: float, *, is_right: bool) -> None:
    """Count one decision into the band of its score."""
    band = next(one for one in reversed(bands) if score >= one.least)
    band.decided += 1
    band.accepted += is_right
    band.total += score
