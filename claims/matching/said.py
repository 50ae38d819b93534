"""What is compared: something that was said, a recorded claim that may be the same, and what the comparison says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from claims.matching.differences import Difference


class Span(NamedTuple):
    """A piece of a text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """Something said: what is asked about, or a recorded claim. All but the text may be missing."""

    text: str
    title: str = ""
    """The headline of the document, or of the fact-check."""
    speaker: str = ""
    """The name as printed."""
    before: tuple[str, ...] = ()
    """The sentences before it, the nearest last."""
    after: tuple[str, ...] = ()
    """The sentences after it."""
    date: str = ""
    """The day, month or year when it was said (EDTF)."""
    also: str = ""
    """The same in other words: the quotation behind a statement, the line under a headline."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recorded claim that the first look brought."""

    key: str
    """Its id."""
    said: Said
    nearness: tuple[float, ...] | None = None
    """The cosines of its sentence vectors with those of the query (`semantic.Nearness`), where there are vectors."""


class Frequencies(Protocol):
    """How many recorded claims hold a word."""

    @property
    def total(self) -> int:
        """How many claims are recorded."""

    def of(self, stems: Sequence[str]) -> Mapping[str, int]:
        """Return how many claims hold each stem, as FTS5's porter tokenizer makes it; those that none holds may be missing."""


class Likeness(StrEnum):
    """How far a match may be trusted."""

    LIKELY = "likely"
    """Likely the same: about nine of ten such are."""
    POSSIBLE = "possible"
    """Possibly related: a person should look."""
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Match:
    """A recorded claim, and how likely it says the same."""

    key: str
    score: float
    """The probability that it is the same claim, 0 to 1, calibrated for a database that holds the answer to every second question."""
    likeness: Likeness
    because: str = ""
    """Why, in words that a person can check against both texts."""
    shared: tuple[Span, ...] = ()
    """The words of the query's text that match."""
    shared_there: tuple[Span, ...] = ()
    """The words of the recorded claim's text that match."""
    differences: tuple[Difference, ...] = ()
    """What contradicts it: other numbers, dates or names, or a negation on one side alone."""
