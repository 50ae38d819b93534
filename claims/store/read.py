"""What is recorded, read back: as records of the lossless format, and as what the pages and commands show.

Rows may have been written around the models, and nothing recorded may be lost; so what is read is not validated again
(`check-database` does that) and travels as plain fields.
"""

import json
from collections.abc import Generator, Iterator, Sequence
from typing import Any, NamedTuple

from claims.errors import NotRecorded
from claims.store.connection import Connection, Store
from claims.store.rows import COLUMNS, fields_of, select_columns

Fields = dict[str, Any]
"""A record as JSON has it; absent values are left out."""

_CHUNK = 500
_PARTS = {"attributions": "hop, seq", "assessments": "id", "evidence": "id"}


def count_records(store: Store) -> int:
    """Return how many records `records` yields."""
    counted = (
        "entities", "entity_links", "entity_roles", "tags", "documents", "claims", "suggested_assessments", "claim_links", "reviews",
        "candidates",
    )  # fmt: skip
    query = " + ".join(f"(select count(*) from {table})" for table in counted)
    return int(store.connection.execute(f"select {query}").fetchone()[0])


def records(store: Store, *, with_texts: bool = True) -> Generator[Fields]:
    """Yield every record in an order in which each refers to earlier ones only, the same for the same content.

    One read transaction sees one state, whatever others write meanwhile.
    """
    connection = store.connection
    connection.execute("begin")
    try:
        yield from _plain(connection, "entity", "entities", "canonical_id is not null, rowid")
        yield from _plain(connection, "entity_link", "entity_links", "rowid")
        yield from _plain(connection, "role", "entity_roles", "id")
        yield from _plain(connection, "tag", "tags", "rowid")
        yield from _documents(connection, with_texts=with_texts)
        yield from claims_with_parts(connection, "order by canonical_id is not null, rowid", ())
        yield from _plain(connection, "suggested_assessment", "suggested_assessments", "id")
        yield from _plain(connection, "link", "claim_links", "rowid")
        yield from _plain(connection, "review", "reviews", "reviewed_at desc, id")
        yield from _plain(connection, "candidate", "candidates", "rowid")
    finally:
        connection.execute("rollback")


def _plain(connection: Connection, record: str, table: str, order: str) -> Iterator[Fields]:
    for row in connection.execute(f"{select_columns(table)} order by {order}"):
        yield {"record": record, **fields_of(table, row)}


def _documents(connection: Connection, *, with_texts: bool) -> Iterator[Fields]:
    columns = ", ".join(f"d.{column}" for column in COLUMNS["documents"])
    texts = "left join document_texts t on t.document_id = d.id" + ("" if with_texts else " and false")
    captured = {row[0] for row in connection.execute("select document_id from captures")}
    for *row, text, added_at in connection.execute(f"select {columns}, t.text, t.added_at from documents d {texts} order by d.rowid"):
        stored = {name: value for name, value in (("text", text), ("text_added_at", added_at)) if value is not None}
        capture = {"capture": _capture(connection, row[0], with_texts=with_texts)} if row[0] in captured else {}
        yield {"record": "document", **fields_of("documents", row), **stored, **capture}


def _capture(connection: Connection, document_id: str, *, with_texts: bool) -> Fields:
    """Return how a document was captured; the page as it came goes with the texts."""
    row = connection.execute(f"{select_columns('captures')} where document_id = ?", (document_id,)).fetchone()
    left_out = {"document_id"} if with_texts else {"document_id", "page"}
    return {name: value for name, value in fields_of("captures", row).items() if name not in left_out}


def claims_with_parts(connection: Connection, condition: str, values: tuple[object, ...]) -> Iterator[Fields]:
    """Yield claims with their chain, assessments, evidence and tags, in chunks that fit in memory."""
    cursor = connection.execute(f"{select_columns('claims')} {condition}", values)
    while rows := cursor.fetchmany(_CHUNK):
        found = {row[0]: {"record": "claim", **fields_of("claims", row)} for row in rows}
        _add_parts(connection, found)
        yield from found.values()


