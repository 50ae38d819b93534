"""Any text at all: no extractor crashes, points outside of the text, contradicts itself or takes more than its share of time."""

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extractors import EXTRACTORS, FoundStatement, find
from claims.extractors.languages import languages
from claims.vocabularies import Quotation

MARKS = frozenset("\"“”„‟«»‹›〝〞「」『』＂`'‘’‚")
ENGINES = pytest.mark.parametrize("engine", EXTRACTORS)

PIECES = st.sampled_from([
    "said", " said ", "says", "according to ", "According to", "told", " that ", "he ", "She ", "Ann Example", "Mr. Example",
    "the ministry ", "sagte", "laut ", "dem Ministerium ", "erklärte, ", "es sei ", "was not", "Bridge closed",
    "“", "”", '"', "„", "«", "»", "‘", "’", "'", "``", "''", ",", ", ", ".", ". ", "?", "!", "…", ":", ";", "—", "(", ")", "[", "]",
    "\n", "\n\n", "\r\n", "\t", "\x00", "\xa0", "\u2028", "\u200b", "\u202e", "\ufeff", "e\u0301", "\u0301", "😀", "👩🏽\u200d🚀", "𝔘",
    "قال ", "“ליאור", "U.S. ", "3.5 ", "1,000 ", "@ann ", "#example", "http://example.org/a?b=c", "*", "_", "<b>", "\\n",
])  # fmt: skip
TEXTS = st.text(max_size=300) | st.lists(PIECES, max_size=60).map("".join)

REPEATED = {
    "opening marks": "“We ",
    "straight marks": '" ',
    "one quotation a word": "“rain” ",
    "commas": "rain, ",
    "one paragraph": "The bridge over the river was closed again on Monday ",
    "cues": "he said ",
    "sources": "Ann Example and ",
    "who says that who says": "Ann Example said that ",
    "quoted statements": "“The bridge is closed,” Ann Example said. ",
    "paragraphs that stay open": "“The bridge is closed and the ferry is full.\n\n",
    "empty lines": "\n",
    "letters without end": "a",
    "dots": ". ",
    "dotted capitals": "U.",
    "hyphens": "a-",
    "brackets": "(he said ",
    "according to": "According to ",
    "combining marks": "e\u0301",
}  # fmt: skip


def search(text: str, engine: str, language: str = "en") -> list[FoundStatement]:
    return list(find(text, title="", language=language, engine=engine))


def check(found: FoundStatement, text: str) -> None:
    """Check that a statement is one: spans in the text and in order, a score that is a share, marks where it says so."""
    for spans in (found.content, found.cue, found.source):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
    assert found.content
    assert any(character.isalnum() for start, end in found.content for character in text[start:end])
    assert 0 <= found.score <= 1
    assert found.speaker is None or found.speaker.strip()
    if found.quotation in {Quotation.DIRECT, Quotation.MIXED}:
        assert any(MARKS & set(text[max(0, start - 1) : end + 2]) for start, end in found.content)
    if found.quotation is Quotation.OWN_VOICE:
        assert not found.cue
        assert not found.source


@ENGINES
@pytest.mark.parametrize("language", languages())
@given(text=TEXTS)
def test_any_text_is_read_without_a_crash_or_a_false_span(engine: str, language: str, text: str) -> None:
    for found in search(text, engine, language):
        check(found, text)


@ENGINES
@given(text=TEXTS, title=st.text(max_size=50), language=st.text(max_size=8))
def test_any_title_and_language_will_do(engine: str, text: str, title: str, language: str) -> None:
    for found in find(text, title=title, language=language, engine=engine):
        check(found, text)


@ENGINES
@given(text=TEXTS)
def test_the_same_text_gives_the_same_statements(engine: str, text: str) -> None:
    assert search(text, engine) == search(text, engine)


@ENGINES
@pytest.mark.parametrize(
    "text", ["", " ", "\n" * 10_000, "“" * 1_000, "”" * 1_001, '"' * 999, "\x00", "\ud800", "said", "“”", "\u202e" * 50]
)
def test_a_text_of_nothing_gives_nothing(engine: str, text: str) -> None:
    assert search(text, engine) == []


@ENGINES
@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_a_text_of_one_piece_repeated_keeps_the_rules(engine: str, piece: str) -> None:
    text = piece * 300
    for found in search(text, engine):
        check(found, text)


@ENGINES
@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_four_times_the_text_takes_about_four_times_the_steps(engine: str, piece: str) -> None:
    short, long = (steps(partial(search, piece * size, engine)) for size in (60, 240))

    assert long <= 5 * short + 10_000


@ENGINES
@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_no_pattern_goes_back_and_forth_over_a_long_text(engine: str, piece: str) -> None:
    """Steps inside a regular expression cannot be counted; only a time that grows with the square can exceed this bound."""
    size = 50_000 // len(piece)
    short, long = (cpu_s(partial(search, piece * count, engine)) for count in (size // 8, size))

    assert long <= 8 * 4 * short + 0.5


def steps(act: Callable[[], Any]) -> int:
    """Count the lines that run, in our code and in any other Python."""
    counted = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return counted


def cpu_s(act: Callable[[], Any]) -> float:
    started_s = time.process_time()
    act()
    return time.process_time() - started_s
