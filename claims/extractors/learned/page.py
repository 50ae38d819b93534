"""An article as columns: what each word shows, where it stands, whether it is quoted, and what the rules say of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.extractors.article import Article
from claims.extractors.findings import Finding, Span
from claims.extractors.learned.hashing import Column
from claims.extractors.learned.senses import Senses
from claims.extractors.learned.words import WordColumns, columns_of
from claims.extractors.rules import find_by_rules

TokenRun = tuple[int, int]
"""First token and the one after the last."""

NOT_QUOTED, OPENING_MARK, IN_QUOTATION, CLOSING_MARK = range(4)
_LONGEST_SEQUENCE = 400
_MARKS = frozenset("\"'“”„‟«»〝〞")

WORD_LABELS = ("O", "B-Q", "I-Q", "B-S>", "I-S>", "B-S<", "I-S<", "B-C>", "I-C>", "B-C<", "I-C<")
"""No part of a statement; its cue (Q); its source (S) or content (C), with the side on which its cue stands. B begins, I goes on."""
CUE, SOURCE_BEFORE, CONTENT_BEFORE = 1, 3, 7
"""The label that begins a cue, a source or content before the cue; two further on is that after the cue."""


class Roles(NamedTuple):
    """The parts of an attributed statement, in tokens."""

    content: tuple[TokenRun, ...]
    cue: tuple[TokenRun, ...]
    source: tuple[TokenRun, ...]

    @property
    def anchor(self) -> int | None:
        """The token by which it is known on which side a part stands: the first of the cue, or of the source where there is no cue."""
        parts = self.cue or self.source
        return parts[0][0] if parts else None


class Ruled(NamedTuple):
    """A statement as the rules see it."""

    roles: Roles
    score: float


@dataclass(frozen=True)
class Page:
    """The columns of an article; one place a token."""

    article: Article
    words: WordColumns
    paragraph: NDArray[np.int32]
    sentence: NDArray[np.int32]
    opens_sentence: NDArray[np.bool_]
    quote: Column
    ruled: tuple[Ruled, ...]
    rule_label: Column
    """What the rules say, as the number of one of `WORD_LABELS`."""
    prior: Column
    """How often the word is a cue, in eight steps; 0 for one that is not known."""

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.article.words)

    @property
    def sequences(self) -> list[TokenRun]:
        """The runs that a chain decodes: paragraphs, very long ones in parts."""
        return [
            (first, min(first + _LONGEST_SEQUENCE, run.stop))
            for run in self.article.paragraphs
            for first in range(run.start, run.stop, _LONGEST_SEQUENCE)
        ]


def read_page(article: Article, senses: Senses, prior_of: Callable[[Column], Column]) -> Page:
    """Read an article; `prior_of` knows how often each base form is a cue."""
    size = len(article.words)
    words = columns_of(article.words, article.language, senses)
    paragraph = np.zeros(size, np.int32)
    for number, run in enumerate(article.paragraphs):
        paragraph[run.start : run.stop] = number
    opens_sentence = np.zeros(size, np.bool_)
    opens_sentence[[run.start for run in article.sentences]] = True
    ruled = tuple(Ruled(roles_of(article, finding), finding.score) for finding in find_by_rules(article))
    return Page(
        article,
        words,
        paragraph,
        np.array(article.sentence_of, np.int32),
        opens_sentence,
        _quote_states(article),
        ruled,
        word_labels(size, [one.roles for one in ruled]).astype(np.uint32),
        prior_of(words.base),
    )


def token_runs(article: Article, spans: Iterable[Span | Sequence[int]]) -> tuple[TokenRun, ...]:
    """Return spans of the text as runs of tokens; a token that is touched is in."""
    runs = ((bisect_right(article.ends, start), bisect_left(article.starts, end)) for start, end in spans)
    return tuple((first, last) for first, last in runs if first < last)


def roles_of(article: Article, finding: Finding) -> Roles:
    """Return the parts of a finding in tokens."""
    return Roles(token_runs(article, finding.content), token_runs(article, finding.cue), token_runs(article, finding.source))


def word_labels(size: int, statements: Sequence[Roles]) -> NDArray[np.int32]:
    """Lay statements flat: one label a token. Where parts meet, a cue goes before a source and that before content; the shorter on top."""
    labels = np.zeros(size, np.int32)
    longest_first = sorted((one for one in statements if one.content), key=lambda one: -sum(last - first for first, last in one.content))
    for one in longest_first:
        _lay(labels, one.content, CONTENT_BEFORE, one.anchor)
    for one in longest_first:
        _lay(labels, one.source, SOURCE_BEFORE, one.anchor)
    for one in longest_first:
        _lay(labels, one.cue, CUE, None)
    return labels


def _lay(labels: NDArray[np.int32], runs: Iterable[TokenRun], begins: int, anchor: int | None) -> None:
    for first, last in runs:
        label = begins + (2 if anchor is not None and first > anchor else 0)
        labels[first] = label
        labels[first + 1 : last] = label + 1


def _quote_states(article: Article) -> Column:
    states = np.zeros(len(article.words), np.uint32)
    states[np.array(article.quoted, np.bool_)] = IN_QUOTATION
    for first, last in token_runs(article, article.quotations):
        states[first] = OPENING_MARK
        if last - 1 > first and article.words[last - 1] in _MARKS:
            states[last - 1] = CLOSING_MARK
    return states
