"""Whether a database is sound: what SQLite can tell, what the schema should be, and what the rules say of every row."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import ValidationError
from sqlite_utils import Database

from claims.identifiers import content_sha256
from claims.models.faults import faults_of
from claims.models.records import validate_record
from claims.settings import house_folder
from claims.store.connection import Connection, Store, sqlite3
from claims.store.read import records
from claims.store.schema import changed_views, load_migrations, refresh_views, seed_vocabularies, vocabulary_drift

WAL_RESET_MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite versions that mend the WAL-reset bug, which may lose a commit or damage a file: the release and its two backports."""


class Finding(NamedTuple):
    """One fault, on one line."""

    check: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.what}"


def check_store(store: Store) -> Iterator[Finding]:
    """Yield every fault of a database; a sound one yields none."""
    for name, check in CHECKS.items():
        for what in check(store.connection):
            yield Finding(name, what)
    for what in _rules(store):
        yield Finding("rules", what)


def sqlite_version() -> str:
    """Return the version of SQLite that runs."""
    return str(sqlite3.sqlite_version)


def has_wal_reset_bug(version: str) -> bool:
    """Tell whether a version of SQLite has the WAL-reset bug (sqlite.org/wal.html#walresetbug)."""
    number = tuple(int(part) for part in version.split("."))
    newest, *backports = WAL_RESET_MENDED
    return number < newest and not any(number[:2] == mended[:2] and number >= mended for mended in backports)


