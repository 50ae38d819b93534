"""How far a figure could be off by chance: intervals from documents drawn again and again (the bootstrap of Efron, 1979)."""

import random
from collections.abc import Sequence

from claims.scoring.measures import MEASURES
from claims.scoring.score import Score
from claims.scoring.tally import Tally

ROUNDS = 300


def intervals(score: Score, measures: Sequence[str] = MEASURES, *, rounds: int = ROUNDS, seed: int = 1) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of the F1 of each measure, 0 to 1. The same seed draws the same documents."""
    generator = random.Random(seed)  # noqa: S311  (documents are drawn, nothing is kept secret)
    values: dict[str, list[float]] = {name: [] for name in measures}
    count = len(score.documents)
    for _ in range(rounds):
        drawn = [score.documents[generator.randrange(count)] for _ in range(count)]
        for name in measures:
            tally = Tally(*map(sum, zip(*(one.tallies.get(name, Tally()) for one in drawn), strict=True)))
            values[name].append(tally.figures.f1)
    return {name: _middle(sorted(found)) for name, found in values.items()}


def _middle(values: list[float]) -> tuple[float, float]:
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]
