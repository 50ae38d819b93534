"""Counting hits, and what they come to: precision, recall and F1."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean, 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


class Tally(NamedTuple):
    """Hits of one measure, counted from both sides: by type they differ, since a direct quotation may be found as a mixed one."""

    right: int = 0
    """Predicted ones that are right."""
    predicted: int = 0
    found: int = 0
    """Gold ones that were found."""
    gold: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Return the sum of two tallies."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def figures(self) -> Figures:
        """Return what the counts come to."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        both = precision + recall
        return Figures(precision, recall, 2 * precision * recall / both if both else 0.0)


def total(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Add the tallies of documents up, measure by measure."""
    found: dict[str, Tally] = {}
    for document in tallies:
        for name, tally in document.items():
            found[name] = found.get(name, Tally()).plus(tally)
    return found
