"""What the database itself refuses, whoever writes and with whatever program, and what it derives by itself.

Every case writes past the models, with the SQLite of the program and with the one of Python's standard library.
"""

import json
import shutil
import sqlite3 as standard
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from store.by_hand import LATER, NEW, TEXT, TIME, WORLD, Values, add, contents, insert, one, span

from claims.store.connection import Store, connect, rule_of, writing
from claims.store.connection import sqlite3 as newest

Plain = Any
"""A connection of either library."""

LIBRARIES: list[ModuleType] = [newest, standard]
NEWEST_STILL = "2024-02-07T09:30:00Z"
NEXT_YEAR = "9999-01-01T00:00:00Z"


@pytest.fixture(scope="module", params=LIBRARIES, ids=["program", "standard"])
def shared(request: pytest.FixtureRequest, world_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plain]:
    library: ModuleType = request.param
    path = shutil.copy(world_file, tmp_path_factory.mktemp("rules") / "claims.db")
    connection = library.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    yield connection
    connection.close()


@pytest.fixture
def plain(shared: Plain) -> Iterator[Plain]:
    """Return a plain connection to the world: none of our safeguards but foreign keys. What a test writes is undone."""
    shared.execute("begin")
    yield shared
    shared.execute("rollback")


def refused(connection: Plain, statement: str, *values: Any) -> str:
    """Run a statement that must be refused and return the sentence that a person reads."""
    with pytest.raises((newest.IntegrityError, standard.IntegrityError)) as refusal:
        connection.execute(statement, values)
    return rule_of(refusal.value)


def refused_row(connection: Plain, table: str, how: str = "insert", **changes: Any) -> str:
    """Insert the new row of a table with some values changed, which must be refused, and return the sentence."""
    with pytest.raises((newest.IntegrityError, standard.IntegrityError)) as refusal:
        insert(connection, table, NEW[table] | changes, how=how)
    return rule_of(refusal.value)


def claim(connection: Plain, claim_id: str, *columns: str) -> tuple[Any, ...]:
    """Return some columns of a claim."""
    return tuple(connection.execute(f"select {', '.join(columns)} from claims where id = ?", (claim_id,)).fetchone())


def assess(connection: Plain, claim_id: str, status: str, reason: str, at: str, **changes: Any) -> None:
    add(connection, "assessments", claim_id=claim_id, status=status, reason=reason, assessed_at=at, **changes)


def search(connection: Plain, words: str) -> list[str]:
    """Return the ids of the claims that a search finds."""
    query = "select id from claims where rowid in (select rowid from claims_fts where claims_fts match ?) order by id"
    return [row[0] for row in connection.execute(query, (words,))]


def history(connection: Plain) -> list[tuple[str, str, str, Values]]:
    """Return what the history holds: table, row, what was done, the row as it was."""
    rows = connection.execute("select table_name, row_id, op, old from history order by id")
    return [(table, row_id, op, json.loads(old)) for table, row_id, op, old in rows]


# One row: the named CHECKs.

SLUG = "an entity id is a slug of lower-case letters, digits and hyphens"
ENTITY_NAME = "a name has 1 to 200 characters"
WIKIDATA = "a Wikidata id is Q and a number"
ALIASES = "aliases is a JSON array"
COUNTRY = "country is two capital letters, ISO 3166-1"
START_DATE = "start_date is a date that exists"
URL = "a URL begins with http:// or https://"
PUBLISHED_AT = "published_at is a year, a month, a day (XXXX-02-05 without its year) or a UTC time ending in Z"
ACCESSED_AT = "accessed_at is a UTC time ending in Z"
SHA256 = "content_sha256 is 64 hexadecimal digits"
ARCHIVE = "an archive URL begins with http(s):// and is another than the URL"
PUBLISHED_FIRST = "a document is published before it is accessed"
INFERRED = "only a date that is given can be inferred"
STATEMENT = "a statement has 10 to 500 characters"
NO_URL = "a statement holds no URL"
ATTRIBUTED = "an attribution belongs in attributions, not in the statement"
CLAIM_DATE = "claim_date is a year, a month or a day that exists (XXXX-02-05 without its year)"
SAID_DATE = "said_date is a year, a month or a day that exists (XXXX-02-05 without its year)"
OFFSETS = "start_char and end_char come together"
NEED_QUOTE = "direct and mixed quotation need the quote"
NAMED = "a named source has an entity, an unnamed one has none"
PRINTED = "source_text holds the source as printed, unless it is unstated"
RATIONALE = "a rationale is a sentence of 10 characters or more"
CHECK_AFTER = "check_after is a date that exists, after the day of the assessment"
NOT_YET = "not_yet needs check_after, and only not_yet has it"
STORED_ONCE = "same_as and contradicts are stored once, the smaller id first"
DRAFT = "draft is a JSON object"
DECISION = "decision is a JSON object"
DECIDED = "a decided candidate says who decided and when"
ACCEPTED = "an accepted candidate has its claim, another has none"
SPAN = "end_char comes after start_char"
TAG_SLUG = "a tag id is a slug of lower-case letters, digits and hyphens"
SCORE = "score is between 0 and 1"
STATUS = "status is one of the five verifiability statuses"

PROMISED: Values = {"status": "not_yet", "reason": "promise"}
CLERK: Values = {"start_date": "2020-02-01"}
ANN: Values = {"source_type": "named_person", "entity_id": "ann"}
BY_ANN: Values = {"decided_by": "ann", "decided_at": TIME}

FETCHED: Values = {"file_name": None, "requested_url": "https://a.example/", "final_url": "https://a.example/", "http_status": 200}
REQUESTED = "a requested URL begins with http:// or https://"
FINAL = "a final URL begins with http:// or https://"
HTTP_STATUS = "http_status is a number from 100 to 599"
CAPTURED_OF = "a capture is of a URL or of a file"
FETCHED_WHOLLY = "a fetched page has a final URL and a status"

