"""What Datasette is taught about this site: its query pages, its manners on the web, and that it never writes."""

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

from datasette import hookimpl
from datasette.utils import CustomRow

from claims.site import SITE_DATABASE, query_pages
from claims.site.gate.refusals import with_refusals_told
from claims.site.gate.security import GLOBALS, App, NonceExtension, secured

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl

MAX_MEMORY_BYTES = 512 * 1024 * 1024
"""What all queries together may hold: one `replace(hex(zeroblob(1e8)), ...)` took 2 GB, and no time limit stops it."""


def _absent(_row: Any, column: str) -> None:
    raise IndexError(column)


# Datasette 1.0a41 finds the next page of rows sorted by a column that is not shown only if an absent column is an IndexError,
# as it is in sqlite3.Row; its own row with labels raises KeyError, and the page fails.
CustomRow.__missing__ = _absent


@hook
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Shut the write connections and publish the query pages of the folder that these plugins lie in."""

    async def prepare() -> None:
        for database in datasette.databases.values():
            if database.path and getattr(database, "mode", "") is None:
                database.mode = "ro"
        if SITE_DATABASE in datasette.databases and hasattr(datasette, "add_query") and datasette.plugins_dir:
            for page in query_pages(Path(datasette.plugins_dir).parent):
                await datasette.add_query(
                    SITE_DATABASE, page.name, page.sql, title=page.title, description=page.description, hide_sql=True, is_trusted=True
                )

    return prepare


@hook
def prepare_connection(conn: Any, database: str) -> None:
    """Make a connection enforce foreign keys, refuse to write and bound its memory. Datasette's internal database writes."""
    if database.startswith("_"):
        return
    conn.execute("pragma foreign_keys = on")
    conn.execute("pragma query_only = on")
    conn.execute(f"pragma hard_heap_limit = {MAX_MEMORY_BYTES}")


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Let templates list tables as metadata.yaml does, and give their scripts and styles the nonce of each answer."""
    env.filters["in_order_of"] = in_order_of
    env.globals.update(GLOBALS)
    env.add_extension(NonceExtension)


def in_order_of(things: list[Any], names: Collection[str]) -> list[Any]:
    """Return things that have a name in the order of names; others come last."""
    places = {name: place for place, name in enumerate(names)}
    return sorted(things, key=lambda thing: places.get(thing.name, len(places)))


@hook
def extra_template_vars(
    template: str, database: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """Give the page of the database all query pages, and what each table and view is for, in the order of metadata.yaml."""
    if template != f"database-{SITE_DATABASE}.html" or not hasattr(datasette, "list_queries"):
        return None

    async def contents() -> dict[str, Any]:
        pages = await datasette.list_queries(database, actor=request.actor, limit=1000, include_private=True)
        described = await datasette.get_internal_database().execute(
            "select resource_name, value from metadata_resources where database_name = ? and key = 'description' order by rowid", [database]
        )
        return {"pages": pages.queries, "descriptions": dict(described.rows)}

    return contents


@hook
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Send headers with every answer that keep pages out of frames and scripts of others out of pages, refusals included."""
    return lambda app: secured(with_refusals_told(app, datasette))
