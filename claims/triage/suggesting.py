"""A statement -> the status of verifiability that its wording suggests, with the reason and the words that led to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, prod
from pathlib import Path
from typing import NamedTuple

from claims.dates import today
from claims.models import SourceEntry
from claims.settings import triage_model_path, triage_rules_path
from claims.triage.facts import Reading, read_statement
from claims.triage.features import Look
from claims.triage.languages import language_of
from claims.triage.model import Model, read_model, shipped_model
from claims.triage.rules import Finding, Ruleset, ruleset
from claims.triage.schemes import GENERAL, GENERAL_SCHEMES, WORTH
from claims.vocabularies import Quotation, Reason, Verifiability

_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_LEAST_WORDS = 3
_SURE_ENOUGH = 0.35
"""Below this score nothing is suggested."""
_MORE_RULES = 0.02
"""What a further rule for the same status adds."""
_MOST = 0.97
_BALANCE = (
    (Verifiability.VERIFIABLE, 0.3, 0.45),
    (Verifiability.NOT_YET, 0.03, 0.0),
    (Verifiability.EVIDENCE_NOT_PUBLIC, 0.05, 0.4),
    (Verifiability.TOO_VAGUE, 0.08, 0.3),
    (Verifiability.NOT_CHECKABLE, 0.2, -0.45),
)
"""How likely each status is where no rule speaks; how far the model's opinion, that the words are factual or not, moves it."""
_USUAL = 0.45
"""The share of factual statements among those that the model learned from, at which its opinion moves nothing."""
_FURTHEST = 2.0
"""So far the model's opinion counts, as the logarithm of odds: rules that speak are not drowned by it."""
_DEFAULT_REASONS = {Verifiability.VERIFIABLE: Reason.PUBLIC_RECORD, Verifiability.NOT_CHECKABLE: Reason.OPINION}
_MOST_CUES = 5
BOTH = (GENERAL_SCHEMES[GENERAL], GENERAL_SCHEMES[WORTH])
"""Is it factual, is it worth checking?"""
MODEL = "model"
"""The rule's name where no rule speaks and the model alone decides."""


@dataclass(frozen=True)
class Cue:
    """Words that led to a suggestion."""

    start: int
    """[start, end) in code points of the text that was given."""
    end: int
    words: str
    why: str
    """What they show, to be read after "it": "says what will happen"."""


_STEPS = ((0.8, "mostly right"), (0.6, "often right"), (0.0, "a hint"))
"""What a score is worth, measured on five corpora (see the model card): it is no probability."""


def sureness(score: float) -> str:
    """Return in words how far a suggestion may be trusted."""
    return next(words for least, words in _STEPS if score >= least)


@dataclass(frozen=True)
class Suggestion:
    """What the wording of a statement suggests; a person decides."""

    status: Verifiability | None
    """None: nothing can be suggested with any confidence."""
    reason: Reason | None
    """Belongs to the status."""
    score: float
    """How sure it is of the status, 0 to 1: a weighing by hand, to be read as `sureness` tells."""
    worth: float
    """How likely a fact-checker would pick it, 0 to 1."""
    factual: float
    """How likely the words are factual at all, 0 to 1."""
    because: tuple[Cue, ...]
    """The words that led to it, in the order of the text."""
    rule: str
    """The name of the rule that decided, or `model`."""
    check_after: str | None = None
    """For not_yet: the date that the text names, EDTF, if it is a full one."""


class Engine(NamedTuple):
    """What judges the statements of one language."""

    rules: Ruleset
    model: Model | None


@cache
def _engine(language: str, own_rules: Path | None, own_model: Path | None) -> Engine:
    return Engine(ruleset(language, own_rules), read_model(own_model) if own_model else shipped_model(language))


def engine_of(language: str) -> Engine:
    """Return what judges the statements of a language. Raises UnreadableFile for rules or a model of one's own that are none."""
    served = language_of(language)
    rules, model = _engine(served, triage_rules_path(), triage_model_path())
    return Engine(rules, model if model and model.language == served else None)


def version(language: str = "en") -> str:
    """Return what tells one version of rules and model from another."""
    rules, model = engine_of(language)
    return f"{model.version if model else 'rules'}-{rules.version}"


def suggest(
    text: str,
    *,
    sources: Sequence[SourceEntry] = (),
    quotation: Quotation | None = None,
    claim_date: str | None = None,
    published: str | None = None,
    language: str = "en",
) -> Suggestion:
    """Suggest whether a statement can be checked. `claim_date` and `published` are EDTF dates; offsets point into the text as given.

    The words are judged, not who says them; the source counts where the statement rests on somebody without a name. Raises
    UnreadableFile for rules or a model of one's own that are none.
    """
    engine, now = engine_of(language), today()
    reading = read_statement(text, engine.rules.lexicon, published or now)
    asserting = next((one for one in sources if not one.hop), None)
    source = asserting.source_type if asserting and quotation is not Quotation.OWN_VOICE else None
    findings = engine.rules.findings(reading, source)
    factual, worth = opinion(engine, text, (reading, findings), now)
    return judged(reading, findings, factual, worth, claim_date=claim_date)


