"""Whether a database is sound: a sound one yields nothing, and every kind of damage is found and named."""

from collections.abc import Callable

import pytest
from store.by_hand import TEXT, add, insert, one

from claims.store.check import CHECKS, check_store, has_wal_reset_bug, sqlite_version
from claims.store.connection import Connection, Store


def around_the_rules(connection: Connection, *statements: str) -> None:
    """Run statements as if there were no triggers, no CHECKs and no foreign keys, and leave the schema as it was."""
    triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    connection.execute("pragma foreign_keys = off")
    connection.execute("pragma ignore_check_constraints = on")
    connection.execute("begin")
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("commit")
    connection.execute("pragma ignore_check_constraints = off")
    connection.execute("pragma foreign_keys = on")


def _number_of(connection: Connection, kind: str) -> int:
    return int(one(connection, "select count(*) from sqlite_master where type = ?", kind))


def _broken_check(connection: Connection) -> None:
    around_the_rules(connection, "update tags set kind = 'person'")


def _row_of_nothing(connection: Connection) -> None:
    around_the_rules(connection, "insert into entity_roles (id, entity_id, title) values (77, 'nobody', 'Mayor')")


def _dropped_trigger(connection: Connection) -> None:
    connection.execute("drop trigger assessments_no_update")


def _dropped_index(connection: Connection) -> None:
    connection.execute("drop index claims_canonical_idx")


def _strange_table(connection: Connection) -> None:
    connection.execute("create table recipes (id integer primary key)")


def _changed_trigger(connection: Connection) -> None:
    connection.execute("drop trigger reviews_no_delete")
    connection.execute("create trigger reviews_no_delete before delete on reviews begin select 1; end")


def _dropped_view(connection: Connection) -> None:
    connection.execute("drop view outlets")


def _reworded_term(connection: Connection) -> None:
    connection.execute("update quotations set label = 'Sung' where id = 'direct'")


def _lost_search_entry(connection: Connection) -> None:
    connection.execute(
        "insert into claims_fts (claims_fts, rowid, statement, quote, source_words)"
        " select 'delete', rowid, statement, quote, source_words from claims where id = 'fence'"
    )


def _lost_stems(connection: Connection) -> None:
    connection.execute(
        "insert into repeats_fts (repeats_fts, rowid, statement, quote, source_words)"
        " select 'delete', rowid, statement, quote, source_words from claims where id = 'fence'"
    )


def _unindexed_change(connection: Connection) -> None:
    around_the_rules(connection, "update claims set statement = 'The bridge is open to nobody.' where id = 'closed'")


def _unindexed_title(connection: Connection) -> None:
    around_the_rules(connection, "update documents set title = 'Bridge open' where id = 'report'")


def _unindexed_name(connection: Connection) -> None:
    around_the_rules(connection, "update entities set name = 'Circle' where id = 'square'")


def _moved_quote(connection: Connection) -> None:
    around_the_rules(
        connection,
        "insert into claims_fts (claims_fts, rowid, statement, quote, source_words)"
        " select 'delete', rowid, statement, quote, source_words from claims where id = 'closed'",
        "update claims set start_char = start_char + 1, end_char = end_char + 1 where id = 'closed'",
        "insert into claims_fts (rowid, statement, quote, source_words)"
        " select rowid, statement, quote, source_words from claims where id = 'closed'",
    )


def _changed_text(connection: Connection) -> None:
    around_the_rules(connection, "update document_texts set text = text || ' So it goes.'")


def _sources_gone(connection: Connection) -> None:
    connection.execute("delete from attributions where claim_id = 'again'")


def _source_of_another_kind(connection: Connection) -> None:
    connection.execute("update entities set kind = 'organisation' where id = 'ann'")


RECOUNT = "select scope, scope_id, verifiability, verdict, quotation, source_type, count(*) from counted_claims group by 1, 2, 3, 4, 5, 6"
MISCOUNTED = (
    "counts: {rows} rows of claim_counts do not follow from the claims; "
    f"count anew: delete from claim_counts; insert into claim_counts {RECOUNT}"
)


def _miscounted(connection: Connection) -> None:
    connection.execute("update claim_counts set n = n + 1 where scope = 'all' and quotation = 'direct'")


def _uncounted(connection: Connection) -> None:
    connection.execute("delete from claim_counts where scope = 'outlet' and scope_id = 'gazette'")


def _counted_for_nothing(connection: Connection) -> None:
    connection.execute("insert into claim_counts values ('week', '2020-01-06', 'verifiable', '', 'direct', 'named_person', 0)")


