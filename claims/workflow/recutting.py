"""Cutting a draft in two, or joining two into one, and taking that back. The machine's drafts stay as they were.

A draft that was cut or joined is no claim as it stands, so it is rejected, and its decision says into which drafts it went. Those are
new candidates, made by a person and not by a program. Taken back, they are closed for good, and the machine's drafts wait again.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claims.dates import now
from claims.errors import ClaimsError
from claims.extractors.drafts import source_key, wording
from claims.extractors.findings import Span
from claims.extractors.placing import quote_span
from claims.extractors.statements import LONGEST
from claims.identifiers import candidate_id
from claims.models import Candidate
from claims.store.candidates import PERSON, StoredText, merged_into, save_candidates, stored_text
from claims.store.connection import Connection, Store, writing
from claims.store.decide import recorded_candidate, reopen_candidate, save_decision, waiting_candidate
from claims.store.read import Fields
from claims.vocabularies import CandidateState, Quotation

_SENTENCE_END = re.compile(r"[.!?…]\W*\s")
_SHORTEST = 2


class Recut(NamedTuple):
    """The drafts that went, and those that came of them."""

    gone: tuple[str, ...]
    made: tuple[str, ...]


def content_of(candidate: Fields) -> list[Span]:
    """Return where the content of a draft stands, in pieces; empty where the draft does not say."""
    pieces = candidate.get("spans", {}).get("content")
    if pieces:
        return [Span(*piece) for piece in pieces]
    place = candidate if "start_char" in candidate else candidate["draft"]
    start, end = place.get("start_char"), place.get("end_char")
    return [Span(start, end)] if isinstance(start, int) and isinstance(end, int) and 0 <= start < end else []


def split_candidate(store: Store, candidate: str, at: int, *, by: str) -> Recut:
    """Make two drafts of one, of which the second begins at a place in the text of the document, in code points.

    Both keep the sources. Raises ClaimsError where the place is not inside the content, ChangedMeanwhile where somebody has decided.
    """
    with writing(store, by) as connection:
        found = waiting_candidate(connection, candidate)
        document = _text_of(connection, found)
        first, second = _cut(document.text or "", content_of(found), at)
        if not all(_is_worded(document.text or "", part) for part in (first, second)):
            raise ClaimsError("A draft is split inside its words, so that some stand on either side: choose another place.")
        parts = [
            _made(found, document, part, _quotation(found), f"Split from {candidate} by {by}.", by=by, spans=found.get("spans", {}))
            for part in (first, second)
        ]
        made = _put(store, parts, by=by)
        decision: Fields = {"reason": "It holds two claims: it was split.", "split": list(made)}
        save_decision(connection, candidate, CandidateState.REJECTED, decision=decision, claim_id=None, by=by, at=now())
    return Recut((candidate,), made)


def merge_candidates(store: Store, first: str, second: str, *, by: str) -> Recut:
    """Make one draft of two of the same document and the same source. The sources of the first are kept.

    Raises ClaimsError where they do not go together, ChangedMeanwhile where somebody has decided.
    """
    with writing(store, by) as connection:
        found = [waiting_candidate(connection, name) for name in (first, second)]
        found.sort(key=content_of)
        _refuse_strangers(*found)
        document = _text_of(connection, found[0])
        content = _joined([piece for one in found for piece in content_of(one)])
        quotations = {_quotation(one) for one in found}
        quotation = quotations.pop() if len(quotations) == 1 else Quotation.MIXED
        both = f"Merged from {found[0]['id']} and {found[1]['id']} by {by}."
        statement = _said_together(document.text or "", found)
        whole = _made(found[0], document, content, quotation, both, by=by, spans=_all_spans(found), statement=statement)
        made = _put(store, [whole], by=by)
        decision: Fields = {"reason": "It is part of a claim: it was merged with another.", "merged_into": made[0]}
        for one in found:
            save_decision(connection, one["id"], CandidateState.REJECTED, decision=decision, claim_id=None, by=by, at=now())
    return Recut((found[0]["id"], found[1]["id"]), made)


def take_back_recut(store: Store, candidate: Fields, *, by: str) -> Recut:
    """Let drafts that were split or merged wait again, and close those that came of them.

    Raises ClaimsError where one of those has been decided about since.
    """
    decision = candidate["decision"]
    with writing(store, by) as connection:
        if "split" in decision:
            gone, made = [candidate["id"]], list(decision["split"])
        else:
            made = [decision["merged_into"]]
            gone = merged_into(connection, candidate["document_id"], made[0])
        for name in made:
            if recorded_candidate(connection, name)["state"] != CandidateState.PENDING:
                raise ClaimsError(f"Candidate '{name}', which came of this, has been decided about since: undo that first.")
        for name in made:
            closed: Fields = {"reason": "What it came of was undone.", "undone": candidate["id"]}
            save_decision(connection, name, CandidateState.REJECTED, decision=closed, claim_id=None, by=by, at=now())
        for name in gone:
            reopen_candidate(connection, name)
    return Recut(tuple(made), tuple(gone))


def _text_of(connection: Connection, candidate: Fields) -> StoredText:
    document = stored_text(connection, candidate["document_id"])
    if document.text is None or not content_of(candidate):
        raise ClaimsError(
            f"Candidate '{candidate['id']}' is not anchored in a stored text, so it cannot be cut or joined: edit it instead."
        )
    return document


def _is_worded(text: str, content: Sequence[Span]) -> bool:
    return sum(char.isalnum() for start, end in content for char in text[start:end]) >= _SHORTEST


def _cut(text: str, content: Sequence[Span], at: int) -> tuple[list[Span], list[Span]]:
    before = [_trimmed(text, Span(start, min(end, at))) for start, end in content if start < at]
    after = [_trimmed(text, Span(max(start, at), end)) for start, end in content if end > at]
    return before, after


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without the blanks at its ends; one of blanks alone stays."""
    piece = text[span.start : span.end]
    if not piece.strip():
        return span
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))


