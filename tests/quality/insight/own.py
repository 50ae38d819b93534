"""What can be measured on every machine: sets invented for this project, and the article of the sample."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quality.insight.corpora import MatchingSet
from quality.sets import Row, digest
from triage.statements import cases, shares, suggested

from claims.matching import Likeness, Match, Said, matches
from claims.matching.names import POSSIBLE, SAME, resemblance
from claims.models import SourceEntry
from claims.settings import house_folder
from claims.store.repeats import Collection
from claims.triage import suggest
from claims.vocabularies import SourceType

_TESTS = Path(__file__).resolve().parents[2]
NAMES = _TESTS / "matching" / "names.toml"
STATEMENTS = ("statements", "fresh")
_PUBLISHED = "2026-02"
"""When the sample's article came out, as far as it is known."""


class Suggested(NamedTuple):
    """A recorded claim: how a person assessed it, and what is suggested."""

    statement: str
    status: str
    reason: str
    suggested_status: str
    suggested_reason: str
    rule: str

    @property
    def is_right(self) -> bool:
        """Whether the status is the person's."""
        return self.status == self.suggested_status


def shown_figures(own: MatchingSet) -> dict[str, float]:
    """Return how well what people are shown as likely the same is right, with its contradictions, for a set small enough to look through.

    Precision is that of the questions for which the best match is called likely, recall that of the questions that have an answer;
    "contradictions told" is the share of the questions that contradict a recorded claim and are shown this very contradiction.
    """
    claims = Collection((row["id"], _said(row)) for row in own.claims)
    shown = {row["id"]: matches(_said(row), *claims.find(_said(row))) for row in own.questions}
    called = {key: found[0].key for key, found in shown.items() if found and found[0].likeness is Likeness.LIKELY}
    right = sum(found in own.answers[key] for key, found in called.items())
    contradicting = [row for row in own.questions if "near" in row]
    told = sum(row["kind"] in _told(shown[row["id"]], row["near"]) for row in contradicting)
    return {
        "likely, precision": right / len(called),
        "likely, recall": right / sum(map(bool, own.answers.values())),
        "contradictions told": told / len(contradicting),
    }


def _told(shown: list[Match], near: str) -> set[str]:
    return {difference.kind.value for match in shown if match.key == near for difference in match.differences}


def _said(row: Row) -> Said:
    return Said(row["text"], row.get("title", ""), row.get("speaker", ""), tuple(row.get("before", ())))


def name_figures() -> dict[str, float]:
    """Return how well names are told apart, on invented pairs: what is called the same, and what a person should look at."""
    pairs = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    scores = {label: [resemblance(*pair).score for pair in listed] for label, listed in pairs.items()}
    figures: dict[str, float] = {}
    for title, least, labels in (("same", SAME, ["same"]), ("possible", POSSIBLE, ["same", "possible"])):
        right = sum(score >= least for label in labels for score in scores[label])
        wrong = sum(score >= least for score in scores["other"])
        figures |= {f"{title}, precision": right / (right + wrong), f"{title}, recall": right / sum(len(scores[one]) for one in labels)}
    return figures


def statement_figures() -> dict[str, float]:
    """Return the share of invented statements with the right status, and with the right reason."""
    figures: dict[str, float] = {}
    for name in STATEMENTS:
        status, reason = shares([(case, suggested(case)) for case in cases(name)])
        figures |= {f"{name}, status": status, f"{name}, reason": reason}
    return figures


def sample_article() -> list[Suggested]:
    """Return the claims recorded of the sample's article beside what is suggested for each."""
    return list(_suggested(_sample().read_text(encoding="utf-8").splitlines()))


def _sample() -> Path:
    return house_folder() / "sample" / "1-al-fassel.jsonl"


def _suggested(lines: list[str]) -> Iterator[Suggested]:
    for claim in (row for row in map(json.loads, lines) if row["record"] == "claim"):
        recorded = claim["assessments"][-1]
        sources = [SourceEntry(source_type=SourceType(one["source_type"])) for one in claim.get("attributions", [])]
        found = suggest(claim["statement"], sources=sources, claim_date=claim.get("claim_date"), published=_PUBLISHED)
        suggested_terms = (found.status.value if found.status else "", found.reason.value if found.reason else "")
        yield Suggested(claim["statement"], recorded["status"], recorded["reason"], *suggested_terms, found.rule)


def sample_figures() -> dict[str, float]:
    """Return the share of the sample's claims whose suggested status, and status and reason, are those of a person."""
    found = sample_article()
    reasons = sum(one.is_right and one.reason == one.suggested_reason for one in found)
    return {"status": sum(one.is_right for one in found) / len(found), "reason": reasons / len(found)}


def names_digest() -> str:
    """Return the digest of the pairs of names."""
    return digest(NAMES.read_bytes())


def statements_digest() -> str:
    """Return the digest of the invented statements."""
    return digest(b"".join((_TESTS / "triage" / f"{name}.toml").read_bytes() for name in STATEMENTS))


def sample_digest() -> str:
    """Return the digest of the sample's article."""
    return digest(_sample().read_bytes())
