"""What somebody at a desk needs in the tests of forms: claims to work on, and a browser that fills in what a page holds."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from store.typed import document_fields, typed_claim, typed_document
from visitors import Actor, Site

from claims.dates import now
from claims.store.connection import Store, connect
from claims.store.write import save_entry
from claims.vocabularies import EvidenceStance, Reason
from claims.workflow.judging import add_evidence, assess_claim

NUMBERS = itertools.count(1)
RATIONALE = "The minutes of the council record it."


@contextmanager
def at(site: Site) -> Iterator[Store]:
    """Open the database of a site, as a colleague does in a terminal."""
    store = connect(site.database)
    try:
        yield store
    finally:
        store.close()


def new_claim(site: Site, statement: str = "", **changes: Any) -> str:
    """Add a claim that nobody has touched, and of which no program says anything, and return its id."""
    number = next(NUMBERS)
    document = changes.pop("document", None) or document_fields(url=f"https://gazette.example/desk/{number}")
    entry = typed_claim(statement or f"The ferry made {number} trips on 4 May 2026.", document=document, **changes)
    with at(site) as store:
        return save_entry(store, entry, by="carla", at=now(), allow_similar=True).claim_id


def checked_claim(site: Site) -> str:
    """Add a claim that is verifiable and has evidence, so that the gate is open, and return its id."""
    claim = new_claim(site)
    with at(site) as store:
        assess_claim(store, claim, reason=Reason.PUBLIC_RECORD, rationale=RATIONALE, by="carla")
        minutes = typed_document(title="Minutes", outlet="Council", url=f"https://council.example/{claim}")
        add_evidence(store, claim, minutes, stance=EvidenceStance.SUPPORTS, note="Item 3.", by="carla", allow_similar=True)
    return claim


def press(site: Site, path: str, actor: Actor) -> Any:
    """Press the button of a form that has no fields."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return site.run(site.datasette.client.post(path, actor=actor, content=b"", headers=headers))


class _Forms(HTMLParser):
    """Collects, form by form, what a browser would send if nobody touched anything."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.posts: list[bool] = []
        self.texts: list[str] = []
        self._name: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
            self.posts.append(given.get("method") == "post")
        elif not self.forms:
            return
        elif tag == "input" and "name" in given:
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                self.forms[-1][given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self._name = given["name"]
            self.forms[-1][self._name] = ""
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.forms[-1]):
            self.forms[-1][self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._name:
            self.forms[-1][self._name] = self.forms[-1][self._name].removeprefix("\n")
            self._name = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._name:
            self.forms[-1][self._name] += data


def form_on(page: str, holding: str) -> dict[str, str]:
    """Return what the form of a page that has a certain field would send."""
    found = _Forms()
    found.feed(page)
    return next(fields for fields, posts in zip(found.forms, found.posts, strict=True) if posts and holding in fields)


def words_on(page: str) -> str:
    """Return the words of a page, without markup and with single spaces."""
    found = _Forms()
    found.feed(page)
    return " ".join(" ".join(found.texts).split())
