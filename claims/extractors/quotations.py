"""Where quotation marks open and close: double marks of any language, straight or curly, over paragraphs, odd ones forgiven."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.extractors.findings import Span
from claims.vocabularies import Quotation

_MARK = re.compile("[\"“”„‟«»〝〞]|``|''")
_ONLY_OPENS = frozenset("„‟〝")
_BEFORE_OPENING = frozenset(" \t\n\xa0([{—–-/―>*_")
_AFTER_CLOSING = frozenset(" \t\n\xa0.,;:!?)]}—–-/…―<*_")


def find_quotations(text: str, paragraphs: list[Span]) -> list[Span]:
    """List the quotations of a text, marks included, in order. Time is linear in the number of marks.

    A quotation that is not closed goes to the end of its paragraph where the next paragraph opens with a mark again, or where it
    opened the paragraph; elsewhere the odd mark is forgotten.
    """
    found: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found += _in_paragraph(text, start, end, goes_on=following is not None and _opens_with_mark(text, following))
    return found


def _opens_with_mark(text: str, paragraph: Span) -> bool:
    return _MARK.match(text[paragraph.start : paragraph.start + 8].lstrip()) is not None


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        could_open = before in _BEFORE_OPENING and after not in " \t\xa0"
        could_close = before not in " \t\xa0" and (after in _AFTER_CLOSING or after in "\"'“”’‘»«")
        if opened is None:
            if match[0] in _ONLY_OPENS or could_open or not could_close:
                opened = match.start()
        elif match[0] in _ONLY_OPENS or (could_open and not could_close):
            # A second opening: the first one was never closed.
            opened = match.start() if not goes_on or text[opened:].startswith('"') else opened
        else:
            found.append(Span(opened, match.end()))
            opened = None
    if opened is not None and (goes_on or not text[start:opened].strip()):
        found.append(Span(opened, end))
    return found


def quotation_type(content: Sequence[Span], quotations: Sequence[Span]) -> Quotation:
    """Tell how a content is given: all in quotation marks (direct), in part (mixed), or in the reporter's words (indirect).

    `quotations` are those of the text, in order, as `find_quotations` lists them.
    """
    inside = touched = 0
    for start, end in content:
        first = max(0, bisect_right(quotations, (start, start)) - 1)
        near = quotations[first : bisect_right(quotations, (end, end))]
        touched += any(one.start < end and start < one.end for one in near)
        inside += any(one.start <= start and end <= one.end + 1 for one in near)
    if content and inside == len(content):
        return Quotation.DIRECT
    return Quotation.MIXED if touched else Quotation.INDIRECT
