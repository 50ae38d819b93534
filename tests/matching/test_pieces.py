"""Letter pieces: what part of them two texts share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.pieces import compare_pieces, pieces_of


def test_pieces_are_runs_of_four_letters_each_once() -> None:
    pieces = pieces_of(["bridge", "", "abcabcabc", "abc"])
    assert np.bincount(pieces.rows, minlength=pieces.count).tolist() == [3, 0, 3, 0]


def test_shared_parts_are_counted_both_ways() -> None:
    text_part, asked_part, title_part, *_ = compare_pieces("bridges", ["bridge", "ferry"], ["a bridge", ""])[0]
    assert (text_part, asked_part) == (1.0, 0.75)
    assert 0 < title_part < 1


def test_pieces_that_few_texts_hold_weigh_more() -> None:
    many = ["the bridge"] * 5 + ["the ferry"]
    compared = compare_pieces("the ferry and the bridge", many, [""] * len(many))
    assert compared[5, 4] > compared[0, 4]


@given(st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_parts_of_any_text_lie_between_nothing_and_all(query: str, claims: list[tuple[str, str]]) -> None:
    compared = compare_pieces(query, [text for text, _ in claims], [title for _, title in claims])
    assert compared.shape == (len(claims), 7)
    assert ((compared >= 0) & (compared <= 1 + 1e-9)).all()
