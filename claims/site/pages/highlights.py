"""Where claims stand in a text: the text cut into paragraphs, and these into pieces that each lie in the same claims.

Offsets count Unicode code points. Nothing is lost on the way: the pieces of a text, put together, are the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_CONTROLS = re.compile("[\r\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What a browser would swallow, or what could disguise the words around it: shown by its number instead (see `display.words`)."""
_LINE_ENDS = re.compile(r"\n+")
_WORD = re.compile("\\w+(?:['\u2019.,-]\\w+)*")


@dataclass(frozen=True, slots=True)
class Span:
    """Where the quote of a claim stands."""

    claim: str
    start: int
    end: int


class Kind(StrEnum):
    """What a piece of a text is made of."""

    WORDS = "words"
    CONTROLS = "controls"
    """Characters that nobody sees."""
    GAP = "gap"
    """The blank lines after a paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a text that all lie in the same claims."""

    start: int
    text: str
    kind: Kind = Kind.WORDS
    claims: tuple[str, ...] = ()
    """The ids of all claims whose quotes hold it, the shortest quote last."""
    begins: tuple[str, ...] = ()
    """Those whose quotes begin with it."""
    ends: tuple[str, ...] = ()
    """Those whose quotes end with it."""

    @property
    def codes(self) -> list[str]:
        """The numbers of its characters, in hexadecimal digits."""
        return [f"{ord(char):04X}" for char in self.text]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the blank lines that follow it."""

    pieces: tuple[Piece, ...]

    @property
    def begins(self) -> tuple[str, ...]:
        """The claims whose quotes begin here, in order."""
        return tuple(claim for piece in self.pieces for claim in piece.begins)


def paragraphs(text: str, spans: Iterable[Span], part: slice = slice(None)) -> list[Paragraph]:
    """Cut a text, or a part of it, into paragraphs and pieces; a quote that reaches beyond the part is cut at its ends.

    Takes time in proportion to the length of the part, and to how many claims lie on each other in it.
    """
    first, last, _ = part.indices(len(text))
    inside = [Span(span.claim, max(first, span.start), min(last, span.end)) for span in spans]
    gaps = {found.start(): found.end() for found in _BLANK_LINES.finditer(text, first, last)}
    controls = {found.start(): found.end() for found in _CONTROLS.finditer(text, first, last)}
    cuts = {first, last, *gaps, *gaps.values(), *controls, *controls.values()}
    found: list[Paragraph] = []
    pieces: list[Piece] = []
    gap_until = controls_until = first
    for start, end, held in sections((span for span in inside if span.start < span.end), cuts):
        gap_until, controls_until = gaps.get(start, gap_until), controls.get(start, controls_until)
        kind = Kind.GAP if start < gap_until else Kind.CONTROLS if start < controls_until else Kind.WORDS
        pieces.append(_piece(text[start:end], start, kind, held))
        if kind is Kind.GAP and end == gap_until:
            found.append(Paragraph(tuple(pieces)))
            pieces = []
    return [*found, Paragraph(tuple(pieces))] if pieces else found


def sections(spans: Iterable[Span], cuts: Iterable[int] = ()) -> Iterator[tuple[int, int, list[Span]]]:
    """Yield the stretches between all ends of spans and all cuts, in order, with the spans that hold each, the shortest last."""
    starting: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
    ends = {span.end for opened in starting.values() for span in opened}
    held: list[Span] = []
    for start, end in pairwise(sorted({*cuts, *starting, *ends})):
        if start in ends:
            held = [span for span in held if span.end > start]
        if start in starting:
            held = sorted([*held, *starting[start]], key=lambda span: (span.start - span.end, span.start))
        yield start, end, held


def _piece(text: str, start: int, kind: Kind, held: list[Span]) -> Piece:
    if not held:
        return Piece(start, text, kind)
    end = start + len(text)
    return Piece(
        start,
        text,
        kind,
        claims=tuple(span.claim for span in held),
        begins=tuple(span.claim for span in held if span.start == start),
        ends=tuple(span.claim for span in reversed(held) if span.end == end),
    )


def parts(text: str, length: int) -> list[slice]:
    """Cut a long text at ends of lines into parts of about a length, at most twice that."""
    cuts = [0]
    while len(text) - cuts[-1] > length * 3 // 2:
        earliest = cuts[-1] + length
        end_of_line = _LINE_ENDS.search(text, earliest, earliest + length)
        cuts.append(end_of_line.end() if end_of_line else earliest)
    if len(cuts) > 1 and cuts[-1] == len(text):
        cuts.pop()
    return [slice(start, end) for start, end in pairwise([*cuts, len(text)])]


def count_words(text: str) -> int:
    """Return how many words a text has; `2.4`, `o'clock` and `cease-fire` are one each."""
    return sum(1 for _ in _WORD.finditer(text))


def words_by_source(spans: Iterable[Span], quotes: Mapping[str, str], sources: Mapping[str, str]) -> Counter[str]:
    """Count the words inside quotes by the source of their claim; those inside several are counted once, for the shortest.

    `quotes` and `sources` are by the id of the claim.
    """
    counted: Counter[str] = Counter()
    for start, end, held in sections(spans):
        if held:
            shortest = held[-1]
            counted[sources[shortest.claim]] += count_words(quotes[shortest.claim][start - shortest.start : end - shortest.start])
    return counted
