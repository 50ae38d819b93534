"""What others did to a claim since somebody opened it, so that the second of two people is told and nobody overwrites unawares."""

import json
from typing import NamedTuple

from claims.store.connection import Connection
from claims.store.read import Fields
from claims.store.rows import COLUMNS, fields_of

SOMEBODY = "somebody"
"""Stands in where the program was gone around, so that nobody knows who it was."""


class Change(NamedTuple):
    """The row of a claim that was changed."""

    before: Fields
    """The row as it was."""
    who: str
    """Who changed it last."""
    newest: int
    """Number of the newest change."""


class Addition(NamedTuple):
    """An assessment or a review that came on top of others."""

    number: int
    who: str
    fields: Fields


def claim_changed_since(connection: Connection, claim_id: str, seen: int) -> Change | None:
    """Return what became of a claim's own row after the change of that number, 0 for none; None if nothing did."""
    rows = connection.execute(
        "select id, old, actor from history where row_id = ? and table_name = 'claims' and id > ? order by id", (claim_id, seen)
    ).fetchall()
    if not rows:
        return None
    before = json.loads(rows[0][1])
    newest, _, who = rows[-1]
    return Change(fields_of("claims", [before.get(column) for column in COLUMNS["claims"]]), who or SOMEBODY, newest)


def newest_added(connection: Connection, table: str, claim_id: str) -> Addition | None:
    """Return the assessment or review that was added last to a claim or to one that it is the same as; None if there is none."""
    columns = COLUMNS[table]
    row = connection.execute(
        f"select x.id, {', '.join(f'x.{column}' for column in columns)} from claims m join {table} x on x.claim_id = m.id"
        " where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = ?)"
        " order by x.id desc limit 1",
        (claim_id,),
    ).fetchone()
    if row is None:
        return None
    fields = fields_of(table, row[1:])
    return Addition(row[0], fields["assessor" if table == "assessments" else "reviewer"], fields)
