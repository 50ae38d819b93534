"""What a person typed becomes what is recorded: names become ids, the quote finds its place, the rest follows."""

from typing import Any

import pytest
from factories import (
    CLAIM_ID,
    DOCUMENT_ID,
    END,
    LEFT_OUT,
    QUOTE,
    START,
    STATEMENT,
    TEXT,
    TIME,
    URL,
    Archive,
    Fields,
    make_document_entry,
    make_entry,
    make_entry_assessment,
    make_source,
    read_entry,
)
from hypothesis import given
from hypothesis import strategies as st

from claims.composing import Composed, compose
from claims.errors import InvalidInput, NotRecorded
from claims.identifiers import claim_id, content_sha256, document_id
from claims.vocabularies import EntityKind
from claims.wording import find_quote

NOW = "2024-03-01T12:00:00Z"
NO_TEXT = make_document_entry(text=LEFT_OUT)


def composed(archive: Archive | None = None, **changes: Any) -> Composed:
    return compose(read_entry(make_entry(**changes)), archive or Archive(d1=None), by="mona", at=NOW)


def composing_refusals(archive: Archive | None = None, **changes: Any) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        composed(archive, **changes)
    assert refused.value.what == "This claim"
    return [str(fault) for fault in refused.value.faults]


def in_text(text: str, **changes: Any) -> Composed:
    return composed(document=make_document_entry(text=text), **changes)


# --- the document ---


def test_an_entry_becomes_a_document_and_a_claim() -> None:
    document, claim = composed()

    assert document is not None
    assert (document.id, claim.document_id, claim.id) == (DOCUMENT_ID, DOCUMENT_ID, CLAIM_ID)
    assert (document.url, document.outlet_id, document.title) == (URL, "daily-example", "Twelve schools opened")
    assert (claim.statement, claim.created_by, claim.created_at) == (STATEMENT, "mona", NOW)


def test_the_same_entry_comes_to_the_same_records() -> None:
    assert composed() == composed()


def test_what_is_known_of_a_document_is_kept() -> None:
    known = {
        "kind": "report",
        "byline": "Sami Karim",
        "language": "ar",
        "published_at": "2024-02-05",
        "published_at_inferred": True,
        "accessed_at": TIME,
        "archive_url": "https://archive.example/schools",
    }

    document, _ = composed(document=make_document_entry(**known))

    assert document is not None
    assert document.model_dump(include=set(known)) == known


def test_a_document_was_captured_now_unless_it_says_otherwise() -> None:
    document, _ = composed()

    assert document is not None
    assert document.accessed_at == NOW


def test_the_sha256_is_computed_from_the_text() -> None:
    document, _ = composed()

    assert document is not None
    assert (document.text, document.content_sha256) == (TEXT, content_sha256(TEXT))


def test_the_sha256_stands_in_for_a_text_that_was_not_kept() -> None:
    document, claim = composed(document=make_document_entry(text=LEFT_OUT, content_sha256="0" * 64))

    assert document is not None
    assert (document.id, document.content_sha256, document.text) == (document_id(URL, "0" * 64), "0" * 64, None)
    assert claim.document_id == document.id


def test_a_sha256_of_another_text_is_refused() -> None:
    [fault] = composing_refusals(document=make_document_entry(content_sha256="0" * 64))

    assert fault.endswith("content_sha256 is not the sha256 of the text; leave it out and it is computed")


def test_a_document_without_url_and_text_is_refused() -> None:
    [fault] = composing_refusals(document=make_document_entry(url=LEFT_OUT, text=LEFT_OUT))

    assert fault.endswith("has neither a url nor the sha256 of a text; give the url or the text")


def test_a_recorded_document_is_not_recorded_again() -> None:
    document, claim = composed(Archive(d1=TEXT), document="d1")

    assert document is None
    assert (claim.document_id, claim.start_char, claim.end_char) == ("d1", START, END)
    assert claim.id == claim_id("d1", START, END, STATEMENT)


