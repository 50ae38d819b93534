"""Claims: their quotes stand in the text, and repeats point at claims that are none."""

import pytest
from store.by_hand import Values, add, span
from store.libraries import Plain
from store.rules.asking import NEXT_YEAR, refused, refused_row

GIVE_WORDS = "the text of the document is stored: give the words of the claim as its quote"
NOT_THERE = "the quote is not at start_char in the text of the document"
NOT_FOUND = "the quote does not occur in the text of the document"
TWICE = "the quote occurs more than once in the text of the document: give start_char and end_char"
NOT_AT_ITS_PLACE = "the quote is not at its place in the text of the document"


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (GIVE_WORDS, {"quote": ""}),
        (NOT_THERE, {"quote": "bridge", "start_char": 0, "end_char": 6}),
        (NOT_THERE, {"quote": "bridge", "start_char": 9_999, "end_char": 10_005}),
        (NOT_THERE, span("The bridge is closed.") | {"quote": "the bridge is closed."}),
        (NOT_FOUND, {"quote": "the mayor resigned"}),
        (TWICE, {"quote": "The Gazette saw a fence"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_quote_stands_in_the_text_where_it_says(plain: Plain, sentence: str, quote: Values) -> None:
    assert refused_row(plain, "claims", document_id="article", **quote) == sentence


def test_a_quote_that_stands_in_the_text_once_needs_no_place(plain: Plain) -> None:
    add(plain, "claims", document_id="article", quote="a guard and a dog")


def test_overlapping_repeats_of_a_quote_are_repeats(plain: Plain) -> None:
    add(plain, "document_texts", document_id="minutes", text="No, no, no, no. Never again.")

    assert refused_row(plain, "claims", document_id="minutes", quote="no, no") == TWICE


def test_offsets_count_code_points(plain: Plain) -> None:
    """Python and SQLite agree on them; browsers count UTF-16 units and are converted."""
    add(plain, "document_texts", document_id="minutes", text="東京 🌉🌉 橋は閉鎖された。")
    add(plain, "claims", document_id="minutes", quote="橋は閉鎖された。", start_char=6, end_char=14)


@pytest.mark.parametrize(
    "change",
    ["quote = 'The bridge was closed'", "start_char = start_char + 1, end_char = end_char + 1", "document_id = 'minutes'", "quote = ''"],
)
def test_a_quote_is_not_moved_away_from_the_text(plain: Plain, change: str) -> None:
    add(plain, "document_texts", document_id="minutes", text="Nothing of the kind.")

    assert refused(plain, f"update claims set {change} where id = 'closed'") in {
        NOT_AT_ITS_PLACE,
        "the quote is as long as its offsets say",
        "an empty quote has no offsets",
    }


def test_a_changed_quote_is_proved_again(plain: Plain) -> None:
    moved = "update claims set start_char = start_char + 1, end_char = end_char + 1 where id = 'closed'"

    assert refused(plain, moved) == NOT_AT_ITS_PLACE
    plain.execute("update claims set quote = 'bridge is closed.', start_char = start_char + 4 where id = 'closed'")


CANONICAL = "a canonical claim must itself be canonical"


def test_a_repeat_points_at_a_claim_that_is_no_repeat(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")

    assert refused_row(plain, "claims", canonical_id="again") == CANONICAL
    assert refused(plain, "update claims set canonical_id = 'again' where id = 'fence'") == CANONICAL
    assert refused(plain, "update claims set canonical_id = 'fence' where id = 'closed'") == CANONICAL


def test_claims_of_different_verdicts_are_not_joined(plain: Plain) -> None:
    foreign: Values = {"claim_id": "again", "original_rating": "False", "state": "published", "url": "https://other.example/1"}
    add(plain, "reviews", **foreign)

    assert refused(plain, "update claims set canonical_id = 'closed' where id = 'again'") == (
        "the two claims carry different verdicts: retract one review before you join them"
    )


def test_claims_of_one_verdict_are_joined(plain: Plain) -> None:
    add(
        plain,
        "reviews",
        claim_id="again",
        verdict="true",
        original_rating="Correct",
        state="published",
        url="https://other.example/1",
    )
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")


def test_a_claim_is_not_added_in_the_future(plain: Plain) -> None:
    assert refused_row(plain, "claims", created_at=NEXT_YEAR) == "created_at lies in the future: check the clock"
