"""What waits for a decision: each draft with the words that it stands in, its content, cue and source told apart."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.extractors.findings import Span
from claims.store.candidates import StoredText, resolve_document, stored_text, waiting_after, waiting_ids
from claims.store.connection import Store
from claims.store.decide import recorded_candidate
from claims.store.read import Fields
from claims.workflow.recutting import content_of

_AROUND = 400
_NEAR = 1_000
"""How far from its content a cue or a source may stand, in code points."""
_PRECEDENCE = ("cue", "source", "content")


class Piece(NamedTuple):
    """A run of words in a passage."""

    text: str
    kind: str
    """content, cue or source; empty for the words around them."""


class Waiting(NamedTuple):
    """A draft as a person decides about it."""

    candidate: Fields
    title: str
    passage: list[Piece]
    """The paragraph, or the paragraphs, that it stands in; empty where no text is stored."""


def waiting_candidates(store: Store, document_id: str | None = None) -> list[str]:
    """List the drafts that wait, of one document or of all, in the order of the text. Raises NotRecorded."""
    return waiting_ids(store.connection, None if document_id is None else resolve_document(store.connection, document_id))


def next_in_document(store: Store, candidate: str) -> str | None:
    """Return the draft of the same document that waits next in the order of the text, if there is one."""
    return waiting_after(store.connection, candidate)


def look_at_candidate(store: Store, candidate: str) -> Waiting:
    """Return a draft with the words it stands in. Raises NotRecorded."""
    found = recorded_candidate(store.connection, candidate)
    document = stored_text(store.connection, found["document_id"])
    return Waiting(found, document.title, passage_of(found, document))


def passage_of(candidate: Fields, document: StoredText) -> list[Piece]:
    """Cut the paragraph that a draft stands in into runs of words, by what they are."""
    text = document.text
    if text is None or not content_of(candidate):
        return []
    found = found_spans(candidate, text)
    edges = [edge for pieces in found.values() for piece in pieces for edge in piece if 0 <= edge <= len(text)]
    if not edges:
        return []
    first, last = min(edges), max(edges)
    start = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    line_end = text.find("\n", last)
    end = min(line_end if line_end >= 0 else len(text), last + _AROUND)
    cuts = sorted({start, end, *edges})
    return [Piece(text[one:other], _kind(found, one)) for one, other in pairwise(cuts) if one >= start and other <= end and one < other]


def _kind(found: Mapping[str, Sequence[Span]], place: int) -> str:
    return next((kind for kind in _PRECEDENCE if any(start <= place < end for start, end in found.get(kind, ()))), "")


def found_spans(candidate: Fields, text: str) -> dict[str, list[Span]]:
    """Return where content, cue and source of a draft stand; those that it does not say are looked for near its content."""
    given = candidate.get("spans")
    if isinstance(given, dict) and given.get("content"):
        return {kind: [Span(*piece) for piece in given.get(kind, ())] for kind in _PRECEDENCE}
    content = content_of(candidate)
    sources = candidate["draft"].get("attributions") or [{}]
    first = sources[0] if isinstance(sources[0], dict) else {}
    return {
        "content": content,
        "cue": _as_list(nearest(text, str(first.get("cue") or ""), content)),
        "source": _as_list(nearest(text, str(first.get("source_text") or first.get("speaker") or ""), content)),
    }


def _as_list(span: Span | None) -> list[Span]:
    return [] if span is None else [span]


def nearest(text: str, words: str, content: Sequence[Span]) -> Span | None:
    """Return the place of some words that is nearest to a content, not inside it where there is another."""
    if not words or not content:
        return None
    first, last = content[0].start, content[-1].end
    from_, to = max(0, first - _NEAR), min(len(text), last + _NEAR)
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    places = [Span(found.start(), found.end()) for found in pattern.finditer(text, from_, to)]

    def distance(place: Span) -> tuple[bool, int]:
        inside = any(start <= place.start and place.end <= end for start, end in content)
        return inside, max(first - place.end, place.start - last, 0)

    return min(places, key=distance, default=None)


def words_begin_at(store: Store, candidate: Fields, words: str) -> int:
    """Return where some words stand in the content of a draft. Raises ValueError unless they stand there once."""
    text = stored_text(store.connection, candidate["document_id"]).text or ""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()))
    places = (
        [found.start() for start, end in content_of(candidate) for found in pattern.finditer(text, start, end)] if words.strip() else []
    )
    if not places:
        raise ValueError("do not stand in the content of this draft: give them as they are printed there")
    if len(places) > 1:
        raise ValueError("stand in the content more than once: give a few more of them")
    return places[0]