def claims_with_publication(connection: Connection, claim_ids: Sequence[str]) -> Iterator[tuple[Fields, str | None]]:
    """Yield claims with their parts, each with the day when its document was published, where that is known."""
    wanted = json.dumps(list(claim_ids))
    published = dict(
        connection.execute(
            "select c.id, d.published_at from json_each(?) j join claims c on c.id = j.value join documents d on d.id = c.document_id",
            (wanted,),
        )
    )
    for claim in claims_with_parts(connection, "where id in (select value from json_each(?))", (wanted,)):
        yield claim, published[claim["id"]]


def _add_parts(connection: Connection, found: dict[str, Fields]) -> None:
    ids = list(found)
    marks = ", ".join("?" * len(ids))
    for table, order in _PARTS.items():
        for row in connection.execute(f"{select_columns(table)} where claim_id in ({marks}) order by claim_id, {order}", ids):
            part = fields_of(table, row)
            found[part.pop("claim_id")].setdefault(table, []).append(part)
    for claim, tag in connection.execute(f"select claim_id, tag_id from claim_tags where claim_id in ({marks}) order by 1, 2", ids):
        found[claim].setdefault("tags", []).append(tag)


def resolve_claim(connection: Connection, wanted: str) -> str:
    """Return the id of a claim given in full or by its first characters. Raises NotRecorded."""
    low, high = wanted, wanted + "\uffff"
    rows = [row[0] for row in connection.execute("select id from claims where id >= ? and id < ? order by id limit 4", (low, high))]
    if wanted in rows:
        return wanted
    if len(rows) == 1 and len(wanted) >= 4:
        return str(rows[0])
    if rows and len(wanted) < 4:
        raise NotRecorded("claim", wanted, ["one of these (give four characters or more): " + ", ".join(rows)])
    raise NotRecorded("claim", wanted, rows)


def document_dated(connection: Connection, document_id: str) -> tuple[str | None, str] | None:
    """Return when a document was published, where that is known, and its language; None where it is not recorded."""
    row: tuple[str | None, str] | None
    row = connection.execute("select published_at, language from documents where id = ?", (document_id,)).fetchone()
    return row


def newest_version(connection: Connection, url: str) -> str | None:
    """Return the id of the newest recorded version of a page, if there is one."""
    query = "select id from documents where coalesce(url, '') = ? order by accessed_at desc, rowid desc limit 1"
    row = connection.execute(query, (url,)).fetchone()
    return str(row[0]) if row else None


def claims_in(connection: Connection, document_id: str) -> frozenset[str]:
    """Return the claims of a document."""
    return frozenset(row[0] for row in connection.execute("select id from claims where document_id = ?", (document_id,)))


def claims_since(connection: Connection, rowid: int) -> list[str]:
    """Return the claims that were recorded with this rowid and later ones, in that order."""
    return [row[0] for row in connection.execute("select id from claims where rowid >= ? order by rowid", (rowid,))]


def claims_beside(connection: Connection, claim_id: str) -> frozenset[str]:
    """Return the claims of the document of a claim, itself among them."""
    (document_id,) = connection.execute("select document_id from claims where id = ?", (claim_id,)).fetchone()
    return claims_in(connection, document_id)


class ClaimPage(NamedTuple):
    """Everything about one claim that a person wants to see."""

    claim: Fields
    document: Fields
    names: dict[str, str]
    """Names of the entities that the record refers to."""
    verifiability: str
    verdict: str | None
    reviews: list[Fields]
    links: list[Fields]
    repeats: list[Fields]


def claim_page(store: Store, wanted: str) -> ClaimPage:
    """Return everything about one claim. Raises NotRecorded."""
    connection = store.connection
    claim_id = resolve_claim(connection, wanted)
    (claim,) = claims_with_parts(connection, "where id = ?", (claim_id,))
    row = connection.execute(f"{select_columns('documents')} where id = ?", (claim["document_id"],)).fetchone()
    document = fields_of("documents", row)
    verifiability, verdict, root = connection.execute(
        "select verifiability, verdict, coalesce(canonical_id, id) from claims where id = ?", (claim_id,)
    ).fetchone()
    reviews = [
        fields_of("reviews", found)
        for found in connection.execute(f"{select_columns('reviews')} where claim_id = ? order by reviewed_at desc, id desc", (claim_id,))
    ]
    links = [
        fields_of("claim_links", found)
        for found in connection.execute(f"{select_columns('claim_links')} where from_id = ?1 or to_id = ?1", (claim_id,))
    ]
    repeats = _listed(
        connection,
        "select id, statement, speaker, outlet from claim_overview where canonical_id = ? and id <> ?",
        (root, claim_id),
    )
    wanted_names = {
        value for part in (*claim.get("attributions", []), document, *reviews) for key, value in part.items() if _is_entity(key)
    }
    names = {name: _entity_name(connection, name) for name in sorted(wanted_names)}
    return ClaimPage(claim, document, names, verifiability, verdict, reviews, links, repeats)


