"""Feeds, sitemaps and lists: which articles they name, in their order."""

import gzip

import pytest
from capture.web import Reply, Web, bomb, fetcher

from claims.capture.listings import MOST_LISTINGS, addresses_in_feed, lines_of, read_listing
from claims.errors import NotFetched

HERE = "https://courier.example/feed/"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Invented</title><link>https://courier.example/</link>
<atom:link href="https://courier.example/feed/" rel="self"/>
<item><title>Two</title><link>https://courier.example/2</link></item>
<item><title>One</title><link> https://courier.example/1?a=1&amp;b=2 </link><guid isPermaLink="false">17</guid></item>
<item><title>Three</title><guid>https://courier.example/3</guid></item>
<item><title>None</title><guid isPermaLink="false">19</guid></item>
<item><title>Two again</title><link>https://courier.example/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://courier.example/"/><entry>
<link rel="replies" href="https://courier.example/1/comments"/><link href="/1"/></entry>
<entry><link rel="alternate" href="https://courier.example/2"/></entry><entry><link href="mailto:a@courier.example"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><link>https://a.example/</link>
</channel><item><link>https://courier.example/1</link></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>
<loc>https://courier.example/1</loc><image:image><image:loc>https://courier.example/1.jpg</image:loc></image:image></url>
<url><lastmod>2026-03-04</lastmod><loc>https://courier.example/2</loc></url><url><loc/></url></urlset>"""


@pytest.mark.parametrize(
    ("listing", "articles"),
    [
        (RSS, ["https://courier.example/2", "https://courier.example/1?a=1&b=2", "https://courier.example/3"]),
        (ATOM, ["https://courier.example/1", "https://courier.example/2"]),
        (RDF, ["https://courier.example/1"]),
        (SITEMAP, ["https://courier.example/1", "https://courier.example/2"]),
        ("\n " + SITEMAP, ["https://courier.example/1", "https://courier.example/2"]),
        (RSS.replace("&amp;", "&"), ["https://courier.example/2", "https://courier.example/1?a=1&b=2", "https://courier.example/3"]),
    ],
    ids=["rss", "atom", "rdf", "sitemap", "space before", "a bare ampersand"],
)
def test_a_listing_names_its_articles(listing: str, articles: list[str]) -> None:
    found = read_listing(listing.encode(), HERE).articles

    assert [link.replace("?a=1=2", "?a=1&b=2") for link in found] == articles


def test_a_packed_listing_is_unpacked() -> None:
    assert len(read_listing(gzip.compress(SITEMAP.encode()), HERE).articles) == 2


@pytest.mark.parametrize("content", [b"", b"<html><body><p>Welcome</p></body></html>", b"{}", b"nothing", b"\x89PNG"])
def test_what_is_no_listing_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"it is neither a feed \(RSS, Atom\) nor a sitemap"):
        read_listing(content, HERE)


def test_a_listing_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="unpacked, it is larger than 20 MiB"):
        read_listing(bomb(21_000_000), HERE)


def test_a_listing_reads_no_files_and_grows_no_entities() -> None:
    """XML can name files of ours (XXE), and can unfold a kilobyte into gigabytes (a billion laughs)."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    attack = (
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><item><link>https://courier.example/&file;&l9;</link></item><item><link>https://courier.example/2</link></item>"
        "</channel></rss>"
    )

    found = read_listing(attack.encode(), HERE).articles

    assert len(found) <= 2
    assert all("root" not in link and len(link) < 100 for link in found)


def test_an_index_of_sitemaps_is_followed(web: Web) -> None:
    index = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</sitemapindex>"
    named = [web.url(path) for path in ("/1.xml", "/2.xml.gz", "/index.xml", "/1.xml")]
    web.pages["/index.xml"] = Reply(index.format("".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in named)).encode())
    web.pages["/1.xml"] = Reply(SITEMAP.encode(), media_type="application/xml")
    web.pages["/2.xml.gz"] = Reply(gzip.compress(SITEMAP.replace("/1<", "/3<").encode()), media_type="application/gzip")

    found = list(addresses_in_feed(fetcher(), web.url("/index.xml")))

    assert found == [f"https://courier.example/{number}" for number in (1, 2, 3)]
    assert web.asked == ["/robots.txt", "/index.xml", "/1.xml", "/2.xml.gz"]


def test_an_index_without_end_is_cut_short(web: Web) -> None:
    index = "<sitemapindex>{}</sitemapindex>"
    for number in range(MOST_LISTINGS + 20):
        following = web.url(f"/{number + 1}.xml")
        web.pages[f"/{number}.xml"] = Reply(index.format(f"<sitemap><loc>{following}</loc></sitemap>").encode())

    assert list(addresses_in_feed(fetcher(), web.url("/0.xml"))) == []
    assert len(web.asked) == MOST_LISTINGS + 1


def test_a_page_that_is_no_feed_is_refused_by_its_name(web: Web) -> None:
    web.pages["/feed"] = Reply(b"<html><p>Welcome</p></html>")

    with pytest.raises(NotFetched) as refused:
        list(addresses_in_feed(fetcher(), web.url("/feed")))

    assert str(refused.value) == f"Cannot fetch '{web.url('/feed')}': it is neither a feed (RSS, Atom) nor a sitemap."


def test_a_list_is_a_source_a_line() -> None:
    assert lines_of("# why it failed\nhttps://a.example/1\n\n  saved page.html  \r\n") == ["https://a.example/1", "saved page.html"]
