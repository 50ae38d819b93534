"""A number that both say is marked as one piece, with its multiplier."""

from claims.matching.reasons import because, shared_terms
from claims.matching.said import Said
from claims.matching.words import spans, words


def test_a_number_is_marked_whole() -> None:
    text = "It paid 4.2 million crowns, 2.4 percent, for 3,100 seats."
    terms = frozenset(word.term for word in words(text) if text[word.start] in "0123456789" or text[word.start :].startswith("million"))

    assert [text[span.start : span.end] for span in spans(text, terms)] == ["4.2 million", "2.4", "3,100"]


def test_a_comma_between_words_parts_them() -> None:
    text = "Bridges, ferries."

    assert len(spans(text, frozenset(word.term for word in words(text)))) == 2


def test_parts_of_numbers_that_differ_are_nothing_that_both_say() -> None:
    here, there = Said("The port removed 84,000 tonnes of silt."), Said("The port dug out 48,000 tonnes of silt.")

    assert shared_terms(here, there).isdisjoint({"84", "48", "000"})
    assert because(here, there) == "both say port, tonnes and silt"


def test_a_number_that_both_say_is_named_whole() -> None:
    here, there = Said("The bridge carries 3,100 lorries."), Said("3,100 lorries cross the bridge.")

    assert because(here, there) == "both say bridge, 3,100 and lorries"
