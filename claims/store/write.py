"""What a person adds to a claim: each function is one acknowledged transaction, or part of the caller's."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from claims.composing import compose
from claims.errors import ClaimsError, NotRecorded, RefusedByDatabase
from claims.models import Assessment, ClaimEntry, ClaimLink, Document, Entity, Evidence, Record, Review
from claims.store.batch import Item, Outcome, is_recorded, missing_references, write_items
from claims.store.connection import Connection, IntegrityFailure, Store, rule_of, writing
from claims.store.names import Names
from claims.store.rows import insert_statement, part_row
from claims.vocabularies import EntityKind, Judgement, Relation


class Added(NamedTuple):
    """What became of one entry."""

    claim_id: str
    document_id: str
    is_new: bool
    new_entities: list[Entity]
    is_new_document: bool


def save_entry(store: Store, entry: ClaimEntry, *, by: str, at: str, allow_similar: bool = False) -> Added:
    """Record one claim as a person typed it, with whatever it needs that is not recorded yet.

    Raises InvalidInput, SimilarName, NotRecorded or RefusedByDatabase; then nothing was written.
    """
    with writing(store, by) as connection:
        names = Names(connection, suggest=True, allow_similar=allow_similar)
        document, claim = compose(entry, names, by=by, at=at)
        made = names.take_new()
        outcomes = put(connection, *made, *([document] if document else []), claim, typed=True)
        if document is not None and outcomes[-2] is Outcome.DESCRIBED_OTHERWISE:
            raise RefusedByDatabase(f"document {document.id} is recorded already, with another description; give its id (--document)")
        if outcomes[-1] is Outcome.KEPT:
            raise RefusedByDatabase(f"claim {claim.id} is recorded already, with other details; `claims show` and `claims edit-claim` help")
        is_new_document = document is not None and outcomes[-2] is Outcome.ADDED
    return Added(claim.id, claim.document_id, outcomes[-1] is Outcome.ADDED, made, is_new_document)


def put(connection: Connection, *records: Record, typed: bool = False) -> list[Outcome]:
    """Write records that a person gives one by one. Raises RefusedByDatabase with the rule, or with the id that is unknown."""
    try:
        return write_items(connection, [Item(record, typed=typed) for record in records])
    except IntegrityFailure as error:
        absent = [name for record in records for name in missing_references(connection, record)]
        unknown = f"{absent[0]} is not recorded" if absent else rule_of(error)
        raise RefusedByDatabase(unknown) from error


def save_document(store: Store, document: Document, made: list[Entity], by: str) -> bool:
    """Record a captured document, and tell whether it is new."""
    with writing(store, by) as connection:
        return put(connection, *made, document)[-1] is Outcome.ADDED


def save_assessment(store: Store, claim_id: str, assessment: Assessment) -> Assessment:
    """Add an assessment to a claim; one of the same second moves to the next."""
    with writing(store, assessment.assessor) as connection:
        while is_recorded(connection, "assessments", part_row("assessments", assessment, claim_id)):
            assessment = assessment.model_copy(update={"assessed_at": next_second(assessment.assessed_at)})
        _insert(connection, "assessments", part_row("assessments", assessment, claim_id))
    return assessment


def save_evidence(store: Store, claim_id: str, evidence: Evidence) -> bool:
    """Add a piece of evidence to a claim, and tell whether it is new."""
    with writing(store, evidence.added_by) as connection:
        row = part_row("evidence", evidence, claim_id)
        if is_recorded(connection, "evidence", row):
            return False
        if not connection.execute("select 1 from documents where id = ?", (evidence.document_id,)).fetchone():
            raise NotRecorded("document", evidence.document_id)
        _check_evidence_quote(connection, evidence)
        _insert(connection, "evidence", row)
    return True


def _check_evidence_quote(connection: Connection, evidence: Evidence) -> None:
    row = connection.execute("select text from document_texts where document_id = ?", (evidence.document_id,)).fetchone()
    if row and evidence.quote and evidence.quote not in row[0]:
        raise ClaimsError("The quote does not occur in the text of the evidence: copy it from there, letter by letter.")


def save_review(store: Store, review: Review) -> Review:
    """Add a review to a claim; one of the same second moves to the next. The schema keeps the gate."""
    with writing(store, review.reviewer) as connection:
        while connection.execute(
            "select 1 from reviews where claim_id = ? and publisher_id = ? and reviewed_at = ?",
            (review.claim_id, review.publisher_id, review.reviewed_at),
        ).fetchone():
            review = review.model_copy(update={"reviewed_at": next_second(review.reviewed_at)})
        put(connection, review)
    return review


def entity_for(store: Store, name: str, kind: EntityKind, *, allow_similar: bool = False) -> tuple[str, list[Entity]]:
    """Return the id that a name means, and the entity to be made if there is none yet."""
    names = Names(store.connection, suggest=True, allow_similar=allow_similar)
    found = names.entity(name, kind)
    return found, names.take_new()


def save_entities(store: Store, made: list[Entity], by: str) -> None:
    """Record new entities."""
    with writing(store, by) as connection:
        put(connection, *made)


def merge_entity(store: Store, gone: str, into: str, by: str) -> None:
    """Point one entity, and all that were merged into it, at another. Nothing is moved or removed."""
    with writing(store, by) as connection:
        kinds = dict(connection.execute("select id, kind from entities where id in (?, ?)", (gone, into)))
        for name in (gone, into):
            if name not in kinds:
                raise NotRecorded("entity", name)
        if (kinds[gone] == EntityKind.PERSON) != (kinds[into] == EntityKind.PERSON):
            raise ClaimsError(f"'{gone}' is a {kinds[gone]} and '{into}' a {kinds[into]}: they cannot be the same.")
        if gone == into:
            raise ClaimsError(f"'{gone}' cannot be merged into itself: name two entities.")
        change(connection, "update entities set canonical_id = ? where canonical_id = ?", (into, gone))
        change(connection, "update entities set canonical_id = ? where id = ?", (into, gone))


def unmerge_entity(store: Store, gone: str, by: str) -> str:
    """Undo a merge and return the id that the entity had been merged into."""
    with writing(store, by) as connection:
        row = connection.execute("select canonical_id from entities where id = ?", (gone,)).fetchone()
        if row is None:
            raise NotRecorded("entity", gone)
        if row[0] is None:
            raise ClaimsError(f"'{gone}' is not merged into anything: there is nothing to undo.")
        change(connection, "update entities set canonical_id = null where id = ?", (gone,))
    return str(row[0])


def save_link(store: Store, link: ClaimLink) -> None:
    """Record what a person decided about two claims; a confirmed same_as joins them, any other judgement parts them.

    What programs have suggested of their groups and is answered with that is asked no more.
    """
    with writing(store, link.decided_by) as connection:
        existing = connection.execute(
            "select 1 from claim_links where from_id = ? and to_id = ? and relation = ?", (link.from_id, link.to_id, link.relation)
        ).fetchone()
        if existing:
            change(
                connection,
                "update claim_links set judgement = ?, score = coalesce(?, score), decided_by = ?, decided_at = ?"
                " where from_id = ? and to_id = ? and relation = ?",
                (link.judgement, link.score, link.decided_by, link.decided_at, link.from_id, link.to_id, link.relation),
            )
        else:
            put(connection, link)
        regroup(connection, {link.from_id, link.to_id})
        if link.relation is Relation.SAME_AS and link.judgement is not Judgement.SUGGESTED:
            change(connection, _WITHDRAW_ANSWERED, (link.from_id, link.to_id))


_WITHDRAW_ANSWERED = """
with touched as (
  select m.id from claims t join claims m on coalesce(m.canonical_id, m.id) = coalesce(t.canonical_id, t.id) where t.id in (?, ?)
), waiting as (
  select l.rowid as link, coalesce(a.canonical_id, a.id) as one, coalesce(b.canonical_id, b.id) as other
  from claim_links l
  join claims a on a.id = l.from_id
  join claims b on b.id = l.to_id
  where (l.from_id in touched or l.to_id in touched)
    and l.relation = 'same_as' and +l.judgement = 'suggested' and l.score is not null
), parted as (
  select coalesce(c.canonical_id, c.id) as one, coalesce(d.canonical_id, d.id) as other
  from claim_links r
  join claims c on c.id = r.from_id
  join claims d on d.id = r.to_id
  where (r.from_id in touched or r.to_id in touched) and r.relation = 'same_as' and r.judgement = 'rejected'
)
delete from claim_links
where rowid in (
  select link
  from waiting
  where one = other or (one, other) in (select one, other from parted union all select other, one from parted))
