"""Scores of triage: labels and scores that a system gives to sentences, against the labels that people gave."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from claims.scoring import calibration_error


class Judged(NamedTuple):
    """One sentence: what people and a system say of it."""

    gold: str
    label: str
    score: float
    """How likely the system finds one of the labels that are sought."""
    document: str = ""


def accuracy(judged: Sequence[Judged]) -> float:
    """Return the share of right labels."""
    return sum(one.gold == one.label for one in judged) / len(judged)


def macro_f1(judged: Sequence[Judged]) -> float:
    """Return the mean of the F1 of the labels that people used."""
    found = []
    for label in sorted({one.gold for one in judged}):
        right = sum(one.gold == one.label == label for one in judged)
        found.append(2 * right / sum((one.gold == label) + (one.label == label) for one in judged))
    return sum(found) / len(found)


def auroc(judged: Sequence[Judged], sought: Collection[str]) -> float:
    """Return how often a sought sentence scores above another one; equal scores count half (Mann and Whitney 1947)."""
    positive = [one.score for one in judged if one.gold in sought]
    negative = [one.score for one in judged if one.gold not in sought]
    places = _mean_places([*positive, *negative])
    total = sum(places[score] for score in positive)
    return (total - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def _mean_places(scores: Iterable[float]) -> dict[float, float]:
    """Return the place of each score, from the smallest on, counted from 1; equal ones share the mean of theirs."""
    counts: dict[float, int] = {}
    for score in scores:
        counts[score] = counts.get(score, 0) + 1
    places, before = {}, 0
    for score in sorted(counts):
        places[score] = before + (counts[score] + 1) / 2
        before += counts[score]
    return places


def average_precision(judged: Sequence[Judged], sought: Collection[str]) -> float:
    """Return the mean over the sought sentences of the precision where each stands by score; equal scores keep their order."""
    hits, total = 0, 0.0
    for place, one in enumerate(sorted(judged, key=lambda one: -one.score), 1):
        if one.gold in sought:
            hits += 1
            total += hits / place
    return total / hits if hits else 0.0


def mean_average_precision(judged: Sequence[Judged], sought: Collection[str]) -> float:
    """Return the mean of the average precision over the documents that have a sought sentence (MAP)."""
    documents: dict[Hashable, list[Judged]] = {}
    for one in judged:
        documents.setdefault(one.document, []).append(one)
    found = [average_precision(own, sought) for own in documents.values() if any(one.gold in sought for one in own)]
    return sum(found) / len(found)


def calibration(judged: Sequence[Judged], sought: Collection[str]) -> float:
    """Return 1 less the calibration error of the scores, so that more is better."""
    return 1 - (calibration_error([(one.score, one.gold in sought) for one in judged]) or 0.0)


NAMES: Mapping[str, Sequence[str]] = {
    "claimbuster": ("macro F1", "AP", "AUROC", "calibration"),
    "policlaim": ("accuracy", "macro F1", "AUROC", "calibration"),
    "regroom": ("macro F1", "AUROC", "calibration"),
    "cmv": ("macro F1", "AUROC", "calibration"),
    "ct22claim": ("accuracy", "macro F1", "AUROC", "calibration"),
    "ct22worth": ("macro F1", "AP", "calibration"),
    "ct20debates": ("AP", "MAP"),
}
"""The figures that count on each corpus."""


def figures(judged: Sequence[Judged], sought: Collection[str], names: Iterable[str]) -> dict[str, float]:
    """Return some figures by name, each from 0 to 1."""
    ranking = {"AUROC": auroc, "AP": average_precision, "MAP": mean_average_precision, "calibration": calibration}
    labels = {"accuracy": accuracy, "macro F1": macro_f1}
    return {name: labels[name](judged) if name in labels else ranking[name](judged, sought) for name in names}
