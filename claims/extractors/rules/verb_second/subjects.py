"""Who says it: before the verb, behind it, before a clause that parts them, or in "von X"."""

from claims.extractors.rules.reading import Reading
from claims.extractors.rules.verb_second.cues import Cue, cue_in, first_cue
from claims.extractors.rules.verb_second.nominals import apposition_end, noun_phrase_end

_LONGEST_SOURCE = 25
_LONGEST_APPOSITION = 30
_FARTHEST_SUBJECT = 8


def owner_before(reading: Reading, clauses: list[range], place: int) -> range | None:
    """Return the subject that an apposition or a relative clause parts from its verb: "X, der ..., sagte"."""
    first = clauses[0]
    if place < 2 or reading.closes_quotation(clauses[place].start - 1) or not _is_nominal(reading, first):
        return None
    second = clauses[1]
    if reading.is_a(second.start, "relative") and not reading.is_capital(second.start):
        return first
    between = range(second.start, clauses[place].start)
    if len(between) < _LONGEST_APPOSITION and not reading.has_any(between, "finite", "subjunctive", "that"):
        return reading.trim(first.start, between.stop)
    return None


def with_opening(reading: Reading, clauses: list[range], place: int, subject: range | None) -> range | None:
    """Return a subject with the phrase before its comma where that opens the sentence: "Eva Muster, Leiterin der Bahn sagte"."""
    if place == 0 or subject is None or subject.start != clauses[place].start or reading.lower[subject.start - 1] != ",":
        return subject
    is_joined = all(_is_nominal(reading, clause) for clause in clauses[:place])
    return range(clauses[0].start, subject.stop) if is_joined and len(clauses[0]) < _LONGEST_APPOSITION else subject


def _is_nominal(reading: Reading, clause: range) -> bool:
    """Tell whether a run between commas is a noun phrase and nothing more."""
    if reading.is_a(clause.start, "prepositions", "subordinators", "adverbs") or reading.has_any(clause, "finite", "subjunctive"):
        return False
    is_opened = reading.is_a(clause.start, "determiners", "pronouns") or reading.is_capital(clause.start)
    return is_opened and cue_in(reading, clause) is None


def subject_of(reading: Reading, cue: Cue, sentence: range) -> range | None:
    """Return who says it in a main clause: what stands before the verb, or behind it where an adverbial came first."""
    first = cue.clause.start
    while first < cue.finite and reading.is_a(first, "openers", "conjunctions"):
        first += 1
    if cue.is_passive(reading):
        return _agent(reading, cue)
    if first < cue.finite - 1 and reading.is_a(cue.finite - 1, "going_on"):
        return _joined_subject(reading, cue, sentence, first)
    if first == cue.finite - 1 and reading.is_a(first, "impersonal"):
        return None
    is_behind = cue.finite + 1 < cue.clause.stop and reading.is_a(cue.finite + 1, "sure_subjects")
    if first == cue.finite or is_behind or _is_adverbial(reading, first, cue.finite):
        return subject_after(reading, cue, sentence)
    last = cue.finite
    while last > first and (reading.is_a(last - 1, "adverbs") or not _may_end_source(reading, last - 1)):
        last -= 1
    return range(first, last) if 0 < last - first < _LONGEST_SOURCE else None


def subject_after(reading: Reading, cue: Cue, sentence: range) -> range | None:
    """Return who says it behind the verb: "[sagte] der Minister", "[heißt es] in dem Schreiben"."""
    if cue.is_passive(reading):
        return _agent(reading, cue)
    if reading.is_one_of(cue.finite, "says_it"):
        return _document(reading, cue, sentence)
    first = cue.finite + 1
    while first < cue.clause.stop and reading.is_a(first, "cannot_subject", "fillers"):
        first += 1
    if first >= cue.clause.stop or (reading.is_a(first, "np_breaks") and not reading.is_a(first, "subject_pronouns")):
        return _behind_adverbial(reading, cue, first)
    end = _before_particle(cue, first, noun_phrase_end(reading, first, cue.clause.stop))
    if end == cue.clause.stop or reading.words[end] == "(":
        end = apposition_end(reading, end, sentence.stop)
    return range(first, end) if end > first else None


