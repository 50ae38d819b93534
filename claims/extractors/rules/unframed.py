"""Quotations of a sentence or more that no frame stands by: they go on from whoever spoke last."""

from collections.abc import Iterator

from claims.extractors.rules.reading import Candidate, Reading

_SHORTEST_SENTENCE = 7


def statements_after(reading: Reading, framed: list[Candidate]) -> Iterator[Candidate]:
    """Take such quotations, and give them to the source of the statement before them; where there is none, to nobody."""
    spoken = [False] * len(reading.quotations)
    for number in {reading.quotation_of[token] for one in framed for run in one.content for token in run if reading.is_quoted(token)}:
        spoken[number] = True
    place = 0
    speaker: tuple[range, ...] = ()
    for number, run in enumerate(reading.quotations):
        while place < len(framed) and framed[place].content[0].start < run.start:
            speaker = framed[place].source or speaker
            place += 1
        if speaker and not spoken[number] and len(run) >= _SHORTEST_SENTENCE and _is_sentence(reading, run):
            because = f"a quotation without a frame, after '{reading.string(speaker[0])}'"
            yield Candidate((run,), (), speaker, "unframed", because)


def _is_sentence(reading: Reading, run: range) -> bool:
    """Tell whether a quotation opens a sentence and ends one."""
    return run.start == reading.sentence_at(run.start).start and reading.sentence_at(run.stop - 1).stop - run.stop <= 1
