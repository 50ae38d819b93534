"""A clause behind a noun of saying: "die Forderung des Ministers, Steuern zu senken", "die Sorge, dass ..."."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.colons import subject_at_head
from claims.extractors.rules.verb_second.cues import clauses_of
from claims.extractors.rules.verb_second.nominals import noun_phrase_end
from claims.extractors.rules.verb_second.said_after import said_after

_SURE = frozenset({"that_clause", "clause"})


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find what the nouns of a sentence tell in the clause behind them."""
    clauses = clauses_of(reading, sentence)
    for place, clause in enumerate(clauses[:-1]):
        noun = _noun_before(reading, clause)
        after = said_after(reading, sentence, clauses, place, clause.stop) if noun is not None else None
        if noun is None or after is None or after[1] not in _SURE or after[0].start != clauses[place + 1].start:
            continue
        source = _owner(reading, range(noun + 1, clause.stop)) or subject_at_head(reading, range(sentence.start, noun))
        if source:
            because = f"'{reading.string(range(noun, clause.stop))}' before what was said"
            yield Candidate((after[0],), (range(noun, noun + 1),), (source,), "noun", because)


def _noun_before(reading: Reading, clause: range) -> int | None:
    """Return the noun of saying that a clause ends with, alone or with whose it is."""
    for token in reversed(clause):
        if reading.lower[token] in reading.lexicon.nouns["saying"] and reading.is_capital(token) and not reading.is_quoted(token):
            return token if token + 1 == clause.stop or _owner(reading, range(token + 1, clause.stop)) else None
    return None


def _owner(reading: Reading, behind: range) -> range | None:
    """Return whose a noun is: the genitive, or the phrase of "von", that fills all of what stands behind it."""
    if not behind or (reading.is_a(behind.start, "prepositions") and not reading.is_a(behind.start, "agent_prepositions")):
        return None
    owner = behind[1:] if reading.is_a(behind.start, "agent_prepositions") else behind
    return owner if owner and noun_phrase_end(reading, owner.start, owner.stop) == owner.stop else None
