"""Every field of every record and entry refuses what is none of its values, and nothing is coerced."""

import time
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from factories import (
    LEFT_OUT,
    Fields,
    exactly,
    make_assessment,
    make_attribution,
    make_candidate,
    make_claim,
    make_document,
    make_document_entry,
    make_entity,
    make_entry,
    make_entry_assessment,
    make_evidence,
    make_link,
    make_record,
    make_review,
    make_role,
    make_source,
    make_tag,
    read_record,
    refusals,
)
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from claims.models import fields
from claims.models.fields import check_language, check_quote, check_rationale, check_url

HOLDERS: dict[str, tuple[Callable[..., Fields], str]] = {
    "entity": (make_entity, "entity."),
    "role": (make_role, "role."),
    "tag": (make_tag, "tag."),
    "document": (make_document, "document."),
    "claim": (make_claim, "claim."),
    "attribution": (lambda **changes: make_claim(attributions=[make_attribution(**changes)]), "claim.attributions.0."),
    "assessment": (lambda **changes: make_claim(assessments=[make_assessment(**changes)]), "claim.assessments.0."),
    "evidence": (lambda **changes: make_claim(evidence=[make_evidence(**changes)]), "claim.evidence.0."),
    "link": (make_link, "link."),
    "review": (make_review, "review."),
    "candidate": (make_candidate, "candidate."),
    "entry": (make_entry, ""),
    "typed document": (lambda **changes: make_entry(document=make_document_entry(**changes)), "document."),
    "typed source": (lambda **changes: make_entry(attributions=[make_source(**changes)]), "attributions.0."),
    "typed assessment": (lambda **changes: make_entry(assessment=make_entry_assessment(**changes)), "assessment."),
}
"""Each kind of object that a person or a program writes: how to make one, and the path that a fault of it is reported under."""

every_holder = pytest.mark.parametrize("holder", HOLDERS)

BAD_SLUG = "has the wrong form; it looks like an id such as al-fassel: lower-case letters, digits and hyphens"
BAD_ID = "has the wrong form; it looks like an id such as c0123456789abcdef"
BAD_SHA256 = "has the wrong form; it looks like the sha256 of a text: 64 hexadecimal digits"
BAD_WIKIDATA_ID = "has the wrong form; it looks like a Wikidata id such as Q42"
BAD_COUNTRY = "has the wrong form; it looks like a country code such as IQ (ISO 3166-1)"
BAD_DOMAIN = "has the wrong form; it looks like a domain such as example.org"
BAD_TIME = "give a UTC time such as 2024-02-12T09:30:00Z"
BAD_DAY = "give a date that exists, such as 2024-02-05"
BAD_DATE = "give a year (2024), a month (2024-02), a day (2024-02-05) or a day without its year (XXXX-02-05)"
BAD_LANGUAGE = "is no BCP 47 language tag; give one such as en, ar or pt-BR, or und if it is unknown"
BAD_URL = "begins neither with http:// nor with https://; give the address of the page"
EMPTY = "is empty; give it or leave it out"
NUL = "holds the control character U+0000; remove it"
TWO_LINES = "runs over several lines; put it on one"
NO_LIST = "is no list; write [ ... ]"
NO_TEXT = "is no text; put it in quotation marks"
NO_NUMBER = "is no whole number; write it without quotation marks"
NO_BOOLEAN = "is neither true nor false; write one of them without quotation marks"
SHORT_RATIONALE = "is too short; say in a sentence why"
TOO_SMALL = "is too small; it is 0 or more"
NO_KIND = "is not one of 'article', 'statement', 'social_post', 'press_release', 'report', 'transcript', 'broadcast', 'record' or 'other'"
NO_STATUS = "is not one of 'verifiable', 'not_yet', 'evidence_not_public', 'too_vague' or 'not_checkable'"
NO_CONFIRMATION = "is not one of 'as_reported', 'origin_seen', 'corroborated', 'disputed' or 'not_found'"
NO_QUOTATION = "is not one of 'direct', 'indirect', 'mixed' or 'own_voice'"
NO_LOCATION = "is not one of 'headline', 'lead', 'body' or 'caption'"
NO_STANCE = "is not one of 'affirms', 'hedges' or 'denies'"
NO_SOURCE_TYPE = (
    "is not one of 'named_person', 'named_organisation', 'document', 'unnamed_person', 'unnamed_group', 'anonymous' or 'unstated'"
)
NO_MEDIUM = (
    "is not one of 'interview', 'briefing', 'speech', 'statement', 'social_post', 'report', 'record', 'broadcast', 'leak' or 'other_outlet'"
)

