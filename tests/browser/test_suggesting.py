"""A checker and what programs suggest: repeats answered by key, a suggestion accepted by key, repeats while one types; a script or none."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import PASSWORD
from browser.watching import NARROW, WIDE, Served, served, sideways, sign_in, watched
from playwright.sync_api import Browser, Page, expect
from store.typed import document_fields
from waiting import add, opened_store, put_names

from claims.people import Role
from claims.workflow.accounts import add_user
from claims.workflow.suggesting import suggest_new_assessments

FORTY = "The ferry to Ossel carried 40 percent more passengers in May 2026."
SIXTY = "The ferry to Ossel carried 60 percent more passengers in May 2026."
AHEAD = "The council of Ossel should pay for a second ferry."


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Make a database with claims that are alike, names that are, and suggestions; a checker and an editor."""
    database = tmp_path_factory.mktemp("suggesting") / "claims.db"
    with opened_store(database, create=True) as store:
        claims = [
            add(store, statement, document=document_fields(url=f"https://gazette.example/{place}", outlet=f"Outlet {place}"))
            for place, statement in enumerate((FORTY, SIXTY, AHEAD))
        ]
        put_names(store)
        suggest_new_assessments(store)
    for role in (Role.CHECKER, Role.EDITOR):
        add_user(database, role.value, role=role, password=PASSWORD)
    return database, claims


@pytest.fixture
def own_site(filled: tuple[Path, list[str]], tmp_path: Path) -> Iterator[Served]:
    """Serve a copy of it to one test."""
    shutil.copytree(filled[0].parent, tmp_path, dirs_exist_ok=True)
    with served(tmp_path / filled[0].name) as site:
        yield site


@pytest.fixture
def claims(filled: tuple[Path, list[str]]) -> list[str]:
    """Return the ids of the claims."""
    return filled[1]


@pytest.fixture
def editor(chromium: Browser, own_site: Served) -> Iterator[Page]:
    """Sign an editor in."""
    with watched(chromium, own_site, WIDE) as (page, _):
        sign_in(page, "editor", PASSWORD)
        yield page