def test_an_address_alone_means_the_version_that_is_recorded() -> None:
    archive = Archive(d1=TEXT)
    archive.versions[URL] = "d1"

    document, claim = composed(archive, document=NO_TEXT)

    assert document is None
    assert (claim.document_id, claim.language, claim.start_char, claim.id) == ("d1", "ar", START, claim_id("d1", START, END, STATEMENT))


@pytest.mark.parametrize(
    "changes",
    [{"text": TEXT}, {"text": LEFT_OUT, "content_sha256": "0" * 64}, {"text": LEFT_OUT, "url": "https://daily.example/roads"}],
    ids=["text", "sha256", "another address"],
)
def test_a_version_with_a_text_or_an_address_of_its_own_is_recorded_anew(changes: Fields) -> None:
    archive = Archive(d1=TEXT)
    archive.versions[URL] = "d1"

    document, claim = composed(archive, document=make_document_entry(**changes))

    assert document is not None
    assert claim.document_id == document.id != "d1"


def test_a_document_that_an_earlier_row_described_is_taken_from_there() -> None:
    earlier, _ = composed(document=make_document_entry(accessed_at=TIME))

    document, claim = compose(read_entry(make_entry(quote="the roofs leak")), Archive(), by="mona", at=NOW, document=earlier)

    assert document is earlier
    assert (claim.document_id, claim.language, claim.start_char) == (DOCUMENT_ID, "en", TEXT.index("the roofs leak"))


def test_a_document_that_is_not_recorded_is_refused() -> None:
    with pytest.raises(NotRecorded, match="No document 'd2' is recorded"):
        composed(document="d2")


def test_the_language_is_the_claims_own_or_the_documents() -> None:
    assert composed(language="fr")[1].language == "fr"
    assert composed()[1].language == "en"
    assert composed(document="d1")[1].language == "ar"


def test_a_text_stored_before_is_searched_where_none_is_given() -> None:
    known = document_id(URL, None)

    _, claim = composed(Archive(**{known: TEXT}), document=NO_TEXT)

    assert (claim.start_char, claim.end_char) == (START, END)


# --- the quote finds its place ---


def test_a_quote_is_found_and_anchored() -> None:
    _, claim = composed()

    assert (claim.quote, claim.start_char, claim.end_char) == (QUOTE, START, END)
    assert (claim.prefix, claim.suffix) == ("“", "” said Layla Hassan, the spokesp")
    assert TEXT[claim.start_char : claim.end_char] == claim.quote


def test_offsets_count_code_points_and_not_utf_16_units() -> None:
    _, claim = in_text("🏫🏫 The roofs leak.", quote="The roofs leak.")

    assert (claim.start_char, claim.end_char) == (3, 18)


def test_the_outer_marks_of_a_quote_become_its_context() -> None:
    _, claim = composed(quote=f"“{QUOTE}”")

    assert (claim.quote, claim.start_char, claim.end_char) == (QUOTE, START, END)
    assert (claim.prefix[-1], claim.suffix[0], claim.quotation) == ("“", "”", "direct")


def test_marks_tell_two_occurrences_apart() -> None:
    text = "The roofs leak. She said: “The roofs leak.” Then she left."

    _, claim = in_text(text, quote="“The roofs leak.”")

    assert (claim.quote, claim.start_char, claim.quotation) == ("The roofs leak.", 27, "direct")


def test_a_quote_with_offsets_keeps_its_marks() -> None:
    _, claim = composed(quote=f"“{QUOTE}”", start_char=0, end_char=END + 1)

    assert (claim.quote, claim.start_char, claim.end_char, claim.prefix) == (f"“{QUOTE}”", 0, END + 1, "")
    assert claim.quotation == "direct"


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    assert composing_refusals(quote="We opened 12 schools") == [
        "quote 'We opened 12 schools': does not occur in the text of the document; copy it from there, letter by letter"
    ]


def test_marks_that_are_not_in_the_text_are_not_overlooked() -> None:
    [fault] = composing_refusals(quote="“the roofs leak”")

    assert fault.startswith("quote '“the roofs leak”': does not occur in the text of the document")


