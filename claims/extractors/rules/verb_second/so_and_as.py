"""Frames of "so" and "wie": "..., so X", "wie X mitteilte"."""

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.cues import cue_in
from claims.extractors.rules.verb_second.nominals import apposition_end
from claims.extractors.rules.verb_second.said_before import rule_of, said_before, said_on
from claims.extractors.rules.verb_second.subjects import subject_in_subordinate


def before_so(reading: Reading, sentence: range, clauses: list[range], place: int) -> Candidate | None:
    """Take what stands before "..., so X" or "..., so sagte X"."""
    clause = clauses[place]
    if not place or len(clause) < 2 or not reading.is_one_of(clause.start, "so_words"):
        return None
    first = clause.start + (2 if reading.lower[clause.start + 1] in reading.lexicon.verbs else 1)
    source = _source_of_so(reading, sentence, clause, first)
    before = said_before(reading, sentence, clause.start)
    if source is None or not before:
        return None
    content = (before, *said_on(reading, sentence, max(clause.stop, source.stop), before))
    because = f"'{reading.string(range(clause.start, source.stop))}' after what was said"
    return Candidate(content, (range(clause.start, first),), (source,), rule_of(reading, before), because)


def _source_of_so(reading: Reading, sentence: range, clause: range, first: int) -> range | None:
    """Return the noun phrase that fills a clause after "so"; None for "so dass" and "so weit wir wissen"."""
    if first >= clause.stop or reading.is_a(first, "prepositions", "that", "adverbs", "finite", "subjunctive"):
        return None
    if not (reading.is_capital(first) or reading.is_a(first, "determiners", "subject_pronouns") or reading.is_quoted(first)):
        return None
    end = first + 1
    while end < clause.stop and not reading.is_a(end, "after_so_source"):
        end += 1
    if end < clause.stop:
        return range(first, end)
    last = apposition_end(reading, end, sentence.stop)
    is_open = last < sentence.stop and reading.is_word(last) and not reading.opens_quotation(last)
    return None if is_open else range(first, last)


def around_as(reading: Reading, sentence: range, clauses: list[range], place: int) -> Candidate | None:
    """Take what stands around "wie X mitteilte"."""
    clause = clauses[place]
    if len(clause) < 3 or not reading.is_one_of(clause.start, "as_words"):
        return None
    cue = cue_in(reading, clause[1:])
    if cue is None or cue.finite < clause.stop - 3:
        return None
    source = subject_in_subordinate(reading, cue.within(clause))
    before = said_before(reading, sentence, clause.start) if clause.start > sentence.start else range(0)
    content = tuple(piece for piece in (before, reading.trim(clause.stop, sentence.stop)) if piece)
    if not content:
        return None
    pieces = (clause[:1], *cue.pieces)
    because = f"'{reading.string(clause)}' with what was said around it"
    return Candidate(content, pieces, (source,) if source else (), "postposed", because)
