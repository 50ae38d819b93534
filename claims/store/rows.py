"""How a record lies in its tables: one tuple for each row, and back again."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from claims.models import (
    Assessment,
    Attribution,
    Candidate,
    Claim,
    ClaimLink,
    Document,
    Entity,
    EntityLink,
    EntityRole,
    Evidence,
    Ground,
    Record,
    Review,
    SuggestedAssessment,
    Tag,
)

Row = tuple[Any, ...]
"""Values for SQLite: str, int, float, bytes or None, in the order of the table's columns below."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "entities": ("id", "kind", "name", "aliases", "wikidata_id", "domain", "country", "canonical_id", "note"),
    "entity_links": ("from_id", "to_id", "judgement", "score", "because", "decided_by", "decided_at"),
    "entity_roles": ("entity_id", "title", "organisation_id", "start_date", "end_date"),
    "tags": ("id", "kind", "name", "wikidata_id"),
    "documents": (
        "id", "kind", "url", "outlet_id", "title", "byline", "language", "published_at", "published_at_inferred", "accessed_at",
        "content_sha256", "archive_url",
    ),
    "document_texts": ("document_id", "text", "added_at"),
    "captures": (
        "document_id", "requested_url", "final_url", "http_status", "file_name", "media_type", "tool", "captured_by", "captured_at", "page",
    ),
    "claims": (
        "id", "document_id", "statement", "quote", "prefix", "suffix", "start_char", "end_char", "quotation", "location", "language",
        "claim_date", "claim_date_inferred", "canonical_id", "created_by", "created_at",
    ),
    "attributions": (
        "claim_id", "hop", "seq", "source_type", "entity_id", "affiliation_id", "source_text", "role_text", "cue", "stance", "medium",
        "platform_id", "said_date", "origin_document_id", "anonymity_reason", "confirmation", "reliability",
    ),
    "assessments": ("claim_id", "status", "reason", "rationale", "check_after", "credibility", "assessor", "assessed_at"),
    "evidence": ("claim_id", "document_id", "stance", "is_primary", "quote", "note", "added_by", "added_at"),
    "claim_tags": ("claim_id", "tag_id"),
    "suggested_assessments": ("claim_id", "status", "reason", "score", "worth", "grounds", "program", "suggested_at"),
    "claim_links": ("from_id", "to_id", "relation", "judgement", "score", "decided_by", "decided_at"),
    "reviews": ("claim_id", "verdict", "original_rating", "summary", "publisher_id", "url", "state", "reviewer", "reviewed_at"),
    "candidates": (
        "id", "document_id", "extractor", "draft", "start_char", "end_char", "score", "because", "state", "decision", "decided_by",
        "decided_at", "claim_id", "created_at", "spans",
    ),
}  # fmt: skip
"""Columns that people write, table by table, in the order in which a load fills them; triggers write the others."""

KEYS: dict[str, tuple[str, ...]] = {
    "entities": ("id",),
    "entity_links": ("from_id", "to_id"),
    "entity_roles": ("entity_id", "title", "organisation_id", "start_date"),
    "tags": ("id",),
    "documents": ("id",),
    "document_texts": ("document_id",),
    "captures": ("document_id",),
    "claims": ("id",),
    "attributions": ("claim_id", "hop", "seq"),
    "assessments": ("claim_id", "assessor", "assessed_at"),
    "evidence": ("claim_id", "document_id", "stance", "quote"),
    "claim_tags": ("claim_id", "tag_id"),
    "suggested_assessments": ("claim_id", "program", "suggested_at"),
    "claim_links": ("from_id", "to_id", "relation"),
    "reviews": ("claim_id", "publisher_id", "reviewed_at"),
    "candidates": ("id",),
}
"""What makes a row the same row when it comes again."""

TABLE_OF: dict[type[Record], str] = {
    Entity: "entities",
    EntityLink: "entity_links",
    EntityRole: "entity_roles",
    Tag: "tags",
    Document: "documents",
    Claim: "claims",
    SuggestedAssessment: "suggested_assessments",
    ClaimLink: "claim_links",
    Review: "reviews",
    Candidate: "candidates",
}
"""The table that holds the main row of a record."""


