"""Ids that follow from what they name, so that running a script twice adds nothing.

Sixteen hexadecimal digits: at ten million claims the chance that any two share one is below one in a hundred thousand
(with twelve it would be one in six).
"""

import hashlib
import re

from anyascii import anyascii

_SLUG_BREAK = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 80
_DIGITS = 16


def slug(name: str) -> str:
    """Return a readable id for a name: `Ahmed al-Sharifi` -> `ahmed-al-sharifi`, in any script."""
    readable = _SLUG_BREAK.sub("-", anyascii(name).lower().replace("'", "")).strip("-")[:_SLUG_LENGTH].strip("-")
    return readable or "x" + _digest(name)


def document_id(url: str | None, content_sha256: str | None) -> str:
    """Return the id of a document version: `d` and 16 hexadecimal digits of its URL and its text's sha256."""
    return "d" + _digest(url or "", content_sha256 or "")


def claim_id(document: str, start_char: int | None, end_char: int | None, statement: str) -> str:
    """Return the id of a claim: `c` and 16 hexadecimal digits of its document, its span and the statement as first written."""
    return "c" + _digest(document, "" if start_char is None else f"{start_char}-{end_char}", statement)


def candidate_id(document: str, start_char: int | None, end_char: int | None, *what: str) -> str:
    """Return the id of a draft: `k` and 16 hexadecimal digits of its document, its span, and what else makes it another one."""
    return "k" + _digest(document, "" if start_char is None else f"{start_char}-{end_char}", *what)


def content_sha256(text: str) -> str:
    """Return the sha256 of a text as stored (UTF-8), 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_DIGITS]
