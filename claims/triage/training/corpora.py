"""Rows of labelled sentences -> what each says about the columns of the model."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from claims.triage.facts import read_statement
from claims.triage.features import features_of
from claims.triage.model import columns_of
from claims.triage.rules import Ruleset
from claims.triage.schemes import GENERAL, GENERAL_SCHEMES, SCHEMES, WORTH, Scheme
from claims.triage.training.descent import Table, joined, table_of, word_table_of
from claims.triage.training.meaning import no_meanings, sums_of, weighed

FOLDS = 5
_BATCH = 256
_FEWER_COUNT_MORE = 0.3
"""A corpus counts as its size to the power of one less this: ten times as many sentences count five times as much."""
_BORROWED = 0.5
"""How much what other corpora teach a scheme weighs beside its own sentences."""


class Row(NamedTuple):
    """One labelled sentence."""

    text: str
    scheme: str
    label: str
    document: str
    """Sentences of one document are never on both sides of a trial."""


@dataclass(frozen=True)
class Lessons:
    """Sentences with their features and labels."""

    rows: Sequence[Row]
    table: Table
    words: Table
    """The places of the meanings of their words."""
    meanings: NDArray[np.float32]
    """What words mean, [place, direction]."""
    genre: NDArray[np.int32]
    """The number of each row's corpus."""
    fold: NDArray[np.int32]

    def only(self, chosen: NDArray[np.bool_]) -> "Lessons":
        """Return some of the sentences."""
        numbers = np.flatnonzero(chosen)
        rows = [self.rows[int(one)] for one in numbers]
        return Lessons(rows, self.table.rows(numbers), self.words.rows(numbers), self.meanings, self.genre[numbers], self.fold[numbers])

    def with_meanings(self, meanings: NDArray[np.float32]) -> "Lessons":
        """Return the sentences with what their words mean, of `meaning.meanings_of`; rare words weigh more."""
        return replace(self, meanings=weighed(meanings, self.words))

    @cached_property
    def sums(self) -> NDArray[np.float32]:
        """What the words of each sentence mean together: [sentence, direction]."""
        return sums_of(self.words, self.meanings)


def lessons_of(rows: Sequence[Row], rules: Ruleset, published: str) -> Lessons:
    """Read the sentences. `published` is the day that dates in them are compared with."""
    tables, words = [], []
    for start in range(0, len(rows), _BATCH):
        readings = [read_statement(row.text, rules.lexicon, published) for row in rows[start : start + _BATCH]]
        features = features_of([(reading, rules.findings(reading)) for reading in readings])
        tables.append(table_of(features))
        words.append(word_table_of(features))
    numbers = {name: number for number, name in enumerate(dict.fromkeys(row.scheme for row in rows))}
    genre = np.array([numbers[row.scheme] for row in rows], np.int32)
    fold = np.array([crc32(row.document.encode("utf-8", "surrogatepass")) % FOLDS for row in rows], np.int32)
    return Lessons(rows, joined(tables), joined(words), no_meanings(), genre, fold)


class Task(NamedTuple):
    """What a column learns, row by row."""

    truth: NDArray[np.float32]
    importance: NDArray[np.float32]
    """0 where a row says nothing about the column."""


def schemes_of(rows: Sequence[Row]) -> list[Scheme]:
    """Return the schemes that these rows can teach: the general ones, and those of their labels."""
    names = dict.fromkeys(row.scheme for row in rows if row.scheme in SCHEMES)
    taught = [SCHEMES[name] for name in names]
    general = [GENERAL_SCHEMES[GENERAL]] if any(_is_factual(row) is not None for row in rows) else []
    worth = [GENERAL_SCHEMES[WORTH]] if any(_is_worthy(row) is not None for row in rows) else []
    return [*general, *worth, *taught]


def tasks_of(lessons: Lessons, scheme: Scheme) -> list[Task]:
    """Return the task of each column of a scheme."""
    factual = np.array([_number(_is_factual(row)) for row in lessons.rows], np.float32)
    if scheme.name == GENERAL:
        return [_balanced(factual, lessons.genre)]
    if scheme.name == WORTH:
        return [_balanced(np.array([_number(_is_worthy(row)) for row in lessons.rows], np.float32), lessons.genre)]
    is_own = np.array([row.scheme == scheme.name for row in lessons.rows])
    return [_task(lessons, column.partition(":")[2], scheme, is_own, factual) for column in columns_of(scheme)]


def _task(lessons: Lessons, label: str, scheme: Scheme, is_own: NDArray[np.bool_], factual: NDArray[np.float32]) -> Task:
    truth = np.array([float(row.label == label) for row in lessons.rows], np.float32)
    own = is_own.astype(np.float32)
    if scheme.factual and label not in scheme.factual and len(set(scheme.labels) - scheme.factual) == 1:
        borrowed = np.where(factual < 0, factual, 1 - factual)
    elif scheme.factual == {label}:
        borrowed = factual
    else:
        return Task(truth, own)
    lent = _balanced(np.where(is_own, -1, borrowed), lessons.genre)
    total = lent.importance.sum()
    share = _BORROWED * own.sum() / total if total else 0.0
    return Task(np.where(is_own, truth, lent.truth), np.where(is_own, own, lent.importance * share).astype(np.float32))


def own_tasks(lessons: Lessons, scheme: Scheme) -> list[Task]:
    """Return the tasks of a scheme with its own sentences alone, if there are any: nothing borrowed."""
    own = np.array([row.scheme == scheme.name for row in lessons.rows])
    tasks = tasks_of(lessons, scheme)
    return tasks if scheme.name in GENERAL_SCHEMES or not own.any() else [Task(task.truth, own.astype(np.float32)) for task in tasks]


def _balanced(answers: NDArray[np.float32], genre: NDArray[np.int32]) -> Task:
    """Return a task to which each corpus gives its share; -1 stands for a row that says nothing."""
    importance = np.zeros(len(answers), np.float32)
    for number in np.unique(genre):
        rows = (genre == number) & (answers >= 0)
        if count := int(rows.sum()):
            importance[rows] = count**-_FEWER_COUNT_MORE
    total = importance.sum()
    return Task(np.maximum(answers, 0), importance * ((importance > 0).sum() / total) if total else importance)


def _number(answer: bool | None) -> float:
    return -1.0 if answer is None else float(answer)


def _is_factual(row: Row) -> bool | None:
    scheme = GENERAL_SCHEMES.get(row.scheme) or SCHEMES[row.scheme]
    return row.label in scheme.factual if scheme.factual else None


def _is_worthy(row: Row) -> bool | None:
    scheme = GENERAL_SCHEMES.get(row.scheme) or SCHEMES[row.scheme]
    return row.label in scheme.worthy if scheme.worthy else None


def row_of(line: dict[str, Any], scheme: Scheme, number: int) -> Row:
    """Return a row of a corpus. Raises ValueError with the rule that it breaks."""
    text, label = line.get("text"), line.get("label")
    if not isinstance(text, str):
        raise ValueError("has no text")  # noqa: TRY004  (the line is bad)
    if label not in scheme.labels:
        raise ValueError(f"has the label '{label}'; those of {scheme.name} are {', '.join(scheme.labels)}")
    return Row(text, scheme.name, str(label), str(line.get("document") or f"{scheme.name}-{number}"))
