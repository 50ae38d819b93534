"""From the first look to likely cues, each with the window of words in which its source and content are looked for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.chain import Floats
from claims.extractors.learned.hashing import Column, hash_of
from claims.extractors.learned.page import CONTENT_BEFORE, CUE, OPENING_MARK, SOURCE_BEFORE, Page, Roles, TokenRun

LIKELY = 0.23
"""A word may be a cue from this probability on."""
_GOES_ON = 0.3
_BEGINS_ANOTHER = 0.5
_LEFT, _RIGHT = 50, 70
"""Words before and after a cue in which its source and content are looked for; 98 of 100 lie there."""
_PROBABILITY_STEPS = (0.02, 0.1, 0.3, 0.6, 0.9)


@dataclass(frozen=True)
class Cue:
    """A run of words that may be a cue."""

    first: int
    last: int
    probability: float
    ruled: Roles | None
    """The statement that the rules see with this cue, if they do."""
    ruled_score: float


@dataclass(frozen=True)
class FirstLook:
    """What the first chain says of a page, and what is counted along it once."""

    page: Page
    label: Column
    """The best label of each token."""
    cue: Floats
    """How likely each token is part of a cue, a source, a content."""
    source: Floats
    content: Floats
    source_before: Floats
    content_before: Floats
    cues: tuple[Cue, ...]

    def steps(self, probability: Floats) -> Column:
        """Return probabilities in six steps."""
        return np.digitize(probability, _PROBABILITY_STEPS).astype(np.uint32)

    def window(self, cue: Cue) -> TokenRun:
        """Return the words in which the parts of a cue's statement are looked for: of its paragraph, and not too far."""
        run = self.page.article.paragraphs[self.page.paragraph[cue.first]]
        return max(run.start, cue.first - _LEFT), min(run.stop, cue.last + _RIGHT)


def first_look(page: Page, probability: Floats) -> FirstLook:
    """Read what the first chain found: how likely each label is at each token."""
    label = probability.argmax(axis=1).astype(np.uint32)
    return FirstLook(
        page,
        label,
        probability[:, CUE : CUE + 2].sum(1),
        probability[:, SOURCE_BEFORE : SOURCE_BEFORE + 4].sum(1),
        probability[:, CONTENT_BEFORE : CONTENT_BEFORE + 4].sum(1),
        probability[:, SOURCE_BEFORE : SOURCE_BEFORE + 2].sum(1),
        probability[:, CONTENT_BEFORE : CONTENT_BEFORE + 2].sum(1),
        tuple(_likely_cues(page, probability, label)),
    )


def _likely_cues(page: Page, labels: Floats, label: Column) -> list[Cue]:
    begins, goes_on = labels[:, CUE], labels[:, CUE + 1]
    probability = begins + goes_on
    may_go_on = ((goes_on > _GOES_ON) | (label == CUE + 1)) & (begins < _BEGINS_ANOTHER)
    owner = {token: number for number, one in enumerate(page.ruled) for first, last in one.roles.cue for token in range(first, last)}
    runs: list[TokenRun] = []
    for first in np.flatnonzero(probability > LIKELY).tolist():
        if runs and first < runs[-1][1]:
            continue
        last = first + 1
        while last < len(page) and page.paragraph[last] == page.paragraph[first] and may_go_on[last]:
            last += 1
        runs.append((first, last))
    taken = {token for first, last in runs for token in range(first, last)}
    for one in page.ruled:
        for first, last in one.roles.cue[:1]:
            if taken.isdisjoint(range(first, last)):
                runs.append((first, last))
                taken.update(range(first, last))
    return [_cue(page, run, float(probability[run[0] : run[1]].max()), owner) for run in sorted(runs)]


def _cue(page: Page, run: TokenRun, probability: float, owner: dict[int, int]) -> Cue:
    number = next((owner[token] for token in range(*run) if token in owner), None)
    ruled = None if number is None else page.ruled[number]
    return Cue(*run, probability, ruled.roles if ruled else None, ruled.score if ruled else 0.0)


@dataclass(frozen=True)
class Tallies:
    """Running counts along a page, so that what lies between two words is one subtraction; one longer than the page."""

    cues: NDArray[np.int64]
    commas: NDArray[np.int64]
    breaks: NDArray[np.int64]
    """Colons, semicolons, dashes, brackets."""
    marks: NDArray[np.int64]
    """Quotation marks."""
    thats: NDArray[np.int64]
    sources: NDArray[np.int64]
    contents: NDArray[np.int64]
    verbs: NDArray[np.int64]


_A_VERB_SAYS = (30, 45)
"""The kinds of `Word.verb` that are verbs at all."""


def tallies(look: FirstLook) -> Tallies:
    """Count along a page."""
    page, word = look.page, look.page.words.word
    begins = np.zeros(len(page), np.int64)
    for cue in look.cues:
        begins[cue.first] += 1
    low, high = _A_VERB_SAYS
    verb = (page.words.verb >= low) & (page.words.verb <= high) & (page.prior < 5)
    return Tallies(
        _running(begins),
        _running(_is_one_of(word, ",")),
        _running(_is_one_of(word, ":", ";", "—", "(")),
        _running((page.quote == OPENING_MARK) | (page.quote == 3)),
        _running(_is_one_of(word, "that")),
        _running((look.label == SOURCE_BEFORE) | (look.label == SOURCE_BEFORE + 2)),
        _running((look.label == CONTENT_BEFORE) | (look.label == CONTENT_BEFORE + 2)),
        _running(verb),
    )


def _is_one_of(word: Column, *texts: str) -> NDArray[np.bool_]:
    return np.isin(word, np.array([hash_of(text) for text in texts], np.uint32))


def _running(column: NDArray[np.generic]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(column.astype(np.int64))])
