"""Frames of a noun: "her claim that ...", "the mayor's warning that ..."."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading

_POSSESSIVE_MARKS = frozenset({"'s", "'"})
_LONGEST_OWNER = 4


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find the clauses that hang on a noun of saying whose owner stands before it."""
    lower, nouns = reading.lower, reading.lexicon.nouns["saying"]
    for token in sentence[1:-2]:
        if lower[token] in nouns and reading.is_a(token + 1, "that") and not reading.is_quoted(token):
            source = _owner(reading, token, sentence)
            if source:
                content = reading.trim(token + 1, _clause_end(reading, token + 1, sentence.stop))
                because = f"'{reading.string(range(token, token + 1))}' of '{reading.string(source)}' before what was said"
                yield Candidate((content,), (range(token, token + 1),), (source,), "noun", because)


def _owner(reading: Reading, noun: int, sentence: range) -> range | None:
    """Return "her" or "Mary Jones's" before a noun, with up to two words between."""
    for token in range(noun - 1, max(sentence.start - 1, noun - 4), -1):
        if reading.is_a(token, "possessives"):
            return range(token, token + 1)
        if reading.lower[token] in _POSSESSIVE_MARKS:
            first = _owner_start(reading, token, sentence)
            return range(first, token + 1) if first < token else None
    return None


def _owner_start(reading: Reading, mark: int, sentence: range) -> int:
    """Walk to the left over a name, or over a few words to their determiner."""
    first = mark
    while first > sentence.start and reading.is_capital(first - 1):
        first -= 1
    for token in range(first - 1, max(sentence.start - 1, first - _LONGEST_OWNER), -1):
        if reading.is_a(token, "determiners"):
            return token
        if not reading.is_word(token) or reading.is_a(token, "prepositions"):
            break
    return first


def _clause_end(reading: Reading, first: int, end: int) -> int:
    """End at a comma that a conjunction or another main clause follows."""
    for token in range(first + 3, end - 1):
        if reading.lower[token] == "," and not reading.is_quoted(token):
            return token
    return end
