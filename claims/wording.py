"""Rules about words: what a clean text is, what a statement may say, where quotation marks stand.

Offsets count Unicode code points from 0 in NFC text (W3C Web Annotation, TextPositionSelector).
"""

import re
import unicodedata

CONTEXT_LENGTH = 32
"""Code points of prefix and suffix kept around a quote (as Hypothesis does)."""

OPENING_MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛「『《〈＂")
CLOSING_MARKS = frozenset("\"'“”«»‹›‘’」』》〉＂")
"""Quotation marks of any language: «French», »German«, „German“, “English”, ”Swedish”, 「Japanese」."""

_APOSTROPHES = frozenset("'’‘")
"""Marks that stand inside words too; alone they do not show that something is quoted."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_URL_BEGINNINGS = ("http://", "https://", "www.")
_SPEECH = (
    r"(?:said|says|saying|told|tells|stated|states|claimed|claims|added|adds|stressed|stresses|announced|argued|argues"
    r"|insisted|insists|alleged|alleges|asserted|asserts|reported|reports|noted|explained)"
)
_SAID_THAT = re.compile(rf"\b{_SPEECH} that\b", re.IGNORECASE)
_HE_SAID = re.compile(r", (?:\w+ ){1,4}(?:said|says|added|stressed)[.!]?$", re.IGNORECASE)
_RIGHTLY_SAID = re.compile(rf"\b(?:wrongly|incorrectly|rightly|correctly) {_SPEECH}\b", re.IGNORECASE)
_ATTRIBUTING_WORDS = ("according to", "reportedly", "allegedly")
_JUDGING_WORDS = ("falsely", "baselessly", "misleadingly", "debunked", "without evidence")
_SAYING_ENDS = (" said", " says", " added", " stressed")
_LONGEST_ENDING = 80


def check_clean(text: str) -> str:
    """Return a text as given; raise ValueError if it holds what no page can show or two programs would read differently."""
    if text.isascii() and text.isprintable():
        return text
    if bad := _UNPRINTABLE.search(text):
        raise ValueError(f"holds the control character U+{ord(bad[0]):04X}; remove it")
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("is not in Unicode normal form C; normalise it (Python: unicodedata.normalize('NFC', text))")
    return text


def check_line(text: str) -> str:
    """Return a one-line text as given; raise ValueError if it is unclean, empty to the eye, or reverses its own direction."""
    if text and text.isascii() and text.isprintable() and text[0] != " " and text[-1] != " ":
        return text
    check_clean(text)
    if bad := _BIDI_CONTROL.search(text):
        raise ValueError(f"holds the direction control U+{ord(bad[0]):04X}, which can disguise what is written; remove it")
    if not any(unicodedata.category(char)[0] not in "ZC" for char in text):
        raise ValueError("is empty; give it or leave it out")
    if "\n" in text or "\r" in text:
        raise ValueError("runs over several lines; put it on one")
    if text.strip() != text:
        raise ValueError("begins or ends with a space; remove it")
    return text


def check_statement(text: str) -> str:
    """Return a statement as given; raise ValueError if it says more than what is claimed.

    Who said it belongs in the attributions, whether it is true in a review.
    """
    check_line(text)
    if not 10 <= len(text) <= 500:
        raise ValueError(f"has {len(text)} characters; a statement has 10 to 500: one claim, standing alone")
    if text.endswith(("?", "؟", "？")):
        raise ValueError("is a question; say what is claimed")
    lowered = text.lower()
    if any(beginning in lowered for beginning in _URL_BEGINNINGS):
        raise ValueError("holds a URL; put it on the document")
    if bad := _attribution_in(text, lowered):
        raise ValueError(f"holds an attribution ({bad}); say what is claimed, and who says it in the attributions")
    if bad := _verdict_in(text, lowered):
        raise ValueError(f"holds a verdict ({bad}); say what is claimed, and whether it is true in a review")
    return text


def _attribution_in(statement: str, lowered: str) -> str:
    for word in _ATTRIBUTING_WORDS:
        if word in lowered:
            return word
    found = " that" in lowered and _SAID_THAT.search(statement)
    if not found and lowered.rstrip(".!").endswith(_SAYING_ENDS):
        found = _HE_SAID.search(statement[-_LONGEST_ENDING:])
    return found[0].strip(", ") if found else ""


def _verdict_in(statement: str, lowered: str) -> str:
    for word in _JUDGING_WORDS:
        if word in lowered:
            return word
    found = "ly " in lowered and _RIGHTLY_SAID.search(statement)
    return found[0] if found else ""


def is_quoted(prefix: str, quote: str, suffix: str) -> bool:
    """Tell whether a quote stands between quotation marks, its own or those around it."""
    own = len(quote) > 1 and quote[0] in OPENING_MARKS and quote[-1] in CLOSING_MARKS
    return own or (prefix[-1:] in OPENING_MARKS and bool(prefix) and suffix[:1] in CLOSING_MARKS and bool(suffix))


def has_quotation_mark(prefix: str, quote: str, suffix: str) -> bool:
    """Tell whether a quotation mark stands in a quote or next to it."""
    marks = (OPENING_MARKS | CLOSING_MARKS) - _APOSTROPHES
    return is_quoted(prefix, quote, suffix) or any(char in marks for char in prefix[-1:] + quote + suffix[:1])


def is_half_quoted(quote: str) -> bool:
    """Tell whether a quote begins or ends with a quotation mark that has no partner."""
    marks = (OPENING_MARKS | CLOSING_MARKS) - _APOSTROPHES
    return sum(char in marks for char in quote) == 1 and (quote[0] in marks or quote[-1] in marks)


def strip_marks(quote: str) -> tuple[str, str, str]:
    """Split a quote typed with its outer quotation marks into mark, words and mark; the marks are empty where there are none."""
    if len(quote) > 2 and quote[0] in OPENING_MARKS and quote[-1] in CLOSING_MARKS:
        inner = quote[1:-1]
        if not any(char in OPENING_MARKS - _APOSTROPHES for char in inner):
            return quote[0], inner, quote[-1]
    return "", quote, ""


def find_quote(text: str, quote: str) -> list[int]:
    """List the offsets at which a quote stands in a text, overlapping ones too; at most two, since two are one too many."""
    first = text.find(quote)
    if first < 0:
        return []
    second = text.find(quote, first + 1)
    return [first] if second < 0 else [first, second]


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after a span: W3C TextQuoteSelector prefix and suffix."""
    return text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]


def normalise_text(raw: str) -> str:
    """Return a captured text as it is stored: NFC, plain line feeds, no byte order mark."""
    return unicodedata.normalize("NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def shorten(text: str, length: int = 60) -> str:
    """Return the beginning of a text for display, with what could disguise it made visible."""
    shown = text if len(text) <= length else text[: length - 1] + "…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)