def _joined(content: Sequence[Span]) -> list[Span]:
    """Return pieces in the order of the text, those that overlap as one."""
    joined: list[Span] = []
    for piece in sorted(content):
        if joined and piece.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return joined


def _quotation(candidate: Fields) -> Quotation:
    given = candidate["draft"].get("quotation")
    if given in list(Quotation):
        return Quotation(given)
    return Quotation.INDIRECT if candidate["draft"].get("attributions") else Quotation.OWN_VOICE


def _refuse_strangers(first: Fields, second: Fields) -> None:
    if first["id"] == second["id"]:
        raise ClaimsError("A draft is merged with another one: name two.")
    if first["document_id"] != second["document_id"]:
        raise ClaimsError("Only drafts of the same document are merged.")
    voices = [_quotation(one) is Quotation.OWN_VOICE for one in (first, second)]
    names = [
        source_key({"attributions": [row for row in one["draft"].get("attributions", []) if row.get("speaker")]}) for one in (first, second)
    ]
    if voices[0] != voices[1] or (names[0] and names[1] and names[0] != names[1]):
        raise ClaimsError("These drafts have different sources: mend the source of one first (edit), or decide about each.")


def _said_together(text: str, candidates: Sequence[Fields]) -> str | None:
    """Return what two drafts say, a sentence each, where a sentence ends between them; None where their words run on, or are too long."""
    first, second = (content_of(one) for one in candidates)
    if not _SENTENCE_END.search(text, first[-1].end - 1, second[0].start):
        return None
    said = [str(one["draft"].get("statement") or "").strip() for one in candidates]
    together = " ".join(one if one.endswith((".", "!", "…")) else f"{one}." for one in said if one)
    return together if len(together) <= LONGEST else None


def _all_spans(candidates: Sequence[Fields]) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for one in candidates:
        for name, pieces in one.get("spans", {}).items():
            found[name] = sorted({tuple(piece) for piece in (*found.get(name, ()), *pieces)})  # type: ignore[misc]
    return found


def _made(
    origin: Fields,
    document: StoredText,
    content: Sequence[Span],
    quotation: Quotation,
    because: str,
    *,
    by: str,
    spans: Mapping[str, object],
    statement: str | None = None,
) -> Candidate:
    """Return a draft of a person, with everything but its words taken from the draft that it came of."""
    text = document.text or ""
    whole = _whole_quotation(origin, quotation, content)
    span = quote_span(text, whole, quotation) or Span(content[0].start, content[-1].end)
    worded = wording(text, content, span, quotation, document.language)
    entry = {**{name: value for name, value in origin["draft"].items() if name not in ("prefix", "suffix")}, **worded.entry}
    entry |= {"statement": statement} if statement else {}
    start, end = content[0].start, content[-1].end
    fields = {
        "id": candidate_id(document.document_id, start, end, "recut", because, json.dumps(entry, sort_keys=True)),
        "document_id": document.document_id,
        "extractor": f"{PERSON}{by}",
        "draft": entry,
        "start_char": start,
        "end_char": end,
        "because": " ".join(part for part in (because, worded.remark) if part),
        "created_at": now(),
        "spans": {**spans, "content": content},
    }
    return Candidate.model_validate_json(json.dumps(fields))


def _whole_quotation(origin: Fields, quotation: Quotation, content: Sequence[Span]) -> Sequence[Span]:
    """Return what is quoted: of a direct quotation that was cut the whole, since its marks stand around all of it."""
    if quotation is not Quotation.DIRECT:
        return content
    both = [*content, *content_of(origin)]
    return [Span(min(start for start, _ in both), max(end for _, end in both))]


def _put(store: Store, made: list[Candidate], *, by: str) -> tuple[str, ...]:
    """Record drafts of a person; those that the same cut made before, and that were closed when it was undone, wait again."""
    with writing(store, by) as connection:
        for one in made:
            if connection.execute("select 1 from candidates where id = ?", (one.id,)).fetchone():
                reopen_candidate(connection, one.id)
            else:
                save_candidates(store, [one], by=by)
    return tuple(one.id for one in made)
