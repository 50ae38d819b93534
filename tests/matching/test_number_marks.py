"""A number that both say is marked as one piece, with its multiplier."""

from claims.matching.words import spans, words


def test_a_number_is_marked_whole() -> None:
    text = "It paid 4.2 million crowns, 2.4 percent, for 3,100 seats."
    terms = frozenset(word.term for word in words(text) if text[word.start] in "0123456789" or text[word.start :].startswith("million"))

    assert [text[span.start : span.end] for span in spans(text, terms)] == ["4.2 million", "2.4", "3,100"]


def test_a_comma_between_words_parts_them() -> None:
    text = "Bridges, ferries."

    assert len(spans(text, frozenset(word.term for word in words(text)))) == 2
