"""Who is signed in, by a password, a token, a proxy or another plugin, and what their account lets them do."""

import ipaddress
from collections.abc import Awaitable, Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

import click
from datasette import hookimpl
from datasette.utils import await_me_maybe
from datasette.utils.asgi import NotFound

from claims.people import people_file, signing_secret
from claims.site import SITE_DATABASE
from claims.site.gate.problems import sign_in_path
from claims.site.gate.security import App, Message, Receive, Send
from claims.site.gate.signin import sign_in
from claims.site.roles import ROOT, known_actor, right_of_role, rights_of
from claims.site.serving import PEER

Hook = TypeVar("Hook", bound=Callable[..., Any])
hook: Callable[[Hook], Hook] = hookimpl
around: Callable[[Hook], Hook] = hookimpl(wrapper=True)
second_actor_from_request: Callable[[Hook], Hook] = hookimpl(specname="actor_from_request", tryfirst=True)


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Answer at the sign-in page, and shut the page of the password plugin on which anybody can keep the processor busy."""
    return [(r"^/-/login$", sign_in), (r"^/-/password-tool$", password_tool)]


async def password_tool() -> None:
    """Say that there is no such page: `claims add-user` makes accounts."""
    raise NotFound("There is no page at this address.")


@around
def actor_from_request(datasette: Any) -> Generator[None, list[Any], list[Any]]:
    """Let nobody count as signed in whom this site does not know, whoever vouches for them."""

    async def known(found: Any) -> Any:
        return known_actor(datasette, await await_me_maybe(found))

    return [known(found) for found in (yield)]


@second_actor_from_request
def actor_from_proxy(datasette: Any, request: Any) -> dict[str, Any] | None:
    """Believe a proxy on this machine who is signed in, where datasette.yaml names its header: `claims-site: {proxy_header: ...}`.

    The proxy must set the header itself, and take it away from what it is sent. Its value is the name of an account.
    """
    header = (datasette.plugin_config("claims-site") or {}).get("proxy_header")
    if not header or not _is_on_this_machine(request.scope.get(PEER) or request.scope.get("client")):
        return None
    values = [value for name, value in request.scope["headers"] if name.lower() == header.lower().encode()]
    user = values[0].decode("latin-1").strip().lower() if len(values) == 1 else ""
    return {"id": user} if user and user != ROOT else None


def _is_on_this_machine(peer: Any) -> bool:
    try:
        return ipaddress.ip_address(peer[0]).is_loopback
    except (TypeError, ValueError, IndexError):
        return False


@hook
def permission_resources_sql(datasette: Any, actor: dict[str, Any] | None, action: str) -> Any:
    """Let people do what the role of their account says."""
    return right_of_role(datasette, actor, action)


@hook
def extra_template_vars(request: Any, datasette: Any) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """Tell every page where to sign in, and what those who are may do."""
    if request is None:
        return None

    async def known() -> dict[str, Any]:
        rights = {"rights": await rights_of(datasette, request.actor)} if request.actor else {}
        return {"sign_in_path": sign_in_path(request), **rights}

    return known


@hook
def startup(datasette: Any) -> None:
    """Let sessions survive a restart of `datasette db/` too, unless it was given a secret of its own."""
    command = click.get_current_context(silent=True)
    database = datasette.databases.get(SITE_DATABASE)
    if command and not command.params.get("secret", "no command of Datasette") and database and database.path:
        datasette._secret = signing_secret(people_file(Path(database.path)))  # noqa: SLF001  (it is asked for before plugins are)


@hook
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Take no notice of HTTP Basic, by which the password plugin lets passwords be guessed without end, unless it is configured."""

    def wrap(app: App) -> App:
        async def answer(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and not datasette.plugin_config("datasette-auth-passwords"):
                scope = {**scope, "headers": [one for one in scope["headers"] if not _is_basic(one)]}
            await app(scope, receive, send)

        return answer

    return wrap


def _is_basic(header: tuple[bytes, bytes]) -> bool:
    return header[0].lower() == b"authorization" and header[1].lower().startswith(b"basic ")
