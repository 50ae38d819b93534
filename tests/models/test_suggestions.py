"""What a program says of a claim: a status with its reason or neither, the words that led to it, and nothing more sure than 1."""

import pytest
from factories import LEFT_OUT, make_suggested_assessment, read_record, refusals


def test_a_suggestion_names_status_reason_and_the_words_that_led_to_it() -> None:
    suggestion = read_record(make_suggested_assessment())

    assert (suggestion.status, suggestion.reason) == ("verifiable", "public_record")
    assert [(ground.start, ground.end, ground.why) for ground in suggestion.grounds] == [(24, 30, "says what was done")]


def test_a_program_may_have_nothing_to_suggest_and_still_say_what_is_worth_checking() -> None:
    suggestion = read_record(make_suggested_assessment(status=LEFT_OUT, reason=LEFT_OUT, grounds=LEFT_OUT))

    assert (suggestion.status, suggestion.reason, suggestion.grounds, suggestion.worth) == (None, None, (), 0.4)


@pytest.mark.parametrize("missing", ["status", "reason"])
def test_status_and_reason_come_together(missing: str) -> None:
    assert refusals(make_suggested_assessment(**{missing: LEFT_OUT})) == [
        "suggested_assessment: status and reason come together; give both or none"
    ]


def test_a_reason_belongs_to_its_status() -> None:
    (refusal,) = refusals(make_suggested_assessment(reason="opinion"))

    assert "the reason opinion does not belong to verifiable; choose public_record" in refusal


@pytest.mark.parametrize(("start", "end"), [(4, 4), (5, 4)])
def test_the_words_that_led_to_it_are_some(start: int, end: int) -> None:
    (refusal,) = refusals(make_suggested_assessment(grounds=[{"start": start, "end": end, "why": "a number"}]))

    assert "the words end before they begin" in refusal


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 1.01},
        {"worth": -0.01},
        {"program": " "},
        {"suggested_at": "2024-02-05"},
        {"grounds": [{"start": -1, "end": 2, "why": "x"}]},
    ],
)
def test_a_suggestion_keeps_the_rules(changes: dict[str, object]) -> None:
    assert len(refusals(make_suggested_assessment(**changes))) == 1
