"""Which recorded claims say the same, the likeliest first, with a probability, and for those worth showing the reasons."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from claims.matching.differences import differences
from claims.matching.features import COLUMNS, table
from claims.matching.model import Model, shipped_model
from claims.matching.reading import read_text
from claims.matching.reasons import because, shared_terms
from claims.matching.said import Found, Frequencies, Likeness, Match, Said
from claims.matching.words import spans

_LEADING = 20
"""So many of the best are looked at for the best claim that says something else."""
_COPY, _FIRST = 0.99, 1e3
"""A claim in the very words of the question says the same, and stands before all others."""
_TELLING = 6.0
"""However short both are: what they have in common must say something; three rare words allow 0.99, one common word 0.4."""
_CONTRADICTED = 0.5
"""What contradicts a match halves its probability, each."""
_ALIKE = 0.6
"""Claims that share so much of their words say the same: one need not lie ahead of the other."""


def rank(query: Said, found: Sequence[Found], frequencies: Frequencies) -> list[Match]:
    """Return every claim found, the likeliest first: scores alone, no reasons."""
    return [match for match, _ in _ranked(query, found, frequencies)]


def matches(query: Said, found: Sequence[Found], frequencies: Frequencies) -> list[Match]:
    """Return the claims that likely or possibly say the same, the likeliest first, with the reasons.

    Another number, date or name and a denial are told, and make a match less likely: it is never called likely then.
    """
    alike = _judged(query, found, frequencies)
    return sorted((_explained(query, match, one.said) for match, one in alike), key=lambda match: -match.score)


def judged(query: Said, found: Sequence[Found], frequencies: Frequencies) -> list[Match]:
    """Return what `matches` returns, without the reasons and the words that both say: for what is noted and shown to nobody."""
    return sorted((match for match, _ in _judged(query, found, frequencies)), key=lambda match: -match.score)


def noted(query: Said, there: Found, score: float, weights: str = "lexical") -> Match:
    """Return a pair that was compared before, perhaps from the other side: its score of then, the reasons as they show from here."""
    model = shipped_model(weights)
    likely = model.likely_in_conversation if query.before or query.after else model.likely
    told = differences(query.text, there.said.text)
    likeness = Likeness.POSSIBLE if told else _likeness(score, likely, model)
    return _explained(query, Match(there.key, score, likeness, differences=told), there.said)


def version() -> str:
    """Return the version of the weights that are used without sentence vectors."""
    return shipped_model("lexical").version


def model_for(found: Sequence[Found]) -> Model:
    """Return the weights for claims that all have sentence vectors, or for those that have none."""
    return shipped_model("semantic" if found and all(one.nearness for one in found) else "lexical")


def _ranked(query: Said, found: Sequence[Found], frequencies: Frequencies) -> list[tuple[Match, Found]]:
    if not found:
        return []
    model = model_for(found)
    rows = table(query, found, frequencies)
    order = model.order(rows)
    probability = model.probability(rows, order, ahead_of_others(found, order))
    probability = np.minimum(probability, 1 - np.exp(-rows[:, COLUMNS.index("in_common")] / _TELLING))
    is_copy = _copies(query, found)
    order[is_copy] += _FIRST
    probability[is_copy] = np.maximum(probability[is_copy], _COPY)
    ranked: list[tuple[Match, Found]] = []
    highest, likely = 1.0, model.likely_in_conversation if query.before or query.after else model.likely
    for place in np.argsort(-order, kind="stable"):
        highest = min(highest, float(probability[place]))
        ranked.append((Match(found[place].key, highest, _likeness(highest, likely, model)), found[place]))
    return ranked


def _copies(query: Said, found: Sequence[Found]) -> NDArray[np.bool_]:
    """Tell which claims have the very words of the question."""
    asked = read_text(query.text).plain
    return np.array([bool(asked) and read_text(one.said.text).plain == asked for one in found], np.bool_)


def _likeness(score: float, likely: float, model: Model) -> Likeness:
    if score >= likely:
        return Likeness.LIKELY
    return Likeness.POSSIBLE if score >= model.possible else Likeness.UNLIKELY


def ahead_of_others(found: Sequence[Found], order: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each claim lies ahead of the best one that says something else; repeats of one claim do not count as others."""
    leading = np.argsort(-order, kind="stable")[:_LEADING]
    kinds = [read_text(found[place].said.text).kinds for place in leading]
    ahead: NDArray[np.float64] = order - order[leading[0]]
    for number, place in enumerate(leading):
        others = (other for other, terms in zip(leading, kinds, strict=True) if other != place and not _is_alike(kinds[number], terms))
        best = next(others, None)
        ahead[place] = np.inf if best is None else order[place] - order[best]
    return ahead


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * max(1, len(one | other))


def _judged(query: Said, found: Sequence[Found], frequencies: Frequencies) -> list[tuple[Match, Found]]:
    """Return what is likely or possible, with what contradicts it."""
    shown = [(match, one) for match, one in _ranked(query, found, frequencies) if match.likeness is not Likeness.UNLIKELY]
    return [(_contradicted(query, match, one.said), one) for match, one in shown]


def _contradicted(query: Said, match: Match, there: Said) -> Match:
    told = differences(query.text, there.text)
    likeness = Likeness.POSSIBLE if told else match.likeness
    return Match(match.key, match.score * _CONTRADICTED ** len(told), likeness, differences=told)


def _explained(query: Said, match: Match, there: Said) -> Match:
    shared = shared_terms(query, there)
    return replace(match, because=because(query, there), shared=spans(query.text, shared), shared_there=spans(there.text, shared))
