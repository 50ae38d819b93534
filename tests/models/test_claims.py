"""A claim holds together: its quote and offsets, its quotation and chain, its assessments and reviews."""

import pytest
from factories import (
    CLAIM_ID,
    LEFT_OUT,
    QUOTE,
    Fields,
    make_assessment,
    make_attribution,
    make_claim,
    make_evidence,
    make_own_voice_claim,
    make_review,
    read_record,
    refusals,
)

from claims.models import Claim

UNQUOTED = {"quote": LEFT_OUT, "prefix": LEFT_OUT, "suffix": LEFT_OUT, "start_char": LEFT_OUT, "end_char": LEFT_OUT}
BARE = {"prefix": "", "suffix": ""}


def attribution_refusals(**changes: object) -> list[str]:
    return refusals(make_claim(attributions=[make_attribution(**changes)]))


def assessment_refusals(**changes: object) -> list[str]:
    return refusals(make_claim(assessments=[make_assessment(**changes)]))


# --- a claim and its place ---


def test_a_claim_keeps_what_it_was_given() -> None:
    claim = read_record(make_claim(assessments=[make_assessment()], evidence=[make_evidence()], tags=["schools"]))

    assert isinstance(claim, Claim)
    assert (claim.quote, claim.attributions[0].entity_id, claim.evidence[0].is_primary) == (QUOTE, "layla-hassan", True)
    assert (claim.assessments[0].reason, claim.tags) == ("public_record", ("schools",))


def test_what_is_left_out_has_a_plain_meaning() -> None:
    claim = read_record(make_claim())

    assert (claim.location, claim.claim_date, claim.claim_date_inferred, claim.canonical_id) == ("body", None, False, None)
    assert (claim.assessments, claim.evidence, claim.tags) == ((), (), ())
    [hop] = claim.attributions
    assert (hop.hop, hop.seq, hop.stance, hop.confirmation, hop.reliability) == (0, 0, "affirms", "as_reported", None)


@pytest.mark.parametrize("missing", ["start_char", "end_char"])
def test_offsets_come_together(missing: str) -> None:
    assert refusals(make_claim(**{missing: LEFT_OUT})) == ["claim: start_char and end_char come together; give both or none"]


def test_offsets_may_be_unknown() -> None:
    assert read_record(make_claim(start_char=LEFT_OUT, end_char=LEFT_OUT)).start_char is None


def test_an_empty_quote_has_no_offsets() -> None:
    claim = make_own_voice_claim(quote="", start_char=0, end_char=0)

    assert refusals(claim) == ["claim: an empty quote has no offsets; remove them or give the quote"]


@pytest.mark.parametrize(("start_char", "end_char"), [(0, 35), (0, 37), (36, 0)], ids=["shorter", "longer", "reversed"])
def test_offsets_are_as_far_apart_as_the_quote_is_long(start_char: int, end_char: int) -> None:
    fault = f"claim: the quote has 36 characters, its offsets say {end_char - start_char}; mend one"

    assert refusals(make_claim(start_char=start_char, end_char=end_char)) == [fault]


def test_offsets_count_code_points() -> None:
    assert read_record(make_claim(quote="🏫🏫", start_char=4, end_char=6)).end_char == 6


def test_only_a_claim_date_that_is_given_can_be_inferred() -> None:
    assert read_record(make_claim(claim_date="2024-01", claim_date_inferred=True)).claim_date == "2024-01"
    assert refusals(make_claim(claim_date_inferred=True)) == [
        "claim: claim_date_inferred without claim_date; give the date or leave the flag out"
    ]


def test_a_claim_does_not_repeat_itself() -> None:
    assert read_record(make_claim(canonical_id="c1")).canonical_id == "c1"
    assert refusals(make_claim(canonical_id=CLAIM_ID)) == ["claim: canonical_id names the claim itself; leave it out"]


# --- how the words are given ---


@pytest.mark.parametrize("quotation", ["direct", "mixed"])
def test_quotation_needs_the_quote(quotation: str) -> None:
    fault = f"claim: {quotation} quotation needs the quote; give the words, or choose indirect"

    assert refusals(make_claim(**UNQUOTED, quotation=quotation)) == [fault]


