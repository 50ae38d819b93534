"""Records into their tables, many at a time: what is new is inserted, what is recorded already is never overwritten."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from claims.models import Claim, Entity, Record
from claims.store.connection import Connection
from claims.store.rows import COLUMNS, KEYS, TABLE_OF, Row, dependent_rows, insert_statement, key_of, main_row, where_key

_TABLE_ORDER = tuple(COLUMNS)
_LOOKUP_SIZE = 500
_COMPARED = {
    "claims": slice(0, COLUMNS["claims"].index("canonical_id")),
    "documents": slice(0, COLUMNS["documents"].index("accessed_at")),
}
"""Who added a row and when, and what it was joined with since, does not make it another one."""


class Outcome(Enum):
    """What became of a record."""

    ADDED = "added"
    ALREADY = "already recorded"
    KEPT = "recorded differently; the recorded one was kept"
    DESCRIBED_OTHERWISE = "is recorded with another description; describe it the same way, or give its id"
    CONFLICT = "conflicts with an earlier row of the same load: same id, other content"


class Item(NamedTuple):
    """A record to be written, with the line that it came from."""

    record: Record
    line: int = 0
    typed: bool = False
    """Composed from what a person typed: if its claim is recorded already, its first assessment was as well."""


def write_items(connection: Connection, items: Sequence[Item], first_new: dict[str, int] | None = None) -> list[Outcome]:
    """Insert what is new and return what became of each item, in their order.

    `first_new` maps tables to the rowid from which rows belong to the present load, so that a conflict within it is told
    from a row that a colleague has edited since an earlier one.
    """
    outcomes = [Outcome.ADDED] * len(items)
    pending: dict[str, list[Row]] = {table: [] for table in _TABLE_ORDER}
    places: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(TABLE_OF[type(item.record)], []).append(place)
    for table in _TABLE_ORDER:
        if table in places:
            _sort_new_from_recorded(connection, table, places[table], items, outcomes, pending, first_new or {})
        if table == "reviews":  # newest first: the gate asks nothing of a verdict that a newer one has replaced
            pending[table].sort(key=lambda row: str(row[-1]), reverse=True)
        if pending[table]:
            connection.executemany(insert_statement(table), pending[table])
    return outcomes


def _sort_new_from_recorded(
    connection: Connection,
    table: str,
    places: list[int],
    items: Sequence[Item],
    outcomes: list[Outcome],
    pending: dict[str, list[Row]],
    first_new: dict[str, int],
) -> None:
    rows = [main_row(items[place].record) for place in places]
    recorded = _recorded_rows(connection, table, rows)
    since = first_new.get(table)
    own: dict[Row, Row] = {}
    for place, row in zip(places, rows, strict=True):
        key, item = key_of(table, row), items[place]
        known: Row | None
        if (found := recorded.get(key)) is not None:
            rowid, known = found
            is_own = since is not None and rowid >= since
        else:
            known, is_own = own.get(key), True
        if known is None:
            own[key] = row
            pending[table].append(row)
            for dependent, dependent_row in dependent_rows(item.record):
                pending[dependent].append(dependent_row)
            continue
        outcomes[place] = _compare(table, known, row, is_own=is_own)
        if item.typed and table == "documents" and outcomes[place] is Outcome.KEPT:
            outcomes[place] = Outcome.DESCRIBED_OTHERWISE
        if not item.typed and outcomes[place] is not Outcome.CONFLICT:
            _add_parts(connection, item.record, pending)


def _compare(table: str, known: Row, row: Row, *, is_own: bool) -> Outcome:
    compared = _COMPARED.get(table, slice(None))
    if known[compared] == row[compared]:
        return Outcome.ALREADY
    return Outcome.CONFLICT if is_own else Outcome.KEPT


def _recorded_rows(connection: Connection, table: str, rows: list[Row]) -> dict[Row, tuple[int, Row]]:
    """Map the keys of those rows that are recorded to their rowid and their row as recorded."""
    columns = ", ".join(COLUMNS[table])
    found: dict[Row, tuple[int, Row]] = {}
    if KEYS[table] == ("id",):
        ids = [row[0] for row in rows]
        for start in range(0, len(ids), _LOOKUP_SIZE):
            chunk = ids[start : start + _LOOKUP_SIZE]
            marks = ", ".join("?" * len(chunk))
            for rowid, *known in connection.execute(f"select rowid, {columns} from {table} where id in ({marks})", chunk):
                found[(known[0],)] = (rowid, tuple(known))
        return found
    for row in rows:
        key = key_of(table, row)
        for rowid, *known in connection.execute(f"select rowid, {columns} from {table} where {where_key(table)}", key):
            found[key] = (rowid, tuple(known))
    return found


def _add_parts(connection: Connection, record: Record, pending: dict[str, list[Row]]) -> None:
    """Queue what has come to a recorded claim or document since: assessments, evidence, tags, a text; never its chain."""
    for table, row in dependent_rows(record):
        if table == "attributions" or is_recorded(connection, table, row):
            continue
        if table == "document_texts":
            _add_late_text(connection, row, pending[table])
        elif row not in pending[table]:
            pending[table].append(row)


def _add_late_text(connection: Connection, row: Row, pending: list[Row]) -> None:
    """Queue the text of a document that was recorded without it, as one that is newer than all claims recorded until now."""
    document_id, text, _ = row
    if any(document_id == queued for queued, *_ in pending):
        return
    query = (
        "select max(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', max(created_at), '+1 second'), ''))"
        " from claims where document_id = ?"
    )
    (added_at,) = connection.execute(query, (document_id,)).fetchone()
    pending.append((document_id, text, added_at))


def is_recorded(connection: Connection, table: str, row: Row) -> bool:
    """Tell whether a row of that key is recorded."""
    return connection.execute(f"select 1 from {table} where {where_key(table)}", key_of(table, row)).fetchone() is not None


def missing_references(connection: Connection, record: Record) -> list[str]:
    """Name the ids that a record refers to and that nobody has recorded, for a message better than SQLite's own."""
    absent = []
    for table, name in _references(record):
        if not connection.execute(f"select 1 from {table} where id = ?", (name,)).fetchone():
            absent.append(f"{table} '{name}'")
    return absent


_REFERRED_TABLE = {
    "outlet_id": "entities",
    "organisation_id": "entities",
    "publisher_id": "entities",
    "entity_id": "entities",
    "affiliation_id": "entities",
    "platform_id": "entities",
    "document_id": "documents",
    "origin_document_id": "documents",
    "claim_id": "claims",
    "from_id": "claims",
    "to_id": "claims",
}


def _references(record: Record) -> Iterable[tuple[str, str]]:
    parts: list[object] = [record]
    if isinstance(record, Claim):
        parts += [*record.attributions, *record.evidence]
        yield from (("tags", tag) for tag in record.tags)
    for part in parts:
        for field, table in _REFERRED_TABLE.items():
            if (name := getattr(part, field, None)) is not None:
                yield table, name
        if isinstance(part, Claim | Entity) and part.canonical_id is not None:
            yield TABLE_OF[type(part)], part.canonical_id
