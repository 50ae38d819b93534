"""The first look for what says the same: SQLite's full-text index by stems, over the database or over claims held in memory."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Keys
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claims.matching.features import read_question
from claims.matching.first_look import Places, looks, plan
from claims.matching.said import Found, Frequencies, Said
from claims.matching.words import forms
from claims.store.connection import Connection, sqlite3

LIMIT = 100
"""Claims that a question is compared with by its own words; half as many by each other look."""
_ALONE = 0.6
"""So large a part is enough for a question that stands alone: what it is about is in its own words."""
_LEAST = 0.35
"""By its own words, beyond the first few, what shares less than so much of what the best shares is not compared."""
_MANY = 3
"""So many times more are looked at for their lengths."""
_LEAST_BUDGET, _BUDGET_SHARE = 40_000, 0.4
"""A question's words are looked up, the rarest first, until so many claims, or so large a share of all, have been listed."""
_CONTEXT_CHARS = 600
_BEFORE, _AFTER = 3, 2
_INDEX = """
create virtual table repeats_fts using fts5(
  statement, quote, source_words,
  content = '',
  tokenize = 'porter unicode61 remove_diacritics 2'
)
"""


Lengths = Callable[[Sequence[int]], Iterable[tuple[int, int]]]
"""Tells how many letters the claims at these rowids have: pairs of rowid and number, in any order."""
_TEXT, _SPEAKER = "statement quote", "source_words"


@dataclass(frozen=True)
class IndexedWords:
    """The words of the index: how many claims hold them, and which. Implements matching.Frequencies. Counts are kept once looked up."""

    connection: Connection
    total: int
    _counts: dict[str, int] = field(default_factory=dict)

    def of(self, stems: Sequence[str]) -> Mapping[str, int]:
        """Return how many claims hold each stem."""
        if unknown := [stem for stem in stems if stem not in self._counts]:
            query = "select term, doc from repeat_words where term in (select value from json_each(?))"
            self._counts.update(dict.fromkeys(unknown, 0))
            self._counts.update(self.connection.execute(query, (json.dumps(unknown),)))
        return self._counts

    def holding(self, columns: str, stem: str) -> Places:
        """Return the rowids of the claims that hold a stem there; in one string, as a row for each takes ten times longer."""
        query = "select group_concat(rowid) from repeats_fts where repeats_fts match ?"
        quoted = stem.replace('"', '""')
        (listed,) = self.connection.execute(query, (f'{{{columns}}} : "{quoted}"',)).fetchone()
        return np.fromstring(listed, np.int64, sep=",") if listed else np.zeros(0, np.int64)


def find(connection: Connection, said: Said, limit: int = LIMIT, *, leave_out: Keys[str] = ()) -> tuple[list[Found], Frequencies]:
    """Return the recorded claims that are worth comparing with what was said, and how frequent words are among them."""
    (total,) = connection.execute("select coalesce(max(rowid), 0) from claims").fetchone()
    words = IndexedWords(connection, total)

    def lengths(rowids: Sequence[int]) -> Iterable[tuple[int, int]]:
        query = "select c.rowid, length(statement) + length(quote) from json_each(?) wanted cross join claims c on c.rowid = wanted.value"
        return connection.execute(query, (json.dumps(rowids),))

    rowids = _first_look(words, said, limit, lengths)
    return [one for one in _found(connection, "rowid", rowids) if one.key not in leave_out], words


def found(connection: Connection, keys: Sequence[str]) -> list[Found]:
    """Return recorded claims by their ids, in that order; ids that are not recorded are left out."""
    return _found(connection, "id", keys)


def said_of(connection: Connection, claim_id: str) -> Said:
    """Return a recorded claim as a question, with the sentences around it where its document's text is stored."""
    (one,) = found(connection, [claim_id])
    query = """
        select substr(t.text, max(1, c.start_char + 1 - :chars), min(:chars, c.start_char)), substr(t.text, c.end_char + 1, :chars)
        from claims c
        join document_texts t on t.document_id = c.document_id
        where c.id = :id and c.start_char is not null
    """
    row = connection.execute(query, {"id": claim_id, "chars": _CONTEXT_CHARS}).fetchone()
    before, after = (_sentences(row[0]), _sentences(row[1])) if row else ((), ())
    said = one.said
    return Said(said.text, said.title, said.speaker, before[-_BEFORE:], after[:_AFTER], said.date, said.also)