WRONG = [
    ("entity", "id", "Layla Hassan", BAD_SLUG),
    ("entity", "id", "-layla", BAD_SLUG),
    ("entity", "id", "layla\n", BAD_SLUG),
    ("entity", "kind", "animal", "is not one of 'person', 'organisation', 'outlet' or 'platform'"),
    ("entity", "name", "", EMPTY),
    ("entity", "name", "Layla\nHassan", TWO_LINES),
    ("entity", "aliases", "L. Hassan", NO_LIST),
    ("entity", "aliases", ["L.\nHassan"], TWO_LINES),
    ("entity", "wikidata_id", "42", BAD_WIKIDATA_ID),
    ("entity", "wikidata_id", "Q042", BAD_WIKIDATA_ID),
    ("entity", "domain", "https://daily.example", BAD_DOMAIN),
    ("entity", "domain", "localhost", BAD_DOMAIN),
    ("entity", "country", "iq", BAD_COUNTRY),
    ("entity", "country", "IRQ", BAD_COUNTRY),
    ("entity", "canonical_id", "Layla", BAD_SLUG),
    ("entity", "note", "a\x00b", NUL),
    ("role", "entity_id", "Layla", BAD_SLUG),
    ("role", "title", " spokesperson", "begins or ends with a space; remove it"),
    ("role", "organisation_id", "Ministry", BAD_SLUG),
    ("role", "start_date", "2023-02-29", BAD_DAY),
    ("role", "end_date", "2024-02", BAD_DAY),
    ("tag", "id", "Schools", BAD_SLUG),
    ("tag", "kind", "colour", "is not one of 'topic', 'place' or 'event'"),
    ("tag", "name", "\u200b", EMPTY),
    ("tag", "wikidata_id", "Q", BAD_WIKIDATA_ID),
    ("document", "id", "d 1", BAD_ID),
    ("document", "kind", "blog", NO_KIND),
    ("document", "url", "ftp://daily.example/a", BAD_URL),
    ("document", "outlet_id", "Daily Example", BAD_SLUG),
    ("document", "title", "", EMPTY),
    ("document", "byline", "", EMPTY),
    ("document", "language", "zz", BAD_LANGUAGE),
    ("document", "published_at", "5 February 2024", BAD_DATE),
    ("document", "published_at_inferred", "yes", NO_BOOLEAN),
    ("document", "accessed_at", "2024-02-12", BAD_TIME),
    ("document", "content_sha256", "0123", BAD_SHA256),
    ("document", "content_sha256", "A" * 64, BAD_SHA256),
    ("document", "archive_url", "web.archive.example/a", BAD_URL),
    ("document", "text", "a\x00b", NUL),
    ("claim", "id", "", BAD_ID),
    ("claim", "document_id", "d 1", BAD_ID),
    ("claim", "statement", "Too short", "has 9 characters; a statement has 10 to 500: one claim, standing alone"),
    ("claim", "quote", "a\x00b", NUL),
    ("claim", "quote", " \n", "is blank; give the words or leave it out"),
    ("claim", "prefix", "a\x00b", NUL),
    ("claim", "suffix", "a\x00b", NUL),
    ("claim", "start_char", -1, TOO_SMALL),
    ("claim", "end_char", -1, TOO_SMALL),
    ("claim", "quotation", "verbatim", NO_QUOTATION),
    ("claim", "location", "footnote", NO_LOCATION),
    ("claim", "language", "english", BAD_LANGUAGE),
    ("claim", "claim_date", "2024-13", BAD_DAY),
    ("claim", "claim_date_inferred", 1, NO_BOOLEAN),
    ("claim", "canonical_id", "c 1", BAD_ID),
    ("claim", "created_by", "", EMPTY),
    ("claim", "created_at", "yesterday", BAD_TIME),
    ("claim", "attributions", {}, NO_LIST),
    ("claim", "assessments", {}, NO_LIST),
    ("claim", "evidence", {}, NO_LIST),
    ("claim", "tags", "schools", NO_LIST),
    ("claim", "tags", ["New Schools"], BAD_SLUG),
    ("attribution", "hop", -1, TOO_SMALL),
    ("attribution", "hop", 10, "is too large; it is 9 or less"),
    ("attribution", "seq", -1, TOO_SMALL),
    ("attribution", "seq", 100, "is too large; it is 99 or less"),
    ("attribution", "source_type", "expert", NO_SOURCE_TYPE),
    ("attribution", "entity_id", "Layla Hassan", BAD_SLUG),
    ("attribution", "affiliation_id", "Ministry", BAD_SLUG),
    ("attribution", "source_text", "", EMPTY),
    ("attribution", "role_text", "", EMPTY),
    ("attribution", "cue", "", EMPTY),
    ("attribution", "stance", "agrees", NO_STANCE),
    ("attribution", "medium", "telepathy", NO_MEDIUM),
    ("attribution", "platform_id", "Platform X", BAD_SLUG),
    ("attribution", "said_date", "XXXX-02-30", BAD_DAY),
    ("attribution", "origin_document_id", "d 1", BAD_ID),
    ("attribution", "anonymity_reason", "", EMPTY),
    ("attribution", "confirmation", "sure", NO_CONFIRMATION),
    ("attribution", "reliability", "G", "is not one of 'A', 'B', 'C', 'D', 'E' or 'F'"),
    ("assessment", "status", "unassessed", NO_STATUS),
    ("assessment", "rationale", "Obviously.", SHORT_RATIONALE),
    ("assessment", "check_after", "2024-02", BAD_DAY),
    ("assessment", "credibility", 0, "is too small; it is 1 or more"),
    ("assessment", "credibility", 7, "is too large; it is 6 or less"),
    ("assessment", "assessor", "", EMPTY),
    ("assessment", "assessed_at", "2024-02-12T09:30:00+03:00", BAD_TIME),
    ("evidence", "document_id", "d 1", BAD_ID),
    ("evidence", "stance", "proves", "is not one of 'supports', 'refutes' or 'context'"),
    ("evidence", "is_primary", "true", NO_BOOLEAN),
    ("evidence", "quote", " ", "is blank; give the words or leave it out"),
    ("evidence", "note", "a\x00b", NUL),
    ("evidence", "added_by", "", EMPTY),
    ("evidence", "added_at", "", BAD_TIME),
    ("link", "from_id", "c 1", BAD_ID),
    ("link", "to_id", "c 2", BAD_ID),
    ("link", "relation", "like", "is not one of 'same_as', 'contradicts', 'supports', 'narrows' or 'corrects'"),
    ("link", "judgement", "maybe", "is not one of 'suggested', 'confirmed' or 'rejected'"),
    ("link", "score", -0.1, TOO_SMALL),
    ("link", "score", 1.1, "is too large; it is 1 or less"),
    ("link", "decided_by", "", EMPTY),
    ("link", "decided_at", "", BAD_TIME),
    ("review", "claim_id", "c 1", BAD_ID),
    (
        "review",
        "verdict",
        "pants on fire",
        "is not one of 'true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'misleading' or 'unproven'",
    ),
    ("review", "original_rating", "", EMPTY),
    ("review", "summary", "Too short to tell.", "is too short; it has 20 characters or more"),
    ("review", "summary", "Long enough, \x00but not clean.", NUL),
    ("review", "publisher_id", "Fact Desk", BAD_SLUG),
    ("review", "url", "javascript:alert(1)", BAD_URL),
    ("review", "state", "ready", "is not one of 'draft', 'published' or 'retracted'"),
    ("review", "reviewer", "", EMPTY),
    ("review", "reviewed_at", "", BAD_TIME),
    ("candidate", "id", "k 1", BAD_ID),
    ("candidate", "document_id", "d 1", BAD_ID),
    ("candidate", "extractor", "", EMPTY),
    ("candidate", "start_char", -1, TOO_SMALL),
    ("candidate", "end_char", -1, TOO_SMALL),
    ("candidate", "score", 2, "is too large; it is 1 or less"),
    ("candidate", "because", "a\x00b", NUL),
    ("candidate", "state", "open", "is not one of 'pending', 'accepted', 'edited' or 'rejected'"),
    ("candidate", "decided_by", "", EMPTY),
    ("candidate", "decided_at", "", BAD_TIME),
    ("candidate", "claim_id", "c 1", BAD_ID),
    ("candidate", "created_at", "", BAD_TIME),
    ("entry", "statement", "Is it true that twelve schools opened?", "is a question; say what is claimed"),
    ("entry", "quote", " ", "is blank; give the words or leave it out"),
    ("entry", "prefix", "a\x00b", NUL),
    ("entry", "suffix", "a\x00b", NUL),
    ("entry", "start_char", -1, TOO_SMALL),
    ("entry", "end_char", -1, TOO_SMALL),
    ("entry", "quotation", "verbatim", NO_QUOTATION),
    ("entry", "location", "footnote", NO_LOCATION),
    ("entry", "language", "english", BAD_LANGUAGE),
    ("entry", "claim_date", "2024-13", BAD_DAY),
    ("entry", "claim_date_inferred", "no", NO_BOOLEAN),
    ("entry", "attributions", {}, NO_LIST),
    ("entry", "created_by", "", EMPTY),
    ("entry", "created_at", "yesterday", BAD_TIME),
    ("typed document", "title", "", EMPTY),
    ("typed document", "outlet", "", EMPTY),
    ("typed document", "url", "file:///etc/hosts", BAD_URL),
    ("typed document", "kind", "blog", NO_KIND),
    ("typed document", "byline", "", EMPTY),
    ("typed document", "language", "zz", BAD_LANGUAGE),
    ("typed document", "published_at", "2023-02-29", BAD_DAY),
    ("typed document", "published_at_inferred", 0, NO_BOOLEAN),
    ("typed document", "accessed_at", "2024-02-12", BAD_TIME),
    ("typed document", "content_sha256", "0123", BAD_SHA256),
    ("typed document", "archive_url", "data:text/html,a", BAD_URL),
    ("typed document", "text", "a\x00b", NUL),
    ("typed source", "speaker", "", EMPTY),
    ("typed source", "source_type", "expert", NO_SOURCE_TYPE),
    ("typed source", "hop", -1, TOO_SMALL),
    ("typed source", "hop", 10, "is too large; it is 9 or less"),
    ("typed source", "seq", -1, TOO_SMALL),
    ("typed source", "seq", 100, "is too large; it is 99 or less"),
    ("typed source", "affiliation", "", EMPTY),
    ("typed source", "source_text", "", EMPTY),
    ("typed source", "role_text", "", EMPTY),
    ("typed source", "cue", "", EMPTY),
    ("typed source", "stance", "agrees", NO_STANCE),
    ("typed source", "medium", "telepathy", NO_MEDIUM),
    ("typed source", "platform", "", EMPTY),
    ("typed source", "said_date", "XXXX-02-30", BAD_DAY),
    ("typed source", "origin_document_id", "d 1", BAD_ID),
    ("typed source", "anonymity_reason", "", EMPTY),
    ("typed source", "confirmation", "sure", NO_CONFIRMATION),
    ("typed source", "reliability", "G", "is not one of 'A', 'B', 'C', 'D', 'E' or 'F'"),
    ("typed assessment", "rationale", "Obviously.", SHORT_RATIONALE),
    ("typed assessment", "status", "unassessed", NO_STATUS),
    ("typed assessment", "check_after", "2024-02", BAD_DAY),
    ("typed assessment", "credibility", 0, "is too small; it is 1 or more"),
    ("typed assessment", "credibility", 7, "is too large; it is 6 or less"),
]