def subject_in_subordinate(reading: Reading, cue: Cue) -> range | None:
    """Return who says it in "wie X mitteilte" or "der erklärt hat"."""
    end = min(cue.finite, cue.last if cue.other is None else cue.other)
    first = cue.clause.start + 1
    while first < end and reading.is_a(first, "fillers", "adverbs", "np_breaks") and not reading.is_a(first, "prepositions"):
        first += 1
    if first >= end:
        return range(first - 1, first) if reading.is_a(cue.clause.start, "relative") and first == cue.clause.start + 1 else None
    last = noun_phrase_end(reading, first, end)
    return range(first, last) if last > first else None


def earlier_subject(reading: Reading, sentence: range, clauses: list[range], place: int) -> range | None:
    """Return who speaks in the first clause with a cue, for a verb that "und" adds."""
    for clause in clauses[:place]:
        cue = cue_in(reading, clause)
        if cue:
            return subject_of(reading, cue, sentence)
    return None


def _may_end_source(reading: Reading, token: int) -> bool:
    return reading.is_word(token) or reading.is_quoted(token) or reading.lower[token] == ")"


def _joined_subject(reading: Reading, cue: Cue, sentence: range, first: int) -> range | None:
    """Return the subject of the verb before "und"."""
    earlier = first_cue(reading, range(cue.clause.start, cue.finite - 1))
    if earlier:
        return subject_of(reading, earlier, sentence)
    if reading.is_a(first, "prepositions", "adverbs"):
        return None
    first = first if reading.is_capital(first) else sentence.start
    end = noun_phrase_end(reading, first, cue.finite)
    return range(first, end) if end > first else None


def _is_adverbial(reading: Reading, first: int, last: int) -> bool:
    """Tell whether what stands before the verb is no subject."""
    if last - first == 1 and (reading.is_a(first, "head_adverbs") or reading.lower[first].endswith(reading.lexicon.endings["adverb"])):
        return True
    if (last - first == 1 and reading.words[first].isdigit()) or (reading.is_a(first, "determiners") and reading.is_capital(first + 1)):
        return reading.words[first].isdigit()
    opens = reading.is_a(first, "prepositions", "adverbs", "np_breaks", "subordinators", "that", "question_words")
    return opens and not reading.is_a(first, "subject_pronouns")


def _agent(reading: Reading, cue: Cue) -> range | None:
    """Return who did it in "wurde von X gesagt"."""
    for token in range(cue.clause.start, cue.clause.stop - 1):
        if reading.is_a(token, "agent_prepositions") and token != cue.other:
            end = _before_particle(cue, token, noun_phrase_end(reading, token + 1, cue.clause.stop))
            if end > token + 1:
                return range(token + 1, end)
    return None


def _document(reading: Reading, cue: Cue, sentence: range) -> range | None:
    """Return where "es heißt": the noun phrase of "in dem Schreiben"."""
    for token in (*range(cue.finite + 1, cue.clause.stop - 1), *range(sentence.start, cue.finite)):
        if reading.is_a(token, "place_prepositions"):
            end = noun_phrase_end(reading, token + 1, max(cue.clause.stop, token))
            if end > token + 1:
                return range(token + 1, end)
    return None


def _behind_adverbial(reading: Reading, cue: Cue, first: int) -> range | None:
    """Return a subject that an adverbial parts from its verb: "sagte gestern der Minister"."""
    for token in range(first, min(cue.clause.stop, first + _FARTHEST_SUBJECT)):
        if reading.is_a(token, "nominatives") and (token == first or not reading.is_a(token - 1, "prepositions")):
            end = _before_particle(cue, token, noun_phrase_end(reading, token, cue.clause.stop))
            return range(token, end) if end > token + 1 else None
    return None


def _before_particle(cue: Cue, first: int, end: int) -> int:
    """End a phrase before the participle or particle of its verb."""
    return cue.other if cue.other is not None and first <= cue.other < end else end
