"""The rules hold for any text: no crash, no span outside it, reading order, and time linear in its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extractors.article import read_article
from claims.extractors.rules import find_by_rules

PIECES = {
    "en": [
        "said",
        "says",
        "that",
        "according to",
        "Ann",
        "the mayor",
        "adding",
        "and",
        "who",
        "as",
        "(",
        ")",
        ":",
        "was quoted as saying",
        "she",
    ],
    "de": [
        "sagte",
        "dass",
        "laut",
        "nach Angaben",
        "zufolge",
        "Eva",
        "die Stadt",
        "sei",
        "und",
        "der",
        "wie",
        "so",
        "teilte",
        "mit",
        "heißt es",
    ],
}
MARKS = [",", ".", "“", "”", "„", '"', "''", "\n\n", "—", "?", ";", "\x00", "Ω"]
LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])


@LANGUAGES
@given(st.data())
def test_every_span_lies_in_the_text_and_holds_something(language: str, data: st.DataObject) -> None:
    """Frames in any order, with marks anywhere."""
    pieces = st.sampled_from(PIECES[language] + MARKS) | st.text(max_size=6)
    text = " ".join(data.draw(st.lists(pieces, max_size=40)))

    for one in find_by_rules(read_article(text, language=language)):
        assert one.content
        assert 0 < one.score < 1
        for role in (one.content, one.cue, one.source):
            assert list(role) == sorted(role)
            assert all(0 <= start < end <= len(text) for start, end in role)


@LANGUAGES
@pytest.mark.parametrize("piece", ["Ann said, ", "laut Eva, ", "“a” ", "(a", "said that she said ", "der, die, sagte und ", "a, ", "„"])
def test_time_is_linear_in_the_length_of_the_text(language: str, piece: str) -> None:
    """Eight times the text takes no more than about eight times as long, also without a full stop."""

    def seconds(count: int) -> float:
        article = read_article(piece * count, language=language)
        start = time.process_time()
        find_by_rules(article)
        return time.process_time() - start

    small = min(seconds(500) for _ in range(3))

    assert min(seconds(4000) for _ in range(2)) < 20 * small + 0.05
