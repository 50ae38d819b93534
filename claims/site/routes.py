"""Every page and form of the site. To add one, write its file, its SQL and its template, and list it here."""

from collections.abc import Awaitable, Callable
from typing import Any

from claims.site.form import Form, form_view
from claims.site.forms import adding, correcting, deciding, judging, linking, pairing, repeating
from claims.site.page import Page, route_of
from claims.site.pages import api_page, claim, document, entity, home, method, queues, search
from claims.site.programs import complete, feeds, reconcile, robots, suggest

FORMS: tuple[Form, ...] = (
    *adding.FORMS,
    *judging.FORMS,
    *linking.FORMS,
    *correcting.FORMS,
    *deciding.FORMS,
    *pairing.FORMS,
    *repeating.FORMS,
)
"""What signed-in people do. An address of a form comes before those of pages that would match it too."""

PAGES: tuple[Page, ...] = (
    home.PAGE,
    search.PAGE,
    document.PAGE,
    claim.PAGE,
    entity.SPEAKER,
    entity.OUTLET,
    method.PAGE,
    api_page.page_about(FORMS),
    *queues.PAGES,
)
"""What readers look at."""

OTHERS: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    *complete.ROUTES,
    *suggest.ROUTES,
    *feeds.ROUTES,
    *reconcile.ROUTES,
    *robots.ROUTES,
)
"""Routes for other programs: feeds, reconciliation, robots.txt."""


def routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Return all of them as Datasette registers them."""
    forms = [(rf"^{form.address}(?:\.(?P<format>json))?$", form_view(form)) for form in FORMS]
    return [*OTHERS, *forms, *(route_of(page) for page in PAGES)]
