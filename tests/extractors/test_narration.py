"""What the outlet says itself is drafted too: whole sentences that nobody is quoted with, the more concrete the higher."""

from dataclasses import replace

import pytest
from extractors.marked import ANN, drafted, read_marked

from claims.extractors.drafts import drafts
from claims.vocabularies import Quotation


def own(marked: str, **given: str) -> list[str]:
    """Return the statements that are drafted in the outlet's own voice."""
    found = [one.entry for one in drafted(marked, **given)]  # type: ignore[arg-type]
    assert all(one["quotation"] == Quotation.OWN_VOICE for one in found if not one["attributions"])
    return [str(one["statement"]) for one in found if not one["attributions"]]


def score(sentence: str, language: str = "en") -> float:
    (only,) = drafted(f"{sentence}\n", language=language)
    return only.score


def test_only_the_sentences_that_no_finding_touches_are_the_outlets_own() -> None:
    text = "The bridge was closed on Monday. ⟦It opens in May⟧, ⟪the mayor⟫ ⟨said⟩. The ferry runs twice a day."

    assert own(text) == ["The bridge was closed on Monday.", "The ferry runs twice a day."]


@pytest.mark.parametrize(
    "line",
    [
        "What happens next",
        "By Ann Reporter",
        "Why was the bridge closed on Monday?",
        "Closed.",
        "Sign up for our newsletter about bridges and ferries.",
        "Ann Reporter contributed reporting from the town.",
        "“The bridge was closed on Monday and the ferry runs.”",
    ],
)
def test_what_states_nothing_is_no_draft(line: str) -> None:
    assert own(f"The bridge was closed on Monday.\n{line}\nThe ferry runs twice a day.") == [
        "The bridge was closed on Monday.",
        "The ferry runs twice a day.",
    ]


def test_a_german_byline_is_no_statement() -> None:
    assert own("Die Brücke wurde am Montag gesperrt.\nVon Anna Beispiel\nDie Fähre fährt zweimal.", language="de") == [
        "Die Brücke wurde am Montag gesperrt.",
        "Die Fähre fährt zweimal.",
    ]


@pytest.mark.parametrize(
    ("language", "vague", "concrete"),
    [
        ("en", "The bridge is rather long.", "The council closed the Example Bridge on 3 May 2026."),
        ("en", "The bridge might be closed soon.", "The bridge is closed for now."),
        ("de", "Die Brücke ist recht lang.", "Der Rat sperrte die Brücke am 3. Mai 2026."),
        ("de", "Die Brücke könnte bald gesperrt sein.", "Die Brücke bleibt vorerst gesperrt."),
    ],
)
def test_a_concrete_sentence_scores_higher(language: str, vague: str, concrete: str) -> None:
    assert score(vague, language) < score(concrete, language)


def test_the_signals_are_named() -> None:
    (only,) = drafted("The council closed the Example Bridge on 3 May 2026.\n")

    assert only.because.endswith("It names a number, a date, a name and what happened.")
    assert only.score == 0.9


def test_a_sentence_that_seems_to_attribute_after_all_scores_low_and_says_why() -> None:
    (only,) = drafted("The Example Bridge was closed on Monday, the mayor said.\n")

    assert only.score < 0.5
    assert "holds an attribution" in only.because


def test_an_unsure_finding_leaves_both_readings_to_a_person() -> None:
    article, finding = read_marked("The council ⟨wants⟩ ⟦the bridge closed until May⟧.")
    assert finding is not None

    for score, count in ((0.4, 2), (0.6, 1)):
        assert len(drafts(article, [replace(finding, score=score)], [(ANN,)])) == count