def _integrity(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute("pragma integrity_check"):
        if line != "ok":
            yield line


def _foreign_keys(connection: Connection) -> Iterator[str]:
    for table, rowid, parent, _ in connection.execute("pragma foreign_key_check"):
        yield f"row {rowid} of {table} refers to a row of {parent} that is not there"


_SEARCHED = {"claims_fts": "claims", "repeats_fts": "claims", "documents_fts": "documents", "entity_names_fts": "entities"}
"""The table that each search index follows."""


def _search(connection: Connection) -> Iterator[str]:
    for index, table in _SEARCHED.items():
        try:
            connection.execute(f"insert into {index} ({index}, rank) values ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"the index does not agree with the {table} ({error}); rebuild it: insert into {index} ({index}) values ('rebuild')"


def _schema(connection: Connection) -> Iterator[str]:
    expected = _schema_of(_blank())
    found = _schema_of(connection)
    for key in sorted(expected.keys() - found.keys()):
        yield f"the {key[0]} {key[1]} is missing"
    for key in sorted(found.keys() - expected.keys()):
        yield f"the {key[0]} {key[1]} is not ours"
    for key in sorted(expected.keys() & found.keys()):
        if expected[key] != found[key]:
            yield f"the {key[0]} {key[1]} differs from ours"
    triggers = sum(1 for kind, _ in found if kind == "trigger")
    wanted = sum(1 for kind, _ in expected if kind == "trigger")
    if triggers != wanted:
        yield f"{triggers} triggers instead of {wanted}"


def _schema_of(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("select type, name, sql from sqlite_master where sql is not null and name not like '\\_sqlite%' escape '\\'")
    return {(kind, name): sql for kind, name, sql in rows if not name.startswith(("sqlite_", "idx__sqlite"))}


def _blank() -> Connection:
    """Return an empty database of this version, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    load_migrations(house_folder() / "migrations").apply(Database(connection))
    refresh_views(connection, house_folder() / "views")
    seed_vocabularies(connection)
    return connection


def _views(connection: Connection) -> Iterator[str]:
    for name in changed_views(connection, house_folder() / "views"):
        yield f"the view {name} is not the one of this version"


def _vocabularies(connection: Connection) -> Iterator[str]:
    yield from vocabulary_drift(connection)


def _quotes(connection: Connection) -> Iterator[str]:
    for claim_id, document_id, fault in connection.execute("select id, document_id, fault from misquoted_claims order by id"):
        yield f"the quote of {claim_id} is {fault} in the text of {document_id}"


def _texts(connection: Connection) -> Iterator[str]:
    query = "select t.document_id, t.text, d.content_sha256 from document_texts t join documents d on d.id = t.document_id"
    for document_id, text, sha256 in connection.execute(query):
        if content_sha256(text) != sha256:
            yield f"the text of {document_id} is not the one whose sha256 is recorded"


def _sources(connection: Connection) -> Iterator[str]:
    for claim_id, fault in connection.execute("select claim_id, fault from misplaced_attributions order by id"):
        yield f"the chain of {claim_id}: {fault}"
    query = "select id from claims c where quotation <> 'own_voice' and not exists (select 1 from attributions where claim_id = c.id)"
    for (claim_id,) in connection.execute(query):
        yield f"{claim_id} is not in the outlet's own voice, yet nobody is said to have said it"


def _caches(connection: Connection) -> Iterator[str]:
    columns = ("outlet_id", "speaker_id", "source_type", "source_words", "verifiability", "verdict")
    differs = " or ".join(f"c.{column} is not k.{column}" for column in columns)
    for (claim_id,) in connection.execute(f"select c.id from claims c join claim_current k on k.id = c.id where {differs} order by c.id"):
        yield f"what is shown of {claim_id} does not follow from its attributions, assessments and reviews"


_RECOUNT = "select scope, scope_id, verifiability, verdict, quotation, source_type, count(*) from counted_claims group by 1, 2, 3, 4, 5, 6"


def _counts(connection: Connection) -> Iterator[str]:
    if wrong := len(_differences(connection, "select * from claim_counts", _RECOUNT)):
        yield (
            f"{wrong} rows of claim_counts do not follow from the claims; "
            f"count anew: delete from claim_counts; insert into claim_counts {_RECOUNT}"
        )


def _versions(connection: Connection) -> Iterator[str]:
    kept, right = "select document_id, newest_id from superseded_documents", "select document_id, newest_id from older_versions"
    for document_id in dict.fromkeys(row[0] for row in _differences(connection, kept, right)):
        yield f"superseded_documents is wrong about the newest version of {document_id}"
    kept, right = "select claim_id from gone_quotes", "select claim_id from changed_quotes"
    for (claim_id,) in _differences(connection, kept, right):
        yield f"gone_quotes is wrong about whether the quote of {claim_id} still stands in the newest version of its page"


def _worth(connection: Connection) -> Iterator[str]:
    newest = "select id from suggested_assessments where claim_id = c.id order by suggested_at desc, id desc limit 1"
    right = f"select c.id, s.worth from claims c join suggested_assessments s on s.id = ({newest}) where c.verifiability = 'unassessed'"
    for claim_id in dict.fromkeys(row[0] for row in _differences(connection, "select claim_id, worth from claims_to_assess", right)):
        yield f"claims_to_assess is wrong about whether {claim_id} waits for an assessment, or what it is worth"


def _differences(connection: Connection, kept: str, right: str) -> list[tuple[object, ...]]:
    """Return the rows that are in the one table and not in the other."""
    return connection.execute(
        f"with kept as ({kept}), right as materialized ({right})"
        " select * from (select * from kept except select * from right)"
        " union all select * from (select * from right except select * from kept) order by 1"
    ).fetchall()


def _groups(connection: Connection) -> Iterator[str]:
    query = (
        "select l.from_id, l.to_id from claim_links l join claims a on a.id = l.from_id join claims b on b.id = l.to_id"
        " where l.relation = 'same_as' and l.judgement = 'confirmed'"
        " and coalesce(a.canonical_id, a.id) <> coalesce(b.canonical_id, b.id)"
    )
    for first, second in connection.execute(query):
        yield f"{first} and {second} are confirmed as the same, yet have no common canonical claim"


def _verdicts(connection: Connection) -> Iterator[str]:
    for claim_id, lacks_evidence, status in connection.execute("select claim_id, lacks_evidence, status from ungrounded_reviews"):
        yield f"the verdict on {claim_id} stands without {'evidence' if lacks_evidence else f'an assessment as verifiable ({status})'}"


def _rules(store: Store) -> Iterator[str]:
    """Hold every record against the models: rows may have been written around them."""
    for record in records(store, with_texts=False):
        try:
            validate_record(record)
        except ValidationError as error:
            name = record.get("id") or record.get("claim_id") or record.get("entity_id") or record.get("from_id")
            for fault in faults_of(error):
                yield f"{record['record']} {name}: {fault}"


CHECKS: dict[str, Callable[[Connection], Iterator[str]]] = {
    "integrity": _integrity,
    "foreign keys": _foreign_keys,
    "schema": _schema,
    "views": _views,
    "vocabularies": _vocabularies,
    "search": _search,
    "quotes": _quotes,
    "texts": _texts,
    "sources": _sources,
    "caches": _caches,
    "counts": _counts,
    "versions": _versions,
    "worth": _worth,
    "groups": _groups,
    "verdicts": _verdicts,
}
"""Every check by name; each yields one sentence a fault."""
