"""Correcting what was recorded: a claim's own words and dates may be changed, a claim that nobody has judged may be removed.

The row as it was stays in the history, with who changed it. Ids never change.
"""

from claims.errors import RefusedByDatabase
from claims.models import Claim
from claims.store.connection import Store, writing
from claims.store.rows import COLUMNS, main_row
from claims.store.suggestions import withdraw_suggested_links
from claims.store.write import change

_JUDGED_IN = {
    "assessments": "claim_id = :claim",
    "reviews": "claim_id = :claim",
    "claim_links": "(judgement <> 'suggested' or score is null) and from_id = :claim",
    "claim_links as l": "(judgement <> 'suggested' or score is null) and to_id = :claim",
    "candidates": "claim_id = :claim",
    "claims": "canonical_id = :claim",
}
"""Where people have judged a claim; what programs merely suggest of it (with a score) goes with it."""


def save_corrected(store: Store, claim: Claim, by: str) -> None:
    """Write a claim's own row anew; its chain, assessments and evidence stay as they are."""
    columns = COLUMNS["claims"][1:]
    assignments = ", ".join(f"{column} = ?" for column in columns)
    with writing(store, by) as connection:
        change(connection, f"update claims set {assignments} where id = ?", (*main_row(claim)[1:], claim.id))


def remove_claim(store: Store, claim_id: str, by: str) -> None:
    """Remove a claim that was added by mistake. Raises RefusedByDatabase where people have built on it."""
    with writing(store, by) as connection:
        for table, condition in _JUDGED_IN.items():
            if connection.execute(f"select 1 from {table} where {condition}", {"claim": claim_id}).fetchone():
                kind = table.split()[0].replace("_", " ")
                raise RefusedByDatabase(f"{claim_id} is kept, because {kind} rest on it; mend its wording, or assess it anew")
        withdraw_suggested_links(connection, claim_id)
        for table in ("evidence", "claim_tags"):
            change(connection, f"delete from {table} where claim_id = ?", (claim_id,))
        last_first = "select id from attributions where claim_id = ? order by hop desc, seq desc"
        for (row_id,) in connection.execute(last_first, (claim_id,)).fetchall():
            change(connection, "delete from attributions where id = ?", (row_id,))
        change(connection, "delete from claims where id = ?", (claim_id,))
