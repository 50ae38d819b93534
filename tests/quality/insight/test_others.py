"""The systems that stand beside ours do what they are said to do, so that ours is not compared with straw men."""

import pytest
from quality.insight.baselines import SYSTEMS
from quality.insight.rows import Row, cleaned

CLAIMS: list[Row] = [
    {"id": "lake", "text": "The lake at Trane is poisoned", "title": "Is it safe to swim?"},
    {"id": "dam", "text": "The dam above Trane leaks"},
    {"id": "cat", "text": "A cat inherits a fortune"},
]


@pytest.mark.parametrize("name", ["FTS5", "FTS5, stems"])
def test_full_text_search_brings_what_shares_most_words_first(name: str) -> None:
    found = SYSTEMS["match", name](CLAIMS, [{"id": "q", "text": "“The dam above Trane” — is it leaking? https://example.invalid/x"}])

    assert found[0]["doc_id"] == "dam"
    assert {row["doc_id"] for row in found} == {"dam", "lake"}


def test_stems_and_headlines_bring_what_plain_words_do_not() -> None:
    question = [{"id": "q", "text": "Swimming leaked"}]

    assert SYSTEMS["match", "FTS5"](CLAIMS, question) == []
    assert {row["doc_id"] for row in SYSTEMS["match", "FTS5, stems"](CLAIMS, question)} == {"dam", "lake"}


def test_a_question_without_words_finds_nothing() -> None:
    assert SYSTEMS["match", "FTS5, stems"](CLAIMS, [{"id": "q", "text": "?!"}]) == []


def test_a_post_is_compared_without_addresses_and_signature() -> None:
    assert cleaned("It leaks https://example.invalid/x — Ann Example (@ann) May 3, 2020").split() == ["It", "leaks"]


def test_texts_are_joined_while_they_share_rare_words_on_average() -> None:
    texts = ["dam leaks Trane", "Trane dam leaks badly", "cat inherits fortune", "fortune goes to cat", "lions escaped"]

    found = SYSTEMS["deduplicate", "tf-idf cosine"]([{"id": str(place), "text": text} for place, text in enumerate(texts)])

    assert [row["cluster"] for row in found] in (["0", "0", "2", "2", "4"], ["1", "1", "3", "3", "4"])


def test_copies_are_the_same_but_for_case_and_punctuation() -> None:
    found = SYSTEMS["deduplicate", "exact copies"](
        [{"id": "1", "text": "It leaks!"}, {"id": "2", "text": "it LEAKS"}, {"id": "3", "text": "It"}]
    )

    assert [row["cluster"] == found[0]["cluster"] for row in found] == [True, True, False]


def test_simple_judges_give_the_labels_of_what_they_are_taught() -> None:
    taught = [{"text": "", "label": label} for label in ("no", "no", "yes")]
    items = [{"id": "1", "text": "The dam cost Trane 40 million in 2019"}, {"id": "2", "text": "I think we should be kind, please"}]

    assert [row["label"] for row in SYSTEMS["triage", "commonest"](taught, items, ["yes"])] == ["no", "no"]
    assert [row["label"] for row in SYSTEMS["triage", "keywords"](taught, items, ["yes"])] == ["yes", "no"]
