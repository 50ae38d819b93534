"""Ranking: what says the same comes first, with a probability and reasons; what contradicts is told. All texts are invented."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import Likeness, Match, Said, matches, rank, version
from claims.matching.features import COLUMNS, table
from claims.matching.said import Found
from claims.store.repeats import Collection

CLAIMS = {
    "bridge": Said("The Elm bridge was closed for 40 days in 2019.", title="Was the Elm bridge closed?", speaker="Ann Example"),
    "mayor": Said("The mayor of Oakton resigned on Monday.", title="Did the mayor of Oakton resign?"),
    "jobs": Said("Unemployment in Oakton fell to 4 percent.", speaker="Ben Example"),
    "library": Said("The council paid 3 million dollars for the new library."),
    "dog": Said("A dog bit two children in the park."),
    "water": Said("The water in Oakton is not safe to drink."),
}


def collection(**more: Said) -> Collection:
    return Collection((CLAIMS | more).items())


def asked(said: Said | str, claims: Collection | None = None) -> list[Match]:
    said = Said(said) if isinstance(said, str) else said
    return matches(said, *(claims or collection()).find(said))


def keys(found: Sequence[Match]) -> list[str]:
    return [match.key for match in found]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("They closed the #ElmBridge for forty days in 2019!", "bridge"),
        ("Oakton's unemployment rate dropped to 4 %", "jobs"),
        ("The new library cost the council three million dollars", "library"),
        ("In the park, two children were bitten by a dog.", "dog"),
    ],
)
def test_the_same_in_other_words_is_likely_the_same(question: str, key: str) -> None:
    first = asked(question)[0]
    assert (first.key, first.likeness) == (key, Likeness.LIKELY)


@pytest.mark.parametrize("question", ["Something else entirely was said.", "", "???", "the of and", "🙂", "x"])
def test_it_says_no_match_when_there_is_none(question: str) -> None:
    assert asked(question) == []


def test_the_very_words_come_first_and_are_surely_the_same() -> None:
    twin = Said("The water in Oakton is safe to drink.")
    first = asked(Said("the water in Oakton is safe to drink"), collection(twin=twin))[0]
    assert (first.key, first.because) == ("twin", "both say water, Oakton, safe and drink")
    assert first.score >= 0.99


def test_another_number_is_told_and_the_match_is_never_likely() -> None:
    (first,) = asked("Unemployment in Oakton fell to 6 percent.")
    assert (first.key, first.likeness) == ("jobs", Likeness.POSSIBLE)
    assert first.differences[0].sentence == "same sentence, other number: 6 percent here, 4 percent there"
    assert first.differences[0].sentence not in first.because


def test_a_denial_is_told_and_the_match_is_never_likely() -> None:
    (first,) = asked("The water in Oakton is safe to drink.")
    assert (first.key, first.likeness) == ("water", Likeness.POSSIBLE)
    assert "denied there" in first.differences[0].sentence


def test_the_words_that_match_are_marked_in_both_texts() -> None:
    question = "In the park, two children were bitten by a dog."
    (first,) = asked(question)
    assert [question[slice(*span)] for span in first.shared] == ["park", "two children", "dog"]
    there = CLAIMS["dog"].text
    assert [there[slice(*span)] for span in first.shared_there] == ["dog", "two children", "park"]


def test_the_sentences_around_tell_what_is_meant() -> None:
    alone = Said("It was closed for weeks.")
    around = Said("It was closed for weeks.", speaker="Mayor Ann Example", before=("I drove to the Elm bridge in 2019.",))
    scores = [{match.key: match.score for match in rank(said, *collection().find(said))}.get("bridge", 0) for said in (alone, around)]
    assert scores[1] > scores[0]


def test_who_says_it_in_both_is_a_reason() -> None:
    (first,) = asked(Said("The Elm bridge was shut for days in 2019.", speaker="Mayor Ann Example"))
    assert "Ann Example says it in both" in first.because


def test_one_common_word_is_not_enough_however_short_both_are() -> None:
    claims = Collection([("vote", Said("Ann Example voted against the law."))])
    assert Likeness.LIKELY not in {match.likeness for match in asked("Voted against it", claims)}


def test_ranking_returns_every_claim_once_the_likeliest_first() -> None:
    said = Said("The mayor of Oakton closed the Elm bridge.")
    found, frequencies = collection().find(said)
    ranked = rank(said, found, frequencies)
    assert sorted(keys(ranked)) == sorted(one.key for one in found)
    assert [match.score for match in ranked] == sorted((match.score for match in ranked), reverse=True)


def test_repeats_recorded_before_do_not_make_each_other_unlikely() -> None:
    claims = collection(again=Said("The Elm bridge was closed for 40 days during 2019."))
    assert {match.likeness for match in asked("The Elm bridge was closed 40 days in 2019.", claims)} == {Likeness.LIKELY}


def test_nothing_found_is_nothing_ranked() -> None:
    _, frequencies = collection().find(Said("x"))
    assert rank(Said("x"), [], frequencies) == []
    assert table(Said("x"), [], frequencies).shape == (0, len(COLUMNS))


def test_the_weights_have_a_version() -> None:
    assert version().startswith("1.")


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_compared(question: str, text: str, title: str) -> None:
    claims = collection()
    said = Said(question, speaker=title, before=(text,))
    _, frequencies = claims.find(said)
    for match in matches(said, [Found("x", Said(text, title, question))], frequencies):
        assert 0 <= match.score <= 1
        assert all(0 <= start < end <= len(question) for start, end in match.shared)


def test_two_speakers_who_share_a_word_of_their_names_are_two() -> None:
    (first,) = asked(Said("The Elm bridge was shut for days in 2019.", speaker="Mayor Bob Example"))
    assert "in both" not in first.because
