"""Loads of any size in one transaction, in bounded memory, at a good part of the speed of bare inserts.

Row triggers would index each claim for search alone, which triples the cost of a load. So triggers are taken off inside the
transaction and put back before it commits; nobody outside ever sees the database without them. What they derive (caches,
search) is brought about once for each batch by the same views that they use; what they refuse is asked of those views too.

A batch has no savepoint of its own: under one, SQLite walks a growing journal at every row (measured: 8 times slower).
"""

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.errors import ClaimsError, Fault
from claims.store.batch import Item, Outcome, missing_references, write_items
from claims.store.connection import Connection, IntegrityFailure, Store, rule_of, savepoint, writing
from claims.store.rows import TABLE_OF

BATCH_SIZE = 10_000
_SUSPENDED_TRIGGERS = (
    "claims_fts_insert",
    "repeats_fts_insert",
    "documents_fts_insert",
    "entity_names_fts_insert",
    "claims_fts_update",
    "repeats_fts_update",
    "claims_cache_insert",
    "claims_cache_guard",
    "attributions_cache_insert",
    "assessments_cache",
    "reviews_cache",
    "claims_count_insert",
    "claims_count_update",
    "claims_recheck_insert",
    "claims_quote_insert",
    "claims_canonical_insert",
    "claims_created_not_in_future",
    "attributions_place_insert",
)
_INDEXES = (
    ("claims_fts", "claims", "statement, quote, source_words"),
    ("repeats_fts", "claims", "statement, quote, source_words"),
    ("documents_fts", "documents", "title, byline"),
    ("entity_names_fts", "entities", "id, name, aliases"),
)
"""The search indexes, the table that each follows, and the columns in it."""
_LISTED = 1_000
_GOOD_PART = 10
"""A load settles a search index if it added one row in so many or more."""


@dataclass
class LoadReport:
    """What a load did."""

    added: Counter[str] = field(default_factory=Counter)
    """Records added, by table."""
    already: int = 0
    """Records that were there already, word for word."""
    kept: list[str] = field(default_factory=list)
    """Ids whose recorded row differs from the loaded one, and was kept; the first thousand."""
    kept_count: int = 0
    refused: list[tuple[int, Fault]] = field(default_factory=list)
    """Line and fault of each row that a rule refused."""


class _BatchRefused(Exception):
    """A rule refused some row of a batch; the load starts again, row by row, to find out which."""


class Loader:
    """Takes items in order and writes them batch by batch. Made by `load`."""

    def __init__(self, connection: Connection, *, row_by_row: bool) -> None:
        self._connection = connection
        self._row_by_row = row_by_row
        self._items: list[Item] = []
        self._first_new = {table: _last_rowid(connection, table) + 1 for table in set(TABLE_OF.values())}
        self.report = LoadReport()

    @property
    def connection(self) -> Connection:
        """The connection that the load writes through, for looking things up."""
        return self._connection

    def add(self, item: Item) -> None:
        """Take one item; it is written with its batch."""
        self._items.append(item)

    def first_of(self, table: str) -> int:
        """Return the rowid from which the rows of a table belong to this load."""
        return self._first_new[table]

    @property
    def is_full(self) -> bool:
        """Tell whether it is time to flush."""
        return len(self._items) >= (1 if self._row_by_row else BATCH_SIZE)

    def flush(self) -> None:
        """Write what has been taken."""
        items, self._items = self._items, []
        outcomes = [self._write_alone(item) for item in items] if self._row_by_row else self._write_together(items)
        self._note(items, outcomes)

    def _write_together(self, items: list[Item]) -> Sequence[Outcome | None]:
        first = _FirstRows(*(_last_rowid(self._connection, table) + 1 for table in _FirstRows._fields))
        try:
            outcomes = write_items(self._connection, items, self._first_new)
            _derive(self._connection, first)
        except IntegrityFailure as error:
            raise _BatchRefused from error
        if Outcome.CONFLICT in outcomes or Outcome.DESCRIBED_OTHERWISE in outcomes:
            raise _BatchRefused
        if _breaks_a_rule(self._connection, first):
            raise _BatchRefused
        return outcomes

    def _write_alone(self, item: Item) -> Outcome | None:
        try:
            with savepoint(self._connection):
                return write_items(self._connection, [item], self._first_new)[0]
        except IntegrityFailure as error:
            absent = missing_references(self._connection, item.record)
            reason = f"refers to what is not recorded: {', '.join(absent)}; put that earlier in the file" if absent else rule_of(error)
            self.report.refused.append((item.line, Fault(_name(item), "", reason)))
            return None

    def _note(self, items: list[Item], outcomes: Sequence[Outcome | None]) -> None:
        for item, outcome in zip(items, outcomes, strict=True):
            if outcome is Outcome.ADDED:
                self.report.added[TABLE_OF[type(item.record)]] += 1
            elif outcome is Outcome.ALREADY:
                self.report.already += 1
            elif outcome is Outcome.KEPT:
                self.report.kept_count += 1
                if len(self.report.kept) < _LISTED:
                    self.report.kept.append(_name(item))
            elif outcome in (Outcome.CONFLICT, Outcome.DESCRIBED_OTHERWISE):
                self.report.refused.append((item.line, Fault(_name(item), "", outcome.value)))


def load(store: Store, actor: str, feed: Callable[[Loader], bool]) -> LoadReport:
    """Run one load: `feed` gives the loader its items and returns whether to keep them; all of them are written, or none.

    Where a rule refuses a row, everything is undone and `feed` is called once more with a loader that tells which row it was.
    """
    with _collector_at_rest():
        try:
            report = _run(store, actor, feed, row_by_row=False)
        except _BatchRefused:
            report = _run(store, actor, feed, row_by_row=True)
    # A large load must not leave a large write-ahead log behind; a reader that is busy just puts it off.
    store.connection.execute("pragma wal_checkpoint(truncate)")
    return report


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python's cycle collector from walking a batch of records again and again; they hold no cycles and go when done."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Undo(Exception):
    """Roll back without an error."""


