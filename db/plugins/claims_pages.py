"""The pages of this site: their addresses, and what their templates may use."""

from collections.abc import Callable
from typing import Any, TypeVar

from datasette import hookimpl
from datasette.permissions import Action
from datasette.resources import DatabaseResource

from claims.site.display import FILTERS, GLOBALS
from claims.site.roles import CHECK, EDIT
from claims.site.routes import routes

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Answer at the addresses of our own pages; they come before Datasette's."""
    return routes()


@hook
def register_actions() -> list[Action]:
    """Name what people may do, so that roles, `permissions:` in datasette.yaml and the restrictions of tokens can speak of it."""
    return [
        Action(name=CHECK, abbr="cc", description="Add, assess and link claims, add evidence", resource_class=DatabaseResource),
        Action(name=EDIT, abbr="ec", description="Review, merge, retract, remove", resource_class=DatabaseResource),
    ]


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
            # A licence in square brackets has not been chosen yet.
            "site_license": "" if str(metadata.get("license") or "[").startswith("[") else metadata["license"],
            "site_license_url": metadata.get("license_url"),
            "absolute": lambda path: datasette.absolute_url(request, datasette.urls.path(path)),
        }

    return about
