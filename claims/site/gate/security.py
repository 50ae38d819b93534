"""What every answer carries so that no foreign script, style or frame acts in a page, whatever text a page shows."""

import base64
import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from jinja2.ext import Extension

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

STOCK_PAGE = "stock page"
"""Pages of Datasette hold style attributes, and one button with a handler in its HTML."""
STYLE_ELEMENTS = "style elements"
"""The SQL editor of Datasette makes its own."""
_HANDLERS = ("openColumnChooser()",)
"""Of stock pages; each is let through by its hash, so that no other is."""

HEADERS = {
    # Some pages of Datasette have `no-referrer`. It makes browsers send forms with the origin `null` where the site is not on HTTPS, and
    # these are refused: nobody could sign out there.
    b"referrer-policy": b"same-origin",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}
"""Sent with every answer, in the place of what a view says; a policy of its own is left to it."""


@dataclass
class Answer:
    """What the pages rendered for one request turned out to need."""

    nonce: str = ""
    """Lets scripts and styles run that stand in templates; made where a template holds one."""
    needs: set[str] = field(default_factory=set)


_answer: ContextVar[Answer | None] = ContextVar("answer", default=None)


def csp_nonce() -> str:
    """Return the nonce of the answer at hand."""
    answer = _answer.get()
    if answer is None:
        return ""
    answer.nonce = answer.nonce or secrets.token_urlsafe(16)
    return answer.nonce


def csp_needs(what: str) -> str:
    """Note, from a template, what its page needs on top of the strict policy; put nothing into the page."""
    if answer := _answer.get():
        answer.needs.add(what)
    return ""


GLOBALS: dict[str, Callable[..., str]] = {"csp_nonce": csp_nonce, "csp_needs": csp_needs}
"""For templates."""


class NonceExtension(Extension):
    """Give every script and style that stands in the source of a template the nonce.

    It reads templates, never what they render: no claim, name or URL can come by a nonce.
    """

    _inline = re.compile(r"<(script|style)(?=[\s>{])")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template with the nonces in it."""
        del name, filename
        return self._inline.sub(r'<\1 nonce="{{ csp_nonce() }}"', source)


def content_policy(answer: Answer) -> str:
    """Return the Content-Security-Policy of an answer."""
    nonce = f" 'nonce-{answer.nonce}'" if answer.nonce else ""
    rules = [
        "default-src 'self'",
        f"script-src 'self'{nonce}",
        # A nonce would make browsers ignore 'unsafe-inline'.
        "style-src 'self' 'unsafe-inline'" if STYLE_ELEMENTS in answer.needs else f"style-src 'self'{nonce}",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    if STOCK_PAGE in answer.needs:
        hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in _HANDLERS)
        rules += ["style-src-attr 'unsafe-inline'", f"script-src-attr 'unsafe-hashes' {hashes}"]
    return "; ".join(rules)


def secured(app: App) -> App:
    """Return an application whose every answer carries these headers."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        at_hand = Answer()

        async def send_with_headers(message: Message) -> None:
            await send(_with_headers(message, at_hand) if message["type"] == "http.response.start" else message)

        before = _answer.set(at_hand)
        try:
            await app(scope, receive, send_with_headers)
        finally:
            _answer.reset(before)

    return answer


def _with_headers(message: Message, answer: Answer) -> Message:
    headers = [header for header in message.get("headers", []) if header[0].lower() not in HEADERS]
    if b"content-security-policy" not in {name.lower() for name, _ in headers}:
        headers.append((b"content-security-policy", content_policy(answer).encode("ascii")))
    return {**message, "headers": [*headers, *HEADERS.items()]}
