"""The article reader: every claim marked where it stands, a card beside each, and how the article is sourced."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from desk import at, words_on
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened

from claims.site.pages import document as reader
from claims.site.pages.document import claim_marks, reading, shares
from claims.store.schema import open_store
from claims.workflow.adding import add_claim, add_document, claim_entry, document_entry

GAZETTE = "/document/d305a97ccea92fd20"
NEWER_GAZETTE = "/document/d3117679b3787b44f"
AL_FASSEL = "/document/d0ba627b25cb12282"
MINUTES = "/document/d0a9a89d9d78b7408"
UNQUOTED = "as she opened the debate"
"""Words of the Gazette's text that stand in no quote."""


class Reader(HTMLParser):
    """Reads a page as a script of ours does: pieces of the text by `data-start`, with the claims that they are linked to."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text: dict[int, str] = {}
        self.claims: dict[int, str] = {}
        self.targets: list[str] = []
        self.ids: list[str] = []
        self._inside: list[tuple[str, int | None]] = []
        self._linked = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self._linked = given.get("data-claims", "")
            self.targets.append(given.get("href", ""))
        start = int(given["data-start"]) if "data-start" in given else None
        if start is not None:
            self.text[start] = "".join(chr(int(code, 16)) for code in given["data-codes"].split()) if "data-codes" in given else ""
            self.claims[start] = self._linked
        if tag in {"span", "mark"}:
            self._inside.append((tag, None if "data-codes" in given else start))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"span", "mark"} and self._inside:
            self._inside.pop()
        if tag == "a":
            self._linked = ""

    def handle_data(self, data: str) -> None:
        if self._inside and (start := self._inside[-1][1]) is not None:
            self.text[start] += data

    def quote(self, claim: str) -> str:
        return "".join(text for start, text in sorted(self.text.items()) if claim in self.claims[start].split())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Site]:
    """Open a site on an empty database."""
    database = tmp_path / "claims.db"
    open_store(database, create=True).close()
    with opened(database) as site:
        yield site


def record(site: Site, text: str, *claims: dict[str, Any], **described: str) -> tuple[str, list[str]]:
    """Record a document with claims, and return its id and theirs."""
    about = {
        "title": "An invented report",
        "outlet": "Invented Herald",
        "url": "https://herald.example/report",
        "language": "en",
        **described,
    }
    with at(site) as store:
        document, _ = add_document(store, document_entry({**about, "text": text}), by="ann")
        entries = [claim_entry({"document": document.id, **fields}) for fields in claims]
        return document.id, [add_claim(store, entry, by="ann", allow_similar=True).claim_id for entry in entries]


def stored_text(site: Site, path: str) -> str:
    return str(site.execute("select text from document_texts where document_id = ?", [path.rpartition("/")[2]])[0][0])


def test_the_page_holds_the_whole_text_and_each_claim_in_its_place(sample: Site) -> None:
    read = Reader(sample.page(GAZETTE, MEMBER))

    text = stored_text(sample, GAZETTE)
    assert "".join(piece for _, piece in sorted(read.text.items())) == text
    assert all(text[start : start + len(piece)] == piece for start, piece in read.text.items())
    placed = sample.execute("select id, quote from claims where document_id = 'd305a97ccea92fd20'")
    assert len(placed) == 26
    for claim, quote in placed:
        assert read.quote(claim) == quote


def test_text_and_cards_lead_to_each_other_without_a_script(sample: Site) -> None:
    for actor in (READER, MEMBER):
        page = sample.page(GAZETTE, actor)
        read = Reader(page)
        for (claim,) in sample.execute("select id from claims where document_id = 'd305a97ccea92fd20'"):
            assert f"#card-{claim}" in read.targets
            assert f"#claim-{claim}" in read.targets
            assert {f"card-{claim}", f"claim-{claim}"} <= set(read.ids)
            assert f"/claim/{claim}" in read.targets
        assert len(read.ids) == len(set(read.ids))
        assert 'href="#card-c479352e349aa979b">Next claim' in page


def test_whoever_may_not_read_the_full_text_gets_quotes_and_positions_in_order(sample: Site) -> None:
    page = sample.page(GAZETTE, READER)

    assert UNQUOTED in stored_text(sample, GAZETTE)
    assert UNQUOTED not in page
    assert "The full text is for those who are signed in: copyright." in page
    assert "Characters 119 to 191 of the text" in page
    quotes = [quote for (quote,) in sample.execute("select quote from claims where document_id = 'd305a97ccea92fd20' order by start_char")]
    shown = words_on(page)
    places = [shown.index(quote) for quote in quotes if quotes.count(quote) == 1]
    assert places == sorted(places)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_no_other_format_gives_the_text_away(sample: Site, ending: str) -> None:
    assert UNQUOTED not in sample.page(f"{GAZETTE}.{ending}", READER)


def test_the_data_of_the_page_hold_the_text_for_members(sample: Site) -> None:
    found = sample.json(f"{GAZETTE}.json", MEMBER)

    assert UNQUOTED in found["text"][0]["text"]
    assert len(found["claims"]) == 26
    assert sample.json(f"{GAZETTE}.json", READER)["text"] == []


def test_a_document_without_a_text_shows_its_claims_in_the_order_of_recording(sample: Site) -> None:
    page = sample.page(AL_FASSEL, MEMBER)

    assert "No text of this document is stored." in page
    cards = re.findall(r'id="card-(\w+)"', page)
    assert cards == [row[0] for row in sample.execute("select id from claims where document_id = 'd0ba627b25cb12282' order by rowid")]
    assert "Not to be said by words" in page


def test_how_an_article_is_sourced_is_told_by_claims_and_by_words(sample: Site) -> None:
    for actor in (READER, MEMBER):
        told = words_on(sample.page(GAZETTE, actor))
        assert "How this is sourced: 26 claims" in told
        assert "By claims: Named source 15 claims (58%), Source without a name 4 claims (15%), Outlet’s own voice 7 claims (27%)." in told  # noqa: RUF001
        assert "By words: Named source 137 words (59%), Source without a name 34 words (15%), Outlet’s own voice 62 words (27%)." in told  # noqa: RUF001


def test_shares_fill_the_bar_and_nothing_has_no_bar() -> None:
    found = shares({"named_person": 1, "document": 1, "anonymous": 1, "own_voice": 0})

    assert [(share.group, share.number, share.percent) for share in found] == [("named", 2, 67), ("unnamed", 1, 33), ("own_voice", 0, 0)]
    assert [(share.x, share.width) for share in found] == [(0, 666.7), (666.7, 333.3), (1000, 0)]
    assert shares({}) == []


def test_a_page_names_the_other_versions_of_itself(sample: Site) -> None:
    older, newer = sample.page(GAZETTE), sample.page(NEWER_GAZETTE)

    assert "There is a newer version of this page" in older
    assert f'href="{NEWER_GAZETTE}"' in older
    assert "There is a newer version of this page" not in newer
    assert f'href="{GAZETTE}"' in newer
    assert "2 captured versions of this page" in words_on(newer)


def test_a_document_that_is_evidence_says_for_what(sample: Site) -> None:
    page = sample.page(MINUTES)

    assert "Nobody has recorded a claim from this document yet." in page
    assert 'href="/claim/c479352e349aa979b"' in page
    assert "Evidence for and against claims" in page


def test_a_document_that_is_not_there_is_not_found(sample: Site) -> None:
    assert sample.get("/document/d0000000000000000").status_code == 404
    assert sample.get("/document/new", READER).status_code == 403


@pytest.mark.parametrize(("actor", "offered"), [(READER, False), (MEMBER, False), (CHECKER, True), (EDITOR, True)])
def test_only_those_who_may_add_claims_are_offered_it(sample: Site, actor: Actor, *, offered: bool) -> None:
    page = sample.page(GAZETTE, actor)

    assert ("/claim/new?document=d305a97ccea92fd20" in page) is offered
    assert ("select.js" in page) is offered


OVERLAPPING = "The ferry sank 🌉 at noon, and nobody swam ashore.\n\nThe captain wept."


def test_overlapping_claims_keep_their_words(desk: Site) -> None:
    path, claims = record(
        desk,
        OVERLAPPING,
        {"statement": "The ferry of Ossel sank at noon.", "quote": "The ferry sank 🌉 at noon"},
        {"statement": "At noon nobody swam ashore.", "quote": "at noon, and nobody swam ashore"},
        {"statement": "It happened at noon that day.", "quote": "noon"},
        {"statement": "Nobody swam, and the captain wept.", "quote": "nobody swam ashore.\n\nThe captain wept."},
    )

    read = Reader(desk.page(f"/document/{path}", MEMBER))

    assert "".join(piece for _, piece in sorted(read.text.items())) == OVERLAPPING
    quotes = dict(desk.execute("select id, quote from claims"))
    # Blank lines between paragraphs are no link; the words on both of their sides are.
    assert [read.quote(claim) for claim in claims] == [quotes[claim].replace("\n\n", "") for claim in claims]
    assert set(read.claims[OVERLAPPING.index("noon")].split()) == set(claims[:3])
    assert read.claims[OVERLAPPING.index("noon")].split()[-1] == claims[2], "the shortest is what a click leads to"


def test_a_text_full_of_markup_and_controls_is_shown_and_counted_as_it_is(desk: Site) -> None:
    text = "<b>Bold</b> & \u202edesrever\u202c said <script>alert(1)</script>\u200f.\r\nA second line 🌉."
    path, (claim,) = record(desk, text, {"statement": "The sign reads desrever in red.", "quote": "\u202edesrever\u202c said"})
    stored = stored_text(desk, path)

    page = desk.page(f"/document/{path}", MEMBER)
    read = Reader(page)

    assert "".join(piece for _, piece in sorted(read.text.items())) == stored
    assert "\u202e" not in page
    assert "[U+202E]" in page
    assert read.quote(claim) == "desrever said"


def test_what_is_denied_or_hedged_says_so_on_its_card(sample: Site) -> None:
    card = sample.page(GAZETTE).partition('id="card-c8ba544ba3b83a5f6"')[2].partition("</article>")[0]

    assert "Denies" in card


def test_a_quote_that_the_text_does_not_have_there_has_no_place(desk: Site) -> None:
    path, (claim,) = record(desk, "The gate was shut at noon.", {"statement": "The gate was shut at noon.", "quote": "The gate was shut"})
    with at(desk) as store:
        store.connection.execute("drop trigger document_texts_no_update")
        store.connection.execute("update document_texts set text = 'Xhe gate was shut at noon.'")

    page = desk.page(f"/document/{path}", MEMBER)

    apart = page.partition("In this document, without a place in the text")[2]
    assert f'id="card-{claim}"' in apart
    assert Reader(page).quote(claim) == ""


def test_marks_stand_where_the_quote_does() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "right", "quote": "bc", "start_char": 1, "end_char": 3},
        {"id": "wrong", "quote": "xx", "start_char": 1, "end_char": 3},
        {"id": "none", "quote": "bc", "start_char": None, "end_char": None},
    ]

    assert [span.claim for span in claim_marks(rows, "abcd")] == ["right"]
    assert [span.claim for span in claim_marks(rows, None)] == ["right", "wrong"]


def test_a_long_text_is_read_in_parts_that_say_where_the_other_claims_are(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PART_LENGTH", 40)
    text = "".join(f"Line {number} of the invented report.\n\n" for number in range(10, 20))
    path, (first, last) = record(
        desk,
        text,
        {"statement": "The first line is line ten.", "quote": "Line 10 of"},
        {"statement": "The last line is line nineteen.", "quote": "Line 19 of"},
    )

    page = desk.page(f"/document/{path}", MEMBER)
    read = Reader(page)
    assert read.quote(first) == "Line 10 of"
    assert read.quote(last) == ""
    (number,) = set(re.findall(rf"\?part=(\d+)#claim-{last}", page))
    assert f"claim-{last}" in read.ids
    there = Reader(desk.page(f"/document/{path}?part={number}", MEMBER))
    assert there.quote(last) == "Line 19 of"
    assert len(there.ids) == len(set(there.ids))
    parts = [Reader(desk.page(f"/document/{path}?part={part}", MEMBER)).text for part in range(1, int(number) + 1)]
    assert "".join(piece for text in parts for _, piece in sorted(text.items())) == text


@pytest.mark.parametrize(("wanted", "holding", "number"), [("", None, 1), ("2", None, 2), ("9", None, 1), ("x", 25, 3), ("", 999, 3)])
def test_a_part_is_found_by_its_number_or_by_an_offset(
    monkeypatch: pytest.MonkeyPatch, wanted: str, holding: int | None, number: int
) -> None:
    monkeypatch.setattr(reader, "PART_LENGTH", 10)

    assert reading("0123456789" * 3, [], wanted, holding).part == number


def test_a_document_with_more_claims_than_are_shown_says_so(sample: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CAP", 5)

    page = sample.page(GAZETTE, MEMBER)

    assert "This document has 26 claims; the first 5 are shown." in page
    assert page.count('class="note ') == 5


def test_the_page_asks_nothing_that_reads_a_whole_table(sample: Site) -> None:
    values = {"document": "d305a97ccea92fd20", "cap": 10, "texts": 1}
    for name, sql in sample.json(f"{GAZETTE}.json")["questions"].items():
        given = {key: value for key, value in values.items() if f":{key}" in sql}
        plan = [row[3] for row in sample.execute(f"explain query plan {sql}", given)]
        assert not [step for step in plan if step.startswith("SCAN") and step != "SCAN f"], (name, plan)


def test_a_version_that_was_described_otherwise_is_told_by_its_title(desk: Site) -> None:
    first, _ = record(desk, "The gate was open.")
    second, _ = record(desk, "The gate was shut.", title="A corrected report")

    assert "under the title A corrected report" in words_on(desk.page(f"/document/{first}"))
    assert json.loads(desk.page(f"/document/{second}.json"))["versions"][0]["id"] == second
