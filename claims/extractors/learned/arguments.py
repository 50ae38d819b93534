"""Second look: for each likely cue, what shows whether a word near it belongs to its source or its content.

Every cue is looked at by itself, as semantic role labelling looks at a predicate: so that two statements may share a source, and one
may stand inside another. The chain is trained on true cues alone: it says where the parts are if this is a cue, not whether it is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.cues import Cue, FirstLook, Tallies, tallies
from claims.extractors.learned.hashing import Column, Table, Templates
from claims.extractors.learned.page import Roles, TokenRun
from claims.extractors.learned.tagging import distance_steps

PART_LABELS = ("O", "Q", "B-S", "I-S", "B-C", "I-C")
"""No part; the cue itself; its source; its content."""
CUE_LABEL, SOURCE_LABEL, CONTENT_LABEL = 1, 2, 4
_FIRST_TEMPLATE = 1_000
_BEFORE, _AT, _AFTER = 0, 1, 2
_SURE_RULE = 0.85


@dataclass(frozen=True)
class Windows:
    """The windows of all cues of a page, one after the other: a row for each word of each window."""

    look: FirstLook
    cues: tuple[Cue, ...]
    runs: list[TokenRun]
    """Rows of each window, in the order of the cues."""
    token: NDArray[np.int64]
    """The word of each row."""
    number: NDArray[np.int64]
    """The number of the cue of each row."""
    first: NDArray[np.int64]
    """Where the cue of each row begins and ends, in tokens."""
    last: NDArray[np.int64]

    @property
    def is_cue(self) -> NDArray[np.bool_]:
        """Tell which rows are the cue itself."""
        return (self.token >= self.first) & (self.token < self.last)


def windows_of(look: FirstLook, cues: Sequence[Cue] | None = None) -> Windows:
    """Lay out the windows of a page's cues, or of some of them."""
    cues = look.cues if cues is None else cues
    first, last = np.array([look.window(cue) for cue in cues], np.int64).reshape(-1, 2).T
    lengths = last - first
    ends = np.cumsum(lengths)
    begins = ends - lengths
    return Windows(
        look,
        tuple(cues),
        list(zip(begins.tolist(), ends.tolist(), strict=True)),
        np.arange(lengths.sum()) + np.repeat(first - begins, lengths),
        np.repeat(np.arange(len(cues)), lengths),
        np.repeat(np.array([cue.first for cue in cues], np.int64), lengths),
        np.repeat(np.array([cue.last for cue in cues], np.int64), lengths),
    )


def part_features(windows: Windows, along: Tallies | None = None) -> Table:
    """Return the features of each row; `along` are the page's tallies, where they are known already."""
    return _Parts(windows, along or tallies(windows.look)).table() if len(windows.token) else np.zeros((0, 1), np.uint32)


