"""A document version is known by its URL and its text, and was published before it was captured."""

import pytest
from factories import DOCUMENT_ID, LEFT_OUT, TEXT, URL, Fields, make_document, read_record, refusals

from claims.identifiers import content_sha256, document_id
from claims.models import Document

FETCHED = {"requested_url": URL, "final_url": URL, "http_status": 200}
PAGE = "H4sIAAAAAAAC/wMAAAAAAAAAAAA="


def make_capture(**changes: object) -> Fields:
    """Return how a page was captured."""
    described = {"media_type": "text/html", "tool": "trafilatura 2.3.1", "captured_by": "mona", "captured_at": "2024-02-12T09:30:00Z"}
    return {name: value for name, value in {**described, **FETCHED, **changes}.items() if value is not LEFT_OUT}


FROM_A_FILE: Fields = {"requested_url": LEFT_OUT, "final_url": LEFT_OUT, "http_status": LEFT_OUT, "file_name": "page.html"}


@pytest.mark.parametrize("changes", [{}, FROM_A_FILE, {"page": PAGE}, {"http_status": 203}])
def test_a_document_may_say_how_it_was_captured(changes: Fields) -> None:
    assert read_record(make_document(capture=make_capture(**changes))).capture


ONE_OF_BOTH = "capture: a capture is of a URL or of a file; give one of both"
ALL_OR_NONE = "capture: a fetched page has requested_url, final_url and http_status, a file has none; give all or none"
NOT_PACKED = "capture.page 'aGVsbG8=': is no base64 of gzip; leave the page out, or import it again"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"file_name": "page.html"}, ONE_OF_BOTH),
        (FROM_A_FILE | {"file_name": LEFT_OUT}, ONE_OF_BOTH),
        ({"http_status": LEFT_OUT}, ALL_OR_NONE),
        ({"final_url": LEFT_OUT}, ALL_OR_NONE),
        (FROM_A_FILE | {"http_status": 200}, ALL_OR_NONE),
        ({"page": "aGVsbG8="}, NOT_PACKED),
        ({"page": "no base64"}, NOT_PACKED.replace("aGVsbG8=", "no base64")),
    ],
)
def test_a_capture_that_contradicts_itself_is_refused(changes: Fields, fault: str) -> None:
    assert [one.replace("document.", "") for one in refusals(make_document(capture=make_capture(**changes)))] == [fault]


def test_a_document_keeps_what_it_was_given() -> None:
    document = read_record(make_document())

    assert isinstance(document, Document)
    assert (document.url, document.text, document.published_at) == (URL, TEXT, "2024-02-05")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"url": LEFT_OUT}, id="no url"),
        pytest.param({"text": LEFT_OUT}, id="no text, but its sha256"),
        pytest.param({"text": LEFT_OUT, "content_sha256": LEFT_OUT}, id="neither text nor sha256"),
        pytest.param({"published_at": LEFT_OUT}, id="no date"),
        pytest.param({"published_at_inferred": True}, id="an inferred date"),
        pytest.param({"archive_url": "https://archive.example/daily"}, id="a copy in an archive"),
        pytest.param({"published_at": "2024-02-12T09:30:00Z"}, id="captured as it was published"),
        pytest.param({"published_at": "2024-02-12"}, id="captured on its day"),
        pytest.param({"published_at": "2024"}, id="captured in its year"),
        pytest.param({"published_at": "XXXX-12-31"}, id="published in an unknown year"),
        pytest.param({"language": "und"}, id="an unknown language"),
        pytest.param({"text": "", "content_sha256": content_sha256("")}, id="an empty page"),
    ],
)
def test_an_unknown_is_recorded_as_unknown(changes: Fields) -> None:
    assert read_record(make_document(**changes))


def test_a_document_has_a_url_or_the_sha256_of_its_text() -> None:
    nameless = make_document(url=LEFT_OUT, content_sha256=LEFT_OUT, text=LEFT_OUT)

    assert refusals(nameless) == ["document: has neither a url nor the sha256 of a text; give the url or the text"]


def test_only_a_text_that_is_there_can_have_come_later() -> None:
    textless = make_document(text=LEFT_OUT, text_added_at="2024-02-13T09:30:00Z")

    assert read_record(make_document(text_added_at="2024-02-13T09:30:00Z")).text_added_at
    assert refusals(textless) == ["document: text_added_at without a text; give the text or leave the time out"]


def test_the_archive_holds_a_copy_elsewhere() -> None:
    fault = "document: archive_url is the url itself; give the address of the copy or leave it out"

    assert refusals(make_document(archive_url=URL)) == [fault]


def test_without_url_and_copy_there_is_nothing_to_confuse() -> None:
    assert read_record(make_document(url=LEFT_OUT, archive_url=LEFT_OUT)).archive_url is None


def test_only_a_date_that_is_given_can_be_inferred() -> None:
    undated = make_document(published_at=LEFT_OUT, published_at_inferred=True)

    assert refusals(undated) == ["document: published_at_inferred without published_at; give the date or leave the flag out"]


@pytest.mark.parametrize("published_at", ["2024-02-13", "2024-03", "2025", "2024-02-12T09:30:01Z", "9999"])
def test_a_document_is_published_before_it_is_captured(published_at: str) -> None:
    fault = "document: published_at lies after accessed_at; one of them is wrong"

    assert refusals(make_document(published_at=published_at)) == [fault]


@pytest.mark.parametrize("changes", [{"content_sha256": "0" * 64}, {"content_sha256": LEFT_OUT}, {"text": TEXT + " "}], ids=str)
def test_the_sha256_is_that_of_the_text(changes: Fields) -> None:
    fault = "document: content_sha256 is not the sha256 of the text; leave it out and it is computed"

    assert refusals(make_document(**changes)) == [fault]


def test_a_document_is_identified_by_url_and_sha256() -> None:
    assert Document.identify(URL, content_sha256(TEXT)) == document_id(URL, content_sha256(TEXT)) == DOCUMENT_ID
