"""One attributed statement as scoring compares it: the words of its content, cue and source, and what kind it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claims.scoring.english import words
from claims.scoring.tokens import Spans, TokenisedText, Words

_MARKS = frozenset('"“”„‟«»〝〞')
_LETTERS = re.compile(r"[^\W_]+")


class Kind(StrEnum):
    """How the words of a content are quoted, told from its quotation marks."""

    DIRECT = "direct"
    """Opens and closes with a mark, or opens with one and goes on in the next paragraph."""
    MIXED = "mixed"
    """Holds a mark."""
    INDIRECT = "indirect"
    """Holds none."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, marked by people or found by an extractor."""

    content: Words
    cue: Words
    source: Words
    kind: Kind
    is_quoted: bool
    """The content begins with a quotation mark."""
    is_speech: bool
    """The cue is plain speech: a verb or phrase of `english.toml`, or a colon or dash alone."""
    score: float | None
    """How sure the extractor says it is, 0 to 1."""

    @property
    def roles(self) -> dict[str, Words]:
        """Return the words of each role."""
        return {"content": self.content, "source": self.source, "cue": self.cue}


def statements_of(row: Mapping[str, Any], text: TokenisedText) -> list[Statement]:
    """Read the statements of a row (see `rows`); those whose content holds no word are passed over."""
    found = [_statement(attribution, text) for attribution in row.get("attributions") or ()]
    return [statement for statement in found if statement.content]


def _statement(attribution: Mapping[str, Any], text: TokenisedText) -> Statement:
    content, cue, source = (attribution.get(role) or () for role in ("content", "cue", "source"))
    kind, is_quoted = kind_of(text.text, content)
    return Statement(
        content=text.words_in(content),
        cue=text.words_in(cue),
        source=text.words_in(source),
        kind=kind,
        is_quoted=is_quoted,
        is_speech=is_speech(text.text, cue),
        score=attribution.get("score"),
    )


def kind_of(text: str, content: Spans) -> tuple[Kind, bool]:
    """Tell how a content is quoted, and whether it begins with a quotation mark; a mark just outside of it counts as its own."""
    if not content:
        return Kind.INDIRECT, False
    start, end = min(span[0] for span in content), max(span[1] for span in content)
    inside = _string(text, content)
    marks = sum(character in _MARKS for character in inside)
    opens = _is_mark(inside.lstrip(" \t\n")[:1]) or _is_mark(text[max(0, start - 1) : start])
    closes = _is_mark(inside.rstrip(" \t\n.,;:!?")[-1:]) or _is_mark(text[end : end + 2].lstrip(".,!?")[:1])
    if opens and (closes or marks == 1):
        return Kind.DIRECT, True
    return Kind.MIXED if marks else Kind.INDIRECT, opens


def is_speech(text: str, cue: Spans) -> bool:
    """Tell whether a cue is plain speech, as `english.toml` lists it."""
    string = " ".join(text[start:end] for start, end in cue)
    found = _LETTERS.findall(string.lower())
    if not found:
        return bool(string.strip())
    phrase = f" {' '.join(found)} "
    return not words("speech_verbs").isdisjoint(found) or any(f" {one} " in phrase for one in words("speech_phrases"))


def _string(text: str, spans: Spans) -> str:
    return "".join(text[start:end] for start, end in spans)


def _is_mark(character: str) -> bool:
    return character in _MARKS
