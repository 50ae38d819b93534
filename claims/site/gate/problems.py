"""What people are told when something cannot be done: what happened, and what to do next, on a page of the site or as JSON."""

import html
import logging
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from claims.errors import ClaimsError, DatabaseBusy, DatabaseMissing, DatabaseReadOnly, DatabaseUnusable, DiskFull
from claims.site.roles import CHECK, EDIT, rights_of

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
"""What HTTP can ask of the site at all; some views of Datasette break on others."""
TEXT_ENDINGS = (".csv", ".atom", ".xml", ".txt", ".js", ".css")
"""Addresses that programs ask for something else than a page or JSON."""

TRY_AGAIN = "Try again in a moment."
ASK = "If it stays like this, tell whoever runs this site."
_ROLE_FOR = {CHECK: "checker", EDIT: "editor"}
_WHAT = {
    CHECK: "Adding, assessing and linking claims",
    EDIT: "Reviewing, merging, retracting and removing",
    "execute-sql": "Asking in SQL",
    "view-table": "This table",
    "view-database": "This database",
    "view-query": "This query",
    "You do not have permission to view this table": "This table",
    "You do not have permission to view this query": "This query",
    "You do not have permission to view this database": "This database",
    "You must be logged in to create a token": "Making an API token",
}
"""How pages speak of what was refused; Datasette names the action, or has a sentence of its own."""


@dataclass(frozen=True)
class Problem:
    """Something that could not be done."""

    status: int
    title: str
    happened: str
    next_steps: tuple[str, ...] = ()
    sign_in: bool = False
    """Offer to sign in, and to come back."""
    search: bool = False
    """Offer to search."""
    retry_after_s: int = 0


NO_SUCH_METHOD = Problem(
    405,
    "That cannot be done here",
    "This address can be looked at, or takes a form; it does not take what was sent.",
    ("Go back and use the page as it is.", "A program finds what an address takes in the description of the API."),
)
FOREIGN_ORIGIN = Problem(
    403,
    "This form came from another site",
    "Nothing was changed. To keep other sites from acting in your name, forms are taken only from pages of this one.",
    ("Open the page here, fill the form in and send it again.", "Behind a proxy, its administrator passes on the Host header as it came."),
)


def wants_json(request: "Request") -> bool:
    """Tell whether a program asks, which is told about problems as JSON."""
    path, headers = request.path, request.headers
    sent = headers.get("content-type") or ""
    return path.endswith(".json") or "application/json" in (headers.get("accept") or "") or sent.startswith("application/json")


def route_path(request: "Request") -> str:
    """Return the path and arguments of a request, without the base URL of the site: where `?next=` leads back to."""
    path = str(request.scope.get("route_path") or request.path).partition("?")[0]
    return f"{path}?{request.query_string}" if request.query_string else path


def sign_in_path(request: "Request") -> str:
    """Return the path of the sign-in page that leads back to where somebody is."""
    here = route_path(request)
    if here.startswith("/-/login"):
        return here
    return "/-/login" if here == "/" else f"/-/login?next={quote(here, safe='/')}"


def problem_of(error: Exception) -> Problem:
    """Return what to tell people about an exception; of one that nobody foresaw nothing is told but that it happened."""
    from datasette.utils.asgi import Base400  # noqa: PLC0415
    from datasette.views.base import DatasetteError  # noqa: PLC0415

    if isinstance(error, Base400):
        return _of_http(error)
    if isinstance(error, DatasetteError):
        title = error.title or "This cannot be answered"
        return Problem(
            error.status, title, error.plain_message or _without_tags(error.message), ("Go back and change what you asked for.",)
        )
    if isinstance(error, UnicodeDecodeError):
        return Problem(400, "This cannot be read", "What was sent is not text in UTF-8.", ("Send it again as UTF-8.",))
    if isinstance(error, ClaimsError):
        return _of_claims(error)
    return _of_database(error) or Problem(
        500,
        "Something broke",
        "The fault is on this side, not yours. Nothing was half saved.",
        (
            "Try again.",
            f"If it happens again, tell whoever runs this site the reference {secrets.token_hex(4)}: their log names the fault.",
        ),
    )


def _of_http(error: Any) -> Problem:
    from datasette.utils.asgi import DatabaseNotFound, NotFound, PayloadTooLarge, RowNotFound, TableNotFound  # noqa: PLC0415

    message = str(error.args[0]) if error.args else ""
    if isinstance(error, NotFound):
        if isinstance(error, RowNotFound):
            message = f"The table {error.table_name} has no row {', '.join(map(str, error.pk_values))}."
        elif isinstance(error, TableNotFound):
            message = f"There is no table, view or query by the name {error.table}."
        elif isinstance(error, DatabaseNotFound) or message in ("", "404"):
            message = "There is no page at this address."
        return Problem(404, "Nothing found here", message, ("Look for a slip in the address.",), search=True)
    if isinstance(error, PayloadTooLarge):
        told = "What was sent is larger than the site takes at once: nothing was saved."
        happened = told if message.startswith("Request body exceeded") else message
        return Problem(413, "Too much at once", happened, ("Shorten it, or send it in parts.",))
    return Problem(error.status, "This cannot be answered", message, ("Go back and change what you asked for.",))


def _of_claims(error: ClaimsError) -> Problem:
    for kinds, status, title in (
        ((DatabaseBusy,), 503, "The database is busy"),
        ((DatabaseMissing, DatabaseUnusable, DatabaseReadOnly), 503, "The database cannot be used"),
        ((DiskFull,), 507, "No room left"),
    ):
        if isinstance(error, kinds):
            # Their own sentences name files of the server.
            return Problem(status, title, "Nothing was changed.", (TRY_AGAIN, ASK), retry_after_s=5)
    return Problem(400, "This cannot be done", str(error), ("Go back and change what you asked for.",))


def _of_database(error: Exception) -> Problem | None:
    from datasette.database import QueryInterrupted  # noqa: PLC0415
    from datasette.utils.sqlite import sqlite3  # noqa: PLC0415

    message = str(error)
    if isinstance(error, QueryInterrupted) or message == "interrupted":
        return Problem(503, "That took too long", "The question was given up.", ("Narrow it down and ask again.", ASK), retry_after_s=5)
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    if "locked" in message or "busy" in message:
        happened = "Another program is writing, and holds the database longer than it should."
        return Problem(503, "The database is busy", happened, (TRY_AGAIN, ASK), retry_after_s=5)
    if "unable to open" in message:
        happened = "The file of the database is not where it was."
        return Problem(503, "The database is missing", happened, (TRY_AGAIN, ASK), retry_after_s=60)
    if "malformed" in message or "not a database" in message or "disk I/O" in message:
        happened = "The file of the database is damaged, or was replaced while it was read."
        return Problem(503, "The database cannot be read", happened, (TRY_AGAIN, ASK), retry_after_s=60)
    return None


def _without_tags(message: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", str(message))).strip()


async def refusal(datasette: "Datasette", request: "Request", message: str) -> Problem:
    """Return what to tell somebody who may not do something: whom it is for, and how to become one of them."""
    action = message.partition(":")[0]
    what = _WHAT.get(action)
    rights = await rights_of(datasette, request.actor)
    if action in datasette.actions and what is None:
        happened = "The tables are changed only through this site's own forms, its commands and their API: they check what they are given."
        return Problem(403, "Closed to everybody", happened, ("Use the forms of the site.",))
    if not rights.is_signed_in:
        return Problem(403, "Sign in first", f"{what} is for those who are signed in." if what else message, sign_in=True)
    if what is None:
        return Problem(403, "This is not open to you", message)
    if rights.actor and "_r" in rights.actor:
        return Problem(403, "Your API token does not include this", f"{what} needs the action {action}, which this token does not have.")
    role = rights.role.label.lower() if rights.role else "none"
    needed = f": it needs the role {_ROLE_FOR[action]}" if action in _ROLE_FOR else ""
    happened = f"{what} is not open to your role, {role}{needed}."
    return Problem(403, "Your role does not include this", happened, ("Ask whoever runs this site for another role.",))


async def tell(datasette: "Datasette", request: "Request", problem: Problem, *, knows_who: bool = True) -> "Response":
    """Return a problem as a page, as JSON to programs, or as a line of text where something else was asked for."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    headers = {"Retry-After": str(problem.retry_after_s)} if problem.retry_after_s else {}
    sentence = f"{problem.title}. {problem.happened}"
    if wants_json(request):
        return Response.error([sentence], problem.status, headers=headers)
    if request.path.endswith(TEXT_ENDINGS):
        return Response.text(" ".join((sentence, *problem.next_steps)), status=problem.status, headers=headers)
    context = {
        "page": "problem",
        "title": problem.title,
        "description": problem.happened,
        "canonical": request.scope.get("route_path") or request.path,
        "problem": problem,
        "knows_who": knows_who,
    }
    return Response.html(await datasette.render_template("problem.html", context, request=request), status=problem.status, headers=headers)


def log(request: "Request", problem: Problem, error: Exception) -> None:
    """Write a fault into the log, where the reference on its page leads to it."""
    told = " ".join(problem.next_steps)
    logging.getLogger(__name__).error("%s: %s %r. %s", problem.title, request.method, request.path, told, exc_info=error)
