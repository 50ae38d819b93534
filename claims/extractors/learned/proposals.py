"""Third look: what is known of each proposed statement as a whole, so that it can be judged against the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.cues import FirstLook
from claims.extractors.learned.page import Roles, Ruled
from claims.extractors.learned.reading import Parts, tokens_in

_SAME = 0.85
"""A statement of the rules whose content shares so much with one of the chain's, and whose source is the same, is not proposed again."""
_UNREAD = -20.0
_NEIGHBOURS = 25


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
    judge = _Judging(look, proposals)
    return np.array([judge.row(proposal) for proposal in proposals], np.float32)


class _Judging:
    def __init__(self, look: FirstLook, proposals: Sequence[Proposal]) -> None:
        self.look, self.page = look, look.page
        self.content, self.source, self.cue = (_running(one) for one in (look.content, look.source, look.cue))
        self.quoted = _running(self.page.quote > 0)
        self.owners = [0] * len(self.page)
        self.beside: dict[int, list[tuple[int, float]]] = {}
        for proposal in proposals:
            for token in proposal.content:
                self.owners[token] += 1
            self.beside.setdefault(_anchor(proposal) // _NEIGHBOURS, []).append((_anchor(proposal), proposal.probability))
        self.rules = [(rule, tokens_in(rule.roles.content)) for rule in self.page.ruled]
        self.rules_at: dict[int, list[int]] = {}
        for number, (_, content) in enumerate(self.rules):
            for token in content:
                self.rules_at.setdefault(token, []).append(number)

    def row(self, proposal: Proposal) -> list[float]:
        """Return all numbers of one proposal."""
        return [*self._size(proposal), *self._place(proposal), *self._agreement(proposal), *self._edges(proposal), *self._words(proposal)]

    def _size(self, one: Proposal) -> list[float]:
        length, roles = len(one.content), one.roles
        return [
            float(one.rule is not None),
            one.probability,
            one.log_likelihood,
            one.log_likelihood / (length + 5) ** 0.5,
            length,
            len(roles.content),
            len(roles.source),
            len(one.source),
            _mean(self.content, one.roles.content),
            _mean(self.source, one.roles.source),
            _mean(self.quoted, one.roles.content),
            _mean(self.cue, one.roles.content),
            _mean(self.cue, one.roles.cue),
        ]

    def _place(self, one: Proposal) -> list[float]:
        page, (first, last), (start, stop) = self.page, _outer(one), _cue_of(one)
        source = one.roles.source
        sentence = page.sentence[min(start, len(page) - 1)]
        return [
            float(first < start) - float(last > stop),
            0.0 if first < start < last else float(min(abs(first - stop), abs(start - last))),
            float(min(abs(source[0][0] - stop), abs(start - source[0][1]))) if source else -1.0,
            float(source[0][0] > start) if source else -1.0,
            float(page.sentence[last - 1] - page.sentence[first]),
            float(page.sentence[first] - sentence),
            float(page.sentence[last - 1] - sentence),
            float(page.opens_sentence[first]),
            float(page.paragraph[first] != page.paragraph[last - 1]),
            sum(weight for place, weight in self._neighbours(one) if abs(place - start) < _NEIGHBOURS) - one.probability,
        ]

    def _neighbours(self, one: Proposal) -> list[tuple[int, float]]:
        block = _anchor(one) // _NEIGHBOURS
        return [found for near in (block - 1, block, block + 1) for found in self.beside.get(near, ())]

    def _agreement(self, one: Proposal) -> list[float]:
        """Say how far the rules see the same."""
        (first, last), cue = _outer(one), tokens_in(one.roles.cue)
        numbers = {number for token in (first, (first + last) // 2, last - 1) for number in self.rules_at.get(token, ())}
        best = max(((likeness(one.content, self.rules[number][1]), -number) for number in numbers), default=None)
        own = one.rule.score if one.rule else -1.0
        if best is None:
            return [0.0, 0.0, -1.0, -1.0, own]
        rule = self.rules[-best[1]][0]
        same_source = float(tokens_in(rule.roles.source) == one.source)
        return [best[0], rule.score, same_source, float(not cue.isdisjoint(tokens_in(rule.roles.cue))), own]

    def _edges(self, one: Proposal) -> list[float]:
        page, look, (first, last) = self.page, self.look, _outer(one)
        here = page.paragraph[first]
        has_before = first > 0 and page.paragraph[first - 1] == here
        has_after = last < len(page) and page.paragraph[last] == page.paragraph[last - 1]
        return [
            float(look.content[first - 1]) if has_before else -1.0,
            float(look.content[last]) if has_after else -1.0,
            float(look.content[first]),
            float(look.content[last - 1]),
            float(page.quote[first]),
            float(page.quote[last - 1]),
            (self.owners[first] + self.owners[(first + last) // 2] + self.owners[last - 1]) / 3,
        ]

    def _words(self, one: Proposal) -> list[float]:
        page, words, (start, stop) = self.page, self.page.words, _cue_of(one)
        head, source = min(stop, len(page)) - 1, one.roles.source
        return [
            float(stop - start),
            float(page.prior[head]),
            float(page.prior[min(start, len(page) - 1)]),
            float(page.quote[min(start, len(page) - 1)]),
            float(words.is_said[head]),
            float(words.verb[head]),
            float(words.noun[head]),
            float(words.case[source[0][0]]) if source else -1.0,
            float(words.case[source[-1][1] - 1]) if source else -1.0,
        ]


def _running(column: NDArray[np.generic]) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])


def _mean(running: NDArray[np.float64], runs: Sequence[tuple[int, int]]) -> float:
    size = sum(last - first for first, last in runs)
    return float(sum(running[last] - running[first] for first, last in runs)) / size if size else -1.0


def _outer(one: Proposal) -> tuple[int, int]:
    """Return where the content begins and ends, its pieces taken together."""
    return min(first for first, _ in one.roles.content), max(last for _, last in one.roles.content)


def _cue_of(one: Proposal) -> tuple[int, int]:
    """Return the cue; where there is none, the place at which the content begins."""
    return one.roles.cue[0] if one.roles.cue else (_outer(one)[0], _outer(one)[0] + 1)


def _anchor(one: Proposal) -> int:
    return _cue_of(one)[0]
