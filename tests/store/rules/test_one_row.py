"""Each table's own rules, the named CHECKs: a row that breaks one is refused with its sentence."""

import pytest
from store.by_hand import LATER, NEW, TIME, Values, add, one
from store.libraries import Plain
from store.rules.asking import BY_ANN, case_name, needs_newer_sqlite, refused_row

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


@pytest.mark.parametrize(("sentence", "table", "changes"), BAD_ROWS, ids=[case_name(table, changes) for _, table, changes in BAD_ROWS])
def test_a_row_that_breaks_a_rule_is_refused_with_the_rule(plain: Plain, sentence: str, table: str, changes: Values) -> None:
    needs_newer_sqlite(plain, table, changes)

    assert refused_row(plain, table, **changes) == sentence


@pytest.mark.parametrize(("table", "changes"), GOOD_ROWS, ids=[case_name(table, changes) for table, changes in GOOD_ROWS])
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
