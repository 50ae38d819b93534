"""Which facets Datasette's own table of claims has: those that it can count in time, on any page of it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from datasette import hookimpl

from claims.site import SITE_DATABASE

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl

MOST_CLAIMS = 50_000
"""Of more, a facet of claims that are narrowed down already takes a second and more: Datasette counts them one by one."""


@hook
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Leave the facets of claims out where there are too many; the list of claims counts them from the summary table."""

    async def prepare() -> None:
        if SITE_DATABASE not in datasette.databases:
            return
        table = await datasette.table_config(SITE_DATABASE, "claims")
        if table.get("facets") and await _has_many_claims(datasette):
            table["facets"] = []

    return prepare


async def _has_many_claims(datasette: Any) -> bool:
    names = await datasette.get_database(SITE_DATABASE).table_names()
    if "claims" not in names:
        return False
    rows = await datasette.get_database(SITE_DATABASE).execute("select max(rowid) from claims")
    return (rows.first()[0] or 0) > MOST_CLAIMS


@hook
def extra_template_vars(template: str) -> dict[str, Any]:
    """Tell the page of the claims table from how many claims on it counts them no longer."""
    return {"most_claims_with_facets": MOST_CLAIMS} if template == f"table-{SITE_DATABASE}-claims.html" else {}