@pytest.mark.parametrize(("holder", "field", "value", "message"), WRONG, ids=[f"{one[0]}-{one[1]}-{one[2]!a:.20}" for one in WRONG])
def test_a_field_refuses_what_is_none_of_its_values(holder: str, field: str, value: object, message: str) -> None:
    make, path = HOLDERS[holder]

    [fault] = refusals(make(**{field: value}))

    assert fault.startswith(path + field)
    assert fault.endswith(f": {message}")


@pytest.mark.parametrize("holder", ["assessment", "typed assessment"])
def test_a_reason_is_one_of_the_vocabulary(holder: str) -> None:
    make, path = HOLDERS[holder]

    [fault] = refusals(make(reason="because"))

    assert fault.startswith(f"{path}reason 'because': is not one of 'public_record', 'public_data', ")
    assert fault.endswith(" or 'rhetorical'")


COERCED = [
    ("claim", "start_char", "7", NO_NUMBER),
    ("claim", "start_char", True, NO_NUMBER),
    ("claim", "start_char", 7.0, "is no whole number; write it without quotation marks"),
    ("claim", "start_char", [7], NO_NUMBER),
    ("claim", "claim_date_inferred", "true", NO_BOOLEAN),
    ("claim", "claim_date_inferred", 0, NO_BOOLEAN),
    ("claim", "created_at", 0, NO_TEXT),
    ("claim", "created_at", 1707730200, NO_TEXT),
    ("claim", "claim_date", 2024, NO_TEXT),
    ("claim", "statement", 5, NO_TEXT),
    ("claim", "statement", True, NO_TEXT),
    ("claim", "statement", None, NO_TEXT),
    ("claim", "statement", ["Twelve schools opened."], NO_TEXT),
    ("claim", "tags", {"0": "schools"}, NO_LIST),
    ("attribution", "hop", "0", NO_NUMBER),
    ("attribution", "hop", False, NO_NUMBER),
    ("attribution", "source_type", 0, "is not one of 'named_person', 'named_organisation', "),
    ("attribution", "said_date", 0, NO_TEXT),
    ("assessment", "credibility", "2", NO_NUMBER),
    ("assessment", "check_after", 0, NO_TEXT),
    ("evidence", "is_primary", 1, NO_BOOLEAN),
    ("document", "published_at", 0, NO_TEXT),
    ("document", "published_at", 1707091200000, NO_TEXT),
    ("document", "published_at", 20240205, NO_TEXT),
    ("document", "accessed_at", 1707730200, NO_TEXT),
    ("role", "start_date", 0, NO_TEXT),
    ("role", "start_date", 1707091200000, NO_TEXT),
    ("entry", "start_char", "7", NO_NUMBER),
    ("entry", "claim_date_inferred", "false", NO_BOOLEAN),
    ("entry", "claim_date", 2024, NO_TEXT),
    ("typed document", "published_at", 1707091200, NO_TEXT),
    ("typed document", "published_at_inferred", 1, NO_BOOLEAN),
    ("typed source", "seq", True, NO_NUMBER),
    ("typed source", "seq", "1", NO_NUMBER),
    ("typed assessment", "credibility", "2", NO_NUMBER),
]


