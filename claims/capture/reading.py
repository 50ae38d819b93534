"""Formats that articles come in: one file a format. To add one, write it and list it here."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from claims.capture import html_page, pdf_file, plain_text
from claims.capture.decoding import is_gzipped, unpack
from claims.capture.page import MAX_BYTES, Page, Reading
from claims.errors import UnreadableFile
from claims.wording import normalise_text, shorten


class Format(NamedTuple):
    """One format: how it is known, and what reads it."""

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    read: Callable[[Page], Reading]
    """Raises ValueError with the reason where no article can be read."""


FORMATS = (
    Format("html", ("text/html", "application/xhtml+xml"), (".html", ".htm", ".xhtml"), html_page.read),
    Format("text", ("text/plain", "text/markdown"), (".txt", ".text", ".md"), plain_text.read),
    Format("pdf", ("application/pdf",), (".pdf",), pdf_file.read),
)
_BY_NAME = {one.name: one for one in FORMATS}
_UNSAID = ("", "application/octet-stream", "application/gzip", "application/x-gzip", "binary/octet-stream")
"""Media types that say nothing; then the first bytes decide."""
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE)
_LOOKED_AT = 2048
_LONGEST_NAME = 255


def open_file(path: Path) -> Page:
    """Return a file as a page. Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(path, f"{error.strerror}. Check the name and the rights.") from error
    if len(content) > MAX_BYTES:
        raise UnreadableFile(path, f"it is larger than {MAX_BYTES // 1024 // 1024} MiB. An article is smaller; split it.")
    name = path.name.lower().removesuffix(".gz")
    known = next((one.media_types[0] for one in FORMATS if name.endswith(one.suffixes)), "")
    return Page(content, media_type=known, file_name=shorten(normalise_text(path.name), _LONGEST_NAME))


def read_page(page: Page) -> Reading:
    """Return the article of a page. Raises ValueError with the reason where there is none to be read."""
    if is_gzipped(page.content):
        page = page._replace(content=unpack(page.content))
    if not page.content.strip():
        raise ValueError("it is empty")
    return _format_of(page).read(page)


def _format_of(page: Page) -> Format:
    for one in FORMATS:
        if page.media_type in one.media_types:
            return one
    if page.media_type not in _UNSAID:
        raise ValueError(f"it is {page.media_type}; articles are read from {', '.join(_BY_NAME)}")
    beginning = page.content[:_LOOKED_AT]
    if beginning.startswith(b"%PDF-"):
        return _BY_NAME["pdf"]
    return _BY_NAME["html" if _HTML.search(beginning) else "text"]