def test_direct_quotation_needs_quotation_marks() -> None:
    fault = "claim: direct quotation needs quotation marks around the quote; give them with the quote, or choose indirect"

    for marks in ({"prefix": ""}, {"suffix": ""}, BARE):
        assert refusals(make_claim(**marks)) == [fault]


@pytest.mark.parametrize("quote", ["“Twelve schools”", "«Twelve schools»", "「Twelve schools」", '"Twelve schools"'])
def test_the_quotation_marks_may_be_part_of_the_quote(quote: str) -> None:
    assert read_record(make_claim(quote=quote, start_char=0, end_char=16, **BARE)).quotation == "direct"


def test_mixed_quotation_needs_a_quotation_mark() -> None:
    fault = "claim: mixed quotation needs quotation marks in the quote or around it; give them, or choose indirect"

    assert refusals(make_claim(quotation="mixed", **BARE)) == [fault]


@pytest.mark.parametrize(
    "changes",
    [{"prefix": ""}, {"suffix": ""}, {"quote": "twelve “new” schools", "start_char": 0, "end_char": 20, **BARE}],
    ids=["after", "before", "within"],
)
def test_mixed_quotation_is_satisfied_by_one_mark(changes: Fields) -> None:
    assert read_record(make_claim(quotation="mixed", **changes)).quotation == "mixed"


@pytest.mark.parametrize("changes", [{}, BARE, UNQUOTED], ids=["marked", "unmarked", "no quote"])
def test_indirect_quotation_needs_no_marks(changes: Fields) -> None:
    assert read_record(make_claim(quotation="indirect", **changes)).quotation == "indirect"


def test_own_voice_has_no_attributions() -> None:
    fault = "claim: own_voice has no attributions; remove them, or choose direct, indirect or mixed"

    assert read_record(make_own_voice_claim()).attributions == ()
    assert refusals(make_claim(quotation="own_voice")) == [fault]


@pytest.mark.parametrize("quotation", ["direct", "indirect", "mixed"])
def test_other_quotation_needs_an_attribution(quotation: str) -> None:
    fault = f"claim: {quotation} quotation needs an attribution; say who said it, or choose own_voice"

    assert refusals(make_claim(quotation=quotation, attributions=[])) == [fault]


# --- the chain ---


def make_chain(*places: tuple[int, int], entities: tuple[str, ...] = ("a", "b", "c", "d")) -> Fields:
    hops = [make_attribution(hop=hop, seq=seq, entity_id=name) for (hop, seq), name in zip(places, entities, strict=False)]
    return make_claim(attributions=hops)


@pytest.mark.parametrize(
    "places",
    [[(0, 0)], [(0, 0), (1, 0)], [(0, 0), (0, 1)], [(0, 0), (0, 1), (1, 0), (1, 1)], [(0, 0), (1, 0), (2, 0)]],
    ids=str,
)
def test_hops_and_sources_are_counted_from_0(places: list[tuple[int, int]]) -> None:
    assert [(one.hop, one.seq) for one in read_record(make_chain(*places)).attributions] == places


@pytest.mark.parametrize("place", [(1, 0), (0, 1)], ids=str)
def test_one_attribution_alone_is_the_first(place: tuple[int, int]) -> None:
    assert refusals(make_chain(place)) == ["claim: the first attribution has hop 0 and seq 0"]


@pytest.mark.parametrize(
    "places",
    [
        pytest.param([(1, 0), (2, 0)], id="begins at hop 1"),
        pytest.param([(0, 1), (0, 2)], id="begins at seq 1"),
        pytest.param([(0, 0), (2, 0)], id="a hop left out"),
        pytest.param([(0, 0), (0, 2)], id="a source left out"),
        pytest.param([(0, 0), (1, 1)], id="the first source of a hop left out"),
        pytest.param([(0, 0), (0, 0)], id="a place taken twice"),
        pytest.param([(0, 0), (1, 0), (0, 1)], id="back again"),
        pytest.param([(0, 0), (1, 0), (1, 0)], id="the second taken twice"),
        pytest.param([(0, 0), (0, 1), (0, 3)], id="a later source left out"),
    ],
)
def test_hops_have_no_gaps(places: list[tuple[int, int]]) -> None:
    assert refusals(make_chain(*places)) == ["claim: hops and the sources of one hop are counted from 0 without gaps, in order"]


