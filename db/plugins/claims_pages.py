"""The pages of this site: their addresses, and what their templates may use."""

from collections.abc import Callable
from typing import Any, TypeVar

from datasette import hookimpl

from claims.site.display import FILTERS, GLOBALS
from claims.site.routes import routes

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Answer at the addresses of our own pages; they come before Datasette's."""
    return routes()


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Let templates put values into words."""
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS)


@hook
def extra_template_vars(request: Any, datasette: Any) -> Callable[[], Any]:
    """Tell every template what the site is called and how to make an address complete."""

    async def about() -> dict[str, Any]:
        metadata = await datasette.get_instance_metadata()
        return {
            "site_title": metadata.get("title") or "Claims",
            "site_license": metadata.get("license"),
            "site_license_url": metadata.get("license_url"),
            "absolute": lambda path: datasette.absolute_url(request, path),
        }

    return about
