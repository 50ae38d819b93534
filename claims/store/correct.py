"""Correcting what was recorded: a claim's own words and dates may be changed, a claim that nobody has judged may be removed.

The row as it was stays in the history, with who changed it. Ids never change.
"""

from claims.errors import RefusedByDatabase
from claims.models import Claim
from claims.store.connection import Store, writing
from claims.store.rows import COLUMNS, main_row
from claims.store.write import change

_JUDGED_IN = {
    "assessments": "claim_id",
    "reviews": "claim_id",
    "claim_links": "from_id",
    "claim_links as l": "to_id",
    "candidates": "claim_id",
    "claims": "canonical_id",
}


def save_corrected(store: Store, claim: Claim, by: str) -> None:
    """Write a claim's own row anew; its chain, assessments and evidence stay as they are."""
    columns = COLUMNS["claims"][1:]
    assignments = ", ".join(f"{column} = ?" for column in columns)
    with writing(store, by) as connection:
        change(connection, f"update claims set {assignments} where id = ?", (*main_row(claim)[1:], claim.id))


def remove_claim(store: Store, claim_id: str, by: str) -> None:
    """Remove a claim that was added by mistake. Raises RefusedByDatabase where people have built on it."""
    with writing(store, by) as connection:
        for table, column in _JUDGED_IN.items():
            if connection.execute(f"select 1 from {table} where {column} = ?", (claim_id,)).fetchone():
                kind = table.split()[0].replace("_", " ")
                raise RefusedByDatabase(f"{claim_id} is kept, because {kind} rest on it; mend its wording, or assess it anew")
        for table in ("evidence", "claim_tags"):
            change(connection, f"delete from {table} where claim_id = ?", (claim_id,))
        last_first = "select id from attributions where claim_id = ? order by hop desc, seq desc"
        for (row_id,) in connection.execute(last_first, (claim_id,)).fetchall():
            change(connection, "delete from attributions where id = ?", (row_id,))
        change(connection, "delete from claims where id = ?", (claim_id,))