def test_a_source_stands_only_once_in_a_chain() -> None:
    assert refusals(make_chain((0, 0), (1, 0), entities=("a", "a"))) == ["claim: a source stands only once in one chain"]


def test_unnamed_sources_are_never_the_same() -> None:
    officials = make_attribution(source_type="unnamed_group", entity_id=LEFT_OUT, source_text="officials")

    claim = read_record(make_claim(attributions=[officials, {**officials, "hop": 1}]))

    assert [one.source_text for one in claim.attributions] == ["officials", "officials"]


# --- one source ---


@pytest.mark.parametrize("source_type", ["named_person", "named_organisation"])
def test_a_named_source_needs_its_entity(source_type: str) -> None:
    label = source_type.replace("_", " ")
    fault = f"claim.attributions.0: a {label} needs its entity; name it, or choose an unnamed source type"

    assert attribution_refusals(source_type=source_type, entity_id=LEFT_OUT) == [fault]


@pytest.mark.parametrize("source_type", ["unnamed_person", "unnamed_group", "anonymous", "unstated"])
def test_an_unnamed_source_has_no_entity(source_type: str) -> None:
    fault = f"claim.attributions.0: the source type {source_type} has no entity; remove it, or choose a named source type"

    assert attribution_refusals(source_type=source_type) == [fault]


@pytest.mark.parametrize("entity_id", ["schools-report-2024", LEFT_OUT], ids=["named", "unnamed"])
def test_a_document_may_be_an_entity(entity_id: object) -> None:
    claim = read_record(make_claim(attributions=[make_attribution(source_type="document", entity_id=entity_id)]))

    assert claim.attributions[0].source_type == "document"


@pytest.mark.parametrize("source_type", ["named_person", "named_organisation", "document", "unnamed_person", "unnamed_group", "anonymous"])
def test_the_source_is_given_as_printed(source_type: str) -> None:
    entity = "layla-hassan" if source_type.startswith("named") else LEFT_OUT
    fault = "claim.attributions.0: source_text is missing; give the source as printed"

    assert attribution_refusals(source_type=source_type, entity_id=entity, source_text=LEFT_OUT) == [fault]


def test_an_unstated_source_has_no_words() -> None:
    claim = read_record(make_claim(attributions=[{"source_type": "unstated"}]))

    assert claim.attributions[0].source_text is None


def test_an_anonymity_reason_belongs_to_an_anonymous_source() -> None:
    reason = "was not allowed to speak to the press"
    fault = "claim.attributions.0: anonymity_reason belongs to an anonymous source only; remove it"
    anonymous = make_attribution(source_type="anonymous", entity_id=LEFT_OUT, anonymity_reason=reason)

    assert read_record(make_claim(attributions=[anonymous])).attributions[0].anonymity_reason == reason
    assert attribution_refusals(anonymity_reason=reason) == [fault]
    assert attribution_refusals(source_type="unnamed_person", entity_id=LEFT_OUT, anonymity_reason=reason) == [fault]


def test_an_origin_that_was_seen_is_captured() -> None:
    fault = "claim.attributions.0: origin_seen needs origin_document_id; capture the original first"
    seen = make_attribution(confirmation="origin_seen", origin_document_id="d1")

    assert read_record(make_claim(attributions=[seen])).attributions[0].confirmation == "origin_seen"
    assert attribution_refusals(confirmation="origin_seen") == [fault]


@pytest.mark.parametrize("confirmation", ["as_reported", "corroborated", "disputed", "not_found"])
def test_another_confirmation_needs_no_origin(confirmation: str) -> None:
    assert read_record(make_claim(attributions=[make_attribution(confirmation=confirmation)]))


