"""Third look: what is known of each proposed statement as a whole, so that it can be judged against the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.cues import FirstLook
from claims.extractors.learned.page import Roles, Ruled, TokenRun
from claims.extractors.learned.reading import Parts, tokens_in

_SAME = 0.85
"""A statement of the rules whose content shares so much with one of the chain's, and whose source is the same, is not proposed again."""
_UNREAD = -20.0
_NEIGHBOURS = 25
_MISSING = -1.0
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Proposal:
    """A statement that may be one."""

    roles: Roles
    probability: float
    """How likely its cue is one, by the first look; 0 where the rules alone see it."""
    log_likelihood: float
    rule: Ruled | None
    """The rules' statement, where this is theirs."""
    is_ruled: bool
    """The rules see a statement with this cue."""
    content: frozenset[int] = field(init=False)
    source: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Work out the tokens."""
        object.__setattr__(self, "content", tokens_in(self.roles.content))
        object.__setattr__(self, "source", tokens_in(self.roles.source))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return what two sets of tokens share, as a part of both together."""
    return len(one & other) / len(one | other) if one and other else 0.0


def proposals_of(look: FirstLook, parts: Sequence[Parts]) -> list[Proposal]:
    """List what is proposed: a statement for each likely cue, and the rules' own where they differ."""
    found = [
        Proposal(one.roles, cue.probability, one.log_likelihood, None, cue.ruled is not None)
        for cue, one in zip(look.cues, parts, strict=True)
        if one.roles.content
    ]
    at_cue = {token: proposal for proposal in found for token in tokens_in(proposal.roles.cue)}
    for rule in look.page.ruled:
        if not rule.roles.content:
            continue
        beside = next((at_cue[token] for first, last in rule.roles.cue for token in range(first, last) if token in at_cue), None)
        own = Proposal(rule.roles, beside.probability if beside else 0.0, beside.log_likelihood if beside else _UNREAD, rule, is_ruled=True)
        if beside is None or likeness(own.content, beside.content) <= _SAME or own.source != beside.source:
            found.append(own)
    return found


def proposal_features(look: FirstLook, proposals: Sequence[Proposal]) -> NDArray[np.float32]:
    """Return a row of numbers for each proposal; -1 stands for what does not apply."""
    if not proposals:
        return np.zeros((0, 1), np.float32)
    return np.stack([np.asarray(column, np.float32) for column in _Judging(look, proposals).columns()], axis=1)


class _Places:
    """The runs of one part of all proposals, one after the other, and whose each is."""

    def __init__(self, parts: Sequence[Sequence[TokenRun]]) -> None:
        self.number = np.repeat(np.arange(len(parts)), [len(runs) for runs in parts])
        self.first, self.last = np.array([run for runs in parts for run in runs], np.int64).reshape(-1, 2).T
        self.size = np.bincount(self.number, self.last - self.first, len(parts))

    def mean(self, column: NDArray[np.generic]) -> Numbers:
        """Return the mean of a column over each proposal's tokens."""
        running = np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])
        total = np.bincount(self.number, running[self.last] - running[self.first], len(self.size))
        means: Numbers = np.divide(total, self.size, out=np.full(len(self.size), _MISSING), where=self.size > 0)
        return means