class _Parts:
    """Adds the templates, group by group. What is near is told apart by the side of the cue on which it lies."""

    def __init__(self, windows: Windows, along: Tallies) -> None:
        look, page, token = windows.look, windows.look.page, windows.token
        self.windows, self.look, self.page = windows, look, page
        self.templates = Templates(windows.number.astype(np.int32), first_template=_FIRST_TEMPLATE)
        self.add, self.beside = self.templates.add, self.templates.beside
        self._place(along)
        self.word, self.base, self.sense, self.case = (
            column[token] for column in (page.words.word, page.words.base, page.words.sense, page.words.case)
        )
        self.quote, self.label = page.quote[token], look.label[token]
        self.content, self.source, self.cue = (look.steps(column)[token] for column in (look.content, look.source, look.cue))
        self.content_before, self.source_before = (look.steps(column)[token] for column in (look.content_before, look.source_before))
        self.rule_label = page.rule_label[token]

    def _place(self, along: Tallies) -> None:
        """Work out where each row lies as seen from its cue, and what lies between."""
        windows, page, token = self.windows, self.page, self.windows.token
        is_before, is_after = token < windows.first, token >= windows.last
        self.side = np.where(is_before, _BEFORE, np.where(is_after, _AFTER, _AT)).astype(np.uint32)
        distance = np.where(is_before, windows.first - token, np.where(is_after, token - windows.last + 1, 0))
        self.steps = distance_steps(distance)
        self.sentences = (np.clip(page.sentence[token] - page.sentence[windows.first], -3, 3) + 3).astype(np.uint32)
        self.here = self.side * np.uint32(8) + self.sentences
        low = np.where(is_before, token, windows.last)
        high = np.where(is_before, windows.first, np.maximum(windows.last, token))

        def between(count: NDArray[np.int64], most: int) -> Column:
            found: Column = np.minimum(count[high] - count[low], most).astype(np.uint32)
            return found

        self.cues, self.commas, self.verbs = between(along.cues, 3), between(along.commas, 3), between(along.verbs, 3)
        self.marks, self.thats, self.breaks = between(along.marks, 4), between(along.thats, 1), between(along.breaks, 2)
        self.sources, self.contents = between(along.sources, 3), between(along.contents, 3)

    def table(self) -> Table:
        """Return all features."""
        self._first_look()
        self._between()
        self._cue_itself()
        self._words()
        self._rules()
        self._sentence_edges()
        return self.templates.table()

    def _first_look(self) -> None:
        add, beside, side, here, label = self.add, self.beside, self.side, self.here, self.label
        source, content = self.source, self.content
        for columns in (
            (side, self.steps), (here,), (here, label), (side, label, self.cues), (side, label, self.cues, self.sentences),
            (side, self.steps, label), (side, source, content), (here, source, content), (here, source, content, self.cues),
            (side, self.content_before, content, self.cues), (side, self.source_before, source, self.cues),
            (side, self.cue, label), (side, self.cue, content, source),
        ):  # fmt: skip
            add(*columns)
        for offset in (-2, -1, 1, 2):
            add(side, beside(label, offset))
            add(side, beside(label, offset), label)
        for column in (label, source, content):
            add(side, *self._around(column))

    def _between(self) -> None:
        side, label, sentences = self.side, self.label, self.sentences
        for columns in (
            (self.commas, sentences, label), (self.marks, sentences, self.quote), (self.marks, self.quote, label),
            (self.thats, label, self.cues), (self.sources, label, self.cues), (self.contents, label, self.cues),
            (self.sources, self.contents, self.cues, label), (self.breaks, label, sentences), (self.verbs, label, self.cues),
        ):  # fmt: skip
            self.add(side, *columns)

    def _cue_itself(self) -> None:
        """Add what the cue and the words beside it are."""
        windows, page, words = self.windows, self.page, self.page.words
        before, after = np.maximum(windows.first - 1, 0), np.minimum(windows.last, len(page) - 1)
        here = page.paragraph[windows.first]
        has_before = (windows.first > 0) & (page.paragraph[before] == here)
        has_after = (windows.last < len(page)) & (page.paragraph[after] == here)
        word_before = np.where(has_before, words.word[before], np.uint32(1))
        word_after = np.where(has_after, words.word[after], np.uint32(1))
        quote_after = np.where(has_after, page.quote[after], np.uint32(7))
        quote_at = page.quote[windows.first]
        base, word = words.base[windows.last - 1], words.word[windows.first]
        prior = page.prior[windows.last - 1]
        length = np.minimum(windows.last - windows.first, 3).astype(np.uint32)
        side, label, steps, cues = self.side, self.label, self.steps, self.cues
        for columns in (
            (base, side), (base, self.here), (base, side, label), (word, side, length, steps),
            (word_after, side, label), (word_after, side, steps), (word_before, side, label),
            (quote_after, quote_at, side, self.quote), (quote_after, quote_at, side, label, self.sentences),
            (prior, side, label, cues), (prior, side, self.content, self.source),
        ):  # fmt: skip
            self.add(*columns)
        self.cue_base = base

    def _words(self) -> None:
        add, beside, side, word = self.add, self.beside, self.side, self.word
        for offset in (-2, -1, 0, 1, 2):
            add(side, beside(word, offset))
        cases, quotes = self._around(self.case), self._around(self.quote)
        for columns in ((word, self.label), cases, quotes, (*quotes, self.label)):
            add(side, *columns)
        for case, sense in zip(cases, self._around(self.sense), strict=True):
            add(side, case)
            add(side, sense)

    def _around(self, column: Column) -> tuple[Column, Column, Column]:
        """Return what a column shows one token before, here, and one token after."""
        return self.beside(column, -1), column, self.beside(column, 1)

    def _rules(self) -> None:
        """Add what the rules say of this cue, and of any."""
        has, role = np.zeros_like(self.side), np.zeros_like(self.side)
        for cue, (start, stop), shift in zip(self.windows.cues, self.windows.runs, self._shifts(), strict=True):
            if cue.ruled is None:
                continue
            has[start:stop] = 1 + (cue.ruled_score > _SURE_RULE) + 2 * bool(cue.ruled.source)
            _lay_roles(role, cue.ruled, start, stop, shift)
        side, label, rule = self.side, self.label, self.rule_label
        before, _, after = self._around(role)
        for columns in (
            (side, label), (role,), (role, side, label), (role, label, self.quote), (before, role, after),
            (role, self.cues, label), (role, self.cue_base), (role, self.source, self.content), (role, self.word),
            (rule, side), (rule, side, self.cues, label), (before, role, label), (role, after, label),
            (self.beside(rule, -1), rule, side),
        ):  # fmt: skip
            self.add(has, *columns)

    def _shifts(self) -> list[int]:
        """Return for each window what turns a token into its row."""
        return [start - int(self.windows.token[start]) for start, _ in self.windows.runs]

    def _sentence_edges(self) -> None:
        page, token = self.page, self.windows.token
        opens = page.opens_sentence[token].astype(np.uint32)
        closes = np.append(page.opens_sentence[1:], True)[token].astype(np.uint32)
        self.add(self.side, opens, self.sentences, self.label)
        self.add(self.side, closes, self.sentences, self.label)
        self.add(self.side, opens, closes, self.word)


