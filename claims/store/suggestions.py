"""What programs suggest, written and looked up: pairs of claims and of entities that may be the same, and how a claim may be assessed.

What a person has decided is never asked again: a pair that is joined, rejected or waiting already takes no suggestion, nor does a
pair whose fellows (claims that share a canonical one, entities merged into one) stand so.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from claims.models import ClaimLink, EntityLink, SuggestedAssessment
from claims.store.batch import is_recorded
from claims.store.connection import Connection, Store, writing
from claims.store.read import Fields
from claims.store.rows import COLUMNS, Row, fields_of, insert_statement, main_row, select_columns
from claims.store.write import change, next_second
from claims.vocabularies import Judgement, Relation

_CHUNK = 500

_CLAIM_LINKS = """
with members as (
  select id from claims where coalesce(canonical_id, id) = :root
), ends as (
  select l.to_id as other, l.judgement, l.relation from members m join claim_links l on l.from_id = m.id
  union all
  select l.from_id, l.judgement, l.relation from members m join claim_links l on l.to_id = m.id
)
select coalesce(c.canonical_id, c.id), iif(e.relation = 'same_as', e.judgement, 'rejected')
from ends e
join claims c on c.id = e.other
where e.relation = 'same_as' or (e.relation = 'contradicts' and e.judgement = 'confirmed')
"""
_ENTITY_LINKS = """
with members as (
  select id from entities where id = :root or canonical_id = :root
), ends as (
  select l.to_id as other, l.judgement from members m join entity_links l on l.from_id = m.id
  union all
  select l.from_id, l.judgement from members m join entity_links l on l.to_id = m.id
)
select coalesce(c.canonical_id, c.id), e.judgement
from ends e
join entities c on c.id = e.other
"""


def root_of(connection: Connection, table: str, key: str) -> str:
    """Return the id that a claim or an entity stands under: its canonical one's, else its own."""
    row = connection.execute(f"select coalesce(canonical_id, id) from {table} where id = ?", (key,)).fetchone()
    return key if row is None else str(row[0])


def answered_claims(connection: Connection, claim_id: str) -> dict[str, Judgement]:
    """Return what is said already of a claim and others as the same, by the root of the other; its own root is confirmed.

    What contradicts it, as a person confirmed, is not the same.
    """
    return _answered(connection, "claims", _CLAIM_LINKS, claim_id)


def contradict(connection: Connection, one: str, other: str) -> bool:
    """Tell whether a person has confirmed that two claims contradict each other."""
    query = (
        "select exists (select 1 from claim_links where relation = 'contradicts' and judgement = 'confirmed'"
        " and ((from_id = ?1 and to_id = ?2) or (from_id = ?2 and to_id = ?1)))"
    )
    return bool(connection.execute(query, (one, other)).fetchone()[0])


def answered_entities(connection: Connection, entity_id: str) -> dict[str, Judgement]:
    """Return what is said already of an entity and others, by the root of the other; its own root is confirmed."""
    return _answered(connection, "entities", _ENTITY_LINKS, entity_id)


def _answered(connection: Connection, table: str, query: str, key: str) -> dict[str, Judgement]:
    root = root_of(connection, table, key)
    found: dict[str, Judgement] = {}
    for other, judgement in connection.execute(query, {"root": root}):
        if other != root and found.get(other) is not Judgement.REJECTED:
            found[other] = Judgement(judgement)
    return found | {root: Judgement.CONFIRMED}


def suggest_claim_links(connection: Connection, links: Iterable[ClaimLink]) -> list[ClaimLink]:
    """Write those suggested links that ask something new, and return them. Part of the caller's transaction."""
    written = []
    for link in links:
        other = root_of(connection, "claims", link.to_id)
        if link.relation is Relation.SAME_AS and other in answered_claims(connection, link.from_id):
            continue
        if connection.execute(insert_statement("claim_links") + " on conflict do nothing", main_row(link)).rowcount:
            written.append(link)
    return written


def suggest_entity_links(connection: Connection, links: Iterable[EntityLink]) -> list[EntityLink]:
    """Write those suggested pairs of entities that ask something new, and return them. Part of the caller's transaction."""
    written = []
    for link in links:
        if root_of(connection, "entities", link.to_id) in answered_entities(connection, link.from_id):
            continue
        if connection.execute(insert_statement("entity_links") + " on conflict do nothing", main_row(link)).rowcount:
            written.append(link)
    return written


def save_entity_link(store: Store, link: EntityLink) -> None:
    """Record what a person decided about two entities; the merge itself is the caller's."""
    with writing(store, link.decided_by) as connection:
        change(
            connection,
            insert_statement("entity_links") + " on conflict (from_id, to_id) do update set judgement = excluded.judgement,"
            " score = coalesce(excluded.score, score), because = iif(excluded.because = '', because, excluded.because),"
            " decided_by = excluded.decided_by, decided_at = excluded.decided_at",
            main_row(link),
        )


