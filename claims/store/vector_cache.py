"""Vectors of texts that are in no database, kept from one run to the next; a cache, which may be deleted at any time.

What is asked for is the exact text and model, so that nothing kept can be wrong. A cache that cannot be read or written is done
without: the vectors are made anew.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from claims.store.connection import Connection, sqlite3

_CHUNK = 500
_UNREADABLE = {"SQLITE_NOTADB", "SQLITE_CORRUPT"}
_SCHEMA = (
    "create table if not exists text_vectors "
    "(model text not null, digest blob not null, vector blob not null, primary key (model, digest)) strict, without rowid"
)


class VectorCache:
    """Vectors by model and text, in a SQLite file of its own."""

    def __init__(self, path: Path) -> None:
        self._connection: Connection | None = None
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(path)

    def known(self, model: str, texts: Sequence[str]) -> dict[str, bytes]:
        """Map those of some texts whose vectors are kept to them."""
        if self._connection is None:
            return {}
        by_digest = {_digest(text): text for text in texts}
        digests = list(by_digest)
        found: dict[str, bytes] = {}
        with suppress(sqlite3.Error):
            for start in range(0, len(digests), _CHUNK):
                some = digests[start : start + _CHUNK]
                marks = ", ".join("?" * len(some))
                rows = self._connection.execute(
                    f"select digest, vector from text_vectors where model = ? and digest in ({marks})", [model, *some]
                )
                found |= {by_digest[digest]: vector for digest, vector in rows}
        return found

    def keep(self, model: str, texts: Sequence[str], vectors: Sequence[bytes]) -> None:
        """Keep the vectors of some texts."""
        if self._connection is None:
            return
        rows = [(model, _digest(text), vector) for text, vector in zip(texts, vectors, strict=True)]
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany("insert or replace into text_vectors (model, digest, vector) values (?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _opened(path: Path) -> Connection:
    try:
        return _ready(path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") not in _UNREADABLE:
            raise
        path.unlink()
        return _ready(path)


def _ready(path: Path) -> Connection:
    connection = sqlite3.connect(str(path))
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection
