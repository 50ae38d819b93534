"""Invented sentences with their statements marked, so that a case is one line: "{s1 Ann Vale} {q1 said} {c1 it rains}"."""

import re
from collections import defaultdict

from claims.extractors.article import Article, read_article
from claims.extractors.findings import Finding, Span
from claims.extractors.speakers import Resolution, resolve
from claims.models.entries import SourceEntry
from claims.vocabularies import Quotation, SourceType

_MARK = re.compile(r"\{([sqc])(\d+) ")
_UNNAMED = {
    SourceType.UNNAMED_PERSON: "a person",
    SourceType.UNNAMED_GROUP: "a group",
    SourceType.ANONYMOUS: "anonymous",
    SourceType.DOCUMENT: "a document",
    SourceType.UNSTATED: "nobody",
}


def read_marked(marked: str, language: str = "en") -> tuple[Article, list[Finding]]:
    """Return the article without the marks, and the findings that they mark, by number."""
    text, position = "", 0
    spans: dict[tuple[int, str], list[Span]] = defaultdict(list)
    opened: list[tuple[int, str, int]] = []
    while position < len(marked):
        mark = _MARK.match(marked, position)
        if mark:
            opened.append((int(mark[2]), mark[1], len(text)))
            position = mark.end()
        elif marked[position] == "}":
            number, kind, start = opened.pop()
            spans[number, kind].append(Span(start, len(text)))
            position += 1
        else:
            text += marked[position]
            position += 1
    return read_article(text, language=language), [_finding(spans, number) for number in sorted({number for number, _ in spans})]


def _finding(spans: dict[tuple[int, str], list[Span]], number: int) -> Finding:
    content, cue, source = (tuple(sorted(spans.get((number, kind), []))) for kind in "cqs")
    return Finding(content, cue, source, Quotation.INDIRECT, 0.9, "marked")


def resolutions(marked: str, *, language: str = "en", outlet: str = "") -> list[Resolution]:
    """Return who is behind each marked statement."""
    article, findings = read_marked(marked, language)
    return resolve(article, findings, outlet=outlet)


def speakers(marked: str, *, language: str = "en", outlet: str = "") -> list[str]:
    """Return the chain of each statement in short: "X & Y > Outlet"; the kind in words for a source without a name."""
    return [in_short(one.chain) for one in resolutions(marked, language=language, outlet=outlet)]


def left_open(found: list[str], expected: list[str]) -> list[str]:
    """Return what was found, with "-" where the test leaves it open."""
    return ["-" if wanted == "-" else one for one, wanted in zip(found, expected, strict=True)]


def first(marked: str, *, language: str = "en", outlet: str = "") -> SourceEntry:
    """Return the first source of the last statement."""
    return resolutions(marked, language=language, outlet=outlet)[-1].chain[0]


def in_short(chain: tuple[SourceEntry, ...]) -> str:
    """Write a chain as "X & Y > Outlet"."""
    hops: dict[int, list[str]] = defaultdict(list)
    for entry in chain:
        hops[entry.hop or 0].append(entry.speaker or _UNNAMED[entry.source_type or SourceType.UNSTATED])
    return " > ".join(" & ".join(names) for _, names in sorted(hops.items()))
