"""Keys are for ever: they stand in databases, exports and URLs, so they are repeated here, letter by letter."""

import inspect
from itertools import chain

import pytest

from claims import vocabularies
from claims.vocabularies import (
    LABEL_TABLES,
    NAMED_SOURCES,
    OWN_VOICE_SOURCE,
    REASONS_BY_STATUS,
    REVIEW_RATINGS,
    SYMMETRIC_RELATIONS,
    UNASSESSED,
    VOCABULARIES,
    Reason,
    Relation,
    SourceType,
    Term,
    Verdict,
    Verifiability,
    label_table_terms,
    status_of,
    terms,
)

KEYS = {
    "verifiability": "verifiable not_yet evidence_not_public too_vague not_checkable",
    "reason": (
        "public_record public_data footage_or_imagery named_witness published_document "
        "prediction promise ongoing_event awaiting_release "
        "classified private_experience anonymous_source_only restricted_access proprietary_data "
        "unnamed_authority vague_quantity vague_time_place undefined_term compound "
        "opinion value_judgement inner_state normative hyperbole rhetorical"
    ),
    "verdict": "true mostly_true mixed mostly_false false misleading unproven",
    "confirmation": "as_reported origin_seen corroborated disputed not_found",
    "source_type": "named_person named_organisation document unnamed_person unnamed_group anonymous unstated",
    "quotation": "direct indirect mixed own_voice",
    "stance": "affirms hedges denies",
    "medium": "interview briefing speech statement social_post report record broadcast leak other_outlet",
    "location": "headline lead body caption",
    "reliability": "A B C D E F",
    "credibility": "1 2 3 4 5 6",
    "entity_kind": "person organisation outlet platform",
    "document_kind": "article statement social_post press_release report transcript broadcast record other",
    "evidence_stance": "supports refutes context",
    "review_state": "draft published retracted",
    "relation": "same_as contradicts supports narrows corrects",
    "judgement": "suggested confirmed rejected",
    "tag_kind": "topic place event",
    "candidate_state": "pending accepted edited rejected",
}
"""A key may be added here, never changed or removed: old databases and exports hold it."""

REASONS = {
    "verifiable": "public_record public_data footage_or_imagery named_witness published_document",
    "not_yet": "prediction promise ongoing_event awaiting_release",
    "evidence_not_public": "classified private_experience anonymous_source_only restricted_access proprietary_data",
    "too_vague": "unnamed_authority vague_quantity vague_time_place undefined_term compound",
    "not_checkable": "opinion value_judgement inner_state normative hyperbole rhetorical",
}

every_vocabulary = pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=list(VOCABULARIES))


def test_keys_are_for_ever() -> None:
    assert {name: " ".join(vocabulary) for name, vocabulary in VOCABULARIES.items()} == KEYS


def test_no_vocabulary_is_forgotten() -> None:
    written = {one for _, one in inspect.getmembers(vocabularies, inspect.isclass) if issubclass(one, Term) and one is not Term}

    assert set(VOCABULARIES.values()) == written


@every_vocabulary
def test_a_key_is_its_value_and_its_text(vocabulary: type[Term]) -> None:
    for term in vocabulary:
        assert vocabulary(str(term)) is term
        assert f"{term}" == term.value == term


@every_vocabulary
def test_keys_and_labels_are_unique(vocabulary: type[Term]) -> None:
    written = vocabulary.__members__

    assert len({term.value for term in written.values()}) == len({term.label for term in written.values()}) == len(written)


@every_vocabulary
def test_every_term_has_a_label_and_a_definition(vocabulary: type[Term]) -> None:
    for term in vocabulary:
        assert term.label[:1].isupper()
        assert term.definition[:1].isupper()
        assert term.definition.endswith(".")


@every_vocabulary
def test_the_terms_are_listed_in_their_order(vocabulary: type[Term]) -> None:
    assert [row.key for row in terms(vocabulary)] == list(vocabulary)
    assert [(row.label, row.definition) for row in terms(vocabulary)] == [(term.label, term.definition) for term in vocabulary]


def test_the_reasons_of_a_status_are_for_ever() -> None:
    assert {str(status): " ".join(reasons) for status, reasons in REASONS_BY_STATUS.items()} == REASONS


def test_each_reason_belongs_to_exactly_one_status() -> None:
    assert sorted(chain.from_iterable(REASONS_BY_STATUS.values())) == sorted(Reason)
    assert set(REASONS_BY_STATUS) == set(Verifiability)


@pytest.mark.parametrize("reason", Reason)
def test_the_status_of_a_reason_is_the_one_that_lists_it(reason: Reason) -> None:
    assert reason in REASONS_BY_STATUS[status_of(reason)]


def test_a_verdict_is_one_of_five_ratings_or_carries_none() -> None:
    assert REVIEW_RATINGS == {
        Verdict.TRUE: 5,
        Verdict.MOSTLY_TRUE: 4,
        Verdict.MIXED: 3,
        Verdict.MOSTLY_FALSE: 2,
        Verdict.FALSE: 1,
        Verdict.MISLEADING: None,
        Verdict.UNPROVEN: None,
    }
    assert set(REVIEW_RATINGS) == set(Verdict)


@pytest.mark.parametrize("verdict", Verdict)
def test_the_definition_of_a_verdict_tells_its_rating(verdict: Verdict) -> None:
    rating = REVIEW_RATINGS[verdict]

    assert ("Carries no number." if rating is None else f"ating {rating} of 5.") in verdict.definition


def test_unassessed_is_never_stored_as_an_assessment() -> None:
    assert UNASSESSED[0] == "unassessed"
    assert UNASSESSED[0] not in list(Verifiability)


def test_the_outlets_own_voice_is_no_source_type_to_be_stored() -> None:
    assert OWN_VOICE_SOURCE[0] == "own_voice"
    assert OWN_VOICE_SOURCE[0] not in list(SourceType)


def test_a_label_table_lists_what_only_the_cached_column_holds_first() -> None:
    assert [row.key for row in label_table_terms("verifiability_statuses")] == ["unassessed", *Verifiability]
    assert [row.key for row in label_table_terms("source_types")] == ["own_voice", *SourceType]
    assert [row.key for row in label_table_terms("verdicts")] == list(Verdict)


@pytest.mark.parametrize("table", LABEL_TABLES)
def test_every_row_of_a_label_table_is_complete(table: str) -> None:
    rows = label_table_terms(table)

    assert all(row.key and row.label and row.definition.endswith(".") for row in rows)
    assert len({row.key for row in rows}) == len(rows)


def test_only_people_and_organisations_are_named() -> None:
    assert {SourceType.NAMED_PERSON, SourceType.NAMED_ORGANISATION} == NAMED_SOURCES


def test_sameness_and_contradiction_read_the_same_both_ways() -> None:
    assert {Relation.SAME_AS, Relation.CONTRADICTS} == SYMMETRIC_RELATIONS
