"""First look: what shows whether a word belongs to a cue, a source or a content, in a window around it and from the cues near it."""

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.hashing import Column, Table, Templates, hash_of
from claims.extractors.learned.page import CUE, Page

_OFTEN_A_CUE = 5
"""A word is a likely cue from this step of `Page.prior` on."""
_COMMA = np.uint32(hash_of(","))
_FAR = 9_999
_FIRST_TEMPLATE = 0
_STEPS = np.repeat(np.arange(10, dtype=np.uint32), (1, 1, 1, 1, 1, 1, 4, 6, 14, 1))
"""The step of each distance; what is farther is the last."""


def word_features(page: Page) -> Table:
    """Return the features of each token: one row a token."""
    return _Tagging(page).table() if len(page) else np.zeros((0, 1), np.uint32)


def distance_steps(distance: NDArray[Any]) -> Column:
    """Return distances in ten steps: up to five as they are."""
    return _STEPS.take(distance, mode="clip")


class _Near(NamedTuple):
    """The nearest likely cue on one side of each token."""

    place: NDArray[np.int64]
    """Its token, anything where there is none."""
    is_there: NDArray[np.bool_]
    sentences: Column
    """How many sentences away, at most 2; 3 where there is none."""
    steps: Column
    commas: Column
    base: Column
    quote: Column


