"""What a form of the site is: an address, a right, and one function of the workflow; the same address takes JSON with a token.

Nothing typed is lost: where the workflow refuses, the form comes back as it was sent, with each fault beside its field.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError
from pydantic_core import to_json

from claims.errors import (
    ChangedMeanwhile,
    ClaimsError,
    DatabaseBusy,
    DatabaseReadOnly,
    DiskFull,
    Fault,
    InvalidInput,
    NotRecorded,
    SimilarName,
)
from claims.models.faults import faults_of as faults_of_model
from claims.models.fields import Model
from claims.site.fields import Fields, field_holding, form_fields, json_fields, sent_texts, typed_fields
from claims.site.page import Asked, Shown, respond_with_template
from claims.site.roles import CHECK, rights_of
from claims.site.sql import SITE_DATABASE
from claims.store.connection import Store, connect

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

Result = TypeVar("Result")
Parsed = TypeVar("Parsed", bound=Model)

UNAVAILABLE = (DatabaseBusy, DatabaseReadOnly, DiskFull)
"""Refusals for which nobody who sends a form is to blame; trying again may help."""


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

    def parsed(self, model: type[Parsed]) -> Parsed:
        """Return what was sent as a model. Raises InvalidInput with every fault."""
        try:
            return model.model_validate_json(to_json(self.fields))
        except ValidationError as error:
            raise InvalidInput("What was sent", faults_of_model(error)) from error


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
    """Fields of the HTML form that are whole numbers; `*` stands for a place in a list: `attributions.*.hop`."""
    flags: frozenset[str] = frozenset()
    """Fields that are check boxes."""
    clears: Mapping[str, object] = field(default_factory=dict)
    """Fields that people empty on purpose, with what then stands there; an empty field that is not among them is left out."""
    takes: type[Model] | None = None
    """What it takes as JSON, for the page about the write API."""
    deed: str = "change what is recorded"
    """Finishes the sentence "You need a role in order to ..."."""


async def write(datasette: "Datasette", action: Callable[[Store], Result]) -> Result:
    """Run an action of the workflow on a connection of its own that may write, away from the loop that answers readers."""
    path = Path(str(datasette.get_database(SITE_DATABASE).path))

    def run() -> Result:
        store = connect(path)
        try:
            return action(store)
        finally:
            store.close()

    return await asyncio.to_thread(run)


def form_view(form: Form) -> Callable[..., Awaitable["Response"]]:
    """Return the function that Datasette calls for a form."""

    async def view(request: "Request", datasette: "Datasette") -> "Response":
        from datasette.utils.asgi import Forbidden, Response  # noqa: PLC0415

        if request.method not in ("GET", "HEAD", "POST"):
            return refused([Fault("", "", "Look with GET, send with POST.")], 405, {"allow": "GET, HEAD, POST"})
        asked = Asked(datasette, request, await rights_of(datasette, request.actor), form.name)
        await asked.rights.must_read()
        if refusal := _missing_right(form, asked):
            if content_type(request) != "application/json":
                raise Forbidden(refusal)
            has_token = not request.actor and (request.headers.get("authorization") or "").lower().startswith("bearer ")
            token = "The token is not one of this site" if has_token else "A program sends a token (Authorization: Bearer dstok_...)"
            return refused([Fault("", "", f"{refusal} {token}: make one at /-/create-token.")], 401 if has_token else 403)
        if request.method == "POST":
            return await _take(form, asked)
        if asked.given.get("format") == "json":
            shown = await form.show(asked)
            return Response.json({"ok": True, "title": shown.title, **shown.answers})
        return await _show(form, asked, {}, [], 200)

    view.__name__ = f"{form.name}_form"
    return view


def _missing_right(form: Form, asked: Asked) -> str:
    database = asked.datasette.get_database(SITE_DATABASE)
    if not database.path or not database.is_mutable:
        return "This site is published for reading only: nothing can be added here."
    role = "checker" if form.right == CHECK else "editor"
    if not asked.rights.is_signed_in:
        return f"To {form.deed}, sign in with an account that has the role {role}."
    if not asked.rights.may(form.right):
        return f"To {form.deed}, you need the role {role}: ask whoever runs this site."
    return "" if asked.rights.person else "Your account has no id, under which the history could name you: ask whoever runs this site."


def content_type(request: "Request") -> str:
    """Return the type of what was sent, without its parameters."""
    return (request.headers.get("content-type") or "").partition(";")[0].strip().lower()


async def _take(form: Form, asked: Asked) -> "Response":
    from datasette.utils.asgi import PayloadTooLarge, Response  # noqa: PLC0415

    kind = content_type(asked.request)
    if kind not in ("application/json", "application/x-www-form-urlencoded"):
        return refused([Fault("", "", "Send application/json, or a form (application/x-www-form-urlencoded).")], 415)
    is_json = kind == "application/json"
    fields: Fields = {}
    typed: Fields = {}
    try:
        body = await asked.request.post_body()
        if is_json:
            fields = json_fields(body)
        else:
            texts = sent_texts(body)
            typed = typed_fields(texts, form.flags)
            fields = form_fields(texts, integers=form.integers, flags=form.flags, clears=form.clears)
        sent = Sent(fields, asked.given, asked.rights.person)
        done = await write(asked.datasette, lambda store: form.act(store, sent))
    except ClaimsError as error:
        faults = faults_of(error, form, fields, is_json=is_json)
        # Nothing to mend: the form only asks for another of its rows.
        status = status_of(error, asked.given) if faults else 200
        return refused(faults, status, conflict=error) if is_json else await _show(form, asked, typed, faults, status, error)
    except PayloadTooLarge as error:
        told = f"This is more than the site takes at once ({asked.request.max_post_body_bytes:,} bytes): nothing was saved."
        if is_json:
            return refused([Fault("", "", told)], 413)
        raise PayloadTooLarge(f"{told} Go back, what you typed is still there, and shorten it.") from error
    if is_json:
        url = asked.datasette.absolute_url(asked.request, asked.datasette.urls.path(done.path))
        return Response.json({"ok": True, "message": done.message, "url": url, **done.body}, status=done.status)
    asked.datasette.add_message(asked.request, done.message)
    return Response.redirect(asked.datasette.urls.path(local_path(asked.arg("next")) or done.path), status=303)


def refused(faults: list[Fault], status: int, headers: dict[str, str] | None = None, conflict: ClaimsError | None = None) -> "Response":
    """Return a refusal as JSON: every fault with its field, its value and what to do."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    told = "; ".join(str(fault) if fault.field else fault.message for fault in faults)
    body: dict[str, Any] = {"ok": False, "status": status, "error": told, "errors": [vars(fault) for fault in faults]}
    if isinstance(conflict, ChangedMeanwhile):
        body |= {"by": conflict.who, "seen": conflict.seen, "opened": conflict.opened, "recorded": conflict.recorded}
    return Response.json(body, status=status, headers=headers or {})


