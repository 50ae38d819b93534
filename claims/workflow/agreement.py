"""How far people agree with what a program drafted, for each version of it; and their decisions as data to train the next one on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.extractors.findings import Span
from claims.store.candidates import attributed_claims, decided_documents, drafted_by_programs, stored_text
from claims.store.connection import Store
from claims.store.read import Fields
from claims.vocabularies import CandidateState
from claims.workflow.bands import Band, count, empty_bands
from claims.workflow.waiting import found_spans, nearest

ATTRIBUTED, OWN = "attributed", "own voice"


@dataclass
class Agreement:
    """What people made of the drafts of one version of a program: of those that somebody is quoted with, or of the outlet's own."""

    extractor: str
    voice: str
    """ATTRIBUTED or OWN: each has scores of its own."""
    drafted: int = 0
    waiting: int = 0
    accepted: int = 0
    """As drafted."""
    edited: int = 0
    rejected: int = 0
    split: int = 0
    merged: int = 0
    edited_fields: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Why drafts were rejected."""
    source_right: int = 0
    """How many of the drafts that became claims kept their sources."""
    quotation_right: int = 0
    """How many of the drafts that became claims kept their quotation type."""
    bands: list[Band] = field(default_factory=empty_bands)

    @property
    def decided(self) -> int:
        """How many have been decided about."""
        return self.drafted - self.waiting

    @property
    def precision(self) -> float | None:
        """The share of the decided drafts that became claims, as drafted or edited."""
        return round((self.accepted + self.edited) / self.decided, 3) if self.decided else None


def extraction_report(store: Store) -> list[Agreement]:
    """Return the agreement between drafts and decisions for each version of a program, the one that drafted first first."""
    found: dict[tuple[str, str], Agreement] = {}
    for candidate in drafted_by_programs(store.connection):
        key = (candidate["extractor"], ATTRIBUTED if candidate["draft"].get("attributions") else OWN)
        _count(found.setdefault(key, Agreement(*key)), candidate)
    return list(found.values())


def _count(agreement: Agreement, candidate: Fields) -> None:
    agreement.drafted += 1
    state, decision = candidate["state"], candidate.get("decision", {})
    became_claim = state in (CandidateState.ACCEPTED, CandidateState.EDITED)
    if state == CandidateState.PENDING:
        agreement.waiting += 1
        return
    if became_claim:
        _count_claim(agreement, candidate, decision.get("changed", {}))
    elif "split" in decision:
        agreement.split += 1
    elif "merged_into" in decision:
        agreement.merged += 1
    else:
        agreement.rejected += 1
        agreement.reasons[str(decision.get("reason", ""))] += 1
    if (score := candidate.get("score")) is not None:
        count(agreement.bands, score, is_right=became_claim)


def _count_claim(agreement: Agreement, candidate: Fields, changed: Fields) -> None:
    agreement.accepted += candidate["state"] == CandidateState.ACCEPTED
    agreement.edited += candidate["state"] == CandidateState.EDITED
    agreement.edited_fields.update(list(changed))
    agreement.quotation_right += "quotation" not in changed
    agreement.source_right += "attributions" not in changed


class TrainingText(NamedTuple):
    """A document with everything in it that people attribute to somebody, in the format that the extractor is trained from."""

    doc_id: str
    title: str
    text: str
    attributions: list[Fields]


def training_texts(store: Store) -> Iterator[TrainingText]:
    """Yield the documents in which every draft has been decided, with their claims: from drafts, and those that were added by hand.

    Rejected drafts are what is absent from them. Sentences in the outlet's own voice are no attributions.
    """
    decided, _ = decided_documents(store.connection)
    for document_id in decided:
        document = stored_text(store.connection, document_id)
        text = document.text or ""
        attributions = [_attribution(claim, text) for claim in attributed_claims(store.connection, document_id)]
        yield TrainingText(document_id, document.title, text, attributions)


def undecided_documents(store: Store) -> list[str]:
    """List the documents in which drafts still wait: what was missed in them is not known yet, so they are no training data."""
    return decided_documents(store.connection)[1]


def _attribution(claim: Fields, text: str) -> Fields:
    """Return where content, cue and source of a claim stand: as drafted where no person changed them, else as near as they are found."""
    changed = (claim["decision"] or {}).get("changed", {})
    span = [Span(claim["start_char"], claim["end_char"])]
    drafted = found_spans({"draft": claim["draft"], "spans": claim["spans"], **_place(span)}, text) if claim["draft"] else {}
    content = span if not drafted or "quote" in changed else drafted["content"]
    if drafted and "attributions" not in changed:
        cue, source = drafted["cue"], drafted["source"]
    else:
        cue = [found for found in (nearest(text, claim["cue"] or "", content),) if found]
        source = [found for found in (nearest(text, claim["source_text"] or "", content),) if found]
    return {"source": source, "cue": cue, "content": content, "quotation": claim["quotation"]}


def _place(content: list[Span]) -> dict[str, int]:
    return {"start_char": content[0].start, "end_char": content[-1].end}
