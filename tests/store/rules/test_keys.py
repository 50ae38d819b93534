"""What is one is recorded once, what is referred to is recorded, what is referred to is not deleted."""

from types import ModuleType

import pytest
from store.by_hand import TEXT, TIME, Values, add, one, span
from store.libraries import LIBRARIES, Plain
from store.rules.asking import BY_ANN, case_name, needs_newer_sqlite, refused, refused_row

from claims.store.connection import Store

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


@pytest.mark.parametrize(("key", "table", "changes"), UNIQUE, ids=[case_name(table, changes) for _, table, changes in UNIQUE])
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
