"""Why two things said are taken for the same, in words that a person can check against both."""

import re
from collections.abc import Iterable

from claims.matching.features import read_question
from claims.matching.names import POSSIBLE, resemblance
from claims.matching.reading import read_text
from claims.matching.said import Said
from claims.matching.weighing import general_weight
from claims.matching.words import words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
"""A number of several parts: "84,000", "4.2"."""
_MOST = 6
"""Words that are named."""


def shared_terms(query: Said, there: Said) -> frozenset[str]:
    """Return the terms that both texts hold; of numbers that differ no part, such as the "000" of 84,000 and 48,000."""
    return (read_text(query.text).kinds & read_text(there.text).kinds) - _parts_of_other_numbers(query.text, there.text)


def _parts_of_other_numbers(one: str, other: str) -> frozenset[str]:
    here, there = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return _parts(here ^ there) - _parts(here & there)


def _parts(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(part for number in numbers for part in re.split("[.,]", number))


def because(query: Said, there: Said) -> str:
    """Return the reason: the rarest words that both say, as the question has them, and who says it. What contradicts is told apart."""
    return "; ".join(reason for reason in (_words_in_common(query, there), _who(query, there)) if reason)


def _words_in_common(query: Said, there: Said) -> str:
    if query.text.strip() == there.text.strip():
        return "the same sentence"
    asked, told = read_text(query.text).kinds, read_text(there.text).kinds
    if named := _named(query.text, shared_terms(query, there)):
        return f"both say {named}"
    elsewhere = read_text(there.title).kinds | read_text(there.also).kinds
    if named := _named(query.text, asked & elsewhere):
        return f"its headline or quote says {named}"
    around = " ".join((*query.before, *query.after))
    named = _named(around, read_text(around).kinds & told)
    return f"the sentences around it say {named}" if named else ""


def _named(text: str, shared: frozenset[str]) -> str:
    rarest = sorted(shared, key=lambda term: (-general_weight(term), term))[:_MOST]
    numbers = {place: found for found in _NUMBER.finditer(text) for place in range(*found.span())}
    first = {word.term: numbers[word.start][0] if word.start in numbers else text[word.start : word.end] for word in reversed(words(text))}
    told = list(dict.fromkeys([shown for term, shown in reversed(list(first.items())) if term in rarest]))
    if (more := len(shared) - _MOST) > 0:
        return f"{', '.join(told)} and {more} more {'word' if more == 1 else 'words'}"
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def _who(query: Said, there: Said) -> str:
    question = read_question(query)
    if query.speaker and there.speaker and resemblance(query.speaker, there.speaker).score >= POSSIBLE:
        return f"{there.speaker} says it in both"
    if question.speaker and question.speaker[-1] in read_text(there.text).kinds - question.reading.kinds:
        return "it names who says this"
    return ""