BAD_ROWS: list[tuple[str, str, Values]] = [
    (REQUESTED, "captures", FETCHED | {"requested_url": "ftp://a.example/"}),
    (FINAL, "captures", FETCHED | {"final_url": "file:///etc"}),
    (HTTP_STATUS, "captures", FETCHED | {"http_status": 99}),
    (HTTP_STATUS, "captures", FETCHED | {"http_status": 600}),
    (CAPTURED_OF, "captures", {"file_name": None}),
    (CAPTURED_OF, "captures", FETCHED | {"file_name": "a.html"}),
    (FETCHED_WHOLLY, "captures", FETCHED | {"http_status": None}),
    (FETCHED_WHOLLY, "captures", FETCHED | {"final_url": None}),
    (FETCHED_WHOLLY, "captures", {"final_url": "https://a.example/", "http_status": 200}),
    ("captured_by names who captured it", "captures", {"captured_by": " "}),
    ("captured_at is a UTC time ending in Z", "captures", {"captured_at": "2024-02-05"}),
    ("added_at is a UTC time ending in Z", "document_texts", {"added_at": "2024-02-05"}),
    (STATUS, "verifiability_reasons", {"status": "unassessed"}),
    (SLUG, "entities", {"id": ""}),
    (SLUG, "entities", {"id": "Ann"}),
    (SLUG, "entities", {"id": "-ann"}),
    (SLUG, "entities", {"id": "ann example"}),
    (SLUG, "entities", {"id": "änn"}),
    ("kind is person, organisation, outlet or platform", "entities", {"kind": "robot"}),
    (ENTITY_NAME, "entities", {"name": "  "}),
    (ENTITY_NAME, "entities", {"name": "n" * 201}),
    (ALIASES, "entities", {"aliases": "Annie"}),
    (ALIASES, "entities", {"aliases": '{"a": "Annie"}'}),
    (WIKIDATA, "entities", {"wikidata_id": "42"}),
    (WIKIDATA, "entities", {"wikidata_id": "Q042"}),
    (WIKIDATA, "entities", {"wikidata_id": "Q4 2"}),
    (COUNTRY, "entities", {"country": "iq"}),
    (COUNTRY, "entities", {"country": "IRQ"}),
    ("an entity cannot be merged into itself", "entities", {"canonical_id": "newcomer"}),
    ("a role has a title", "entity_roles", {"title": " "}),
    (START_DATE, "entity_roles", {"start_date": "2024-02-30"}),
    (START_DATE, "entity_roles", {"start_date": "2024"}),
    ("end_date is a date that exists", "entity_roles", {"end_date": "2023-02-29"}),
    ("a role ends after it starts", "entity_roles", {**CLERK, "end_date": "2020-01-31"}),
    ("kind is one of the document kinds", "documents", {"kind": "rumour"}),
    (URL, "documents", {"url": "ftp://gazette.example/1"}),
    (URL, "documents", {"url": "javascript:alert(1)"}),
    (URL, "documents", {"url": ""}),
    ("a document has a title", "documents", {"title": " "}),
    (PUBLISHED_AT, "documents", {"published_at": "yesterday"}),
    (PUBLISHED_AT, "documents", {"published_at": "24"}),
    (PUBLISHED_AT, "documents", {"published_at": "20x4"}),
    (PUBLISHED_AT, "documents", {"published_at": "2024-13"}),
    (PUBLISHED_AT, "documents", {"published_at": "2024-02-30"}),
    (PUBLISHED_AT, "documents", {"published_at": "XXXX-02-30"}),
    (PUBLISHED_AT, "documents", {"published_at": "2024-02-05T09:30:00"}),
    (PUBLISHED_AT, "documents", {"published_at": "2024-02-05T09:30:00+01:00"}),
    (PUBLISHED_AT, "documents", {"published_at": "2024-02-05 09:30:00"}),
    ("published_at_inferred is 0 or 1", "documents", {"published_at": "2024", "published_at_inferred": 2}),
    (ACCESSED_AT, "documents", {"accessed_at": "2024-02-05"}),
    (ACCESSED_AT, "documents", {"accessed_at": "2024-02-05T09:30:00+00:00"}),
    (SHA256, "documents", {"content_sha256": "abc"}),
    (SHA256, "documents", {"content_sha256": "g" * 64}),
    (SHA256, "documents", {"content_sha256": "A" * 64}),
    (ARCHIVE, "documents", {"archive_url": "archive.example/1"}),
    (ARCHIVE, "documents", {"archive_url": "https://gazette.example/second"}),
    ("a document has a URL or the sha256 of its text", "documents", {"url": None}),
    (INFERRED, "documents", {"published_at_inferred": 1}),
    (PUBLISHED_FIRST, "documents", {"published_at": "2024-02-07"}),
    (PUBLISHED_FIRST, "documents", {"published_at": "2025"}),
    (PUBLISHED_FIRST, "documents", {"published_at": "2024-02-06T09:30:01Z"}),
    (STATEMENT, "claims", {"statement": "Too short"}),
    (STATEMENT, "claims", {"statement": "Too short          "}),
    (STATEMENT, "claims", {"statement": "long " * 101}),
    ("a statement is no question", "claims", {"statement": "Is the bridge closed?"}),
    (NO_URL, "claims", {"statement": "The bridge is at http://bridge.example."}),
    (NO_URL, "claims", {"statement": "The bridge is at HTTPS://bridge.example."}),
    (ATTRIBUTED, "claims", {"statement": "The bridge is closed, According To the mayor."}),
    ("a verdict belongs in a review, not in the statement", "claims", {"statement": "The mayor Falsely closed it."}),
    ("start_char counts from 0", "claims", {"quote": "four", "start_char": -1, "end_char": 3}),
    ("quotation is direct, indirect, mixed or own_voice", "claims", {"quotation": "sung"}),
    ("location is headline, lead, body or caption", "claims", {"location": "margin"}),
    (CLAIM_DATE, "claims", {"claim_date": "in May"}),
    (CLAIM_DATE, "claims", {"claim_date": "2024-5"}),
    (CLAIM_DATE, "claims", {"claim_date": "2024-02-30"}),
    (CLAIM_DATE, "claims", {"claim_date": "2024-13"}),
    (CLAIM_DATE, "claims", {"claim_date": "XXXX"}),
    (CLAIM_DATE, "claims", {"claim_date": "2024-02-05T09:30:00Z"}),
    ("claim_date_inferred is 0 or 1", "claims", {"claim_date": "2024", "claim_date_inferred": 2}),
    (INFERRED, "claims", {"claim_date_inferred": 1}),
    ("a claim cannot repeat itself", "claims", {"canonical_id": "new"}),
    ("created_by names who added the claim", "claims", {"created_by": " "}),
    ("created_at is a UTC time ending in Z", "claims", {"created_at": "2024-02-05"}),
    ("created_at is a UTC time ending in Z", "claims", {"created_at": "2024-02-05T09:30:00.000Z"}),
    (OFFSETS, "claims", {"quote": "four", "start_char": 0}),
    (OFFSETS, "claims", {"quote": "four", "end_char": 4}),
    ("the quote is as long as its offsets say", "claims", {"quote": "four", "start_char": 0, "end_char": 5}),
    ("an empty quote has no offsets", "claims", {"quote": "", "start_char": 3, "end_char": 3}),
    (NEED_QUOTE, "claims", {"quotation": "direct"}),
    (NEED_QUOTE, "claims", {"quotation": "mixed"}),
    ("hop is 0 to 9", "attributions", {"hop": -1}),
    ("hop is 0 to 9", "attributions", {"hop": 10}),
    ("seq counts from 0", "attributions", {"seq": -1}),
    ("source_type is one of the source types", "attributions", {"source_type": "own_voice"}),
    (NAMED, "attributions", {"source_type": "named_person"}),
    (NAMED, "attributions", {"source_type": "named_organisation"}),
    (NAMED, "attributions", {"entity_id": "ann"}),
    (NAMED, "attributions", {"source_type": "anonymous", "entity_id": "ann"}),
    (PRINTED, "attributions", {"source_text": " "}),
    ("stance is affirms, hedges or denies", "attributions", {"stance": "shrugs"}),
    ("medium is one of the media", "attributions", {"medium": "telepathy"}),
    (SAID_DATE, "attributions", {"said_date": "today"}),
    (SAID_DATE, "attributions", {"said_date": "2024-02-30"}),
    (SAID_DATE, "attributions", {"said_date": "2024-00"}),
    ("confirmation is one of the attribution confirmations", "attributions", {"confirmation": "trusted"}),
    ("origin_seen needs the origin document", "attributions", {"confirmation": "origin_seen"}),
    ("reliability is a letter from A to F", "attributions", {"reliability": "a"}),
    ("reliability is a letter from A to F", "attributions", {"reliability": "1"}),
    ("only an anonymous source has a reason for its anonymity", "attributions", {"anonymity_reason": "fear"}),
    (RATIONALE, "assessments", {"rationale": "Obvious"}),
    (RATIONALE, "assessments", {"rationale": "Self-evidently"}),
    (RATIONALE, "assessments", {"rationale": "Obvious           "}),
    (CHECK_AFTER, "assessments", {**PROMISED, "check_after": "2025-02-30"}),
    (CHECK_AFTER, "assessments", {**PROMISED, "check_after": "next year"}),
    (CHECK_AFTER, "assessments", {**PROMISED, "check_after": LATER[:10]}),
    (NOT_YET, "assessments", PROMISED),
    (NOT_YET, "assessments", {"check_after": "2025-01-01"}),
    ("credibility is a digit from 1 to 6", "assessments", {"credibility": 0}),
    ("credibility is a digit from 1 to 6", "assessments", {"credibility": 7}),
    ("assessor names who assessed", "assessments", {"assessor": " "}),
    ("assessed_at is a UTC time ending in Z", "assessments", {"assessed_at": "2024-02-05"}),
    ("stance is supports, refutes or context", "evidence", {"stance": "affirms"}),
    ("is_primary is 0 or 1", "evidence", {"is_primary": 2}),
    ("added_by names who added the evidence", "evidence", {"added_by": ""}),
    ("added_at is a UTC time ending in Z", "evidence", {"added_at": "2024-02-05"}),
    ("verdict is one of the verdicts", "reviews", {"verdict": "pants on fire"}),
    ("a summary has 20 characters or more", "reviews", {"summary": "It is not so.       "}),
    (URL, "reviews", {"url": "desk.example/1"}),
    ("state is draft, published or retracted", "reviews", {"state": "deleted"}),
    ("reviewer names who reviewed", "reviews", {"reviewer": " "}),
    ("reviewed_at is a UTC time ending in Z", "reviews", {"reviewed_at": "2024-02-06"}),
    ("a published review has a URL", "reviews", {"state": "published"}),
    ("judgement is suggested, confirmed or rejected", "entity_links", {"judgement": "maybe"}),
    (SCORE, "entity_links", {"score": 1.01}),
    (SCORE, "entity_links", {"score": -0.01}),
    ("decided_by names who decided", "entity_links", {"decided_by": " "}),
    ("decided_at is a UTC time ending in Z", "entity_links", {"decided_at": "2024-02-05"}),
    ("a pair of entities is stored once, the smaller id first", "entity_links", {"from_id": "desk", "to_id": "council"}),
    ("a pair of entities is stored once, the smaller id first", "entity_links", {"to_id": "council"}),
    (SCORE, "suggested_assessments", {"score": 1.01}),
    (SCORE, "suggested_assessments", {"score": -0.01}),
    ("worth is between 0 and 1", "suggested_assessments", {"worth": 1.01}),
    ("worth is between 0 and 1", "suggested_assessments", {"worth": -0.01}),
    ("grounds is a JSON array", "suggested_assessments", {"grounds": "{}"}),
    ("grounds is a JSON array", "suggested_assessments", {"grounds": "["}),
    ("program names what suggested it", "suggested_assessments", {"program": " "}),
    ("suggested_at is a UTC time ending in Z", "suggested_assessments", {"suggested_at": "2024-02-05"}),
    ("status and reason come together", "suggested_assessments", {"status": "verifiable"}),
    ("status and reason come together", "suggested_assessments", {"reason": "public_record"}),
    ("program names what compared it", "compared_claims", {"program": ""}),
    ("compared_at is a UTC time ending in Z", "compared_claims", {"compared_at": "2024-02-05"}),
    ("dimensions is a multiple of 64", "sentence_models", {"dimensions": 0}),
    ("dimensions is a multiple of 64", "sentence_models", {"dimensions": 100}),
    (SCORE, "claim_pairs", {"score": 1.01}),
    (SCORE, "claim_pairs", {"score": -0.01}),
    ("a pair of claims is stored once, the smaller id first", "claim_pairs", {"from_id": "closed", "to_id": "again"}),
    ("relation is same_as, contradicts, supports, narrows or corrects", "claim_links", {"relation": "like"}),
    ("judgement is suggested, confirmed or rejected", "claim_links", {"judgement": "maybe"}),
    (SCORE, "claim_links", {"score": 1.01}),
    (SCORE, "claim_links", {"score": -0.01}),
    ("decided_by names who decided", "claim_links", {"decided_by": ""}),
    ("decided_at is a UTC time ending in Z", "claim_links", {"decided_at": "2024-02-05 09:30:00Z"}),
    ("a claim is not linked to itself", "claim_links", {"to_id": "fence"}),
    (STORED_ONCE, "claim_links", {"from_id": "stays", "to_id": "fence", "relation": "same_as"}),
    (STORED_ONCE, "claim_links", {"from_id": "stays", "to_id": "fence", "relation": "contradicts"}),
    (TAG_SLUG, "tags", {"id": "New York"}),
    (TAG_SLUG, "tags", {"id": "-rivers"}),
    ("kind is topic, place or event", "tags", {"kind": "person"}),
    ("a tag has a name", "tags", {"name": ""}),
    (WIKIDATA, "tags", {"wikidata_id": "q1"}),
    (DRAFT, "candidates", {"draft": "The bridge is closed."}),
    (DRAFT, "candidates", {"draft": "[]"}),
    ("start_char counts from 0", "candidates", {"start_char": -1, "end_char": 3}),
    (SPAN, "candidates", {"start_char": 3}),
    (SPAN, "candidates", {"end_char": 3}),
    (SPAN, "candidates", {"start_char": 3, "end_char": 3}),
    (SCORE, "candidates", {"score": 2}),
    ("state is pending, accepted, edited or rejected", "candidates", {"state": "lost"}),
    ("spans is a JSON object", "candidates", {"spans": "[]"}),
    (DECISION, "candidates", {**BY_ANN, "state": "rejected", "decision": "no"}),
    (DECISION, "candidates", {**BY_ANN, "state": "rejected", "decision": '"no"'}),
    ("decided_at is a UTC time ending in Z", "candidates", {**BY_ANN, "state": "rejected", "decided_at": "today"}),
    (DECIDED, "candidates", {"state": "rejected"}),
    (DECIDED, "candidates", {"state": "rejected", "decided_by": "ann"}),
    (DECIDED, "candidates", {"state": "rejected", "decided_at": TIME}),
    (DECIDED, "candidates", BY_ANN),
    (ACCEPTED, "candidates", {**BY_ANN, "state": "accepted"}),
    (ACCEPTED, "candidates", {**BY_ANN, "state": "edited"}),
    (ACCEPTED, "candidates", {**BY_ANN, "state": "rejected", "claim_id": "closed"}),
    (ACCEPTED, "candidates", {"claim_id": "closed"}),
    ("created_at is a UTC time ending in Z", "candidates", {"created_at": "2024-02-05"}),
    ("op is update or delete", "history", {"op": "insert"}),
]

