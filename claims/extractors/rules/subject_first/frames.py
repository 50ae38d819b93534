"""The frames around a cue: which of the orders of subject, cue and statement a sentence has."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.subject_first.asides import after_aside, is_infinitive
from claims.extractors.rules.subject_first.cues import Cue, cues_in
from claims.extractors.rules.subject_first.said_after import going_on, preposed
from claims.extractors.rules.subject_first.said_before import PAUSES, postposed
from claims.extractors.rules.subject_first.subject_after import agent, subject_after
from claims.extractors.rules.subject_first.subject_before import subject_before

_MAY_OPEN = frozenset("$€£#@(")
_OPEN_ENDS = frozenset({"?", "!", ","})


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find the statements that the cues of a sentence attribute."""
    speaker: tuple[range, ...] = ()
    cues = cues_in(reading, sentence)
    for place, cue in enumerate(cues):
        following = cues[place + 1] if place + 1 < len(cues) else None
        found = _inverted(reading, sentence, cue)
        if found is None and _goes_on(reading, cue, sentence):
            found = going_on(reading, sentence, cue, speaker, following)
        elif found is None:
            subject = _subject(reading, sentence, cue)
            speaker = (subject,) if subject else speaker
            found = _upright(reading, sentence, cue, subject, following) if subject else None
        else:
            speaker = found.source
        if found:
            yield found


def _subject(reading: Reading, sentence: range, cue: Cue) -> range | None:
    """Return who speaks before a cue; nobody where it is the author, or where nothing is said."""
    is_negated = reading.has_any(cue.run, "negations")
    subject = subject_before(reading, cue, sentence.start)
    if subject is None or reading.is_a(subject.start, "authors") or (is_negated and reading.is_a(cue.verb, "silent")):
        return None
    return subject


def _upright(reading: Reading, sentence: range, cue: Cue, subject: range, following: Cue | None) -> Candidate | None:
    """Read "X said ..." and "..., X said"."""
    if cue.is_passive:
        return preposed(reading, sentence, cue, agent(reading, cue, sentence), following)
    found = None
    if _is_parted(reading, subject.start, sentence) and not _has_clause(reading, cue, sentence):
        found = postposed(reading, sentence, cue, subject, range(subject.start, cue.last))
    return found or preposed(reading, sentence, cue, (subject,), following)


def _inverted(reading: Reading, sentence: range, cue: Cue) -> Candidate | None:
    """Read "..., said X": a bare verb right behind what was said."""
    before = cue.first - 1
    if cue.verb != cue.first or cue.is_participle or cue.reach == "stance" or reading.is_a(cue.verb, "addressed"):
        return None
    if not (reading.closes_quotation(before) or reading.lower[before] in PAUSES):
        return None
    subject = subject_after(reading, cue, sentence.stop)
    if subject is None or not _closes_frame(reading, cue, subject, sentence):
        return None
    return postposed(reading, sentence, cue, subject, range(cue.first, subject.stop))


def _closes_frame(reading: Reading, cue: Cue, subject: range, sentence: range) -> bool:
    """Tell whether what looks like a subject behind its verb is one: right behind a quotation, or with nothing said after it."""
    after, first = subject.stop, subject.start
    if after < sentence.stop and reading.is_a(after, "that"):
        return False
    if reading.closes_quotation(cue.first - 1):
        return True
    is_pronoun = reading.is_a(first, "subject_pronouns")
    if (is_pronoun and len(subject) > 1) or not (is_pronoun or reading.is_capital(first) or reading.is_a(cue.verb, "said")):
        return False
    relative = next((token for token in subject if reading.is_a(token, "relative")), subject.stop)
    if reading.has_any(range(first + 1, relative), "finite", "subject_pronouns"):
        return False
    return (
        after >= sentence.stop
        or reading.is_stop(after)
        or reading.lower[after] == ","
        or reading.is_a(after, "times", "aside_prepositions")
    )


def _goes_on(reading: Reading, cue: Cue, sentence: range) -> bool:
    """Tell whether a cue has no subject of its own: ", adding that", "and added"."""
    before = cue.first - 1
    if before < sentence.start or reading.is_a(before, "going_on"):
        return before >= sentence.start
    is_parted = reading.lower[before] in PAUSES or reading.closes_quotation(before)
    return cue.is_participle and cue.first == cue.verb and is_parted


def _is_parted(reading: Reading, token: int, sentence: range) -> bool:
    """Tell whether a frame is set off from words before it by a comma, a closing mark or "as"."""
    before = token - 1
    if token == sentence.start:
        is_behind = before > 0 and reading.closes_quotation(before) and not reading.starts_paragraph(token)
        return is_behind and reading.words[before - 1] in _OPEN_ENDS
    if reading.is_one_of(before, "as_words"):
        return before == sentence.start or reading.lower[before - 1] == ","
    return reading.closes_quotation(before) or reading.lower[before] in PAUSES | _OPEN_ENDS


def _has_clause(reading: Reading, cue: Cue, sentence: range) -> bool:
    """Tell whether what was said follows the cue."""
    token = after_aside(reading, cue, sentence)
    if token >= sentence.stop or reading.closes_quotation(cue.first - 1):
        return False
    if reading.is_a(token, "that") or reading.opens_quotation(token) or is_infinitive(reading, token):
        return True
    is_next = token == cue.last or reading.is_a(cue.verb, "addressed")
    if not is_next or reading.is_a(token, "times", "adverbs") or not (reading.is_word(token) or reading.words[token] in _MAY_OPEN):
        return False
    return reading.is_a(cue.verb, "naming") or not reading.is_a(token, "aside_prepositions")