def test_a_quote_that_occurs_twice_needs_its_offsets() -> None:
    fault = "quote 'The roofs leak.': occurs more than once in the text (first at 4); give start_char and end_char"
    twice = make_document_entry(text="No. The roofs leak. Yes. The roofs leak.")

    assert composing_refusals(document=twice, quote="The roofs leak.")[0].startswith(fault)
    assert composed(document=twice, quote="The roofs leak.", start_char=25, end_char=40)[1].prefix == "No. The roofs leak. Yes. "


def test_occurrences_that_overlap_are_two() -> None:
    [fault] = composing_refusals(document=make_document_entry(text="ha ha ha"), quote="ha ha")

    assert "occurs more than once" in fault


def test_a_quote_that_is_not_at_its_offsets_is_refused() -> None:
    assert composing_refusals(start_char=0, end_char=END) == [
        f"quote '{QUOTE}': is not at start_char; there it reads '“{QUOTE}'",
    ]
    assert composing_refusals(start_char=10_000, end_char=10_036) == [f"quote '{QUOTE}': is not at start_char; there it reads ''"]


def test_a_long_quote_is_not_repeated_in_full() -> None:
    [fault] = composing_refusals(quote="x" * 20_000)

    assert len(fault) < 200


def test_without_a_text_the_quote_is_taken_at_its_word() -> None:
    _, claim = composed(document=NO_TEXT, prefix="She said: “", suffix="” Then", start_char=12, end_char=12 + len(QUOTE))

    assert (claim.quote, claim.prefix, claim.suffix) == (QUOTE, "She said: “", "” Then")
    assert (claim.start_char, claim.end_char, claim.quotation) == (12, 12 + len(QUOTE), "direct")


def test_without_a_text_too_the_outer_marks_become_context() -> None:
    _, claim = composed(document=NO_TEXT, quote=f"“{QUOTE}”", prefix="She said: ", suffix=" Then")

    assert (claim.quote, claim.prefix, claim.suffix) == (QUOTE, "She said: “", "” Then")
    assert (claim.start_char, claim.quotation) == (None, "direct")


def test_without_a_text_a_quote_with_offsets_keeps_its_marks() -> None:
    _, claim = composed(document=NO_TEXT, quote="“Twelve”", start_char=0, end_char=8)

    assert (claim.quote, claim.prefix, claim.start_char) == ("“Twelve”", "", 0)


def test_a_claim_without_a_quote_has_no_place() -> None:
    _, claim = composed(quote="", prefix="She said ", suffix=" then")

    assert (claim.quote, claim.start_char, claim.end_char, claim.quotation) == ("", None, None, "indirect")
    assert (claim.prefix, claim.suffix) == ("She said ", " then")


@pytest.mark.parametrize("changes", [{"start_char": 1}, {"end_char": 37}], ids=str)
def test_without_a_text_offsets_come_together(changes: Fields) -> None:
    [fault] = composing_refusals(document=NO_TEXT, **changes)

    assert fault.endswith("start_char and end_char come together; give both or none")


@pytest.mark.parametrize("quote", ["“Twelve schools", "Twelve schools”", "«Twelve schools", "Twelve schools»"])
def test_without_a_text_a_quote_has_marks_at_both_ends_or_none(quote: str) -> None:
    assert composing_refusals(document=NO_TEXT, quote=quote) == [
        f"quote '{quote}': has a quotation mark at one end only; give both, or none",
    ]


@pytest.mark.parametrize("quote", ["Twelve “new” schools", "It\u2019s twelve schools", "the schools'", "Twelve “schools, “they"])
def test_without_a_text_marks_within_a_quote_and_apostrophes_are_left_alone(quote: str) -> None:
    assert composed(document=NO_TEXT, quote=quote)[1].quote == quote


# --- how the words are given ---


@pytest.mark.parametrize(
    ("changes", "quotation"),
    [
        pytest.param({"attributions": [], "quote": "the roofs leak"}, "own_voice", id="nobody says so"),
        pytest.param({}, "direct", id="in quotation marks"),
        pytest.param({"quote": "the roofs leak"}, "indirect", id="without quotation marks"),
        pytest.param({"quote": ""}, "indirect", id="without a quote"),
        pytest.param({"quotation": "indirect"}, "indirect", id="indirect by choice"),
        pytest.param({"quotation": "mixed"}, "mixed", id="mixed by choice"),
    ],
)
def test_the_quotation_follows_from_source_and_marks(changes: Fields, quotation: str) -> None:
    assert composed(**changes)[1].quotation == quotation


