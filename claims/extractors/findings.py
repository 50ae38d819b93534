"""What an extractor finds in an article: the spans of one attributed statement, as the PARC and PolNeAR corpora mark them."""

from dataclasses import dataclass
from typing import NamedTuple

from claims.vocabularies import Quotation


def in_sentences(*reasons: str) -> str:
    """Return reasons as one: each begins with a capital and ends with a full stop; empty ones fall away."""
    told = (reason.strip() for reason in reasons)
    return " ".join(f"{one[0].upper()}{one[1:]}{'' if one.endswith(('.', '!', '?')) else '.'}" for one in told if one)


class Span(NamedTuple):
    """A piece of a text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One attributed statement: what was said, the words that attribute it, and the words for who said it.

    Each may stand in pieces, in the order of the text (a quotation broken by its cue has two pieces of content). A source may be
    missing: "it was said that". Own-voice statements have neither cue nor source.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    quotation: Quotation
    score: float
    """How sure the extractor is, 0 to 1: the share of such findings that people accept."""
    because: str
    """Why, in words that a person can check against the text."""