def opinion(engine: Engine, text: str, whole: Look, now: str) -> tuple[float, float]:
    """Return how likely a text is factual and worth checking today: that one of its sentences at least is so."""
    if engine.model is None:
        factual = estimate(whole[1])
        return factual, factual / 2
    factually, worthily = engine.model.probabilities(looks_of(engine, text, whole, now), BOTH)
    return any_of(factually[:, 1].tolist()), any_of(worthily[:, 1].tolist())


def any_of(likely: Sequence[float]) -> float:
    """Return how likely at least one is so, where each is so with its own probability."""
    return 1 - prod(1 - one for one in likely)


def looks_of(engine: Engine, text: str, whole: Look, now: str) -> list[Look]:
    """Return the sentences of a text, each as it is read; the text itself where it is one."""
    parts = sentences_of(text)
    if len(parts) == 1:
        return [whole]
    readings = [read_statement(part, engine.rules.lexicon, now) for part in parts]
    return [(reading, engine.rules.findings(reading)) for reading in readings]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; the text itself where it is one."""
    parts = [part for part in _SENTENCES.split(text) if len(part.split()) >= _LEAST_WORDS]
    return parts if len(parts) > 1 else [text]


def estimate(findings: Sequence[Finding]) -> float:
    """Return how likely a statement is factual as the rules alone see it."""
    against = max((one.rule.weight for one in findings if one.rule.status is Verifiability.NOT_CHECKABLE), default=0.0)
    ahead = max((one.rule.weight for one in findings if one.rule.status is Verifiability.NOT_YET), default=0.0)
    for_it = max((one.rule.weight for one in findings if one.rule.status is Verifiability.VERIFIABLE), default=0.0)
    return min(0.95, max(0.05, 0.4 + 0.5 * for_it - 0.4 * against - 0.2 * ahead))


def judged(reading: Reading, findings: Sequence[Finding], factual: float, worth: float, *, claim_date: str | None = None) -> Suggestion:
    """Weigh the rules that hold and the model's opinion, and return the status that follows; of a text without a word, none."""
    if not any(map(str.isalnum, reading.sentence.text)):
        return Suggestion(None, None, 0.0, 0.0, 0.0, (), MODEL)
    sure = min(max(factual, 1 - _MOST), _MOST)
    leaning = min(_FURTHEST, max(-_FURTHEST, log(sure / (1 - sure)) - log(_USUAL / (1 - _USUAL))))
    odds = []
    for status, silent, slant in _BALANCE:
        strength = _strength(status, findings) or silent
        odds.append(strength / (1 - strength) * exp(slant * leaning))
    most = max(odds)
    status, score = _BALANCE[odds.index(most)][0], most / sum(odds)
    speaking = [one for one in findings if one.rule.status is status]
    if score < _SURE_ENOUGH or not (speaking or status in _DEFAULT_REASONS):
        return Suggestion(None, None, round(score, 4), round(worth, 4), round(factual, 4), (), MODEL)
    decided = max(speaking, key=lambda one: one.rule.weight, default=None)
    reason = decided.rule.reason if decided else _DEFAULT_REASONS[status]
    check_after = None
    if status is Verifiability.NOT_YET:
        check_after = reading.times.last_day if reading.times.future else claim_date
    name = decided.rule.name if decided else MODEL
    cues = _cues(reading, [one for one in speaking if one.rule.reason is reason])
    return Suggestion(status, reason, round(score, 4), round(worth, 4), round(factual, 4), cues, name, check_after)


def _strength(status: Verifiability, findings: Sequence[Finding]) -> float:
    """Return how far the rules for a status decide for it; 0 where none speaks."""
    weights = [one.rule.weight for one in findings if one.rule.status is status]
    return min(_MOST, max(weights) + _MORE_RULES * (len(weights) - 1)) if weights else 0.0


def _cues(reading: Reading, findings: Sequence[Finding]) -> tuple[Cue, ...]:
    """Return the words that rules point at, the heaviest rule first where they lie over one another."""
    text = reading.sentence.text
    spans = reading.sentence.spans(1 + max((last for finding in findings for _, last in finding.places), default=-1))
    taken: list[Cue] = []
    for finding in sorted(findings, key=lambda one: -one.rule.weight):
        for first, last in finding.places:
            start, end = spans[first][0], spans[last][1]
            if all(end <= one.start or start >= one.end for one in taken) and len(taken) < _MOST_CUES:
                taken.append(Cue(start, end, text[start:end], finding.rule.why))
    return tuple(sorted(taken, key=lambda one: one.start))