def test_a_fault_names_the_source_it_is_about() -> None:
    second = make_attribution(hop=1, source_type="anonymous")

    assert refusals(make_claim(attributions=[make_attribution(), second])) == [
        "claim.attributions.1: the source type anonymous has no entity; remove it, or choose a named source type"
    ]


# --- assessments and reviews ---


@pytest.mark.parametrize(
    ("status", "reason", "known"),
    [
        ("verifiable", "opinion", "public_record, public_data, footage_or_imagery, named_witness, published_document"),
        ("not_yet", "public_data", "prediction, promise, ongoing_event, awaiting_release"),
        (
            "evidence_not_public",
            "prediction",
            "classified, private_experience, anonymous_source_only, restricted_access, proprietary_data",
        ),
        ("too_vague", "classified", "unnamed_authority, vague_quantity, vague_time_place, undefined_term, compound"),
        ("not_checkable", "compound", "opinion, value_judgement, inner_state, normative, hyperbole, rhetorical"),
    ],
)
def test_a_reason_belongs_to_its_status(status: str, reason: str, known: str) -> None:
    fault = f"claim.assessments.0: the reason {reason} does not belong to {status}; choose {known}"

    assert assessment_refusals(status=status, reason=reason) == [fault]


def test_not_yet_names_the_day_to_look_again() -> None:
    fault = "claim.assessments.0: not_yet needs check_after, the day to look again"
    dated = make_assessment(status="not_yet", reason="promise", check_after="2024-02-13")

    assert read_record(make_claim(assessments=[dated])).assessments[0].check_after == "2024-02-13"
    assert assessment_refusals(status="not_yet", reason="promise") == [fault]


@pytest.mark.parametrize(
    ("status", "reason"),
    [("verifiable", "public_data"), ("evidence_not_public", "classified"), ("too_vague", "compound"), ("not_checkable", "opinion")],
)
def test_only_not_yet_names_a_day(status: str, reason: str) -> None:
    fault = "claim.assessments.0: check_after belongs to not_yet only; remove it"

    assert assessment_refusals(status=status, reason=reason, check_after="2024-03-01") == [fault]


@pytest.mark.parametrize("check_after", ["2024-02-12", "2024-02-11", "1999-12-31"])
def test_the_day_to_look_again_comes_after_the_assessment(check_after: str) -> None:
    fault = "claim.assessments.0: check_after lies before the assessment; give a later day"

    assert assessment_refusals(status="not_yet", reason="promise", check_after=check_after) == [fault]


@pytest.mark.parametrize("credibility", [1, 6])
def test_credibility_is_a_digit_of_the_admiralty_code(credibility: int) -> None:
    assert read_record(make_claim(assessments=[make_assessment(credibility=credibility)])).assessments[0].credibility == credibility


@pytest.mark.parametrize("reliability", list("ABCDEF"))
def test_reliability_is_a_letter_of_the_admiralty_code(reliability: str) -> None:
    assert read_record(make_claim(attributions=[make_attribution(reliability=reliability)])).attributions[0].reliability == reliability


def test_a_published_review_needs_its_url() -> None:
    fault = "review: a published review needs its url; give it, or record a draft"

    assert read_record(make_review(state="published", url="https://desk.example/1")).state == "published"
    assert refusals(make_review(state="published")) == [fault]


@pytest.mark.parametrize("state", ["draft", "retracted"])
def test_another_review_needs_no_url(state: str) -> None:
    assert read_record(make_review(state=state)).url is None


def test_every_fault_of_a_claim_is_reported_at_once() -> None:
    faults = refusals(
        make_claim(statement="Short", created_at=0, tags=["A"], attributions=[make_attribution(stance="x", cue="")], colour=1)
    )

    assert [fault.split()[0].rstrip(":") for fault in faults] == [
        "claim.statement",
        "claim.created_at",
        "claim.attributions.0.cue",
        "claim.attributions.0.stance",
        "claim.tags.0",
        "claim.colour",
    ]
