"""Meaning: what is encoded of a text, and how near a query is to claims, alone and in its context."""

import numpy as np
import pytest
from matching.vectors import WordsAsDirections

from claims.matching.nearest import cosines, small
from claims.matching.said import Said
from claims.matching.semantic import Meanings, QueryVectors, plain, query_texts

ENCODER = WordsAsDirections()


def query(said: Said) -> QueryVectors:
    return QueryVectors(ENCODER.encode(query_texts(said)))


def meanings(*claims: tuple[str, str]) -> Meanings:
    texts, titles = (small(ENCODER.encode([claim[part] or claim[0] for claim in claims])) for part in (0, 1))
    return Meanings(texts, titles, [bool(title) for _, title in claims])


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("The  bridge\nis closed.", "The bridge is closed."),
        ("Closed! https://gazette.example/x #OldBridge", "Closed! Old Bridge"),
        ("The bridge is closed — Ann Example (@ann) May 3, 2020", "The bridge is closed — Ann Example"),
        ("https://gazette.example/x", "https://gazette.example/x"),
        ("#東京 #Brücke2024 #NATOSummit #old_bridge", "東京 Brücke 2024 NATO Summit old bridge"),
        ("", ""),
    ],
)
def test_of_a_post_the_words_and_the_name_below_it_are_encoded(text: str, encoded: str) -> None:
    assert plain(text) == encoded


def test_neighbouring_sentences_turn_a_sentence_towards_what_it_is_about() -> None:
    bridge, school = "the old bridge leaks", "the new school opens"
    alone = query(Said("it was done in may"))
    placed = query(Said("it was done in may", before=("we mended the old bridge",), after=("no bridge leaks now",)))
    claims = small(ENCODER.encode([bridge, school]))

    assert np.array_equal(alone.in_context, alone.text)
    before, after = (np.subtract(*cosines(vector[None, :], claims)[0]) for vector in (alone.text, placed.in_context))
    assert after > before + 0.1


def test_a_headline_counts_where_there_is_one() -> None:
    near, far = meanings(("nothing alike", "the old bridge"), ("nothing alike", "")).nearness(query(Said("the old bridge")), [0, 1])

    assert near.title > 0.95
    assert far.title == far.text < 0.5


def test_a_query_alone_is_its_own_neighbour() -> None:
    (one,) = meanings(("the old bridge leaks", "")).nearness(query(Said("the bridge leaks")), [0])

    assert one.neighbour == one.text == one.text_in_context


def test_the_nearest_are_found_by_text_and_by_headline() -> None:
    among = meanings(*[(f"word{n} other{n}", "") for n in range(200)], ("the old bridge leaks", ""), ("say what", "the old bridge"))

    assert set(among.nearest(query(Said("the old bridge")), limit=2)) == {200, 201}


def test_an_empty_collection_holds_nothing_near() -> None:
    nothing = np.zeros((0, ENCODER.dimensions), np.int8)

    assert Meanings(nothing, nothing, []).nearest(query(Said("the old bridge"))) == []
    assert Meanings(nothing, nothing, []).nearness(query(Said("a", before=("b",))), []) == []
