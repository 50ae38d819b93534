"""Vectors of the recorded statements: written as they are made, and the nearest to one found among a million.

The signs of all vectors are held in memory, once for each database in a process (48 bytes a claim); whoever asks first loads them,
later only what is new is read. Ids of vectors are never given twice, so those known stay right; one that is gone is noticed when
its bytes are asked for.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.matching.nearest import Signs, SmallVectors, cosines
from claims.store.connection import Connection, Store, writing

_CHUNK = 10_000
"""Vectors read at a time."""


class Statement(NamedTuple):
    """A claim that waits to be encoded."""

    place: int
    """Where it stands among the claims; ask for the next ones after it."""
    claim_id: str
    text: str


class Near(NamedTuple):
    """A recorded claim and how near its vector is."""

    claim_id: str
    cosine: float


def statements_without_vectors(connection: Connection, model: str, *, after: int = 0, limit: int = 1_000) -> list[Statement]:
    """Return claims that have no vector of a model yet, in the order in which they were added."""
    rows = connection.execute(
        "select c.rowid, c.id, c.statement from claims c where c.rowid > ? and not exists (select 1 from claim_vectors v "
        "join sentence_models m on m.id = v.model_id where v.claim_id = c.id and m.name = ?) order by c.rowid limit ?",
        (after, model, limit),
    )
    return [Statement(*row) for row in rows]


def has_vectors(connection: Connection, model: str | None = None) -> bool:
    """Tell whether any claim has a vector, of one model or of whichever."""
    query = (
        "select exists (select 1 from sentence_models m where (? is null or m.name = ?) "
        "and exists (select 1 from claim_vectors v where v.model_id = m.id))"
    )
    return bool(connection.execute(query, (model, model)).fetchone()[0])


def count_without_vectors(connection: Connection, model: str) -> int:
    """Return how many claims have no vector of a model."""
    query = (
        "select (select count(*) from claims) - (select count(*) from claim_vectors v "
        "join sentence_models m on m.id = v.model_id where m.name = ?)"
    )
    return int(connection.execute(query, (model,)).fetchone()[0])


def save_vectors(store: Store, model: str, statements: Sequence[Statement], vectors: SmallVectors) -> int:
    """Write the vectors of some statements, all or none. Returns how many: one reworded meanwhile, or encoded by others, is left out."""
    with writing(store) as connection:
        connection.execute("insert or ignore into sentence_models (name, dimensions) values (?, ?)", (model, vectors.shape[1]))
        before = connection.total_changes
        connection.executemany(
            "insert or ignore into claim_vectors (claim_id, model_id, vector) select c.id, m.id, ? from claims c, sentence_models m "
            "where c.id = ? and c.statement = ? and m.name = ?",
            [(row.tobytes(), one.claim_id, one.text, model) for one, row in zip(statements, vectors, strict=True)],
        )
        return connection.total_changes - before


def vectors_of(connection: Connection, model: str, claim_ids: Sequence[str]) -> dict[str, SmallVectors]:
    """Map those of some claims that have a vector of a model to it, shape (dimensions,)."""
    rows = connection.execute(
        "select v.claim_id, v.vector from json_each(?) wanted join claim_vectors v on v.claim_id = wanted.value "
        "join sentence_models m on m.id = v.model_id where m.name = ?",
        (json.dumps(list(claim_ids)), model),
    )
    return {claim_id: np.frombuffer(vector, np.int8) for claim_id, vector in rows}


def nearest(connection: Connection, model: str, query: NDArray[np.float32], *, limit: int = 50) -> list[Near]:
    """Return the claims whose vectors are nearest to one of length 1, shape (dimensions,), the nearest first."""
    found = connection.execute("select id, dimensions from sentence_models where name = ?", (model,)).fetchone()
    if found is None:
        return []
    model_id, dimensions = found
    rows = connection.execute(
        "select v.claim_id, v.vector from json_each(?) wanted join claim_vectors v on v.id = wanted.value where v.model_id = ?",
        (json.dumps(_shortlist(connection, model_id, dimensions, query)), model_id),
    ).fetchall()
    if not rows:
        return []
    vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.int8).reshape(len(rows), dimensions)
    found_cosines = cosines(query[None, :], vectors)[0]
    best = np.argsort(-found_cosines, kind="stable")[:limit]
    return [Near(rows[place][0], float(found_cosines[place])) for place in best]


class _Known:
    """The signs of a model's vectors in one database, up to one id."""

    def __init__(self, dimensions: int, after: int = 0) -> None:
        self.lock = Lock()
        self.last = after
        self._ids = array("q")
        self._signs = Signs(dimensions)

    def learn(self, connection: Connection, model_id: int) -> None:
        """Read the vectors that are not known yet."""
        for ids, vectors in _later_vectors(connection, model_id, self.last):
            self._ids.extend(ids)
            self._signs.add(vectors)
            self.last = ids[-1]

    def shortlist(self, query: NDArray[np.float32]) -> list[int]:
        """Return the ids of those whose signs are nearest."""
        return [self._ids[place] for place in self._signs.shortlist(query)]


def _later_vectors(connection: Connection, model_id: int, after: int) -> Iterator[tuple[list[int], SmallVectors]]:
    rows = connection.execute("select id, vector from claim_vectors where id > ? and model_id = ? order by id", (after, model_id))
    while chunk := rows.fetchmany(_CHUNK):
        vectors = np.frombuffer(b"".join(vector for _, vector in chunk), np.int8)
        yield [number for number, _ in chunk], vectors.reshape(len(chunk), -1)


_known: dict[tuple[int, int, int], _Known] = {}
"""By device and number of the database's file, and the model's id there."""
_known_lock = Lock()


def _shortlist(connection: Connection, model_id: int, dimensions: int, query: NDArray[np.float32]) -> list[int]:
    known = _known_for(connection, model_id, dimensions)
    with known.lock:
        if not connection.in_transaction:
            known.learn(connection, model_id)
            return known.shortlist(query)
        # What this transaction wrote may be undone, and its ids given again: it is looked at, not kept.
        unsure = _Known(dimensions, known.last)
        unsure.learn(connection, model_id)
        return known.shortlist(query) + unsure.shortlist(query)


def _known_for(connection: Connection, model_id: int, dimensions: int) -> _Known:
    file = next((name for _, schema, name in connection.execute("pragma database_list") if schema == "main"), "")
    if not file:
        return _Known(dimensions)
    stat = Path(file).stat()
    key = (stat.st_dev, stat.st_ino, model_id)
    (newest,) = connection.execute("select coalesce(max(seq), 0) from sqlite_sequence where name = 'claim_vectors'").fetchone()
    with _known_lock:
        known = _known.get(key)
        if known is None or known.last > newest:  # an older state of the database was put back
            known = _known[key] = _Known(dimensions)
        return known