@pytest.mark.parametrize(("holder", "field", "value", "message"), COERCED, ids=[f"{one[0]}-{one[1]}-{one[2]!a}" for one in COERCED])
def test_no_value_is_coerced(holder: str, field: str, value: object, message: str) -> None:
    make, path = HOLDERS[holder]

    [fault] = refusals(make(**{field: value}))

    assert fault.startswith(path + field)
    assert f": {message}" in fault


@pytest.mark.parametrize("value", ["0.5", True, "high"], ids=repr)
@pytest.mark.parametrize("holder", ["link", "candidate"])
def test_a_score_is_a_number(holder: str, value: object) -> None:
    make, path = HOLDERS[holder]

    [fault] = refusals(make(score=value))

    assert fault.startswith(f"{path}score")


@pytest.mark.parametrize("field", ["start_char", "end_char"])
@pytest.mark.parametrize("holder", ["claim", "candidate", "entry"])
def test_no_offset_outgrows_the_database(holder: str, field: str) -> None:
    make, path = HOLDERS[holder]

    for value in (2**63, 2**31 + 1):
        [fault] = refusals(make(**{field: value}))
        assert fault.startswith(f"{path}{field} {value}: is too large; it is ")


@every_holder
def test_an_unknown_key_is_refused(holder: str) -> None:
    make, path = HOLDERS[holder]

    assert refusals(make(colour="red")) == [f"{path}colour 'red': is not a field here; look for a misspelling, or remove it"]


