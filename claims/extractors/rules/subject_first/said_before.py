"""What was said where its frame follows or breaks it: "A, X said, B"."""

from claims.extractors.rules.reading import Candidate, Reading
from claims.extractors.rules.subject_first.cues import Cue

PAUSES = frozenset({",", "—", "–", "--"})
_DASHES = frozenset({"—", "–", "-", "--", ":"})
_SHORTEST_CLAUSE = 6
_SHORTEST_QUOTATION = 6
_LONGEST_ASIDE = 8


def postposed(reading: Reading, sentence: range, cue: Cue, subject: range, frame: range) -> Candidate | None:
    """Take what stands before a frame, and goes on after it: "A, X said, B"."""
    as_word = frame.start - 1
    is_as = as_word >= sentence.start and reading.is_one_of(as_word, "as_words")
    if is_as and as_word == sentence.start:
        return _after_as(reading, sentence, cue, subject)
    before = said_before(reading, sentence, frame.start - is_as)
    content = _pieces(reading, sentence, cue, before, max(frame.stop, cue.last)) if before else ()
    if not content:
        return None
    is_quoted = reading.closes_quotation(before.stop - 1)
    what, order = "a quotation" if is_quoted else "the sentence", "before" if subject.start < cue.first else "after"
    because = f"'{reading.string(cue.run)}' after {what}, with '{reading.string(subject)}' {order} it"
    return Candidate(content, (cue.run,), (subject,), "quoted" if is_quoted else "postposed", because)


def _pieces(reading: Reading, sentence: range, cue: Cue, before: range, frame_end: int) -> tuple[range, ...]:
    """Return what stands before a frame and what goes on after it; nothing where that is no statement."""
    if reading.closes_quotation(before.stop - 1):
        return (before, *_more(reading, sentence, frame_end, is_quoted=True, is_begun=False))
    if cue.reach == "stance":
        return ()
    is_clause = _is_clause(reading, before)
    more = _more(reading, sentence, frame_end, is_quoted=False, is_begun=not is_clause)
    is_setting = not is_clause or reading.is_a(before.start, "prepositions", "subordinators", "times")
    if more and is_setting and reading.opens_quotation(more[0].start) and len(more[0]) >= _SHORTEST_QUOTATION:
        # "In March, he wrote, "..."": the words before are when.
        return more
    return (before, *more) if more or (is_clause and len(before) > 2) else ()


def said_before(reading: Reading, sentence: range, frame: int) -> range:
    """Return the run before a frame: from where its sentence, or the first sentence of the quotation that closes there, begins."""
    last = frame
    while last > 0 and reading.lower[last - 1] in PAUSES and not reading.is_quoted(last - 1):
        last -= 1
    first = sentence.start
    if last and reading.closes_quotation(last - 1):
        opening = reading.quotation_at(last - 1).start
        first = reading.sentence_at(opening).start
        if opening > first and (reading.lower[opening - 1] in _DASHES or _is_after_frame(reading, first, opening)):
            first = opening
    while first < last and reading.is_a(first, "going_on"):
        first += 1
    return reading.trim(first, last) if first < last else range(0)


def _is_after_frame(reading: Reading, first: int, opening: int) -> bool:
    """Tell whether what stands before a quotation in its sentence is another quotation with its frame."""
    return reading.lower[opening - 1] in {",", "."} and any(reading.is_quoted(token) for token in range(first, opening))


def _after_as(reading: Reading, sentence: range, cue: Cue, subject: range) -> Candidate | None:
    """Take what follows "As X said,"."""
    ends = range(cue.last, min(sentence.stop, cue.last + _LONGEST_ASIDE))
    comma = next((token for token in ends if reading.lower[token] in {",", ":"}), None)
    content = reading.trim(comma + 1, sentence.stop) if comma is not None else range(0)
    because = f"'{reading.string(range(sentence.start, cue.last))}' before what was said"
    return Candidate((content,), (cue.run,), (subject,), "postposed", because) if len(content) > 2 else None


def _is_clause(reading: Reading, run: range) -> bool:
    """Tell whether a run may be a sentence: not one that opens with a preposition and holds no verb."""
    endings = reading.lexicon.endings
    if reading.has_any(run, "finite") or any(reading.lower[token].endswith(endings["past"]) for token in run):
        return True
    is_adverbial = reading.is_a(run.start, "prepositions", "subordinators", "times", "adverbs")
    return len(run) >= _SHORTEST_CLAUSE and not is_adverbial and not reading.lower[run.start].endswith(endings["participle"])


def _more(reading: Reading, sentence: range, token: int, *, is_quoted: bool, is_begun: bool) -> tuple[range, ...]:
    """Return the piece that goes on after a frame in the middle of a statement, to the end of the quotation or the sentence."""
    end = sentence.stop
    while token < end and not reading.is_quoted(token) and reading.lower[token] not in PAUSES | {".", ";", ":"}:
        token += 1
    if token >= end or reading.lower[token] == ".":
        return ()
    after = token if reading.is_quoted(token) else token + 1
    if after < end and reading.opens_quotation(after):
        return (reading.quotation_at(after),)
    if after + 2 < end and not is_quoted and not reading.is_quoted(token) and (is_begun or _is_more(reading, after)):
        return (reading.trim(after, end),)
    return ()


def _is_more(reading: Reading, token: int) -> bool:
    """Tell whether the words after "X said," are part of what was said, and do not tell when, where or of whom."""
    if reading.is_a(token, "as_well") and reading.is_a(token + 1, "well"):
        return True
    if reading.is_a(token, "relative", "times", "not_more", "as_well") or reading.lower[token].endswith(
        reading.lexicon.endings["participle"]
    ):
        return False
    return reading.is_a(token, "more_openers") or not (reading.is_a(token, "determiners") or reading.is_capital(token))
