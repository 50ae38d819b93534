"""A quotation behind a colon whose sentence has no verb of saying: "Die Firma ist empört: „...“"."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.nominals import apposition_end, noun_phrase_end

_SHORTEST_QUOTATION = 6
_LONGEST_SOURCE = 25


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Give a quotation behind a colon to whom its sentence is about."""
    for token in sentence[1:-1]:
        if reading.lower[token] != ":" or reading.is_quoted(token) or not reading.opens_quotation(token + 1):
            continue
        run = reading.quotation_at(token + 1)
        source = subject_at_head(reading, range(sentence.start, token)) if len(run) >= _SHORTEST_QUOTATION else None
        if source:
            yield Candidate((run,), (), (source,), "colon", f"a sentence about '{reading.string(source)}' and a colon before the words")


def subject_at_head(reading: Reading, clause: range) -> range | None:
    """Return the noun phrase that a sentence opens with, or that follows its verb where an adverbial stands first."""
    first = clause.start
    while first < clause.stop and reading.is_a(first, "openers", "conjunctions"):
        first += 1
    if first < clause.stop and _opens_adverbial(reading, first):
        behind = max(noun_phrase_end(reading, first + 1, clause.stop), first + 1)
        first = behind + 1  # what stands between the two is the verb
        while first < clause.stop and reading.is_a(first, "fillers", "cannot_subject"):
            first += 1
    if first >= clause.stop or not (reading.is_capital(first) or reading.is_a(first, "nominatives", "subject_pronouns")):
        return None
    end = noun_phrase_end(reading, first, clause.stop)
    if end > first:
        end = apposition_end(reading, end, clause.stop)
    return range(first, end) if 0 < end - first < _LONGEST_SOURCE else None


def _opens_adverbial(reading: Reading, token: int) -> bool:
    is_adverb = reading.is_a(token, "adverbs", "head_adverbs") or reading.lower[token].endswith(reading.lexicon.endings["adverb"])
    return is_adverb or reading.is_a(token, "prepositions")
