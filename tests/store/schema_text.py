"""The whole schema as one text, to be compared with the checked-in `schema.sql`.

Where a change was meant, write it anew: PYTHONPATH=tests .venv/bin/python -m store.schema_text
"""

import tempfile
from pathlib import Path

from claims.store.connection import Connection
from claims.store.schema import open_store

SNAPSHOT = Path(__file__).with_name("schema.sql")


def schema_text(connection: Connection) -> str:
    """Return the statements that made a database, sorted by type and name."""
    rows = connection.execute("select sql from sqlite_master where sql is not null order by type, name")
    return "\n\n".join(f"{sql};" for (sql,) in rows) + "\n"


def main() -> None:
    """Write the snapshot from a freshly made database."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "claims.db", create=True)
        SNAPSHOT.write_text(schema_text(store.connection), encoding="utf-8")
        store.close()


if __name__ == "__main__":
    main()
