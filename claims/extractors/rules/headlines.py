"""Frames of a name and a colon: "Mayor: We will build", "Jones: “Never.”"."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading

_LONGEST_NAME = 8
_LONGEST_IN_HEADLINE = 3
_SHORTEST_STATEMENT = 4


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find what a name at the head of a paragraph and a colon introduce."""
    if not reading.starts_paragraph(sentence.start):
        return
    colon = _colon_after_name(reading, sentence)
    if colon is None or colon + 1 >= sentence.stop:
        return
    source, first = range(sentence.start, colon), colon + 1
    is_quoted = reading.opens_quotation(first) or reading.words[first] in {"‘", "'", "‚"}
    if not is_quoted and (len(source) > _LONGEST_IN_HEADLINE or sentence.start > 0):
        return
    content = reading.quotation_at(first) if reading.opens_quotation(first) else range(first, sentence.stop)
    if len(content) > _SHORTEST_STATEMENT:
        yield Candidate(
            (content,), (range(colon, first),), (source,), "headline", f"'{reading.string(source)}' and a colon before what was said"
        )


def _colon_after_name(reading: Reading, sentence: range) -> int | None:
    for token in sentence[: _LONGEST_NAME + 1]:
        if reading.is_quoted(token):
            return None
        if reading.lower[token] == ":":
            return token if token > sentence.start else None
        if not (reading.is_capital(token) or reading.lower[token] in {"of", "the", "von", "der", "für", "(", ")", "de", "al"}):
            return None
    return None
