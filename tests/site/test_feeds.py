"""Atom feeds: valid whatever the words, newest first, with ids that last, and sent again only when something changed."""

import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import hypothesis
import pytest
from datasette.utils.asgi import Request
from hypothesis import strategies as st
from visitors import Site, opened

from claims.settings import house_folder
from claims.site.display import words as words_shown
from claims.site.programs.feeds import MOST, Entry, Feed, FeedWriter
from claims.store.connection import connect
from claims.store.schema import open_store
from claims.vocabularies import Reason, Verdict
from claims.workflow.judging import assess_claim
from claims.workflow.linking import merge_entities

UNFIT = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
A = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feed/claims.atom",
    "/feed/reviews.atom",
    "/speaker/ida-testwell.atom",
    "/outlet/invented-gazette-sample.atom",
    "/search.atom?q=bridge",
]


def read(body: bytes) -> ET.Element:
    return ET.fromstring(body)  # noqa: S314  (our own answer)


def atom(site: Site, path: str) -> ET.Element:
    """Return a feed that must be there."""
    answer = site.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return read(answer.content)


def entries(feed: ET.Element) -> list[ET.Element]:
    return feed.findall(f"{A}entry")


def text(element: ET.Element, name: str) -> str:
    return str(element.findtext("/".join(f"{A}{part}" for part in name.split("/"))))


def link(element: ET.Element, rel: str) -> str:
    return next(one.attrib["href"] for one in element.findall(f"{A}link") if one.attrib["rel"] == rel)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_what_the_standard_asks_for(sample: Site, path: str) -> None:
    feed = atom(sample, path)

    assert entries(feed)
    assert link(feed, "self") == f"http://localhost{path}"
    assert text(feed, "updated") == max(text(entry, "updated") for entry in entries(feed))
    for element in (feed, *entries(feed)):
        assert text(element, "id").startswith("tag:localhost,2026")
        assert text(element, "title")
        assert text(element, "author/name")
        assert text(element, "updated").endswith("Z")
        assert link(element, "alternate").startswith("http://localhost/")
    ids = [text(entry, "id") for entry in entries(feed)]
    assert len(set(ids)) == len(ids)


def test_the_newest_claims_come_first_and_no_more_than_fifty(sample: Site) -> None:
    newest = [row[0] for row in sample.execute("select statement from claims order by rowid desc limit 50")]

    assert [text(entry, "title") for entry in entries(atom(sample, "/feed/claims.atom"))] == newest
    assert len(newest) == MOST


def test_an_entry_says_who_said_it_where_and_how_it_stands(sample: Site) -> None:
    entry = next(one for one in entries(atom(sample, "/speaker/ida-testwell.atom")) if "14 millimetres" in text(one, "title"))

    assert text(entry, "author/name") == "Ida Testwell (Engineer), in Invented Gazette (sample)"
    summary = text(entry, "summary")
    for words in (
        "As printed: it had moved",
        "Who says so? Named person, indirect quotation.",
        "Can it be checked? Verifiable.",
        "No verdict.",
    ):
        assert words in summary
    assert {one.attrib["term"]: one.attrib["label"] for one in entry.findall(f"{A}category")} == {
        "verifiable": "Verifiable",
        "indirect": "Indirect",
        "named_person": "Named person",
    }
    assert link(entry, "alternate") == f"http://localhost/claim/{text(entry, 'id').rpartition('/')[2]}"


def test_the_feed_of_a_speaker_or_an_outlet_has_their_claims_only(sample: Site) -> None:
    def titles(path: str) -> set[str]:
        return {text(entry, "title") for entry in entries(atom(sample, path))}

    said = {row[0] for row in sample.execute("select statement from claims where speaker_id = 'ida-testwell'")}
    printed = {row[0] for row in sample.execute("select statement from claims where outlet_id = 'invented-courier-sample'")}
    assert titles("/speaker/ida-testwell.atom") == said
    assert titles("/outlet/invented-courier-sample.atom") == printed


def test_the_feed_of_a_search_has_what_the_search_finds(sample: Site) -> None:
    query = "q=bridge&verifiability=too_vague&outlet=invented-gazette-sample"
    feed = atom(sample, f"/search.atom?{query}")
    found = sample.json(f"/search.json?{query}")

    assert [text(entry, "title") for entry in entries(feed)] == [claim["statement"] for claim in found["claims"]]
    assert text(feed, "title") == f"{found['title']} · Claims"
    assert f'"/search.atom?{query.replace("&", "&amp;")}"' in sample.page(f"/search?{query}")
    assert len(entries(atom(sample, "/search.atom"))) == MOST
    assert entries(atom(sample, "/search.atom?q=zzzz")) == []


def test_the_feed_of_a_search_knows_people_by_name_and_refuses_what_it_does_not_understand(sample: Site) -> None:
    named = sample.get("/search.atom?speaker=Ida+Testwell&verifiability=not_yet")
    assert (named.status_code, named.headers["location"]) == (302, "/search.atom?verifiability=not_yet&speaker=ida-testwell")

    refused = sample.get("/search.atom?verdict=nonsense&from=yesterday")
    assert refused.status_code == 400
    assert "“yesterday” is no date" in refused.text


