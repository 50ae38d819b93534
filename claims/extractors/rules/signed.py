"""Quotations that are signed: "Build it." — Ann Example, the name on the same line or on the next."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading

_DASHES = frozenset(("―", "—", "–", "-", "--"))
_LONGEST_SIGNATURE = 14
_SHORTEST_QUOTATION = 5


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find a quotation, a dash and a name with which the paragraph ends."""
    for dash in sentence[:-1]:
        if reading.words[dash] in _DASHES and dash > 0 and reading.closes_quotation(dash - 1) and not reading.is_quoted(dash):
            source = _signature(reading, dash + 1, sentence.stop)
            content = reading.quotation_at(dash - 1)
            if source and len(content) >= _SHORTEST_QUOTATION:
                because = f"a quotation signed '{reading.string(source)}'"
                yield Candidate((content,), (range(dash, dash + 1),), (source,), "signed", because)


def _signature(reading: Reading, first: int, last: int) -> range | None:
    """Return the name that stands between a dash and the end of the paragraph."""
    is_end = last == len(reading.words) or reading.starts_paragraph(last)
    if not is_end or last - first > _LONGEST_SIGNATURE or not reading.is_capital(first):
        return None
    comma = next((token for token in range(first, last) if reading.lower[token] in {",", "(", ";"}), last)
    name = reading.trim(first, comma)
    return name if name and not any(reading.is_quoted(token) for token in range(first, last)) else None
