"""What was fetched or opened, and what was read in it."""

from typing import NamedTuple

from claims.wording import CLOSING_MARKS

MAX_BYTES = 20 * 1024 * 1024
"""A larger page or file is refused, packed or unpacked."""


_CLOSERS = "".join(sorted(CLOSING_MARKS)) + ")]"
_SENTENCE_ENDS = frozenset(".!?:…。؟")


class Page(NamedTuple):
    """What was fetched or opened, before anybody has read it."""

    content: bytes
    media_type: str = ""
    """As the server says, or as the name of the file says; empty where neither does."""
    charset: str = ""
    """As the server says."""
    file_name: str | None = None
    requested_url: str | None = None
    final_url: str | None = None
    """Where the last redirect led."""
    http_status: int | None = None

    @property
    def name(self) -> str:
        """What a person knows it by."""
        return self.requested_url or self.file_name or "the page"


class Reading(NamedTuple):
    """What stands in a page. None is what the page does not say."""

    text: str
    """A paragraph a line, the headline among the first of them."""
    title: str
    tool: str
    """Name and version of the program that told the article from what surrounds it."""
    byline: str | None = None
    outlet: str | None = None
    published_at: str | None = None
    """EDTF date, or UTC time where the page says it to the second with its zone."""
    language: str | None = None
    url: str | None = None
    """The address that the page gives as its own."""


def one_line(text: str | None) -> str | None:
    """Return a text on one line, or None where nothing is left of it."""
    return " ".join((text or "").split()) or None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does, closing marks aside."""
    return line.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS
