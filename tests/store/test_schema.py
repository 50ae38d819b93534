"""The schema: what it is, and how a database of any age becomes one of today, or is left as it was."""

import shutil
import sqlite3 as standard
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlite_utils import Database
from store.by_hand import NEW, WORLD, add, contents, insert, make_world, one
from store.schema_text import SNAPSHOT, schema_text

from claims.errors import DatabaseMissing, DatabaseUnusable
from claims.settings import house_folder
from claims.store.check import check_store
from claims.store.connection import APPLICATION_ID, connect
from claims.store.connection import sqlite3 as newest
from claims.store.schema import load_migrations, open_store, seed_vocabularies, split_statements

MIGRATIONS = sorted((house_folder() / "migrations").glob("[0-9]*.sql"))

COLUMNS = {
    "_sqlite_migrations": "id, migration_set, name, applied_at",
    "assessments": "id, claim_id, status, reason, rationale, check_after, credibility, assessor, assessed_at",
    "attributions": (
        "id, claim_id, hop, seq, source_type, entity_id, affiliation_id, source_text, role_text, cue, stance, medium, platform_id, "
        "said_date, origin_document_id, anonymity_reason, confirmation, reliability"
    ),
    "candidates": (
        "id, document_id, extractor, draft, start_char, end_char, score, because, state, decision, decided_by, decided_at, claim_id, "
        "created_at, spans"
    ),
    "captures": ("document_id, requested_url, final_url, http_status, file_name, media_type, tool, captured_by, captured_at, page"),
    "claim_counts": "scope, scope_id, verifiability, verdict, quotation, source_type, n",
    "claim_links": "from_id, to_id, relation, judgement, score, decided_by, decided_at",
    "claim_pairs": "from_id, to_id, score",
    "claim_tags": "claim_id, tag_id",
    "claim_vectors": "id, claim_id, model_id, vector",
    "claims": (
        "id, document_id, statement, quote, prefix, suffix, start_char, end_char, quotation, location, language, claim_date, "
        "claim_date_inferred, claim_date_precision, canonical_id, created_by, created_at, outlet_id, speaker_id, source_type, "
        "source_words, verifiability, verdict"
    ),
    "claims_fts": "statement, quote, source_words, claims_fts, rank",
    "claims_to_assess": "claim_id, worth",
    "compared_claims": "claim_id, program, compared_at",
    "document_texts": "document_id, text, added_at",
    "documents": (
        "id, kind, url, outlet_id, title, byline, language, published_at, published_at_inferred, accessed_at, content_sha256, archive_url"
    ),
    "documents_fts": "title, byline, documents_fts, rank",
    "entities": "id, kind, name, aliases, wikidata_id, domain, country, canonical_id, note",
    "entity_links": "from_id, to_id, judgement, score, because, decided_by, decided_at",
    "entity_name_parts": "term, doc, cnt",
    "entity_names_fts": "id, name, aliases, entity_names_fts, rank",
    "entity_roles": "id, entity_id, title, organisation_id, start_date, end_date",
    "evidence": "id, claim_id, document_id, stance, is_primary, quote, note, added_by, added_at",
    "gone_quotes": "document_id, claim_id",
    "history": "id, at, table_name, row_id, op, old, actor",
    "quotations": "id, label, definition, position",
    "repeat_words": "term, doc, cnt",
    "repeats_fts": "statement, quote, source_words, repeats_fts, rank",
    "reviews": "id, claim_id, verdict, original_rating, summary, publisher_id, url, state, reviewer, reviewed_at",
    "sentence_models": "id, name, dimensions",
    "source_types": "id, label, definition, position",
    "sqlite_sequence": "name, seq",
    "suggested_assessments": "id, claim_id, status, reason, score, worth, grounds, program, suggested_at",
    "superseded_documents": "document_id, newest_id",
    "tags": "id, kind, name, wikidata_id",
    "verdicts": "id, label, definition, position",
    "verifiability_reasons": "status, reason, label, definition",
    "verifiability_statuses": "id, label, definition, position",
    "vocabularies": "vocabulary, term, label, definition, position",
}
"""Every table with its columns, in their order; those of the search index's own tables are SQLite's business."""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of `db/` that the program uses instead of its own."""
    folder = tmp_path / "db"
    for part in ("migrations", "views"):
        shutil.copytree(house_folder() / part, folder / part)
    monkeypatch.setattr("claims.store.schema.house_folder", lambda: folder)
    return folder


def database_of(path: Path, migrations: list[Path], folder: Path) -> None:
    """Make a database as it was when there were only these migrations."""
    folder.mkdir()
    for migration in migrations:
        shutil.copy(migration, folder)
    connection = newest.connect(str(path), isolation_level=None)
    load_migrations(folder).apply(Database(connection))
    seed_vocabularies(connection)
    connection.close()


def test_the_schema_is_the_checked_in_one(blank_file: Path) -> None:
    """Where a change was meant, `tests/store/schema_text.py` says how to write the snapshot anew."""
    store = connect(blank_file)

    assert schema_text(store.connection) == SNAPSHOT.read_text(encoding="utf-8")
    store.close()


def test_every_table_has_these_columns(blank_file: Path) -> None:
    store = connect(blank_file)
    query = "select name from sqlite_master where type = 'table' and name not like '%\\_fts\\_%' escape '\\'"
    found = {
        name: ", ".join(row[1] for row in store.connection.execute(f"pragma table_xinfo({name})"))
        for (name,) in store.connection.execute(query).fetchall()
    }
    store.close()

    assert found == COLUMNS


def test_a_new_database_is_marked_as_ours_and_sound(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new.db", create=True)

    assert one(store.connection, "pragma application_id") == APPLICATION_ID == int.from_bytes(b"CLMS", "big")
    assert one(store.connection, "pragma journal_mode") == "wal"
    assert [row[0] for row in store.connection.execute("select name from _sqlite_migrations order by id")] == [
        path.stem for path in MIGRATIONS
    ]
    assert list(check_store(store)) == []
    store.close()


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()

    store = open_store(path)

    assert list(check_store(store)) == []
    store.close()


@pytest.mark.parametrize("known", range(1, len(MIGRATIONS)), ids=lambda known: MIGRATIONS[known - 1].stem)
def test_a_database_of_every_age_is_brought_up_to_date_with_its_rows(tmp_path: Path, known: int) -> None:
    path = tmp_path / "old.db"
    database_of(path, MIGRATIONS[:known], tmp_path / "migrations")
    connection = newest.connect(str(path), isolation_level=None)
    make_world(connection)
    tables = tuple(table for table in NEW if one(connection, "select count(*) from sqlite_master where name = ?", table))
    written = {table: list(dict(WORLD).get(table, NEW[table])) for table in tables}
    before = {table: connection.execute(f"select {', '.join(columns)} from {table}").fetchall() for table, columns in written.items()}
    connection.close()

    store = open_store(path)

    after = {table: store.connection.execute(f"select {', '.join(columns)} from {table}").fetchall() for table, columns in written.items()}
    assert after == before
    assert schema_text(store.connection) == SNAPSHOT.read_text(encoding="utf-8")
    assert one(store.connection, "pragma foreign_key_check") is None
    store.close()


def test_a_new_migration_is_applied_to_a_database_with_rows(house: Path, world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    (house / "migrations" / "0099_next.sql").write_text("create table next_table (id integer primary key) strict;\n")

    store = open_store(path)

    assert one(store.connection, "select count(*) from next_table") == 0
    assert one(store.connection, "select count(*) from claims") == 4
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(house: Path, world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    (house / "migrations" / "0098_good.sql").write_text("create table good_table (id integer primary key) strict;\n")
    bad = house / "migrations" / "0099_bad.sql"
    bad.write_text("update claims set location = 'lead';\ncreate table claims (id integer primary key) strict;\n")

    with pytest.raises(newest.OperationalError, match="table claims already exists"):
        open_store(path)

    store = connect(path)
    assert schema_text(store.connection) == SNAPSHOT.read_text(encoding="utf-8")
    assert one(store.connection, "select count(*) from claims where location = 'lead'") == 0
    assert [applied.name for applied in load_migrations(house / "migrations").pending(store.db)] == ["0098_good", "0099_bad"]
    store.close()


def test_a_migration_that_was_mended_is_applied(house: Path, world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    bad = house / "migrations" / "0099_bad.sql"
    bad.write_text("create table claims (id integer primary key) strict;\n")
    with pytest.raises(newest.OperationalError):
        open_store(path)
    bad.write_text("create table other (id integer primary key) strict;\n")

    store = open_store(path)

    assert one(store.connection, "select count(*) from other") == 0
    store.close()


def test_a_new_database_whose_migration_fails_has_no_tables(house: Path, tmp_path: Path) -> None:
    (house / "migrations" / "0099_bad.sql").write_text("create table claims (id integer primary key) strict;\n")

    with pytest.raises(newest.OperationalError):
        open_store(tmp_path / "new.db", create=True)

    connection = newest.connect(str(tmp_path / "new.db"))
    assert one(connection, "select count(*) from sqlite_master") == 0
    connection.close()


def test_a_database_of_a_newer_version_is_refused_and_untouched(world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    connection = newest.connect(str(path), isolation_level=None)
    connection.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('claims', '0100_future', '2099')")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DatabaseUnusable) as refusal:
        open_store(path)

    assert str(refusal.value) == f"Cannot use '{path}': a newer version of claim-tracker made it (0100_future). Upgrade the program."
    assert path.read_bytes() == before


def test_migrations_of_another_program_in_the_same_file_are_let_be(world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    connection = newest.connect(str(path), isolation_level=None)
    connection.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('plugin', '0100_future', '2099')")
    connection.close()

    open_store(path).close()


def _another_programs_tables(connection: Any) -> None:
    connection.execute("create table recipes (id integer primary key, name text)")


def _another_programs_mark(connection: Any) -> None:
    connection.execute("pragma application_id = 252006673")


@pytest.mark.parametrize("make", [_another_programs_tables, _another_programs_mark])
@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path, make: Callable[[Any], None], create: bool) -> None:
    path = tmp_path / "recipes.db"
    connection = newest.connect(str(path), isolation_level=None)
    make(connection)
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DatabaseUnusable) as refusal:
        open_store(path, create=create)

    assert str(refusal.value) == (f"Cannot use '{path}': it is a SQLite database of another program. Name the claims database with --db.")
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["Dear diary,\n", "x" * 5_000])
def test_a_text_file_is_refused_and_untouched(tmp_path: Path, text: str) -> None:
    path = tmp_path / "diary.txt"
    path.write_text(text)

    with pytest.raises(DatabaseUnusable) as refusal:
        open_store(path, create=True)

    assert str(refusal.value) == f"Cannot use '{path}': it is not a SQLite database. Name the claims database with --db."
    assert path.read_text() == text


def test_a_database_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"

    with pytest.raises(DatabaseMissing) as refusal:
        open_store(path)

    assert str(refusal.value) == (
        f"No database at '{path}': run `claims build-database` to make it there, `claims init DIR` for a folder of your own, "
        "or name another with --db."
    )
    assert not path.exists()


def test_a_database_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable) as refusal:
        open_store(tmp_path / "nowhere" / "claims.db", create=True)

    assert str(refusal.value) == (f"Cannot use '{tmp_path}/nowhere/claims.db': there is no folder '{tmp_path}/nowhere'. Make it first.")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable) as refusal:
        open_store(tmp_path, create=True)

    assert str(refusal.value) == (f"Cannot use '{tmp_path}': it cannot be opened. Check that you may read it and its folder.")


def test_opening_a_database_that_is_up_to_date_writes_nothing(path: Path) -> None:
    watcher = newest.connect(str(path))
    version, before = one(watcher, "pragma data_version"), path.read_bytes()

    store = open_store(path)

    assert store.connection.total_changes == 0
    assert not store.connection.in_transaction
    store.close()
    assert one(watcher, "pragma data_version") == version
    watcher.close()
    assert path.read_bytes() == before


def test_opening_a_database_that_is_up_to_date_waits_for_nobody(path: Path) -> None:
    writer = newest.connect(str(path), isolation_level=None)
    writer.execute("begin immediate")

    open_store(path).close()

    writer.close()


def test_a_view_that_differs_is_made_anew(world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    connection = newest.connect(str(path), isolation_level=None)
    connection.execute("drop view claim_overview")
    connection.execute("create view claim_overview as select 1 as id")
    connection.execute("drop view speakers")
    connection.close()

    store = open_store(path)

    assert schema_text(store.connection) == SNAPSHOT.read_text(encoding="utf-8")
    assert one(store.connection, "select count(*) from claim_overview") == 4
    store.close()


def test_a_view_of_a_newer_version_takes_the_place_of_the_old_one(house: Path, path: Path) -> None:
    (house / "views" / "speakers.sql").write_text("-- Only their names.\ncreate view speakers as\nselect name from entities;\n")

    store = open_store(path)

    assert [column[0] for column in store.connection.execute("select * from speakers").description] == ["name"]
    store.close()


def test_a_term_that_was_reworded_is_brought_up_to_date(path: Path) -> None:
    connection = newest.connect(str(path), isolation_level=None)
    connection.execute("update verdicts set label = 'Wrong' where id = 'false'")
    connection.execute("delete from vocabularies where term = 'opinion'")
    connection.close()

    store = open_store(path)

    assert one(store.connection, "select label from verdicts where id = 'false'") == "False"
    assert one(store.connection, "select count(*) from vocabularies where term = 'opinion'") == 1
    store.close()


def test_a_term_that_somebody_added_stays(path: Path) -> None:
    """Rows may refer to it; `check-database` tells of it."""
    connection = newest.connect(str(path), isolation_level=None)
    add(connection, "verdicts")
    connection.close()

    store = open_store(path)

    assert one(store.connection, "select count(*) from verdicts where id = 'new'") == 1
    store.close()


@pytest.mark.parametrize("library", [newest, standard], ids=["program", "standard"])
def test_any_program_can_read_and_write_the_file(world_file: Path, tmp_path: Path, library: ModuleType) -> None:
    """The SQLite of Python's standard library is years older than the one that comes with the program."""
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    connection = library.connect(str(path), isolation_level=None)
    connection.execute("pragma foreign_keys = on")

    add(connection, "claims", quotation="indirect")
    insert(
        connection,
        "attributions",
        {"claim_id": "new", "hop": 0, "source_type": "named_person", "entity_id": "ben", "source_text": "Ben Sample"},
    )
    add(connection, "assessments", claim_id="new")

    row = connection.execute("select speaker, outlet, source, verifiability, verdict from claim_overview where id = 'new'").fetchone()
    assert tuple(row) == ("Ben Sample", "Courier", "Named person", "Verifiable", None)
    found = connection.execute("select c.id from claims_fts f join claims c on c.rowid = f.rowid where claims_fts match 'opens ben'")
    assert found.fetchone()[0] == "new"
    connection.close()

    store = open_store(path)
    assert list(check_store(store)) == []
    store.close()


@pytest.mark.parametrize("library", [newest, standard], ids=["program", "standard"])
def test_every_view_can_be_read_by_any_program(world_file: Path, tmp_path: Path, library: ModuleType) -> None:
    connection = library.connect(shutil.copy(world_file, tmp_path / "claims.db"))
    for (name,) in connection.execute("select name from sqlite_master where type = 'view'").fetchall():
        connection.execute(f"select * from {name}").fetchall()
    connection.close()


def test_a_script_is_split_at_the_ends_of_its_statements() -> None:
    script = (
        "-- A comment; with a semicolon.\n"
        "create table a (note text default ';');\n"
        "create trigger b after insert on a begin\n"
        "  select 1;\n"
        "  select 2;\n"
        "end;\n"
        "-- The end.\n"
    )

    first, second = split_statements(script)

    assert first.endswith("default ';');\n")
    assert second.endswith("end;\n")


def test_a_script_that_ends_in_the_middle_of_a_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="an SQL script ends in the middle of a statement: create table a"):
        list(split_statements("create table a (id integer)\n"))


def test_the_rows_of_a_database_stay_when_it_is_opened(world_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    connection = newest.connect(str(path))
    before = contents(connection)
    connection.close()

    store = open_store(path)

    assert contents(store.connection) == before
    store.close()
