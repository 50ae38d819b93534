"""Word pieces: the longest known piece first, accents and capitals gone, and no text that breaks it."""

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import claims.matching
from claims.matching.wordpiece import LONGEST_WORD, WordPieces

VOCABULARY = Path(claims.matching.__file__).parent / "minilm" / "vocabulary.txt"
BERT = WordPieces(VOCABULARY.read_text(encoding="utf-8").split("\n"))
PIECES = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "bridge", "bri", "##dge", "##s", "cafe", ",", "東"]
SMALL = WordPieces(PIECES)


def pieces(text: str, limit: int = 99) -> list[str]:
    return [PIECES[number] for number in SMALL.numbers(text, limit)][1:-1]


def test_the_vocabulary_is_the_one_that_the_model_was_trained_with() -> None:
    assert hashlib.sha256(VOCABULARY.read_bytes()).hexdigest() == "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


def test_a_word_is_cut_into_the_longest_pieces_that_are_known() -> None:
    assert pieces("bridges") == ["bridge", "##s"]
    assert pieces("bridge") == ["bridge"]


def test_a_word_with_an_unknown_piece_is_unknown_as_a_whole() -> None:
    assert pieces("bridget") == ["[UNK]"]
    assert pieces("bridge" + "s" * LONGEST_WORD) == ["[UNK]"]


def test_capitals_and_accents_do_not_count() -> None:
    assert pieces("CAFÉ cafe\u0301") == ["cafe", "cafe"]


def test_punctuation_and_ideographs_stand_apart() -> None:
    assert pieces("cafe,東東bridge") == ["cafe", ",", "東", "東", "bridge"]


def test_a_long_text_is_cut_and_still_ends_as_a_sentence() -> None:
    numbers = SMALL.numbers("bridge " * 500, 16)

    assert len(numbers) == 16
    assert (numbers[0], numbers[-1]) == (PIECES.index("[CLS]"), PIECES.index("[SEP]"))


def test_an_empty_text_is_a_sentence_without_words() -> None:
    assert SMALL.numbers(" \x00\u200b", 16) == [PIECES.index("[CLS]"), PIECES.index("[SEP]")]


def test_real_words_have_the_numbers_that_bert_gives_them() -> None:
    """The numbers as Hugging Face's `tokenizers` 0.23 counts them."""
    expected = [101, 1996, 22756, 1005, 1055, 2128, 1011, 3098, 3465, 1574, 2509, 1012, 1019, 2213, 1517, 15743, 1029, 102]

    assert BERT.numbers("The embankment's re-opening cost €3.5m — naïve?", 64) == expected


@given(st.text())
def test_any_text_has_pieces_that_the_vocabulary_holds(text: str) -> None:
    numbers = BERT.numbers(text, 32)

    assert 2 <= len(numbers) <= 32
    assert all(0 <= number < 30_523 for number in numbers)
