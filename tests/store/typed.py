"""Claims and documents as a person types them: what a case does not name is filled in."""

import json
from typing import Any

from claims.models import ClaimEntry, DocumentEntry

STATEMENT = "The bridge is closed to all traffic."
TEXT = 'The bridge was shut in May. "It is not safe," the mayor, Ann Example, told us. It is to open again in June.'


def document_fields(**changes: Any) -> dict[str, Any]:
    """Return the fields of a document with a URL and without a text."""
    return {"title": "Bridge closed", "outlet": "Gazette", "url": "https://gazette.example/typed", "language": "en"} | changes


def claim_fields(statement: str = STATEMENT, *, speaker: str | None = None, **changes: Any) -> dict[str, Any]:
    """Return the fields of a claim in the outlet's own voice, or of a speaker."""
    said = {"attributions": [{"speaker": speaker, "cue": "said"}]} if speaker else {}
    return {"document": document_fields(), "statement": statement, **said} | changes


def typed_document(**changes: Any) -> DocumentEntry:
    """Return such a document."""
    return DocumentEntry.model_validate_json(json.dumps(document_fields(**changes)))


def typed_claim(statement: str = STATEMENT, *, speaker: str | None = None, **changes: Any) -> ClaimEntry:
    """Return such a claim."""
    return ClaimEntry.model_validate_json(json.dumps(claim_fields(statement, speaker=speaker, **changes)))
