"""A text cut into pieces is still the text, and each claim's pieces are its quote: overlaps, emoji and blank lines included."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.site.display import words
from claims.site.pages.highlights import Kind, Paragraph, Piece, Span, count_words, paragraphs, parts, sections, words_by_source

LETTERS = st.sampled_from("ab .,“”\n\n\n\t\r🌉é\u0301א\u202e\u200f")


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(LETTERS, max_size=60))
    places = st.integers(0, len(text))
    ends = draw(st.lists(st.tuples(places, places).filter(lambda two: two[0] < two[1]), max_size=6)) if text else []
    return text, [Span(f"c{number}", start, end) for number, (start, end) in enumerate(ends)]


def pieces_of(found: list[Paragraph]) -> list[Piece]:
    return [piece for paragraph in found for piece in paragraph.pieces]


@given(texts_with_spans())
@example(("a\n\nb", [Span("c0", 1, 3), Span("c1", 0, 4)]))
@example(("ab", [Span("c0", 0, 2), Span("c1", 0, 2)]))
def test_the_pieces_are_the_text_and_those_of_a_claim_are_its_quote(made: tuple[str, list[Span]]) -> None:
    text, spans = made

    pieces = pieces_of(paragraphs(text, spans))

    assert "".join(piece.text for piece in pieces) == text
    for span in spans:
        assert "".join(piece.text for piece in pieces if span.claim in piece.claims) == text[span.start : span.end]
        assert [piece.start for piece in pieces if span.claim in piece.begins] == [span.start]
        assert [piece.start + len(piece.text) for piece in pieces if span.claim in piece.ends] == [span.end]


@given(texts_with_spans())
def test_each_piece_says_where_it_stands_and_nothing_invisible_hides_among_words(made: tuple[str, list[Span]]) -> None:
    text, spans = made

    for piece in pieces_of(paragraphs(text, spans)):
        assert piece.text
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        if piece.kind is Kind.WORDS:
            assert words(piece.text) == piece.text
            assert "\r" not in piece.text
        if piece.kind is Kind.GAP:
            assert piece.text.isspace()


@given(texts_with_spans(), st.integers(1, 20))
def test_a_text_in_parts_loses_nothing(made: tuple[str, list[Span]], length: int) -> None:
    text, spans = made

    cuts = parts(text, length)

    assert "".join(text[part] for part in cuts) == text
    assert all(text[part] for part in cuts) or cuts == [slice(0, 0)]
    assert all(part.stop - part.start <= 2 * length for part in cuts)
    cut_up = [pieces_of(paragraphs(text, spans, part)) for part in cuts]
    assert "".join(piece.text for pieces in cut_up for piece in pieces) == text
    for span in spans:
        found = [piece.text for pieces in cut_up for piece in pieces if span.claim in piece.claims]
        assert "".join(found) == text[span.start : span.end]


def test_every_character_that_pages_make_visible_is_a_piece_of_its_own() -> None:
    hidden = [chr(number) for number in range(0xD800) if words(chr(number)) != chr(number)]

    for char in hidden:
        assert [(piece.kind, piece.codes) for piece in pieces_of(paragraphs(f"a{char}b", [])) if piece.kind is not Kind.WORDS] == [
            (Kind.CONTROLS, [f"{ord(char):04X}"])
        ]


def test_where_claims_overlap_the_shortest_comes_last() -> None:
    text = "The bridge was shut for 11 days."

    pieces = pieces_of(paragraphs(text, [Span("long", 0, 31), Span("short", 11, 23), Span("crossing", 19, 32)]))

    assert [(piece.text, piece.claims) for piece in pieces] == [
        ("The bridge ", ("long",)),
        ("was shut", ("long", "short")),
        (" for", ("long", "crossing", "short")),
        (" 11 days", ("long", "crossing")),
        (".", ("crossing",)),
    ]


def test_blank_lines_part_paragraphs_and_line_ends_do_not() -> None:
    found = paragraphs("one\ntwo\n \n\nthree", [])

    assert [["".join(piece.text for piece in paragraph.pieces if piece.kind is Kind.WORDS)] for paragraph in found] == [
        ["one\ntwo"],
        ["three"],
    ]


def test_a_paragraph_lists_the_claims_that_begin_in_it() -> None:
    found = paragraphs("one two\n\nthree", [Span("a", 0, 12), Span("b", 4, 7), Span("c", 9, 14)])

    assert [paragraph.begins for paragraph in found] == [("a", "b"), ("c",)]


def test_a_span_outside_of_the_text_marks_nothing() -> None:
    assert [piece.claims for piece in pieces_of(paragraphs("abc", [Span("c", 5, 9)]))] == [()]


@pytest.mark.parametrize("text", ["x" * 4_000_000, "word " * 800_000, "\n" * 4_000_000, "\n \t" * 1_300_000 + "x", "a\n\n" * 60_000])
def test_a_long_text_takes_no_more_than_its_length_asks_for(text: str) -> None:
    spans = [Span(f"c{place}", place * 100, place * 100 + 150) for place in range(2_000)]
    began = time.process_time()

    pieces = pieces_of(paragraphs(text, spans))

    assert time.process_time() - began < 20
    assert sum(len(piece.text) for piece in pieces) == len(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("The work will cost 2.4 million crowns,", 7),
        ("o’clock, cease-fire, don't", 3),  # noqa: RUF001
        ("وقال إن الجسر مغلق", 4),
        ("— … “”", 0),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, number: int) -> None:
    assert count_words(text) == number


def test_words_within_several_quotes_count_once_for_the_shortest() -> None:
    spans = [Span("long", 0, 19), Span("short", 4, 11)]
    quotes = {"long": "one two three four ", "short": "two thr"}

    counted = words_by_source(spans, quotes, {"long": "own_voice", "short": "named_person"})

    assert counted == {"own_voice": 3, "named_person": 2}


def test_sections_without_cuts_are_those_between_spans() -> None:
    assert [(start, end, [span.claim for span in held]) for start, end, held in sections([Span("a", 0, 2), Span("b", 5, 6)])] == [
        (0, 2, ["a"]),
        (2, 5, []),
        (5, 6, ["b"]),
    ]
