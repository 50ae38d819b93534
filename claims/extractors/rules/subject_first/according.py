"""Frames without a verb: "according to X, ..." and its like, before, after or within what was said."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading

_ENDS = frozenset((";", ":", "—", "–"))
_LONGEST_TITLE = 6


def statements_in(reading: Reading, sentence: range) -> Iterator[Candidate]:
    """Find the statements of a sentence that such a frame attributes."""
    lower, openings = reading.lower, reading.lexicon.before_source
    for token in sentence:
        if lower[token] not in openings:
            continue
        cue = _cue_at(reading, token, sentence)
        if cue and not reading.is_quoted(token):
            found = _statement(reading, sentence, cue)
            if found:
                yield found


def _cue_at(reading: Reading, token: int, sentence: range) -> range:
    """Return the words of a frame that begins at a token; nothing where none does, or no source can follow."""
    for phrase in reading.lexicon.before_source[reading.lower[token]]:
        last = token + len(phrase)
        if last < sentence.stop and tuple(reading.lower[token:last]) == phrase:
            return range(token, last)
    return range(0)


def _statement(reading: Reading, sentence: range, cue: range) -> Candidate | None:
    before = cue.start - 1
    is_first = before < sentence.start or (before == sentence.start and reading.is_a(before, "conjunctions"))
    source = range(cue.stop, _source_end(reading, cue.stop, sentence.stop, is_first=is_first))
    said_before = range(0) if is_first else _said_before(reading, sentence, cue)
    content = tuple(piece for piece in (said_before, _said_after(reading, sentence, source, is_first=is_first)) if piece)
    if not source or not content:
        return None
    because = f"'{reading.string(cue)}' with '{reading.string(source)}' after it"
    return Candidate(content, (cue,), (source,), "according", because)


def _said_before(reading: Reading, sentence: range, cue: range) -> range:
    """Return what stands before a frame: the sentence so far, and all of a quotation that closes there."""
    before = reading.trim(sentence.start, cue.start)
    if before and reading.closes_quotation(before.stop - 1):
        return range(min(before.start, reading.quotation_at(before.stop - 1).start), before.stop)
    return before


def _said_after(reading: Reading, sentence: range, source: range, *, is_first: bool) -> range:
    """Return what stands behind a frame; within a sentence only what goes on with the statement."""
    if source.stop >= sentence.stop or not (is_first or reading.lower[source.stop] == ","):
        return range(0)
    after = reading.trim(source.stop, sentence.stop)
    if is_first or not after:
        return after
    is_participle = reading.lower[after.start].endswith(reading.lexicon.endings["participle"])
    return range(0) if is_participle or reading.is_a(after.start, "relative", "conjunctions") else after


def _source_end(reading: Reading, first: int, end: int, *, is_first: bool) -> int:
    """Return the token after the noun phrase: before the comma that ends it; an apposition belongs to it behind a statement."""
    token = first
    while token < end and not _ends_phrase(reading, token, end, is_first=is_first):
        token += 1
    while token > first and not (reading.is_word(token - 1) or reading.is_quoted(token - 1) or reading.words[token - 1] == ")"):
        token -= 1
    return token


def _ends_phrase(reading: Reading, token: int, end: int, *, is_first: bool) -> bool:
    if reading.lower[token] == ",":
        return is_first or not _is_apposition(reading, token + 1, end)
    is_sentence = reading.opens_quotation(token) and len(reading.quotation_at(token)) > _LONGEST_TITLE
    return is_sentence or reading.lower[token] in _ENDS or reading.is_stop(token)


def _is_apposition(reading: Reading, token: int, end: int) -> bool:
    """Tell whether the rest of a sentence describes the source: "who ...", or "a ..." without a verb."""
    if token >= end:
        return False
    is_relative = reading.is_a(token, "relative_subjects")
    return is_relative or (reading.is_a(token, "articles") and not reading.has_any(range(token, end), "finite"))
