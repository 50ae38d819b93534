"""Whatever stands in the database: no page opens a dialog, runs a script of its own or breaks the policy in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import PASSWORD
from browser.watching import NARROW, Served, Watch, served, sideways
from hostile import ATTACK, FORMS, PAGES, PROBE, make_hostile
from playwright.sync_api import Page

from claims.people import Role
from claims.workflow.accounts import add_user

STOCK = [
    "/claims",
    *(
        f"/claims/{name}"
        for name in ("claims", "attributions", "assessments", "candidates", "claim_overview", "documents", "history", "reviews")
    ),
    *(
        f"/claims/{row}"
        for row in ("claims/evil-quoted", "documents/evil-text", "entities/evil-person-1", "candidates/evil-draft", "assessments/1")
    ),
    *(f"/claims/{page}" for page in ("recently_added", "anonymous_sources", "contradicting_pairs", "verdicts_and_evidence")),
]


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a database of attacks."""
    database = tmp_path_factory.mktemp("hostile") / built.name
    make_hostile(database)
    for role in Role:
        add_user(database, role.value, role=role, password=PASSWORD)
    with served(database) as site:
        yield site


def opened_without_harm(page: Page, paths: list[str]) -> None:
    """Open pages; a dialog, a refused script or an error on any of them fails the test that opened it."""
    for path in paths:
        page.goto(path)
        assert page.locator(PROBE).count() == 0, path


def test_the_pages_of_a_reader(page: Page, watches: list[Watch]) -> None:
    watches[0].refusals_expected = True

    opened_without_harm(page, [*PAGES, *STOCK])


def test_the_pages_and_forms_of_an_editor(signed_in: Callable[..., Page], watches: list[Watch]) -> None:
    page = signed_in("editor")
    watches[0].refusals_expected = True

    opened_without_harm(page, [*PAGES, *FORMS, *STOCK])


def test_long_words_do_not_widen_a_page(phone: Page, watches: list[Watch]) -> None:
    watches[0].refusals_expected = True
    too_wide = {}
    for path in PAGES:
        phone.goto(path)
        if sideways(phone) > 0:
            too_wide[path] = sideways(phone)

    assert too_wide == {}


def test_names_that_complete_are_words(signed_in: Callable[..., Page]) -> None:
    page = signed_in("checker", NARROW)
    page.goto("/claim/new?document=evil-text")
    page.get_by_role("combobox", name="Speaker", exact=True).press_sequentially("script", delay=10)

    option = page.locator("[role=option]").first
    option.wait_for()
    assert ATTACK.partition("{")[0] in option.inner_text()
    assert page.locator(PROBE).count() == 0