OPTIONAL = {
    "entity": "aliases wikidata_id domain country canonical_id note",
    "role": "organisation_id start_date end_date",
    "tag": "wikidata_id",
    "document": "byline published_at published_at_inferred archive_url",
    "claim": "location claim_date claim_date_inferred canonical_id assessments evidence tags",
    "attribution": (
        "hop seq affiliation_id role_text cue stance medium platform_id said_date origin_document_id anonymity_reason confirmation "
        "reliability"
    ),
    "assessment": "check_after credibility",
    "evidence": "quote",
    "link": "score",
    "review": "original_rating url",
    "candidate": "start_char end_char score because state decision decided_by decided_at claim_id",
    "entry": (
        "quote prefix suffix start_char end_char quotation location language claim_date claim_date_inferred attributions assessment "
        "created_by created_at"
    ),
    "typed document": "url kind byline language published_at published_at_inferred accessed_at content_sha256 archive_url text",
    "typed source": (
        "speaker source_type hop seq affiliation source_text role_text cue stance medium platform said_date origin_document_id "
        "anonymity_reason confirmation reliability"
    ),
    "typed assessment": "status check_after credibility",
}
"""What may always be left out."""


@every_holder
def test_what_is_optional_may_be_left_out(holder: str) -> None:
    make, _ = HOLDERS[holder]

    for field in OPTIONAL[holder].split():
        assert read_record(make(**{field: LEFT_OUT}))


