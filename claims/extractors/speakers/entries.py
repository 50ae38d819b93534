"""The words of a source as the store takes them: clean, on one line, hops and sources counted."""

import unicodedata

from claims.models.entries import SourceEntry
from claims.wording import check_line

MAX_NAME = 200
MAX_LINE = 2_000


def numbered(hops: list[list[SourceEntry]]) -> tuple[SourceEntry, ...]:
    """Count hops and sources; a name stands once in a chain, where it comes first."""
    known: set[str] = set()
    numbered: list[SourceEntry] = []
    hop = 0
    for entries in hops:
        seq = 0
        for entry in entries:
            key = (entry.speaker or "").casefold()
            if key and key in known:
                continue
            known |= {key} if key else set()
            numbered.append(entry.model_copy(update={"hop": hop, "seq": seq}))
            seq += 1
        hop += seq > 0
    return tuple(numbered)


def until_pause(text: str) -> str:
    """Return words up to the next comma, full stop or verb of saying."""
    ends = [at for mark in (", ", " said", ".", ";") if (at := text.find(mark)) > 0]
    return text[: min(ends, default=len(text))].strip()


def line(text: str, longest: int) -> str | None:
    """Return words as one clean line; None where nothing printable is left."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())[:longest].strip()
    if not clean.isprintable():
        clean = " ".join("".join(char for char in clean if unicodedata.category(char)[0] != "C").split())
    try:
        return check_line(clean) if clean else None
    except ValueError:
        return None
