"""How much each view of a sentence counts in each column: what one corpus taught helps to tell another's labels apart.

Stacked generalisation (Wolpert 1992): weights are fitted on views by columns that have not seen the sentence. All is linear, so they are
folded into the weights of the model and cost nothing when it runs.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from claims.triage.model import columns_of
from claims.triage.schemes import GENERAL_SCHEMES, Scheme
from claims.triage.training.corpora import Lessons, own_tasks
from claims.triage.training.meaning import fitted

_SMALL = 10.0
"""Shrinkage towards a column's own view by features, as it is (L2)."""
_NO_GENRE = 1e-3
_STEPS = 15


def mixing_of(unseen: NDArray[np.float32], lessons: Lessons, schemes: Sequence[Scheme], wanted: Collection[Scheme]) -> NDArray[np.float32]:
    """Return how much each view weighs in each column of the wanted schemes: [view, column].

    `unseen`, [sentence, view], is of `course.unseen_views` for all `schemes`.
    """
    names = [scheme.name for scheme in schemes for _ in columns_of(scheme)]
    tasks = [task for scheme in schemes if scheme in wanted for task in own_tasks(lessons, scheme)]
    columns = [number for number, name in enumerate(names) if any(scheme.name == name for scheme in wanted)]
    genres = np.eye(int(lessons.genre.max(initial=0)) + 1, dtype=np.float32)[lessons.genre]
    found = np.zeros((unseen.shape[1], len(columns)), np.float32)
    for place, (column, task) in enumerate(zip(columns, tasks, strict=True)):
        views, rows = _views(names, column), task.importance > 0
        inputs = np.concatenate([unseen[rows][:, views], genres[rows]], axis=1)
        expected, small = np.zeros(inputs.shape[1]), np.full(inputs.shape[1], _NO_GENRE)
        expected[views.index(column)], small[: len(views)] = 1, _SMALL
        found[views, place] = fitted(inputs, task.truth[rows], task.importance[rows], small, expected, steps=_STEPS)[: len(views)]
    return found


def _views(names: Sequence[str], column: int) -> list[int]:
    """Return the views that a column looks at, by the scheme of each column.

    The general ones look at their own alone: on a kind of text that nobody has labelled the columns of other kinds say no more.
    """
    meanings = len(names)
    if names[column] in GENERAL_SCHEMES:
        return [column, meanings + column]
    general = [meanings + number for number, name in enumerate(names) if name in GENERAL_SCHEMES]
    return [*range(len(names)), *general, meanings + column]