REQUIRED = {
    "entity": "id kind name",
    "role": "entity_id title",
    "tag": "id kind name",
    "document": "id kind outlet_id title language accessed_at",
    "claim": "id document_id statement quotation language created_by created_at",
    "attribution": "source_type",
    "assessment": "status reason rationale assessor assessed_at",
    "evidence": "document_id stance is_primary note added_by added_at",
    "link": "from_id to_id relation judgement decided_by decided_at",
    "review": "claim_id verdict summary publisher_id state reviewer reviewed_at",
    "candidate": "id document_id extractor draft created_at",
    "entry": "document statement",
    "typed document": "title outlet",
    "typed source": "",
    "typed assessment": "reason rationale",
}


@every_holder
def test_what_is_required_is_asked_for(holder: str) -> None:
    make, path = HOLDERS[holder]

    for field in REQUIRED[holder].split():
        assert refusals(make(**{field: LEFT_OUT})) == [f"{path}{field}: is missing; give it"]


def test_a_record_never_changes() -> None:
    claim = read_record(make_claim())

    with pytest.raises(ValidationError, match="frozen"):
        claim.statement = "Another statement altogether."


LONGEST = [
    ("Line", "x" * 2_000),
    ("Name", "x" * 200),
    ("Prose", "x" * 20_000),
    ("Quote", "x" * 20_000),
    ("Context", "x" * 200),
    ("Rationale", "x " * 9_999 + "xx"),
    ("Summary", "x" * 20_000),
    ("Url", "https://daily.example/" + "x" * (4_000 - 22)),
    ("Language", "en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-a"),
    ("Slug", "x" * 100),
    ("RowId", "x" * 64),
    ("WikidataId", "Q" + "1" * 19),
    ("Domain", "x" * 245 + ".example"),
]


@pytest.mark.parametrize(("kind", "longest"), LONGEST, ids=[kind for kind, _ in LONGEST])
def test_a_text_has_a_longest_length(kind: str, longest: str) -> None:
    adapter: TypeAdapter[str] = TypeAdapter(getattr(fields, kind))
    longer = longest + ("1" if kind == "WikidataId" else "x")

    assert adapter.validate_python(longest) == longest
    with pytest.raises(ValidationError, match=f"at most {len(longest)} characters"):
        adapter.validate_python(longer)


def test_a_document_has_five_million_characters_at_most() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(fields.Text)

    assert adapter.validate_python("x" * 5_000_000)
    with pytest.raises(ValidationError, match="at most 5000000 characters"):
        adapter.validate_python("x" * 5_000_001)