def _lay_roles(role: Column, ruled: Roles, start: int, stop: int, shift: int) -> None:
    for begins, runs in ((1, ruled.content), (3, ruled.source), (5, ruled.cue)):
        for first, last in runs:
            low, high = max(start, first + shift), min(stop, last + shift)
            if low < high:
                role[low:high] = begins + 1
                role[low] = begins


def gold_labels(windows: Windows, matched: list[Roles | None]) -> NDArray[np.int32]:
    """Return the labels of each row where each cue's true statement is known; for training."""
    labels = np.zeros(len(windows.token), np.int32)
    for roles, (start, stop) in zip(matched, windows.runs, strict=True):
        if roles is None:
            continue
        shift = start - int(windows.token[start])
        for begins, runs in ((CONTENT_LABEL, roles.content), (SOURCE_LABEL, roles.source)):
            for first, last in runs:
                low, high = max(start, first + shift), min(stop, last + shift)
                labels[low:high] = begins + 1
                labels[low : low + (low < high)] = begins
    labels[windows.is_cue] = CUE_LABEL
    return _begun(labels, windows)


def _begun(labels: NDArray[np.int32], windows: Windows) -> NDArray[np.int32]:
    """Let a part begin anew after whatever interrupts it."""
    before = np.concatenate([[0], labels[:-1]])
    before[[start for start, _ in windows.runs]] = 0
    for begins in (SOURCE_LABEL, CONTENT_LABEL):
        labels[(labels == begins + 1) & (before != begins) & (before != begins + 1)] = begins
    return labels
