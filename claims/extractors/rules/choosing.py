"""Which candidates stand where several rules saw the same statement, and how they become findings."""

from collections.abc import Iterable

from claims.extractors.findings import Finding
from claims.extractors.rules.reading import OUTSIDE, Candidate, Reading
from claims.vocabularies import Quotation

_WITHIN_ANOTHER = "quoted_words"
"""The rule whose statements share the cue of the one they stand in."""


def choose(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep of the candidates with one cue, or with one content, that of the surest rule; return them in the order of the text."""
    scores = reading.lexicon.scores
    kept: list[Candidate] = []
    cues: set[int] = set()
    contents: set[tuple[int, int]] = set()
    for one in sorted(candidates, key=lambda candidate: -scores[candidate.rule]):
        tokens = {token for run in one.cue for token in run}
        place = (one.content[0].start, one.content[-1].stop)
        if (tokens & cues and one.rule != _WITHIN_ANOTHER) or place in contents:
            continue
        cues |= tokens
        contents.add(place)
        kept.append(one)
    starts = {one.content[0].start for one in kept if one.cue}
    chosen = [one for one in kept if not _is_inner(reading, one, starts)]
    return sorted(chosen, key=lambda candidate: (candidate.content[0].start, candidate.content[-1].stop))


def finding_of(reading: Reading, one: Candidate) -> Finding:
    """Return a candidate as a finding: places in the text for token numbers."""
    content, cue, source = (tuple(reading.span(run) for run in role) for role in (one.content, one.cue, one.source))
    return Finding(content, cue, source, _quotation(reading, one.content), reading.lexicon.scores[one.rule], one.because)


def _is_inner(reading: Reading, one: Candidate, starts: set[int]) -> bool:
    """Tell whether a cue only tells what the speaker of another one thinks: "she said [she wants ...]"."""
    if reading.lexicon.is_verb_second or not one.source or not one.cue:
        return False
    first = one.source[0].start
    if not reading.is_a(first, "subject_pronouns") or one.cue[0].start < first:
        return False
    return first in starts or (first - 1 in starts and reading.is_a(first - 1, "that"))


def _quotation(reading: Reading, content: tuple[range, ...]) -> Quotation:
    """Direct where the pieces open and close with marks, mixed where some words stand in marks."""
    quoted = reading.quotation_of
    if reading.opens_quotation(content[0].start) and all(
        quoted[place] != OUTSIDE for run in content for place in (run.start, run.stop - 1)
    ):
        return Quotation.DIRECT
    if any(quoted[token] != OUTSIDE for run in content for token in run):
        return Quotation.MIXED
    return Quotation.INDIRECT
