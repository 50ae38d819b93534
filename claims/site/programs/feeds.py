"""Atom feeds (RFC 4287): what is new, for readers and programs that look again by themselves.

Written with the standard library: what we say is forty lines of XML, and feedgen would bring lxml and has been quiet for years.
"""

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from claims.site.display import day, term, web_address, words
from claims.site.page import Asked, Elsewhere, Row
from claims.site.pages.search import told_of
from claims.site.roles import rights_of
from claims.site.searching.filters import Filters
from claims.site.searching.found import newest_matching
from claims.site.sql import page_questions

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

MOST = 50
"""Entries of a feed."""
MAX_AGE_S = 300
"""For how long an answer may be used again without asking."""
_NOTHING_YET = "1970-01-01T00:00:00Z"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
_HOST = re.compile(r"([A-Za-z0-9.-]+)(?::\d+)?")


@dataclass(frozen=True)
class Entry:
    """One thing that is new."""

    name: str
    """What it is for ever, such as `claim/c12`; its id is made of this and of the day it was recorded."""
    path: str
    title: str
    author: str
    summary: str
    published: str
    updated: str
    terms: tuple[tuple[str, str], ...] = ()
    """Vocabulary and key of each term that applies."""
    related: str = ""
    """A page elsewhere that it speaks of."""


@dataclass(frozen=True)
class Feed:
    """What is new of one kind."""

    name: str
    title: str
    path: str
    """Of the page that shows the same."""
    entries: list[Entry]


Show = Callable[[Asked], Awaitable[Feed | Elsewhere]]


async def newest_claims(asked: Asked) -> Feed:
    """List the newest claims."""
    answers = await asked.answers({"entries": asked.questions["entries"]}, most=MOST)
    return Feed("claims", "Newest claims", "/", [claim_entry(row) for row in answers["entries"]])


async def newest_reviews(asked: Asked) -> Feed:
    """List the newest verdicts that were published or retracted."""
    answers = await asked.answers(most=MOST)
    return Feed("reviews", "Newest reviews", "/", [review_entry(row) for row in answers["entries"]])


