"""Records and entries that every rule lets through, so that a test says only what it changes.

Each `make_...` returns plain fields, as JSON holds them; keywords replace fields, and `LEFT_OUT` removes one. All is invented.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from claims.composing import Lookup
from claims.errors import InvalidInput, NotRecorded
from claims.identifiers import claim_id, content_sha256, document_id, slug
from claims.models import ClaimEntry, DocumentEntry, parse_record
from claims.vocabularies import EntityKind

Fields = dict[str, Any]

LEFT_OUT = object()
"""Given for a field, removes it."""

TIME = "2024-02-12T09:30:00Z"
TEXT = (
    "“We opened twelve schools in January,” said Layla Hassan, the spokesperson of the Ministry of Schools. "
    "Two officials told Radio Dune that the roofs leak."
)
QUOTE = "We opened twelve schools in January,"
START = TEXT.index(QUOTE)
END = START + len(QUOTE)
STATEMENT = "The Ministry of Schools opened twelve schools in January 2024."
URL = "https://daily.example/schools"
DOCUMENT_ID = document_id(URL, content_sha256(TEXT))
CLAIM_ID = claim_id(DOCUMENT_ID, START, END, STATEMENT)


def make_entity(**changes: object) -> Fields:
    """Return a person."""
    return _changed({"record": "entity", "id": "layla-hassan", "kind": "person", "name": "Layla Hassan"}, changes)


def make_entity_link(**changes: object) -> Fields:
    """Return the suggestion that two names mean one person."""
    link = {
        "record": "entity_link",
        "from_id": "layla-hasan",
        "to_id": "layla-hassan",
        "judgement": "suggested",
        "score": 0.93,
        "because": "They differ in one letter.",
        "decided_by": "names 1",
        "decided_at": TIME,
    }
    return _changed(link, changes)


def make_role(**changes: object) -> Fields:
    """Return the role of a person in an organisation."""
    role = {"record": "role", "entity_id": "layla-hassan", "title": "spokesperson", "organisation_id": "ministry-of-schools"}
    return _changed(role, changes)


def make_tag(**changes: object) -> Fields:
    """Return a topic."""
    return _changed({"record": "tag", "id": "schools", "kind": "topic", "name": "Schools"}, changes)


def make_document(**changes: object) -> Fields:
    """Return a captured article with its text."""
    document = {
        "record": "document",
        "id": DOCUMENT_ID,
        "kind": "article",
        "url": URL,
        "outlet_id": "daily-example",
        "title": "Twelve schools opened",
        "language": "en",
        "published_at": "2024-02-05",
        "accessed_at": TIME,
        "content_sha256": content_sha256(TEXT),
        "text": TEXT,
    }
    return _changed(document, changes)


def make_attribution(**changes: object) -> Fields:
    """Return a named speaker, as a claim records it."""
    return _changed({"source_type": "named_person", "entity_id": "layla-hassan", "source_text": "Layla Hassan", "cue": "said"}, changes)


def make_assessment(**changes: object) -> Fields:
    """Return the assessment that a claim is verifiable."""
    assessment = {
        "status": "verifiable",
        "reason": "public_record",
        "rationale": "The ministry publishes a register of schools.",
        "assessor": "mona",
        "assessed_at": TIME,
    }
    return _changed(assessment, changes)


def make_evidence(**changes: object) -> Fields:
    """Return a document that supports a claim."""
    evidence = {
        "document_id": "d-register",
        "stance": "supports",
        "is_primary": True,
        "note": "The register lists them.",
        "added_by": "mona",
        "added_at": TIME,
    }
    return _changed(evidence, changes)


def make_claim(**changes: object) -> Fields:
    """Return a claim quoted directly from a named person."""
    claim = {
        "record": "claim",
        "id": CLAIM_ID,
        "document_id": DOCUMENT_ID,
        "statement": STATEMENT,
        "quote": QUOTE,
        "prefix": "“",
        "suffix": "” said Layla Hassan, the spokesp",
        "start_char": START,
        "end_char": END,
        "quotation": "direct",
        "language": "en",
        "created_by": "mona",
        "created_at": TIME,
        "attributions": [make_attribution()],
    }
    return _changed(claim, changes)


def make_own_voice_claim(**changes: object) -> Fields:
    """Return a claim that the outlet makes itself."""
    return make_claim(**{"quotation": "own_voice", "attributions": LEFT_OUT, **changes})


def make_link(**changes: object) -> Fields:
    """Return the suggestion that two claims say the same."""
    link = {
        "record": "link",
        "from_id": "c1",
        "to_id": "c2",
        "relation": "same_as",
        "judgement": "suggested",
        "decided_by": "mona",
        "decided_at": TIME,
    }
    return _changed(link, changes)


def make_suggested_assessment(**changes: object) -> Fields:
    """Return what a program says of whether a claim can be checked."""
    suggestion = {
        "record": "suggested_assessment",
        "claim_id": CLAIM_ID,
        "status": "verifiable",
        "reason": "public_record",
        "score": 0.81,
        "worth": 0.4,
        "grounds": [{"start": 24, "end": 30, "why": "says what was done"}],
        "program": "triage 1",
        "suggested_at": TIME,
    }
    return _changed(suggestion, changes)


def make_review(**changes: object) -> Fields:
    """Return the draft of a verdict of ours."""
    review = {
        "record": "review",
        "claim_id": CLAIM_ID,
        "verdict": "true",
        "summary": "The register of schools lists all twelve.",
        "publisher_id": "fact-desk",
        "state": "draft",
        "reviewer": "mona",
        "reviewed_at": TIME,
    }
    return _changed(review, changes)


def make_candidate(**changes: object) -> Fields:
    """Return a draft that waits for a person."""
    candidate = {
        "record": "candidate",
        "id": "k1",
        "document_id": DOCUMENT_ID,
        "extractor": "quotes 1",
        "draft": {"statement": STATEMENT},
        "created_at": TIME,
    }
    return _changed(candidate, changes)


_MAKERS = {
    "entity": make_entity,
    "entity_link": make_entity_link,
    "role": make_role,
    "tag": make_tag,
    "document": make_document,
    "claim": make_claim,
    "suggested_assessment": make_suggested_assessment,
    "link": make_link,
    "review": make_review,
    "candidate": make_candidate,
}


def make_record(kind: str = "claim", **changes: object) -> Fields:
    """Return a record of a kind; a claim if none is named."""
    return _MAKERS[kind](**changes)


def make_document_entry(**changes: object) -> Fields:
    """Return a document as a person types it."""
    document = {"title": "Twelve schools opened", "outlet": "Daily Example", "url": URL, "language": "en", "text": TEXT}
    return _changed(document, changes)


def make_source(**changes: object) -> Fields:
    """Return a named speaker as a person types it."""
    return _changed({"speaker": "Layla Hassan"}, changes)


def make_entry(**changes: object) -> Fields:
    """Return a claim as a person types it: quoted from a named speaker in a document with its text."""
    entry = {"document": make_document_entry(), "statement": STATEMENT, "quote": QUOTE, "attributions": [make_source()]}
    return _changed(entry, changes)


def make_entry_assessment(**changes: object) -> Fields:
    """Return a first assessment as a person types it."""
    return _changed({"reason": "public_record", "rationale": "The ministry publishes a register of schools."}, changes)


def _changed(fields: Fields, changes: Mapping[str, object]) -> Fields:
    return {name: value for name, value in (fields | dict(changes)).items() if value is not LEFT_OUT}


def as_line(fields: object) -> bytes:
    """Return JSON as one line of a file, without its line end."""
    return json.dumps(fields, ensure_ascii=False).encode()


def read_record(fields: Fields) -> Any:
    """Return fields as their model. `Any`, since a test knows which."""
    return parse_record(as_line(fields))


def read_entry(fields: Fields) -> ClaimEntry:
    """Return the fields of an entry as their model."""
    entry = read_record(fields)
    assert isinstance(entry, ClaimEntry)
    return entry


def refusals(line: Fields | bytes) -> list[str]:
    """Return the sentences with which a record, an entry or a line is refused, as a person reads them."""
    with pytest.raises(InvalidInput) as refused:
        parse_record(line if isinstance(line, bytes) else as_line(line))
    return [str(fault) for fault in refused.value.faults]


def refusal(check: Callable[[str], str], text: str) -> str:
    """Return the sentence with which a check refuses a text; empty where the text is returned as given."""
    try:
        assert check(text) == text
    except ValueError as error:
        return str(error)
    return ""


def exactly(message: str) -> str:
    """Return the pattern that this message alone fits."""
    return f"^{re.escape(message)}$"


class Archive(Lookup):
    """What is recorded already, without a database: every name gets its slug as id."""

    def __init__(self, **texts: str | None) -> None:
        self.texts = texts
        self.versions: dict[str, str] = {}
        self.kinds: dict[str, EntityKind] = {}

    def entity(self, name: str, kind: EntityKind) -> str:
        """Return the slug of a name, and remember its kind."""
        self.kinds[slug(name)] = kind
        return slug(name)

    def newest_version(self, document: DocumentEntry) -> str | None:
        """Return the id of the recorded version of a page."""
        return self.versions.get(document.url or "")

    def document_language(self, document_id: str) -> str:
        """Return Arabic for every recorded document."""
        if document_id not in self.texts:
            raise NotRecorded("document", document_id)
        return "ar"

    def text(self, document_id: str) -> str | None:
        """Return the text of a recorded document."""
        return self.texts.get(document_id)