def insert_statement(table: str) -> str:
    """Return the statement that inserts one row of a table."""
    columns = COLUMNS[table]
    return f"insert into {table} ({', '.join(columns)}) values ({', '.join('?' * len(columns))})"


_KEY_PLACES = {table: [COLUMNS[table].index(column) for column in key] for table, key in KEYS.items()}
_JSON_COLUMNS = frozenset({"aliases", "draft", "decision", "spans", "grounds"})
_UNSAID_WHEN_EMPTY = frozenset({"aliases", "grounds"})
_UNSAID_WHEN_FALSE = frozenset({"published_at_inferred", "claim_date_inferred"})
_FLAG_COLUMNS = _UNSAID_WHEN_FALSE | {"is_primary"}
_PARTS = ("attributions", "assessments", "evidence")
_PART_VALUES = {part: attrgetter(*COLUMNS[part][1:]) for part in _PARTS}
_CAPTURE_VALUES = attrgetter(*COLUMNS["captures"][1:])
_MAIN_VALUES = {model: attrgetter(*COLUMNS[table]) for model, table in TABLE_OF.items()}
_WITH_JSON = frozenset({Entity, Candidate, SuggestedAssessment})


def main_row(record: Record) -> Row:
    """Return the row that a record has in its own table."""
    kind = type(record)
    values: Row = _MAIN_VALUES[kind](record)
    if kind in _WITH_JSON:
        return tuple(_as_json(value) if isinstance(value, tuple | dict) else value for value in values)
    return values


def part_row(table: str, part: Attribution | Assessment | Evidence, claim_id: str) -> Row:
    """Return a part of a claim as a row of its table."""
    return (claim_id, *_PART_VALUES[table](part))


def dependent_rows(record: Record) -> Iterator[tuple[str, Row]]:
    """Yield the rows of other tables that belong to a record, each with its table."""
    if isinstance(record, Claim):
        for table in _PARTS:
            for part in getattr(record, table):
                yield table, part_row(table, part, record.id)
        for tag in record.tags:
            yield "claim_tags", (record.id, tag)
    elif isinstance(record, Document):
        if record.text is not None:
            yield "document_texts", (record.id, record.text, record.text_added_at)
        if record.capture is not None:
            *values, page = _CAPTURE_VALUES(record.capture)
            yield "captures", (record.id, *values, None if page is None else b64decode(page))


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_fields)


def _fields(part: Ground) -> dict[str, Any]:
    return part.model_dump(mode="json")


def fields_of(table: str, row: Sequence[Any]) -> dict[str, Any]:
    """Return a stored row as the fields of its record, with what is absent or says nothing left out."""
    fields: dict[str, Any] = {}
    for column, value in zip(COLUMNS[table], row, strict=True):
        if value is None or value == "" or (column in _UNSAID_WHEN_FALSE and not value):
            continue
        if column in _JSON_COLUMNS:
            decoded = json.loads(value)
            if decoded or column not in _UNSAID_WHEN_EMPTY:
                fields[column] = decoded
        else:
            fields[column] = bool(value) if column in _FLAG_COLUMNS else b64encode(value).decode() if isinstance(value, bytes) else value
    return fields


def key_of(table: str, row: Row) -> Row:
    """Return the values that make a row the same row."""
    places = _KEY_PLACES[table]
    return (row[0],) if places == [0] else tuple(row[place] for place in places)


def where_key(table: str) -> str:
    """Return the condition that finds a row by its key; a NULL in a key equals another, an absent quote an empty one."""
    return " and ".join(
        f"coalesce({column}, '') = coalesce(?, '')" if column in _OPTIONAL_KEYS else f"{column} = ?" for column in KEYS[table]
    )


_OPTIONAL_KEYS = frozenset({"organisation_id", "start_date", "quote"})


def select_columns(table: str, columns: Iterable[str] | None = None) -> str:
    """Return `select columns from table`."""
    return f"select {', '.join(columns or COLUMNS[table])} from {table}"
