"""The words of an article as a statement that stands alone: pieces joined, marks dropped, the attribution left out, nothing invented."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from claims.extractors.findings import Span
from claims.extractors.languages import language_of, read
from claims.wording import check_statement

LONGEST = 500
_FEWEST_WORDS = 3
_EDGES = " \t\n\xa0,;:–—-/"
_ENDS = (".", "!", "?", "…", "。", "؟", "？")
_MARKS = re.compile("[\"“”„‟«»‹›「」『』《》＂]|``|''")
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘‚']([^‘’‚'\n]{1,200})[’‘'](?!\w)")
_DISGUISE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\xad]")
_WORD_BEFORE_STOP = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[.!?…][\"”’»“]*\s+(?=[^\W\d_])")
_LONGEST_TITLE = 4
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_CLAUSE_END = re.compile(r"[;:,–—](?=\s)")


def statement_of(text: str, content: Sequence[Span], language: str) -> str:
    """Return the pieces of a text as a statement of at most 500 characters.

    What stands between the pieces (", he said,") is left out; a longer one is cut where a sentence ends, else where a clause does.
    """
    joined = ""
    for place, (start, end) in enumerate(content):
        gap = text[content[place - 1].end : start] if place else ""
        joined = _join(joined, _plain(text[start:end]), gap)
    words = _without_opening(joined.strip(_EDGES), text[content[0].start], language)
    return _finished(_shortened(_without_closing(words, language)))


def says_something(statement: str) -> bool:
    """Tell whether words can be a claim: "to comment" is none, though the record would take it; what it would refuse is for a person."""
    return len(statement.split()) >= _FEWEST_WORDS or not statement.isascii() or bool(fault_of(statement))


def fault_of(statement: str) -> str:
    """Say why the record would refuse a statement; empty where it would not."""
    try:
        check_statement(statement)
    except ValueError as error:
        return str(error)
    return ""


def _plain(piece: str) -> str:
    """Return a piece without quotation marks, in one line."""
    unmarked = _MARKS.sub("", _SINGLE_QUOTED.sub(r"\1", _DISGUISE.sub("", piece)))
    return " ".join(unmarked.split())


def _join(before: str, piece: str, gap: str) -> str:
    """Put two pieces together; where a sentence ended in the frame between them, so does the first piece."""
    before, piece = before.rstrip(_EDGES), piece.lstrip(_EDGES)
    if not before or not piece:
        return before or piece
    if _ends_sentence(gap):
        return f"{_finished(before)} {_capitalised(piece)}"
    is_new = not piece[0].islower() and (before.endswith(_ENDS) or _MARKS.sub("", gap).rstrip().endswith(_ENDS))
    return f"{_finished(before)} {piece}" if is_new else f"{before} {piece}"


def _ends_sentence(gap: str) -> bool:
    """Tell whether a new sentence begins in a frame ("... said. She added that"); the full stop of "Gen." ends none."""
    words = (found[1] for found in _WORD_BEFORE_STOP.finditer(gap))
    return any(word[0].islower() or len(word) > _LONGEST_TITLE for word in words)


@cache
def _openings(language: str) -> re.Pattern[str] | None:
    words = read(language_of(language), "statements").get("openings", [])
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{alternatives})[ ,]+(?=\w)") if words else None


def _without_opening(joined: str, first: str, language: str) -> str:
    """Drop "that" where it ties the clause to "said"; a quotation that begins with it keeps it."""
    pattern = _openings(language)
    found = None if pattern is None or _MARKS.match(first) else pattern.match(joined)
    return joined[found.end() :].lstrip(_EDGES) if found else joined


def _without_closing(words: str, language: str) -> str:
    """Drop "and that" at the end, where what it tied on was cut off."""
    closings = read(language_of(language), "statements").get("closings", [])
    last = max((one for one in closings if words.endswith(f" {one}")), key=len, default="")
    return words.removesuffix(f" {last}").rstrip(_EDGES) if last else words


def _shortened(words: str) -> str:
    if len(words) < LONGEST:
        return words
    beginning = words[: LONGEST - 1]
    for pattern, keeps in ((_SENTENCE_END, 1), (_CLAUSE_END, 0)):
        ends = [match.start() + keeps for match in pattern.finditer(beginning)]
        if ends and ends[-1] > len("One claim."):
            return beginning[: ends[-1]]
    return beginning[: beginning.rfind(" ")] if " " in beginning else beginning


def _finished(words: str) -> str:
    """Begin with a capital and end with a full stop, as a sentence does."""
    words = _capitalised(unicodedata.normalize("NFC", words.strip(_EDGES)))
    return words if not words or words.endswith(_ENDS) or words.endswith((".)", "!)")) else f"{words}."


def _capitalised(words: str) -> str:
    return words[0].upper() + words[1:] if words[:1].islower() and not words[1:2].isupper() else words
