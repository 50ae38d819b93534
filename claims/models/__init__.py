"""What is recorded, and what it refuses: frozen models, one for each table, and the entry that a person types."""

from claims.models.claims import Assessment, Attribution, Claim, Evidence, Review
from claims.models.documents import Capture, Document
from claims.models.entities import Entity, EntityLink, EntityRole, Tag
from claims.models.entries import ClaimEntry, DocumentEntry, SourceEntry
from claims.models.links import Candidate, ClaimLink
from claims.models.records import Record, parse_record
from claims.models.suggestions import Ground, SuggestedAssessment

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
    "EntityLink",
    "EntityRole",
    "Evidence",
    "Ground",
    "Record",
    "Review",
    "SourceEntry",
    "SuggestedAssessment",
    "Tag",
    "parse_record",
]
