"""Adding a claim in the browser: select the words, with a mouse, a finger or the keyboard; names complete; sources are added."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from browser.conftest import Opener
from browser.watching import NARROW, Served, Watch, sideways
from playwright.sync_api import Locator, Page, StorageState, expect

from claims.store.connection import connect
from claims.workflow.adding import add_document, document_entry

ADDING = "/claim/new?document=d305a97ccea92fd20"
EMOJI_TEXT = "The ferry 🚢🏽‍♂️ sank.\n\nZoë said: “It was the \u0119\u0301nd 🌊 of it,” and \u202eleft\u202c.\n\nLast 👩‍👩‍👧 words."
"""Emoji of several code points, letters with combining marks, and a control that pages show by its number."""


def letters(page: Page, words: str) -> None:
    """Select words in the text as a mouse does: from their first letter to their last, wherever the page put them."""
    page.evaluate(
        """words => {
            const text = document.querySelector("[data-text]");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                node.parentElement.scrollIntoView({ block: "center" });
                const lines = range.getClientRects();
                const place = ({ left, right, top, bottom }) => ({ left, right, y: (top + bottom) / 2 });
                window.ends = [lines[0], lines[lines.length - 1]].map(place);
                return;
            }
            throw new Error(`no ${words}`);
        }""",
        words,
    )
    first, last = page.evaluate("window.ends")
    page.mouse.move(first["left"] + 0.5, first["y"])
    page.mouse.down()
    page.mouse.move(last["right"] - 0.5, last["y"], steps=10)
    page.mouse.up()


def use(page: Page) -> None:
    button = page.get_by_role("button", name="Use the selection")
    expect(button).to_be_visible()
    button.click()
    expect(button).to_be_hidden()


def offsets(page: Page) -> tuple[int, int]:
    return int(page.input_value("#field-start_char")), int(page.input_value("#field-end_char"))


@pytest.fixture(scope="module")
def emoji(site: Served) -> tuple[str, str]:
    """Record a document full of what browsers and Python count differently; return its address and its stored text."""
    store = connect(site.database)
    entry = document_entry({"title": "Invented ferry 🚢", "outlet": "Invented Gazette (sample)", "text": EMOJI_TEXT})
    document, _ = add_document(store, entry, by="checker")
    store.close()
    return f"/claim/new?document={document.id}", str(document.text)


@pytest.mark.parametrize("words", ["sank.", "Zoë said", "nd 🌊 of it", "Last 👩‍👩‍👧 words"])
def test_words_selected_with_a_mouse_are_counted_in_code_points(signed_in: Opener, emoji: tuple[str, str], words: str) -> None:
    address, text = emoji
    page = signed_in("checker")
    page.goto(address)

    letters(page, words)
    use(page)

    start, end = offsets(page)
    assert text[start:end] == page.input_value("#field-quote") == words
    around = page.locator(".around")
    assert around.locator("[data-before]").text_content() == text[max(0, start - 32) : start]
    assert around.locator("[data-after]").text_content() == text[end : end + 32]
    expect(page.locator("#field-statement")).to_be_focused()


def test_a_selection_over_paragraphs_marks_and_controls_keeps_every_character(signed_in: Opener, emoji: tuple[str, str]) -> None:
    address, text = emoji
    page = signed_in("checker")
    page.goto(address)

    page.evaluate("document.getSelection().selectAllChildren(document.querySelector('[data-text]'))")
    use(page)

    start, end = offsets(page)
    assert (start, end) == (0, len(text))
    assert page.input_value("#field-quote") == text
    assert "[U+202E]" in page.locator("[data-text]").inner_text()


def test_outer_marks_are_left_out_and_the_quotation_is_suggested(signed_in: Opener, emoji: tuple[str, str]) -> None:
    address, text = emoji
    page = signed_in("checker")
    page.goto(address)

    letters(page, "“It was the \u0119\u0301nd 🌊 of it,”".replace("e\u0328\u0301", "ę\u0301"))
    use(page)

    start, end = offsets(page)
    assert text[start - 1 : end + 1] == f"“{page.input_value('#field-quote')}”"
    expect(page.locator("#field-quotation")).to_have_value("direct")


def test_the_keyboard_alone_selects_adds_and_assesses(signed_in: Opener) -> None:
    page = signed_in("checker")
    page.goto(ADDING)
    text = page.locator("[data-text]")

    text.focus()
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Enter")

    expect(page.locator("#field-statement")).to_be_focused()
    assert page.input_value("#field-quote").startswith("This article was")
    start, end = offsets(page)
    assert (start, end - start) == (0, len(page.input_value("#field-quote")))
    page.keyboard.type("The invented article shows what the tracker can do.")
    reason = page.locator("[id='field-assessment.reason'], #field-assessment-reason")
    for _ in range(40):
        if reason.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Public rec")
    page.keyboard.press("Tab")
    page.keyboard.type("The article is on record here.")
    page.locator("#field-claim_date").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/claim/c[0-9a-f]{16}$"))
    expect(page.get_by_text("Recorded: The invented article shows what the tracker can do.")).to_be_visible()


def test_the_text_cannot_be_changed(signed_in: Opener) -> None:
    page = signed_in("checker")
    page.goto(ADDING)
    text = page.locator("[data-text]")
    before = text.inner_html()

    text.focus()
    page.keyboard.type("xyz")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+x")

    assert text.inner_html() == before


def choices(page: Page, field: Locator) -> Locator:
    return page.locator(f"#{field.get_attribute('aria-controls')} [role=option]")


def test_names_complete_with_the_keyboard(signed_in: Opener) -> None:
    page = signed_in("checker")
    page.goto(ADDING)
    speaker = page.get_by_role("combobox", name="Speaker")

    speaker.type("petra")
    offered = choices(page, speaker)
    expect(offered.first).to_contain_text("Petra Placeholder")
    expect(speaker).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    assert speaker.get_attribute("aria-activedescendant") == offered.first.get_attribute("id")
    page.keyboard.press("Enter")

    expect(speaker).to_have_value("Petra Placeholder")
    expect(speaker).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#field-attributions-0-source_type")).to_have_value("named_person")


def test_escape_leaves_what_was_typed(signed_in: Opener) -> None:
    page = signed_in("checker")
    page.goto(ADDING)
    speaker = page.get_by_role("combobox", name="Speaker")

    speaker.type("petra")
    expect(choices(page, speaker).first).to_be_visible()
    page.keyboard.press("Escape")

    expect(choices(page, speaker).first).to_be_hidden()
    expect(speaker).to_have_value("petra")


def test_an_organisation_that_is_chosen_is_a_source_of_its_kind(signed_in: Opener) -> None:
    page = signed_in("checker")
    page.goto(ADDING)
    speaker = page.get_by_role("combobox", name="Speaker")

    speaker.type("bridgew")
    choices(page, speaker).first.click()

    expect(speaker).to_have_value("Exemplar Bridgeworks (invented)")
    expect(page.locator("#field-attributions-0-source_type")).to_have_value("named_organisation")


def test_another_source_gets_a_row_whose_names_complete(signed_in: Opener, site: Served) -> None:
    page = signed_in("checker")
    page.goto(ADDING)
    letters(page, "detour adds 25 minutes")
    use(page)
    page.fill("#field-statement", "The mayor passes on that the detour takes 25 minutes.")
    page.get_by_label("The source as printed").fill("Residents on the north bank")
    page.locator("#field-attributions-0-source_type").select_option("unnamed_group")

    page.get_by_role("button", name="Add another source").click()
    second = page.locator("fieldset.source").nth(1)
    expect(second.locator("legend")).to_have_text("Source 2: who passed it on")
    speaker = second.get_by_role("combobox", name="Speaker")
    speaker.type("petra")
    choices(page, speaker).first.click()
    page.get_by_role("button", name="Add the claim", exact=True).click()

    expect(page.get_by_text("Recorded: The mayor passes on")).to_be_visible()
    with closing(sqlite3.connect(site.database)) as connection:
        found = connection.execute(
            "select hop, source_text from attributions where claim_id = ? order by hop", (page.url.rpartition("/")[2],)
        ).fetchall()
    assert found == [(0, "Residents on the north bank"), (1, "Petra Placeholder")]


def test_a_refusal_keeps_what_was_typed_and_offers_the_name_that_was_meant(signed_in: Opener, watches: list[Watch]) -> None:
    page = signed_in("checker")
    watches[0].refusals_expected = True
    page.goto(ADDING)
    letters(page, "she opened the debate")
    use(page)
    page.fill("#field-statement", "A debate on the repair was opened in the council.")
    page.get_by_label("Speaker", exact=True).fill("Petra Placeholdr")
    page.get_by_role("button", name="Add the claim", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved.")
    expect(page.locator("#field-quote")).to_have_value("she opened the debate")
    expect(page.locator(".around mark")).to_have_text("she opened the debate")
    page.get_by_role("button", name="Use Petra Placeholder").click()

    expect(page.get_by_text("Recorded: A debate on the repair")).to_be_visible()


def test_everything_works_without_a_script(opened: Opener, sessions: Callable[[str], StorageState], watches: list[Watch]) -> None:
    page = opened(javascript=False, session=sessions("checker"))
    watches[0].refusals_expected = True
    page.goto("/claim/new")

    page.get_by_role("link", name="Narrow majority for the bridge").click()
    page.fill("#field-quote", "by 8 votes to 5")
    page.fill("#field-statement", "Five members of the invented council voted against the repair.")
    page.get_by_label("Speaker", exact=True).fill("Paul Fixture")
    page.get_by_role("button", name="Add another source").click()
    expect(page.locator("#field-quote")).to_have_value("by 8 votes to 5")
    page.get_by_label("Speaker", exact=True).nth(1).fill("Petra Placeholder")
    page.get_by_role("button", name="Add the claim", exact=True).click()

    expect(page.get_by_text("Recorded: Five members of the invented council")).to_be_visible()


def test_on_a_telephone_the_form_stands_below_the_text(signed_in: Opener) -> None:
    page = signed_in("checker", NARROW)
    for path in ("/claim/new", ADDING, "/document/new"):
        page.goto(path)
        assert sideways(page) <= 0, path
    page.goto(ADDING)
    letters(page, "the school run")
    use(page)
    expect(page.locator("#field-quote")).to_have_value("the school run")
    expect(page.locator("#field-statement")).to_be_in_viewport()
