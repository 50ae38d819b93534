"""Drafts in their table: what is drafted, claimed and rejected already in a document, what waits, and what people decided."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from claims.errors import NotRecorded
from claims.models import Candidate
from claims.store.batch import Outcome
from claims.store.connection import Connection, Store, writing
from claims.store.read import Fields
from claims.store.rows import fields_of, select_columns
from claims.store.write import put

PERSON = "person "
"""Begins the extractor of a draft that a person made of another, by splitting or merging."""


class StoredText(NamedTuple):
    """A document as an extractor needs it."""

    document_id: str
    title: str
    language: str
    outlet: str
    """Its name."""
    text: str | None


def resolve_document(connection: Connection, wanted: str) -> str:
    """Return the id of a document given in full or by its first characters. Raises NotRecorded."""
    rows = connection.execute(
        "select id from documents where id >= ? and id < ? order by id limit 4", (wanted, wanted + "\uffff")
    ).fetchall()
    ids = [str(row[0]) for row in rows]
    if wanted in ids:
        return wanted
    if len(ids) == 1 and len(wanted) >= 4:
        return ids[0]
    raise NotRecorded("document", wanted, ids)


def stored_text(connection: Connection, document_id: str) -> StoredText:
    """Return a document with its text, if that is stored. Raises NotRecorded."""
    row = connection.execute(
        "select d.id, d.title, d.language, o.name, t.text from documents d join entities o on o.id = d.outlet_id"
        " left join document_texts t on t.document_id = d.id where d.id = ?",
        (document_id,),
    ).fetchone()
    if row is None:
        raise NotRecorded("document", document_id)
    return StoredText(*row)


def save_candidates(store: Store, candidates: list[Candidate], *, by: str) -> list[bool]:
    """Record drafts, and tell for each whether it is new."""
    with writing(store, by) as connection:
        return [outcome is Outcome.ADDED for outcome in put(connection, *candidates)] if candidates else []


def candidates_of(connection: Connection, document_id: str) -> list[Fields]:
    """List the drafts of a document, in the order in which they were made."""
    rows = connection.execute(f"{select_columns('candidates')} where document_id = ? order by rowid", (document_id,))
    return [fields_of("candidates", row) for row in rows]


def rejected_in_other_versions(connection: Connection, document_id: str) -> list[Fields]:
    """List the drafts that were rejected in other captured versions of the same page."""
    rows = connection.execute(
        f"{select_columns('candidates')} where state = 'rejected' and document_id in ("
        "select other.id from documents d join documents other on coalesce(other.url, '') = d.url and other.id <> d.id where d.id = ?)",
        (document_id,),
    )
    return [fields_of("candidates", row) for row in rows]


def claimed_spans(connection: Connection, document_id: str) -> list[tuple[int, int]]:
    """List the spans that are claimed in a document; those of quotes recorded before its text was are found in it."""
    query = (
        "select coalesce(c.start_char, instr(t.text, c.quote) - 1), length(c.quote) from claims c"
        " join document_texts t on t.document_id = c.document_id where c.document_id = ? and c.quote <> ''"
    )
    return [(int(start), int(start) + int(length)) for start, length in connection.execute(query, (document_id,)) if start >= 0]


def waiting_ids(connection: Connection, document_id: str | None = None) -> list[str]:
    """List the drafts that wait, of one document or of all: the document drafted first first, and each in the order of its text."""
    of_document = " and k.document_id = ?" if document_id else ""
    rows = connection.execute(
        f"select k.id from candidates k where k.state = 'pending'{of_document}"
        " order by (select min(first.rowid) from candidates first where first.document_id = k.document_id), k.start_char, k.rowid",
        (document_id,) if document_id else (),
    )
    return [str(row[0]) for row in rows]


def waiting_after(connection: Connection, candidate_id: str) -> str | None:
    """Return the draft of the same document that waits next in the order of the text, if there is one."""
    row = connection.execute(
        "with placed as (select rowid as row, id, document_id, state,"
        "  coalesce(start_char, json_extract(draft, '$.start_char')) as start, coalesce(end_char, json_extract(draft, '$.end_char')) as end"
        "  from candidates where document_id = (select document_id from candidates where id = ?1))"
        " select n.id from placed k join placed n on n.id <> k.id and n.state = 'pending'"
        " where k.id = ?1 and (n.start, n.end) >= (k.start, k.end) order by n.start, n.end, n.row limit 1",
        (candidate_id,),
    ).fetchone()
    return str(row[0]) if row else None


def last_decided(connection: Connection, by: str) -> str | None:
    """Return the draft that a person decided about last; those that a split or a merge made are no decisions of their own."""
    row = connection.execute(
        "select k.id from candidates k where k.decided_by = ? and json_extract(k.decision, '$.undone') is null"
        " order by k.decided_at desc,"
        " (select max(h.id) from history h where h.table_name = 'candidates' and h.row_id = k.id) desc limit 1",
        (by,),
    ).fetchone()
    return str(row[0]) if row else None


def merged_into(connection: Connection, document_id: str, candidate_id: str) -> list[str]:
    """List the drafts of a document that were merged into one."""
    rows = connection.execute(
        "select id from candidates where document_id = ? and json_extract(decision, '$.merged_into') = ? order by rowid",
        (document_id, candidate_id),
    )
    return [str(row[0]) for row in rows]


def drafted_by_programs(connection: Connection) -> Iterator[Fields]:
    """Yield the drafts of programs, not those that people made of them."""
    for row in connection.execute(f"{select_columns('candidates')} where extractor not glob '{PERSON}*' order by rowid"):
        yield fields_of("candidates", row)


def decided_documents(connection: Connection) -> tuple[list[str], list[str]]:
    """List the documents with a stored text in which every draft has been decided, and those in which some still wait."""
    rows = connection.execute(
        "select k.document_id, sum(k.state = 'pending') from candidates k join document_texts t on t.document_id = k.document_id"
        " group by k.document_id order by min(k.rowid)"
    ).fetchall()
    return [row[0] for row in rows if not row[1]], [row[0] for row in rows if row[1]]


def attributed_claims(connection: Connection, document_id: str) -> list[Fields]:
    """List the claims of a document that somebody is quoted with, in the order of the text, each with its first source and its draft."""
    rows = connection.execute(
        "select c.id, c.start_char, c.end_char, c.quotation, a.source_text, a.cue, k.draft, k.decision, k.spans"
        " from claims c join attributions a on a.claim_id = c.id and a.hop = 0 and a.seq = 0"
        " left join candidates k on k.claim_id = c.id"
        " where c.document_id = ? and c.start_char is not null and c.quotation <> 'own_voice' group by c.id"
        " order by c.start_char, c.end_char, c.rowid",
        (document_id,),
    )
    plain = ("id", "start_char", "end_char", "quotation", "source_text", "cue")
    as_json = ("draft", "decision", "spans")
    return [
        {
            **dict(zip(plain, row, strict=False)),
            **{name: value and json.loads(value) for name, value in zip(as_json, row[-3:], strict=True)},
        }
        for row in rows
    ]
