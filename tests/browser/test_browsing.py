"""What a reader does with a mouse, a keyboard or a telephone, and without scripts."""

import re
from collections.abc import Callable

import pytest
from browser.conftest import Opener
from browser.watching import NARROW, Watch, sideways
from playwright.sync_api import Page, expect

ARTICLE = "/document/d305a97ccea92fd20"
CLAIM = "/claim/c479352e349aa979b"
PAGES = [
    "/",
    "/search",
    "/search?q=bridge",
    CLAIM,
    "/claim/c6e39bd265e3906fe",
    ARTICLE,
    "/document/d0ba627b25cb12282",
    "/speaker/petra-placeholder",
    "/outlet/invented-gazette-sample",
    "/queue",
    "/queue/unassessed",
    "/queue/due",
    "/queue/quotes",
    "/queue/links",
    "/method",
    "/claims",
    "/claims/claims",
    "/claims/unassessed_claims",
    "/nowhere",
]
"""What a reader may come across."""
FOCUS_IS_SEEN = "(({outlineStyle, boxShadow}) => outlineStyle !== 'none' || boxShadow !== 'none')(getComputedStyle(document.activeElement))"


def test_a_reader_comes_from_the_home_page_to_a_claim_and_from_there_to_who_printed_it(page: Page) -> None:
    page.goto("/")
    heading = page.locator("article.card h3 a").first
    statement = heading.inner_text()
    heading.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(statement)
    for question in ("Who says so?", "Can it be checked?", "Is it true?"):
        expect(page.get_by_role("heading", name=question).first).to_be_visible()
    outlet = page.locator(".chain .last a").first
    name = outlet.inner_text()
    outlet.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("link", name=statement).first).to_be_visible()


def test_a_word_finds_claims_and_a_facet_narrows_them_down(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill("bridge")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims with “bridge”")
    found = page.locator(".cards article.card").count()
    expect(page.locator(".cards mark").first).to_have_text(re.compile("bridge", re.IGNORECASE))

    facet = page.get_by_role("region", name="Can it be checked?").get_by_role("listitem").filter(has_text="Too vague")
    promised = int(facet.locator(".count").inner_text())
    facet.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Claims with “bridge”, too vague")
    cards = page.locator(".cards article.card")
    expect(cards).to_have_count(promised)
    expect(cards.locator(".verifiability-too_vague")).to_have_count(promised)
    assert 0 < promised < found
    page.get_by_role("link", name="Without verifiability Too vague").click()
    expect(page.locator(".cards article.card")).to_have_count(found)


def test_a_search_finds_speakers_and_documents_too(page: Page) -> None:
    page.goto("/search?q=testwell")
    page.get_by_role("region", name="Speakers and outlets").get_by_role("link", name="Ida Testwell").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ida Testwell")

    page.goto("/search?q=minutes")
    page.get_by_role("region", name="Documents").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minutes of the council")


def test_a_search_that_finds_nothing_says_what_to_do_next(page: Page) -> None:
    page.goto("/search?q=bridge+zzzzqqqq&verifiability=too_vague")

    expect(page.locator("article.card")).to_have_count(0)
    expect(page.locator(".results")).to_contain_text("No claim")
    page.locator(".results").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/search"))


def test_an_article_shows_each_claim_where_it_stands_with_its_card(signed_in: Callable[..., Page]) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)
    marks = page.locator("a.hit")
    claims = {claim for one in marks.all() for claim in (one.get_attribute("data-claims") or "").split()}
    assert len(claims) == 26

    marks.nth(2).click()
    card = page.locator(".note.current")
    expect(card).to_have_count(1)
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    assert str(card.get_attribute("data-claim")) in (marks.nth(2).get_attribute("data-claims") or "")


def test_the_keyboard_goes_from_claim_to_claim_in_an_article(signed_in: Callable[..., Page]) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)
    told = page.locator(".stepper output")
    for key, place in (("j", 1), ("j", 2), ("n", 3), ("k", 2), ("p", 1), ("k", 26)):
        page.keyboard.press(key)
        expect(told).to_have_text(f"Claim {place} of 26")
    page.keyboard.press("t")
    expect(page.locator(".note.current")).to_be_focused()


def test_whoever_may_not_read_the_text_sees_the_quotes_only(page: Page) -> None:
    page.goto(ARTICLE)

    expect(page.locator("main")).not_to_contain_text("as she opened the debate")
    expect(page.locator("a.hit").first).to_be_visible()
    assert page.locator("blockquote").count() == 26


def test_the_keyboard_alone_leads_from_the_home_page_to_a_claim(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()

    for _ in range(60):
        page.keyboard.press("Tab")
        shown = page.evaluate(FOCUS_IS_SEEN)
        assert shown, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("document.activeElement.matches('article.card h3 a')"):
            break
    statement = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(statement)

    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()


@pytest.mark.parametrize("who", ["nobody", "editor"])
def test_no_page_scrolls_sideways_on_a_telephone(opened: Opener, signed_in: Callable[..., Page], watches: list[Watch], who: str) -> None:
    phone = opened(NARROW) if who == "nobody" else signed_in(who, NARROW)
    watches[0].refusals_expected = True
    too_wide = {}
    for path in PAGES:
        phone.goto(path)
        if sideways(phone) > 0:
            too_wide[path] = sideways(phone)

    assert too_wide == {}


def test_every_page_can_be_read_without_a_script(opened: Opener, watches: list[Watch]) -> None:
    plain, scripted = opened(javascript=False), opened()
    for watch in watches:
        watch.refusals_expected = True
    missing = {}
    for path in PAGES:
        plain.goto(path)
        scripted.goto(path)
        words = plain.locator("main, section.content").first.text_content() or ""
        headings = scripted.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3, .statement)')].map((one) => one.textContent)")
        missing[path] = [heading for heading in headings if heading not in words]

    assert {path: left for path, left in missing.items() if left} == {}


def test_a_search_works_without_a_script(opened: Opener) -> None:
    page = opened(javascript=False)
    page.goto("/")
    page.get_by_role("searchbox").first.fill("bridge")
    page.get_by_role("button", name="Search").first.click()

    expect(page.locator("article.card").first).to_be_visible()
