"""What a word is: the pieces that the extractors count in."""

import pytest

from claims.extractors.article import read_article


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn’t say.", ["She", "didn’t", "say", "."]),
        ("the mayor's boat and the pilots' boats", ["the", "mayor", "'s", "boat", "and", "the", "pilots", "'", "boats"]),
        ("O'Mara's well-known R&D unit", ["O'Mara", "'s", "well-known", "R&D", "unit"]),
        ("Gen. A. Example of the U.S. spoke. He left.", ["Gen.", "A.", "Example", "of", "the", "U.S.", "spoke", ".", "He", "left", "."]),
        (
            "Messrs. Example and Drs. Sample posted on X. It rained.",
            ["Messrs.", "Example", "and", "Drs.", "Sample", "posted", "on", "X", ".", "It", "rained", "."],
        ),
        ("Is plan B. it?", ["Is", "plan", "B", ".", "it", "?"]),
        ("at example.org, 3 of 1,000 --", ["at", "example.org", ",", "3", "of", "1,000", "--"]),
        ("@ann_example saw #rain_now, snake_case", ["@ann_example", "saw", "#rain_now", ",", "snake", "_", "case"]),
        ("Zoë: “Wait...”", ["Zoë", ":", "“", "Wait", "...", "”"]),
    ],
)
def test_words_numbers_names_and_marks_are_told_apart(text: str, words: list[str]) -> None:
    article = read_article(text)
    assert article.words == words
    assert [text[start:end] for start, end in zip(article.starts, article.ends, strict=True)] == words