def press(page: Page, key: str) -> None:
    """Press a key, wherever the focus is; no person is quicker than the script of a page."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_a_repeat_is_answered_and_undone_without_a_mouse(editor: Page, claims: list[str]) -> None:
    editor.goto(f"/claim/{claims[0]}")
    expect(editor.get_by_text("other number: 40 percent here, 60 percent there")).to_be_visible()
    press(editor, "n")
    expect(editor.get_by_text("Not the same: it is remembered, and not asked again.")).to_be_visible()
    expect(editor.locator(f".repeats [data-claim='{claims[1]}']")).to_have_count(0)
    press(editor, "u")
    expect(editor.get_by_text("Undone: the question stands again.")).to_be_visible()
    press(editor, "s")
    expect(editor.get_by_text("Joined: both now count as one claim")).to_be_visible()


def test_a_suggestion_is_accepted_and_undone_without_a_mouse(editor: Page) -> None:
    editor.goto("/queue/unassessed?order=newest")
    expect(editor.locator("#start")).to_have_text(AHEAD)
    press(editor, "y")
    expect(editor.get_by_text("Assessed as Not checkable")).to_be_visible()
    press(editor, "u")
    expect(editor.locator("#start")).to_have_text(AHEAD)
    expect(editor.get_by_text("both are kept")).to_be_visible()


def test_a_suggestion_is_taken_into_the_form_and_mended(editor: Page) -> None:
    editor.goto("/queue/unassessed?order=newest")
    press(editor, "i")
    expect(editor.get_by_role("radio", name="Normative")).to_be_checked()
    why = editor.get_by_label("Why?")
    why.fill("It asks for something; nothing can settle that.")
    why.press("Control+Enter")
    expect(editor.get_by_text("Assessed as Not checkable")).to_be_visible()


def test_names_are_merged_parted_and_undone_without_a_mouse(editor: Page) -> None:
    editor.goto("/queue/names")
    press(editor, "a")
    expect(editor.get_by_text("The same: tariq-namir now stands for tariq-al-namir.")).to_be_visible()
    press(editor, "u")
    expect(editor.get_by_text("Undone: the pair waits again.")).to_be_visible()
    expect(editor.get_by_text("2 of 2 left")).to_be_visible()
    press(editor, "n")
    expect(editor.get_by_text("Not the same: the two are never suggested again.")).to_be_visible()
    press(editor, "b")
    expect(editor.get_by_text("Every pair of names has been decided about.")).to_be_visible()


def form_for_a_claim(page: Page, claim: str) -> None:
    """Open the form for a claim of another document, which has no text."""
    page.goto(f"/claim/{claim}")
    page.locator(".whence a").first.click()
    page.goto(page.url.replace("/document/", "/claim/new?document="))


def test_repeats_come_while_one_types_and_the_chosen_one_is_joined(editor: Page, claims: list[str]) -> None:
    form_for_a_claim(editor, claims[2])
    statement = editor.get_by_label("Statement")
    statement.press_sequentially("The ferry to Ossel carried 40 percent more passengers in all of May 2026.", delay=1)
    same = editor.locator(f"input[name=same_as][value='{claims[0]}']")
    expect(same).to_be_visible()
    expect(editor.get_by_role("status").filter(has_text="likely the same")).to_be_visible()
    same.check()
    statement.press("End")
    statement.press_sequentially(" ")
    statement.blur()
    expect(same).to_be_checked()
    editor.get_by_role("button", name="Take it into the form below").click()
    expect(editor.get_by_label("Why, in a sentence")).to_be_focused()
    expect(editor.get_by_label("Why, in a sentence")).not_to_have_value("")
    editor.get_by_role("button", name="Add the claim", exact=True).last.click()
    expect(editor.get_by_text("It is joined with the claim that says the same.")).to_be_visible()
    expect(editor.locator("#elsewhere ~ .cards")).to_contain_text(FORTY)


def test_repeats_are_looked_for_and_chosen_without_a_script(chromium: Browser, own_site: Served, claims: list[str]) -> None:
    with watched(chromium, own_site, NARROW, javascript=False) as (page, _):
        sign_in(page, "checker", PASSWORD)
        form_for_a_claim(page, claims[2])
        page.get_by_label("Statement").fill("The ferry to Ossel carried 40 percent more passengers in all of May 2026.")
        page.get_by_role("button", name="Look for repeats").click()
        page.locator(f"input[name=same_as][value='{claims[0]}']").check()
        page.get_by_role("button", name="Add the claim", exact=True).last.click()
        expect(page.get_by_text("It is joined with the claim that says the same.")).to_be_visible()
        page.goto(f"/claim/{claims[2]}")
        page.get_by_role("link", name="Accept, or mend it first").click()
        page.get_by_role("button", name="Assess", exact=True).click()
        expect(page.get_by_text("Assessed: not checkable")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_suggestions_fit_every_screen_and_can_be_used_by_everybody(
    chromium: Browser, own_site: Served, claims: list[str], size: dict[str, int]
) -> None:
    paths = (f"/claim/{claims[0]}", f"/claim/{claims[2]}", f"/claim/{claims[2]}/assess?suggested=1", "/queue/unassessed", "/queue/names")
    with watched(chromium, own_site, size) as (page, _):
        sign_in(page, "editor", PASSWORD)
        for path in paths:
            page.goto(path)
            assert sideways(page) <= 0, path
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        form_for_a_claim(page, claims[2])
        page.get_by_label("Statement").fill(FORTY)
        page.get_by_label("Statement").blur()
        expect(page.locator("input[name=same_as]").first).to_be_visible()
        assert sideways(page) <= 0
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
