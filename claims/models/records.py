"""One line of the lossless format: any record, told apart by its `record`; a line without one is an entry that a person typed."""

from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from claims.errors import Fault, InvalidInput
from claims.models.claims import Claim, Review
from claims.models.documents import Document
from claims.models.entities import Entity, EntityLink, EntityRole, Tag
from claims.models.entries import ClaimEntry
from claims.models.faults import faults_of
from claims.models.links import Candidate, ClaimLink
from claims.models.suggestions import SuggestedAssessment

Record = Entity | EntityLink | EntityRole | Tag | Document | Claim | SuggestedAssessment | ClaimLink | Review | Candidate
"""Everything that is stored."""

RECORD_KINDS = ("entity", "entity_link", "role", "tag", "document", "claim", "suggested_assessment", "link", "review", "candidate")
"""The order in which records are written and must be read: each refers to earlier ones only."""

_RECORD: TypeAdapter[Record] = TypeAdapter(Annotated[Record, Field(discriminator="record")])
_RECORD_START = b'{"record":'


def parse_record(line: bytes, what: str = "this entry") -> Record | ClaimEntry:
    """Return the record or entry that a line of JSON holds.

    Raises InvalidInput with every fault of the line. `what` names the line in the message.
    """
    try:
        if line.startswith(_RECORD_START):
            return _RECORD.validate_json(line)
        if _names_its_record(line):
            return _RECORD.validate_json(line)
        return ClaimEntry.model_validate_json(line)
    except ValidationError as error:
        raise InvalidInput(what, faults_of(error)) from error
    except ValueError as error:
        raise InvalidInput(what, [Fault("", "", f"is not JSON: {error}")]) from error


def validate_record(fields: dict[str, object]) -> Record:
    """Return recorded fields as their model. Raises pydantic's ValidationError."""
    return _RECORD.validate_json(to_json(fields))


def _names_its_record(line: bytes) -> bool:
    if b'"record"' not in line:
        return False
    found = from_json(line)
    return isinstance(found, dict) and found.get("record", "entry") != "entry"
