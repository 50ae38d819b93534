"""What a page of the site is: an address, questions in SQL, and a template; the same answers go out as HTML, JSON and CSV."""

import csv
import io
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.settings import house_folder
from claims.site.roles import Rights, rights_of
from claims.site.sql import SITE_DATABASE, page_questions

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

Row = dict[str, Any]
Answers = dict[str, list[Row]]
"""What each question of a page was answered with, by its name."""

TIME_LIMIT_MS = 5_000
"""For all questions of one page together; far above what any needs."""
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


class _Values(dict[str, Any]):
    """Values to bind by name; a name that is not given is null."""

    def __missing__(self, key: str) -> None:
        return None


@dataclass(frozen=True)
class Asked:
    """A reader's request for a page, and the means to answer it."""

    datasette: "Datasette"
    request: "Request"
    rights: Rights
    page: str
    typed: Mapping[str, Any] = field(default_factory=dict)
    """What was sent, where a form comes back."""

    @property
    def given(self) -> Mapping[str, str]:
        """The named parts of the address."""
        found: Mapping[str, str] = self.request.url_vars
        return found

    def arg(self, name: str, default: str = "") -> str:
        """Return an argument of the query string, without white space at its ends."""
        return (self.request.args.get(name) or default).strip()

    @property
    def path(self) -> str:
        """The path that was asked for, without the `base_url` of the site."""
        return str(self.request.scope.get("route_path") or self.request.path)

    @cached_property
    def folder(self) -> Path:
        """The site folder."""
        return site_folder(self.datasette)

    @property
    def questions(self) -> dict[str, str]:
        """The questions of this page, as `pages/<page>.sql` has them."""
        return page_questions(self.folder, self.page)

    async def answers(self, questions: Mapping[str, str] | None = None, **values: object) -> Answers:
        """Ask the questions of this page, or others, in one read transaction, with values bound by name."""
        return await ask(self.datasette, self.questions if questions is None else questions, values)


@dataclass(frozen=True)
class Shown:
    """What a page shows."""

    title: str
    answers: Answers = field(default_factory=dict)
    """Goes out as JSON; `main` of them as CSV."""
    context: Mapping[str, Any] = field(default_factory=dict)
    """What the template needs on top of the answers."""
    main: str = ""
    """The name of the answer that is a table, for CSV."""
    questions: Mapping[str, str] | None = None
    """The SQL that was asked, where it is not the page's own file."""
    template: str = ""
    status: int = 200
    description: str = ""
    """One sentence for those who meet a link to the page elsewhere (Open Graph)."""
    canonical: str = ""
    """The path that the page should be known by; left out: the one it was asked at, without arguments."""


class Elsewhere(NamedTuple):
    """The answer lies at another address."""

    path: str


class Written(NamedTuple):
    """A format that one page has besides JSON and CSV."""

    content_type: str
    write: Callable[[Asked, Shown], str]


@dataclass(frozen=True)
class Page:
    """One page: add one by writing its file, its SQL and its template, and listing it in `claims/site/routes.py`."""

    name: str
    """Of its SQL (`pages/<name>.sql`) and of its template (`templates/pages/<name>.html`)."""
    address: str
    """A regular expression with named groups, without the format at its end."""
    show: Callable[[Asked], Awaitable[Shown | Elsewhere]]
    formats: tuple[str, ...] = ("json", "csv")
    written: Mapping[str, Written] = field(default_factory=dict)
    """How formats of this page alone are written, by name."""


def site_folder(datasette: "Datasette") -> Path:
    """Return the folder that a site was made from."""
    return Path(datasette.plugins_dir).parent if datasette.plugins_dir else house_folder()


async def ask(datasette: "Datasette", questions: Mapping[str, str], values: Mapping[str, object]) -> Answers:
    """Return the rows that answer each question, all of one state of the database."""
    from datasette.utils import sqlite_timelimit  # noqa: PLC0415

    bound = _Values(values)

    def read(connection: Any) -> Answers:
        found: Answers = {}
        with sqlite_timelimit(connection, TIME_LIMIT_MS):
            connection.execute("begin")
            try:
                for name, sql in questions.items():
                    cursor = connection.execute(sql, bound)
                    names = [column[0] for column in cursor.description]
                    found[name] = [dict(zip(names, row, strict=True)) for row in cursor]
            finally:
                with suppress(Exception):
                    connection.execute("rollback")
        return found

    answers: Answers = await datasette.get_database(SITE_DATABASE).execute_fn(read)
    return answers


def view_of(page: Page) -> Callable[..., Awaitable["Response"]]:
    """Return the function that Datasette calls for a page."""

    async def view(request: "Request", datasette: "Datasette") -> "Response":
        from datasette.utils.asgi import Response  # noqa: PLC0415

        if request.method not in ("GET", "HEAD"):
            return Response.text("This page is only to be looked at: ask with GET.", status=405, headers={"allow": "GET, HEAD"})
        asked = Asked(datasette, request, await rights_of(datasette, request.actor), page.name)
        await asked.rights.must_read()
        shown = await page.show(asked)
        if isinstance(shown, Elsewhere):
            return Response.redirect(datasette.urls.path(shown.path))
        return await respond(asked, page, shown)

    view.__name__ = f"{page.name}_view"
    return view


async def respond(asked: Asked, page: Page, shown: Shown) -> "Response":
    """Return what a page shows in the format that was asked for."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    questions = dict(asked.questions if shown.questions is None else shown.questions)
    wanted = asked.given.get("format")
    if wanted == "json":
        body = {"ok": shown.status < 400, "title": shown.title, "questions": questions, **shown.answers}
        return Response.json(body, status=shown.status)
    if wanted == "csv":
        return Response(as_csv(shown.answers.get(shown.main, [])), status=shown.status, content_type="text/csv; charset=utf-8")
    if own := page.written.get(wanted or ""):
        return Response(own.write(asked, shown), status=shown.status, content_type=own.content_type)
    context = {"formats": formats_of(asked, page, shown), "questions": questions, **shown.context}
    return await respond_with_template(asked, shown, shown.template or f"pages/{page.name}.html", context, shown.status)


async def respond_with_template(asked: Asked, shown: Shown, template: str, context: Mapping[str, Any], status: int) -> "Response":
    """Return a page as HTML, with what every template of ours may count on."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    everything = {
        **shown.answers,
        "title": shown.title,
        "description": shown.description,
        "page": asked.page,
        "asked": asked,
        "rights": asked.rights,
        "canonical": shown.canonical or asked.path,
        **context,
    }
    body = await asked.datasette.render_template(template, everything, request=asked.request, view_name=asked.page)
    return Response.html(body, status=status)


def formats_of(asked: Asked, page: Page, shown: Shown) -> dict[str, str]:
    """Map the name of each other format of a page to its address."""
    path = asked.path.rstrip("/") or "/home"
    query = f"?{asked.request.query_string}" if asked.request.query_string else ""
    return {name: f"{path}.{name}{query}" for name in page.formats if name != "csv" or shown.main}


def as_csv(rows: list[Row]) -> str:
    """Return rows as CSV with a line of headings; no cell can be taken for a formula."""
    text = io.StringIO()
    if rows:
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(rows[0])
        table.writerows([_safe(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _safe(value: object) -> object:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA_START) else value


def route_of(page: Page) -> tuple[str, Callable[..., Awaitable["Response"]]]:
    """Return a page as Datasette registers it."""
    endings = "|".join(re.escape(name) for name in page.formats)
    return rf"^{page.address}(?:\.(?P<format>{endings}))?$", view_of(page)
