"""Names of people and outlets: alike through scripts, titles and misspellings, and never on the strength of a family name alone."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.names import POSSIBLE, SAME, keys, resemblance

PAIRS: dict[str, list[tuple[str, str]]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
PARTS = ("Ann", "Bob", "al-Sharifi", "van", "Dr.", "Jr.", "(IBC)", "IBC", "gazette.example", "الشريفي", "王小明", "O’Sample")
NAME = st.text(max_size=40) | st.lists(st.sampled_from(PARTS)).map(" ".join)


def scores(*labels: str) -> list[float]:
    """Return how alike the pairs under some labels are."""
    return [resemblance(*pair).score for label in labels for pair in PAIRS[label]]


def test_what_is_called_the_same_name_is_the_same_name() -> None:
    right = sum(score >= SAME for score in scores("same"))
    wrong = sum(score >= SAME for score in scores("other"))

    assert right / (right + wrong) == 1
    assert right / len(PAIRS["same"]) >= 0.97


def test_what_a_person_should_look_at_holds_nearly_every_same_name_and_few_others() -> None:
    right = sum(score >= POSSIBLE for score in scores("same", "possible"))
    wrong = sum(score >= POSSIBLE for score in scores("other"))

    assert right == len(PAIRS["same"]) + len(PAIRS["possible"])
    assert right / (right + wrong) >= 0.97


def test_there_are_pairs_enough_of_every_kind() -> None:
    assert len(PAIRS["same"]) >= 70
    assert len(PAIRS["other"]) >= 60
    assert sum(map(len, PAIRS.values())) >= 150


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ann Example", "ann  EXAMPLE", "the same name"),
        ("Dr. Ann Example", "Ann Example", "the same but for titles and small words"),
        ("Ahmed al-Sharifi", "Ahmed al-Sharify", "sharifi and sharify sound the same"),
        ("IBC", "Invented Broadcasting Corporation", "IBC are the first letters of invented broadcasting corporation"),
        ("John Sampleton", "Jane Sampleton", "jane is not john"),
        ("John Sampleton Jr.", "John Sampleton", "another generation"),
        ("Sampleton", "John Sampleton", "john is missing"),
        ("Bob Sampleton", "Robert Sampleton", "bob is short for robert"),
    ],
)
def test_the_reason_can_be_checked_against_both_names(one: str, other: str, reason: str) -> None:
    assert resemblance(one, other).reason == reason


@pytest.mark.parametrize("label", ["same", "possible"])
def test_names_that_may_be_the_same_share_a_key(label: str) -> None:
    apart = [pair for pair in PAIRS[label] if not keys(pair[0]) & keys(pair[1])]

    assert apart == []


def test_few_of_all_the_people_of_a_family_share_a_key_with_one_of_them() -> None:
    family = [f"{given} Sampleton" for given in ("Ann", "Bob", "Carla", "Dirk", "Emma", "Fritz", "Greta", "Hugo")]

    near = {other for other in family if (keys("Bob Sampleton") & keys(other)) - keys("Sampleton")}

    assert near == {"Bob Sampleton"}


@given(NAME, NAME)
def test_any_two_texts_resemble_one_another_in_both_directions(one: str, other: str) -> None:
    found, back = resemblance(one, other), resemblance(other, one)

    assert found.score == back.score
    assert 0 <= found.score <= 1
    assert found.reason


@given(NAME)
def test_a_name_resembles_itself_and_has_a_key(name: str) -> None:
    found = resemblance(name, name)

    assert found.score == (1 if found.reason != "there is no name" else 0)
    assert bool(keys(name)) == (found.score == 1)


@pytest.mark.parametrize("which", ["(invented)", "(UK)", "(Sampleton)", "(sample, 2024)"])
def test_what_stands_in_brackets_tells_which_one_and_is_no_name(which: str) -> None:
    assert resemblance(f"Gazette {which}", f"Courier {which}").score < POSSIBLE
    assert resemblance(f"Town Council {which}", f"Exemplar Bridgeworks {which}").score < POSSIBLE
    assert resemblance(f"Town Council {which}", f"Town Council {which}").score == 1


def test_a_name_in_brackets_is_the_same_name() -> None:
    assert resemblance("Invented Broadcasting Corporation (IBC)", "IBC").score >= SAME
    assert resemblance("IBC (Invented Broadcasting Corporation)", "Invented Broadcasting Corporation").score >= SAME
    assert resemblance("Ahmed al-Sharifi (أحمد الشريفي)", "أحمد الشريفي").score >= SAME
