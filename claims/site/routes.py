"""Every page and form of the site. To add one, write its file, its SQL and its template, and list it here."""

from collections.abc import Awaitable, Callable
from typing import Any

from claims.site import (
    adding,
    api_page,
    claim,
    complete,
    correcting,
    deciding,
    document,
    entity,
    feeds,
    home,
    judging,
    linking,
    method,
    queues,
    reconcile,
    robots,
    search,
)
from claims.site.form import Form, form_view
from claims.site.page import Page, route_of

PAGES: tuple[Page, ...] = (
    home.PAGE,
    search.PAGE,
    document.PAGE,
    claim.PAGE,
    entity.SPEAKER,
    entity.OUTLET,
    method.PAGE,
    api_page.PAGE,
    *queues.PAGES,
)
"""What readers look at."""

FORMS: tuple[Form, ...] = (*adding.FORMS, *judging.FORMS, *linking.FORMS, *correcting.FORMS, *deciding.FORMS)
"""What signed-in people do. An address of a form comes before those of pages that would match it too."""

OTHERS: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (*complete.ROUTES, *feeds.ROUTES, *reconcile.ROUTES, *robots.ROUTES)
"""Routes for other programs: feeds, reconciliation, robots.txt."""


def routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Return all of them as Datasette registers them."""
    forms = [(rf"^{form.address}(?:\.(?P<format>json))?$", form_view(form)) for form in FORMS]
    return [*OTHERS, *forms, *(route_of(page) for page in PAGES)]
