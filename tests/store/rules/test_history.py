"""What changes or goes is kept in the history."""

import pytest
from store.by_hand import TEXT, Values, add, insert
from store.libraries import Plain
from store.rules.asking import NEWEST_STILL, assess, history

from claims.store.connection import Store, writing

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
