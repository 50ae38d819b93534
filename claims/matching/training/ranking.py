"""Learning the weights: the order by a softmax over each question's claims, the probability by a logistic regression.

What is reported is cross-validated: every question is judged by weights that were learned without its document.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.matching.features import COLUMNS, Table
from claims.matching.model import Model
from claims.matching.ranking import ahead_of_others
from claims.matching.said import Found

PARTS = 5
_HELD_BACK = 20.0
"""The weight of the quadratic penalty on standardised columns; chosen by cross-validation."""
_HELD_BACK_JUDGING = 1.0
_STEPS = 30
_TOP = 2
"""So many of the best claims of each question are judged."""
QUESTION = tuple(name for name in COLUMNS if name.startswith("question"))
_LEFT, _THIN, _SEED = 0.05, 0.3, 11
"""Of a database that holds hardly anything: the part of the claims found that is left, and how much such a world counts."""
_DEPTH = 5
LIKELY_PRECISION = 0.9
"""Of the best claims called likely, so many are right."""
POSSIBLE = 0.12
"""A claim is possibly related from this probability on."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Example:
    """One question with the claims found for it."""

    source: str
    """The set it comes from."""
    group: str
    """Its document: the questions of one are learned from, or judged, together."""
    found: Sequence[Found]
    rows: Table
    is_right: NDArray[np.bool_]
    answers: int
    """How many claims are right, those not found among them."""
    weight: float = 1.0

    @property
    def is_in_conversation(self) -> bool:
        """Tell whether the sentences around the question are known."""
        return bool(self.rows[:, COLUMNS.index("question_surrounded")].any())

    def without_answers(self) -> "Example":
        """Return the question as if what is right were not recorded."""
        return self._with(~self.is_right, 0)

    def thinned(self, chance: np.random.Generator) -> "Example":
        """Return the question as if hardly anything were recorded: what is right, and few others."""
        return self._with(self.is_right | (chance.random(len(self.found)) < _LEFT), self.answers)

    def _with(self, kept: NDArray[np.bool_], answers: int) -> "Example":
        found = [one for one, is_kept in zip(self.found, kept, strict=True) if is_kept]
        return replace(self, found=found, rows=self.rows[kept], is_right=self.is_right[kept], answers=answers)


@dataclass(frozen=True)
class Judged:
    """The best claim of a question, by weights that have not seen it."""

    source: str
    probability: float
    is_right: bool
    is_answerable: bool
    is_in_conversation: bool = False


@dataclass(frozen=True)
class Learned:
    """Weights, and what they are worth on questions they have not seen."""

    model: Model
    precision_at_depth: dict[str, float]
    """MAP@5 of each set."""
    judged: list[Judged]


def learn(examples: Sequence[Example], columns: Sequence[str]) -> Learned:
    """Learn from all examples; judge by cross-validation. Those of weight 1 are judged."""
    parts = _parts(examples)
    by_part = [learn_order([one for one, part in zip(examples, parts, strict=True) if part != left], columns) for left in range(PARTS)]
    orders = [by_part[part].order(one.rows) for one, part in zip(examples, parts, strict=True)]
    chance = np.random.default_rng(_SEED)
    points = [_points(one, by_part[part], chance) for one, part in zip(examples, parts, strict=True)]
    judges = [
        _learn_judging([point for some, part in zip(points, parts, strict=True) if part != left for point in some]) for left in range(PARTS)
    ]
    judged = [
        place
        for one, order, part in zip(examples, orders, parts, strict=True)
        if one.weight == 1
        for place in _best(one, order, replace(by_part[part], judging=judges[part]))
    ]
    model = replace(
        learn_order(examples, columns),
        judging=_learn_judging([point for some in points for point in some]),
        likely=threshold_for([one for one in judged if not one.is_in_conversation], LIKELY_PRECISION),
        likely_in_conversation=threshold_for([one for one in judged if one.is_in_conversation], LIKELY_PRECISION),
    )
    return Learned(model, _mean_precision(examples, orders), judged)


def _parts(examples: Sequence[Example]) -> list[int]:
    """Give each group to one of the parts, so that these are about as large in every set."""
    sizes: dict[tuple[str, str], int] = {}
    for one in examples:
        sizes[one.source, one.group] = sizes.get((one.source, one.group), 0) + 1
    load: dict[str, list[int]] = {source: [0] * PARTS for source, _ in sizes}
    part_of: dict[tuple[str, str], int] = {}
    for key in sorted(sizes, key=lambda key: (-sizes[key], key)):
        part = min(range(PARTS), key=load[key[0]].__getitem__)
        part_of[key] = part
        load[key[0]][part] += sizes[key]
    return [part_of[one.source, one.group] for one in examples]