def test_a_summary_has_20_characters() -> None:
    assert read_record(make_review(summary="x" * 20))
    assert refusals(make_review(summary="x" * 19))


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ("entity", "wikidata_id", "Q42"),
        ("entity", "domain", "news.daily-example.co.uk"),
        ("entity", "country", "IQ"),
        ("entity", "id", "1"),
        ("tag", "id", "covid-19"),
        ("document", "id", "D_0-a"),
        ("link", "score", 0),
        ("link", "score", 1),
        ("link", "score", 0.5),
    ],
)
def test_a_value_of_the_right_form_is_kept(record: str, field: str, value: object) -> None:
    assert getattr(read_record(make_record(record, **{field: value})), field) == value


def test_offsets_go_up_to_the_largest() -> None:
    claim = read_record(make_claim(quote="x", start_char=2**31 - 1, end_char=2**31))

    assert (claim.start_char, claim.end_char) == (2**31 - 1, 2**31)


# --- URLs ---


@pytest.mark.parametrize(
    "url",
    [
        "http://daily.example",
        "https://daily.example:8443/a?b=c#d",
        "https://daily.example/%20a",
        "https://تجربة.example/أ",
        "https://[2001:db8::1]/a",
        "https://web.archive.example/web/2024/https://daily.example/a@b",
    ],
)
def test_a_url_is_returned_as_given(url: str) -> None:
    assert check_url(url) == url


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("javascript:alert(1)", BAD_URL),
        ("JaVaScRiPt:alert(1)", BAD_URL),
        ("data:text/html,<script>alert(1)</script>", BAD_URL),
        ("vbscript:msgbox(1)", BAD_URL),
        ("file:///etc/hosts", BAD_URL),
        ("ftp://daily.example/a", BAD_URL),
        ("mailto:mona@daily.example", BAD_URL),
        ("//daily.example/a", BAD_URL),
        ("/a", BAD_URL),
        ("daily.example/a", BAD_URL),
        ("https://", BAD_URL),
        ("https:///a", BAD_URL),
        ("https:daily.example", BAD_URL),
        ("https://?a", BAD_URL),
        ("http://daily.example@evil.example/", "holds a user name before the host, which can disguise the host; remove it"),
        ("https://mona:secret@daily.example/", "holds a user name before the host, which can disguise the host; remove it"),
        ("https://@daily.example/", "holds a user name before the host, which can disguise the host; remove it"),
        ("https://daily.example/a b", "holds a space; write it as %20"),
        ("https://daily.example/a\tb", "holds a space; write it as %20"),
        ("https://daily.example/a\u00a0b", "holds a space; write it as %20"),
        ("http://[2001:db8::1", "is no URL; give one such as https://example.org/page"),
        ("https://a℀b.example/", "is no URL; give one such as https://example.org/page"),
        ("https://daily.example/\n", TWO_LINES),
        (" https://daily.example/", "begins or ends with a space; remove it"),
        ("https://daily.example/\x00", NUL),
        ("https://daily.example/\u202egpj.exe", "holds the direction control U+202E, which can disguise what is written; remove it"),
        ("", EMPTY),
    ],
    ids=ascii,
)
def test_a_url_is_http_with_a_plain_host(url: str, message: str) -> None:
    with pytest.raises(ValueError, match=exactly(message)):
        check_url(url)


# --- languages, quotes, rationales ---


@pytest.mark.parametrize("tag", ["en", "ar", "ar-IQ", "pt-BR", "zh-Hant-TW", "ckb", "sr-Latn", "und", "mul", "de-CH-1996", "x-private"])
def test_a_language_is_a_registered_bcp_47_tag(tag: str) -> None:
    assert check_language(tag) == tag


@pytest.mark.parametrize("tag", ["", "zz", "english", "English", "en-", "-en", "e", "en-abcdefghi", "ar IQ", " en", "en\n", "*", "0"])
def test_another_word_is_no_language(tag: str) -> None:
    with pytest.raises(ValueError, match=exactly(BAD_LANGUAGE)):
        check_language(tag)


@pytest.mark.parametrize("quote", ["", "Twelve schools", " with spaces ", "two\nlines", "\u202bعربي\u202c"], ids=ascii)
def test_a_quote_keeps_the_words_of_the_document(quote: str) -> None:
    assert check_quote(quote) == quote


