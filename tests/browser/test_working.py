"""What checkers and editors do in the browser; what they may not do, and what readers may not."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from browser.conftest import PASSWORD, Opener
from browser.watching import NARROW, Watch, select, sideways, waiting
from playwright.sync_api import Page, expect

ARTICLE = "/document/d305a97ccea92fd20"
UNASSESSED = "/claim/c674554d2453606a8"
"""A claim of the sample that nobody has assessed."""
SignIn = Callable[..., Page]


def test_a_person_signs_in_and_out(page: Page, watches: list[Watch]) -> None:
    watches[0].refusals_expected = True
    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Name").fill("checker")
    page.get_by_label("Password").fill("not the password")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("checker")

    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Add a claim")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.get_by_role("link", name="Add a claim")).to_have_count(0)


def test_a_checker_selects_words_adds_a_claim_assesses_it_and_the_queue_counts_it(signed_in: SignIn) -> None:
    page = signed_in("checker")
    before = waiting(page, "Unassessed claims")

    page.goto(ARTICLE)
    select(page, "Mayor Petra Placeholder as she opened the debate")
    page.get_by_role("link", name="Add a claim from this selection").click()
    expect(page.get_by_label("Quote")).to_have_value("Mayor Petra Placeholder as she opened the debate")
    page.get_by_label("Statement").fill("Petra Placeholder opened the debate of the council of Lower Sampleton on 6 October 2026.")
    page.get_by_label("When it is about").fill("2026-10-06")
    page.get_by_role("button", name="Add the claim", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Petra Placeholder opened the debate of the council of Lower Sampleton on 6 October 2026."
    )
    expect(page.locator("blockquote mark")).to_have_text("Mayor Petra Placeholder as she opened the debate")
    claim = urlsplit(page.url).path
    assert waiting(page, "Unassessed claims") == before + 1

    page.goto(claim)
    page.get_by_role("link", name="Assess", exact=True).click()
    page.get_by_label("Why, or why not?").select_option("public_record")
    page.get_by_label("In a sentence").fill("The minutes of the meeting say who opened it.")
    page.get_by_role("button", name="Assess", exact=True).click()

    expect(page.locator("dl.status")).to_contain_text("Verifiable")
    expect(page.locator("main")).to_contain_text("The minutes of the meeting say who opened it.")
    assert waiting(page, "Unassessed claims") == before


def test_what_was_typed_is_kept_and_each_fault_stands_beside_its_field(signed_in: SignIn, watches: list[Watch]) -> None:
    page = signed_in("checker")
    watches[0].refusals_expected = True
    page.goto(f"/claim/new?document={ARTICLE.rpartition('/')[2]}")
    page.get_by_label("Quote").fill("words that the article does not hold")
    page.get_by_label("Statement").fill("Was the bridge of Lower Sampleton opened in 1931?")
    page.get_by_role("button", name="Add the claim", exact=True).click()

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nothing was saved")
    expect(page.get_by_label("Quote")).to_have_value("words that the article does not hold")
    expect(page.get_by_label("Statement")).to_have_value("Was the bridge of Lower Sampleton opened in 1931?")
    wrong = page.get_by_label("Statement")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    described = [page.locator(f"#{one}") for one in (wrong.get_attribute("aria-describedby") or "").split()]
    assert any("question" in one.inner_text() for one in described)


def test_names_complete_as_one_types(signed_in: SignIn) -> None:
    page = signed_in("checker")
    page.goto(f"/claim/new?document={ARTICLE.rpartition('/')[2]}")
    speaker = page.get_by_role("combobox", name="Speaker", exact=True)
    speaker.press_sequentially("Petra Pl", delay=20)
    expect(page.get_by_role("option", name="Petra Placeholder")).to_be_visible()
    speaker.press("ArrowDown")
    speaker.press("Enter")

    expect(speaker).to_have_value("Petra Placeholder")
    expect(page.locator("[role=option]:visible")).to_have_count(0)


def test_a_queue_is_worked_through_with_the_keyboard_and_a_decision_is_undone(signed_in: SignIn) -> None:
    page = signed_in("checker")
    before = waiting(page, "Unassessed claims")
    page.goto("/queue/unassessed")
    statement = page.locator("#start").inner_text()
    page.keyboard.press("1")
    page.keyboard.type("The minutes of the council record it.")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status")).to_contain_text("Assessed as Verifiable")
    expect(page.locator("#start")).not_to_have_text(statement)
    assert waiting(page, "Unassessed claims") == before - 1


def test_two_people_who_change_one_claim_are_told_of_each_other(signed_in: SignIn, watches: list[Watch]) -> None:
    first, second = signed_in("editor"), signed_in("checker")
    watches[1].refusals_expected = True
    for page in (first, second):
        page.goto(f"{UNASSESSED}/edit")
    first.get_by_label("Statement").fill("The Mockwater Bridge was closed to all traffic for 11 days in August 2026.")
    first.get_by_role("button", name="Save").click()
    second.get_by_label("Statement").fill("In August 2026 the Mockwater Bridge was closed for 11 days.")
    second.get_by_role("button", name="Save").click()

    expect(second.get_by_role("alert")).to_be_visible()
    expect(second.get_by_label("Statement")).to_have_value("In August 2026 the Mockwater Bridge was closed for 11 days.")
    expect(second.locator("main")).to_contain_text("closed to all traffic for 11 days")
    second.goto(UNASSESSED)
    expect(second.get_by_role("heading", level=1)).to_have_text(
        "The Mockwater Bridge was closed to all traffic for 11 days in August 2026."
    )


@pytest.mark.parametrize("path", ["/claim/new", f"{UNASSESSED}/assess", f"{UNASSESSED}/review", f"{UNASSESSED}/edit", "/document/new"])
def test_a_reader_cannot_write_and_is_told_how_to_sign_in(page: Page, watches: list[Watch], path: str) -> None:
    watches[0].refusals_expected = True
    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 403
    expect(page.locator("main form[method=post]")).to_have_count(0)
    page.locator("main").get_by_role("link", name="Sign in").first.click()
    page.get_by_label("Name").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{path}")


def test_a_reader_finds_no_way_to_write_on_a_page(page: Page) -> None:
    for path in (UNASSESSED, ARTICLE, "/", "/queue/unassessed"):
        page.goto(path)
        assert page.locator("main form[method=post], main a[href$='/assess'], main a[href$='/edit'], a[href*='/claim/new']").count() == 0, (
            path
        )


def test_a_checker_does_not_review(signed_in: SignIn, watches: list[Watch]) -> None:
    page = signed_in("checker")
    watches[0].refusals_expected = True
    page.goto(UNASSESSED)
    expect(page.locator("main a[href$='/review']")).to_have_count(0)

    answer = page.goto(f"{UNASSESSED}/review")
    assert answer is not None
    assert answer.status == 403


def test_a_form_that_another_site_sends_changes_nothing(signed_in: SignIn, opened: Opener, watches: list[Watch]) -> None:
    page = signed_in("editor")
    watches[0].refusals_expected = True
    address = page.context.request.get("/").url.rstrip("/")
    page.goto("/robots.txt")
    page.route("**/elsewhere", lambda route: route.fulfill(
        content_type="text/html",
        body=f"<form method=post action='{address}{UNASSESSED}/assess'><input name=reason value=public_data>"
        "<input name=rationale value='A foreign page sends this.'></form><script>document.forms[0].submit()</script>",
    ))  # fmt: skip
    with page.expect_response(lambda response: response.url.endswith("/assess")) as refused:
        page.goto("http://elsewhere.invalid/elsewhere")

    assert refused.value.status == 403


@pytest.mark.parametrize(
    "path", ["/claim/new?document=d305a97ccea92fd20", "/document/new", f"{UNASSESSED}/assess", f"{UNASSESSED}/edit", "/queue/unassessed"]
)
def test_forms_fit_a_telephone(signed_in: SignIn, path: str) -> None:
    page = signed_in("editor", NARROW)
    page.goto(path)

    assert sideways(page) <= 0
