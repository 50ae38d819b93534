"""Why two things said are taken for the same, in words that a person can check against both."""

from claims.matching.features import read_question
from claims.matching.names import POSSIBLE, resemblance
from claims.matching.reading import read_text
from claims.matching.said import Said
from claims.matching.weighing import general_weight
from claims.matching.words import words

_MOST = 6
"""Words that are named."""


def shared_terms(query: Said, there: Said) -> frozenset[str]:
    """Return the terms that both texts hold."""
    return read_text(query.text).kinds & read_text(there.text).kinds


def because(query: Said, there: Said) -> str:
    """Return the reason: the rarest words that both say, as the question has them, and who says it. What contradicts is told apart."""
    return "; ".join(reason for reason in (_words_in_common(query, there), _who(query, there)) if reason)


def _words_in_common(query: Said, there: Said) -> str:
    if query.text.strip() == there.text.strip():
        return "the same sentence"
    asked, told = read_text(query.text).kinds, read_text(there.text).kinds
    named = _named(query.text, asked & told)
    if named:
        return f"both say {named}"
    elsewhere = read_text(there.title).kinds | read_text(there.also).kinds
    if named := _named(query.text, asked & elsewhere):
        return f"its headline or quote says {named}"
    around = " ".join((*query.before, *query.after))
    named = _named(around, read_text(around).kinds & told)
    return f"the sentences around it say {named}" if named else ""


def _named(text: str, shared: frozenset[str]) -> str:
    rarest = sorted(shared, key=lambda term: (-general_weight(term), term))[:_MOST]
    first = {word.term: text[word.start : word.end] for word in reversed(words(text))}
    told = [shown for term, shown in reversed(list(first.items())) if term in rarest]
    if len(shared) > _MOST:
        return f"{', '.join(told)} and {len(shared) - _MOST} more words"
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def _who(query: Said, there: Said) -> str:
    question = read_question(query)
    if query.speaker and there.speaker and resemblance(query.speaker, there.speaker).score >= POSSIBLE:
        return f"{there.speaker} says it in both"
    if question.speaker and question.speaker[-1] in read_text(there.text).kinds - question.reading.kinds:
        return "it names who says this"
    return ""
