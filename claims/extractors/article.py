"""An article as the extractors see it: its words, sentences, paragraphs and quotations, each at its place in the text."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from claims.extractors.findings import Span
from claims.extractors.languages import DEFAULT_LANGUAGE, language_of, read
from claims.extractors.quotations import find_quotations

_SENTENCE_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!!", "。", "؟"))
_CLOSERS = frozenset("\"'”“’‘»«›‹)]")
_WRAPPED_WIDTH = 120
_WRAPPED_SHARE = 0.25
"""A text whose lines are short, and of which so many begin in lower case, was wrapped by a program."""
_ENDS_PARAGRAPH = re.compile(r"[.!?:…][\"'”“’»)\]]*\s*$")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True)
class Article:
    """A text and its parts. Offsets count code points of `text` as it is; token numbers count from 0."""

    text: str
    title: str
    language: str
    """A language that there are data for (see `languages`)."""
    words: list[str]
    """The tokens: words, numbers, each punctuation mark; `'s` is a token of its own."""
    starts: list[int]
    ends: list[int]
    paragraphs: list[range]
    """Runs of token numbers; lines that a program wrapped are one paragraph again."""
    sentences: list[range]
    """Runs of token numbers; none crosses a paragraph."""
    quotations: list[Span]
    """Text in double quotation marks, the marks included; one that the next paragraph goes on with stands as a span for each."""

    @cached_property
    def quoted(self) -> list[bool]:
        """Tell for each token whether it stands in quotation marks; the marks themselves do."""
        inside = [False] * len(self.words)
        token = 0
        for start, end in self.quotations:
            while token < len(inside) and self.starts[token] < start:
                token += 1
            while token < len(inside) and self.starts[token] < end:
                inside[token] = True
                token += 1
        return inside

    @cached_property
    def sentence_of(self) -> list[int]:
        """Tell for each token the number of its sentence."""
        numbers = [0] * len(self.words)
        for number, sentence in enumerate(self.sentences):
            for token in sentence:
                numbers[token] = number
        return numbers

    def span(self, first: int, last: int) -> Span:
        """Return the place in the text of the tokens from `first` up to, not including, `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def string(self, first: int, last: int) -> str:
        """Return the text of the tokens from `first` up to, not including, `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_article(text: str, *, title: str = "", language: str = DEFAULT_LANGUAGE) -> Article:
    """Split a text into its parts, in time linear in its length."""
    language = language_of(language)
    spans: list[tuple[int, int]] = []
    paragraphs: list[range] = []
    blocks, pattern = _paragraphs(text), _token_pattern(language)
    for block in blocks:
        first = len(spans)
        spans += [match.span() for match in pattern.finditer(text, block.start, block.end)]
        if len(spans) > first:
            paragraphs.append(range(first, len(spans)))
    words = [text[start:end] for start, end in spans]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    quotations = find_quotations(text, blocks)
    opening = {start for start, _ in quotations}
    opens = [start in opening for start in starts]
    is_dotted = bool(read(language, "text").get("is_ordinal_dotted"))
    sentences = [sentence for paragraph in paragraphs for sentence in _sentences(words, opens, paragraph, is_dotted=is_dotted)]
    return Article(text, title, language, words, starts, ends, paragraphs, sentences, quotations)


def _paragraphs(text: str) -> list[Span]:
    """Return the lines that hold something; where a program wrapped them, the lines of a paragraph as one."""
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(text)]
    if not _is_wrapped(text, lines):
        return lines
    joined: list[Span] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and text.count("\n", before.end, line.start) == 1 and _goes_on(text, before, line):
            joined[-1] = Span(before.start, line.end)
        else:
            joined.append(line)
    return joined


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    lower = sum(text[start:end].lstrip()[:1].islower() for start, end in lines)
    return bool(lines) and max(end - start for start, end in lines) <= _WRAPPED_WIDTH and lower >= _WRAPPED_SHARE * len(lines)


def _goes_on(text: str, before: Span, line: Span) -> bool:
    last = text.rfind("\n", before.start, before.end) + 1
    ends = _ENDS_PARAGRAPH.search(text, max(before.start, last), before.end)
    return ends is None or text[line.start : line.end].lstrip()[:1].islower()


@cache
def _token_pattern(language: str) -> re.Pattern[str]:
    rules = read(language, "text")
    abbreviations = "|".join(sorted(map(re.escape, rules["abbreviations"]), key=len, reverse=True))
    no_names = "|".join(rules["begin_a_sentence"])
    return re.compile(
        r"[^\W\d_]++(?![\w'’.&‐‑-])"  # most words: what nothing below could be longer than, tried first since it is quick
        rf"|(?:[^\W\d_]\.){{2,}}"  # U.S., e.g.
        rf"|\b(?=[^\W\d_])(?:{abbreviations})\."
        rf"|[A-Z]\.(?=\s+[A-Z])(?!\s+(?:{no_names})\b)"  # an initial
        r"|[^\W_]*n['’]t\b"  # didn't
        r"|['’](?:s|re|ve|ll|d|m)\b"
        r"|[@#]\w+"
        r"|\d+(?:[.,:]\d+)*"
        r"|[^\W_]+(?:[-‐‑&][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]{2,}|\.(?=[^\W\d_]{2,3}\b)[^\W\d_]+)*"
        r"|\.{3}|--+|[?!]{2,}|\S",
        re.IGNORECASE if language == "und" else 0,
    )


def _sentences(words: list[str], opens: list[bool], paragraph: range, *, is_dotted: bool) -> list[range]:
    """Split a paragraph; a mark that opens a quotation belongs to the sentence behind it."""
    found: list[range] = []
    first, token, last = paragraph.start, paragraph.start, paragraph.stop
    while token < last:
        if words[token] not in _SENTENCE_ENDS:
            token += 1
            continue
        is_ordinal = is_dotted and words[token] == "." and token > first and words[token - 1].isdigit() and len(words[token - 1]) <= 2
        end = token + 1
        while end < last and not opens[end] and (words[end] in _CLOSERS or words[end] in _SENTENCE_ENDS):
            end += 1
        if end < last and not is_ordinal and _may_begin(words[end]):
            found.append(range(first, end))
            first = end
        token = end
    if first < last:
        found.append(range(first, last))
    return found


def _may_begin(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or not word[0].isalnum()
