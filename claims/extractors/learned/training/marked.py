"""Articles in which people marked the statements, and what the chains are to learn from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.extractors.article import read_article
from claims.extractors.learned.arguments import gold_labels, part_features, windows_of
from claims.extractors.learned.cues import FirstLook
from claims.extractors.learned.hashing import Column
from claims.extractors.learned.page import Page, Roles, TokenRun, read_page, token_runs, word_labels
from claims.extractors.learned.senses import Senses
from claims.extractors.learned.tagging import word_features
from claims.extractors.learned.training.descent import Lesson

_ROLES = ("content", "cue", "source")
_STEPS = (0.0, 0.01, 0.03, 0.08, 0.2, 0.4, 0.7)
_LEAST_KNOWN = 2
"""A base form seen less often says nothing about how often it is a cue."""


@dataclass(frozen=True)
class Marked:
    """An article with what people marked."""

    row: Mapping[str, Any]
    page: Page
    statements: tuple[Roles, ...]
    labels: NDArray[np.int32]


@dataclass(frozen=True)
class CueCounts:
    """How often each base form was seen, and how often in a cue."""

    seen: Counter[int]
    in_cue: Counter[int]

    def steps(self, base: Column, without: "CueCounts | None" = None) -> Column:
        """Return how often base forms are cues, in eight steps; `without` are the counts of an article to be left out."""
        memory: dict[int, int] = {}
        for key in set(base.tolist()):
            seen = self.seen[key] - (without.seen[key] if without else 0)
            in_cue = self.in_cue[key] - (without.in_cue[key] if without else 0)
            memory[key] = 0 if seen < _LEAST_KNOWN else 1 + sum(in_cue / seen > step for step in _STEPS)
        return np.array([memory[key] for key in base.tolist()], np.uint32)

    def known(self) -> NDArray[np.uint32]:
        """List the base forms that are seen often enough to ship, and are a cue at times, in order."""
        return np.array(sorted(key for key, seen in self.seen.items() if seen > _LEAST_KNOWN), np.uint32)


def read_marked(rows: Sequence[Mapping[str, Any]], language: str, senses: Senses) -> tuple[list[Marked], CueCounts]:
    """Read articles; how often words are cues is counted for each in all others, as it will be for articles never seen."""
    pages = [read_page(read_article(row["text"], language=language), senses, np.zeros_like) for row in rows]
    statements = [_statements(page, row) for page, row in zip(pages, rows, strict=True)]
    labels = [word_labels(len(page), found) for page, found in zip(pages, statements, strict=True)]
    each = [_counts(page, label) for page, label in zip(pages, labels, strict=True)]
    counts = CueCounts(sum((one.seen for one in each), Counter()), sum((one.in_cue for one in each), Counter()))
    marked = [
        Marked(row, Page(**(vars(page) | {"prior": counts.steps(page.words.base, own)})), found, label)
        for row, page, found, label, own in zip(rows, pages, statements, labels, each, strict=True)
        if len(page)
    ]
    return marked, counts


def _statements(page: Page, row: Mapping[str, Any]) -> tuple[Roles, ...]:
    found = (Roles(*(token_runs(page.article, one.get(role) or ()) for role in _ROLES)) for one in row.get("attributions") or ())
    return tuple(one for one in found if one.content)


def _counts(page: Page, labels: NDArray[np.int32]) -> CueCounts:
    is_cue = (labels == 1) | (labels == 2)
    return CueCounts(Counter(page.words.base.tolist()), Counter(page.words.base[is_cue].tolist()))


def word_lesson(one: Marked) -> Lesson:
    """Return what the first chain is to learn from an article."""
    return Lesson(word_features(one.page), one.labels, one.page.sequences)


def part_lesson(one: Marked, look: FirstLook) -> Lesson | None:
    """Return what the second chain is to learn: the windows of the likely cues that are true ones."""
    matched = match_cues(look, one.statements)
    windows = windows_of(look)
    if not any(matched):
        return None
    features, labels = part_features(windows), gold_labels(windows, matched)
    kept = [run for run, roles in zip(windows.runs, matched, strict=True) if roles is not None]
    rows = np.concatenate([np.arange(first, last) for first, last in kept])
    return Lesson(features[rows], labels[rows], _closed_up(kept))


def match_cues(look: FirstLook, statements: Sequence[Roles]) -> list[Roles | None]:
    """Return the statement of each likely cue: that whose cue shares most with it, each for one cue; None for a false one."""
    by_token: dict[int, list[int]] = {}
    for number, one in enumerate(statements):
        for first, last in one.cue:
            for token in range(first, last):
                by_token.setdefault(token, []).append(number)
    used: set[int] = set()
    matched: list[Roles | None] = []
    for cue in look.cues:
        shared = Counter(number for token in range(cue.first, cue.last) for number in by_token.get(token, ()) if number not in used)
        best = min(shared, key=lambda number: (-shared[number], number), default=None)
        matched.append(None if best is None else statements[best])
        used |= set() if best is None else {best}
    return matched


def _closed_up(runs: Sequence[TokenRun]) -> list[TokenRun]:
    ends = np.cumsum([last - first for first, last in runs]).tolist()
    return [(end - (last - first), end) for (first, last), end in zip(runs, ends, strict=True)]