GOOD_ROWS: list[tuple[str, Values]] = [
    *((table, {}) for table in NEW),
    ("entities", {"id": "9news", "aliases": '["N9", "Nine"]', "wikidata_id": "Q1", "domain": "nine.example", "country": "IQ"}),
    ("entities", {"name": "N"}),
    ("entities", {"name": "n" * 200}),
    ("entities", {"canonical_id": "ann"}),
    ("entity_roles", {**CLERK, "organisation_id": "council", "end_date": "2020-02-01"}),
    ("documents", {"published_at": "2024"}),
    ("documents", {"published_at": "2024-02", "published_at_inferred": 1}),
    ("documents", {"published_at": "2024-02-05"}),
    ("documents", {"published_at": "2024-02-06"}),
    ("documents", {"published_at": "XXXX-02-29"}),
    ("documents", {"published_at": "XXXX-12-31"}),
    ("documents", {"published_at": "2024-02-05T09:30:00Z"}),
    ("documents", {"archive_url": "http://archive.example/1", "byline": "Carl Author", "content_sha256": "0f" * 32}),
    ("documents", {"url": None, "content_sha256": "0f" * 32, "archive_url": "https://archive.example/1"}),
    ("claims", {"statement": "Ten chars."}),
    ("claims", {"statement": "s" * 500}),
    ("claims", {"claim_date": "2024"}),
    ("claims", {"claim_date": "2024-02", "claim_date_inferred": 1, "location": "headline"}),
    ("claims", {"claim_date": "2024-02-29"}),
    ("claims", {"claim_date": "XXXX-02-29"}),
    ("claims", {"quotation": "indirect", "quote": "words", "prefix": "some ", "suffix": " here"}),
    ("claims", {"quotation": "mixed", "quote": "words", "start_char": 0, "end_char": 5}),
    ("claims", {"canonical_id": "closed"}),
    ("attributions", ANN),
    ("attributions", {"hop": 0, "seq": 1}),
    ("attributions", {"source_type": "unstated", "source_text": None}),
    ("attributions", {"source_type": "document"}),
    ("attributions", {"source_type": "document", "entity_id": "council"}),
    ("attributions", {"source_type": "named_organisation", "entity_id": "council", "affiliation_id": "desk", "platform_id": "square"}),
    ("attributions", {"source_type": "anonymous", "anonymity_reason": "for fear of reprisal", "reliability": "F"}),
    ("attributions", {"confirmation": "origin_seen", "origin_document_id": "minutes", "said_date": "XXXX-02-29"}),
    ("attributions", {"confirmation": "disputed", "said_date": "2024", "stance": "denies", "medium": "leak", "cue": "denied"}),
    ("assessments", {**PROMISED, "check_after": "2024-02-07"}),
    ("assessments", {"status": "not_checkable", "reason": "opinion", "credibility": 1}),
    ("assessments", {"credibility": 6}),
    ("evidence", {"quote": "Item 3", "stance": "refutes"}),
    ("reviews", {"url": "https://desk.example/2", "state": "published"}),
    ("reviews", {"verdict": "misleading"}),
    ("entity_links", {"score": 1, "because": "Both decide."}),
    ("suggested_assessments", {"status": "not_checkable", "reason": "opinion", "score": 0, "worth": 1, "grounds": '[{"start": 0}]'}),
    ("suggested_assessments", {"program": "triage 2"}),
    ("suggested_assessments", {"claim_id": "closed", "suggested_at": LATER}),
    ("compared_claims", {}),
    ("claim_pairs", {"score": 0}),
    ("sentence_models", {"dimensions": 384}),
    ("claim_vectors", {}),
    ("claim_links", {"relation": "same_as", "score": 1}),
    ("claim_links", {"from_id": "stays", "to_id": "fence", "relation": "corrects", "score": 0}),
    ("tags", {"kind": "place", "wikidata_id": "Q1"}),
    ("candidates", {"start_char": 0, "end_char": 1, "score": 0, "because": "It stands in quotation marks."}),
    ("candidates", {**BY_ANN, "state": "accepted", "claim_id": "closed"}),
    ("candidates", {**BY_ANN, "state": "edited", "claim_id": "closed", "decision": '{"statement": "It is closed."}'}),
    ("candidates", {**BY_ANN, "state": "rejected", "decision": '{"because": "no claim"}'}),
]


def _case(table: str, changes: Values) -> str:
    return f"{table}: {', '.join(f'{column}={str(value)[:24]}' for column, value in changes.items())}"


def needs_newer_sqlite(connection: Plain, table: str, changes: Values) -> None:
    """Skip what older versions get wrong: before 3.45 no absent JSON is valid, before 3.46 every month has 31 days."""
    number = tuple(int(part) for part in one(connection, "select sqlite_version()").split("."))
    days = any(str(value).endswith("-02-30") or value == "2023-02-29" for value in changes.values())
    if (number < (3, 45) and table == "candidates") or (number < (3, 46) and days):
        pytest.skip("this SQLite cannot tell")


@pytest.mark.parametrize(("sentence", "table", "changes"), BAD_ROWS, ids=[_case(table, changes) for _, table, changes in BAD_ROWS])
def test_a_row_that_breaks_a_rule_is_refused_with_the_rule(plain: Plain, sentence: str, table: str, changes: Values) -> None:
    needs_newer_sqlite(plain, table, changes)

    assert refused_row(plain, table, **changes) == sentence


@pytest.mark.parametrize(("table", "changes"), GOOD_ROWS, ids=[_case(table, changes) for table, changes in GOOD_ROWS])
def test_a_row_that_keeps_the_rules_is_accepted(plain: Plain, table: str, changes: Values) -> None:
    needs_newer_sqlite(plain, table, changes)
    before = one(plain, f"select count(*) from {table}")

    add(plain, table, **changes)

    assert one(plain, f"select count(*) from {table}") == before + 1


def test_every_check_has_a_case_here(shared: Plain) -> None:
    """A CHECK without a bad row is a CHECK that may have been mistyped."""
    tried = {(table, sentence) for sentence, table, _ in BAD_ROWS}
    named = set()
    for table, sql in shared.execute("select name, sql from sqlite_master where type = 'table' and sql like '%strict%'").fetchall():
        named |= {(table, part.split('"')[0]) for part in sql.split('constraint "')[1:]}

    assert named == tried


def test_every_check_is_a_named_one(shared: Plain) -> None:
    """An unnamed CHECK would show its SQL to a fact-checker."""
    for table, sql in shared.execute("select name, sql from sqlite_master where type = 'table' and sql like '%strict%'").fetchall():
        assert sql.count("constraint ") == sql.count("check ("), table