def _is_entity(key: str) -> bool:
    return key in ("entity_id", "affiliation_id", "platform_id", "outlet_id", "publisher_id")


def _entity_name(connection: Connection, entity_id: str) -> str:
    row = connection.execute("select name from entities where id = ?", (entity_id,)).fetchone()
    return str(row[0]) if row else entity_id


def _listed(connection: Connection, query: str, values: tuple[object, ...]) -> list[Fields]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


class Event(NamedTuple):
    """One thing that happened to a claim."""

    at: str
    who: str | None
    what: str
    detail: Fields


def claim_history(store: Store, wanted: str) -> list[Event]:
    """List what happened to a claim, oldest first: recorded, assessed, reviewed, linked, changed. Raises NotRecorded."""
    connection = store.connection
    claim_id = resolve_claim(connection, wanted)
    events = [
        Event(at, who, "recorded", {"statement": statement})
        for at, who, statement in connection.execute("select created_at, created_by, statement from claims where id = ?", (claim_id,))
    ]
    for table, when, who in (
        ("assessments", "assessed_at", "assessor"),
        ("reviews", "reviewed_at", "reviewer"),
        ("evidence", "added_at", "added_by"),
    ):
        for row in connection.execute(f"{select_columns(table)} where claim_id = ? order by id", (claim_id,)):
            fields = fields_of(table, row)
            events.append(Event(fields[when], fields[who], {"assessments": "assessed", "reviews": "reviewed"}.get(table, table), fields))
    events += _judgements(connection, claim_id)
    changes = connection.execute("select at, actor, table_name, op, old from history where row_id = ? order by id", (claim_id,))
    for at, actor, table, op, old in changes:
        events.append(Event(at, actor, f"{table} {op}d", {key: value for key, value in json.loads(old).items() if value is not None}))
    return sorted(events, key=lambda event: event.at[:19])


def _judgements(connection: Connection, claim_id: str) -> list[Event]:
    """List all that was said of the links of a claim, what stands now among it; a judgement that was put back comes once."""
    earlier = connection.execute(
        "select old from history where table_name = 'claim_links' and ? in (json_extract(old, '$.from_id'), json_extract(old, '$.to_id'))"
        " order by id",
        (claim_id,),
    )
    links = [{key: value for key, value in json.loads(old).items() if value is not None} for (old,) in earlier]
    standing = connection.execute(f"{select_columns('claim_links')} where from_id = ?1 or to_id = ?1", (claim_id,))
    links += [fields_of("claim_links", row) for row in standing]
    events: list[Event] = []
    for link in links:
        other = link["to_id"] if link["from_id"] == claim_id else link["from_id"]
        event = Event(link["decided_at"], link["decided_by"], f"link {link['judgement']}", link | {"other": other})
        events += [] if event in events else [event]
    return events


def entity_names(store: Store, kinds: tuple[str, ...]) -> list[str]:
    """List the names of entities of some kinds, for completion."""
    marks = ", ".join("?" * len(kinds))
    return [row[0] for row in store.connection.execute(f"select name from entities where kind in ({marks}) order by name", kinds)]


def documents_newest_first(store: Store, most: int = 200) -> list[Fields]:
    """List documents for a person to choose from."""
    return _listed(
        store.connection,
        "select d.id, d.title, d.url, d.language, o.name as outlet from documents d join entities o on o.id = d.outlet_id "
        "order by d.rowid desc limit ?",
        (most,),
    )


def counts(store: Store) -> dict[str, int]:
    """Count what a person asks for first."""
    connection = store.connection
    return {
        table: int(connection.execute(f"select count(*) from {table}").fetchone()[0])
        for table in ("claims", "documents", "entities", "assessments", "reviews")
    }


def overview(store: Store, ids: list[str]) -> list[Fields]:
    """List claims in words, for a table that people read."""
    marks = ", ".join("?" * len(ids))
    return _listed(store.connection, f"select * from claim_overview where id in ({marks}) order by id", tuple(ids))
