"""Importing articles: once each, every version kept, nothing fetched twice that need not be, each failure told and none in the way."""

import gzip
import random
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from capture.web import ARTICLE, Reply, Web, fetcher, serving
from store.by_hand import contents, one

from claims.capture.network import is_public
from claims.errors import ClaimsError, DatabaseReadOnly, InvalidInput, NotFetched, SimilarName, UnreadableFile
from claims.identifiers import content_sha256
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.read import records
from claims.workflow.adding import add_claim, add_document, claim_entry, document_entry
from claims.workflow.capturing import Imported, Outcome, Wishes, import_article, import_articles

TEXT = (
    "Transport\n"
    "Ferry stays in port until its hull is welded\n"
    "By Jane Invented |\n"
    'The ferry is "not safe," the engineer Ann Example told The Invented Courier on Wednesday.\n'
)
BY_ANN = Wishes(by="ann", draft=False)
COURIER = Wishes(by="ann", given={"outlet": "The Invented Courier"}, draft=False)


@pytest.fixture
def web() -> Iterator[Web]:
    """Serve a web with one article in it."""
    with serving() as web:
        web.pages["/ferry"] = Reply(ARTICLE.encode())
        yield web


@pytest.fixture
def saved(tmp_path: Path) -> str:
    """Return a saved text."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def changed(article: str = ARTICLE) -> Reply:
    """Return the article as it reads after a correction."""
    return Reply(article.replace("until June", "until July").encode())


def imported(store: Store, *sources: str, wishes: Wishes = BY_ANN, pass_over: bool = False) -> list[Imported]:
    return list(import_articles(store, sources, wishes, fetcher=fetcher(), pass_over=pass_over))


def document(store: Store) -> dict[str, object]:
    """Return the one document that is recorded, as an export has it."""
    (found,) = [one for one in records(store) if one["record"] == "document"]
    return found


# One article.


def test_a_page_is_recorded_with_its_text_and_how_it_was_captured(store: Store, web: Web) -> None:
    web.redirect("/old", "/ferry")

    done = import_article(store, web.url("/old"), BY_ANN, fetcher=fetcher())

    recorded = document(store)
    assert (done.outcome, done.document_id, done.title) == (Outcome.ADDED, recorded["id"], "Ferry stays in port until June")
    assert str(recorded["text"]).startswith("Ferry stays in port until June\nThe ferry will stay in port until June, its operator said")
    assert recorded["content_sha256"] == content_sha256(str(recorded["text"]))
    assert {name: recorded[name] for name in ("url", "byline", "language", "published_at", "outlet_id")} == {
        "url": web.url("/ferry"),
        "byline": "Jane Invented",
        "language": "en",
        "published_at": "2026-03-04T07:15:00Z",
        "outlet_id": "the-invented-courier",
    }
    capture = recorded["capture"]
    assert isinstance(capture, dict)
    assert capture["tool"].startswith("trafilatura ")
    assert {name: capture[name] for name in capture if name not in ("tool", "captured_at")} == {
        "requested_url": web.url("/old"),
        "final_url": web.url("/ferry"),
        "http_status": 200,
        "media_type": "text/html",
        "captured_by": "ann",
    }
    assert recorded["accessed_at"] == capture["captured_at"]
    assert list(check_store(store)) == []


def test_a_text_is_recorded_as_it_stands(store: Store, saved: str) -> None:
    import_article(store, saved, COURIER, fetcher=fetcher())

    recorded = document(store)
    assert recorded["text"] == TEXT
    assert (recorded["title"], recorded["byline"]) == ("Ferry stays in port until its hull is welded", "Jane Invented")
    capture = recorded["capture"]
    assert isinstance(capture, dict)
    assert (capture["file_name"], capture["media_type"], capture["tool"]) == ("ferry.txt", "text/plain", "plain text")


def test_what_a_person_says_goes_before_what_the_page_says(store: Store, web: Web) -> None:
    given = {
        "title": "Ferry", "outlet": "Other Paper", "byline": "Carl Made-up", "language": "en-GB", "published_at": "2026-03",
        "kind": "press_release", "url": "https://courier.example/ferry", "accessed_at": "2026-03-05T10:00:00Z",
    }  # fmt: skip

    import_article(store, web.url("/ferry"), Wishes(by="ann", given=given), fetcher=fetcher())

    recorded = document(store)
    assert {name: recorded[name] for name in given if name != "outlet"} == {name: given[name] for name in given if name != "outlet"}
    assert recorded["outlet_id"] == "other-paper"


@pytest.mark.parametrize(
    ("name", "kept"), [("Fa\u0308hre.txt", "Fähre.txt"), ("one\ntwo.txt", "one\\u000atwo.txt"), ("\u202exet.txt", "\\u202exet.txt")]
)
def test_a_file_of_any_name_is_recorded(store: Store, tmp_path: Path, name: str, kept: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")

    import_article(store, str(tmp_path / name), COURIER, fetcher=fetcher())

    assert one(store.connection, "select file_name from captures") == kept


def test_a_redirect_to_an_endless_address_is_refused(store: Store, web: Web) -> None:
    web.redirect("/old", "/" + "x" * 5_000)
    web.pages["/" + "x" * 5_000] = Reply(ARTICLE.encode())

    assert imported(store, web.url("/old"))[0].outcome is Outcome.FAILED


def test_the_same_version_again_changes_nothing(store: Store, web: Web, saved: str) -> None:
    imported(store, web.url("/ferry"), saved, wishes=COURIER)
    before = contents(store.connection)

    again = imported(store, web.url("/ferry"), saved, wishes=Wishes(by="bob", given=COURIER.given, keep_raw=True, draft=False))

    assert [one.outcome for one in again] == [Outcome.ALREADY, Outcome.ALREADY]
    assert contents(store.connection) == before


def test_a_changed_page_is_a_new_version(store: Store, web: Web) -> None:
    web.pages["/ferry"] = [Reply(ARTICLE.encode()), changed()]

    first, second = imported(store, web.url("/ferry"), web.url("/ferry"))

    assert (first.outcome, second.outcome) == (Outcome.ADDED, Outcome.NEW_VERSION)
    assert store.connection.execute("select * from superseded_documents").fetchall() == [(first.document_id, second.document_id)]
    assert list(check_store(store)) == []


def test_what_changes_around_an_article_makes_no_version(store: Store, web: Web) -> None:
    web.pages["/ferry"] = [Reply(ARTICLE.encode()), Reply(ARTICLE.replace(">News<", ">Newest<").encode())]

    assert [one.outcome for one in imported(store, web.url("/ferry"), web.url("/ferry"))] == [Outcome.ADDED, Outcome.ALREADY]


def test_the_page_as_it_came_is_kept_if_somebody_asks(store: Store, web: Web) -> None:
    import_article(store, web.url("/ferry"), Wishes(by="ann", keep_raw=True), fetcher=fetcher())

    assert gzip.decompress(one(store.connection, "select page from captures")) == ARTICLE.encode()
    capture = document(store)["capture"]
    assert isinstance(capture, dict)
    assert gzip.decompress(b64decode(capture["page"])) == ARTICLE.encode()
    assert all("page" not in found.get("capture", {}) for found in records(store, with_texts=False))


def test_a_page_that_is_too_large_to_be_kept_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(TEXT.encode() + b64encode(random.Random(1).randbytes(11_000_000)))  # noqa: S311  (noise, no secret)

    (done,) = imported(store, str(path), wishes=Wishes(by="ann", given=COURIER.given, keep_raw=True))

    assert done.reason == "'large.txt' is too large to be kept as it came: leave out --keep-raw."


def test_a_document_that_was_recorded_without_its_text_gets_it(store: Store, saved: str) -> None:
    """Its claims, in somebody's own words and without quotes, stay as sound as they were."""
    sha256 = content_sha256(TEXT)
    fields = {"title": "Ferry", "outlet": "The Invented Courier", "content_sha256": sha256}
    claim: dict[str, object] = {"document": fields, "statement": "The ferry is not safe.", "created_at": "2026-03-05T10:00:00Z"}
    added = add_claim(store, claim_entry(claim), by="ann")

    (done,) = imported(store, saved, wishes=COURIER)

    assert (done.outcome, done.document_id) == (Outcome.TEXT_ADDED, added.document_id)
    assert one(store.connection, "select text from document_texts") == TEXT
    assert one(store.connection, "select title from documents") == "Ferry"
    assert list(check_store(store)) == []
    assert imported(store, saved, wishes=COURIER)[0].outcome is Outcome.ALREADY