@pytest.mark.parametrize("path", ["/speaker/nobody.atom", "/outlet/nobody.atom"])
def test_a_feed_of_nobody_is_not_there(sample: Site, path: str) -> None:
    assert sample.get(path).status_code == 404


def test_an_id_outlasts_a_change_of_scheme_and_port(sample: Site) -> None:
    moved = sample.get("/feed/claims.atom", headers={"host": "localhost:8443"})

    assert [text(one, "id") for one in read(moved.content).iter(f"{A}entry")] == [
        text(one, "id") for one in entries(atom(sample, "/feed/claims.atom"))
    ]


@pytest.mark.parametrize("host", ["<script>", "[::1]:8001", "a b"])
def test_a_host_that_is_no_name_never_gets_into_an_id(sample: Site, host: str) -> None:
    feed = read(sample.get("/feed/claims.atom", headers={"host": host}).content)

    assert text(feed, "id") == "tag:localhost,2026:feed/claims"


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_sent_again_only_if_it_changed(sample: Site, path: str) -> None:
    first = sample.get(path)
    known = first.headers["etag"]

    for tags in (known, f"W/{known}", f'"other", {known}', "*"):
        again = sample.get(path, headers={"if-none-match": tags})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == known
        assert again.headers["last-modified"] == first.headers["last-modified"]
    assert sample.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_an_entry_is_updated_by_an_assessment_and_keeps_its_id(writable: Site) -> None:
    before = writable.get("/feed/claims.atom")
    (claim,) = writable.execute("select id from claims where verifiability = 'unassessed' order by rowid desc limit 1")[0]
    store = connect(writable.database)
    assess_claim(store, claim, reason=Reason.PUBLIC_DATA, rationale="The gauges are read every hour.", by="ann")
    store.close()

    after = writable.get("/feed/claims.atom", headers={"if-none-match": before.headers["etag"]})

    def found(answer: Any) -> ET.Element:
        return next(one for one in entries(read(answer.content)) if text(one, "id").endswith(claim))

    assert after.status_code == 200
    assert text(found(after), "id") == text(found(before), "id")
    assert text(found(after), "updated") > text(found(before), "updated")
    assert "Can it be checked? Verifiable." in text(found(after), "summary")


def test_retractions_are_told_and_drafts_are_not(writable: Site) -> None:
    claim, publisher, url = writable.execute(
        "select claim_id, publisher_id, url from reviews where verdict = 'false' and state = 'published'"
    )[0]
    before = len(entries(atom(writable, "/feed/reviews.atom")))
    store = connect(writable.database)
    for state, verdict in (("retracted", Verdict.FALSE), ("draft", Verdict.UNPROVEN)):
        store.connection.execute(
            "insert into reviews (claim_id, verdict, summary, publisher_id, url, state, reviewer, reviewed_at)"
            " values (?, ?, ?, ?, ?, ?, 'ed', strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?))",
            (
                claim,
                verdict,
                "We had misread the minutes of the meeting.",
                publisher,
                url,
                state,
                "-1 second" if state == "draft" else "+0 second",
            ),
        )
    store.close()

    told = entries(atom(writable, "/feed/reviews.atom"))

    assert len(told) == before + 1
    assert text(told[0], "title").startswith("Retracted, was False: The council of Lower Sampleton")
    assert text(told[0], "summary") == "Retracted, was False. We had misread the minutes of the meeting."
    assert link(told[0], "related") == url


def test_the_feed_of_a_merged_speaker_leads_to_the_one_who_stands_for_them(writable: Site) -> None:
    store = connect(writable.database)
    merge_entities(store, "ben-filler", "hugo-testcase", by="ed")
    store.close()

    answer = writable.get("/speaker/ben-filler.atom")

    assert (answer.status_code, answer.headers["location"]) == (302, "/speaker/hugo-testcase.atom")


def test_an_empty_database_has_valid_feeds(tmp_path: Path) -> None:
    open_store(tmp_path / "claims.db", create=True).close()
    with opened(tmp_path / "claims.db") as site:
        for path in FEEDS[:2]:
            feed = atom(site, path)
            assert (entries(feed), text(feed, "updated")) == ([], "1970-01-01T00:00:00Z")


def test_feeds_are_withheld_where_claims_are(sample: Site, tmp_path: Path) -> None:
    folder = tmp_path / "db"
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*"))
    settings = folder / "datasette.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\nallow:\n  id: "*"\n', encoding="utf-8")

    with opened(sample.database, folder) as site:
        assert [site.get(path).status_code for path in FEEDS] == [403] * len(FEEDS)
        assert site.get(FEEDS[0], actor={"id": "mem"}).headers["cache-control"] == "private, no-store"


@hypothesis.given(words=st.text(), address=st.text())
def test_any_words_make_a_valid_feed(sample: Site, words: str, address: str) -> None:
    given = Entry("claim/c1", "/claim/c1", words, words, words, "2026-10-12T10:00:00Z", "2026-10-12T10:00:00Z", related="http://" + address)
    written = FeedWriter(sample.datasette, Request.fake("/feed/claims.atom"), words).feed(Feed("claims", words, "/", [given]))

    (entry,) = entries(read(written))
    legible = re.sub("\r\n?", "\n", re.sub(UNFIT, "", words_shown(words)))
    assert text(entry, "title") == text(entry, "summary") == text(entry, "author/name") == legible
    assert link(entry, "related").isascii()