@pytest.mark.parametrize("quote", [" ", "\n\t", "\u3000"], ids=ascii)
def test_a_quote_is_not_blank(quote: str) -> None:
    with pytest.raises(ValueError, match=exactly("is blank; give the words or leave it out")):
        check_quote(quote)


def test_a_quote_is_clean() -> None:
    with pytest.raises(ValueError, match=exactly(NUL)):
        check_quote("Twelve\x00schools")


@pytest.mark.parametrize("text", ["A register.", "It is in\nthe register.", "السجل منشور للعموم"])
def test_a_rationale_is_a_sentence(text: str) -> None:
    assert check_rationale(text) == text


@pytest.mark.parametrize("text", ["", "Obviously.", "Selbstverständlich.", "a b", "   a b      ", "  Obviously.  "], ids=repr)
def test_a_rationale_is_more_than_a_word(text: str) -> None:
    with pytest.raises(ValueError, match=exactly(SHORT_RATIONALE)):
        check_rationale(text)


def test_a_rationale_is_clean() -> None:
    with pytest.raises(ValueError, match=exactly("holds the control character U+2028; remove it")):
        check_rationale("It stands in\u2028the register.")


# --- what no field lets through ---

FREE_TEXTS = [
    ("entity", "name"),
    ("role", "title"),
    ("tag", "name"),
    ("document", "title"),
    ("claim", "statement"),
    ("claim", "created_by"),
    ("attribution", "source_text"),
    ("attribution", "cue"),
    ("assessment", "assessor"),
    ("review", "reviewer"),
    ("link", "decided_by"),
    ("candidate", "extractor"),
    ("entry", "statement"),
    ("typed document", "title"),
    ("typed document", "outlet"),
    ("typed source", "speaker"),
    ("typed source", "role_text"),
]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("Twelve\x00 schools", "control character U+0000", id="NUL"),
        pytest.param("Twelve\x1b[2J schools", "control character U+001B", id="terminal escape"),
        pytest.param("Twelve\u2028 schools", "control character U+2028", id="line separator"),
        pytest.param("Twelve\u202e schools", "direction control U+202E", id="bidi override"),
        pytest.param("Twelve\u2067 schools", "direction control U+2067", id="bidi isolate"),
        pytest.param("\u200b\u200c\u2060\ufeff" * 5, "is empty", id="zero-width only"),
        pytest.param(unicodedata.normalize("NFD", "Zwölf Schulen"), "normal form C", id="NFD"),
        pytest.param("Twelve\nschools", "several lines", id="two lines"),
    ],
)
@pytest.mark.parametrize(("holder", "field"), FREE_TEXTS, ids=[" ".join(one) for one in FREE_TEXTS])
def test_no_line_disguises_what_it_says(holder: str, field: str, text: str, rule: str) -> None:
    make, path = HOLDERS[holder]

    [fault] = refusals(make(**{field: text}))

    assert fault.startswith(path + field)
    assert rule in fault
    assert fault.isprintable()


@pytest.mark.parametrize("filler", ["x", "é", "\u202e", " "], ids=["Latin", "accented", "bidi", "spaces"])
@pytest.mark.parametrize("holder", ["claim", "entry"])
def test_a_statement_of_ten_megabytes_is_refused_quickly_and_not_repeated(holder: str, filler: str) -> None:
    make, _ = HOLDERS[holder]
    line = make(statement=filler * 10_000_000)
    started = time.process_time()

    [fault] = refusals(line)

    assert len(fault) < 1_000
    assert time.process_time() - started < 10


@every_holder
@given(value=st.text(max_size=20) | st.integers() | st.booleans() | st.none() | st.floats() | st.just([[]]) | st.just({"": 0}))
def test_a_fault_is_a_printable_line(holder: str, value: Any) -> None:
    make, _ = HOLDERS[holder]
    everything = dict.fromkeys((REQUIRED[holder] + " " + OPTIONAL[holder]).split(), value)

    faults = refusals(make(**everything, colour=value))

    assert all(fault.isprintable() and len(fault) < 1_000 for fault in faults)
