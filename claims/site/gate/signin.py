"""Signing in with a name and a password, as slowly as guessing deserves."""

import asyncio
import ipaddress
import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from claims.people import Account, plain
from claims.site.form import local_path
from claims.site.roles import people_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

SESSION_S = 14 * 24 * 3600
"""How long a session lasts."""
WRONG_PASSWORDS = {"name": 5, "address": 20}
"""How many, for one name or from one address (a newsroom shares one), before the next try has to wait."""
WAIT_S = 60
FORGET_S = 15 * 60
"""After this long without a try, earlier ones no longer count."""
MOST_KEPT = 50_000
"""Names and addresses whose tries are remembered."""

# Checking one password takes a processor a quarter of a second. Away from the loop that answers readers, and two at a time at most.
_checking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")

Who = tuple[tuple[str, str], ...]
"""A name and an address: `(("name", "ann"), ("address", "192.0.2.7"))`."""


@dataclass
class Tries:
    """The sign-ins that were tried lately. Each process counts its own."""

    lately: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)
    """How many by each name and from each address, and when the last was."""

    def wait_s(self, who: Who, now: float) -> int:
        """Return for how many seconds the next try has to wait."""
        waits = [0]
        for kind, one in who:
            count, last = self._of((kind, one), now)
            if count >= WRONG_PASSWORDS[kind]:
                waits.append(math.ceil(last + WAIT_S - now))
        return max(waits)

    def begin(self, who: Who, now: float) -> None:
        """Count a try, before its password is checked: a hundred at once are a hundred tries."""
        if len(self.lately) > MOST_KEPT:
            self.lately = {one: (count, last) for one, (count, last) in self.lately.items() if now - last < WAIT_S}
        for one in who:
            self.lately[one] = (self._of(one, now)[0] + 1, now)

    def succeed(self, who: Who) -> None:
        """Take back the try of somebody who knew the password, and forget what was tried by that name."""
        for kind, one in who:
            count, last = self.lately.pop((kind, one), (0, 0.0))
            if kind != "name" and count > 1:
                self.lately[kind, one] = (count - 1, last)

    def _of(self, one: tuple[str, str], now: float) -> tuple[int, float]:
        count, last = self.lately.get(one, (0, now))
        return (0, now) if now - last > FORGET_S else (count, last)


tries = Tries()


# datasette-auth-passwords has a view of its own for /-/login, whose hashing and pages its maintainers keep sound. This one takes the
# place of that view because it would hold up every reader while it hashes, lets anybody guess without end, forgets where people were
# going, and reads accounts from the configuration, where its second way in (HTTP Basic) tries passwords without any limit either.
async def sign_in(request: "Request", datasette: "Datasette") -> "Response":
    """Show the sign-in page, or let somebody in who knows their password."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    sent = await request.post_vars() if request.method == "POST" else {}
    going = local_path(sent.get("next") or request.args.get("next") or "")
    if request.method != "POST":
        return await _page(datasette, request, going)
    name = sent.get("username", "").strip().lower()
    who = (("name", name[:200]), ("address", _network(request)))
    if wait_s := tries.wait_s(who, time.monotonic()):
        complaint = f"That is too many tries. Wait {wait_s} seconds, then try again."
        return await _page(datasette, request, going, name=name, complaint=complaint, status=429, headers={"Retry-After": str(wait_s)})
    tries.begin(who, time.monotonic())
    account = (people_of(datasette).users or {}).get(name)
    if not await _knows(account, sent.get("password", "")):
        return await _page(datasette, request, going, name=name, complaint="The name or the password is wrong.", status=403)
    tries.succeed(who)
    response = Response.redirect(datasette.urls.path(going or "/"), status=303)
    await _begin_session(datasette, request, response, name, account)
    return response


async def _page(
    datasette: "Datasette",
    request: "Request",
    going: str,
    *,
    name: str = "",
    complaint: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> "Response":
    from datasette.utils.asgi import Response  # noqa: PLC0415

    users = people_of(datasette).users or {}
    context = {
        "page": "signin",
        "title": "Sign in",
        "description": "For those who check claims on this site.",
        "canonical": "/-/login",
        "going": going,
        "typed_name": name,
        "complaint": complaint,
        "has_passwords": any(account.password_hash for account in users.values()),
    }
    body = await datasette.render_template("password_login.html", context, request=request)
    return Response.html(body, status=status, headers=headers)


async def _knows(account: Account | None, password: str) -> bool:
    """Tell whether this is the password of an account. Takes as long where there is no such account, so that nobody learns the names."""
    from datasette_auth_passwords.utils import verify_password  # noqa: PLC0415

    known = account.password_hash if account else ""
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(_checking, lambda: verify_password(plain(password), known or _nobodys_hash()))
    return bool(known) and bool(matches)


@cache
def _nobodys_hash() -> str:
    from datasette_auth_passwords.utils import hash_password  # noqa: PLC0415

    return str(hash_password(""))


def _network(request: "Request") -> str:
    """Return where a request comes from; of an IPv6 address the part that one household has to itself."""
    host = (request.scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)


async def _begin_session(datasette: "Datasette", request: "Request", response: "Response", name: str, account: Account | None) -> None:
    from datasette.events import LoginEvent  # noqa: PLC0415
    from datasette.utils import baseconv  # noqa: PLC0415

    actor: dict[str, Any] = {"id": name, "session": account.session if account else ""}
    ends = baseconv.base62.encode(int(time.time()) + SESSION_S)
    is_https = request.scheme == "https" or datasette.setting("force_https_urls")
    response.set_cookie(
        "ds_actor", datasette.sign({"a": actor, "e": ends}, "actor"), max_age=SESSION_S, httponly=True, secure=bool(is_https)
    )
    await datasette.track_event(LoginEvent(actor=actor))
