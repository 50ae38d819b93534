"""What a single suggestion says: its words point into the text, dates count from publication, sources count where nobody is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.models import SourceEntry
from claims.triage import suggest, version
from claims.triage.judging import Statement, judge
from claims.vocabularies import REASONS_BY_STATUS, Quotation, Reason, SourceType, Verifiability

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300) | st.lists(
    st.sampled_from(["will", "We", "should", "12 %", "?", "Norvania", "in 2031", "experts", "”", "\u0301", "\n", ".", "must", "several"])
).map(" ".join)


@given(ANY_TEXT, st.sampled_from(["en", "de", "fr", "x"]), st.sampled_from([*SourceType]))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_a_suggestion_that_holds_together(text: str, language: str, source: SourceType) -> None:
    found = suggest(text, sources=[SourceEntry(source_type=source)], language=language)

    assert 0 <= found.score <= 1
    assert 0 <= found.factual <= 1
    assert 0 <= found.worth <= 1
    assert (found.status is None) == (found.reason is None)
    assert found.status is None or found.reason in REASONS_BY_STATUS[found.status]
    for cue in found.because:
        assert cue.words == text[cue.start : cue.end] != ""
    assert list(found.because) == sorted(found.because, key=lambda cue: cue.start)


@given(st.lists(ANY_TEXT, max_size=5))
@settings(max_examples=60, deadline=None)
def test_statements_are_judged_alike_together_and_alone(texts: list[str]) -> None:
    together = judge([Statement(text) for text in texts], "general")

    for text, one in zip(texts, together, strict=True):
        (alone,) = judge([Statement(text)], "general")
        assert one.suggestion.status is alone.suggestion.status
        assert one.score == pytest.approx(alone.score, abs=1e-3)
        assert suggest(text).factual == pytest.approx(one.suggestion.factual, abs=1e-3)


def test_the_words_that_led_to_it_are_pointed_at_with_a_reason() -> None:
    found = suggest("The council should close the street.")

    assert (found.status, found.reason) == (Verifiability.NOT_CHECKABLE, Reason.NORMATIVE)
    assert [(cue.words, cue.why) for cue in found.because] == [("should", "says what should be done")]
    assert found.rule == "should"


def test_a_year_is_ahead_or_behind_as_seen_from_the_day_of_publication() -> None:
    text = "Norvania and Est sign a border treaty in 2031."

    assert suggest(text, published="2025-06-01").status is Verifiability.NOT_YET
    assert suggest(text, published="2040-06-01").status is not Verifiability.NOT_YET


def test_a_prediction_offers_the_day_to_look_again() -> None:
    assert suggest("The bridge will open on 4 March 2031.", published="2025").check_after == "2031-03-04"
    assert suggest("The bridge will open.", published="2025", claim_date="2031-03").check_after == "2031-03"
    assert suggest("The bridge opened on 4 March 2021.", published="2025").check_after is None


def test_experts_without_a_name_make_no_statement_vague_that_is_about_something_else() -> None:
    sources = [SourceEntry(source_type=SourceType.UNNAMED_GROUP, source_text="experts")]

    assert suggest("Exports of timber grew by 12 % in 2022.", sources=sources).status is Verifiability.VERIFIABLE


def test_a_withheld_name_counts_unless_the_outlet_says_it_itself() -> None:
    text = "The board quarrelled before the vote."
    sources = [SourceEntry(source_type=SourceType.ANONYMOUS, source_text="an insider", hop=0)]

    assert suggest(text, sources=sources).reason is Reason.ANONYMOUS_SOURCE_ONLY
    assert suggest(text, sources=sources, quotation=Quotation.OWN_VOICE).reason is not Reason.ANONYMOUS_SOURCE_ONLY


def test_a_text_is_as_factual_as_its_most_factual_sentence() -> None:
    plain = "Exports of timber grew by 12 % in 2022."

    assert suggest(f"What a lovely morning to all of you! {plain}").factual >= suggest(plain).factual - 0.01


def test_the_version_tells_languages_apart() -> None:
    assert version("en") != version("de")


@pytest.mark.parametrize("text", ["", "  ", "?!", "\u2026"])
def test_of_a_text_without_a_word_nothing_is_suggested(text: str) -> None:
    found = suggest(text)

    assert (found.status, found.reason, found.because) == (None, None, ())
