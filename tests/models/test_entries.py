"""An entry is a claim as a person types it: what can be worked out may be left out."""

import pytest
from factories import (
    LEFT_OUT,
    STATEMENT,
    make_document_entry,
    make_entry,
    make_entry_assessment,
    make_source,
    read_entry,
    refusals,
)

from claims.models import DocumentEntry


def test_an_entry_needs_a_document_and_a_statement_only() -> None:
    entry = read_entry({"document": {"title": "Twelve schools opened", "outlet": "Daily Example"}, "statement": STATEMENT})

    assert (entry.quote, entry.quotation, entry.location, entry.attributions, entry.assessment) == ("", None, "body", (), None)
    assert (entry.created_by, entry.created_at, entry.language, entry.claim_date_inferred) == (None, None, None, False)


def test_a_document_is_an_article_in_an_unknown_language_unless_it_says_otherwise() -> None:
    document = read_entry(make_entry(document={"title": "Twelve schools opened", "outlet": "Daily Example"})).document

    assert isinstance(document, DocumentEntry)
    assert (document.kind, document.language, document.published_at_inferred, document.text) == ("article", "und", False, None)


def test_a_source_affirms_as_reported_unless_it_says_otherwise() -> None:
    [source] = read_entry(make_entry()).attributions

    assert (source.hop, source.seq, source.stance, source.confirmation) == (None, 0, "affirms", "as_reported")


def test_a_recorded_document_is_named_by_its_id() -> None:
    assert read_entry(make_entry(document="d1")).document == "d1"


@pytest.mark.parametrize("document", ["d 1", "", 5, None, ["d1"], "x" * 65], ids=ascii)
def test_a_document_is_described_or_named_by_its_id(document: object) -> None:
    assert all(fault.startswith("document") for fault in refusals(make_entry(document=document)))


def test_what_is_wrong_with_a_described_document_is_not_blamed_on_its_id() -> None:
    assert refusals(make_entry(document={"colour": "red"})) == [
        "document.title: is missing; give it",
        "document.outlet: is missing; give it",
        "document.colour 'red': is not a field here; look for a misspelling, or remove it",
    ]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("\ufeffTwelve schools", "Twelve schools", id="byte order mark"),
        pytest.param("Twelve\r\nschools\ropened", "Twelve\nschools\nopened", id="line ends"),
    ],
)
def test_a_typed_text_is_stored_in_one_form(typed: str, stored: str) -> None:
    document = read_entry(make_entry(document=make_document_entry(text=typed))).document

    assert isinstance(document, DocumentEntry)
    assert document.text == stored


def test_a_typed_quote_keeps_its_marks() -> None:
    assert read_entry(make_entry(quote="“Twelve schools”")).quote == "“Twelve schools”"


def test_an_unnamed_source_is_typed_without_a_speaker() -> None:
    [source] = read_entry(make_entry(attributions=[make_source(speaker=LEFT_OUT, source_type="anonymous")])).attributions

    assert (source.speaker, source.source_type) == (None, "anonymous")


def test_a_first_assessment_needs_no_status() -> None:
    assessment = read_entry(make_entry(assessment=make_entry_assessment())).assessment

    assert assessment is not None
    assert (assessment.status, assessment.reason) == (None, "public_record")


def test_an_entry_may_say_that_it_is_one() -> None:
    assert read_entry(make_entry(record="entry")).statement == STATEMENT


def test_every_fault_of_an_entry_is_reported_at_once() -> None:
    bad = make_entry(
        statement="Short",
        document=make_document_entry(url="daily.example", title=LEFT_OUT),
        attributions=[make_source(stance="agrees"), make_source(hop="1")],
        assessment=make_entry_assessment(rationale="Obviously."),
    )

    assert [fault.split()[0].rstrip(":") for fault in refusals(bad)] == [
        "document.title",
        "document.url",
        "statement",
        "attributions.0.stance",
        "attributions.1.hop",
        "assessment.rationale",
    ]
