"""Words beside words: where two wordings differ, which passage of a text comes nearest to a quote, where the parts of a draft stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from claims.site.pages.highlights import Span, sections
from claims.wording import CLOSING_MARKS

_WORD = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
_SENTENCE = re.compile(rf"[^.!?…؟。\n]+(?:[.!?…؟。]+[)\]{re.escape(''.join(sorted(CLOSING_MARKS)))}]*)?\s*|[.!?…؟。\n]+\s*")
_MOST_WORDS = 800
"""Longer wordings are shown without marks: comparing takes time in proportion to the square of their length."""
_LONGEST_TEXT = 500_000
_FINALISTS = 12
_ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Some words, and what they are: `differs`, `quote`, `source`, `cue`, or nothing in particular."""

    text: str
    mark: str = ""


def differences(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Cut two wordings into pieces, those marked that the other one does not have in that place."""
    ours, theirs = _WORD.findall(first), _WORD.findall(second)
    if len(ours) > _MOST_WORDS or len(theirs) > _MOST_WORDS:
        return [Piece(first)], [Piece(second)]
    matcher = SequenceMatcher(None, [word.strip() for word in ours], [word.strip() for word in theirs], autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        mark = "" if kind == "equal" else "differs"
        left += [Piece("".join(ours[start:end]), mark)] if start < end else []
        right += [Piece("".join(theirs[other_start:other_end]), mark)] if other_start < other_end else []
    return left, right


def surrounded(pieces: list[Piece]) -> list[Piece]:
    """Return a passage without marks at its ends: what stands around the words that were compared is no difference."""
    first = 1 if pieces and pieces[0].mark else 0
    last = len(pieces) - 1 if len(pieces) > first and pieces[-1].mark else len(pieces)
    return [piece if first <= place < last else replace(piece, mark="") for place, piece in enumerate(pieces)]


def nearest_passage(text: str, quote: str) -> str:
    """Return the sentences of a text that come nearest to a quote; empty where none resembles it."""
    wanted = _words_of(quote)
    length = max(1, len(_sentences(quote)))
    sentences = _sentences(text[:_LONGEST_TEXT])
    if not wanted or not sentences:
        return ""
    passages = ["".join(sentences[place : place + length]).strip() for place in range(max(1, len(sentences) - length + 1))]
    # The few that share most words are compared letter by letter, which for all of them would take too long.
    finalists = sorted(passages, key=lambda passage: len(wanted & _words_of(passage)), reverse=True)[:_FINALISTS]
    score, best = max((SequenceMatcher(None, passage[:5_000], quote[:5_000], autojunk=False).ratio(), passage) for passage in finalists)
    return best if score >= _ALIKE else ""


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


def marked_draft(
    passage: str, start: int, draft: Mapping[str, Any], span: tuple[int, int] | None, found: Mapping[str, Any] | None = None
) -> list[Piece]:
    """Cut a passage, which begins at an offset of its text, into pieces: the words of a draft, its sources and their cues marked.

    `found` says where a program found them; without it they are looked for near the words.
    """
    if spans := _found_spans(found or {}, start, len(passage)):
        return _pieces(passage, spans)
    quote = str(draft.get("quote") or "")
    if span is None:
        place = passage.find(quote) if quote else -1
        span = (start + place, start + place + len(quote)) if place >= 0 else (start, start)
    first, last = max(0, span[0] - start), min(len(passage), span[1] - start)
    spans = [Span("quote", first, last)] if first < last else []
    for source in draft["attributions"]:
        spans += _parts_of(source, passage, first, last)
    return _pieces(passage, spans)


def _pieces(passage: str, spans: list[Span]) -> list[Piece]:
    cut = sections(spans, {0, len(passage)})
    return [Piece(passage[begin:end], held[-1].claim if held else "") for begin, end, held in cut if begin < end]


def _found_spans(found: Mapping[str, Any], start: int, length: int) -> list[Span]:
    """Return the spans that a program gave, inside a passage; none where what it gave makes no sense or marks no content."""
    spans: list[Span] = []
    for name, mark in (("content", "quote"), ("source", "source"), ("cue", "cue")):
        pieces = found.get(name)
        for piece in pieces if isinstance(pieces, list) else []:
            if isinstance(piece, list) and len(piece) == 2 and all(isinstance(edge, int) for edge in piece):
                first, last = max(0, piece[0] - start), min(length, piece[1] - start)
                spans += [Span(mark, first, last)] if first < last else []
    return spans if any(span.claim == "quote" for span in spans) else []


def _parts_of(source: Mapping[str, Any], passage: str, first: int, last: int) -> list[Span]:
    texts = {"source": (source.get("source_text"), source.get("speaker"), source.get("role_text")), "cue": (source.get("cue"),)}
    spans: list[Span] = []
    for mark, names in texts.items():
        for name in names:
            place = _nearest(passage, str(name or ""), first, last)
            if place is not None:
                spans.append(Span(mark, place, place + len(str(name))))
    return spans


def _nearest(passage: str, words: str, first: int, last: int) -> int | None:
    """Return where some words stand that is nearest to a span of a passage."""
    if not words:
        return None
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", passage)]
    return min(places, key=lambda place: max(first - place - len(words), place - last, 0), default=None)
