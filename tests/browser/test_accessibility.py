"""axe-core finds nothing wrong on any page of ours, at a desk and on a telephone, for a reader and for an editor."""

from collections.abc import Callable, Collection
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.watching import NARROW, WIDE, Watch
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
"""Four fifths of the time goes to this rule, so each page is looked at for it once, at a desk."""
ARTICLE = "d305a97ccea92fd20"
UNASSESSED = "c674554d2453606a8"
OURS = [
    "/",
    "/search",
    "/search?q=bridge",
    "/search?q=bridge&view=table",
    "/search?q=zzzzqqqq&verdict=true",
    "/claim/c479352e349aa979b",
    "/claim/c6e39bd265e3906fe",
    f"/claim/{UNASSESSED}",
    f"/document/{ARTICLE}",
    "/document/d0ba627b25cb12282",
    "/speaker/petra-placeholder",
    "/outlet/invented-gazette-sample",
    "/method",
    "/api",
    "/queue",
    "/queue/unassessed",
    "/queue/due",
    "/queue/quotes",
    "/queue/links",
    "/queue/candidates",
    "/nowhere",
    "/-/login",
]
FORMS = [
    "/claim/new",
    f"/claim/new?document={ARTICLE}",
    "/document/new",
    *(f"/claim/{UNASSESSED}/{form}" for form in ("assess", "evidence", "review", "link", "edit", "remove")),
    "/entity/petra-placeholder/merge",
    "/-/create-token",
    "/-/logout",
]
OTHERWISE_FOR_EDITORS = ["/", f"/claim/{UNASSESSED}", f"/document/{ARTICLE}", "/queue/unassessed", "/queue/links", *FORMS]
"""What looks otherwise to those who may write."""
STOCK = [
    "/claims",
    "/claims/claims",
    f"/claims/claims/{UNASSESSED}",
    "/claims/claim_overview",
    "/claims/entities",
    "/claims/recently_added",
    "/claims/claims_by_speaker?speaker=petra",
    "/claims/-/query",
]
OF_DATASETTE = {
    "aria-input-field-name": "the SQL editor has no label",
    CONTRAST: "the button Format SQL is blue on white",
    "heading-order": "tables and the SQL editor begin at an h3",
    "label": "the value of a filter has no label",
    "landmark-one-main": "its frame has a section where a main would stand",
    "region": "as above",
    "select-name": "the columns of a filter and of the sorting have no label",
    "target-size": "the dots that show all values of a facet are narrow",
}
"""Rules that the markup of Datasette's own pages breaks, in templates that we leave to it, and how."""
SIZES = {"desk": WIDE, "telephone": NARROW}


def violations(page: Page, path: str, spared: Collection[str]) -> list[str]:
    """Return what axe finds on a page: the rule, and where."""
    page.goto(path)
    # Datasette's search dialog calls a list of its own `matches`, which is the name of what axe asks every element.
    page.evaluate("document.querySelectorAll('navigation-search').forEach((one) => delete one.matches)")
    rules = {rule: {"enabled": False} for rule in spared}
    found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES, "rules": rules}).response
    return [f"{path} {one['id']}: {node['target']} {node['html'][:200]}" for one in found["violations"] for node in one["nodes"][:4]]


def looked_at(page: Page, paths: list[str], spared: Collection[str] = ()) -> list[str]:
    return [fault for path in paths for fault in violations(page, path, spared)]


def test_the_pages_of_a_reader_at_a_desk(page: Page, watches: list[Watch]) -> None:
    watches[0].refusals_expected = True

    assert looked_at(page, [*OURS, "/claim/new"]) == []


def test_the_pages_of_a_reader_on_a_telephone(phone: Page, watches: list[Watch]) -> None:
    watches[0].refusals_expected = True

    assert looked_at(phone, [*OURS, "/claim/new"], [CONTRAST]) == []


def test_the_pages_of_an_editor_on_a_telephone(signed_in: Callable[..., Page], watches: list[Watch]) -> None:
    page = signed_in("editor", NARROW)
    watches[0].refusals_expected = True

    assert looked_at(page, [*OURS, *FORMS], [CONTRAST]) == []


def test_the_pages_of_an_editor_at_a_desk(signed_in: Callable[..., Page], watches: list[Watch]) -> None:
    page = signed_in("editor")
    watches[0].refusals_expected = True

    assert looked_at(page, OTHERWISE_FOR_EDITORS) == []
    assert looked_at(page, [path for path in OURS if path not in OTHERWISE_FOR_EDITORS], [CONTRAST]) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_datasette(signed_in: Callable[..., Page], size: str) -> None:
    page = signed_in("editor", SIZES[size])

    assert looked_at(page, STOCK, OF_DATASETTE) == []
