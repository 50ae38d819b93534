"""An article in a PDF file, if pypdf is installed (`pip install 'claim-tracker[pdf]'`): its lines joined into paragraphs again."""

import io
import logging
import re
from collections.abc import Iterator
from statistics import median

from claims.capture.decoding import without_controls
from claims.capture.language import language_of
from claims.capture.page import Page, Reading, ends_sentence, one_line
from claims.wording import normalise_text

_MOST_PAGES = 500
_SHORT = 0.8
"""A line that ends a sentence, and is shorter than this share of what is usual, is the last of its paragraph."""
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-$")
_PLACEHOLDERS = re.compile(r"untitled|microsoft word|\.(?:docx?|indd|pdf|odt)$", re.IGNORECASE)

logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read(page: Page) -> Reading:
    """Return the text of a PDF. Raises ValueError where pypdf is missing, or the file is locked, damaged or holds no text."""
    try:
        import pypdf  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise ValueError("reading PDF needs pypdf: pip install 'claim-tracker[pdf]'") from error
    try:
        document = pypdf.PdfReader(io.BytesIO(page.content))
        lines = [line for sheet in document.pages[:_MOST_PAGES] for line in [*sheet.extract_text().splitlines(), ""]]
        described = document.metadata
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"it is locked or damaged ({error or type(error).__name__})") from error
    paragraphs = [*_paragraphs([" ".join(without_controls(line).split()) for line in lines])]
    if not paragraphs:
        raise ValueError("it holds no text, only pictures perhaps; recognise its text first (OCR)")
    title = one_line(described.title if described else None)
    title = normalise_text(title) if title and not _PLACEHOLDERS.search(title) else paragraphs[0]
    if title not in paragraphs[:3]:
        paragraphs.insert(0, title)
    text = normalise_text("\n".join(paragraphs))
    byline = one_line(described.author if described else None)
    return Reading(text=text, title=title, tool=f"pypdf {pypdf.__version__}", byline=byline, language=language_of(text))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Join lines into paragraphs, which end with a sentence: at an empty line, or at a line shorter than is usual."""
    usual = median([len(line) for line in lines if line] or [0])
    words = ""
    for line in lines:
        words = _joined(words, line)
        if words and ends_sentence(words) and len(line) < _SHORT * usual:
            yield normalise_text(words)
            words = ""
    if words:
        yield normalise_text(words)


def _joined(words: str, line: str) -> str:
    if _BROKEN_WORD.search(words) and line[:1].islower():
        return words[:-1] + line
    return f"{words} {line}".strip()
