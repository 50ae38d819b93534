"""Looking in the database for what programs suggest: away from the loop that answers readers, and never for long."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from claims.site.page import Asked
from claims.site.sql import SITE_DATABASE
from claims.store.connection import Connection, DatabaseFailure, Store, reading

Result = TypeVar("Result")

LONGEST_LOOK_MS = 1_500
"""What a look may take in the database; a page is shown without it rather than late."""


async def looked_up(asked: Asked, look: Callable[[Store], Result]) -> Result | None:
    """Return what was found in the database, away from the loop that answers readers; nothing where it took too long."""
    from datasette.utils import sqlite_timelimit  # noqa: PLC0415

    database = asked.datasette.get_database(SITE_DATABASE)

    def read(connection: Connection) -> Result:
        with sqlite_timelimit(connection, LONGEST_LOOK_MS), reading(Path(str(database.path)), connection) as store:
            return look(store)

    try:
        found: Result = await database.execute_fn(read)
    except DatabaseFailure as error:
        if str(error) != "interrupted":
            raise
        return None
    return found
