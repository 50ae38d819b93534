"""Trains the judge of proposals: how often one like this was right. The forest is grown by LightGBM and kept as plain tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from claims.extractors.article import Article
from claims.extractors.learned.engine import choose
from claims.extractors.learned.forest import LEAF, Forest
from claims.extractors.learned.page import TokenRun
from claims.extractors.learned.proposals import Proposal
from claims.scoring import score
from claims.scoring.measures import THRESHOLD
from claims.scoring.statements import Statement, statements_of
from claims.scoring.tokens import TokenisedText, Words, overlap

_TREES = 160
_DEPTH = 5
_GROWTH = {
    "objective": "cross_entropy",
    "num_leaves": 14,
    "max_depth": _DEPTH,
    "learning_rate": 0.07,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
}
_THRESHOLDS = [step / 100 for step in range(20, 61, 2)]


def grow_forest(rows: NDArray[np.float32], worth: NDArray[np.float64], *, seed: int = 0) -> Forest:
    """Grow a forest that tells from a proposal's numbers what it is worth, 0 to 1."""
    few = {"min_data_in_leaf": 1} if len(rows) < 10 * _GROWTH["min_data_in_leaf"] else {}  # type: ignore[operator]
    grown = lightgbm.train(_GROWTH | few | {"seed": seed}, lightgbm.Dataset(rows, worth), _TREES)
    trees = [list(_nodes(tree["tree_structure"])) for tree in grown.dump_model()["tree_info"]]
    size = max(len(tree) for tree in trees)
    feature = np.full((len(trees), size), LEAF, np.int16)
    threshold = np.zeros((len(trees), size), np.float32)
    left, right = np.zeros((len(trees), size), np.int16), np.zeros((len(trees), size), np.int16)
    for number, tree in enumerate(trees):
        for place, (column, value, low, high) in enumerate(tree):
            feature[number, place], threshold[number, place] = column, value
            left[number, place], right[number, place] = low, high
    return Forest(feature, threshold, left, right, _DEPTH)


def _nodes(root: Mapping[str, Any]) -> Iterator[tuple[int, float, int, int]]:
    """Yield the nodes of a tree, breadth first, so that the root is the first: feature, threshold, left, right."""
    waiting, following = [root], 1
    while waiting:
        node = waiting.pop(0)
        if "leaf_value" in node:
            yield LEAF, node["leaf_value"], 0, 0
            continue
        waiting += [node["left_child"], node["right_child"]]
        yield node["split_feature"], node["threshold"], following, following + 1
        following += 2


def worth_of(row: Mapping[str, Any], article: Article, proposals: Sequence[Proposal]) -> NDArray[np.float64]:
    """Return what each proposal is worth beside what people marked: half for its content, half for its source."""
    text = TokenisedText(row["text"])
    gold = statements_of(row, text)
    found = (text.words_in(one["content"]) for one in as_row(article, proposals))
    sources = (text.words_in(one["source"]) for one in as_row(article, proposals))
    return np.array([_worth(text, gold, content, source) for content, source in zip(found, sources, strict=True)])


def _worth(text: TokenisedText, gold: Sequence[Statement], content: Words, source: Words) -> float:
    best = max(((overlap(one.content, content), _is_source(text, one.source, source)) for one in gold), default=(0.0, False))
    return 0.5 + 0.5 * best[1] if best[0] >= THRESHOLD else 0.0


def _is_source(text: TokenisedText, gold: Words, source: Words) -> bool:
    return text.head(gold) in source if gold else not source


def as_row(article: Article, proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Return proposals as the rows of `claims extract`."""

    def spans(runs: Sequence[TokenRun]) -> list[list[int]]:
        return [list(article.span(first, last)) for first, last in runs]

    return [{role: spans(getattr(one.roles, role)) for role in ("content", "cue", "source")} for one in proposals]


def best_threshold(judged: Sequence[tuple[Mapping[str, Any], Article, Sequence[Proposal], NDArray[np.float64]]]) -> float:
    """Return the lowest score to keep: where content and triple F1, taken together, are highest."""
    rows = [row for row, _, _, _ in judged]

    def found(article: Article, proposals: Sequence[Proposal], scores: NDArray[np.float64], threshold: float) -> list[dict[str, Any]]:
        return as_row(article, [proposals[number] for number in choose(proposals, scores.tolist(), threshold)])

    def worth(threshold: float) -> float:
        predicted = [
            {"doc_id": row["doc_id"], "attributions": found(article, proposals, scores, threshold)}
            for row, article, proposals, scores in judged
        ]
        figures = score(rows, predicted)
        return figures.figures("content overlap").f1 + figures.figures("triple").f1

    return max(_THRESHOLDS, key=worth)
