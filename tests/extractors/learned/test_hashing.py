"""Hashes of features are what a model's file is written in: they must stay the same for ever."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.extractors.learned.hashing import OUTSIDE, Templates

BITS = 0xFFFFFFFF
VALUES = st.integers(0, BITS)


def hash_alone(template: int, *values: int) -> int:
    """Mix one feature of one token, number by number."""
    mixed = template * 0x9E3779B1 & BITS
    for value in values:
        mixed = (mixed ^ value) * 0x85EBCA6B & BITS
        mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 & BITS
        mixed ^= mixed >> 16
    return mixed


def column(*values: int) -> np.ndarray:
    return np.array(values, np.uint32)


@given(st.lists(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_hash_is_the_same_in_whatever_company_it_is_worked_out(features: list[list[tuple[int, int]]]) -> None:
    templates = Templates(np.zeros(2, np.int32), first_template=1_000)
    for feature in features:
        templates.add(*(column(*values) for values in feature))
    expected = [
        [hash_alone(1_001 + number, *(values[token] for values in feature)) for number, feature in enumerate(features)] for token in (0, 1)
    ]
    assert templates.table().tolist() == expected


def test_many_tokens_are_mixed_in_parts_as_if_all_at_once() -> None:
    size = 40_000
    templates = Templates(np.zeros(size, np.int32), first_template=0)
    for number in range(4):
        templates.add(*[np.full(size, number, np.uint32)] * (1 + number % 2))
    assert (templates.table() == [hash_alone(1 + number, *[number] * (1 + number % 2)) for number in range(4)]).all()


def test_nothing_is_seen_beyond_the_edge_of_a_sequence() -> None:
    templates = Templates(np.array([0, 0, 0, 1, 1], np.int32), first_template=0)
    seen = {offset: templates.beside(column(11, 12, 13, 21, 22), offset).tolist() for offset in (-2, -1, 0, 1, 2, 9)}
    edge = int(OUTSIDE)
    assert seen == {
        -2: [edge, edge, 11, edge, edge],
        -1: [edge, 11, 12, edge, 21],
        0: [11, 12, 13, 21, 22],
        1: [12, 13, edge, 22, edge],
        2: [13, edge, edge, edge, edge],
        9: [edge] * 5,
    }
