"""What a person decided about a proposal, and what stood there before: drafts of programs, suggested links, names that may be one."""

import json

from claims.errors import ChangedMeanwhile, NotRecorded, RefusedByDatabase
from claims.models import Assessment, ClaimLink, EntityLink
from claims.store.connection import Connection, Store
from claims.store.correct import remove_claim
from claims.store.read import Fields
from claims.store.rows import fields_of, select_columns
from claims.store.suggestions import save_entity_link
from claims.store.write import change, regroup, save_link
from claims.vocabularies import CandidateState, Judgement

_BUILT_ON = (
    ("assessments", "assessments", "claim_id = :claim"),
    ("evidence", "evidence", "claim_id = :claim"),
    ("reviews", "reviews", "claim_id = :claim"),
    ("tags", "claim_tags", "claim_id = :claim"),
    ("repeats", "claims", "canonical_id = :claim"),
    ("links", "claim_links", "(judgement <> 'suggested' or score is null) and from_id = :claim"),
    ("links", "claim_links", "(judgement <> 'suggested' or score is null) and to_id = :claim"),
    ("other candidates", "candidates", "claim_id = :claim"),
)
"""What people add to a claim: its name, its table, and the rows that are about the claim."""


def recorded_candidate(connection: Connection, candidate_id: str) -> Fields:
    """Return a candidate with what was decided about it. Raises NotRecorded."""
    row = connection.execute(f"{select_columns('candidates')} where id = ?", (candidate_id,)).fetchone()
    if row is None:
        raise NotRecorded("candidate", candidate_id)
    return fields_of("candidates", row)


def waiting_candidate(connection: Connection, candidate_id: str) -> Fields:
    """Return a candidate that waits. Raises NotRecorded, and ChangedMeanwhile where somebody has decided already."""
    found = recorded_candidate(connection, candidate_id)
    if found["state"] != CandidateState.PENDING:
        seen = {name: found.get(name) for name in ("state", "decided_by", "decided_at", "decision", "claim_id")}
        raise ChangedMeanwhile(f"Candidate '{candidate_id}'", found["decided_by"], seen, deed="decided")
    return found


def save_decision(
    connection: Connection, candidate_id: str, state: str, *, decision: Fields | None, claim_id: str | None, by: str, at: str
) -> None:
    """Write beside a draft what a person made of it; the draft stays as it was."""
    change(
        connection,
        "update candidates set state = ?, decision = ?, claim_id = ?, decided_by = ?, decided_at = ? where id = ?",
        (state, None if decision is None else json.dumps(decision, ensure_ascii=False, sort_keys=True), claim_id, by, at, candidate_id),
    )


def reopen_candidate(connection: Connection, candidate_id: str) -> None:
    """Let a candidate wait again."""
    change(
        connection,
        "update candidates set state = 'pending', decision = null, claim_id = null, decided_by = null, decided_at = null where id = ?",
        (candidate_id,),
    )


def take_back_claim(store: Store, claim_id: str, *, by: str, since: str) -> None:
    """Remove a claim that came of a decision. Raises RefusedByDatabase where somebody has built on it since."""
    if found := _built_on(store.connection, claim_id, since):
        raise RefusedByDatabase(
            f"{claim_id} is kept, because somebody has built on it since ({', '.join(found)}); correct the claim itself instead"
        )
    remove_claim(store, claim_id, by)


def _built_on(connection: Connection, claim_id: str, since: str) -> list[str]:
    found = {
        name: None
        for name, table, condition in _BUILT_ON
        if connection.execute(f"select 1 from {table} where {condition}", {"claim": claim_id}).fetchone()
    }
    corrected = "select 1 from history where row_id = ? and op = 'update' and substr(at, 1, 19) >= substr(?, 1, 19)"
    if connection.execute(corrected, (claim_id, since)).fetchone():
        found["corrections"] = None
    return list(found)


def claim_came_of(connection: Connection, claim_id: str, *, by: str, at: str) -> bool:
    """Tell whether a decision made this claim; otherwise it was recorded before."""
    made = "select 1 from claims where id = ? and created_by = ? and created_at = ?"
    return connection.execute(made, (claim_id, by, at)).fetchone() is not None