def _wrong_version(connection: Connection) -> None:
    around_the_rules(connection, "insert into superseded_documents (document_id, newest_id) values ('report', 'article')")


def _unnoticed_version(connection: Connection) -> None:
    around_the_rules(connection, "update documents set url = (select url from documents where id = 'article') where id = 'minutes'")


def _wrong_quote(connection: Connection) -> None:
    around_the_rules(connection, "insert into gone_quotes (document_id, claim_id) values ('article', 'stays')")


def _stale_cache(connection: Connection) -> None:
    around_the_rules(connection, "update claims set speaker_id = 'ben' where id = 'closed'")


def _stale_verdict(connection: Connection) -> None:
    around_the_rules(connection, "update claims set verdict = null where id = 'closed'")


def _worth_of_an_assessed_claim(connection: Connection) -> None:
    connection.execute("insert into claims_to_assess (claim_id, worth) values ('closed', 0.6)")


def _group_apart(connection: Connection) -> None:
    add(connection, "claim_links", from_id="again", to_id="fence", relation="same_as", judgement="confirmed")


def _evidence_gone(connection: Connection) -> None:
    around_the_rules(connection, "delete from evidence")


def _assessment_gone(connection: Connection) -> None:
    around_the_rules(connection, "delete from assessments", "update claims set verifiability = 'unassessed'")


def _statement_with_an_attribution(connection: Connection) -> None:
    connection.execute("update claims set statement = 'The bridge is closed, the mayor said.' where id = 'closed'")


def _language_of_nobody(connection: Connection) -> None:
    connection.execute("update documents set language = 'klingonish!' where id = 'report'")


DAMAGE: list[tuple[Callable[[Connection], None], list[str]]] = [
    (
        _broken_check,
        ["integrity: CHECK constraint failed in tags", "rules: tag bridges: …kind 'person': is not one of 'topic', 'place' or 'event'"],
    ),
    (_row_of_nothing, ["foreign keys: row 77 of entity_roles refers to a row of entities that is not there"]),
    (_dropped_trigger, ["schema: the trigger assessments_no_update is missing", "schema: {less} triggers instead of {triggers}"]),
    (_dropped_index, ["schema: the index claims_canonical_idx is missing"]),
    (_strange_table, ["schema: the table recipes is not ours"]),
    (_changed_trigger, ["schema: the trigger reviews_no_delete differs from ours"]),
    (_dropped_view, ["schema: the view outlets is missing", "views: the view outlets is not the one of this version"]),
    (_changed_text, ["texts: the text of article is not the one whose sha256 is recorded"]),
    (_moved_quote, ["quotes: the quote of closed is elsewhere in the text of article"]),
    (
        _sources_gone,
        [
            "sources: again is not in the outlet's own voice, yet nobody is said to have said it",
            "rules: claim again: …: indirect quotation needs an attribution; say who said it, or choose own_voice",
        ],
    ),
    (_source_of_another_kind, ["sources: the chain of closed: no person"]),
    (
        _stale_cache,
        ["caches: what is shown of closed does not follow from its attributions, assessments and reviews", MISCOUNTED.format(rows=2)],
    ),
    (
        _stale_verdict,
        ["caches: what is shown of closed does not follow from its attributions, assessments and reviews", MISCOUNTED.format(rows=10)],
    ),
    (_miscounted, [MISCOUNTED.format(rows=2)]),
    (_uncounted, [MISCOUNTED.format(rows=3)]),
    (_counted_for_nothing, [MISCOUNTED.format(rows=1)]),
    (_wrong_version, ["versions: superseded_documents is wrong about the newest version of report"]),
    (_unnoticed_version, ["versions: superseded_documents is wrong about the newest version of article"]),
    (_wrong_quote, ["versions: gone_quotes is wrong about whether the quote of stays still stands in the newest version of its page"]),
    (
        _worth_of_an_assessed_claim,
        ["worth: claims_to_assess is wrong about whether closed waits for an assessment, or what it is worth"],
    ),
    (_group_apart, ["groups: again and fence are confirmed as the same, yet have no common canonical claim"]),
    (_evidence_gone, ["verdicts: the verdict on closed stands without evidence"]),
    (
        _assessment_gone,
        [
            MISCOUNTED.format(rows=10),
            "worth: claims_to_assess is wrong about whether closed waits for an assessment, or what it is worth",
            "verdicts: the verdict on closed stands without an assessment as verifiable (unassessed)",
        ],
    ),
    (
        _statement_with_an_attribution,
        ["rules: claim closed: …holds an attribution (the mayor said.); say what is claimed, and who says it in the attributions"],
    ),
    (
        _language_of_nobody,
        ["rules: document report: …is no BCP 47 language tag; give one such as en, ar or pt-BR, or und if it is unknown"],
    ),
]