def _run(store: Store, actor: str, feed: Callable[[Loader], bool], *, row_by_row: bool) -> LoadReport:
    report = LoadReport()
    with suppress(_Undo), writing(store, actor) as connection:
        suspended = [] if row_by_row else _suspend_triggers(connection)
        loader = Loader(connection, row_by_row=row_by_row)
        report = loader.report
        keep = feed(loader)
        loader.flush()
        if not keep:
            raise _Undo
        for index, table, _ in _INDEXES:
            _settle_search(connection, index, table, loader.first_of(table))
        for sql in suspended:
            connection.execute(sql)
    return report


def _settle_search(connection: Connection, index: str, table: str, first_new: int) -> None:
    """Merge a search index of a table after a load that made a good part of it.

    Otherwise some later add of a single row has to merge the large segments that the load left behind.
    """
    last = _last_rowid(connection, table)
    if (last + 1 - first_new) * _GOOD_PART >= last:
        connection.execute(f"insert into {index} ({index}) values ('optimize')")


def _suspend_triggers(connection: Connection) -> list[str]:
    marks = ", ".join("?" * len(_SUSPENDED_TRIGGERS))
    found = dict(
        connection.execute(f"select name, sql from sqlite_master where type = 'trigger' and name in ({marks})", _SUSPENDED_TRIGGERS)
    )
    if len(found) != len(_SUSPENDED_TRIGGERS):
        raise ClaimsError("The database lacks triggers that it came with: run `claims check-database` to see which.")
    for name in _SUSPENDED_TRIGGERS:
        connection.execute(f"drop trigger {name}")
    return [found[name] for name in _SUSPENDED_TRIGGERS]


class _FirstRows(NamedTuple):
    """The rowid from which rows belong to the present batch, for each table that triggers derive from."""

    claims: int
    attributions: int
    assessments: int
    reviews: int
    documents: int
    entities: int


def _derive(connection: Connection, first: _FirstRows) -> None:
    """Bring about for the rows of one batch what the suspended triggers would have done."""
    connection.execute(
        "update claims set (outlet_id, speaker_id, source_type, source_words) ="
        " (select outlet_id, speaker_id, source_type, source_words from claim_current k where k.id = claims.id) where rowid >= ?",
        (first.claims,),
    )
    judged = _judged_claims(connection, first)
    earlier = json.dumps([rowid for rowid in judged if rowid < first.claims])
    _count(connection, -1, _NAMED, earlier)
    connection.execute(
        "update claims set (verifiability, verdict) = (select verifiability, verdict from claim_current k where k.id = claims.id)"
        " where rowid in (select value from json_each(?))",
        (json.dumps(judged),),
    )
    _count(connection, 1, _NAMED, earlier)
    _count(connection, 1, "claim_rowid >= ?", first.claims)
    connection.execute(
        "insert into quote_rechecks select distinct document_id from claims not indexed"
        " where rowid >= ? and document_id in (select document_id from superseded_documents)",
        (first.claims,),
    )
    for index, table, columns in _INDEXES:
        connection.execute(
            f"insert into {index} (rowid, {columns}) select rowid, {columns} from {table} where rowid >= ?", (getattr(first, table),)
        )


def _judged_claims(connection: Connection, first: _FirstRows) -> list[int]:
    """Return the rowids of all claims whose verifiability or verdict the batch may have changed, those recorded earlier among them."""
    assessed = "select claim_id from assessments where id >= :assessments"
    reviewed = "select claim_id from reviews where id >= :reviews"
    joined = "select id from claims where rowid >= :claims and canonical_id is not null"
    groups = f"select coalesce(canonical_id, id) from claims where id in ({assessed} union all {reviewed} union all {joined})"
    query = f"select rowid from claims where coalesce(canonical_id, id) in ({groups})"
    return [rowid for (rowid,) in connection.execute(query, first._asdict())]


_NAMED = "claim_rowid in (select value from json_each(?))"


def _count(connection: Connection, step: int, which: str, value: int | str) -> None:
    """Add claims to the counts, or with step -1 take them away as they are counted so far."""
    connection.execute(
        "insert into claim_counts select scope, scope_id, verifiability, verdict, quotation, source_type, ? * count(*)"
        f" from counted_claims where {which} group by 1, 2, 3, 4, 5, 6 on conflict do update set n = n + excluded.n",
        (step, value),
    )


def _breaks_a_rule(connection: Connection, first: _FirstRows) -> bool:
    """Ask the views behind the suspended triggers whether they would have refused a row of the batch."""
    misquoted = "select 1 from misquoted_claims where id in (select id from claims where rowid >= ?)"
    misjoined = "select 1 from misjoined_claims where id in (select id from claims where rowid >= ?)"
    misplaced = "select 1 from misplaced_attributions where id >= ?"
    asked = ((misquoted, first.claims), (misjoined, first.claims), (misplaced, first.attributions))
    return any(connection.execute(query, (start,)).fetchone() for query, start in asked)


def _last_rowid(connection: Connection, table: str) -> int:
    (last,) = connection.execute(f"select coalesce(max(rowid), 0) from {table}").fetchone()
    return int(last)


def _name(item: Item) -> str:
    record = item.record
    return f"{record.record} {getattr(record, 'id', '') or getattr(record, 'claim_id', '') or getattr(record, 'from_id', '')}".strip()
