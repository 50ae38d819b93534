"""Which claims have been compared, and what was found alike: the pairs that are shown, suggested and grouped."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claims.store.connection import Connection
from claims.store.suggestions import claims_where

_PARTED = "(p.relation = 'same_as' and p.judgement = 'rejected') or (p.relation = 'contradicts' and p.judgement = 'confirmed')"
"""Links by which a person has said that two claims are not the same."""


def claims_to_compare(connection: Connection, program: str | None) -> Iterator[list[str]]:
    """Yield the claims that no program has compared yet, or not this one, oldest first, in chunks that are read when asked for."""
    uncompared = "not exists (select 1 from compared_claims k where k.claim_id = c.id and k.program = coalesce(:program, k.program))"
    return claims_where(connection, uncompared, program)


def count_to_compare(connection: Connection, program: str | None) -> int:
    """Count the claims that `claims_to_compare` yields."""
    compared = "select count(*) from compared_claims where program = coalesce(?, program)"
    (claims,), (done,) = connection.execute("select count(*) from claims").fetchone(), connection.execute(compared, (program,)).fetchone()
    return int(claims) - int(done)


class Pair(NamedTuple):
    """Two claims, and how likely they are the same."""

    from_id: str
    """The smaller id."""
    to_id: str
    score: float


_FORGET_OTHER_PROGRAMS = """
delete from claim_pairs
where (from_id = :claim or to_id = :claim)
  and exists (select 1 from compared_claims where claim_id = :claim and program <> :program)
  and not exists (
    select 1 from compared_claims k where k.claim_id = iif(from_id = :claim, to_id, from_id) and k.program = :program)
"""


def note_compared(connection: Connection, claim_ids: Iterable[str], pairs: Iterable[Pair], *, program: str, at: str) -> None:
    """Remember that claims have been compared with all recorded before, and what they are like. Part of the caller's transaction.

    Of a pair that each of two claims brings, the better score stands; those of another program go.
    """
    claim_ids = list(claim_ids)
    connection.executemany(_FORGET_OTHER_PROGRAMS, [{"claim": claim_id, "program": program} for claim_id in claim_ids])
    connection.executemany(
        "insert into claim_pairs (from_id, to_id, score) values (?, ?, ?) on conflict do update set score = max(score, excluded.score)",
        pairs,
    )
    connection.executemany(
        "insert into compared_claims (claim_id, program, compared_at) values (?, ?, ?)"
        " on conflict do update set program = excluded.program, compared_at = excluded.compared_at",
        [(claim_id, program, at) for claim_id in claim_ids],
    )


def alike_to(connection: Connection, claim_id: str, most: int) -> dict[str, float]:
    """Return the claims that were found alike to one, whichever of the two was compared, with their scores, the likeliest first."""
    query = (
        "select to_id as other, score from claim_pairs where from_id = ?1 union all select from_id, score from claim_pairs where to_id = ?1"
        " order by score desc, other limit ?2"
    )
    return dict(connection.execute(query, (claim_id, most)).fetchall())


def compared_pairs(connection: Connection) -> Iterator[Pair]:
    """Yield the pairs of claims that were found alike and are not joined, by the claims that they stand under.

    A pair that a person has parted, or whose groups are parted, is left out; one that several claims of a group make comes several
    times.
    """
    ends = "select coalesce(a.canonical_id, a.id) as one, coalesce(b.canonical_id, b.id) as other"
    joined = "join claims a on a.id = p.from_id join claims b on b.id = p.to_id"
    rejected = f"{ends} from claim_links p {joined} where {_PARTED}"
    parted = {frozenset(pair) for pair in connection.execute(rejected)}
    for one, other, score in connection.execute(f"{ends}, p.score from claim_pairs p {joined} where one <> other"):
        if frozenset((one, other)) not in parted:
            yield Pair(min(one, other), max(one, other), score)


def oldest_first(connection: Connection, claim_ids: Iterable[str]) -> list[str]:
    """Return claims in the order in which they were recorded."""
    query = "select c.id from json_each(?) j cross join claims c on c.id = j.value order by c.rowid"
    return [row[0] for row in connection.execute(query, (json.dumps(sorted(claim_ids)),))]
