"""What was said where its frame follows or breaks it: "A, sagte X, B"."""

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.verb_second.candidates import candidate
from claims.extractors.rules.verb_second.cues import Cue

_PAUSES = frozenset({",", "–", "—"})


def postposed(reading: Reading, sentence: range, clauses: list[range], place: int, cue: Cue, subject: range | None) -> Candidate | None:
    """Take what stands before the frame, and goes on after it."""
    before = said_before(reading, sentence, clauses[place].start)
    if not before or not (is_quoted(reading, before) or _may_be_said(reading, clauses[0], cue, subject)):
        return None
    frame_end = max(cue.clause.stop, subject.stop if subject else 0)
    return candidate(reading, (before, *said_on(reading, sentence, frame_end, before)), cue, subject, rule_of(reading, before))


def rule_of(reading: Reading, before: range) -> str:
    """Return the rule that sees a statement before its frame."""
    return "quoted" if is_quoted(reading, before) else "postposed"


def is_quoted(reading: Reading, run: range) -> bool:
    """Tell whether a run ends with a closing mark."""
    return reading.closes_quotation(run.stop - 1)


def _may_be_said(reading: Reading, first: range, cue: Cue, subject: range | None) -> bool:
    """Tell whether the clause before a frame may be a statement: no adverbial without a verb, and no verb that only names."""
    word, lexicon = reading.lower[cue.finite], reading.lexicon
    if word not in lexicon.verbs and word not in lexicon.with_particle:
        return False
    if (subject is None and not reading.is_one_of(cue.finite, "says_it")) or (word in lexicon.ambiguous and cue.other is None):
        return False
    return not reading.is_a(first.start, "prepositions", "subordinators") or reading.has_any(first, "finite", "subjunctive")


def said_before(reading: Reading, sentence: range, frame: int) -> range:
    """Return what stands before a frame: the sentence so far, or from where the quotation that closes there opened its sentence."""
    last = frame
    while last > sentence.start and reading.lower[last - 1] in _PAUSES and not reading.is_quoted(last - 1):
        last -= 1
    first = sentence.start
    if last and reading.closes_quotation(last - 1):
        opening = reading.quotation_at(last - 1).start
        first = reading.sentence_at(opening).start
        if opening > first and reading.lower[opening - 1] in {":", "."}:
            first = opening
    return reading.trim(first, last)


def said_on(reading: Reading, sentence: range, token: int, before: range) -> list[range]:
    """Return what goes on after a frame in the middle."""
    after = token + 1
    if after >= sentence.stop:
        return []
    if reading.opens_quotation(after):
        return [reading.quotation_at(after)]
    if is_quoted(reading, before) or reading.is_a(after, "relative", "that") or reading.lower[token] != ",":
        return []
    more = reading.trim(after, sentence.stop)
    return [more] if len(more) > 2 else []