def recorded_link(connection: Connection, from_id: str, to_id: str, relation: str) -> Fields:
    """Return a link between two claims. Raises NotRecorded."""
    key = (from_id, to_id, relation)
    row = connection.execute(f"{select_columns('claim_links')} where from_id = ? and to_id = ? and relation = ?", key).fetchone()
    if row is None:
        raise NotRecorded("link", " ".join(key))
    return fields_of("claim_links", row)


def links_of_one_decision(connection: Connection, link: Fields) -> list[ClaimLink]:
    """List the links between two claims that were decided together with this one, itself among them."""
    rows = connection.execute(
        f"{select_columns('claim_links')} where from_id in (?1, ?2) and to_id in (?1, ?2) and decided_by = ?3 and decided_at = ?4",
        (link["from_id"], link["to_id"], link["decided_by"], link["decided_at"]),
    )
    return [ClaimLink.model_validate_json(json.dumps(fields_of("claim_links", row))) for row in rows]


def put_link_back(store: Store, link: ClaimLink) -> None:
    """Let a link stand as it did before it was decided about last; one that the decision made is taken away."""
    row = store.connection.execute(
        "select op, old from history where table_name = 'claim_links' and row_id = ? order by id desc limit 1",
        (f"{link.from_id} {link.to_id} {link.relation}",),
    ).fetchone()
    if row is not None and row[0] == "update":
        save_link(store, ClaimLink.model_validate_json(row[1]))
        return
    change(
        store.connection,
        "delete from claim_links where from_id = ? and to_id = ? and relation = ?",
        (link.from_id, link.to_id, link.relation),
    )
    regroup(store.connection, {link.from_id, link.to_id})


def recorded_entity_link(connection: Connection, from_id: str, to_id: str) -> Fields:
    """Return what is said of two entities that may be one. Raises NotRecorded."""
    row = connection.execute(f"{select_columns('entity_links')} where from_id = ? and to_id = ?", (from_id, to_id)).fetchone()
    if row is None:
        raise NotRecorded("pair of names", f"{from_id} {to_id}")
    return fields_of("entity_links", row)


def put_entity_link_back(store: Store, from_id: str, to_id: str, *, by: str, at: str) -> None:
    """Let a pair of entities wait again as it was suggested; one that nothing suggested waits as suggested by this person."""
    row = store.connection.execute(
        "select old from history where table_name = 'entity_links' and row_id = ? and json_extract(old, '$.judgement') = 'suggested'"
        " order by id desc limit 1",
        (f"{from_id} {to_id}",),
    ).fetchone()
    again = EntityLink(from_id=from_id, to_id=to_id, judgement=Judgement.SUGGESTED, decided_by=by, decided_at=at)
    save_entity_link(store, EntityLink.model_validate_json(row[0]) if row else again)


def merged_with(connection: Connection, gone: str, into: str, *, since: str) -> list[str]:
    """List the entities that stood for another one until it was merged, and have stood for that since."""
    was = (
        "select 1 from history h where h.row_id = e.id and h.table_name = 'entities' and json_extract(h.old, '$.canonical_id') = ?"
        " and substr(h.at, 1, 19) >= substr(?, 1, 19)"
    )
    query = f"select e.id from entities e where e.canonical_id = ? and exists ({was}) order by e.rowid"
    return [row[0] for row in connection.execute(query, (into, gone, since))]


def recorded_assessment(connection: Connection, claim_id: str, number: int) -> Assessment:
    """Return an earlier assessment of a claim or of one of its repeats, by its number. Raises NotRecorded."""
    row = connection.execute(
        f"{select_columns('assessments')} where id = ? and claim_id in ("
        "select m.id from claims m where coalesce(m.canonical_id, m.id) = (select coalesce(canonical_id, id) from claims where id = ?))",
        (number, claim_id),
    ).fetchone()
    if row is None:
        raise NotRecorded("assessment", str(number))
    fields = fields_of("assessments", row)
    del fields["claim_id"]
    return Assessment.model_validate_json(json.dumps(fields))