def waiting_entity_links(connection: Connection, most: int) -> list[Fields]:
    """List pairs of entities that wait for a decision, the likeliest first; what other decisions have answered is left out."""
    merged = "select 1 from entities where id in (from_id, to_id) and canonical_id is not null"
    query = f"{select_columns('entity_links')} where judgement = 'suggested' and not exists ({merged}) order by score desc, from_id, to_id"
    waiting = (fields_of("entity_links", row) for row in connection.execute(query).fetchall())
    asked = (pair for pair in waiting if answered_entities(connection, pair["from_id"])[pair["to_id"]] is Judgement.SUGGESTED)
    return list(islice(asked, most))


def withdraw_suggested_links(connection: Connection, claim_id: str) -> None:
    """Take back what programs suggested of a claim and others, and nobody has decided. Part of the caller's transaction."""
    change(
        connection,
        "delete from claim_links where (from_id = ?1 or to_id = ?1) and +judgement = 'suggested' and score is not null",
        (claim_id,),
    )


def save_suggested_assessments(connection: Connection, suggestions: Sequence[SuggestedAssessment]) -> list[SuggestedAssessment]:
    """Write what a program would say of claims, and return what is new; a second one of the same second moves to the next.

    What the program has said last, and says again, is not written twice. Part of the caller's transaction.
    """
    written = []
    for suggestion in suggestions:
        row = main_row(suggestion)
        if row[:-1] == _last_said(connection, suggestion):
            continue
        while is_recorded(connection, "suggested_assessments", main_row(suggestion)):
            suggestion = suggestion.model_copy(update={"suggested_at": next_second(suggestion.suggested_at)})  # noqa: PLW2901
        connection.execute(insert_statement("suggested_assessments"), main_row(suggestion))
        written.append(suggestion)
    return written


def _last_said(connection: Connection, suggestion: SuggestedAssessment) -> Row | None:
    """Return the newest suggestion of a program for a claim, without its time."""
    columns = ", ".join(COLUMNS["suggested_assessments"][:-1])
    query = f"select {columns} from suggested_assessments where claim_id = ? and program = ? order by suggested_at desc limit 1"
    row: Row | None = connection.execute(query, (suggestion.claim_id, suggestion.program)).fetchone()
    return row


def suggested_assessment(connection: Connection, claim_id: str) -> Fields | None:
    """Return the newest suggestion for a claim, if there is one."""
    query = f"{select_columns('suggested_assessments')} where claim_id = ? order by suggested_at desc, id desc limit 1"
    row = connection.execute(query, (claim_id,)).fetchone()
    return None if row is None else fields_of("suggested_assessments", row)


def claims_without_suggestion(connection: Connection, program: str) -> Iterator[list[str]]:
    """Yield the claims of which a program has said nothing, oldest first, in chunks that are read when asked for."""
    unsaid = "not exists (select 1 from suggested_assessments s where s.claim_id = c.id and s.program = :program)"
    return claims_where(connection, unsaid, program)


def count_without_suggestion(connection: Connection, program: str) -> int:
    """Count the claims that `claims_without_suggestion` yields."""
    said = "select count(*) from claims c where exists (select 1 from suggested_assessments s where s.claim_id = c.id and s.program = ?)"
    (claims,), (done,) = connection.execute("select count(*) from claims").fetchone(), connection.execute(said, (program,)).fetchone()
    return int(claims) - int(done)


def assessed_claims(connection: Connection) -> Iterator[list[str]]:
    """Yield the claims that somebody has assessed, oldest first, in chunks that are read when asked for."""
    return claims_where(connection, "exists (select 1 from assessments a where a.claim_id = c.id)", None)


def claims_where(connection: Connection, condition: str, program: str | None) -> Iterator[list[str]]:
    """Yield the claims, `c`, for which a condition holds, oldest first, in chunks that are read when asked for."""
    last = 0
    query = f"select c.rowid, c.id from claims c where c.rowid > :last and {condition} order by c.rowid limit {_CHUNK}"
    while rows := connection.execute(query, {"last": last, "program": program}).fetchall():
        last = rows[-1][0]
        yield [row[1] for row in rows]


class Judged(NamedTuple):
    """An assessment of a person, beside what had been suggested before it."""

    claim_id: str
    statement: str
    assessment: Fields
    suggestion: Fields


def judged_suggestions(connection: Connection) -> Iterator[Judged]:
    """Yield each claim's newest assessment with the newest suggestion that was there when it was made; claims without one are left out.

    Times are whole seconds, so a suggestion of the same second does not count: it may have come after.
    """
    query = f"""
    select {_columns("assessments", "a")}, {_columns("suggested_assessments", "s")}, c.statement
    from claims c
    join assessments a on a.id = (select id from assessments where claim_id = c.id order by assessed_at desc, id desc limit 1)
    join suggested_assessments s on s.id = (
      select id from suggested_assessments
      where claim_id = c.id and suggested_at < a.assessed_at
      order by suggested_at desc, id desc limit 1)
    order by c.rowid
    """
    width = len(COLUMNS["assessments"])
    for *row, statement in connection.execute(query):
        assessment, suggestion = fields_of("assessments", row[:width]), fields_of("suggested_assessments", row[width:])
        yield Judged(assessment["claim_id"], statement, assessment, suggestion)


def _columns(table: str, alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in COLUMNS[table])
