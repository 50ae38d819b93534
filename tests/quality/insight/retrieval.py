"""Scores of matching: ranked claims against the right ones, whether there is a match at all, and clusters of texts that say the same."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from claims.scoring import calibration_error

Ranked = dict[str, list[tuple[str, float]]]
"""By question the claims found, the best first, with their scores."""
Answers = Mapping[str, Collection[str]]
DEPTH = 5
"""So many of the best claims are looked at by a person."""
LISTED = 100
PRECISION = 0.9


def read_ranked(path: Path) -> Ranked:
    """Read lines of `claims match`; equal scores keep the order of the file, a claim listed twice counts once."""
    found: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        scores = found.setdefault(str(row["query_id"]), {})
        scores[row["doc_id"]] = max(row["score"], scores.get(row["doc_id"], row["score"]))
    return {question: sorted(scores.items(), key=lambda one: -one[1]) for question, scores in found.items()}


def average_precision(found: Sequence[str], right: Collection[str], depth: int = DEPTH) -> float:
    """Return the mean over the right claims of the precision where each is found, 0 for one beyond the depth (AP@depth)."""
    hits, total = 0, 0.0
    for place, key in enumerate(found[:depth], 1):
        if key in right:
            hits += 1
            total += hits / place
    return total / len(right)


def reciprocal_rank(found: Sequence[str], right: Collection[str]) -> float:
    """Return 1 over the place of the first right claim, 0 where none is found."""
    return next((1 / place for place, key in enumerate(found, 1) if key in right), 0.0)


def ranking_figures(ranked: Ranked, answers: Answers) -> dict[str, float]:
    """Return the means over the questions that have an answer; one for which nothing was found counts 0."""
    judged = [([key for key, _ in ranked.get(question, [])], right) for question, right in answers.items() if right]
    sums = {"MAP@5": 0.0, "MRR": 0.0, "recall@100": 0.0}
    for found, right in judged:
        sums["MAP@5"] += average_precision(found, right)
        sums["MRR"] += reciprocal_rank(found, right)
        sums["recall@100"] += len(set(found[:LISTED]) & set(right)) / len(right)
    return {name: total / len(judged) for name, total in sums.items()}


class Best(NamedTuple):
    """The best claim of a question."""

    score: float
    is_right: bool


def best_of(ranked: Ranked, answers: Answers) -> list[Best]:
    """Return the best claim of each question that has any, with whether it is right."""
    return [Best(found[0][1], found[0][0] in right) for question, right in answers.items() if (found := ranked.get(question))]


def recall_at_precision(best: Sequence[Best], answerable: int, precision: float = PRECISION) -> float:
    """Return the largest share of the answerable questions that a threshold answers rightly while so many of its answers are right.

    The threshold is read off the curve of these very questions, so this is what a threshold can reach, not what a fixed one does.
    """
    reached, right = 0.0, 0
    ordered = sorted(best, key=lambda one: -one.score)
    for taken, one in enumerate(ordered, 1):
        right += one.is_right
        is_last_of_its_score = taken == len(ordered) or ordered[taken].score < one.score
        if is_last_of_its_score and right / taken >= precision:
            reached = max(reached, right / answerable)
    return reached


def decision_figures(ranked: Ranked, answers: Answers, likely: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return how well the best scores tell whether there is a match: over all thresholds, and at those that are given.

    `likely` has for each question the score from which a match is called. Precision is that of the questions for which one is called,
    recall that of the questions that have one.
    """
    best = best_of(ranked, answers)
    answerable = sum(map(bool, answers.values()))
    figures = {"recall at P 0.9": recall_at_precision(best, answerable)}
    if likely is None:
        return figures
    called = {question: found for question, found in ranked.items() if question in answers and found[0][1] >= likely[question]}
    right = sum(found[0][0] in answers[question] for question, found in called.items())
    figures |= {"precision": right / len(called) if called else 0.0, "recall": right / answerable}
    return figures | {"calibration": 1 - (calibration_error(best) or 0.0)}


def cluster_figures(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin 1998); a text left out of `found` is a cluster of its own."""
    pairs = [(cluster, (True, found[key]) if key in found else (False, key)) for key, cluster in gold.items()]
    true, made, both = Counter(one for one, _ in pairs), Counter(other for _, other in pairs), Counter(pairs)
    precision = sum(count * count / made[other] for (_, other), count in both.items()) / len(pairs)
    recall = sum(count * count / true[one] for (one, _), count in both.items()) / len(pairs)
    return {"B-cubed F1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}