def _sentences(text: str) -> tuple[str, ...]:
    marked = text.replace("! ", "!\n").replace("? ", "?\n").replace(". ", ".\n")
    return tuple(line.strip() for line in marked.splitlines() if any(map(str.isalnum, line)))


def _found(connection: Connection, column: str, values: Sequence[int] | Sequence[str]) -> list[Found]:
    query = f"""
        select c.id, c.statement, d.title, coalesce(e.name, c.source_words), coalesce(c.claim_date, d.published_at, ''), c.quote
        from json_each(?) wanted
        cross join claims c on c.{column} = wanted.value
        join documents d on d.id = c.document_id
        left join entities e on e.id = c.speaker_id
        order by wanted.key
    """
    rows = connection.execute(query, (json.dumps(values),))
    return [Found(key, Said(text, title, speaker, date=date, also=also)) for key, text, title, speaker, date, also in rows]


class Collection:
    """Claims held in memory, from a file: searched as the database is."""

    def __init__(self, claims: Iterable[tuple[str, Said]]) -> None:
        self._claims = [Found(key, said) for key, said in claims]
        self._place = {one.key: place for place, one in enumerate(self._claims)}
        self._lengths = [len(one.said.text) + len(one.said.title) + len(one.said.also) for one in self._claims]
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute(_INDEX)
        connection.execute("create virtual table repeat_words using fts5vocab(repeats_fts, row)")
        connection.execute("begin")
        connection.executemany(
            "insert into repeats_fts (rowid, statement, quote, source_words) values (?, ?, ?, ?)",
            ((place, *_indexed(one.said)) for place, one in enumerate(self._claims, 1)),
        )
        connection.execute("commit")
        self._words = IndexedWords(connection, len(self._claims))

    def __len__(self) -> int:
        """Return how many claims there are."""
        return len(self._claims)

    def __iter__(self) -> Iterator[Found]:
        """Yield the claims in their order."""
        return iter(self._claims)

    def find(self, said: Said, limit: int = LIMIT) -> tuple[list[Found], Frequencies]:
        """Return the claims that are worth comparing with what was said, and how frequent words are among them."""
        rowids = _first_look(self._words, said, limit, lambda rowids: ((rowid, self._lengths[rowid - 1]) for rowid in rowids))
        return [self._claims[rowid - 1] for rowid in rowids], self._words

    def found(self, keys: Sequence[str]) -> list[Found]:
        """Return claims by their ids, in that order."""
        return [self._claims[self._place[key]] for key in keys if key in self._place]


def _indexed(said: Said) -> tuple[str, str, str]:
    """Return what stands in the index, without halves of surrogate pairs, which UTF-8 cannot say."""
    fields = (said.text, f"{said.title}\n{said.also}", said.speaker)
    return tuple(field if field.isascii() else field.encode("utf-8", "replace").decode() for field in fields)  # type: ignore[return-value]


def _first_look(words: IndexedWords, said: Said, limit: int, lengths: Lengths) -> list[int]:
    """Return the rowids of what is worth comparing: the best by its own words, then those that other looks add."""
    question = read_question(said)
    counts = words.of(sorted({stem for term in question.terms for stem in forms(term)}))
    planned = plan(question, counts, words.total, max(_LEAST_BUDGET, int(words.total * _BUDGET_SHARE)))
    by_speaker = words.holding(_SPEAKER, question.speaker[-1]) if question.speaker else np.zeros(0, np.int64)
    own, least = (limit, 0.0) if question.around else (int(limit * _ALONE), _LEAST)
    seen: dict[int, None] = {}
    known: dict[int, int] = {}
    for look in looks(planned, lambda stem: words.holding(_TEXT, stem), by_speaker, limit * _MANY):
        most, nearly = (limit // 2, 0.0) if seen else (own, least)
        seen |= dict.fromkeys(look.shortest_first(_lengths_of(look.places.tolist(), known, lengths), most, nearly))
    return list(seen)


def _lengths_of(rowids: list[int], known: dict[int, int], lengths: Lengths) -> NDArray[np.float64]:
    """Return the lengths of claims; each is asked for once, however many looks bring it."""
    if unknown := [rowid for rowid in rowids if rowid not in known]:
        known.update(lengths(unknown))
    return np.array([known[rowid] for rowid in rowids], np.float64)
