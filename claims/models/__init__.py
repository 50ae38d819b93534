"""What is recorded, and what it refuses: frozen models, one for each table, and the entry that a person types."""

from claims.models.claims import Assessment, Attribution, Claim, Evidence, Review
from claims.models.documents import Capture, Document
from claims.models.entities import Entity, EntityRole, Tag
from claims.models.entries import ClaimEntry, DocumentEntry, SourceEntry
from claims.models.links import Candidate, ClaimLink
from claims.models.records import Record, parse_record

__all__ = [
    "Assessment",
    "Attribution",
    "Candidate",
    "Capture",
    "Claim",
    "ClaimEntry",
    "ClaimLink",
    "Document",
    "DocumentEntry",
    "Entity",
    "EntityRole",
    "Evidence",
    "Record",
    "Review",
    "SourceEntry",
    "Tag",
    "parse_record",
]