def test_a_page_whose_outlet_is_not_named_is_filed_under_its_host(store: Store, web: Web) -> None:
    web.pages["/ferry"] = Reply(ARTICLE.replace("og:site_name", "og:nothing").replace(" | The Invented Courier", "").encode())

    import_article(store, web.url("/ferry"), BY_ANN, fetcher=fetcher())

    assert one(store.connection, "select name from entities") == "127.0.0.1"


def test_a_saved_page_has_the_address_that_it_gives_as_its_own(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(ARTICLE.replace("</head>", '<link rel="canonical" href="https://courier.example/ferry"></head>'), encoding="utf-8")

    import_article(store, str(path), BY_ANN, fetcher=fetcher())

    assert document(store)["url"] == "https://courier.example/ferry"


def test_a_home_page_is_no_address_of_an_article(store: Store, tmp_path: Path) -> None:
    """Careless sites give it as the own address of every page; the articles would be versions of one another."""
    path = tmp_path / "ferry.html"
    path.write_text(ARTICLE.replace("</head>", '<link rel="canonical" href="https://courier.example/"></head>'), encoding="utf-8")

    import_article(store, str(path), BY_ANN, fetcher=fetcher())

    assert "url" not in document(store)


def test_a_date_after_the_capture_is_not_believed(store: Store, web: Web) -> None:
    web.pages["/ferry"] = Reply(ARTICLE.replace("2026-03-04T08", "2999-03-04T08").encode())

    import_article(store, web.url("/ferry"), BY_ANN, fetcher=fetcher())

    assert "published_at" not in document(store)


# What is refused.


def test_a_text_whose_outlet_nobody_names_is_refused(store: Store, saved: str) -> None:
    with pytest.raises(ClaimsError, match=r"^Who published 'ferry\.txt'\? It does not say: add --outlet NAME\.$"):
        import_article(store, saved, BY_ANN, fetcher=fetcher())


def test_what_a_person_says_wrongly_is_refused(store: Store, saved: str) -> None:
    wishes = Wishes(by="ann", given={"outlet": "O", "language": "klingon tongue", "published_at": "yesterday"})

    with pytest.raises(InvalidInput) as refusal:
        import_article(store, saved, wishes, fetcher=fetcher())

    assert {fault.field for fault in refusal.value.faults} == {"language", "published_at"}
    assert one(store.connection, "select count(*) from entities") == 0


def test_an_outlet_that_looks_like_a_recorded_one_is_questioned(store: Store, saved: str) -> None:
    add_document(store, document_entry({"title": "T", "outlet": "The Invented Courier", "url": "https://a.example/"}), by="ann")
    wishes = Wishes(by="ann", given={"outlet": "The Invented Couriers"}, draft=False)

    with pytest.raises(SimilarName):
        import_article(store, saved, wishes, fetcher=fetcher())
    assert imported(store, saved, wishes=Wishes(by="ann", given=wishes.given, draft=False, allow_similar=True))[0].outcome is Outcome.ADDED


def test_a_page_without_an_article_is_refused_by_its_address(store: Store, web: Web) -> None:
    web.pages["/empty"] = Reply(b"<html><body></body></html>")

    with pytest.raises(NotFetched, match=r"/empty': there is no article in it; save its text"):
        import_article(store, web.url("/empty"), BY_ANN, fetcher=fetcher())


def test_a_file_that_cannot_be_read_is_refused_by_its_name(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")

    with pytest.raises(UnreadableFile, match=r"a\.pdf': it is locked or damaged"):
        import_article(store, str(tmp_path / "a.pdf"), COURIER, fetcher=fetcher())


# Many.


def test_each_failure_is_told_and_stops_no_other(store: Store, web: Web, tmp_path: Path, saved: str) -> None:
    web.pages["/private"] = Reply(b"<p>Members only</p>", 403)
    sources = [web.url("/gone"), saved, web.url("/private"), str(tmp_path / "nowhere.html"), "http://", web.url("/ferry")]

    done = imported(store, *sources, wishes=COURIER)

    assert [one.source for one in done] == sources
    assert [one.outcome.value for one in done] == ["failed", "added", "failed", "failed", "failed", "added"]
    assert [one.reason.partition(": ")[2] for one in done if one.reason] == [
        "the server answers 404 Not Found.",
        "the server answers 403 Forbidden.",
        "No such file or directory. Check the name and the rights.",
        "begins neither with http:// nor with https://; give the address of the page.",
    ]
    assert list(check_store(store)) == []


def test_every_fault_of_an_article_is_told_on_one_line(store: Store, saved: str) -> None:
    (done,) = imported(store, saved, wishes=Wishes(by="ann", given={"outlet": "O", "language": "-", "published_at": "soon"}))

    assert done.outcome is Outcome.FAILED
    assert "\n" not in done.reason
    assert "language" in done.reason
    assert "published_at" in done.reason


def test_what_was_captured_before_is_not_fetched_again(store: Store, web: Web) -> None:
    """An import of many goes on where it was interrupted."""
    web.redirect("/old", "/ferry")
    (first,) = imported(store, web.url("/old"))
    asked = list(web.asked)

    again = imported(store, web.url("/old"), web.url("/ferry"), pass_over=True)

    assert [(one.outcome, one.document_id) for one in again] == [(Outcome.ALREADY, first.document_id)] * 2
    assert web.asked == asked


def test_what_was_only_typed_in_is_fetched(store: Store, web: Web) -> None:
    add_document(store, document_entry({"title": "T", "outlet": "The Invented Courier", "url": web.url("/ferry")}), by="ann")

    assert imported(store, web.url("/ferry"), pass_over=True)[0].outcome is Outcome.NEW_VERSION


def test_each_article_is_safe_before_the_next_is_fetched(store: Store, web: Web) -> None:
    web.pages["/second"] = changed()
    going = import_articles(store, [web.url("/ferry"), web.url("/second")], BY_ANN, fetcher=fetcher())

    first = next(going)

    assert "/second" not in web.asked
    assert not store.connection.in_transaction
    assert one(store.connection, "select id from documents") == first.document_id


def test_a_database_that_cannot_be_written_ends_the_import(store: Store, web: Web) -> None:
    store.connection.execute("pragma query_only = on")

    with pytest.raises(DatabaseReadOnly):
        imported(store, web.url("/ferry"), web.url("/ferry"))


def test_private_addresses_fail_unless_they_are_allowed(store: Store, web: Web) -> None:
    (done,) = import_articles(store, [web.url("/ferry")], BY_ANN, fetcher=fetcher(may_reach=is_public))

    assert "which is no public address. Add --allow-private if you trust it." in done.reason


# Drafts.


def test_claims_are_drafted_for_a_person_to_decide_about(store: Store, saved: str) -> None:
    wishes = Wishes(by="ann", given=COURIER.given)

    (done,) = imported(store, saved, wishes=wishes)

    waiting = one(store.connection, "select count(*) from candidates where state = 'pending' and document_id = ?", done.document_id)
    assert done.candidates == waiting > 0
    assert one(store.connection, "select count(*) from claims") == 0


def test_the_same_version_again_drafts_nothing_twice(store: Store, saved: str) -> None:
    wishes = Wishes(by="ann", given=COURIER.given)
    (first,) = imported(store, saved, wishes=wishes)
    before = contents(store.connection)

    (again,) = imported(store, saved, wishes=wishes)

    assert (again.outcome, again.candidates) == (Outcome.ALREADY, first.candidates)
    assert contents(store.connection) == before


def test_an_article_whose_drafting_was_interrupted_is_drafted_when_it_is_passed_over(store: Store, web: Web) -> None:
    imported(store, web.url("/ferry"))

    (done,) = imported(store, web.url("/ferry"), wishes=Wishes(by="ann"), pass_over=True)

    assert done.candidates
    assert web.asked.count("/ferry") == 1
