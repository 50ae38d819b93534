"""Words beside words: nothing is lost when they are cut into pieces, and a passage is found only where one resembles the quote."""

import pytest
from factories import END, QUOTE, START, TEXT, make_source
from hypothesis import given
from hypothesis import strategies as st

from claims.site.pages.comparing import Piece, differences, marked_draft, nearest_passage, surrounded


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def marks(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(piece.mark, piece.text) for piece in pieces if piece.mark]


def test_the_words_that_differ_are_marked_on_both_sides() -> None:
    ours, theirs = differences("The bridge was shut for 11 days.", "The bridge was closed for 12 days.")

    assert marks(ours) == [("differs", "shut "), ("differs", "11 ")]
    assert marks(theirs) == [("differs", "closed "), ("differs", "12 ")]


def test_equal_words_bear_no_mark_and_white_space_makes_no_difference() -> None:
    ours, theirs = differences("The bridge  is\nshut.", "The bridge is shut.")

    assert marks(ours) == marks(theirs) == []


@given(st.text(), st.text())
def test_pieces_put_together_are_the_words(first: str, second: str) -> None:
    ours, theirs = differences(first, second)

    assert (joined(ours), joined(theirs)) == (first, second)


def test_very_long_words_are_shown_without_marks() -> None:
    long = "word " * 5_000

    assert differences(long, "word") == ([Piece(long)], [Piece("word")])


def test_what_stands_around_a_passage_is_no_difference() -> None:
    _, theirs = differences("been inspected every year", "It has been inspected almost every year, she said.")

    assert marks(surrounded(theirs)) == [("differs", "almost ")]
    assert joined(surrounded(theirs)) == joined(theirs)


@pytest.mark.parametrize("pieces", [[], [Piece("a", "differs")], [Piece("a")], [Piece("a", "differs"), Piece("b", "differs")]])
def test_a_passage_of_few_pieces_keeps_them(pieces: list[Piece]) -> None:
    assert joined(surrounded(pieces)) == joined(pieces)


TOWN = "The town met. The bridge has been inspected almost every year since 2019. It rained. Nobody came; the doors were shut."


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("The bridge has been inspected every year since 2019,", "The bridge has been inspected almost every year since 2019."),
        ("It rained. Nobody was there; the doors were shut.", "It rained. Nobody came; the doors were shut."),
        ("Two crowns are paid by each wagon.", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_the_sentences_nearest_to_a_quote_are_found_if_any_resemble_it(quote: str, passage: str) -> None:
    assert nearest_passage(TOWN, quote) == passage


def test_a_passage_is_found_in_any_script() -> None:
    text = "افتتح الوزير الجسر. قال المتحدث إن الجسر فحص كل عام تقريبا. انتهى الاجتماع."

    assert nearest_passage(text, "إن الجسر فحص كل عام") == "قال المتحدث إن الجسر فحص كل عام تقريبا."


@given(st.text(), st.text())
def test_whatever_is_compared_a_passage_is_part_of_the_text(text: str, quote: str) -> None:
    assert nearest_passage(text, quote) in text


def test_the_parts_of_a_draft_are_marked_where_they_stand_nearest_to_it() -> None:
    draft = {"quote": QUOTE, "attributions": [make_source(cue="said", role_text="spokesperson")]}

    pieces = marked_draft(TEXT, 0, draft, (START, END))

    assert joined(pieces) == TEXT
    assert marks(pieces) == [("quote", QUOTE), ("cue", "said"), ("source", "Layla Hassan"), ("source", "spokesperson")]


def test_a_draft_is_marked_in_a_part_of_the_text_and_without_offsets() -> None:
    draft = {"quote": QUOTE, "attributions": []}

    assert marks(marked_draft(TEXT[START + 3 :], START + 3, draft, (START, END))) == [("quote", QUOTE[3:])]
    assert marks(marked_draft(TEXT, 0, draft, None)) == [("quote", QUOTE)]
    assert marks(marked_draft(TEXT, 0, {"attributions": []}, None)) == []


def test_the_parts_of_a_draft_are_marked_where_a_program_found_them() -> None:
    """The second "said" of a passage, and words in pieces, are not to be found by looking for them."""
    cue = TEXT.index("told")
    found = {"content": [[START, START + 2], [END - 8, END]], "cue": [[cue, cue + 4]], "source": [[cue - 13, cue - 1]]}

    pieces = marked_draft(TEXT[1:], 1, {"quote": QUOTE, "attributions": [make_source(cue="said")]}, (START, END), found)

    assert joined(pieces) == TEXT[1:]
    assert marks(pieces) == [("quote", "We"), ("quote", "January,"), ("source", TEXT[cue - 13 : cue - 1]), ("cue", "told")]


@pytest.mark.parametrize("found", [{}, {"content": []}, {"content": "x"}, {"content": [[1]]}, {"content": [["a", "b"]]}, {"cue": [[0, 2]]}])
def test_where_a_program_did_not_say_they_are_looked_for(found: dict[str, object]) -> None:
    assert marks(marked_draft(TEXT, 0, {"quote": QUOTE, "attributions": []}, (START, END), found)) == [("quote", QUOTE)]


@given(st.text(max_size=40), st.integers(-5, 60), st.integers(-5, 60), st.text(max_size=3))
def test_a_draft_with_offsets_from_nowhere_loses_no_word(passage: str, start: int, end: int, cue: str) -> None:
    draft = {"quote": "x", "attributions": [{"cue": cue}]}

    assert joined(marked_draft(passage, 0, draft, (start, end))) == passage