def test_a_quote_in_quotation_marks_has_a_source() -> None:
    [fault] = composing_refusals(attributions=[])

    assert "stands in quotation marks, so somebody said it; name the source" in fault


def test_a_quotation_mark_has_its_partner() -> None:
    [fault] = composing_refusals(document=NO_TEXT, quote="“the roofs leak")

    assert "has a quotation mark at one end only" in fault


@pytest.mark.parametrize("document", [make_document_entry(), NO_TEXT], ids=["with a text", "without"])
def test_what_stands_in_quotation_marks_was_said_by_somebody(document: Fields) -> None:
    assert composing_refusals(document=document, quote=f"“{QUOTE}”", attributions=[]) == [
        f"quote '“{QUOTE}”': stands in quotation marks, so somebody said it; name the source, or say that quotation is own_voice"
    ]


def test_marks_around_nothing_make_no_direct_quotation() -> None:
    assert composed(document=NO_TEXT, quote="", prefix="“", suffix="”")[1].quotation == "indirect"


def test_quotation_by_choice_still_keeps_the_rules() -> None:
    assert composing_refusals(quote="the roofs leak", quotation="direct") == [
        "the row: direct quotation needs quotation marks around the quote; give them with the quote, or choose indirect"
    ]


def test_what_else_a_claim_says_is_kept() -> None:
    _, claim = composed(location="headline", claim_date="2024-01", claim_date_inferred=True, created_by="sami", created_at=TIME)

    assert (claim.location, claim.claim_date, claim.claim_date_inferred) == ("headline", "2024-01", True)
    assert (claim.created_by, claim.created_at) == ("sami", TIME)


# --- who says so ---


def test_a_speaker_is_a_named_person_as_printed() -> None:
    archive = Archive()

    [source] = composed(archive)[1].attributions

    assert (source.hop, source.seq, source.source_type, source.entity_id) == (0, 0, "named_person", "layla-hassan")
    assert source.source_text == "Layla Hassan"
    assert archive.kinds == {"daily-example": EntityKind.OUTLET, "layla-hassan": EntityKind.PERSON}


@pytest.mark.parametrize(
    ("source_type", "kind"),
    [
        ("named_person", EntityKind.PERSON),
        ("named_organisation", EntityKind.ORGANISATION),
        ("document", EntityKind.ORGANISATION),
    ],
)
def test_the_source_type_tells_what_a_new_speaker_is(source_type: str, kind: EntityKind) -> None:
    archive = Archive()

    composed(archive, attributions=[make_source(speaker="Radio Dune", source_type=source_type)])

    assert archive.kinds["radio-dune"] is kind


def test_affiliation_and_platform_become_ids() -> None:
    archive = Archive()

    [source] = composed(archive, attributions=[make_source(affiliation="Ministry of Schools", platform="X")])[1].attributions

    assert (source.affiliation_id, source.platform_id) == ("ministry-of-schools", "x")
    assert archive.kinds["ministry-of-schools"] is EntityKind.ORGANISATION
    assert archive.kinds["x"] is EntityKind.PLATFORM


def test_what_else_is_known_of_a_source_is_kept() -> None:
    known = {
        "source_text": "Hassan",
        "role_text": "spokesperson",
        "cue": "said",
        "stance": "hedges",
        "medium": "interview",
        "said_date": "2024-02-04",
        "origin_document_id": "d2",
        "confirmation": "origin_seen",
        "reliability": "B",
    }

    [source] = composed(attributions=[make_source(**known)])[1].attributions

    assert source.model_dump(include=set(known)) == known


