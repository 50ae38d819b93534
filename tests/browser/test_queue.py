"""A checker at the keyboard: each queue from its beginning to its end without a mouse, undo at hand, and without a script too."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import PASSWORD
from browser.watching import NARROW, WIDE, Served, Watch, served, sideways, sign_in, watched
from playwright.sync_api import Browser, Page, expect
from waiting import Desk, fill

from claims.people import Role
from claims.workflow.accounts import add_user

RATIONALE = "The minutes of the council are public."
QUEUES = ("unassessed", "due", "quotes", "links", "names", "candidates")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Desk]:
    """Make a database with something in every queue, and a checker."""
    database = tmp_path_factory.mktemp("filled") / "claims.db"
    desk = fill(database)
    add_user(database, "checker", role=Role.CHECKER, password=PASSWORD)
    return database, desk


@pytest.fixture
def own_site(filled: tuple[Path, Desk], tmp_path: Path) -> Iterator[Served]:
    """Serve a copy of it to one test, which empties queues."""
    shutil.copytree(filled[0].parent, tmp_path, dirs_exist_ok=True)
    with served(tmp_path / filled[0].name) as site:
        yield site


@pytest.fixture
def desk(filled: tuple[Path, Desk]) -> Desk:
    """Return what waits."""
    return filled[1]


@pytest.fixture
def watched_checker(chromium: Browser, own_site: Served) -> Iterator[tuple[Page, Watch]]:
    """Sign a checker in."""
    with watched(chromium, own_site, WIDE) as (page, watch):
        sign_in(page, "checker", PASSWORD)
        yield page, watch


@pytest.fixture
def checker(watched_checker: tuple[Page, Watch]) -> Page:
    """Return the page of that checker."""
    return watched_checker[0]


def statement(page: Page) -> str:
    """Return the statement of the item that is shown."""
    return page.locator("#start").inner_text()


def press(page: Page, *keys: str) -> None:
    """Press keys, one after the other, wherever the focus is; no person is quicker than the script of a page."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def test_claims_are_assessed_one_after_the_other_without_a_mouse(checker: Page, desk: Desk) -> None:
    checker.goto("/queue/unassessed")
    seen = []
    for left in range(len(desk.unassessed), 0, -1):
        expect(checker.get_by_text(f"{left} of {left} left")).to_be_visible()
        seen.append(statement(checker))
        press(checker, "1")
        expect(checker.get_by_role("radio", name="Public record")).to_be_checked()
        expect(checker.get_by_label("Why?")).to_be_focused()
        checker.keyboard.type(RATIONALE)
        press(checker, "Control+Enter")
        expect(checker.get_by_text(f"Assessed as Verifiable: “{seen[-1]}”")).to_be_visible()
    assert len(set(seen)) == len(desk.unassessed)
    expect(checker.get_by_text("Every claim has been assessed.")).to_be_visible()
    expect(checker.locator("#start")).to_be_focused()


def test_letters_are_letters_while_somebody_types_and_keys_again_afterwards(checker: Page) -> None:
    checker.goto("/queue/unassessed")
    first = statement(checker)
    press(checker, "z")
    checker.keyboard.type("just a joke about ku")
    expect(checker.get_by_label("Why?")).to_have_value("just a joke about ku")
    expect(checker.get_by_role("radio", name="Opinion")).to_be_checked()
    press(checker, "Escape", "j")
    expect(checker.locator("#start")).not_to_have_text(first)
    press(checker, "k")
    expect(checker.locator("#start")).to_have_text(first)


def test_a_day_is_asked_for_where_the_reason_needs_one(checker: Page) -> None:
    checker.goto("/queue/unassessed")
    day = checker.get_by_label("Look again on")
    expect(day).to_be_hidden()
    press(checker, "6")
    expect(day).to_be_visible()
    checker.keyboard.type("It says what will happen.")
    press(checker, "Control+Enter")
    expect(day).to_be_focused()  # the browser asks for it before anything is sent
    day.fill("2999-01-01")
    press(checker, "Control+Enter")
    expect(checker.get_by_text("Assessed as Not yet")).to_be_visible()


def test_an_assessment_is_undone_and_the_one_before_restored_without_a_mouse(checker: Page) -> None:
    checker.goto("/queue/unassessed")
    first = statement(checker)
    press(checker, "1")
    checker.keyboard.type(RATIONALE)
    press(checker, "Control+Enter")
    expect(checker.get_by_text("Assessed as Verifiable")).to_be_visible()
    press(checker, "u")
    expect(checker.locator("#start")).to_have_text(first)
    expect(checker.get_by_text("both are kept")).to_be_visible()
    press(checker, "z")
    checker.keyboard.type("It is a view of the mayor.")
    press(checker, "Control+Enter")
    expect(checker.get_by_text("Assessed as Not checkable")).to_be_visible()
    press(checker, "u")
    expect(checker.locator("#start")).to_have_text(first)
    press(checker, "p")
    expect(checker.get_by_text(f"Restored: Verifiable: “{first}”")).to_be_visible()


