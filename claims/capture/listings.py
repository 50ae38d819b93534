"""Lists of addresses: RSS and Atom feeds, sitemaps and indices of sitemaps, and plain lists, an address a line."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from claims.capture.decoding import is_gzipped, unpack
from claims.capture.fetching import Fetcher
from claims.errors import NotFetched

MOST_LISTINGS = 100
"""An index of more sitemaps than this is cut short."""


class Listing(NamedTuple):
    """What a feed or a sitemap names, in its order."""

    articles: list[str]
    listings: list[str]
    """Sitemaps that an index names."""


def addresses_in_feed(fetcher: Fetcher, url: str) -> Iterator[str]:
    """Yield the addresses of the articles in a feed or a sitemap; an index of sitemaps is followed. Raises NotFetched."""
    waiting, seen, given = [url], set[str](), set[str]()
    while waiting and len(seen) < MOST_LISTINGS:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        page = fetcher.fetch(here)
        try:
            found = read_listing(page.content, page.final_url or here)
        except ValueError as error:
            raise NotFetched(here, f"{error}.") from error
        waiting += found.listings
        for article in found.articles:
            if article not in given:
                given.add(article)
                yield article


def read_listing(content: bytes, url: str) -> Listing:
    """Return what a feed or a sitemap found at an address names. Raises ValueError where it is neither."""
    from lxml import etree  # noqa: PLC0415  (other commands do without)

    if is_gzipped(content):
        content = unpack(content)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content.strip(), parser)
    except etree.XMLSyntaxError:
        root = None
    kind = "" if root is None else _name(root)
    if kind in ("rss", "RDF", "feed"):
        entries = [element for element in root.iter() if _name(element) in ("item", "entry")]
        return Listing(_absolute(url, (_link(entry) for entry in entries)), [])
    if kind == "urlset":
        return Listing(_absolute(url, _locations(root, "url")), [])
    if kind == "sitemapindex":
        return Listing([], _absolute(url, _locations(root, "sitemap")))
    raise ValueError("it is neither a feed (RSS, Atom) nor a sitemap")


def lines_of(text: str) -> list[str]:
    """Return the sources of a list: an address or a file a line; empty lines and those that begin with # are passed over."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _name(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _link(entry: Any) -> str | None:
    """Return the address of an entry: the text of RSS's link, else a guid that is one; the alternate link of Atom."""
    for child in entry:
        if _name(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href"))
        if _name(child) == "link" and (child.text or "").strip():
            return str(child.text)
    guids = [child.text for child in entry if _name(child) == "guid" and child.get("isPermaLink", "true") == "true"]
    return guids[0] if guids else None


def _locations(root: Any, kind: str) -> Iterator[str | None]:
    for entry in root:
        if _name(entry) == kind:
            yield next((child.text for child in entry if _name(child) == "loc"), None)


def _absolute(url: str, links: Iterator[str | None]) -> list[str]:
    found = [urljoin(url, link.strip()) for link in links if link and link.strip()]
    return [link for link in dict.fromkeys(found) if link.startswith(("http://", "https://"))]
