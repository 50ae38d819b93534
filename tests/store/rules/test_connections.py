"""The precision of a date, the world of these tests, and how our connections write."""

import pytest
from store.by_hand import NEW, WORLD, add, contents, insert, one
from store.libraries import Plain
from store.rules.asking import claim

from claims.store.connection import Store, connect


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