def learn_order(examples: Sequence[Example], columns: Sequence[str]) -> Model:
    """Learn how well claims fit: the weights under which the right claims of each question are the likeliest (Cao and others 2007)."""
    places = [COLUMNS.index(name) for name in columns]
    usable = [one for one in examples if one.is_right.any()]
    chosen = np.vstack([one.rows[:, places] for one in usable]).astype(np.float64)
    middle, spread = chosen.mean(axis=0), chosen.std(axis=0) + 1e-6
    tables = [(one.rows[:, places] - middle) / spread for one in usable]
    weights = _newton(len(places), _HELD_BACK, lambda weights: _softmax_step(usable, tables, weights))
    return Model(
        tuple(columns),
        middle.astype(np.float32),
        (weights / spread).astype(np.float32),
        (*columns, *QUESTION),
        np.zeros(0),
        1,
        1,
        POSSIBLE,
        "",
    )


def _softmax_step(examples: Sequence[Example], tables: Sequence[Floats], weights: Floats) -> tuple[Floats, Floats]:
    slope, bend = np.zeros(len(weights)), np.zeros((len(weights), len(weights)))
    for one, rows in zip(examples, tables, strict=True):
        order = rows @ weights
        share = np.exp(order - order.max())
        share /= share.sum()
        mean = share @ rows
        slope += one.weight * (mean - rows[one.is_right].mean(axis=0))
        bend += one.weight * ((rows * share[:, None]).T @ rows - np.outer(mean, mean))
    return slope, bend


def _newton(size: int, held_back: float, step: Callable[[Floats], tuple[Floats, Floats]]) -> Floats:
    """Return the weights of least loss. A step that would pass the lowest point on its way is halved, so that it always leads down."""
    weights = np.zeros(size)
    slope, bend = step(weights)
    for _ in range(_STEPS):
        change = np.linalg.solve(bend + held_back * np.eye(size), slope + held_back * weights)
        downhill = (slope + held_back * weights) @ change
        tried = weights - change
        slope, bend = step(tried)
        while (slope + held_back * tried) @ change < -0.1 * downhill and np.abs(change).max() > 1e-5:
            change = change / 2
            downhill /= 2
            tried = weights - change
            slope, bend = step(tried)
        weights = tried
        if np.abs(change).max() < 1e-5:
            break
    return weights


Points = tuple[Floats, NDArray[np.bool_], float]
"""What claims are judged by, which are right, and how much they count."""


def _points(one: Example, model: Model, chance: np.random.Generator) -> list[Points]:
    """Return the best claims of a question in four worlds: with its answer recorded and without, among many claims and among few."""
    thin = one.thinned(chance)
    worlds = ((one, 1.0), (one.without_answers(), 1.0), (thin, _THIN), (thin.without_answers(), _THIN))
    return [_best_points(world, model, one.weight * weight) for world, weight in worlds if len(world.found)]


def _best_points(world: Example, model: Model, weight: float) -> Points:
    order = model.order(world.rows)
    best = np.argsort(-order, kind="stable")[:_TOP]
    return model.evidence_of(world.rows, order, ahead_of_others(world.found, order))[best], world.is_right[best], weight


def _learn_judging(points: Sequence[Points]) -> Floats:
    told, right = np.vstack([point[0] for point in points]), np.concatenate([point[1] for point in points])
    heavy = np.concatenate([np.full(len(point[1]), point[2]) for point in points])
    spread = told.std(axis=0) + 1e-6
    spread[-1] = 1.0
    rows = told / spread

    def step(weights: Floats) -> tuple[Floats, Floats]:
        share = 1 / (1 + np.exp(-rows @ weights))
        return rows.T @ (heavy * (share - right)), (rows * (heavy * share * (1 - share))[:, None]).T @ rows

    found: Floats = _newton(rows.shape[1], _HELD_BACK_JUDGING, step) / spread
    return found


def _best(one: Example, order: Floats, model: Model) -> list[Judged]:
    judged = []
    for world, chosen in ((one, order), (one.without_answers(), order[~one.is_right])):
        probability, is_right = 0.0, False
        if len(chosen):
            ahead = ahead_of_others(world.found, chosen)
            best = int(chosen.argmax())
            probability = float(model.probability(world.rows, chosen, ahead)[best])
            is_right = bool(world.is_right[best])
        judged.append(Judged(one.source, probability, is_right, world.answers > 0, one.is_in_conversation))
    return judged


def threshold_for(judged: Sequence[Judged], precision: float) -> float:
    """Return the lowest probability from which so large a share of the best claims is right; 1 where there is none."""
    right, lowest = 0, 1.0
    for count, one in enumerate(sorted(judged, key=lambda one: -one.probability), 1):
        right += one.is_right
        if right / count >= precision:
            lowest = one.probability
    return lowest


def _mean_precision(examples: Sequence[Example], orders: Sequence[Floats]) -> dict[str, float]:
    """Return the mean average precision of the best five for each set (Voorhees and Harman 2005)."""
    found: dict[str, list[float]] = {}
    for one, order in zip(examples, orders, strict=True):
        if one.weight != 1:
            continue
        hits = one.is_right[np.argsort(-order, kind="stable")[:_DEPTH]]
        precisions = np.cumsum(hits) / np.arange(1, len(hits) + 1)
        found.setdefault(one.source, []).append(float((precisions * hits).sum()) / max(1, one.answers))
    return {source: float(np.mean(values)) for source, values in found.items()}
