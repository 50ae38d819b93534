"""One way to open the database: every connection enforces foreign keys, waits for its turn and writes safely.

An acknowledged write survives a kill, and a power loss too (WAL with synchronous=FULL). Every transaction that writes begins
IMMEDIATE: a deferred one that reads first fails at once with "database is locked" when somebody else writes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claims.errors import (
    ClaimsError,
    DatabaseBusy,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseUnusable,
    DiskFull,
    RefusedByDatabase,
)
from claims.settings import BUSY_TIMEOUT_S

APPLICATION_ID = 1129074003
"""Marks a SQLite file as ours (`pragma application_id`, 'CLMS' as an integer)."""

if TYPE_CHECKING:
    import sqlite3 as sqlite3  # noqa: PLC0414  (other rooms of the store take it from here)
else:
    from sqlite_utils.utils import sqlite3  # pysqlite3's newer SQLite where it is installed, as Datasette does

_PRAGMAS = (
    "pragma foreign_keys = on",
    "pragma recursive_triggers = on",
    "pragma synchronous = full",
    "pragma cache_size = -65536",
)

Connection = sqlite3.Connection
DatabaseFailure = sqlite3.Error
"""What SQLite raises; only the store sees it."""
IntegrityFailure = sqlite3.IntegrityError


@dataclass(frozen=True)
class Store:
    """An open database. Everything that reads or writes takes one as its first argument."""

    path: Path
    db: Database

    @property
    def connection(self) -> Connection:
        """The sqlite3 connection, in autocommit mode."""
        return self.db.conn

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def connect(path: Path, *, must_exist: bool = True) -> Store:
    """Open a database file with every safeguard on. Raises DatabaseMissing, DatabaseUnusable or DatabaseReadOnly."""
    if must_exist and not path.is_file():
        raise DatabaseMissing(path)
    if not path.parent.is_dir():
        raise DatabaseUnusable(path, f"there is no folder '{path.parent}'. Make it first.")
    with translated_errors(path):
        connection = sqlite3.connect(str(path), timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            _refuse_a_stranger(path, connection)
            return Store(path, Database(connection))
        except BaseException:
            connection.close()
            raise


@contextmanager
def reading(path: Path, connection: Connection) -> Iterator[Store]:
    """Lend a connection that somebody else has opened, to be read from in one state of the database."""
    factory, connection.row_factory = connection.row_factory, None
    connection.execute("begin")
    try:
        yield Store(path, Database(connection, recursive_triggers=False, execute_plugins=False))
    finally:
        with suppress(DatabaseFailure):
            connection.execute("rollback")
        connection.row_factory = factory


def _refuse_a_stranger(path: Path, connection: Connection) -> None:
    (application_id,) = connection.execute("pragma application_id").fetchone()
    if application_id == APPLICATION_ID:
        return
    if application_id or connection.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise DatabaseUnusable(path, "it is a SQLite database of another program. Name the claims database with --db.")


@contextmanager
def writing(store: Store, actor: str | None = None) -> Iterator[Connection]:
    """Run a block as one transaction: all of it is written and acknowledged, or none of it.

    The history rows that it causes name the actor. A block inside another joins it.
    """
    connection = store.connection
    if connection.in_transaction:
        yield connection
        return
    with translated_errors(store.path):
        connection.execute("begin immediate")
        try:
            (before,) = connection.execute("select coalesce(max(id), 0) from history").fetchone()
            yield connection
            if actor is not None:
                connection.execute("update history set actor = ? where id > ? and actor is null", (actor, before))
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Run a block inside a transaction so that its failure undoes the block alone."""
    connection.execute("savepoint one_step")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback to one_step")
            connection.execute("release one_step")
        raise
    connection.execute("release one_step")


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises for a full disk, a lock, missing rights or a broken rule into a ClaimsError."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise RefusedByDatabase(rule_of(error)) from error
    except sqlite3.Error as error:
        if refusal := _refusal(path, error):
            raise refusal from error
        raise


def rule_of(error: Exception) -> str:
    """Return the sentence of the rule that SQLite says was broken."""
    return str(error).removeprefix("CHECK constraint failed: ")


def _refusal(path: Path, error: Exception) -> ClaimsError | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    for beginnings, refusal in _REFUSALS.items():
        if name.startswith(beginnings):
            return refusal(path)
    return None


_REFUSALS: dict[tuple[str, ...], Callable[[Path], ClaimsError]] = {
    ("SQLITE_BUSY", "SQLITE_LOCKED"): lambda path: DatabaseBusy(path, BUSY_TIMEOUT_S),
    ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"): DiskFull,
    ("SQLITE_READONLY", "SQLITE_PERM"): DatabaseReadOnly,
    ("SQLITE_CANTOPEN",): lambda path: DatabaseUnusable(path, "it cannot be opened. Check that you may read it and its folder."),
    ("SQLITE_NOTADB",): lambda path: DatabaseUnusable(path, "it is not a SQLite database. Name the claims database with --db."),
}
