"""What a form of the site is: an address, a right, and one function of the workflow; the same address takes JSON with a token.

Nothing typed is lost: where the workflow refuses, the form comes back as it was sent, with each fault beside its field.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from claims.errors import ChangedMeanwhile, ClaimsError, Fault, InvalidInput, NotRecorded, SimilarName
from claims.site.page import Asked, Shown, respond_with_template
from claims.site.roles import rights_of
from claims.site.sql import SITE_DATABASE
from claims.store.connection import Store, connect

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

Fields = dict[str, Any]
"""What was sent, nested as in JSON: `{"attributions": [{"speaker": "Ann"}]}`. Empty fields of a form are left out."""
Result = TypeVar("Result")


@dataclass(frozen=True)
class Done:
    """What was done: where to look at it, a sentence to show there, and what JSON callers are told."""

    path: str
    message: str
    body: Mapping[str, Any] = field(default_factory=dict)
    status: int = 201


@dataclass(frozen=True)
class Sent:
    """Somebody's request to change something."""

    fields: Fields
    """What was sent."""
    given: Mapping[str, str]
    """The named parts of the address."""
    by: str
    """Who is signed in."""


@dataclass(frozen=True)
class Form:
    """One thing that people do on the site: add one by writing its file and its template, and listing it in `routes.py`."""

    name: str
    """Of its SQL for the page around it (`pages/<name>.sql`) and of its template (`templates/forms/<name>.html`)."""
    address: str
    """A regular expression with named groups."""
    right: str
    """The action of `roles` that it needs."""
    act: Callable[[Store, Sent], Done]
    """Calls the workflow, in a thread of its own. Raises ClaimsError."""
    show: Callable[[Asked], Awaitable[Shown]]
    """The page with the empty form, or with what was sent (`typed`) and the `faults` added to its context."""
    integers: frozenset[str] = frozenset()
    """Fields of the HTML form that are whole numbers."""
    flags: frozenset[str] = frozenset()
    """Fields that are check boxes."""


async def write(datasette: "Datasette", action: Callable[[Store], Result]) -> Result:
    """Run an action of the workflow on a connection of its own that may write, away from the loop that answers readers."""
    database = datasette.get_database(SITE_DATABASE)
    if not database.path or not database.is_mutable:
        raise ClaimsError("This site is published for reading only: nothing can be added here.")

    def run() -> Result:
        store = connect(Path(database.path))
        try:
            return action(store)
        finally:
            store.close()

    return await asyncio.to_thread(run)


def form_view(form: Form) -> Callable[..., Awaitable["Response"]]:
    """Return the function that Datasette calls for a form."""

    async def view(request: "Request", datasette: "Datasette") -> "Response":
        from datasette.utils.asgi import Forbidden  # noqa: PLC0415

        asked = Asked(datasette, request, await rights_of(datasette, request.actor), form.name)
        await asked.rights.must_read()
        if not asked.rights.may(form.right):
            raise Forbidden(f"{form.right}: {'your role does not include this' if asked.rights.is_signed_in else 'sign in first'}")
        if request.method == "POST":
            return await _take(form, asked)
        return await _show(form, asked, {}, [], 200)

    view.__name__ = f"{form.name}_form"
    return view


async def _take(form: Form, asked: Asked) -> "Response":
    from datasette.utils.asgi import Response  # noqa: PLC0415

    is_json = (asked.request.headers.get("content-type") or "").startswith("application/json")
    fields: Fields = {}
    try:
        fields = json_fields(await asked.request.post_body()) if is_json else form_fields(await asked.request.post_vars(), form)
        sent = Sent(fields, asked.given, asked.rights.person)
        done = await write(asked.datasette, lambda store: form.act(store, sent))
    except ClaimsError as error:
        status = status_of(error)
        faults = faults_of(error)
        if is_json:
            return Response.json({"ok": False, "errors": [vars(fault) for fault in faults]}, status=status)
        return await _show(form, asked, fields, faults, status, error)
    if is_json:
        url = asked.datasette.absolute_url(asked.request, asked.datasette.urls.path(done.path))
        return Response.json({"ok": True, "message": done.message, "url": url, **done.body}, status=done.status)
    asked.datasette.add_message(asked.request, done.message)
    return Response.redirect(asked.datasette.urls.path(local_path(asked.arg("next")) or done.path), status=303)


def local_path(path: str) -> str:
    """Return a path if it leads to a page of this site, else nothing: `?next=` takes nobody elsewhere."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_local else ""


async def _show(form: Form, asked: Asked, typed: Fields, faults: list[Fault], status: int, error: ClaimsError | None = None) -> "Response":
    shown = await form.show(asked)
    context = {
        **shown.context,
        "typed": typed or shown.context.get("typed", {}),
        "faults": faults,
        "similar": isinstance(error, SimilarName),
        "changed": error.recorded if isinstance(error, ChangedMeanwhile) else None,
    }
    return await respond_with_template(asked, shown, shown.template or f"forms/{form.name}.html", context, status)


def status_of(error: ClaimsError) -> int:
    """Return the HTTP status of a refusal."""
    if isinstance(error, ChangedMeanwhile):
        return 409
    return 404 if isinstance(error, NotRecorded) else 400


def faults_of(error: ClaimsError) -> list[Fault]:
    """Return a refusal as faults of fields; one without a field belongs to the form as a whole."""
    return list(error.faults) if isinstance(error, InvalidInput) else [Fault("", "", str(error))]


def json_fields(body: bytes) -> Fields:
    """Return a JSON object that was sent. Raises InvalidInput."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise InvalidInput("This request", [Fault("", "", f"is not JSON: {error}")]) from error
    if not isinstance(found, dict):
        raise InvalidInput("This request", [Fault("", "", "is no object; send { ... }")])
    return found


def form_fields(sent: Mapping[str, str], form: Form) -> Fields:
    """Nest the fields of an HTML form by the dots in their names; a number between dots is a place in a list.

    Empty ones are left out, line ends become plain line feeds. Raises InvalidInput for what should be a number and is not.
    """
    nested: Fields = {}
    for name, raw in sent.items():
        text = raw.replace("\r\n", "\n")
        if text.strip():
            _put(nested, name.split("."), _typed(name, text, form))
    found: Fields = _without_gaps(nested)
    return found


def _typed(name: str, text: str, form: Form) -> object:
    if name in form.flags:
        return True
    if name in form.integers:
        if not text.strip().lstrip("-").isdecimal():
            raise InvalidInput("This form", [Fault(name, repr(text), "is no whole number")])
        return int(text)
    return text if name in ("quote", "text") else text.strip()


def _put(nested: Fields, steps: list[str], value: object) -> None:
    for step in steps[:-1]:
        nested = nested.setdefault(step, {})
    nested[steps[-1]] = value


def _without_gaps(found: Any) -> Any:
    """Turn objects whose keys are all numbers into lists."""
    if not isinstance(found, dict):
        return found
    inner = {key: _without_gaps(value) for key, value in found.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner
