"""Where a draft stands: the span of its quote with the marks outside, how the words are given, and which part of the article it is in."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.extractors.article import Article
from claims.extractors.findings import Span
from claims.extractors.languages import language_of, read
from claims.vocabularies import Location, Quotation
from claims.wording import CLOSING_MARKS, OPENING_MARKS, context, has_quotation_mark, is_quoted

LONGEST_QUOTE = 20_000
_APOSTROPHES = frozenset("'’‘")
_OPENING = OPENING_MARKS - _APOSTROPHES
_CLOSING = CLOSING_MARKS - _APOSTROPHES
_EDGES = " \t\n\r\xa0,;:–—"
_BEFORE_MARK = ",.!?;:…"
_TOP = 12
"""A title, a standfirst and a byline stand among the first so many paragraphs."""
_HEADING_WORDS = 25
_BYLINE_WORDS = 14
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”“’»«)\]]*$")


def quote_span(text: str, content: Sequence[Span], quotation: Quotation) -> Span | None:
    """Return the span of the quote: from the first piece to the last, edges trimmed; None where it holds no word.

    Quotation marks around the whole of a direct quotation are context and not quote, as in the record.
    """
    start, end = _trimmed(text, content[0].start, min(content[-1].end, content[0].start + LONGEST_QUOTE))
    if quotation is Quotation.DIRECT:
        start, end = _inside_marks(text, start, end)
    if not any(char.isalnum() for char in text[start:end]):
        return None
    return Span(start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _inside_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of a direct quotation to the inside of its marks, wherever the extractor had set them."""
    if end - start > 2 and text[end - 1] in ",.;:" and text[end - 2] in _CLOSING:
        end -= 1
    opens, closes = text[start : start + 1] in _OPENING, text[end - 1 : end] in _CLOSING
    if not closes and text[end : end + 1] in _CLOSING:
        return (start + 1 if opens else start), end
    if not closes and text[end : end + 1] in _BEFORE_MARK and text[end + 1 : end + 2] in _CLOSING:
        return (start + 1 if opens else start), end + 1
    if opens and closes and end - start > 2:
        return start + 1, end - 1
    if closes and text[start - 1 : start] in _OPENING:
        return start, end - 1
    return start, end


def quotation_that_fits(text: str, span: Span, quotation: Quotation) -> Quotation:
    """Return how the words are given, as far as the marks in and around them bear it out."""
    prefix, suffix = context(text, *span)
    quote = text[span.start : span.end]
    if quotation is Quotation.DIRECT and not is_quoted(prefix, quote, suffix):
        quotation = Quotation.MIXED
    if quotation is Quotation.MIXED and not has_quotation_mark(prefix, quote, suffix):
        return Quotation.INDIRECT
    return quotation


@dataclass(frozen=True)
class Layout:
    """Which paragraphs of an article are its headline, its lead, headings and bylines; the rest is its body."""

    starts: list[int]
    """Where each paragraph begins in the text."""
    title: int | None
    headlines: frozenset[int]
    """Numbers of the paragraphs that are title, kicker or heading."""
    leads: frozenset[int]
    bylines: frozenset[int]

    def location(self, start: int) -> Location:
        """Return which part of the article a place in its text is in."""
        number = bisect_right(self.starts, start) - 1
        if number in self.headlines:
            return Location.HEADLINE
        return Location.LEAD if number in self.leads else Location.BODY


def layout_of(article: Article) -> Layout:
    """Tell the parts of an article from one another.

    The standfirst (before the byline) and the first running paragraph are the lead; without a byline the first paragraph alone is.
    """
    texts = [article.string(paragraph.start, paragraph.stop) for paragraph in article.paragraphs]
    wanted = _letters(article.title)
    title = next((number for number, text in enumerate(texts[:_TOP]) if wanted and _letters(text) == wanted), None)
    bylines = frozenset(number for number, text in enumerate(texts[:_TOP]) if is_byline(text, article.language))
    headings = {number for number, text in enumerate(texts) if number not in bylines and _is_heading(text)}
    running = [n for n in range(len(texts)) if n not in headings and n not in bylines and (title is None or n > title)]
    first_after_byline = [n for n in running if not bylines or n > min(bylines)][:1]
    standfirst = [n for n in running if bylines and n < min(bylines)]
    starts = [article.starts[paragraph.start] for paragraph in article.paragraphs]
    above = set() if title is None else set(range(title + 1))
    return Layout(starts, title, frozenset(headings | above), frozenset(standfirst + first_after_byline), bylines)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _is_heading(text: str) -> bool:
    return _ENDS_SENTENCE.search(text[-6:]) is None and len(text.split(maxsplit=_HEADING_WORDS + 1)) <= _HEADING_WORDS


def is_byline(paragraph: str, language: str) -> bool:
    """Tell whether a paragraph says who wrote the article."""
    words = paragraph.split(maxsplit=_BYLINE_WORDS)
    return len(words) <= _BYLINE_WORDS and _byline(language_of(language)).match(" ".join(words)) is not None


@cache
def _byline(language: str) -> re.Pattern[str]:
    words = read(language, "narration").get("bylines", [])
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?i:(?:{alternatives}):?) +[^\W\d_a-zäöü][^.!?]*[^.!?\s]?\s*$" if words else r"(?!)")