def test_links_are_decided_and_undone_without_a_mouse(checker: Page) -> None:
    checker.goto("/queue/links")
    expect(checker.get_by_text("2 of 2 left")).to_be_visible()
    press(checker, "c")
    expect(checker.get_by_text("Confirmed: same as.")).to_be_visible()
    press(checker, "u")
    expect(checker.get_by_text("Undone: the link waits again.")).to_be_visible()
    expect(checker.get_by_text("2 of 2 left")).to_be_visible()
    press(checker, "r")
    expect(checker.get_by_text("Rejected: same as.")).to_be_visible()
    press(checker, "i")
    expect(checker.get_by_label("Or they relate otherwise")).to_be_focused()
    checker.keyboard.type("Narrows")
    press(checker, "Control+Enter")
    expect(checker.get_by_text("Confirmed: narrows.")).to_be_visible()
    expect(checker.get_by_text("Every suggested link has been decided.")).to_be_visible()


def test_drafts_are_accepted_mended_rejected_and_undone_without_a_mouse(checker: Page) -> None:
    checker.goto("/queue/candidates")
    first = statement(checker)
    press(checker, "a")
    expect(checker.get_by_text(f"Accepted: “{first}”")).to_be_visible()
    press(checker, "u")
    expect(checker.get_by_text("The claim that came of it is removed.")).to_be_visible()
    expect(checker.locator("#start")).to_have_text(first)
    press(checker, "e")
    expect(checker.get_by_label("Statement")).to_be_focused()
    press(checker, "Control+A")
    checker.keyboard.type("A dozen schools were opened in January 2024.")
    press(checker, "Control+Enter")
    expect(checker.get_by_text("Edited: “A dozen schools were opened in January 2024.”")).to_be_visible()
    press(checker, "j")
    expect(checker.get_by_text("1 of 2 left")).to_be_visible()
    press(checker, "r")
    expect(checker.get_by_label("Reject, because")).to_be_focused()
    checker.keyboard.type("It is a question.")
    press(checker, "Enter")
    expect(checker.get_by_text("Rejected: It is a question.")).to_be_visible()
    expect(checker.get_by_text("This is the end of the queue.")).to_be_visible()
    press(checker, "j")
    expect(checker.get_by_text("1 of 1 left")).to_be_visible()


def test_what_was_refused_is_where_one_begins_and_nothing_is_lost(watched_checker: tuple[Page, Watch]) -> None:
    checker, watch = watched_checker
    watch.refusals_expected = True
    checker.goto("/queue/unassessed")
    first = statement(checker)
    press(checker, "2")
    checker.keyboard.type("Too short")
    press(checker, "Control+Enter")

    expect(checker.locator("#faults")).to_be_focused()
    expect(checker.locator("#start")).to_have_text(first)
    expect(checker.get_by_label("Why?")).to_have_value("Too short")
    expect(checker.get_by_role("radio", name="Public data")).to_be_checked()


def test_a_form_is_sent_once_however_often_somebody_presses(checker: Page) -> None:
    checker.goto("/queue/unassessed")
    press(checker, "1")
    checker.keyboard.type(RATIONALE)
    press(checker, "Control+Enter", "Control+Enter", "Control+Enter")

    expect(checker.get_by_text("Assessed as Verifiable")).to_be_visible()


def test_keys_are_listed_and_may_be_turned_off(checker: Page) -> None:
    checker.goto("/queue/unassessed")
    first = statement(checker)
    press(checker, "?")
    box = checker.get_by_label("Single keys work on this device")
    expect(box).to_be_checked()
    box.uncheck()
    checker.locator("#start").focus()
    press(checker, "j", "1")
    expect(checker.locator("#start")).to_have_text(first)
    expect(checker.locator("input[name=reason]:checked")).to_have_count(0)
    checker.reload()
    press(checker, "j")
    expect(checker.locator("#start")).to_have_text(first)


def test_a_checker_decides_without_a_script(chromium: Browser, own_site: Served) -> None:
    with watched(chromium, own_site, NARROW, javascript=False) as (page, _):
        sign_in(page, "checker", PASSWORD)
        page.goto("/queue/unassessed")
        page.get_by_role("radio", name="Prediction").check()
        page.get_by_label("Why?").fill("It says what will happen.")
        page.get_by_label("Look again on").fill("2999-01-01")
        page.get_by_role("button", name="Assess, and go on").click()
        expect(page.get_by_text("Assessed as Not yet")).to_be_visible()
        page.goto("/queue/candidates")
        page.get_by_role("button", name="Accept as drafted").click()
        expect(page.get_by_text("Accepted: “")).to_be_visible()
        page.get_by_role("button", name=re.compile("Undo")).click()
        expect(page.get_by_text("Undone: the draft waits again.")).to_be_visible()


def test_every_queue_fits_a_telephone_and_can_be_used_by_everybody(chromium: Browser, own_site: Served, desk: Desk) -> None:
    with watched(chromium, own_site, NARROW) as (page, _):
        sign_in(page, "checker", PASSWORD)
        again = f"/queue/due?at={desk.unassessed[0]}"
        for path in ("/queue", *(f"/queue/{name}" for name in QUEUES), again, "/candidate/k1/decide"):
            page.goto(path)
            assert sideways(page) <= 0, path
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
