"""Quotations that go on: behind their frame in the same paragraph, or in the next one where the mark was left open."""

from dataclasses import replace

from claims.extractors.rules.reading import Candidate, Reading

_CLOSING = frozenset("\"”“»«'’")


def join_quotations(reading: Reading, framed: list[Candidate]) -> list[Candidate]:
    """Give each quotation that stands without a frame to the statement that it goes on with."""
    joined = list(framed)
    owner = _owners(reading, framed)
    for number, run in enumerate(reading.quotations):
        if number in owner or number - 1 not in owner:
            continue
        place = owner[number - 1]
        if _is_left_open(reading, number - 1) or _follows_frame(reading, joined[place], run):
            joined[place] = replace(joined[place], content=(*joined[place].content, run))
            owner[number] = place
    return joined


def _owners(reading: Reading, framed: list[Candidate]) -> dict[int, int]:
    """Return which statement each quotation is part of, by the edges of its pieces."""
    owner: dict[int, int] = {}
    for place, one in enumerate(framed):
        for piece in one.content:
            for token in (piece.start, piece.stop - 1):
                if reading.is_quoted(token):
                    owner.setdefault(reading.quotation_of[token], place)
    return owner


def _is_left_open(reading: Reading, number: int) -> bool:
    """Tell whether a quotation runs to the end of its paragraph without a closing mark, and the next one opens the next paragraph."""
    run, following = reading.quotations[number], reading.quotations[number + 1]
    return reading.words[run.stop - 1][-1] not in _CLOSING and following.start == run.stop


def _follows_frame(reading: Reading, one: Candidate, run: range) -> bool:
    """Tell whether a quotation opens the sentence right behind one that ends with a quotation's frame."""
    is_framed = one.rule == "quoted" and bool(one.cue) and one.cue[-1].start > one.content[0].start
    if not is_framed or one.content[-1].stop > run.start or run.start != reading.sentence_at(run.start).start:
        return False
    end = max(one.cue[-1].stop, one.content[-1].stop, *(piece.stop for piece in one.source))
    return reading.sentence_of[end - 1] == reading.sentence_of[run.start] - 1 and not reading.starts_paragraph(run.start)
