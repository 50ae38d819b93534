"""What the tests of the rules ask of a database, and what several of them speak of."""

import json
import sqlite3 as standard
from typing import Any

import pytest
from store.by_hand import NEW, TIME, Values, add, insert, one
from store.libraries import Plain

from claims.store.connection import rule_of
from claims.store.connection import sqlite3 as newest

NEWEST_STILL = "2024-02-07T09:30:00Z"
NEXT_YEAR = "9999-01-01T00:00:00Z"


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
    """Record an assessment."""
    add(connection, "assessments", claim_id=claim_id, status=status, reason=reason, assessed_at=at, **changes)


def search(connection: Plain, words: str) -> list[str]:
    """Return the ids of the claims that a search finds."""
    query = "select id from claims where rowid in (select rowid from claims_fts where claims_fts match ?) order by id"
    return [row[0] for row in connection.execute(query, (words,))]


def history(connection: Plain) -> list[tuple[str, str, str, Values]]:
    """Return what the history holds: table, row, what was done, the row as it was."""
    rows = connection.execute("select table_name, row_id, op, old from history order by id")
    return [(table, row_id, op, json.loads(old)) for table, row_id, op, old in rows]


BY_ANN: Values = {"decided_by": "ann", "decided_at": TIME}


def case_name(table: str, changes: Values) -> str:
    """Return what tells one case of a table from others."""
    return f"{table}: {', '.join(f'{column}={str(value)[:24]}' for column, value in changes.items())}"


def needs_newer_sqlite(connection: Plain, table: str, changes: Values) -> None:
    """Skip what older versions get wrong: before 3.45 no absent JSON is valid, before 3.46 every month has 31 days."""
    number = tuple(int(part) for part in one(connection, "select sqlite_version()").split("."))
    days = any(str(value).endswith("-02-30") or value == "2023-02-29" for value in changes.values())
    if (number < (3, 45) and table == "candidates") or (number < (3, 46) and days):
        pytest.skip("this SQLite cannot tell")
