"""Many statements at once -> a label of some scheme, a score, and the suggestion with the words that led to it."""

from collections.abc import Sequence
from typing import NamedTuple

from claims.dates import today
from claims.errors import ClaimsError
from claims.triage.facts import read_statement
from claims.triage.features import Look
from claims.triage.model import Model, Scores
from claims.triage.schemes import Scheme, scheme_of
from claims.triage.suggesting import BOTH, Engine, Suggestion, any_of, engine_of, judged, looks_of, opinion
from claims.vocabularies import SourceType

_EVEN = 0.5


class Statement(NamedTuple):
    """A statement to be judged."""

    text: str
    source: SourceType | None = None
    """Who asserts it."""
    published: str = ""
    """EDTF date or UTC time; empty: today."""
    claim_date: str | None = None


class Judged(NamedTuple):
    """A statement with its label."""

    label: str
    score: float
    """How likely what the scheme seeks is: that it is worth checking, or that it can be checked."""
    suggestion: Suggestion


def judge(statements: Sequence[Statement], scheme_name: str, language: str = "en") -> list[Judged]:
    """Judge statements. Raises ClaimsError for a scheme that the model has not learned."""
    engine, scheme = engine_of(language), scheme_of(scheme_name)
    if engine.model is not None and not engine.model.has(scheme):
        raise ClaimsError(f"The model has not learned the scheme {scheme_name}: train one that has, or choose another with --scheme.")
    now = today()
    looks = [_look(engine, one, now) for one in statements]
    if engine.model is None:
        opinions = [opinion(engine, one.text, look, now) for one, look in zip(statements, looks, strict=True)]
        labelled = _general_labels(opinions, scheme)
    else:
        parts = [looks_of(engine, one.text, look, now) for one, look in zip(statements, looks, strict=True)]
        opinions, likely = _read(engine.model, parts, looks, scheme)
        labelled = _general_labels(opinions, scheme) if scheme in BOTH else _labels(engine.model, likely, scheme)
    return [
        Judged(label, round(score, 4), judged(*look, *seen, claim_date=statement.claim_date))
        for statement, look, seen, (label, score) in zip(statements, looks, opinions, labelled, strict=True)
    ]


def _look(engine: Engine, statement: Statement, now: str) -> Look:
    reading = read_statement(statement.text, engine.rules.lexicon, statement.published or now)
    return reading, engine.rules.findings(reading, statement.source)


def _read(model: Model, parts: Sequence[list[Look]], looks: Sequence[Look], scheme: Scheme) -> tuple[list[tuple[float, float]], Scores]:
    """Return how likely each statement is factual and worth checking by its parts, and each label of a scheme by the whole."""
    wholes = [look for look, part in zip(looks, parts, strict=True) if len(part) > 1]
    factual, worth, likely = model.probabilities([*(look for part in parts for look in part), *wholes], (*BOTH, scheme))
    factually, worthily = factual[:, 1].tolist(), worth[:, 1].tolist()
    opinions, places, first, last = [], [], 0, sum(map(len, parts))
    for part in parts:
        end = first + len(part)
        opinions.append((any_of(factually[first:end]), any_of(worthily[first:end])))
        places.append(first if len(part) == 1 else last)
        first, last = end, last + (len(part) > 1)
    return opinions, likely[places]


def _labels(model: Model, likely: Scores, scheme: Scheme) -> list[tuple[str, float]]:
    sought = [number for number, label in enumerate(scheme.labels) if label in scheme.sought]
    return list(zip(model.labels(likely, scheme), likely[:, sought].sum(axis=1).astype(float).tolist(), strict=True))


def _general_labels(opinions: Sequence[tuple[float, float]], scheme: Scheme) -> list[tuple[str, float]]:
    """Return the labels of a scheme as the general heads, or without a model the rules, see it."""
    yes = next(label for label in scheme.labels if label in scheme.sought)
    no = next(label for label in scheme.labels if label not in scheme.sought)
    scores = [worth if scheme.worthy else factual for factual, worth in opinions]
    return [(yes if score > _EVEN else no, score) for score in scores]
