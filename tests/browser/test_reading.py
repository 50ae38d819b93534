"""Reading an article with its claims: with a mouse, with the keyboard alone, on a telephone, without a script."""

from collections.abc import Callable

import pytest
from browser.watching import NARROW, sideways
from playwright.sync_api import Page, expect

ARTICLE = "/document/d305a97ccea92fd20"
WITHOUT_TEXT = "/document/d0ba627b25cb12282"
SECOND = "c479352e349aa979b"
Opener = Callable[..., Page]


def focused(page: Page) -> str:
    """Return what the focus is on: the claims of a piece of the text, or a card."""
    return str(page.evaluate("document.activeElement.dataset.claims || document.activeElement.id"))


def test_the_keyboard_alone_goes_from_claim_to_claim(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)
    claims = page.locator(".note").evaluate_all("cards => cards.map(card => card.dataset.claim)")
    expect(page.locator(".keys")).to_be_visible()

    for key, place in (("j", 0), ("n", 1), ("j", 2), ("k", 1), ("p", 0), ("p", len(claims) - 1), ("j", 0)):
        page.keyboard.press(key)
        assert claims[place] in focused(page).split()
        expect(page.locator(".note.current")).to_have_attribute("id", f"card-{claims[place]}")
        expect(page.locator("output")).to_have_text(f"Claim {place + 1} of {len(claims)}")
    page.keyboard.press("t")
    assert focused(page) == f"card-{claims[0]}"
    page.keyboard.press("t")
    assert focused(page) == claims[0]


def test_what_the_focus_is_on_can_be_seen(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)

    for _ in range(20):
        page.keyboard.press("j")
        for moved in (page.locator(".note.current"), page.locator(".hit.current").first):
            expect(moved).to_be_in_viewport()


def test_letters_that_somebody_types_move_nothing(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)

    page.fill("#find", "")
    page.type("#find", "jknp")

    assert page.input_value("#find") == "jknp"
    expect(page.locator(".note.current")).to_have_count(0)


def test_the_keys_can_be_switched_off_for_good(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)
    page.get_by_label("Keys:").uncheck()

    for _ in range(2):
        page.keyboard.press("j")
        expect(page.locator(".note.current")).to_have_count(0)
        page.reload()
    page.get_by_label("Keys:").check()
    page.keyboard.press("j")
    expect(page.locator(".note.current")).to_have_count(1)


def test_a_highlight_leads_to_its_card_and_a_card_to_its_highlight(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)

    page.locator(f'.hit[data-claims="{SECOND}"]').click()
    assert focused(page) == f"card-{SECOND}"
    expect(page.locator(f"#card-{SECOND}")).to_be_in_viewport()
    page.locator(f"#card-{SECOND} a.number").click()
    assert focused(page) == SECOND


def test_without_a_script_links_do_the_same(opened: Opener) -> None:
    page = opened(javascript=False)
    page.goto(ARTICLE)
    expect(page.locator(".stepper")).to_be_hidden()

    page.locator(f'.hit[data-claims="{SECOND}"]').click()
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#card-{SECOND}")
    card = page.locator(f"#card-{SECOND}")
    expect(card).to_be_in_viewport()
    card.get_by_text("Next claim").click()
    expect(page.locator(".note:target .number")).to_contain_text("3")
    page.locator(".note:target a.number").click()
    expect(page.locator("blockquote:target")).to_be_in_viewport()


def test_a_link_to_a_claim_shows_it_in_the_text(signed_in: Opener) -> None:
    page = signed_in("reader")

    page.goto(f"{ARTICLE}#claim-cbc019cfd80882442")

    expect(page.locator(".note.current .number")).to_contain_text("25")
    expect(page.locator(".hit.current").first).to_be_in_viewport()


def test_statuses_differ_in_more_than_colour(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)

    lines = page.locator(".legend mark").evaluate_all(
        "marks => marks.map(m => getComputedStyle(m).textDecorationStyle + getComputedStyle(m).outlineStyle)"
    )
    signs = page.locator(".words .ends").evaluate_all("ends => ends.map(e => getComputedStyle(e, '::before').content)")

    assert len(lines) == len(set(lines)) == 6
    assert len(set(signs)) == 6


@pytest.mark.parametrize("role", ["", "reader"])
@pytest.mark.parametrize("path", [ARTICLE, WITHOUT_TEXT])
def test_a_telephone_shows_each_card_below_its_paragraph(opened: Opener, signed_in: Opener, path: str, role: str) -> None:
    page = signed_in(role, NARROW) if role else opened(NARROW)
    page.goto(path)

    assert sideways(page) <= 0
    first = page.locator(".row:has(.notes)").first
    if path == ARTICLE:
        words, notes = (first.locator(part).bounding_box() for part in (".words", ".notes"))
        assert words
        assert notes
        assert notes["y"] >= words["y"] + words["height"]


def test_words_selected_over_links_lead_to_the_form(signed_in: Opener) -> None:
    page = signed_in("checker")
    page.goto(ARTICLE)
    words = page.locator(".words mark", has_text="Closing a bridge at harvest time")
    box = words.bounding_box()
    assert box
    expect(page.locator(".picked")).to_be_hidden()

    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 8, steps=8)
    page.mouse.up()

    link = page.get_by_role("link", name="Add a claim from this selection")
    expect(link).to_be_visible()
    assert "#card" not in page.url
    link.click()
    expect(page.locator("#field-quote")).to_have_value("Closing a bridge at harvest time is madness 🌉,")
    expect(page.locator("#field-quotation")).to_have_value("direct")
    assert page.input_value("#field-start_char") == "1957"
    assert page.input_value("#field-end_char") == "2003"


def test_readers_are_not_offered_to_add(signed_in: Opener) -> None:
    page = signed_in("reader")
    page.goto(ARTICLE)

    page.locator(".words").nth(5).click(click_count=3)

    expect(page.locator(".picked")).to_have_count(0)
