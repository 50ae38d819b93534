"""From a stored document to drafts that wait for a person: nothing is drafted twice, and what was rejected stays rejected."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.dates import now
from claims.errors import ClaimsError
from claims.extractors import DEFAULT_ENGINE, Draft, extract, extractor_name
from claims.extractors.drafts import source_key
from claims.extractors.languages.guessing import guess_language
from claims.identifiers import candidate_id
from claims.models import Candidate
from claims.store.candidates import (
    StoredText,
    candidates_of,
    claimed_spans,
    rejected_in_other_versions,
    resolve_document,
    save_candidates,
    stored_text,
)
from claims.store.connection import Store, writing
from claims.store.read import Fields
from claims.vocabularies import CandidateState, Quotation

SAME = 0.5
"""Two spans are the same content if what they share is at least this part of both together."""
_BLOCK = 512
_UNKNOWN = "und"


@dataclass(frozen=True)
class Drafted:
    """What became of the drafts of one document."""

    document_id: str
    extractor: str
    new: list[str] = field(default_factory=list)
    """Ids of the candidates that wait now and did not before."""
    known: int = 0
    """How many were drafted already, and wait or were accepted."""
    rejected_before: int = 0
    claimed: int = 0
    """How many stand in a claim that a person has recorded in this document."""


def draft_claims(store: Store, document: str, *, engine: str = DEFAULT_ENGINE, by: str) -> Drafted:
    """Draft the claims of a document, given by its id or the first characters of it, and let them wait for a person.

    Raises NotRecorded, or ClaimsError where no text of it is stored.
    """
    found = text_to_draft_from(store, resolve_document(store.connection, document))
    text = found.text or ""
    language = guess_language(text) if found.language == _UNKNOWN else found.language
    drafts = extract(text, title=found.title, language=language, engine=engine, outlet=found.outlet)
    return save_drafts(store, found.document_id, drafts, extractor=extractor_name(engine), by=by)


def save_drafts(store: Store, document_id: str, drafts: Sequence[Draft], *, extractor: str, by: str) -> Drafted:
    """Let the drafts of a document wait, but for those that are known, rejected or claimed already. Raises NotRecorded.

    A draft is known or rejected by its span: the same content drafted with other edges, by another version, is the same. One that is
    attributed is never taken for one in the outlet's own voice. What was rejected in another version of the same page stays rejected
    in this one where quote and source read the same.
    """
    at = now()
    with writing(store, by) as connection:
        stored_text(connection, document_id)
        before = _Before(
            candidates_of(connection, document_id),
            rejected_in_other_versions(connection, document_id),
            claimed_spans(connection, document_id),
        )
        fates = [(draft, before.fate_of(draft)) for draft in drafts]
        wanted = {one.id: one for draft, fate in fates if fate == "new" for one in [_candidate(document_id, draft, extractor, at)]}
        saved = save_candidates(store, list(wanted.values()), by=by)
    counts = {fate: sum(found == fate for _, found in fates) for fate in ("known", "rejected_before", "claimed")}
    new = [name for name, is_new in zip(wanted, saved, strict=True) if is_new]
    return Drafted(document_id, extractor, new, **counts)


def text_to_draft_from(store: Store, document_id: str) -> StoredText:
    """Return a document with its text. Raises NotRecorded, or ClaimsError where no text is stored."""
    found = stored_text(store.connection, document_id)
    if found.text is None:
        raise ClaimsError(
            f"No text of document '{document_id}' is stored, and drafts are anchored in it: "
            "import the page or its text (`claims import-article`, `claims add-document --text-file`), then draft from that version."
        )
    return found


def _candidate(document_id: str, draft: Draft, extractor: str, at: str) -> Candidate:
    fields = {
        "id": candidate_id(document_id, draft.start, draft.end, str(draft.entry.get("quotation")), *source_key(draft.entry)),
        "document_id": document_id,
        "extractor": extractor,
        "draft": draft.entry,
        "start_char": draft.start,
        "end_char": draft.end,
        "score": draft.score,
        "because": draft.because,
        "created_at": at,
        "spans": draft.spans or None,
    }
    return Candidate.model_validate_json(json.dumps(fields))


class _Before:
    """What is there already: found by place, in time that does not grow with the length of the document."""

    def __init__(self, candidates: Iterable[Fields], rejected_elsewhere: Iterable[Fields], claimed: Iterable[tuple[int, int]]) -> None:
        self._blocks: dict[int, list[tuple[int, int, str, bool | None]]] = defaultdict(list)
        for one in candidates:
            if "start_char" in one and "undone" not in one.get("decision", {}):
                self._put(one["start_char"], one["end_char"], _fate(one), is_own=_is_own(one["draft"]))
        for start, end in claimed:
            self._put(start, end, "claimed", is_own=None)
        self._elsewhere = {_words(one["draft"]) for one in rejected_elsewhere if not _was_recut(one) and one["draft"].get("quote")}

    def _put(self, start: int, end: int, fate: str, *, is_own: bool | None) -> None:
        for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
            self._blocks[block].append((start, end, fate, is_own))

    def fate_of(self, draft: Draft) -> str:
        """Return what a draft is: new, known, rejected_before or claimed."""
        near = {
            found: _likeness(found, draft)
            for block in range(draft.start // _BLOCK, (draft.end - 1) // _BLOCK + 1)
            for found in self._blocks.get(block, ())
        }
        alike = sorted(((share, found[2]) for found, share in near.items() if share >= SAME), reverse=True)
        if alike:
            return alike[0][1]
        return "rejected_before" if _words(draft.entry) in self._elsewhere else "new"


def _likeness(found: tuple[int, int, str, bool | None], draft: Draft) -> float:
    """Return how much of two spans is shared; of a claim's span, which may be the gist of a longer content, it is that of the shorter."""
    start, end, _, is_own = found
    shared = min(end, draft.end) - max(start, draft.start)
    if is_own is None:
        return shared / min(end - start, draft.end - draft.start)
    return shared / (max(end, draft.end) - min(start, draft.start)) if is_own == _is_own(draft.entry) else 0.0


def _fate(candidate: Fields) -> str:
    return "rejected_before" if candidate["state"] == CandidateState.REJECTED and not _was_recut(candidate) else "known"


def _was_recut(candidate: Fields) -> bool:
    """Tell whether a candidate was split or merged, or came of that and was taken back: no judgement on what it says."""
    return not {"split", "merged_into", "undone"}.isdisjoint(candidate.get("decision", {}))


def _is_own(entry: dict[str, object]) -> bool:
    return entry.get("quotation") == Quotation.OWN_VOICE


def _words(entry: dict[str, object]) -> tuple[str, ...]:
    """Return what makes drafts in two versions of a page the same: the words of the quote, and those of the source."""
    return (" ".join(str(entry.get("quote") or "").split()), *source_key(entry))
