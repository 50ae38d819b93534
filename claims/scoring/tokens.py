"""A text as numbered words, so that spans can be compared without their punctuation."""

import re
from collections.abc import Iterable, Iterator, Sequence

from claims.scoring.english import words

Spans = Sequence[Sequence[int]]
"""Pieces of a text as pairs of offsets in code points, end exclusive."""
Words = frozenset[int]
"""Numbers of words of one text."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")  # noqa: RUF001  (the apostrophe that newspapers print)
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘(\[]?[A-Z0-9])|\n+")  # noqa: RUF001  (both kinds of quotation marks)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|Prof|St|Jr|Sr|vs|No|U\.S)\.$")
_LONGEST_ABBREVIATION = 6
_HEAD_BREAK = re.compile(r"[,;:(—–]")  # noqa: RUF001  (both dashes)


class TokenisedText:
    """The words of one text: runs of letters and digits, joined by an inner hyphen, apostrophe, full stop or comma."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = [match.span() for match in _WORD.finditer(text)]
        self._word_at = [-1] * len(text)
        for number, (start, end) in enumerate(self._words):
            self._word_at[start:end] = [number] * (end - start)

    def words_in(self, spans: Spans) -> Words:
        """Return the words that spans touch, if only by one letter. Raises ValueError for a span outside the text."""
        found: set[int] = set()
        for start, end in spans:
            if not 0 <= start <= end <= len(self.text):
                raise ValueError(f"The span [{start}, {end}] lies outside the text, which has {len(self.text)} characters.")
            found.update(self._word_at[start:end])
        found.discard(-1)
        return frozenset(found)

    def head(self, source: Words) -> int | None:
        """Return the head word of a source: the last one before a comma, a bracket, a preposition, a relative pronoun or "and"."""
        head: int | None = None
        previous_end = 0
        for number in sorted(source):
            start, end = self._words[number]
            word = self.text[start:end].lower()
            if head is not None and (word in words("head_ends") or _HEAD_BREAK.search(self.text, previous_end, start)):
                return head
            if word not in words("articles"):
                head = number
            previous_end = end
        return head

    def sentences(self) -> Iterator[Words]:
        """Yield the words of each sentence, roughly split: enough for counting sentences."""
        for start, end in self._sentence_spans():
            if found := self.words_in([(start, end)]):
                yield found

    def _sentence_spans(self) -> Iterator[tuple[int, int]]:
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            before = self.text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
            if not (match[0][0] == "." and _ABBREVIATION.search(before)):
                yield start, match.end()
                start = match.end()
        yield start, len(self.text)


def union(sets: Iterable[Words]) -> Words:
    """Return the words that stand in any of the sets."""
    return frozenset[int]().union(*sets)


def overlap(one: Words, other: Words) -> float:
    """Return intersection over union, 0 to 1; 0 where either is empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
