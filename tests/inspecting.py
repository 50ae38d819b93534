"""Reads a page as a browser does and says what in it could act."""

import json
import re
from html.parser import HTMLParser

from hostile import DIRECTION, PROBE, SUM

ALLOWED_HANDLERS = {"openColumnChooser()"}
"""Of a button of Datasette's own; the policy of the page lets this one run by its hash, and no other."""
DEAD = {"application/json", "application/ld+json", "text/plain"}
"""Types of script elements that hold data."""
FOREIGN = {"iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset", "ping", "background"}
SHOWN = {"alt", "aria-label", "content", "label", "placeholder", "title"}
"""Attributes that people read, or hear; the others hold addresses and ids as they are."""
TYPED = {"textarea", "option"}
"""What people edit holds the words as they are."""
SCHEMES = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)


class Inspection(HTMLParser):
    """Collects what could act in a page, and controls of direction where it is one of our own."""

    def __init__(self, page: str, *, nonce: str, is_ours: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._nonce = nonce
        self._is_ours = is_ours
        self._open: list[str] = []
        self._script: dict[str, str] | None = None
        self._raw = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == PROBE:
            self.faults.append("markup out of the database")
        if tag in FOREIGN or (tag == "meta" and "http-equiv" in found):
            self.faults.append(f"<{tag}>")
        if tag in {"script", "style"}:
            self._script = found
            self._check_script(tag, found)
        for name, value in found.items():
            self._check_attribute(tag, name, value)

    def _check_script(self, tag: str, found: dict[str, str]) -> None:
        if src := found.get("src"):
            if not re.match(r"/(?:-/)?static/[\w./-]+(?:\?_hash=\w+)?$", src):
                self.faults.append(f"a script from {src}")
        elif found.get("type") not in DEAD and (not self._nonce or found.get("nonce") != self._nonce):
            self.faults.append(f"<{tag}> without a nonce")

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") and (self._is_ours or value not in ALLOWED_HANDLERS):
            self.faults.append(f"<{tag} {name}={value!r}>")
        if name in ADDRESSES and SCHEMES.match(re.sub(r"[\x00-\x20]", "", value)):
            self.faults.append(f"<{tag} {name}={value!r}>")
        if name == "style" and (self._is_ours or PROBE in value):
            self.faults.append(f"<{tag} style={value!r}>")
        if name in SHOWN:
            self._check_words(value, f"<{tag} {name}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._script = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            if self._script.get("type") in DEAD:
                json.loads(data)
            return
        if not self._open or self._open[-1] not in TYPED:
            self._check_words(data, f"<{self._open[-1] if self._open else ''}>")

    def _check_words(self, words: str, where: str) -> None:
        if SUM in words:
            self.faults.append(f"a template was filled in: {where}")
        if self._is_ours and any(sign in words for sign in DIRECTION):
            self.faults.append(f"a control of direction in {where}: {words[:60]!r}")


def faults_of(page: str, policy: str, *, is_ours: bool) -> list[str]:
    """List what could act in a page that came with a Content-Security-Policy."""
    nonce = re.search(r"'nonce-([\w-]+)'", policy)
    return Inspection(page, nonce=nonce[1] if nonce else "", is_ours=is_ours).faults
