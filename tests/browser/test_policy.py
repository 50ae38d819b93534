"""The Content-Security-Policy in a real browser: it stops what it should, and no page that people use complains of it."""

from collections.abc import Callable

import pytest
from browser.watching import NARROW, Watch
from playwright.sync_api import Page, expect

STOCK = [
    "/claims",
    "/claims/claims",
    "/claims/entities",
    "/claims/recently_added",
    "/claims/-/query?sql=select+1+as+one",
    "/claims/-/schema",
]
OURS = ["/", "/-/login", "/-/create-token", "/-/logout", "/method"]


@pytest.mark.parametrize("path", [*STOCK, *OURS])
def test_no_page_breaks_the_policy(signed_in: Callable[..., Page], path: str) -> None:
    page = signed_in("editor")

    page.goto(path)
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("banner").first).to_be_visible()


def test_the_row_of_a_claim_breaks_no_policy(signed_in: Callable[..., Page]) -> None:
    page = signed_in("editor")

    page.goto("/claims/claims")
    page.locator("td.col-statement a").first.click()
    page.wait_for_load_state("networkidle")

    expect(page.locator("main, section.content").first).to_be_visible()


def test_the_sql_editor_works(signed_in: Callable[..., Page]) -> None:
    page = signed_in("reader")

    page.goto("/claims/-/query?sql=select+1+as+one")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("select 2 as two")
    page.get_by_role("button", name="Run SQL").click()

    expect(page.locator("th", has_text="two")).to_be_visible()
    assert page.locator(".cm-content").evaluate("one => getComputedStyle(one).fontFamily") == "monospace"


def test_the_one_handler_of_datasettes_pages_works(signed_in: Callable[..., Page]) -> None:
    phone = signed_in("reader", NARROW)

    phone.goto("/claims/entities")
    phone.get_by_role("button", name="Choose columns").click()

    expect(phone.locator("column-chooser").get_by_text("wikidata_id").first).to_be_visible()


def test_people_jump_to_a_table_by_the_menu_and_by_the_slash(signed_in: Callable[..., Page]) -> None:
    page = signed_in("checker")

    page.goto("/claims")
    page.get_by_text("Tools").click()
    page.get_by_role("button", name="Jump to").click()
    page.keyboard.type("vocab")
    expect(page.get_by_text("claims: vocabularies")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("body").click(position={"x": 5, "y": 400})
    page.keyboard.press("/")
    page.keyboard.type("vocab")
    expect(page.get_by_text("claims: vocabularies")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/claims/claims"])
def test_a_script_that_somebody_smuggles_in_does_not_run(page: Page, watches: list[Watch], path: str) -> None:
    page.goto(path)

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=/nowhere.png onerror=\"window.stolen = 1\">')")
    page.evaluate("""() => {
        const made = document.createElement("script");
        made.textContent = "window.stolen = 2";
        document.body.append(made);
    }""")
    page.wait_for_timeout(300)

    assert page.evaluate("window.stolen") is None
    assert any("Content Security Policy" in complaint for complaint in watches[0].complaints)
    watches[0].complaints.clear()
