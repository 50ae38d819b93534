"""Words in quotation marks within an indirect statement: each a verbatim statement of the same source."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading

_SHORTEST = 4
"""Tokens of a quotation, its marks among them: a single word in marks is a name or a doubt more often than a statement."""


def statements_within(reading: Reading, framed: list[Candidate]) -> Iterator[Candidate]:
    """Take the quotations that open within the unquoted pieces of statements."""
    for one in framed:
        for piece in one.content:
            if reading.opens_quotation(piece.start) and reading.closes_quotation(piece.stop - 1):
                continue
            for token in piece:
                if reading.opens_quotation(token) and len(reading.quotation_at(token)) >= _SHORTEST:
                    because = f"words in marks within a statement: {one.because}"
                    yield Candidate((reading.quotation_at(token),), one.cue, one.source, "quoted_words", because)
