"""The frames around a cue, by where it stands in its clause and the clause in its sentence."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.candidates import candidate
from claims.extractors.rules.verb_second.cues import Cue, clauses_of, cue_in
from claims.extractors.rules.verb_second.said_after import said_after
from claims.extractors.rules.verb_second.said_before import postposed
from claims.extractors.rules.verb_second.so_and_as import around_as, before_so
from claims.extractors.rules.verb_second.subjects import (
    earlier_subject,
    owner_before,
    subject_after,
    subject_in_subordinate,
    subject_of,
    with_opening,
)

_SURE_TO_FOLLOW = frozenset({"that_clause", "quoted"})


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find the statements that the cues of a sentence attribute."""
    clauses = clauses_of(reading, sentence)
    for place in range(len(clauses)):
        found = before_so(reading, sentence, clauses, place) or around_as(reading, sentence, clauses, place)
        cue = None if found else cue_in(reading, clauses[place])
        if cue:
            found = _statement(reading, sentence, clauses, place, cue)
        if found:
            yield found


def _statement(reading: Reading, sentence: range, clauses: list[range], place: int, cue: Cue) -> Candidate | None:
    if cue.finite == cue.clause.start and place:
        owner = owner_before(reading, clauses, place)
        if owner is None:
            return _verb_first(reading, sentence, clauses, place, cue)
        return _verb_then_statement(reading, sentence, clauses, place, cue, owner)
    if place and not (_is_main(reading, cue.clause) and not reading.is_a(cue.clause.start, "subordinators")):
        subject = subject_in_subordinate(reading, cue)
    else:
        subject = with_opening(reading, clauses, place, subject_of(reading, cue, sentence))
        if subject is None and place and reading.is_a(cue.clause.start, "going_on"):
            subject = earlier_subject(reading, sentence, clauses, place)
    return _verb_then_statement(reading, sentence, clauses, place, cue, subject)


def _verb_first(reading: Reading, sentence: range, clauses: list[range], place: int, cue: Cue) -> Candidate | None:
    """Read ", sagte X": what was said stands before it, or after it where a clause came first."""
    subject = subject_after(reading, cue, sentence)
    after = said_after(reading, sentence, clauses, place, subject.stop if subject else cue.finite + 1)
    if after and after[1] in _SURE_TO_FOLLOW and not reading.closes_quotation(cue.clause.start - 1):
        return candidate(reading, (after[0],), cue, subject, after[1])
    return postposed(reading, sentence, clauses, place, cue, subject)


def _verb_then_statement(
    reading: Reading, sentence: range, clauses: list[range], place: int, cue: Cue, subject: range | None
) -> Candidate | None:
    """Read "X sagte, ...", and where no clause follows, what else the verb may tell."""
    word = reading.lower[cue.finite]
    is_weak = (cue.other is None and word in reading.lexicon.ambiguous) or word in reading.lexicon.whole
    end = subject.stop if subject and subject.start > cue.finite else cue.finite + 1
    after = said_after(reading, sentence, clauses, place, max(end, cue.last + 1 if cue.other else end), is_weak=is_weak)
    if after and (after[1] in _SURE_TO_FOLLOW or (subject and _is_main(reading, cue.clause))):
        return candidate(reading, (after[0],), cue, subject, after[1])
    if place == 0:
        back = _pointing_back(reading, sentence, cue)
        return back or _words_in_marks(reading, cue, subject) or _reported(reading, sentence, cue, subject)
    return _words_in_marks(reading, cue, subject)


def _is_main(reading: Reading, clause: range) -> bool:
    """Tell whether a clause is no relative one; "Der" at the head of a sentence opens a main clause."""
    return reading.is_capital(clause.start) or not reading.is_a(clause.start, "relative")


def _pointing_back(reading: Reading, sentence: range, cue: Cue) -> Candidate | None:
    """Take the sentence before "Das sagte X."."""
    first, number = sentence.start, reading.sentence_of[sentence.start]
    if not number or cue.finite != first + 1 or not reading.is_one_of(first, "pointing_back"):
        return None
    subject = subject_after(reading, cue, sentence)
    before = reading.sentences[number - 1]
    content = (reading.trim(before.start, before.stop), range(first, first + 1))
    return candidate(reading, content, cue, subject, "pointing_back") if subject and content[0] else None


def _words_in_marks(reading: Reading, cue: Cue, subject: range | None) -> Candidate | None:
    """Take the quoted words of "X nannte das Gesetz „falsch“"."""
    if not {reading.lower[cue.finite], reading.lower[cue.last]} & reading.lexicon.stance:
        return None
    for token in range(cue.finite + 1, cue.clause.stop):
        if reading.opens_quotation(token) and not (subject and token in subject):
            return candidate(reading, (reading.quotation_at(token),), cue, subject, "stance")
    return None


def _reported(reading: Reading, sentence: range, cue: Cue, subject: range | None) -> Candidate | None:
    """Take the whole sentence of "X kritisierte den Plan"."""
    if subject is None or reading.lower[cue.finite] not in reading.lexicon.reported:
        return None
    because = f"'{reading.string(cue.pieces[0])}' with '{reading.string(subject)}': the sentence tells a stance"
    return Candidate((reading.trim(sentence.start, sentence.stop),), (), (subject,), "reported_sentence", because)