class _Tagging:
    """Adds the templates, group by group."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.templates = Templates(page.paragraph, first_template=_FIRST_TEMPLATE)
        self.add, self.beside = self.templates.add, self.templates.beside
        self.likely = page.prior >= _OFTEN_A_CUE

    def table(self) -> Table:
        """Return all features."""
        self._window()
        self._cue_priors()
        self._nearest_cues()
        self._sentence()
        self._rules()
        return self.templates.table()

    def _window(self) -> None:
        words, add, beside = self.words, self.add, self.beside
        word = {offset: beside(words.word, offset) for offset in range(-3, 4)}
        add(np.ones(len(self.page), np.uint32))
        for offset in range(-3, 4):
            add(word[offset])
        for offset in (-1, 0, 1):
            add(beside(words.base, offset))
            add(beside(words.ending, offset))
            add(beside(words.shape, offset))
        add(words.short_ending)
        add(words.beginning)
        self._kinds()

    def _kinds(self) -> None:
        add, beside = self.add, self.beside
        sense = {offset: beside(self.words.sense, offset) for offset in range(-2, 3)}
        case = {offset: beside(self.words.case, offset) for offset in range(-2, 3)}
        for offset in range(-2, 3):
            add(sense[offset])
            add(case[offset])
        add(sense[-1], sense[0])
        add(sense[0], sense[1])
        for offset in (-1, 0, 1):
            add(beside(self.words.is_said, offset))
        add(case[-1], case[0], case[1])
        add(case[-2], case[-1], case[0])
        add(case[0], case[1], case[2])

    def _cue_priors(self) -> None:
        add, beside, word, quote = self.add, self.beside, self.words.word, self.page.quote
        prior = {offset: beside(self.page.prior, offset) for offset in range(-3, 4)}
        for offset in range(-3, 4):
            add(prior[offset])
        add(prior[-1], prior[0])
        add(prior[0], prior[1])
        add(prior[0], beside(word, -1))
        add(beside(quote, -1), quote, beside(quote, 1))
        add(quote, word)
        add(quote, prior[0])

    def _nearest_cues(self) -> None:
        left, right = self._nearest(is_left=True), self._nearest(is_left=False)
        add, word, quote, case = self.add, self.words.word, self.page.quote, self.words.case
        for near in (left, right):
            add(near.sentences, near.steps)
            add(near.base, near.sentences)
            add(near.base, near.steps)
            add(near.sentences, near.commas, quote)
            add(near.quote, near.sentences, quote)
        add(left.sentences, right.sentences, quote)
        add(left.sentences, right.sentences, left.steps, right.steps)
        add(left.sentences, right.sentences, word)
        add(left.sentences, right.sentences, self.beside(case, -1), case)
        add(self._word_at(left, 1), left.sentences, left.commas)
        add(self._word_at(right, -1), right.sentences, right.commas)
        add(self._word_at(right, 1), right.sentences, quote)

    def _word_at(self, near: _Near, offset: int) -> Column:
        """Return the word beside the nearest cue."""
        place = np.clip(near.place + offset, 0, len(self.page) - 1)
        return np.where(near.is_there, self.words.word[place], np.uint32(0))

    def _nearest(self, *, is_left: bool) -> _Near:
        page, size = self.page, len(self.page)
        here = np.arange(size)
        if is_left:
            place = np.concatenate([[-1], np.maximum.accumulate(np.where(self.likely, here, -1))[:-1]])
        else:
            place = np.concatenate([np.minimum.accumulate(np.where(self.likely, here, size + _FAR)[::-1])[::-1][1:], [size + _FAR]])
        at = np.clip(place, 0, size - 1)
        is_there = (place >= 0) & (place < size) & (page.paragraph[at] == page.paragraph)
        sentences = np.abs(page.sentence - page.sentence[at])
        return _Near(
            place,
            is_there,
            np.where(is_there, np.minimum(sentences, 2), 3).astype(np.uint32),
            np.where(is_there, distance_steps(np.abs(here - place)), 15).astype(np.uint32),
            np.where(is_there, np.minimum(np.abs(self._commas - self._commas[at]), 3), 4).astype(np.uint32),
            np.where(is_there, self.words.base[at], np.uint32(0)),
            np.where(is_there, page.quote[at], np.uint32(9)),
        )

    @cached_property
    def _commas(self) -> NDArray[np.int64]:
        return np.cumsum(self.words.word == _COMMA)

    def _sentence(self) -> None:
        page, add, word = self.page, self.add, self.words.word
        begins = np.flatnonzero(page.opens_sentence)
        cues, is_quoted = self.likely.astype(np.uint32), (page.quote > 0).astype(np.uint32)
        sentence = _most(is_quoted, page.sentence) * np.uint32(64) + _count(cues, page.sentence) * np.uint32(8)
        self.sentence_kind = sentence + is_quoted[begins][page.sentence]
        self.paragraph_kind = _most(is_quoted, page.paragraph) * np.uint32(8) + _count(cues, page.paragraph)
        place = np.minimum(np.arange(len(page)) - begins[page.sentence], 4).astype(np.uint32)
        add(self.sentence_kind)
        add(self.paragraph_kind)
        for column in (page.quote, page.prior, self.paragraph_kind):
            add(self.sentence_kind, column)
        for column in (page.quote, self.words.case, word):
            add(place, column)
        add(np.minimum(page.paragraph, 3).astype(np.uint32), self.sentence_kind)
        add(word[begins][page.sentence], page.quote)

    def _rules(self) -> None:
        page, add, beside, word = self.page, self.add, self.beside, self.words.word
        label = {offset: beside(page.rule_label, offset) for offset in range(-2, 3)}
        for offset in range(-2, 3):
            add(label[offset])
        add(label[-1], label[0])
        add(label[0], label[1])
        add(label[-1], label[0], label[1])
        for column in (word, page.prior, page.quote, self.sentence_kind, self.words.case, beside(word, -1), beside(word, 1)):
            add(label[0], column)
        in_sentence = _most((page.rule_label > 0).astype(np.uint32) + (page.rule_label == CUE), page.sentence)
        add(in_sentence, page.quote)
        add(in_sentence, self.sentence_kind)
        add(in_sentence, page.prior)
        add(in_sentence, label[0], self.paragraph_kind)


def _most(column: Column, group: NDArray[np.int32]) -> Column:
    """Return the highest value of a column in each token's group."""
    highest = np.zeros(int(group[-1]) + 1, np.uint32)
    np.maximum.at(highest, group, column)
    return highest[group]


def _count(column: Column, group: NDArray[np.int32]) -> Column:
    """Return the sum of a column in each token's group, at most 3."""
    return np.minimum(np.bincount(group, column, int(group[-1]) + 1), 3).astype(np.uint32)[group]