def test_an_unnamed_source_makes_no_entity() -> None:
    archive = Archive()
    unnamed = {"source_type": "anonymous", "source_text": "an official", "anonymity_reason": "was not allowed to speak"}

    [source] = composed(archive, attributions=[unnamed])[1].attributions

    assert (source.entity_id, source.source_text, source.anonymity_reason) == (None, "an official", "was not allowed to speak")
    assert set(archive.kinds) == {"daily-example"}


def test_a_source_without_a_speaker_says_of_what_kind_it_is() -> None:
    [fault] = composing_refusals(attributions=[make_source(), {"source_text": "officials"}])

    assert fault.startswith("attributions.1.source_type: is missing; name the speaker, or choose the kind of source")
    assert fault.endswith("named_person, named_organisation, document, unnamed_person, unnamed_group, anonymous, unstated")


def test_an_unnamed_source_with_a_speaker_is_refused() -> None:
    [fault] = composing_refusals(attributions=[make_source(source_type="unnamed_group")])

    assert fault.endswith("the source type unnamed_group has no entity; remove it, or choose a named source type")


def test_in_a_chain_the_place_in_the_list_is_the_hop() -> None:
    chain = [make_source(), make_source(speaker="Radio Dune", source_type="named_organisation"), {"source_type": "unstated"}]

    _, claim = composed(attributions=chain)

    assert [(one.hop, one.seq, one.entity_id) for one in claim.attributions] == [
        (0, 0, "layla-hassan"),
        (1, 0, "radio-dune"),
        (2, 0, None),
    ]


def test_sources_that_say_so_together_share_a_hop() -> None:
    together = [make_source(), make_source(speaker="Sami Karim", hop=0, seq=1), make_source(speaker="Nour Aziz", hop=1)]

    _, claim = composed(attributions=together)

    assert [(one.hop, one.seq, one.entity_id) for one in claim.attributions] == [
        (0, 0, "layla-hassan"),
        (0, 1, "sami-karim"),
        (1, 0, "nour-aziz"),
    ]


def test_a_chain_with_a_gap_is_refused() -> None:
    assert composing_refusals(attributions=[make_source(), make_source(speaker="Sami Karim", hop=2)]) == [
        "the row: hops and the sources of one hop are counted from 0 without gaps, in order"
    ]


# --- can it be checked? ---


def test_a_claim_is_unassessed_unless_somebody_assesses_it() -> None:
    assert composed()[1].assessments == ()


def test_the_status_follows_from_the_reason() -> None:
    [assessment] = composed(assessment=make_entry_assessment(reason="opinion"))[1].assessments

    assert (assessment.status, assessment.reason, assessment.assessor, assessment.assessed_at) == ("not_checkable", "opinion", "mona", NOW)


def test_what_else_an_assessment_says_is_kept() -> None:
    entry = make_entry_assessment(reason="promise", status="not_yet", check_after="2024-06-01", credibility=3)

    [assessment] = composed(assessment=entry)[1].assessments

    assert (assessment.status, assessment.check_after, assessment.credibility) == ("not_yet", "2024-06-01", 3)
    assert assessment.rationale == entry["rationale"]


def test_who_adds_a_claim_assesses_it() -> None:
    [assessment] = composed(assessment=make_entry_assessment(), created_by="sami", created_at=TIME)[1].assessments

    assert (assessment.assessor, assessment.assessed_at) == ("sami", TIME)


def test_a_status_that_does_not_fit_the_reason_is_refused() -> None:
    [fault] = composing_refusals(assessment=make_entry_assessment(status="too_vague"))

    assert "the reason public_record does not belong to too_vague" in fault


# --- properties ---


@given(text=st.text("ab “”", min_size=1, max_size=30), data=st.data())
def test_a_quote_is_anchored_where_it_stands_or_refused(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    if not quote.strip():
        return

    if len(find_quote(text, quote)) == 2:
        assert "occurs more than once" in composing_refusals(document=make_document_entry(text=text), quote=quote)[0]
        return
    _, claim = in_text(text, quote=quote, quotation="indirect")

    assert claim.start_char is not None
    assert text[claim.start_char : claim.end_char] == claim.quote
    assert text[: claim.start_char].endswith(claim.prefix)
    assert claim.quote in quote