"""


def regroup(connection: Connection, touched: set[str]) -> None:
    """Let canonical_id follow the confirmed same_as links of every claim that the touched ones are, or were, grouped with."""
    remaining = set(touched)
    for claim_id in touched:
        remaining |= _grouped_with(connection, claim_id)
    wanted: dict[str, str | None] = {}
    while remaining:
        component = _linked_with(connection, remaining.pop())
        remaining -= component
        root = _oldest(connection, component)
        wanted |= {claim_id: None if claim_id == root else root for claim_id in component}
    recorded = {name: connection.execute("select canonical_id from claims where id = ?", (name,)).fetchone()[0] for name in wanted}
    changed = [name for name in wanted if wanted[name] != recorded[name]]
    # A claim that leaves its group goes first, then members, then those that had members of their own.
    changed.sort(key=lambda name: (wanted[name] is not None, recorded[name] is None, name))
    for name in changed:
        change(connection, "update claims set canonical_id = ? where id = ?", (wanted[name], name))
    _refuse_ungrounded(connection, set(wanted))


def _refuse_ungrounded(connection: Connection, claim_ids: set[str]) -> None:
    for (claim_id,) in connection.execute("select claim_id from ungrounded_reviews"):
        if claim_id in claim_ids:
            raise RefusedByDatabase(f"the verdict on {claim_id} would lose its evidence or its assessment: retract that review first")


def _grouped_with(connection: Connection, claim_id: str) -> set[str]:
    return {
        row[0]
        for row in connection.execute(
            "select id from claims where coalesce(canonical_id, id) = (select coalesce(canonical_id, id) from claims where id = ?)",
            (claim_id,),
        )
    }


def _linked_with(connection: Connection, start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        current = waiting.pop()
        for pair in connection.execute(
            "select from_id, to_id from claim_links"
            " where relation = 'same_as' and judgement = 'confirmed' and (from_id = ?1 or to_id = ?1)",
            (current,),
        ):
            waiting += [name for name in pair if name not in found]
            found.update(pair)
    return found


def _oldest(connection: Connection, claim_ids: set[str]) -> str:
    marks = ", ".join("?" * len(claim_ids))
    query = f"select id from claims where id in ({marks}) order by rowid limit 1"
    return str(connection.execute(query, sorted(claim_ids)).fetchone()[0])


def _insert(connection: Connection, table: str, row: tuple[object, ...]) -> None:
    change(connection, insert_statement(table), row)


def change(connection: Connection, statement: str, values: tuple[object, ...]) -> None:
    """Run one statement that changes a row. Raises RefusedByDatabase with the rule that says no."""
    try:
        connection.execute(statement, values)
    except IntegrityFailure as error:
        raise RefusedByDatabase(rule_of(error)) from error


def next_second(time: str) -> str:
    """Return the second after a UTC time: what is said twice in one second is kept in its order."""
    later = datetime.fromisoformat(time) + timedelta(seconds=1)
    return later.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