class _Judging:
    """Works out the numbers, column by column; what is counted in tokens has a place for each proposal."""

    def __init__(self, look: FirstLook, proposals: Sequence[Proposal]) -> None:
        self.look, self.page, self.proposals = look, look.page, proposals
        self.first, self.last = np.array([_outer(one) for one in proposals]).T
        self.start, self.stop = np.array([_cue_of(one) for one in proposals]).T
        sources = [one.roles.source for one in proposals]
        self.has_source = np.array([bool(runs) for runs in sources])
        self.source_first = np.array([runs[0][0] if runs else 0 for runs in sources])
        self.source_stop = np.array([runs[0][1] if runs else 0 for runs in sources])
        self.source_last = np.array([runs[-1][1] - 1 if runs else 0 for runs in sources])

    def columns(self) -> list[NDArray[Any] | list[float]]:
        """Return all numbers, a list for each."""
        agreement = zip(*map(self._agreement(), self.proposals), strict=True)
        return [*self._size(), *self._place(), *map(list, agreement), *self._edges(), *self._words()]

    def _size(self) -> list[NDArray[Any] | list[float]]:
        look, every = self.look, self.proposals
        content, source, cue = (_Places([getattr(one.roles, role) for one in every]) for role in ("content", "source", "cue"))
        return [
            [one.rule is not None for one in every],
            [one.probability for one in every],
            [one.log_likelihood for one in every],
            [one.log_likelihood / (len(one.content) + 5) ** 0.5 for one in every],
            [len(one.content) for one in every],
            [len(one.roles.content) for one in every],
            [len(one.roles.source) for one in every],
            [len(one.source) for one in every],
            content.mean(look.content),
            source.mean(look.source),
            content.mean(self.page.quote > 0),
            content.mean(look.cue),
            cue.mean(look.cue),
        ]

    def _place(self) -> list[NDArray[Any] | list[float]]:
        page, first, last, start, stop = self.page, self.first, self.last, self.start, self.stop
        sentence = page.sentence[np.minimum(start, len(page) - 1)]
        to_content = np.minimum(np.abs(first - stop), np.abs(start - last))
        to_source = np.minimum(np.abs(self.source_first - stop), np.abs(start - self.source_stop))
        return [
            (first < start) * 1.0 - (last > stop),
            np.where((first < start) & (start < last), 0, to_content),
            self._of_source(to_source),
            self._of_source(self.source_first > start),
            page.sentence[last - 1] - page.sentence[first],
            page.sentence[first] - sentence,
            page.sentence[last - 1] - sentence,
            page.opens_sentence[first],
            page.paragraph[first] != page.paragraph[last - 1],
            self._company(),
        ]

    def _of_source(self, column: NDArray[np.generic]) -> NDArray[Any]:
        return np.where(self.has_source, column, _MISSING)

    def _company(self) -> list[float]:
        """Return how likely the other cues near each proposal's are, taken together."""
        beside: dict[int, list[tuple[int, float]]] = {}
        for place, one in zip(self.start.tolist(), self.proposals, strict=True):
            beside.setdefault(place // _NEIGHBOURS, []).append((place, one.probability))

        def near(start: int) -> Iterator[tuple[int, float]]:
            block = start // _NEIGHBOURS
            return chain.from_iterable(beside.get(near, ()) for near in (block - 1, block, block + 1))

        return [
            sum(weight for place, weight in near(start) if abs(place - start) < _NEIGHBOURS) - one.probability
            for start, one in zip(self.start.tolist(), self.proposals, strict=True)
        ]

    def _agreement(self) -> Callable[[Proposal], list[float]]:
        """Return what says how far the rules see the same as a proposal."""
        rules = [(rule, tokens_in(rule.roles.content)) for rule in self.page.ruled]
        rules_at: dict[int, list[int]] = {}
        for number, (_, content) in enumerate(rules):
            for token in content:
                rules_at.setdefault(token, []).append(number)

        def agreement(one: Proposal) -> list[float]:
            first, last = _outer(one)
            numbers = {number for token in (first, (first + last) // 2, last - 1) for number in rules_at.get(token, ())}
            best = max(((likeness(one.content, rules[number][1]), -number) for number in numbers), default=None)
            own = one.rule.score if one.rule else _MISSING
            if best is None:
                return [0.0, 0.0, _MISSING, _MISSING, own]
            rule = rules[-best[1]][0]
            is_same_source = tokens_in(rule.roles.source) == one.source
            return [best[0], rule.score, is_same_source, not tokens_in(one.roles.cue).isdisjoint(tokens_in(rule.roles.cue)), own]

        return agreement

    def _edges(self) -> list[NDArray[Any] | list[float]]:
        page, content, first, last = self.page, self.look.content, self.first, self.last
        before, after = np.maximum(first - 1, 0), np.minimum(last, len(page) - 1)
        has_before = (first > 0) & (page.paragraph[before] == page.paragraph[first])
        has_after = (last < len(page)) & (page.paragraph[after] == page.paragraph[last - 1])
        owners = np.bincount([token for one in self.proposals for token in one.content], minlength=len(page))
        return [
            np.where(has_before, content[before], _MISSING),
            np.where(has_after, content[after], _MISSING),
            content[first],
            content[last - 1],
            page.quote[first],
            page.quote[last - 1],
            (owners[first] + owners[(first + last) // 2] + owners[last - 1]) / 3,
        ]

    def _words(self) -> list[NDArray[Any] | list[float]]:
        page, words = self.page, self.page.words
        head, start = np.minimum(self.stop, len(page)) - 1, np.minimum(self.start, len(page) - 1)
        return [
            self.stop - self.start,
            page.prior[head],
            page.prior[start],
            page.quote[start],
            words.is_said[head],
            words.verb[head],
            words.noun[head],
            self._of_source(words.case[self.source_first]),
            self._of_source(words.case[self.source_last]),
        ]


def _outer(one: Proposal) -> TokenRun:
    """Return where the content begins and ends, its pieces taken together."""
    return min(first for first, _ in one.roles.content), max(last for _, last in one.roles.content)


def _cue_of(one: Proposal) -> TokenRun:
    """Return the cue; where there is none, the place at which the content begins."""
    return one.roles.cue[0] if one.roles.cue else (_outer(one)[0], _outer(one)[0] + 1)
