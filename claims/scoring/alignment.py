"""Which predicted statement stands for which gold one: paired one to one by the overlap of their contents."""

from collections.abc import Sequence
from typing import NamedTuple

from claims.scoring.statements import Statement
from claims.scoring.tokens import overlap


class Pair(NamedTuple):
    """A gold statement and the predicted one that stands for it."""

    gold: Statement
    predicted: Statement
    overlap: float
    """Of their contents: intersection over union, over 0 and up to 1."""


def align(gold: Sequence[Statement], predicted: Sequence[Statement]) -> list[Pair]:
    """Pair statements greedily, the closest contents first; of equally close ones those whose sources agree better, then the earlier."""
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for share, _, g, p in sorted(_candidates(gold, predicted)):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append(Pair(gold[g], predicted[p], -share))
    return pairs


def _candidates(gold: Sequence[Statement], predicted: Sequence[Statement]) -> list[tuple[float, float, int, int]]:
    return [
        (-share, -overlap(one.source, other.source), g, p)
        for g, one in enumerate(gold)
        for p, other in enumerate(predicted)
        if (share := overlap(one.content, other.content))
    ]