def local_path(path: str) -> str:
    """Return a path if it leads to a page of this site, else nothing: `?next=` takes nobody elsewhere."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_local else ""


async def _show(form: Form, asked: Asked, typed: Fields, faults: list[Fault], status: int, error: ClaimsError | None = None) -> "Response":
    shown = await form.show(replace(asked, typed=typed))
    conflict = error if isinstance(error, ChangedMeanwhile) else None
    context = {
        **shown.context,
        "typed": (_really_changed(typed, conflict) if conflict else typed) or shown.context.get("typed", {}),
        "sent": typed,
        "faults": faults,
        "similar": isinstance(error, SimilarName),
        "changed": conflict.recorded if conflict else None,
        "conflict": conflict,
    }
    return await respond_with_template(asked, shown, shown.template or f"forms/{form.name}.html", context, status)


def _really_changed(typed: Fields, conflict: ChangedMeanwhile) -> Fields:
    """Leave out what was sent as it had been opened, so that it comes back as it stands now and not as it stood then."""
    opened = conflict.opened
    return {name: value for name, value in typed.items() if name not in opened or (value or None) != (opened[name] or None)}


def status_of(error: ClaimsError, given: Mapping[str, str]) -> int:
    """Return the HTTP status of a refusal; `given` are the named parts of the address, so that a page that is not there is told."""
    if isinstance(error, ChangedMeanwhile):
        return 409
    if isinstance(error, UNAVAILABLE):
        return 503
    return 404 if isinstance(error, NotRecorded) and error.name in given.values() else 400


def faults_of(error: ClaimsError, form: Form, fields: Fields, *, is_json: bool) -> list[Fault]:
    """Return a refusal as faults of fields; one that concerns no field alone belongs to the form as a whole."""
    names = list(form.takes.model_fields) if form.takes else []
    if isinstance(error, InvalidInput):
        return [fault if fault.field else replace(fault, field=_first_named(fault.message, names)) for fault in error.faults]
    if isinstance(error, SimilarName):
        told = str(SimilarName(error.name, error.near, '"allow_similar": true' if is_json else "a tick below"))
        return [Fault(field_holding(fields, error.name), "", told)]
    if isinstance(error, NotRecorded):
        return [Fault(field_holding(fields, error.name), "", str(error))]
    if isinstance(error, UNAVAILABLE):
        told = re.sub(r"'.*?'", "the database", str(error), count=1)
        return [Fault("", "", told[0].upper() + told[1:])]
    return [Fault("" if isinstance(error, ChangedMeanwhile) else _first_named(str(error), names), "", str(error))]


def _first_named(message: str, names: list[str]) -> str:
    """Return the field that a rule about several names first: there people look for what to mend."""
    return next((word for word in re.findall(r"\w+", message) if word in names), "")
