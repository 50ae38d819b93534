"""Which recorded claims are worth comparing: those that share most of what a question's rare words weigh, from lists of who holds which."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.matching.features import Question
from claims.matching.words import forms

Places = NDArray[np.int64]
"""Numbers of recorded claims."""
_LOOKS = 3
_NEAR = 0.6
"""How much a word of the sentences next to it weighs, against one of its own."""
_AROUND = 0.3
_FEW = 20
"""So many are compared however little they share: how far the best lies ahead of others is told by them."""
_SHORT, _BY_LENGTH = 40.0, 0.4
"""Of two claims that share as much, the shorter is better, though not in proportion; chosen by cross-validation."""


@dataclass(frozen=True)
class Plan:
    """What to look up: stems, the rarest first, and what each weighs in each look."""

    stems: tuple[str, ...]
    weights: NDArray[np.float64]
    """Shape (stems, 3): by its own words, with the speaker's name, with the words around it."""


def plan(question: Question, counts: Mapping[str, int], total: int, budget: int) -> Plan:
    """Choose the words to look up, so that all their lists together are no longer than the budget; the rarest word always is."""
    own = question.reading.kinds
    weighed: list[tuple[int, str, tuple[float, float, float]]] = []
    for term in own | question.around | frozenset(question.speaker):
        is_own, is_speaker = float(term in own), float(term in question.speaker)
        around = max(is_own, _NEAR * (term in question.near), _AROUND * (term in question.around))
        for stem in forms(term):
            if count := counts.get(stem, 0):
                weight = np.log1p(total / count)
                weighed.append((count, stem, (weight * is_own, weight * max(is_own, is_speaker), weight * around)))
    weighed.sort(key=lambda one: (one[0] * (1 if one[2][0] else 2), one[1]))
    chosen = list(_within(weighed, budget))
    return Plan(tuple(stem for _, stem, _ in chosen), np.array([weights for *_, weights in chosen]).reshape(-1, _LOOKS))


def _within(
    weighed: Sequence[tuple[int, str, tuple[float, float, float]]], budget: int
) -> list[tuple[int, str, tuple[float, float, float]]]:
    chosen: list[tuple[int, str, tuple[float, float, float]]] = []
    used = 0
    for one in weighed:
        used += one[0]
        if chosen and used > budget:
            break
        chosen.append(one)
    return chosen


@dataclass(frozen=True)
class Look:
    """The best claims by one way of looking, in no order."""

    places: Places
    scores: NDArray[np.float64]
    """How much the words weigh that both hold."""

    def shortest_first(self, lengths: NDArray[np.float64], limit: int, least: float) -> list[int]:
        """Return the best so many when what is shared is measured against the length of the claim's text, in letters.

        Beyond the first few, what has less than `least`, a share, of what the best has is left out.
        """
        shares = self.scores / (lengths + _SHORT) ** _BY_LENGTH
        order = np.argsort(-shares, kind="stable")[:limit]
        near = np.count_nonzero(shares[order] >= least * shares.max(initial=0.0))
        return [int(place) for place in self.places[order[: max(_FEW, near)]]]


def looks(plan: Plan, look_up: Callable[[str], Places], of_speaker: Places, limit: int) -> list[Look]:
    """Return up to `limit` claims by their own words, with the speaker's name, with the words around, and so by the same speaker.

    A look that would see what another has seen is left out.
    """
    lists = [look_up(stem) for stem in plan.stems]
    places = np.concatenate(lists) if lists else np.zeros(0, np.int64)
    if not len(places):
        return []
    lengths = [len(one) for one in lists]
    found: list[Look] = []
    for number in range(_LOOKS):
        if number and (plan.weights[:, number] == plan.weights[:, 0]).all():
            continue
        scores = np.bincount(places, np.repeat(plan.weights[:, number], lengths)).astype(np.float64)
        found.append(_best(np.flatnonzero(scores > 0), scores, limit))
        if number == _LOOKS - 1:
            same = of_speaker[of_speaker < len(scores)]
            found.append(_best(same[scores[same] > 0], scores, limit))
    return found


def _best(places: Places, scores: NDArray[np.float64], limit: int) -> Look:
    if len(places) > limit:
        places = places[np.argpartition(-scores[places], limit - 1)[:limit]]
    return Look(places, scores[places])
