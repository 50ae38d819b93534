"""Rows as somebody writes them past the models: in plain SQL, with what a case does not name filled in.

`WORLD` is a small sound database with rows in every table; `NEW` holds one more row for each table that fits beside it.
"""

import hashlib
from typing import Any

Values = dict[str, Any]

TIME = "2024-02-05T09:30:00Z"
LATER = "2024-02-06T09:30:00Z"
TEXT = (
    'Mayor Ann Example said: "The bridge is closed." Experts fear that it will stay closed, the council added. '
    "The Gazette saw a fence. The Gazette saw a fence, a guard and a dog. 東京 🌉"
)
LINKED = "https://gazette.example/bridge"


def span(quote: str) -> Values:
    """Return a quote of `TEXT` with its first place."""
    start = TEXT.index(quote)
    return {"quote": quote, "start_char": start, "end_char": start + len(quote)}


def sha256(text: str) -> str:
    """Return the sha256 of a text, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


_CLAIM: Values = {"language": "en", "created_by": "tester", "created_at": TIME}
_DOCUMENT: Values = {"kind": "article", "language": "en", "accessed_at": TIME}
_RATIONALE = "The minutes of that day are public."

WORLD: list[tuple[str, Values]] = [
    ("entities", {"id": "gazette", "kind": "outlet", "name": "Gazette", "domain": "gazette.example"}),
    ("entities", {"id": "courier", "kind": "outlet", "name": "Courier", "aliases": '["The Courier"]'}),
    ("entities", {"id": "council", "kind": "organisation", "name": "Town Council", "country": "IQ"}),
    ("entities", {"id": "desk", "kind": "organisation", "name": "Our Desk"}),
    ("entities", {"id": "ann", "kind": "person", "name": "Ann Example", "wikidata_id": "Q42"}),
    ("entities", {"id": "ben", "kind": "person", "name": "Ben Sample"}),
    ("entities", {"id": "square", "kind": "platform", "name": "Square"}),
    (
        "entity_links",
        {
            "from_id": "ann",
            "to_id": "ben",
            "judgement": "rejected",
            "score": 0.7,
            "because": "Both have three letters.",
            "decided_by": "tester",
            "decided_at": TIME,
        },
    ),
    ("entity_roles", {"entity_id": "ann", "title": "Mayor", "organisation_id": "council", "start_date": "2020-01-01"}),
    ("tags", {"id": "bridges", "kind": "topic", "name": "Bridges"}),
    (
        "documents",
        {
            **_DOCUMENT,
            "id": "article",
            "url": LINKED,
            "outlet_id": "gazette",
            "title": "Bridge closed",
            "published_at": "2024-02-05",
            "content_sha256": sha256(TEXT),
        },
    ),
    ("documents", {**_DOCUMENT, "id": "report", "url": "https://courier.example/1", "outlet_id": "courier", "title": "Bridge"}),
    (
        "documents",
        {**_DOCUMENT, "id": "minutes", "kind": "record", "url": "https://council.example/1", "outlet_id": "council", "title": "M"},
    ),
    ("document_texts", {"document_id": "article", "text": TEXT}),
    (
        "claims",
        {
            **_CLAIM,
            **span("The bridge is closed."),
            "id": "closed",
            "document_id": "article",
            "statement": "The bridge is closed to all traffic.",
            "prefix": '"',
            "suffix": '"',
            "quotation": "direct",
        },
    ),
    (
        "claims",
        {
            **_CLAIM,
            **span("it will stay closed"),
            "id": "stays",
            "document_id": "article",
            "statement": "The bridge will stay closed.",
            "quotation": "indirect",
        },
    ),
    (
        "claims",
        {
            **_CLAIM,
            **span("The Gazette saw a fence"),
            "id": "fence",
            "document_id": "article",
            "statement": "A fence stands before the bridge.",
            "quotation": "own_voice",
        },
    ),
    ("claims", {**_CLAIM, "id": "again", "document_id": "report", "statement": "The bridge in town is closed.", "quotation": "indirect"}),
    (
        "attributions",
        {
            "claim_id": "closed",
            "hop": 0,
            "source_type": "named_person",
            "entity_id": "ann",
            "source_text": "Ann Example",
            "role_text": "Mayor",
            "affiliation_id": "council",
            "cue": "said",
            "medium": "briefing",
        },
    ),
    ("attributions", {"claim_id": "stays", "hop": 0, "source_type": "unnamed_group", "source_text": "experts", "stance": "hedges"}),
    (
        "attributions",
        {"claim_id": "stays", "hop": 1, "source_type": "named_organisation", "entity_id": "council", "source_text": "the council"},
    ),
    ("attributions", {"claim_id": "again", "hop": 0, "source_type": "named_person", "entity_id": "ben", "source_text": "Ben Sample"}),
    (
        "assessments",
        {
            "claim_id": "closed",
            "status": "verifiable",
            "reason": "public_record",
            "rationale": _RATIONALE,
            "assessor": "tester",
            "assessed_at": TIME,
        },
    ),
    (
        "evidence",
        {
            "claim_id": "closed",
            "document_id": "minutes",
            "stance": "supports",
            "is_primary": 1,
            "note": "Item 3.",
            "added_by": "tester",
            "added_at": TIME,
        },
    ),
    ("claim_tags", {"claim_id": "closed", "tag_id": "bridges"}),
    ("sentence_models", {"id": 1, "name": "invented", "dimensions": 64}),
    ("claim_vectors", {"claim_id": "closed", "model_id": 1, "vector": bytes(range(64))}),
    (
        "suggested_assessments",
        {
            "claim_id": "closed",
            "status": "verifiable",
            "reason": "public_record",
            "score": 0.8,
            "worth": 0.6,
            "grounds": '[{"end": 10, "start": 4, "why": "names a place"}]',
            "program": "triage 1",
            "suggested_at": TIME,
        },
    ),
    (
        "claim_links",
        {
            "from_id": "closed",
            "to_id": "stays",
            "relation": "supports",
            "judgement": "confirmed",
            "score": 0.5,
            "decided_by": "tester",
            "decided_at": TIME,
        },
    ),
    (
        "reviews",
        {
            "claim_id": "closed",
            "verdict": "true",
            "summary": "The minutes of the council record it.",
            "publisher_id": "desk",
            "url": "https://desk.example/1",
            "state": "published",
            "reviewer": "tester",
            "reviewed_at": TIME,
        },
    ),
    (
        "candidates",
        {
            "id": "drafted",
            "document_id": "article",
            "extractor": "quotes 1.0",
            "draft": '{"statement": "A dog guards the bridge."}',
            "start_char": 3,
            "end_char": 9,
            "score": 0.7,
            "created_at": TIME,
        },
    ),
]

NEW: dict[str, Values] = {
    "verifiability_reasons": {"status": "verifiable", "reason": "hearsay", "label": "Hearsay", "definition": "Invented."},
    "verifiability_statuses": {"id": "new", "label": "New", "definition": "Invented.", "position": 99},
    "verdicts": {"id": "new", "label": "New", "definition": "Invented.", "position": 99},
    "quotations": {"id": "new", "label": "New", "definition": "Invented.", "position": 99},
    "source_types": {"id": "new", "label": "New", "definition": "Invented.", "position": 99},
    "vocabularies": {"vocabulary": "new", "term": "new", "label": "New", "definition": "Invented.", "position": 99},
    "entities": {"id": "newcomer", "kind": "person", "name": "New Comer"},
    "entity_links": {"from_id": "council", "to_id": "desk", "judgement": "suggested", "decided_by": "tester", "decided_at": TIME},
    "entity_roles": {"entity_id": "ben", "title": "Clerk"},
    "tags": {"id": "rivers", "kind": "topic", "name": "Rivers"},
    "documents": {**_DOCUMENT, "id": "second", "url": "https://gazette.example/second", "outlet_id": "gazette", "title": "Second"},
    "captures": {
        "document_id": "article",
        "file_name": "bridge.txt",
        "media_type": "text/plain",
        "tool": "plain text",
        "captured_by": "tester",
        "captured_at": TIME,
        "page": b"\x1f\x8b",
    },
    "document_texts": {"document_id": "minutes", "text": "Item 3: the bridge is closed."},
    "claims": {
        **_CLAIM,
        "id": "new",
        "document_id": "report",
        "statement": "The new bridge opens in June.",
        "quotation": "own_voice",
    },
    "attributions": {"claim_id": "again", "hop": 1, "source_type": "unnamed_person", "source_text": "an official"},
    "assessments": {
        "claim_id": "again",
        "status": "verifiable",
        "reason": "public_record",
        "rationale": _RATIONALE,
        "assessor": "tester",
        "assessed_at": LATER,
    },
    "evidence": {
        "claim_id": "again",
        "document_id": "minutes",
        "stance": "context",
        "is_primary": 0,
        "note": "",
        "added_by": "tester",
        "added_at": TIME,
    },
    "reviews": {
        "claim_id": "closed",
        "verdict": "false",
        "summary": "The minutes of the council deny it.",
        "publisher_id": "desk",
        "state": "draft",
        "reviewer": "tester",
        "reviewed_at": LATER,
    },
    "claim_links": {
        "from_id": "fence",
        "to_id": "stays",
        "relation": "narrows",
        "judgement": "suggested",
        "decided_by": "tester",
        "decided_at": TIME,
    },
    "suggested_assessments": {"claim_id": "stays", "score": 0.5, "worth": 0.5, "program": "triage 1", "suggested_at": TIME},
    "compared_claims": {"claim_id": "closed", "program": "matcher 1", "compared_at": TIME},
    "claim_pairs": {"from_id": "again", "to_id": "closed", "score": 0.9},
    "claim_tags": {"claim_id": "again", "tag_id": "bridges"},
    "sentence_models": {"name": "another", "dimensions": 64},
    "claim_vectors": {"claim_id": "again", "model_id": 1, "vector": bytes(range(64))},
    "candidates": {"id": "drafted-too", "document_id": "article", "extractor": "quotes 1.0", "draft": "{}", "created_at": TIME},
    "history": {"table_name": "claims", "row_id": "closed", "op": "update", "old": "{}"},
}


def insert(connection: Any, table: str, row: Values, *, how: str = "insert") -> None:
    """Insert one row as it is given."""
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"{how} into {table} ({columns}) values ({marks})", tuple(row.values()))


def add(connection: Any, table: str, **changes: Any) -> None:
    """Insert the row of `NEW` with some values changed."""
    insert(connection, table, NEW[table] | changes)


def make_world(connection: Any) -> None:
    """Insert the rows of `WORLD`, in one transaction; a database of an older version takes those that it has tables for."""
    connection.execute("begin")
    known = {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}
    for table, row in WORLD:
        if table in known:
            insert(connection, table, row)
    connection.execute("commit")


def contents(connection: Any, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of some tables, or of all that hold what people write."""
    names = tables or tuple(NEW)
    return {table: [tuple(row) for row in connection.execute(f"select * from {table} order by 1, 2")] for table in names}


def one(connection: Any, query: str, *values: Any) -> Any:
    """Return the first value of the first row, or None."""
    row = connection.execute(query, values).fetchone()
    return None if row is None else row[0]
