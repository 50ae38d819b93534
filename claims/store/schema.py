"""The schema: numbered migrations, views and vocabularies brought up to date, each in one transaction or not at all."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlite_utils import Database, Migrations

from claims.errors import DatabaseUnusable
from claims.settings import house_folder
from claims.store.connection import Connection, Store, connect, sqlite3, translated_errors
from claims.vocabularies import LABEL_TABLES, REASONS_BY_STATUS, VOCABULARIES, label_table_terms, terms

MIGRATION_SET = "claims"


def open_store(path: Path, *, create: bool = False) -> Store:
    """Open the database at a path and bring its schema up to date.

    With `create`, an absent file is made. Raises DatabaseMissing, or DatabaseUnusable if a newer version made it.
    """
    store = connect(path, must_exist=not create)
    try:
        with translated_errors(path):
            bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def bring_up_to_date(store: Store) -> None:
    """Apply what is pending: journal mode, migrations, views, vocabularies. Touches nothing where nothing is pending."""
    migrations = load_migrations(house_folder() / "migrations")
    _refuse_the_future(store, migrations)
    _let_readers_and_writers_meet(store)
    if is_current(store, migrations):
        return
    store.connection.execute("begin immediate")
    try:
        migrations.apply(store.db)
        refresh_views(store.connection, house_folder() / "views")
        seed_vocabularies(store.connection)
        store.connection.execute("commit")
    except BaseException:
        if store.connection.in_transaction:
            store.connection.execute("rollback")
        raise


def _let_readers_and_writers_meet(store: Store) -> None:
    """Turn the write-ahead log on; a database that may only be read is read as it is."""
    (mode,) = store.connection.execute("pragma journal_mode").fetchone()
    if mode != "wal":
        with suppress(sqlite3.OperationalError):
            store.connection.execute("pragma journal_mode = wal")


def is_current(store: Store, migrations: Migrations) -> bool:
    """Tell whether migrations, views and vocabularies are those of this version."""
    if migrations.pending(store.db):
        return False
    return not changed_views(store.connection, house_folder() / "views") and not vocabulary_drift(store.connection)


@cache
def load_migrations(folder: Path) -> Migrations:
    """Return the numbered `.sql` files of a folder as migrations, in order."""
    migrations = Migrations(MIGRATION_SET)
    for path in sorted(folder.glob("[0-9]*.sql")):
        migrations(name=path.stem)(_migration(path))
    return migrations


def _migration(path: Path) -> Callable[[Database], None]:
    def migrate(db: Database) -> None:
        for statement in split_statements(path.read_text(encoding="utf-8")):
            db.conn.execute(statement)

    return migrate


def split_statements(script: str) -> Iterator[str]:
    """Yield the statements of an SQL script one by one, so that they can share one transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip() and not all(line.startswith("--") or not line.strip() for line in statement.splitlines()):
        raise ValueError(f"an SQL script ends in the middle of a statement: {statement.strip()[:80]}")


def _refuse_the_future(store: Store, migrations: Migrations) -> None:
    known = {path.stem for path in (house_folder() / "migrations").glob("[0-9]*.sql")}
    unknown = [applied.name for applied in migrations.applied(store.db) if applied.name not in known]
    if unknown:
        raise DatabaseUnusable(store.path, f"a newer version of claim-tracker made it ({unknown[0]}). Upgrade the program.")


def view_definitions(folder: Path) -> dict[str, str]:
    """Map the name of each view in a folder to the statement that creates it."""
    return {path.stem: next(split_statements(path.read_text(encoding="utf-8"))).strip() for path in sorted(folder.glob("*.sql"))}


def changed_views(connection: Connection, folder: Path) -> dict[str, str]:
    """Map the views that are absent from the database, or differ there, to their statements."""
    recorded = dict(connection.execute("select name, sql from sqlite_master where type = 'view'"))
    return {name: sql for name, sql in view_definitions(folder).items() if recorded.get(name) != _as_recorded(sql)}


def _as_recorded(sql: str) -> str:
    """Return a `create view` statement as SQLite keeps it: from CREATE on, without the semicolon."""
    start = sql.lower().index("create view")
    return "CREATE VIEW" + sql[start + len("create view") :].removesuffix(";")


def refresh_views(connection: Connection, folder: Path) -> None:
    """Make the read models anew; they hold no rows, so nothing can be lost."""
    for name, sql in changed_views(connection, folder).items():
        connection.execute(f'drop view if exists "{name}"')
        connection.execute(sql)


def vocabulary_rows() -> dict[str, set[tuple[object, ...]]]:
    """Return what each vocabulary table must hold."""
    tables: dict[str, set[tuple[object, ...]]] = {
        "vocabularies": {
            (name, *row, place) for name, vocabulary in VOCABULARIES.items() for place, row in enumerate(terms(vocabulary), 1)
        },
        "verifiability_reasons": {
            (status.value, reason.value, reason.label, reason.definition)
            for status, reasons in REASONS_BY_STATUS.items()
            for reason in reasons
        },
    }
    for table in LABEL_TABLES:
        tables[table] = {(*row, place) for place, row in enumerate(label_table_terms(table), 1)}
    return tables


def vocabulary_drift(connection: Connection) -> list[str]:
    """List the tables whose terms are not those of this version, with the terms in question."""
    faults: list[str] = []
    for table, expected in vocabulary_rows().items():
        recorded = set(connection.execute(f'select * from "{table}"').fetchall())
        faults += [f"{table}: {row}" for row in sorted(map(str, recorded ^ expected))]
    return faults


def seed_vocabularies(connection: Connection) -> None:
    """Write the terms of this version into their tables; a term that was reworded is updated, none is removed."""
    for table, rows in vocabulary_rows().items():
        columns = [name for _, name, *_ in connection.execute(f'pragma table_info("{table}")')]
        keys = [name for _, name, _, _, _, key in connection.execute(f'pragma table_info("{table}")') if key]
        changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
        differs = " or ".join(f"{table}.{name} is not excluded.{name}" for name in columns if name not in keys)
        connection.executemany(
            f'insert into "{table}" ({", ".join(columns)}) values ({", ".join("?" * len(columns))}) '
            f"on conflict ({', '.join(keys)}) do update set {changes} where {differs}",
            sorted(rows, key=str),
        )
