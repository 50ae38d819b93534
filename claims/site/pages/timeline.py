"""What happened to a claim, newest first: judged, linked, changed, recorded; by whom, and what stood there before."""

import json
from dataclasses import dataclass
from typing import Any

from claims.site.display import term

Row = dict[str, Any]
Answers = dict[str, list[Row]]

FIELD_LABELS = {
    "document_id": "Document",
    "statement": "Statement",
    "quote": "Quote",
    "prefix": "Words before the quote",
    "suffix": "Words after the quote",
    "start_char": "Quote begins at",
    "end_char": "Quote ends at",
    "quotation": "Quotation",
    "location": "Place in the document",
    "language": "Language",
    "claim_date": "Date it is about",
    "claim_date_inferred": "Date inferred",
    "canonical_id": "Repeats the claim",
    "created_by": "Recorded by",
    "created_at": "Recorded at",
    "source_type": "Source type",
    "entity_id": "Named source",
    "affiliation_id": "Affiliation",
    "source_text": "Source as printed",
    "role_text": "Role as printed",
    "cue": "Cue",
    "stance": "Stance",
    "medium": "Medium",
    "platform_id": "Platform",
    "said_date": "Said on",
    "origin_document_id": "Original",
    "anonymity_reason": "Reason for anonymity",
    "confirmation": "Confirmation",
    "reliability": "Reliability",
    "is_primary": "First-hand",
    "note": "Note",
}
"""Fields whose change people are shown, with their labels, in this order."""

_FLAGS = frozenset({"claim_date_inferred", "is_primary"})
_VOCABULARIES = frozenset({"quotation", "location", "source_type", "stance", "medium", "confirmation", "reliability"})
_CHANGED = {"claims": "The claim", "attributions": "A source", "evidence": "Evidence"}


@dataclass(frozen=True)
class Change:
    """A field before and after; both in words, empty where nothing stood there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

    at: str
    who: str
    """Empty where it was done around the program."""
    kind: str
    """assessment, evidence, review, link, change or recorded."""
    row: Row
    changes: tuple[Change, ...] = ()
    title: str = ""


def timeline(answers: Answers) -> list[Event]:
    """List the events that the questions of the page of one claim were answered with, newest first."""
    (claim,) = answers["claim"]
    events = [
        *(Event(row["decided_at"], row["decided_by"], "link", row) for row in answers["links"]),
        *_earlier_links(answers),
        *(Event(row["reviewed_at"], row["reviewer"], "review", row) for row in answers["reviews"]),
        *(Event(row["assessed_at"], row["assessor"], "assessment", row) for row in answers["assessments"]),
        *(Event(row["added_at"], row["added_by"], "evidence", row) for row in answers["evidence"]),
        *_changes(answers),
        Event(claim["created_at"], claim["created_by"], "recorded", claim),
    ]
    # What happened in the same second stays in the order above: a review rests on the assessment and the evidence below it.
    return sorted(events, key=lambda event: event.at[:19], reverse=True)


def _earlier_links(answers: Answers) -> list[Event]:
    """List what had been decided about links before their last decision."""
    ends = {(row["from_id"], row["to_id"], row["relation"]): row for row in answers["links"]}
    events = []
    for row in answers["earlier_links"]:
        old = json.loads(row["old"])
        if now := ends.get((old["from_id"], old["to_id"], old["relation"])):
            events.append(Event(old["decided_at"], old["decided_by"], "link", {**now, **old}))
    return events


def _changes(answers: Answers) -> list[Event]:
    """List what stood there before each change; they come newest first, so that each is told apart from what followed it."""
    after: dict[tuple[str, Any], Row] = {("claims", row["id"]): row for row in answers["claim"]}
    after |= {("attributions", row["id"]): row for row in answers["chain"]}
    after |= {("evidence", row["id"]): row for row in answers["evidence"]}
    events = []
    for row in answers["changes"]:
        old = json.loads(row["old"])
        key = (row["table_name"], old["id"])
        changes = differences(old, {} if row["op"] == "delete" else after.get(key, {}))
        after[key] = old
        if changes:
            what = "was removed" if row["op"] == "delete" else "was changed"
            events.append(Event(row["at"], row["actor"] or "", "change", row, changes, f"{_CHANGED[row['table_name']]} {what}"))
    return events


def differences(before: Row, after: Row) -> tuple[Change, ...]:
    """List the fields of a row that differ from what stood there before, in words."""
    return tuple(
        Change(label, _shown(name, before.get(name)), _shown(name, after.get(name)))
        for name, label in FIELD_LABELS.items()
        if name in before and before[name] != after.get(name)
    )


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _FLAGS:
        return "yes" if value else "no"
    return term(name, value).label if name in _VOCABULARIES else str(value)
