"""The statements invented for triage, as `statements.toml` sorts them, and how many of them are judged right."""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from claims.models import SourceEntry
from claims.settings import house_folder
from claims.triage import Suggestion, suggest
from claims.vocabularies import Reason, SourceType, Verifiability

PUBLISHED = "2025-06-01"
BANDS = ((0.0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.0))
"""Scores that are looked at together."""


class Case(NamedTuple):
    """One statement, and what a fact-checker would say of it."""

    text: str
    status: Verifiability
    reason: Reason
    source: SourceType | None


def cases(name: str = "statements") -> list[Case]:
    """Return the statements of a file."""
    written = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    found = []
    for status, reasons in written.items():
        for reason, statements in reasons.items():
            for one in statements:
                text, source = (one, None) if isinstance(one, str) else (one["text"], SourceType(one["source"]))
                found.append(Case(text, Verifiability(status), Reason(reason), source))
    return found


def suggested(case: Case, language: str = "en") -> Suggestion:
    """Return what is suggested for a statement."""
    sources = [SourceEntry(source_type=case.source, source_text="somebody")] if case.source else []
    return suggest(case.text, sources=sources, published=PUBLISHED, language=language)


def shares(judged: Sequence[tuple[Case, Suggestion]]) -> tuple[float, float]:
    """Return the share of statements with the right status, and that of those with the right reason too."""
    right = [(one.status is case.status, one.reason is case.reason) for case, one in judged]
    return sum(status for status, _ in right) / len(right), sum(reason for _, reason in right) / len(right)


class Recorded(NamedTuple):
    """A claim of the sample's article, how it was assessed, and what is suggested."""

    statement: str
    status: str
    reason: str
    found: Suggestion


def sample() -> list[Recorded]:
    """Return the claims of the sample's article."""
    lines = (house_folder() / "sample" / "1-al-fassel.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for claim in (row for row in map(json.loads, lines) if row["record"] == "claim"):
        sources = [SourceEntry(source_type=SourceType(one["source_type"])) for one in claim.get("attributions", [])]
        one = suggest(claim["statement"], sources=sources, claim_date=claim.get("claim_date"), published="2026-02")
        found.append(Recorded(claim["statement"], claim["assessments"][-1]["status"], claim["assessments"][-1]["reason"], one))
    return found


class Scored(NamedTuple):
    """The score of a suggested status, and whether it was right."""

    score: float
    is_right: bool


class Band(NamedTuple):
    """The suggestions of one band of scores."""

    number: int
    right: float
    """The share that was right; 0 where there are none."""


def banded(scored: Sequence[Scored]) -> list[Band]:
    """Return how many suggestions of each of the BANDS were right."""
    found = []
    for first, end in BANDS:
        right = [one.is_right for one in scored if first <= one.score < end]
        found.append(Band(len(right), sum(right) / max(1, len(right))))
    return found
