"""Which of many texts say the same. All texts are invented."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching.bags import Neighbours, Overlap, bags_of
from claims.matching.duplicates import COLUMNS, deduplicate, model, pairs_of, share_with_repeats

SAID = [
    "The mayor of Rivertown sold the old ferry to a scrap dealer for 4,000 euros.",
    "Rivertown's mayor has sold the old ferry to a scrap dealer, for 4000 euros!",
    "A herd of goats walked through the town hall of Hilltown during the night.",
    "Goats walked through Hilltown town hall at night, a whole herd of them.",
    "The lighthouse keeper counted ninety seals on the northern beach.",
    "Nobody has paid the orchestra of Sampleton since the winter.",
]
WORDS = [
    f"{start}{end}"
    for start in ("bra", "cle", "dro", "fli", "gru", "pla", "sko", "tre")
    for end in ("nd", "mber", "ston", "vel", "rick", "lum", "gar")
]


def crowd(count: int) -> list[str]:
    """Return sentences of invented words that are about different things."""
    chance = random.Random(count)  # noqa: S311  (reproducible, not secret)
    return [" ".join(f"{chance.choice(WORDS)}{chance.choice('aeiou')}{chance.choice(WORDS)}" for _ in range(8)) for _ in range(count)]


def test_what_says_the_same_is_one_cluster_among_texts_about_other_things() -> None:
    found = deduplicate(SAID + crowd(40))

    assert found[:4] == [[0, 1], [2, 3], [4], [5]]
    assert all(len(cluster) == 1 for cluster in found[4:])


def test_copies_are_one_cluster_whatever_marks_and_capitals_they_have() -> None:
    texts = ["The ferry was sold.", "the ferry WAS sold!", "  The ferry was sold https://example.org/1", "A goat was sold."]

    assert deduplicate(texts)[0] == [0, 1, 2]


def test_texts_without_a_word_are_the_same_only_letter_by_letter() -> None:
    assert deduplicate(["…", "!!!", "…", ""]) == [[0, 2], [1], [3]]


def test_nothing_and_one_text_are_handled() -> None:
    assert deduplicate([]) == []
    assert deduplicate(["The ferry was sold."]) == [[0]]


def test_a_contradiction_keeps_two_sentences_apart() -> None:
    same = [
        "Forty goats walked through the town hall of Hilltown last night.",
        "Forty goats walked through the old town hall of Hilltown last night.",
    ]
    other = [same[0], same[1].replace("Forty", "Ninety")]

    assert [0, 1] in deduplicate(same + crowd(30))
    assert [0, 1] not in deduplicate(other + crowd(30))


def test_progress_tells_of_every_text_once() -> None:
    told: list[int] = []

    deduplicate(crowd(1_250), told.append)

    assert sum(told) == 1_250


@given(st.lists(st.text(max_size=60) | st.sampled_from(SAID), max_size=12))
@settings(max_examples=60)
def test_every_text_is_in_exactly_one_cluster(texts: list[str]) -> None:
    found = deduplicate(texts)

    assert sorted(place for cluster in found for place in cluster) == list(range(len(texts)))
    assert found == sorted(found)
    by_text = {texts[place]: number for number, cluster in enumerate(found) for place in cluster}
    assert all(by_text[texts[place]] == number for number, cluster in enumerate(found) for place in cluster)


def test_the_model_fits_what_is_measured() -> None:
    width = len(COLUMNS) + 1
    weights = model()

    assert [len(one) for one in (weights.first, weights.second, weights.by_share, weights.by_size)] == [width] * 4
    assert pairs_of(SAID).table.shape[1] == len(COLUMNS)
    assert 0 < weights.share < 1


def test_the_share_of_repeats_is_estimated_from_the_chances() -> None:
    rare, often = np.full(100, 0.05), np.full(100, 0.95)

    assert share_with_repeats(rare, 0.3) < 0.05
    assert share_with_repeats(often, 0.3) > 0.95


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=8))
def test_overlap_and_neighbours_are_those_of_counting(texts: list[list[str]]) -> None:
    bags = bags_of(texts)
    every = np.arange(len(texts))
    neighbours = Neighbours(bags, most=len(texts), budget=10_000)
    overlap = Overlap(bags)

    for place, text in enumerate(texts):
        cosines, shared, _ = overlap.with_others(place, every)
        expected = {other for other in every.tolist() if other != place and set(texts[other]) & set(text)}
        assert set(neighbours.of(place).tolist()) == expected
        assert {other for other in every.tolist() if shared[other] > 0 and other != place} == expected
        assert cosines[place] == 0 if not text else abs(cosines[place] - 1) < 1e-9
