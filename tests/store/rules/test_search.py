"""Search follows the claims."""

import pytest
from store.by_hand import add
from store.libraries import Plain
from store.rules.asking import NEWEST_STILL, assess, search

from claims.store.connection import Store


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
