"""The whole course from marked articles to a model: each stage learns from what the one before makes of articles it has not seen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from claims.errors import ClaimsError
from claims.extractors.learned.arguments import PART_LABELS, part_features, windows_of
from claims.extractors.learned.chain import Chain
from claims.extractors.learned.cues import FirstLook, first_look
from claims.extractors.learned.forest import Forest
from claims.extractors.learned.model import Model
from claims.extractors.learned.page import WORD_LABELS
from claims.extractors.learned.proposals import Proposal, proposal_features, proposals_of
from claims.extractors.learned.reading import parts_of
from claims.extractors.learned.senses import Senses
from claims.extractors.learned.training.descent import Lesson, Settings, train_chain
from claims.extractors.learned.training.judging import best_threshold, grow_forest, worth_of
from claims.extractors.learned.training.marked import Marked, part_lesson, read_marked, word_lesson

LEAST_ARTICLES = 20
"""With fewer, nothing can be held back to learn from."""
_WORD_FOLDS, _PART_FOLDS = 3, 2
_WORDS = Settings(passes=5, step=0.008, sparse=2.0, small=1.0)
_PARTS = Settings(passes=5, step=0.008, sparse=0.7, small=0.7)

Progress = Callable[[str], None]


def train_model(
    rows: Sequence[Mapping[str, Any]],
    *,
    language: str,
    senses: Senses,
    threshold: float | None = None,
    progress: Progress = lambda _: None,
) -> Model:
    """Train a model on articles in the rows of `claims extract`, with what people marked.

    `threshold` is the lowest score to keep; left out: where content and triple F1, taken together, are highest on articles that were
    not learned from. Raises ClaimsError where there are fewer than `LEAST_ARTICLES` with a statement.
    """
    useful = [row for row in rows if row.get("attributions")]
    if len(useful) < LEAST_ARTICLES:
        raise ClaimsError(
            f"{len(useful)} articles with statements are too few to learn from: {LEAST_ARTICLES} are needed, hundreds are better."
        )
    progress("Reading the articles")
    marked, counts = read_marked(rows, language, senses)
    looks, words = _first_looks(marked, progress)
    proposed, parts = _proposals(marked, looks, progress)
    progress("Learning to judge proposals")
    features = [proposal_features(look, one) for look, one in zip(looks, proposed, strict=True)]
    judge, found = _judge(marked, proposed, features)
    known = counts.known()
    return Model(
        words, parts, judge, known, counts.steps(known).astype(np.uint8), senses, found if threshold is None else threshold, "new", language
    )


def _first_looks(marked: Sequence[Marked], progress: Progress) -> tuple[list[FirstLook], Chain]:
    """Return a first look at each article by a chain that has not seen it, and the chain that has seen all."""
    lessons = [word_lesson(one) for one in marked]
    looks: dict[int, FirstLook] = {}
    for fold in range(_WORD_FOLDS):
        progress(f"Learning which words attribute, part {fold + 1} of {_WORD_FOLDS + 1}")
        chain = _learn(lessons, WORD_LABELS, _WORDS, leaving=range(fold, len(lessons), _WORD_FOLDS))
        for number in range(fold, len(lessons), _WORD_FOLDS):
            page = marked[number].page
            looks[number] = first_look(page, chain.marginals(chain.emissions(lessons[number].features), page.sequences))
    progress(f"Learning which words attribute, part {_WORD_FOLDS + 1} of {_WORD_FOLDS + 1}")
    return [looks[number] for number in range(len(marked))], _learn(lessons, WORD_LABELS, _WORDS)


def _proposals(marked: Sequence[Marked], looks: Sequence[FirstLook], progress: Progress) -> tuple[list[list[Proposal]], Chain]:
    """Return what is proposed in each article by a chain that has not seen it, and the chain that has seen all."""
    lessons = [part_lesson(one, look) for one, look in zip(marked, looks, strict=True)]
    proposed: dict[int, list[Proposal]] = {}
    for fold in range(_PART_FOLDS):
        progress(f"Learning where the parts are, part {fold + 1} of {_PART_FOLDS + 1}")
        chain = _learn(lessons, PART_LABELS, _PARTS, leaving=range(fold, len(lessons), _PART_FOLDS))
        for number in range(fold, len(lessons), _PART_FOLDS):
            windows = windows_of(looks[number])
            proposed[number] = proposals_of(looks[number], parts_of(windows, chain, chain.emissions(part_features(windows))))
    progress(f"Learning where the parts are, part {_PART_FOLDS + 1} of {_PART_FOLDS + 1}")
    return [proposed[number] for number in range(len(marked))], _learn(lessons, PART_LABELS, _PARTS)


def _learn(lessons: Sequence[Lesson | None], labels: tuple[str, ...], settings: Settings, leaving: range = range(0)) -> Chain:
    return train_chain([one for number, one in enumerate(lessons) if one is not None and number not in leaving], labels, settings)


def _judge(marked: Sequence[Marked], proposed: Sequence[list[Proposal]], features: Sequence[Any]) -> tuple[Forest, float]:
    """Return the judge, and the lowest score to keep as two judges find it that have not seen the articles."""
    worths = [worth_of(one.row, one.page.article, proposals) for one, proposals in zip(marked, proposed, strict=True)]
    judged = []
    for fold in range(2):
        taught = [number for number in range(len(marked)) if number % 2 != fold and len(proposed[number])]
        forest = grow_forest(np.concatenate([features[one] for one in taught]), np.concatenate([worths[one] for one in taught]))
        judged += [
            (marked[number].row, marked[number].page.article, proposed[number], forest.probability(features[number]))
            for number in range(fold, len(marked), 2)
            if len(proposed[number])
        ]
    filled = [number for number in range(len(marked)) if len(proposed[number])]
    judge = grow_forest(np.concatenate([features[one] for one in filled]), np.concatenate([worths[one] for one in filled]))
    return judge, best_threshold(judged)