def test_every_table_of_ours_is_strict(plain: Plain) -> None:
    """A number never hides in a text column, nor a text in a number's."""
    lax = {row[1] for row in plain.execute("pragma table_list") if row[2] == "table" and not row[5]}

    assert lax == {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence", "sqlite_temp_schema"}
    assert refused_row(plain, "claims", quote="abc", start_char="first", end_char=3) == (
        "cannot store TEXT value in INTEGER column claims.start_char"
    )


# Keys.

UNIQUE: list[tuple[str, str, Values]] = [
    ("entities.id", "entities", {"id": "ann"}),
    ("entities.wikidata_id", "entities", {"wikidata_id": "Q42"}),
    ("entities.domain", "entities", {"domain": "gazette.example"}),
    (
        "entity_roles.entity_id, entity_roles.title, entity_roles.organisation_id, entity_roles.start_date",
        "entity_roles",
        {"entity_id": "ann", "title": "Mayor", "organisation_id": "council", "start_date": "2020-01-01"},
    ),
    ("documents.id", "documents", {"id": "article"}),
    ("index 'documents_version_idx'", "documents", {"url": "https://courier.example/1"}),
    ("claims.id", "claims", {"id": "closed"}),
    ("claims.document_id, claims.statement", "claims", {"statement": "The bridge in town is closed."}),
    (
        "claims.document_id, claims.start_char, claims.end_char, claims.statement",
        "claims",
        {**span("it will stay closed"), "document_id": "article", "statement": "The bridge will stay closed."},
    ),
    ("attributions.claim_id, attributions.hop, attributions.seq", "attributions", {"hop": 0}),
    ("index 'evidence_once_idx'", "evidence", {"claim_id": "closed", "stance": "supports", "note": "Once more."}),
    (
        "claim_links.from_id, claim_links.to_id, claim_links.relation",
        "claim_links",
        {"from_id": "closed", "to_id": "stays", "relation": "supports"},
    ),
    ("entity_links.from_id, entity_links.to_id", "entity_links", {"from_id": "ann", "to_id": "ben"}),
    ("tags.id", "tags", {"id": "bridges"}),
    ("tags.kind, tags.name", "tags", {"name": "Bridges"}),
    ("claim_tags.claim_id, claim_tags.tag_id", "claim_tags", {"claim_id": "closed"}),
    ("verifiability_reasons.status, verifiability_reasons.reason", "verifiability_reasons", {"reason": "public_record"}),
    ("vocabularies.vocabulary, vocabularies.term", "vocabularies", {"vocabulary": "stance", "term": "denies"}),
    ("verifiability_statuses.id", "verifiability_statuses", {"id": "unassessed"}),
    ("verdicts.id", "verdicts", {"id": "true"}),
    ("quotations.id", "quotations", {"id": "direct"}),
    ("source_types.id", "source_types", {"id": "own_voice"}),
    ("sentence_models.name", "sentence_models", {"name": "invented"}),
    ("claim_vectors.claim_id, claim_vectors.model_id", "claim_vectors", {"claim_id": "closed"}),
]


@pytest.mark.parametrize(("key", "table", "changes"), UNIQUE, ids=[_case(table, changes) for _, table, changes in UNIQUE])
def test_what_is_one_is_recorded_once(plain: Plain, key: str, table: str, changes: Values) -> None:
    assert refused_row(plain, table, **changes) == f"UNIQUE constraint failed: {key}"


@pytest.mark.parametrize(("table", "when"), [("assessments", "assessed_at"), ("reviews", "reviewed_at")])
def test_one_judgement_a_second_holds_without_its_trigger_too(plain: Plain, table: str, when: str) -> None:
    plain.execute(f"drop trigger {table}_insert")

    assert refused_row(plain, table, claim_id="closed", **{when: TIME}).startswith(f"UNIQUE constraint failed: {table}.claim_id, ")


def test_a_document_without_a_url_is_told_apart_by_its_text(plain: Plain) -> None:
    add(plain, "documents", id="one", url=None, content_sha256="0" * 64)
    add(plain, "documents", id="other", url=None, content_sha256="1" * 64)

    assert refused_row(plain, "documents", id="same", url=None, content_sha256="1" * 64) == (
        "UNIQUE constraint failed: index 'documents_version_idx'"
    )


def test_two_versions_of_a_page_are_two_documents(plain: Plain) -> None:
    add(plain, "documents", id="changed", url="https://courier.example/1", content_sha256="0" * 64)


def test_one_span_may_hold_two_claims_and_one_statement_two_spans(plain: Plain) -> None:
    article: Values = {"document_id": "article", **span("The Gazette saw a fence")}
    add(plain, "claims", **article, statement="A fence surrounds the bridge.")
    second = TEXT.index(article["quote"], article["start_char"] + 1)
    add(plain, "claims", **article | {"id": "twice", "start_char": second, "end_char": second + len(article["quote"])})


def test_one_quote_may_support_and_give_context(plain: Plain) -> None:
    add(plain, "evidence", claim_id="closed", stance="context")
    add(plain, "evidence", claim_id="closed", stance="context", quote="Item 3")


FOREIGN_KEYS = {
    ("entities", "canonical_id"),
    ("entity_links", "from_id"),
    ("entity_links", "to_id"),
    ("entity_roles", "entity_id"),
    ("entity_roles", "organisation_id"),
    ("documents", "outlet_id"),
    ("document_texts", "document_id"),
    ("captures", "document_id"),
    ("claims", "canonical_id"),
    ("attributions", "claim_id"),
    ("attributions", "entity_id"),
    ("attributions", "affiliation_id"),
    ("attributions", "platform_id"),
    ("attributions", "origin_document_id"),
    ("assessments", "claim_id"),
    ("evidence", "claim_id"),
    ("evidence", "document_id"),
    ("reviews", "claim_id"),
    ("reviews", "publisher_id"),
    ("suggested_assessments", "claim_id"),
    ("claim_links", "from_id"),
    ("claim_links", "to_id"),
    ("claim_tags", "claim_id"),
    ("claim_tags", "tag_id"),
    ("candidates", "document_id"),
    ("candidates", "claim_id"),
}
"""Every reference that a person writes."""
WORDS = {
    ("claims", "quotation"),
    ("attributions", "source_type"),
    ("assessments", "status"),
    ("assessments", "reason"),
    ("suggested_assessments", "status"),
    ("suggested_assessments", "reason"),
}
"""References to a vocabulary."""
DERIVED = {
    *(("claims", column) for column in ("outlet_id", "speaker_id", "source_type", "verifiability", "verdict")),
    ("superseded_documents", "document_id"),
    ("superseded_documents", "newest_id"),
    ("gone_quotes", "document_id"),
    ("gone_quotes", "claim_id"),
    ("claims_to_assess", "claim_id"),
    ("compared_claims", "claim_id"),
    ("claim_pairs", "from_id"),
    ("claim_pairs", "to_id"),
    ("claim_vectors", "claim_id"),
    ("claim_vectors", "model_id"),
}
_BESIDE: dict[tuple[str, str], Values] = {
    ("attributions", "entity_id"): {"source_type": "named_person"},
    ("candidates", "claim_id"): {**BY_ANN, "state": "accepted"},
    ("reviews", "claim_id"): {"original_rating": "Pinocchio"},
    ("claim_links", "from_id"): {"relation": "narrows"},
    ("entity_links", "from_id"): {"to_id": "square"},
}


@pytest.mark.parametrize(("table", "column"), sorted(FOREIGN_KEYS), ids=str)
def test_what_is_referred_to_must_be_recorded(plain: Plain, table: str, column: str) -> None:
    changes = {**_BESIDE.get((table, column), {}), column: "nowhere"}
    needs_newer_sqlite(plain, table, changes)

    assert refused_row(plain, table, **changes) == "FOREIGN KEY constraint failed"


def test_every_reference_has_a_case_here(shared: Plain) -> None:
    tables = [row[0] for row in shared.execute("select name from sqlite_master where type = 'table'")]
    found = {(table, row[3]) for table in tables for row in shared.execute(f"pragma foreign_key_list({table})").fetchall()}

    assert found == FOREIGN_KEYS | WORDS | DERIVED | {("claims", "document_id")}


def test_a_claim_stands_in_a_recorded_document(plain: Plain) -> None:
    refused_row(plain, "claims", document_id="nowhere")

    assert one(plain, "select count(*) from claims where id = 'new'") == 0
    assert refused(plain, "update claims set document_id = 'nowhere' where id = 'again'") == "FOREIGN KEY constraint failed"


def test_a_document_with_a_claim_is_not_deleted(plain: Plain) -> None:
    add(plain, "documents")
    add(plain, "claims", document_id="second")

    assert refused(plain, "delete from documents where id = 'second'") == "FOREIGN KEY constraint failed"


@pytest.mark.parametrize(
    "changes",
    [{"reason": "opinion"}, {"status": "not_checkable"}, {"reason": "hunch"}, {"status": "unassessed"}],
    ids=str,
)
def test_an_assessment_has_a_reason_of_its_status(plain: Plain, changes: Values) -> None:
    """'Verifiable because opinion' cannot be written."""
    assert refused_row(plain, "assessments", **changes) == "FOREIGN KEY constraint failed"


@pytest.mark.parametrize(
    ("table", "row_id"),
    [
        ("entities", "ann"),
        ("entities", "gazette"),
        ("documents", "article"),
        ("documents", "minutes"),
        ("claims", "closed"),
        ("tags", "bridges"),
        ("quotations", "direct"),
        ("source_types", "own_voice"),
        ("source_types", "named_organisation"),
        ("verifiability_statuses", "unassessed"),
        ("verdicts", "true"),
    ],
)
def test_what_others_refer_to_is_not_deleted(plain: Plain, table: str, row_id: str) -> None:
    assert refused(plain, f"delete from {table} where id = ?", row_id) == "FOREIGN KEY constraint failed"


def test_our_connections_enforce_foreign_keys(world: Store) -> None:
    assert one(world.connection, "pragma foreign_keys") == 1
    assert refused_row(world.connection, "claim_tags", tag_id="nowhere") == "FOREIGN KEY constraint failed"


@pytest.mark.parametrize("library", LIBRARIES, ids=["program", "standard"])
def test_other_programs_do_not_enforce_foreign_keys_by_themselves(world: Store, library: ModuleType) -> None:
    """Why every door must switch them on, and why `check-database` looks for rows that point nowhere."""
    connection = library.connect(world.path)
    add(connection, "claim_tags", tag_id="nowhere")
    connection.close()


# Across rows: entities.

NOT_MERGED = "an entity can only be merged into one that is not merged itself"


def test_an_entity_is_not_merged_into_a_merged_one(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")

    assert refused_row(plain, "entities", canonical_id="ben") == NOT_MERGED
    assert refused(plain, "update entities set canonical_id = 'ben' where id = 'desk'") == NOT_MERGED


def test_an_entity_that_others_were_merged_into_is_not_merged_itself(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    add(plain, "entities")

    assert refused(plain, "update entities set canonical_id = 'newcomer' where id = 'ann'") == NOT_MERGED


def test_a_merge_is_undone_by_clearing_it(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    plain.execute("update entities set canonical_id = null where id = 'ben'")
    plain.execute("update entities set canonical_id = 'ben' where id = 'ann'")


# Documents and their texts.

NEVER_CHANGES = "a captured text never changes: a changed page is a new version of the document"


@pytest.mark.parametrize(
    "statement",
    [
        "update document_texts set text = 'other' where document_id = 'article'",
        "update or replace document_texts set document_id = 'minutes'",
        "insert or replace into document_texts (document_id, text) values ('article', 'other')",
        "replace into document_texts (document_id, text) values ('article', 'other')",
    ],
)
def test_a_captured_text_never_changes(plain: Plain, statement: str) -> None:
    assert refused(plain, statement) == NEVER_CHANGES


NO_NEW_CAPTURE = "a capture is kept as it was: a changed page is a new version of the document"


@pytest.mark.parametrize(
    "statement",
    [
        "update captures set tool = 'other'",
        "insert or replace into captures select * from captures",
        "replace into captures select * from captures",
    ],
)
def test_a_capture_never_changes(plain: Plain, statement: str) -> None:
    add(plain, "captures")

    assert refused(plain, statement) == NO_NEW_CAPTURE


def test_a_paraphrase_from_before_the_text_was_captured_stands_without_a_quote(plain: Plain) -> None:
    """Somebody recorded an article by hand, in their own words; now its text is added, and what they recorded stays sound."""
    add(plain, "claims")

    add(plain, "document_texts", document_id="report", text="The bridge is new.", added_at=LATER)

    assert one(plain, "select fault from misquoted_claims") is None
    late = refused_row(plain, "claims", id="late", statement="A later paraphrase without its quote.", created_at=NEWEST_STILL)
    assert late == "the text of the document is stored: give the words of the claim as its quote"


# Claims and their quotes.

GIVE_WORDS = "the text of the document is stored: give the words of the claim as its quote"
NOT_THERE = "the quote is not at start_char in the text of the document"
NOT_FOUND = "the quote does not occur in the text of the document"
TWICE = "the quote occurs more than once in the text of the document: give start_char and end_char"
NOT_AT_ITS_PLACE = "the quote is not at its place in the text of the document"


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (GIVE_WORDS, {"quote": ""}),
        (NOT_THERE, {"quote": "bridge", "start_char": 0, "end_char": 6}),
        (NOT_THERE, {"quote": "bridge", "start_char": 9_999, "end_char": 10_005}),
        (NOT_THERE, span("The bridge is closed.") | {"quote": "the bridge is closed."}),
        (NOT_FOUND, {"quote": "the mayor resigned"}),
        (TWICE, {"quote": "The Gazette saw a fence"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_quote_stands_in_the_text_where_it_says(plain: Plain, sentence: str, quote: Values) -> None:
    assert refused_row(plain, "claims", document_id="article", **quote) == sentence


def test_a_quote_that_stands_in_the_text_once_needs_no_place(plain: Plain) -> None:
    add(plain, "claims", document_id="article", quote="a guard and a dog")


def test_overlapping_repeats_of_a_quote_are_repeats(plain: Plain) -> None:
    add(plain, "document_texts", document_id="minutes", text="No, no, no, no. Never again.")

    assert refused_row(plain, "claims", document_id="minutes", quote="no, no") == TWICE


def test_offsets_count_code_points(plain: Plain) -> None:
    """Python and SQLite agree on them; browsers count UTF-16 units and are converted."""
    add(plain, "document_texts", document_id="minutes", text="東京 🌉🌉 橋は閉鎖された。")
    add(plain, "claims", document_id="minutes", quote="橋は閉鎖された。", start_char=6, end_char=14)


@pytest.mark.parametrize(
    "change",
    ["quote = 'The bridge was closed'", "start_char = start_char + 1, end_char = end_char + 1", "document_id = 'minutes'", "quote = ''"],
)
def test_a_quote_is_not_moved_away_from_the_text(plain: Plain, change: str) -> None:
    add(plain, "document_texts", document_id="minutes", text="Nothing of the kind.")

    assert refused(plain, f"update claims set {change} where id = 'closed'") in {
        NOT_AT_ITS_PLACE,
        "the quote is as long as its offsets say",
        "an empty quote has no offsets",
    }


def test_a_changed_quote_is_proved_again(plain: Plain) -> None:
    moved = "update claims set start_char = start_char + 1, end_char = end_char + 1 where id = 'closed'"

    assert refused(plain, moved) == NOT_AT_ITS_PLACE
    plain.execute("update claims set quote = 'bridge is closed.', start_char = start_char + 4 where id = 'closed'")


# Claims that repeat others.

CANONICAL = "a canonical claim must itself be canonical"


def test_a_repeat_points_at_a_claim_that_is_no_repeat(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")

    assert refused_row(plain, "claims", canonical_id="again") == CANONICAL
    assert refused(plain, "update claims set canonical_id = 'again' where id = 'fence'") == CANONICAL
    assert refused(plain, "update claims set canonical_id = 'fence' where id = 'closed'") == CANONICAL


def test_claims_of_different_verdicts_are_not_joined(plain: Plain) -> None:
    foreign: Values = {"claim_id": "again", "original_rating": "False", "state": "published", "url": "https://other.example/1"}
    add(plain, "reviews", **foreign)

    assert refused(plain, "update claims set canonical_id = 'closed' where id = 'again'") == (
        "the two claims carry different verdicts: retract one review before you join them"
    )


def test_claims_of_one_verdict_are_joined(plain: Plain) -> None:
    add(
        plain,
        "reviews",
        claim_id="again",
        verdict="true",
        original_rating="Correct",
        state="published",
        url="https://other.example/1",
    )
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")


def test_a_claim_is_not_added_in_the_future(plain: Plain) -> None:
    assert refused_row(plain, "claims", created_at=NEXT_YEAR) == "created_at lies in the future: check the clock"


# The chain of sources.

GAP = "hops, and the sources of one hop, are counted from 0 without gaps: add the one before this first"
DOES_NOT_FIT = "the source does not fit: it stands twice, is the outlet itself, or is of another kind"
KEEPS_ITS_PLACE = "an attribution keeps its place in its chain: remove it and add another"


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("the outlet's own voice has no attributions: choose another quotation", {"claim_id": "fence", "hop": 0}),
        (GAP, {"hop": 2}),
        (GAP, {"hop": 1, "seq": 1}),
        (GAP, {"hop": 0, "seq": 2}),
        ("a source stands only once in one chain", {"source_type": "named_person", "entity_id": "ben"}),
        (
            "the outlet of the document is the last hop already: leave it out",
            {"source_type": "named_organisation", "entity_id": "courier"},
        ),
        ("a named person is an entity of the kind person", {"source_type": "named_person", "entity_id": "council"}),
        ("a named organisation is no person", {"source_type": "named_organisation", "entity_id": "ann"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_chain_of_sources_is_in_order(plain: Plain, sentence: str, changes: Values) -> None:
    assert refused_row(plain, "attributions", **changes) == sentence


def test_an_outlet_is_a_source_in_another_outlets_document(plain: Plain) -> None:
    add(plain, "attributions", source_type="named_organisation", entity_id="gazette")


@pytest.mark.parametrize("change", ["hop = 2", "seq = 1", "claim_id = 'closed', hop = 3"])
def test_an_attribution_keeps_its_place(plain: Plain, change: str) -> None:
    assert refused(plain, f"update attributions set {change} where claim_id = 'stays' and hop = 1") == KEEPS_ITS_PLACE


def test_an_attribution_keeps_its_claim(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect")

    assert refused(plain, "update attributions set claim_id = 'new' where claim_id = 'again'") == KEEPS_ITS_PLACE


def test_a_source_is_not_changed_into_another_kind_by_its_type_alone(plain: Plain) -> None:
    assert refused(plain, "update attributions set source_type = 'named_organisation' where claim_id = 'again'") == DOES_NOT_FIT


@pytest.mark.parametrize("entity", ["gazette", "ann"])
def test_a_source_is_not_changed_into_one_that_does_not_fit(plain: Plain, entity: str) -> None:
    changed = "update attributions set entity_id = ? where claim_id = 'stays' and hop = 1"

    assert refused(plain, changed, entity) == DOES_NOT_FIT


def test_a_source_is_not_changed_into_one_of_the_same_chain(plain: Plain) -> None:
    add(plain, "attributions", claim_id="stays", hop=2, source_type="named_organisation", entity_id="desk")

    assert refused(plain, "update attributions set entity_id = 'council' where claim_id = 'stays' and hop = 2") == DOES_NOT_FIT


def test_a_source_may_be_corrected(plain: Plain) -> None:
    plain.execute("update attributions set entity_id = 'desk' where claim_id = 'stays' and hop = 1")


def test_hops_are_removed_from_the_end(plain: Plain) -> None:
    add(plain, "attributions", hop=0, seq=1)

    for first in ("claim_id = 'stays' and hop = 0", "claim_id = 'again' and hop = 0 and seq = 0"):
        assert refused(plain, f"delete from attributions where {first}") == "hops are counted without gaps: remove the last one first"
    plain.execute("delete from attributions where claim_id = 'stays' and hop = 1")
    plain.execute("delete from attributions where claim_id = 'stays' and hop = 0")


def test_a_claim_with_sources_is_not_turned_into_the_outlets_own_voice(plain: Plain) -> None:
    turned = "update claims set quotation = 'own_voice' where id = 'again'"

    assert refused(plain, turned) == "the outlet's own voice has no attributions: remove them first"
    plain.execute("delete from attributions where claim_id = 'again'")
    plain.execute(turned)


# What is only ever added to.

ASSESSMENTS_STAY = "assessments are append-only: add a newer one"
REVIEWS_STAY = "reviews are append-only: add a newer one"
DRAFT_STAYS = "the draft of a candidate is kept as it was: record your decision beside it"
HISTORY_STAYS = "history is not rewritten"


@pytest.mark.parametrize("how", ["update", "update or replace", "update or ignore"])
@pytest.mark.parametrize("change", ["status = 'not_checkable', reason = 'opinion'", "rationale = 'It has been changed.'", "id = id + 1"])
def test_an_assessment_is_never_changed(plain: Plain, how: str, change: str) -> None:
    assert refused(plain, f"{how} assessments set {change}") == ASSESSMENTS_STAY


def test_an_assessment_is_never_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from assessments") == ASSESSMENTS_STAY


@pytest.mark.parametrize("changes", [{"id": 1}, {"claim_id": "closed", "assessed_at": TIME}], ids=["by id", "by key"])
@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace", "insert or ignore"])
def test_an_assessment_is_never_replaced(plain: Plain, how: str, changes: Values) -> None:
    """INSERT OR REPLACE deletes without asking the triggers on DELETE, unless recursive triggers are on."""
    assert refused_row(plain, "assessments", how, **changes) == ASSESSMENTS_STAY


@pytest.mark.parametrize("how", ["update", "update or replace"])
@pytest.mark.parametrize("change", ["verdict = 'false'", "state = 'retracted'", "id = id + 1"])
def test_a_review_is_never_changed(plain: Plain, how: str, change: str) -> None:
    assert refused(plain, f"{how} reviews set {change}") == REVIEWS_STAY


def test_a_review_is_never_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from reviews") == REVIEWS_STAY


@pytest.mark.parametrize("changes", [{"id": 1}, {"reviewed_at": TIME}], ids=["by id", "by key"])
@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace", "insert or ignore"])
def test_a_review_is_never_replaced(plain: Plain, how: str, changes: Values) -> None:
    assert refused_row(plain, "reviews", how, **changes) == REVIEWS_STAY


def test_nothing_is_assessed_or_reviewed_in_the_future(plain: Plain) -> None:
    """One bad clock would win for ever, since the newest wins."""
    assert refused_row(plain, "assessments", assessed_at=NEXT_YEAR) == "assessed_at lies in the future: check the clock"
    assert refused_row(plain, "reviews", reviewed_at=NEXT_YEAR) == "reviewed_at lies in the future: check the clock"


@pytest.mark.parametrize(
    "change",
    [
        "draft = '{}'",
        "document_id = 'report'",
        "extractor = 'quotes 2.0'",
        "start_char = 4",
        "end_char = 10",
        "spans = '{}'",
        "id = 'other'",
    ],
)
def test_the_draft_of_a_candidate_never_changes(plain: Plain, change: str) -> None:
    assert refused(plain, f"update candidates set {change}") == DRAFT_STAYS


@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace"])
def test_a_candidate_is_never_replaced(plain: Plain, how: str) -> None:
    assert refused_row(plain, "candidates", how, id="drafted") == DRAFT_STAYS


def test_a_candidate_is_never_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from candidates") == "the draft of a candidate is kept for ever: reject it instead"


def test_a_decision_is_recorded_beside_the_draft(plain: Plain) -> None:
    plain.execute("update candidates set state = 'accepted', claim_id = 'closed', decided_by = 'ann', decided_at = ?", (TIME,))


@pytest.mark.parametrize(
    "change", ["old = '{}'", "op = 'delete'", "row_id = 'stays'", "table_name = 'tags'", "at = '2024'", "id = id + 1", "actor = 'ben'"]
)
def test_history_is_not_rewritten(plain: Plain, change: str) -> None:
    add(plain, "history", actor="ann", at="2023")

    assert refused(plain, f"update history set {change}") == HISTORY_STAYS


@pytest.mark.parametrize("change", ["old = '[]'", "op = 'delete'", "row_id = 'stays'", "table_name = 'tags'", "at = '2024'", "id = id + 1"])
def test_naming_the_actor_changes_nothing_else(plain: Plain, change: str) -> None:
    add(plain, "history", at="2023")

    assert refused(plain, f"update history set actor = 'ann', {change}") == HISTORY_STAYS
    plain.execute("update history set actor = 'ann'")


@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace"])
def test_history_is_never_replaced(plain: Plain, how: str) -> None:
    add(plain, "history", id=1)

    assert refused_row(plain, "history", how, id=1) == HISTORY_STAYS


def test_history_is_never_deleted(plain: Plain) -> None:
    add(plain, "history")

    assert refused(plain, "delete from history") == HISTORY_STAYS


# The gate: a verdict of ours rests on evidence and on a claim that was assessed as verifiable.

NEEDS_EVIDENCE = "a verdict needs at least one evidence row: add the evidence first"
NEEDS_VERIFIABLE = "a verdict needs a claim whose newest assessment is verifiable: the claim is not assessed as verifiable"
RESTS_ON_IT = "a standing verdict rests on this evidence: retract the review first"
FENCE: Values = {"claim_id": "fence", "verdict": "false", "reviewed_at": NEWEST_STILL}


def test_a_verdict_needs_evidence(plain: Plain) -> None:
    assess(plain, "fence", "verifiable", "public_record", TIME)

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_EVIDENCE


def test_a_verdict_needs_an_assessment(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_VERIFIABLE


def test_a_verdict_needs_the_newest_assessment_to_be_verifiable(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")
    assess(plain, "fence", "verifiable", "public_record", TIME)
    assess(plain, "fence", "not_checkable", "opinion", LATER)

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_VERIFIABLE


def test_of_two_assessments_of_one_second_the_later_row_counts(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")
    assess(plain, "fence", "verifiable", "public_record", TIME, assessor="ann")
    assess(plain, "fence", "not_checkable", "opinion", TIME, assessor="ben")

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_VERIFIABLE
    assert claim(plain, "fence", "verifiability") == ("not_checkable",)


def test_a_verdict_with_evidence_on_a_verifiable_claim_is_accepted(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")
    assess(plain, "fence", "not_checkable", "opinion", TIME)
    assess(plain, "fence", "verifiable", "public_record", LATER)
    add(plain, "reviews", **FENCE)


@pytest.mark.parametrize("verdict", ["true", "mostly_true", "mixed", "mostly_false", "false", "misleading"])
def test_the_gate_stands_before_every_verdict(plain: Plain, verdict: str) -> None:
    assert refused_row(plain, "reviews", **FENCE | {"verdict": verdict}) == NEEDS_EVIDENCE


def test_unproven_needs_neither(plain: Plain) -> None:
    add(plain, "reviews", **FENCE | {"verdict": "unproven"})


@pytest.mark.parametrize("rating", ["False", ""])
def test_a_review_of_somebody_else_needs_neither(plain: Plain, rating: str) -> None:
    add(plain, "reviews", **FENCE, original_rating=rating)


def test_a_retraction_needs_neither(plain: Plain) -> None:
    add(plain, "reviews", **FENCE | {"state": "retracted"})


def test_the_gate_looks_at_the_repeats_of_a_claim(plain: Plain) -> None:
    """What holds of one holds of all that share a canonical claim, whichever of them the verdict is on."""
    again: Values = {"claim_id": "again", "verdict": "true"}
    assert refused_row(plain, "reviews", **again) == NEEDS_EVIDENCE

    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")

    add(plain, "reviews", **again)


def test_an_assessment_of_a_repeat_shuts_the_gate(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    assess(plain, "again", "too_vague", "vague_quantity", LATER)

    assert refused_row(plain, "reviews", reviewed_at=NEWEST_STILL) == NEEDS_VERIFIABLE


def test_a_verdict_stands_when_the_claim_is_assessed_otherwise_later(plain: Plain) -> None:
    """The verdict rested on what was known by then; whoever disagrees adds a newer review."""
    assess(plain, "closed", "too_vague", "vague_quantity", NEWEST_STILL)

    assert plain.execute("select * from ungrounded_reviews").fetchall() == []


def test_the_evidence_of_a_standing_verdict_is_not_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from evidence") == RESTS_ON_IT


def test_evidence_on_a_repeat_is_not_deleted_either(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    add(plain, "evidence")
    plain.execute("delete from evidence where claim_id = 'closed'")

    assert refused(plain, "delete from evidence where claim_id = 'again'") == RESTS_ON_IT


def test_evidence_of_a_verdict_on_a_repeat_is_not_deleted_either(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'again' where id = 'closed'")

    assert refused(plain, "delete from evidence") == RESTS_ON_IT


def test_evidence_is_deleted_once_the_verdict_is_retracted(plain: Plain) -> None:
    add(plain, "reviews", verdict="true", state="retracted")

    plain.execute("delete from evidence")


def test_evidence_on_other_claims_is_deleted_freely(plain: Plain) -> None:
    add(plain, "evidence")

    plain.execute("delete from evidence where claim_id = 'again'")


# History: what a row was before somebody changed or deleted it.

CHANGES: dict[str, tuple[str, str]] = {
    "entities": ("note = 'changed'", "id = 'ann'"),
    "entity_links": ("judgement = 'confirmed'", "from_id = 'ann'"),
    "entity_roles": ("end_date = '2024-01-01'", "entity_id = 'ann'"),
    "documents": ("title = 'changed'", "id = 'article'"),
    "claims": ("location = 'lead'", "id = 'closed'"),
    "attributions": ("cue = 'stated'", "claim_id = 'closed'"),
    "evidence": ("note = 'changed'", "claim_id = 'closed'"),
    "claim_links": ("judgement = 'rejected'", "from_id = 'closed'"),
    "tags": ("name = 'Bridge'", "id = 'bridges'"),
    "claim_tags": ("tag_id = 'rivers'", "claim_id = 'closed'"),
    "candidates": ("state = 'rejected', decided_by = 'ann', decided_at = '2024-02-05T09:30:00Z'", "id = 'drafted'"),
    "verifiability_reasons": ("definition = 'changed'", "reason = 'opinion'"),
    "vocabularies": ("definition = 'changed'", "term = 'opinion'"),
    "verifiability_statuses": ("definition = 'changed'", "id = 'verifiable'"),
    "verdicts": ("definition = 'changed'", "id = 'true'"),
    "quotations": ("definition = 'changed'", "id = 'direct'"),
    "source_types": ("definition = 'changed'", "id = 'document'"),
}
"""For every table whose rows may be changed: a change, and the row."""
ROW_IDS = {
    "entities": "ann",
    "entity_links": "ann ben",
    "entity_roles": "1",
    "documents": "article",
    "claims": "closed",
    "attributions": "closed",
    "evidence": "closed",
    "claim_links": "closed stays supports",
    "tags": "bridges",
    "claim_tags": "closed",
    "candidates": "drafted",
    "verifiability_reasons": "not_checkable opinion",
    "vocabularies": "reason opinion",
    "verifiability_statuses": "verifiable",
    "verdicts": "true",
    "quotations": "direct",
    "source_types": "document",
}
"""What the history calls that row; a row that belongs to a claim goes by the claim's id."""
APPEND_ONLY = {"assessments", "reviews", "suggested_assessments", "history"}
SUMMARIES = {
    "claim_counts", "superseded_documents", "gone_quotes", "claims_to_assess", "compared_claims", "claim_pairs", "sentence_models",
    "claim_vectors",
}  # fmt: skip
"""What triggers and programs keep, and can make anew; see test_summaries.py and test_suggestions.py."""
FOLLOWS = {"claim_date_precision", "outlet_id", "speaker_id", "source_type", "source_words", "verifiability", "verdict"}
"""Columns of claims that follow from other rows, and are no part of its history."""


def recorded(connection: Plain, table: str, where: str) -> Values:
    """Return what people wrote into a row."""
    cursor = connection.execute(f"select * from {table} where {where}")
    row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    return {column: value for column, value in row.items() if table != "claims" or column not in FOLLOWS}


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_changed_row_leaves_the_old_one_in_the_history(plain: Plain, table: str) -> None:
    change, where = CHANGES[table]
    add(plain, "tags")
    before = recorded(plain, table, where)

    plain.execute(f"update {table} set {change} where {where}")

    assert history(plain) == [(table, ROW_IDS[table], "update", before)]


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_deleted_row_is_kept_in_the_history(plain: Plain, table: str) -> None:
    plain.execute("pragma defer_foreign_keys = on")
    _, where = CHANGES[table]
    plain.execute("drop trigger candidates_no_delete")
    if table == "evidence":
        add(plain, "reviews", verdict="true", state="retracted")
    before = recorded(plain, table, where)

    plain.execute(f"delete from {table} where {where}")

    assert history(plain) == [(table, ROW_IDS[table], "delete", before)]


def test_every_table_has_its_history(shared: Plain) -> None:
    tables = {row[1] for row in shared.execute("pragma table_list") if row[2] == "table" and row[5]} - SUMMARIES
    updated, deleted = (
        {
            row[0].removesuffix(f"_history_{op}")
            for row in shared.execute("select name from sqlite_master where name glob ?", (f"*_history_{op}",))
        }
        for op in ("update", "delete")
    )

    assert updated == tables - APPEND_ONLY - {"document_texts", "captures"} == CHANGES.keys()
    assert deleted == tables - APPEND_ONLY


@pytest.mark.parametrize("column", ["id", "statement", "quote", "prefix", "suffix", "quotation", "location", "language", "claim_date"])
def test_a_change_of_any_word_of_a_claim_is_kept(plain: Plain, column: str) -> None:
    """The trigger names its columns, so that the caches stay out of the history; none may be forgotten."""
    values = {"quotation": "mixed", "location": "lead", "claim_date": "2024", "quote": "a fence", "statement": "Changed it is."}
    add(plain, "claims", quote="words", quotation="indirect")
    before = recorded(plain, "claims", "id = 'new'")

    plain.execute(f"update claims set {column} = ? where id = 'new'", (values.get(column, "other"),))

    assert history(plain) == [("claims", "new", "update", before)]


@pytest.mark.parametrize(
    "change",
    [
        "start_char = 0, end_char = 5",
        "claim_date_inferred = 1",
        "canonical_id = 'closed'",
        "created_by = 'ben'",
        "created_at = '2024-01-01T00:00:00Z'",
        "document_id = 'minutes'",
    ],
)
def test_a_change_of_any_other_field_of_a_claim_is_kept(plain: Plain, change: str) -> None:
    add(plain, "claims", quote="words", quotation="indirect", claim_date="2024")
    before = recorded(plain, "claims", "id = 'new'")

    plain.execute(f"update claims set {change} where id = 'new'")

    assert history(plain) == [("claims", "new", "update", before)]


def test_what_follows_from_other_rows_fills_no_history(plain: Plain) -> None:
    assess(plain, "closed", "too_vague", "vague_quantity", NEWEST_STILL)
    add(plain, "attributions")

    assert history(plain) == []


def test_the_text_of_a_deleted_document_is_gone(plain: Plain) -> None:
    """Copyright: whoever must delete a text must be rid of it; that there was one stays known."""
    plain.execute("delete from document_texts where document_id = 'article'")

    assert history(plain) == [("document_texts", "article", "delete", {"document_id": "article", "length": len(TEXT)})]


def test_the_page_of_a_deleted_capture_is_gone(plain: Plain) -> None:
    add(plain, "captures", page=b"\x1f\x8b and more")

    plain.execute("delete from captures")

    ((table, row_id, op, old),) = history(plain)
    assert (table, row_id, op, old["length"]) == ("captures", "article", "delete", 11)
    assert "page" not in old


def test_our_connections_name_the_actor(world: Store) -> None:
    with writing(world, "carla") as connection:
        connection.execute("update entities set note = 'changed' where id = 'ann'")
    world.connection.execute("update entities set note = 'again' where id = 'ann'")

    assert [row[0] for row in world.connection.execute("select actor from history order by id")] == ["carla", None]


def test_our_connections_keep_the_history_of_replaced_rows(world: Store) -> None:
    """Recursive triggers are on: INSERT OR REPLACE asks the triggers on DELETE too."""
    insert(world.connection, "tags", {"id": "rivers", "kind": "topic", "name": "Rivers"})
    insert(world.connection, "tags", {"id": "rivers", "kind": "place", "name": "Rivers"}, how="insert or replace")

    assert [entry[:3] for entry in history(world.connection)] == [("tags", "rivers", "delete")]


# What claims are browsed by follows from other rows.


def test_the_speaker_is_the_one_who_asserts_the_claim(plain: Plain) -> None:
    assert claim(plain, "closed", "outlet_id", "speaker_id", "source_type") == ("gazette", "ann", "named_person")
    assert claim(plain, "stays", "outlet_id", "speaker_id", "source_type") == ("gazette", None, "unnamed_group")


def test_in_its_own_voice_the_outlet_speaks(plain: Plain) -> None:
    assert claim(plain, "fence", "outlet_id", "speaker_id", "source_type") == ("gazette", "gazette", "own_voice")


def test_a_claim_without_a_source_has_none(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect")

    assert claim(plain, "new", "outlet_id", "speaker_id", "source_type", "source_words") == ("courier", None, None, "")


def test_the_words_of_all_sources_are_kept_with_the_claim(plain: Plain) -> None:
    assert claim(plain, "closed", "source_words") == ("Ann Example Mayor",)
    assert claim(plain, "stays", "source_words") == ("experts · Town Council the council",)
    assert claim(plain, "fence", "source_words") == ("",)


def test_speaker_and_words_follow_an_added_source(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect")
    add(plain, "attributions", claim_id="new", hop=0, source_type="named_person", entity_id="ann", source_text="Annie", role_text="mayor")

    assert claim(plain, "new", "speaker_id", "source_type", "source_words") == ("ann", "named_person", "Ann Example Annie mayor")


@pytest.mark.parametrize(
    ("change", "speaker", "source_type", "words"),
    [
        ("entity_id = 'ben'", "ben", "named_person", "Ben Sample Ann Example Mayor"),
        ("source_type = 'unnamed_person', entity_id = null", None, "unnamed_person", "Ann Example Mayor"),
        ("source_type = 'document'", "ann", "document", "Ann Example Mayor"),
        ("source_text = 'she'", "ann", "named_person", "Ann Example she Mayor"),
        ("role_text = null", "ann", "named_person", "Ann Example"),
    ],
)
def test_speaker_and_words_follow_a_changed_source(plain: Plain, change: str, speaker: str, source_type: str, words: str) -> None:
    plain.execute(f"update attributions set {change} where claim_id = 'closed'")

    assert claim(plain, "closed", "speaker_id", "source_type", "source_words") == (speaker, source_type, words)


def test_speaker_and_words_follow_a_removed_source(plain: Plain) -> None:
    plain.execute("delete from attributions where claim_id = 'closed'")

    assert claim(plain, "closed", "speaker_id", "source_type", "source_words") == (None, None, "")


def test_speaker_follows_a_change_to_own_voice(plain: Plain) -> None:
    plain.execute("delete from attributions where claim_id = 'again'")
    plain.execute("update claims set quotation = 'own_voice' where id = 'again'")

    assert claim(plain, "again", "outlet_id", "speaker_id", "source_type") == ("courier", "courier", "own_voice")


def test_outlet_follows_a_claim_that_is_moved_to_another_document(plain: Plain) -> None:
    add(plain, "claims")
    plain.execute("update claims set document_id = 'minutes' where id = 'new'")

    assert claim(plain, "new", "outlet_id", "speaker_id") == ("council", "council")


def test_outlet_and_own_voice_follow_the_document(plain: Plain) -> None:
    plain.execute("update documents set outlet_id = 'courier' where id = 'article'")

    assert claim(plain, "fence", "outlet_id", "speaker_id") == ("courier", "courier")
    assert claim(plain, "closed", "outlet_id", "speaker_id") == ("courier", "ann")


def test_words_follow_a_renamed_entity(plain: Plain) -> None:
    plain.execute("update entities set name = 'Ann Sample' where id = 'ann'")

    assert claim(plain, "closed", "source_words") == ("Ann Sample Ann Example Mayor",)
    assert search(plain, "ann sample mayor") == ["closed"]


def test_speaker_follows_a_merge_and_its_undoing(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    assert claim(plain, "again", "speaker_id") == ("ann",)

    plain.execute("update entities set canonical_id = null where id = 'ben'")
    assert claim(plain, "again", "speaker_id") == ("ben",)


def test_outlet_follows_a_merge_and_its_undoing(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'courier' where id = 'gazette'")
    assert claim(plain, "fence", "outlet_id", "speaker_id") == ("courier", "courier")
    assert claim(plain, "closed", "outlet_id", "speaker_id") == ("courier", "ann")

    plain.execute("update entities set canonical_id = null where id = 'gazette'")
    assert claim(plain, "fence", "outlet_id", "speaker_id") == ("gazette", "gazette")


def test_a_new_claim_of_a_merged_speaker_or_outlet_gets_the_one_that_stands_for_it(plain: Plain) -> None:
    plain.execute("update entities set canonical_id = 'ann' where id = 'ben'")
    plain.execute("update entities set canonical_id = 'gazette' where id = 'courier'")
    add(plain, "claims", quotation="indirect")
    add(plain, "attributions", claim_id="new", hop=0, source_type="named_person", entity_id="ben", source_text="Ben")

    assert claim(plain, "new", "outlet_id", "speaker_id") == ("gazette", "ann")


def test_the_newest_assessment_wins(plain: Plain) -> None:
    assess(plain, "closed", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "closed", "verifiability") == ("too_vague",)

    assess(plain, "closed", "not_checkable", "opinion", "2024-02-05T12:00:00Z")
    assert claim(plain, "closed", "verifiability") == ("too_vague",)


def test_the_newest_assessment_of_all_repeats_wins(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    assert claim(plain, "again", "verifiability") == ("verifiable",)

    assess(plain, "again", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "closed", "verifiability") == claim(plain, "again", "verifiability") == ("too_vague",)
    assert claim(plain, "stays", "verifiability") == ("unassessed",)


def test_verifiability_and_verdict_follow_a_claim_that_leaves_its_repeats(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    assess(plain, "again", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "again", "verifiability", "verdict") == ("too_vague", "true")

    plain.execute("update claims set canonical_id = null where id = 'again'")

    assert claim(plain, "again", "verifiability", "verdict") == ("too_vague", None)
    assert claim(plain, "closed", "verifiability", "verdict") == ("verifiable", "true")


def test_the_other_repeats_follow_a_claim_that_leaves_them(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id in ('again', 'fence')")
    assess(plain, "again", "too_vague", "vague_quantity", LATER)
    assert claim(plain, "fence", "verifiability") == ("too_vague",)

    plain.execute("update claims set canonical_id = null where id = 'again'")

    assert claim(plain, "fence", "verifiability", "verdict") == ("verifiable", "true")


def test_a_new_claim_that_repeats_another_takes_over_its_standing(plain: Plain) -> None:
    add(plain, "claims", canonical_id="closed")

    assert claim(plain, "new", "verifiability", "verdict") == ("verifiable", "true")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "true"),
        ({"state": "published", "url": "https://desk.example/2"}, "false"),
        ({"state": "retracted"}, None),
        ({"state": "published", "url": "https://desk.example/2", "reviewed_at": "2024-02-05T12:00:00Z"}, "false"),
        ({"state": "retracted", "reviewed_at": "2024-02-05T09:30:01Z"}, None),
    ],
    ids=["a draft", "a newer one", "a retraction", "on the same day", "a second later"],
)
def test_the_verdict_is_that_of_the_newest_review_that_is_no_draft(plain: Plain, changes: Values, verdict: str | None) -> None:
    add(plain, "reviews", **changes)

    assert claim(plain, "closed", "verdict") == (verdict,)


def test_an_older_review_that_comes_late_changes_no_verdict(plain: Plain) -> None:
    older: Values = {"original_rating": "False", "publisher_id": "courier", "reviewed_at": "2023-01-01T00:00:00Z"}
    add(plain, "reviews", **older, state="published", url="https://courier.example/2")

    assert claim(plain, "closed", "verdict") == ("true",)


def test_of_two_reviews_of_one_second_the_later_row_counts(plain: Plain) -> None:
    add(
        plain,
        "reviews",
        publisher_id="courier",
        original_rating="False",
        state="published",
        url="https://courier.example/2",
        reviewed_at=TIME,
    )

    assert claim(plain, "closed", "verdict") == ("false",)


def test_the_verdict_holds_for_all_repeats(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    add(plain, "reviews", claim_id="again", state="published", url="https://desk.example/2", publisher_id="desk")

    assert claim(plain, "closed", "verdict") == claim(plain, "again", "verdict") == ("false",)


@pytest.mark.parametrize(
    "change",
    [
        "outlet_id = 'courier'",
        "speaker_id = 'ben'",
        "speaker_id = null",
        "source_type = 'document'",
        "source_words = 'somebody'",
        "verifiability = 'not_checkable'",
        "verdict = 'false'",
        "verdict = null",
    ],
)
def test_what_follows_from_other_rows_is_not_written_by_hand(plain: Plain, change: str) -> None:
    assert refused(plain, f"update claims set {change} where id = 'closed'") == (
        "speaker, outlet, source, verifiability and verdict of a claim follow from its attributions, assessments and reviews: "
        "add one of those"
    )


def test_a_new_claim_cannot_bring_a_verdict_with_it(plain: Plain) -> None:
    add(plain, "claims", verdict="true", verifiability="verifiable", speaker_id="ann", source_words="secret", source_type="document")

    assert claim(plain, "new", "verdict", "verifiability", "speaker_id", "source_words", "source_type") == (
        None,
        "unassessed",
        "courier",
        "",
        "own_voice",
    )


def test_a_row_that_is_saved_with_its_old_values_is_no_change(plain: Plain) -> None:
    """Programs that save whole rows, such as a form, may write what was there."""
    plain.execute("update claims set verdict = verdict, speaker_id = speaker_id, source_words = source_words where id = 'closed'")


# Search.


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("traffic", ["closed"]),
        ("stay", ["stays"]),
        ("ann", ["closed"]),
        ("mayor", ["closed"]),
        ("experts", ["stays"]),
        ("council", ["stays"]),
        ("fence", ["fence"]),
        ('"bridge is closed"', ["closed"]),
        ("nowhere", []),
    ],
)
def test_search_finds_statement_quote_and_sources(plain: Plain, words: str, found: list[str]) -> None:
    assert search(plain, words) == found


def test_search_sees_through_accents_and_case(plain: Plain) -> None:
    add(plain, "claims", statement="Die BRÜCKE war gesperrt.", quote="le café fermé", quotation="own_voice")

    assert search(plain, "brucke") == search(plain, "CAFE") == search(plain, "fermé") == ["new"]


@pytest.mark.parametrize("column", ["statement", "quote"])
def test_search_follows_a_change(plain: Plain, column: str) -> None:
    add(plain, "claims", statement="The zeppelin landed here.", quote="zeppelin")
    plain.execute(f"update claims set {column} = 'The balloon landed here.' where id = 'new'")

    assert search(plain, f"{column}: zeppelin") == []
    assert search(plain, f"{column}: balloon") == ["new"]


def test_search_follows_the_sources(plain: Plain) -> None:
    plain.execute("update attributions set role_text = 'treasurer' where claim_id = 'closed'")

    assert search(plain, "mayor") == []
    assert search(plain, "treasurer") == ["closed"]


def test_search_forgets_a_deleted_claim(plain: Plain) -> None:
    add(plain, "claims", statement="The zeppelin landed here.")
    plain.execute("delete from claims where id = 'new'")

    assert search(plain, "zeppelin") == []


def test_the_search_index_agrees_with_the_claims_after_all_of_that(plain: Plain) -> None:
    add(plain, "claims", statement="The zeppelin landed here.")
    plain.execute("update claims set statement = 'The balloon landed here.' where id = 'new'")
    plain.execute("update entities set name = 'Anna Example' where id = 'ann'")
    plain.execute("delete from attributions where claim_id = 'again'")
    plain.execute("delete from claims where id = 'again'")

    plain.execute("insert into claims_fts (claims_fts, rank) values ('integrity-check', 1)")


def test_a_change_of_anything_else_leaves_the_search_index_alone(plain: Plain) -> None:
    """Each rewriting of an entry makes the index grow."""
    before = plain.execute("select * from claims_fts_data").fetchall()

    assess(plain, "closed", "too_vague", "vague_quantity", NEWEST_STILL)
    plain.execute("update claims set location = 'lead' where id = 'closed'")
    plain.execute("update claims set statement = statement where id = 'closed'")

    assert plain.execute("select * from claims_fts_data").fetchall() == before


def test_search_survives_a_vacuum(world: Store) -> None:
    """The index finds claims by rowid, which a table without an integer primary key might lose."""
    add(world.connection, "claims", id="zz", statement="The zeppelin landed here.")
    world.connection.execute("delete from claims where id = 'fence'")
    world.connection.execute("vacuum")

    assert search(world.connection, "zeppelin") == ["zz"]
    world.connection.execute("insert into claims_fts (claims_fts, rank) values ('integrity-check', 1)")


# The precision of a date is told by its form.


@pytest.mark.parametrize(
    ("date", "precision"),
    [("2024", "year"), ("2024-02", "month"), ("2024-02-05", "day"), ("XXXX-02-05", "day_without_year"), (None, None)],
)
def test_the_precision_of_a_date_is_told_by_its_form(plain: Plain, date: str | None, precision: str | None) -> None:
    add(plain, "claims", claim_date=date)

    assert claim(plain, "new", "claim_date_precision") == (precision,)


def test_a_new_row_says_when_it_came(plain: Plain) -> None:
    for table, column in (("claims", "created_at"), ("evidence", "added_at"), ("history", "at")):
        row = {key: value for key, value in NEW[table].items() if key != column}
        insert(plain, table, row)
        assert one(plain, f"select abs(julianday(max({column})) - julianday('now')) < 0.01 from {table}") == 1, table


def test_the_world_of_these_tests_is_recorded_as_given(shared: Plain) -> None:
    assert {table: len(rows) for table, rows in contents(shared, *dict(WORLD)).items()} == {
        table: sum(name == table for name, _ in WORLD) for table in dict(WORLD)
    }


def test_our_connections_write_safely(world: Store) -> None:
    """An acknowledged write survives a power loss: WAL with synchronous=FULL (2)."""
    second = connect(world.path)
    try:
        found = {name: one(second.connection, f"pragma {name}") for name in ("synchronous", "journal_mode", "recursive_triggers")}
        assert found == {"synchronous": 2, "journal_mode": "wal", "recursive_triggers": 1}
    finally:
        second.close()
