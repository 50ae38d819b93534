"""Every page and form of the site. To add one, write its file, its SQL and its template, and list it here."""

from collections.abc import Awaitable, Callable
from typing import Any

from claims.site import home
from claims.site.form import Form, form_view
from claims.site.page import Page, route_of

PAGES: tuple[Page, ...] = (home.PAGE,)
"""What readers look at."""

FORMS: tuple[Form, ...] = ()
"""What signed-in people do. An address of a form comes before those of pages that would match it too."""

OTHERS: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = ()
"""Routes for other programs: feeds, reconciliation, robots.txt."""


def routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Return all of them as Datasette registers them."""
    forms = [(rf"^{form.address}$", form_view(form)) for form in FORMS]
    return [*OTHERS, *forms, *(route_of(page) for page in PAGES)]