async def claims_of(asked: Asked) -> Feed | Elsewhere:
    """List the newest claims of one speaker, or of one outlet."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    role, wanted = asked.given["role"], asked.given["id"]
    answers = await asked.answers(most=MOST, speaker=wanted if role == "speaker" else None, outlet=wanted if role == "outlet" else None)
    if not answers["whom"]:
        raise NotFound(f"There is no {role} '{wanted}'.")
    whom = answers["whom"][0]
    if whom["canonical_id"]:
        return Elsewhere(f"/{role}/{whom['canonical_id']}.atom")
    title = f"Claims by {whom['name']}" if role == "speaker" else f"Claims in {whom['name']}"
    path = f"/{role}/{whom['id']}"
    return Feed(path.removeprefix("/"), title, path, [claim_entry(row) for row in answers["entries"]])


async def claims_found(asked: Asked) -> Feed | Elsewhere:
    """List the newest claims that a search finds; the address asks as that of the page does."""
    from datasette.utils.asgi import BadRequest  # noqa: PLC0415

    filters = Filters.read(asked.request.args)
    if faults := [fault for fault in filters.faults if fault != filters.words.note]:
        raise BadRequest(" ".join(faults))
    names = (await asked.answers({"names": page_questions(asked.folder, "search")["names"]}, **filters.values))["names"]
    if by_name := {row["role"]: row["id"] for row in names if row["is_named"]}:
        return Elsewhere(filters.of(**by_name).address("/search.atom"))
    rowids = await newest_matching(asked, MOST)
    answers = await asked.answers({"entries": asked.questions["entries"]}, rowids=json.dumps(rowids), most=MOST)
    told = told_of(filters, names)
    path = filters.address()
    return Feed(path.removeprefix("/"), f"Claims {told}" if told else "Claims", path, [claim_entry(row) for row in answers["entries"]])


def claim_entry(claim: Row) -> Entry:
    """Return a claim as an entry."""
    return Entry(
        name=f"claim/{claim['id']}",
        path=f"/claim/{claim['id']}",
        title=claim["statement"],
        author=_who(claim),
        summary=" ".join(_sentences_about(claim)),
        published=claim["created_at"],
        updated=claim["updated_at"],
        terms=tuple((name, claim[name]) for name in ("verifiability", "verdict", "quotation", "source_type") if claim[name]),
    )


def _who(claim: Row) -> str:
    if claim["source_type"] == "own_voice":
        return f"{claim['outlet']}, in its own voice"
    role = f" ({claim['role']})" if claim["role"] else ""
    return f"{claim['speaker']}{role}, in {claim['outlet']}"


def _sentences_about(claim: Row) -> Iterator[str]:
    if claim["quote"]:
        yield f"As printed: {claim['quote']}"
    yield f"{_who(claim)}: {claim['document']}{', ' + day(claim['published_at']) if claim['published_at'] else ''}."
    how = "" if claim["source_type"] == "own_voice" else f", {term('quotation', claim['quotation']).label.lower()} quotation"
    yield f"Who says so? {term('source_type', claim['source_type']).label}{how}."
    yield f"Can it be checked? {term('verifiability', claim['verifiability']).label}."
    yield f"Is it true? {term('verdict', claim['verdict']).label if claim['verdict'] else 'No verdict'}."


def review_entry(review: Row) -> Entry:
    """Return a published verdict, or the retraction of one, as an entry."""
    verdict = term("verdict", review["verdict"]).label
    told = f"Retracted, was {verdict}" if review["state"] == "retracted" else verdict
    rating = f" (their rating: “{review['original_rating']}”)" if review["original_rating"] else ""
    return Entry(
        name=f"review/{review['claim_id']}/{review['publisher_id']}/{review['reviewed_at']}",
        path=f"/claim/{review['claim_id']}",
        title=f"{told}: {review['statement']}",
        author=review["publisher"],
        summary=f"{told}{rating}. {review['summary']}",
        published=review["reviewed_at"],
        updated=review["reviewed_at"],
        terms=(("review_state", review["state"]), ("verdict", review["verdict"])),
        related=review["url"] or "",
    )


def feed_view(page: str, show: Show) -> Callable[..., Awaitable["Response"]]:
    """Return the function that Datasette calls for a feed; `page` names its SQL."""

    async def view(request: "Request", datasette: "Datasette") -> "Response":
        from datasette.utils.asgi import Response  # noqa: PLC0415

        asked = Asked(datasette, request, await rights_of(datasette, request.actor), page)
        await asked.rights.must_read()
        shown = await show(asked)
        if isinstance(shown, Elsewhere):
            return Response.redirect(datasette.urls.path(shown.path))
        site = (await datasette.get_instance_metadata()).get("title") or "Claims"
        return _respond(request, _updated(shown), FeedWriter(datasette, request, site).feed(shown))

    view.__name__ = f"{page}_view"
    return view


def _respond(request: "Request", updated: str, body: bytes) -> "Response":
    """Send a feed, or word that the reader has it already."""
    from datasette.utils.asgi import Response  # noqa: PLC0415

    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "cache-control": f"max-age={MAX_AGE_S}",
        "etag": tag,
        "last-modified": format_datetime(datetime.fromisoformat(updated), usegmt=True),
    }
    known = {one.strip().removeprefix("W/") for one in (request.headers.get("if-none-match") or "").split(",")}
    if known & {tag, "*"}:
        return Response("", status=304, headers=headers, content_type="application/atom+xml; charset=utf-8")
    return Response(body, headers=headers, content_type="application/atom+xml; charset=utf-8")


def _updated(feed: Feed) -> str:
    return max((entry.updated for entry in feed.entries), default=_NOTHING_YET)


class FeedWriter:
    """Writes a feed as XML. Text is text: markup in it is escaped, and what no XML may hold is left out."""

    def __init__(self, datasette: "Datasette", request: "Request", site: str) -> None:
        self._datasette = datasette
        self._request = request
        self._site = site

    def feed(self, feed: Feed) -> bytes:
        """Return a feed as bytes."""
        root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
        _add(root, "id", self._tag("feed/" + feed.name, ""))
        _add(root, "title", f"{feed.title} · {self._site}", type="text")
        _add(root, "updated", _updated(feed))
        _add(root, "author/name", self._site)
        _add(root, "link", rel="self", type="application/atom+xml", href=self._address(self._request.full_path))
        _add(root, "link", rel="alternate", type="text/html", href=self._address(self._datasette.urls.path(feed.path)))
        for entry in feed.entries:
            self._write_entry(ET.SubElement(root, "entry"), entry)
        return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))

    def _write_entry(self, into: ET.Element, entry: Entry) -> None:
        _add(into, "id", self._tag(entry.name, entry.published))
        _add(into, "title", entry.title, type="text")
        _add(into, "author/name", entry.author)
        _add(into, "published", entry.published)
        _add(into, "updated", entry.updated)
        _add(into, "link", rel="alternate", type="text/html", href=self._address(self._datasette.urls.path(entry.path)))
        if web_address(entry.related):
            _add(into, "link", rel="related", href=quote(entry.related, safe=_IN_ADDRESSES))
        for vocabulary, key in entry.terms:
            scheme = self._address(self._datasette.urls.path("/method")) + "#" + vocabulary
            _add(into, "category", scheme=scheme, term=key, label=term(vocabulary, key).label)
        _add(into, "summary", entry.summary, type="text")

    def _address(self, path: str) -> str:
        return str(self._datasette.absolute_url(self._request, path))

    def _tag(self, name: str, recorded: str) -> str:
        """Return an id that outlasts a change of scheme, port or path (RFC 4151): who names it, since when, and the name."""
        host = _HOST.fullmatch(self._request.host or "")
        return f"tag:{host[1] if host else 'localhost'},{recorded[:10] or '2026'}:{name}"


def _add(into: ET.Element, path: str, text: str = "", **attributes: str) -> None:
    """Add an element, and those around it, with text and attributes that XML may hold."""
    for name in path.split("/"):
        into = ET.SubElement(into, name)
    into.text = _clean(text) or None
    into.attrib.update({name: _clean(value) for name, value in attributes.items()})


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", words(text))


ROUTES: tuple[tuple[str, Callable[..., Awaitable[Any]]], ...] = (
    (r"^/feed/claims\.atom$", feed_view("feed_claims", newest_claims)),
    (r"^/feed/reviews\.atom$", feed_view("feed_reviews", newest_reviews)),
    (r"^/search\.atom$", feed_view("feed_claims", claims_found)),
    (r"^/(?P<role>speaker|outlet)/(?P<id>[a-z0-9-]+)\.atom$", feed_view("feed_claims", claims_of)),
)