def found(store: Store) -> list[str]:
    return [str(finding) for finding in check_store(store)]


def test_a_sound_database_yields_nothing(world: Store) -> None:
    assert found(world) == []


def test_a_database_without_a_row_is_sound(store: Store) -> None:
    assert found(store) == []


@pytest.mark.parametrize(("damage", "findings"), DAMAGE, ids=[damage.__name__.strip("_") for damage, _ in DAMAGE])
def test_damage_is_found_and_named(world: Store, damage: Callable[[Connection], None], findings: list[str]) -> None:
    triggers = _number_of(world.connection, "trigger")

    damage(world.connection)

    expected = [finding.format(less=triggers - 1, triggers=triggers).partition("…") for finding in findings]
    for finding, (start, _, end) in zip(found(world), expected, strict=True):
        assert (finding[: len(start)], finding[len(finding) - len(end) :]) == (start, end)


UNINDEXED: list[tuple[Callable[[Connection], None], tuple[str, ...], str]] = [
    (_lost_search_entry, ("claims_fts",), "claims"),
    (_lost_stems, ("repeats_fts",), "claims"),
    (_unindexed_change, ("claims_fts", "repeats_fts"), "claims"),
    (_unindexed_title, ("documents_fts",), "documents"),
    (_unindexed_name, ("entity_names_fts",), "entities"),
]


@pytest.mark.parametrize(("damage", "indexes", "table"), UNINDEXED)
def test_a_search_index_that_disagrees_with_its_table_is_found_and_mended_as_the_finding_says(
    world: Store, damage: Callable[[Connection], None], indexes: tuple[str, ...], table: str
) -> None:
    damage(world.connection)

    findings = found(world)
    for index, finding in zip(indexes, findings, strict=True):
        assert finding.startswith(f"search: the index does not agree with the {table} (")
        assert finding.endswith(f"); rebuild it: insert into {index} ({index}) values ('rebuild')")

    for finding in findings:
        world.connection.execute(finding.partition("rebuild it: ")[2])
    assert found(world) == []


def test_a_term_that_is_not_ours_is_found(world: Store) -> None:
    _reworded_term(world.connection)

    assert [finding.split(":")[0] for finding in found(world)] == ["vocabularies", "vocabularies"]
    assert all("quotations: ('direct', " in finding for finding in found(world))


def test_every_check_has_its_damage_here() -> None:
    named = {finding.split(":")[0] for _, findings in DAMAGE for finding in findings}

    assert named | {"search", "vocabularies"} == CHECKS.keys() | {"rules"}


def test_rows_that_a_bad_program_replaced_are_found(world: Store) -> None:
    """INSERT OR REPLACE without recursive triggers forgets the search indexes, and its foreign keys may be off."""
    world.connection.execute("pragma recursive_triggers = off")
    world.connection.execute("pragma foreign_keys = off")
    row = world.connection.execute("select id, document_id, quotation, language, created_by, created_at from claims where id = 'fence'")
    values = dict(zip([column[0] for column in row.description], row.fetchone(), strict=True))

    insert(world.connection, "claims", {**values, "statement": "No fence at all is there.", "quote": TEXT[:8]}, how="insert or replace")

    assert [finding.split(":")[0] for finding in found(world)] == ["search", "search", "counts"]


def test_looking_changes_nothing(world: Store) -> None:
    files = [world.path, world.path.with_name(f"{world.path.name}-wal")]
    add(world.connection, "tags")
    before = [file.read_bytes() for file in files]

    found(world)

    assert [file.read_bytes() for file in files] == before
    assert not world.connection.in_transaction


@pytest.mark.parametrize(
    ("version", "has_bug"),
    [
        ("3.7.0", True),
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.44.7", False),
        ("3.45.0", True),
        ("3.50.6", True),
        ("3.50.7", False),
        ("3.51.0", True),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.52.0", False),
        ("3.53.4", False),
        ("4.0.0", False),
    ],
)
def test_versions_with_the_wal_reset_bug_are_known(version: str, has_bug: bool) -> None:
    """Fixed in 3.51.3, with backports to 3.50.7 and 3.44.6 (sqlite.org/wal.html#walresetbug)."""
    assert has_wal_reset_bug(version) is has_bug


def test_the_version_that_runs_is_told(store: Store) -> None:
    assert sqlite_version() == one(store.connection, "select sqlite_version()")
