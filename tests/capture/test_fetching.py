"""Fetching: polite, bounded and suspicious, against a real server."""

import gzip
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from pathlib import Path

import pytest
from capture.web import ARTICLE, AUTHORITY, HOST, Page, Reply, Timer, Web, bomb, fetcher, serving

from claims.capture.fetching import Fetcher, Limits, user_agent
from claims.capture.network import addresses_of, is_any, is_public
from claims.errors import NotFetched

PAGE = Reply(ARTICLE.encode())


def refusal(web: Web, *, client: Fetcher | None = None) -> str:
    """Fetch the page, which is refused, and return why."""
    with pytest.raises(NotFetched) as refused:
        (client or fetcher()).fetch(web.url("/page"))
    assert str(refused.value).startswith(f"Cannot fetch '{web.url('/page')}': ")
    return refused.value.reason


def test_a_page_comes_with_what_is_known_of_it(web: Web) -> None:
    web.pages["/page"] = Reply(b"words", media_type='Text/HTML; charset="ISO-8859-1"; x=y')

    page = fetcher().fetch(web.url("/page#part"))

    assert (page.content, page.media_type, page.charset, page.http_status) == (b"words", "text/html", "ISO-8859-1", 200)
    assert (page.requested_url, page.final_url) == (web.url("/page#part"), web.url("/page"))


def test_servers_are_told_who_asks() -> None:
    assert user_agent() == f"claim-tracker/{version('claim-tracker')}"
    assert user_agent("mailto:desk@courier.example").endswith(" (+mailto:desk@courier.example)")


def test_every_request_says_who_asks(web: Web) -> None:
    web.pages["/page"] = PAGE

    Fetcher(may_reach=is_any, contact="mailto:desk@courier.example", pause=Timer().pause).fetch(web.url("/page"))

    assert web.asked == ["/robots.txt", "/page"]
    assert web.agents == {user_agent("mailto:desk@courier.example")}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://courier.example/1", "begins neither with http:// nor with https://; give the address of the page."),
        ("file:///etc/passwd", "begins neither with http:// nor with https://; give the address of the page."),
        ("http://", "begins neither with http:// nor with https://; give the address of the page."),
        ("http://courier.example@127.0.0.1/", "holds a user name before the host, which can disguise the host; remove it."),
    ],
)
def test_only_plain_web_addresses_are_fetched(url: str, reason: str) -> None:
    with pytest.raises(NotFetched) as refused:
        fetcher().fetch(url)

    assert refused.value.reason == reason


def test_an_address_in_other_letters_is_asked_for_as_servers_know_it(web: Web) -> None:
    web.pages["/br%C3%BCcke"] = PAGE

    assert fetcher().fetch(web.url("/brücke")).final_url == web.url("/br%C3%BCcke")


# Where it leads.


def test_a_private_address_is_refused_unless_it_is_allowed(web: Web) -> None:
    web.pages["/page"] = PAGE

    assert refusal(web, client=fetcher(may_reach=is_public)) == (
        "127.0.0.1 is 127.0.0.1, which is no public address. Add --allow-private if you trust it."
    )
    assert web.asked == []
    assert fetcher().fetch(web.url("/page")).http_status == 200


def test_a_redirect_is_followed_to_its_end(web: Web) -> None:
    web.redirect("/old", "/older", 301)
    web.redirect("/older", web.url("/page"), 308)
    web.pages["/page"] = PAGE

    assert fetcher().fetch(web.url("/old")).final_url == web.url("/page")


@pytest.mark.parametrize("internal", ["10.0.0.7", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::7"])
def test_a_redirect_to_a_private_address_is_refused(web: Web, internal: str) -> None:
    """The server of the test stands for a public one; where it redirects to is not, and is never asked."""
    web.redirect("/page", "http://internal.example/secret")
    addresses = {"127.0.0.1": ["127.0.0.1"], "internal.example": ["93.184.215.14", internal]}
    client = Fetcher(
        resolve=lambda host, _: addresses[host], may_reach=lambda address: address == "127.0.0.1" or is_public(address), pause=Timer().pause
    )

    assert refusal(web, client=client).startswith(f"internal.example is {internal}, which is no public address.")
    assert web.asked == ["/robots.txt", "/page"]


@pytest.mark.parametrize("location", ["http://10.0.0.7/", "//169.254.169.254/latest", "http://[::1]:8001/", "http://[::ffff:10.0.0.1]/"])
def test_a_redirect_to_a_private_address_by_number_is_refused(web: Web, location: str) -> None:
    web.redirect("/page", location)
    client = Fetcher(may_reach=lambda address: address == "127.0.0.1" or is_public(address), pause=Timer().pause)

    assert "which is no public address" in refusal(web, client=client)


def test_a_redirect_to_another_scheme_is_refused(web: Web) -> None:
    web.redirect("/page", "file:///etc/passwd")

    assert refusal(web).startswith("it redirects to file:///etc/passwd, which begins neither with http://")


def test_a_circle_of_redirects_is_refused(web: Web) -> None:
    web.redirect("/page", "/other")
    web.redirect("/other", "/page")

    assert refusal(web) == f"it redirects in a circle, back to {web.url('/page')}."


def test_a_long_chain_of_redirects_is_refused(web: Web) -> None:
    web.redirect("/page", "/1")
    for number in range(1, 20):
        web.redirect(f"/{number}", f"/{number + 1}")

    assert refusal(web) == "it redirects more than 5 times."
    assert len(web.asked) == 7


def encrypted(host: str, web: Web) -> str:
    """Fetch a page of a host whose name resolves to the encrypted server of the test."""
    client = Fetcher(resolve=lambda *_: ["127.0.0.1"], may_reach=is_any, pause=Timer().pause)
    return client.fetch(f"https://{host}:{web.origin.rpartition(':')[2]}/page").content.decode()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs of this test trust the authority that vouches for the server."""
    AUTHORITY.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.mark.usefixtures("trusted")
def test_an_encrypted_page_comes_from_the_address_that_was_checked_under_the_name_that_was_asked() -> None:
    with serving(encrypted=True) as web:
        web.pages["/page"] = PAGE

        assert encrypted(HOST, web) == ARTICLE


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_name_is_refused() -> None:
    with serving(encrypted=True) as web, pytest.raises(NotFetched, match="Hostname mismatch"):
        encrypted("other.example", web)


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with serving(encrypted=True) as web, pytest.raises(NotFetched, match="certificate verify failed"):
        encrypted(HOST, web)


# What robots.txt asks.


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"User-agent: *\nDisallow: /page", False),
        (b"User-agent: claim-tracker\nDisallow: /", False),
        (b"User-agent: other\nDisallow: /", True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: claim-tracker\nAllow: /page", True),
        (b"User-agent: *\nDisallow: /\nAllow: /page", True),
        (b"\xff\xfe\x00 no rules at all", True),
        (b"", True),
    ],
)
def test_robots_txt_is_heeded(web: Web, rules: bytes, allowed: bool) -> None:
    web.pages["/robots.txt"] = Reply(rules, media_type="text/plain")
    web.pages["/page"] = PAGE

    if allowed:
        assert fetcher().fetch(web.url("/page")).http_status == 200
    else:
        assert refusal(web).startswith(f"{web.origin}/robots.txt asks programs to keep out. Save the page from your browser")
        assert web.asked == ["/robots.txt"]


def test_robots_txt_is_heeded_where_a_redirect_leads(web: Web) -> None:
    web.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /closed")
    web.redirect("/page", "/closed")

    assert "asks programs to keep out" in refusal(web)
    assert web.asked == ["/robots.txt", "/page"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_robots_txt_asks_nothing(web: Web, status: int) -> None:
    web.pages |= {"/robots.txt": Reply(status=status), "/page": PAGE}

    assert fetcher().fetch(web.url("/page")).http_status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_whose_robots_txt_cannot_be_had_is_left_alone(web: Web, status: int) -> None:
    """RFC 9309, 2.3.1.4: unreachable means that everything is disallowed."""
    web.pages |= {"/robots.txt": Reply(status=status), "/page": PAGE}

    assert refusal(web).startswith(f"{web.origin}/robots.txt cannot be had now")
    assert "/page" not in web.asked


def test_robots_txt_is_asked_for_once(web: Web) -> None:
    web.pages |= {"/1": PAGE, "/2": PAGE}
    client = fetcher()

    client.fetch(web.url("/1"))
    client.fetch(web.url("/2"))

    assert web.asked == ["/robots.txt", "/1", "/2"]


# One request a second.


def test_a_host_is_asked_once_a_second(web: Web) -> None:
    web.pages |= {"/1": PAGE, "/2": PAGE}
    timer = Timer()
    client = fetcher(timer)

    client.fetch(web.url("/1"))
    client.fetch(web.url("/2"))

    assert timer.pauses == [1.0, 1.0]


def test_a_longer_crawl_delay_is_respected(web: Web) -> None:
    web.pages |= {"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 7"), "/1": PAGE, "/2": PAGE}
    timer = Timer()
    client = fetcher(timer)

    client.fetch(web.url("/1"))
    client.fetch(web.url("/2"))

    assert timer.pauses == [7.0, 7.0]


# What servers answer.


@pytest.mark.parametrize(("status", "phrase"), [(403, "Forbidden"), (404, "Not Found"), (410, "Gone"), (500, "Internal Server Error")])
def test_an_error_of_the_server_is_told(web: Web, status: int, phrase: str) -> None:
    web.pages["/page"] = Reply(b"<p>Sorry.</p>", status)

    assert refusal(web) == f"the server answers {status} {phrase}."


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(web: Web, status: int) -> None:
    timer = Timer()
    web.pages["/page"] = [Reply(status=status, headers=(("Retry-After", "30"),)), PAGE]

    assert fetcher(timer).fetch(web.url("/page")).http_status == 200
    assert 30.0 in timer.pauses


def test_a_time_to_try_again_is_understood(web: Web) -> None:
    timer = Timer()
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    web.pages["/page"] = [Reply(status=503, headers=(("Retry-After", at),)), PAGE]

    fetcher(timer).fetch(web.url("/page"))

    assert 30 < max(timer.pauses) <= 40


def test_a_server_that_stays_busy_is_given_up(web: Web) -> None:
    timer = Timer()
    web.pages["/page"] = Reply(status=503)

    assert refusal(web, client=fetcher(timer)) == "the server answers 503 Service Unavailable. Try again later."
    assert web.asked.count("/page") == 3


def test_nobody_waits_for_an_hour(web: Web) -> None:
    timer = Timer()
    web.pages["/page"] = Reply(status=429, headers=(("Retry-After", "3600"),))

    assert refusal(web, client=fetcher(timer)) == "the server answers 429 Too Many Requests. Try again later."
    assert max(timer.pauses) == 1.0


def test_a_host_that_does_not_answer_is_told() -> None:
    with pytest.raises(NotFetched, match="Check the address, and the network"):
        fetcher().fetch("http://127.0.0.1:9/")


# How much they answer.


def test_a_page_that_is_too_large_is_refused(web: Web) -> None:
    web.pages["/page"] = Reply(b"x" * 200_000)

    assert refusal(web, client=fetcher(bytes=100_000)) == "it is larger than 1 MiB."


def endless(request: BaseHTTPRequestHandler) -> None:
    """Answer for ever."""
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 65_536)


def test_an_answer_without_end_is_refused(web: Web) -> None:
    web.pages["/page"] = endless

    assert refusal(web, client=fetcher(bytes=1_000_000)) == "it is larger than 1 MiB."


@pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress(ARTICLE.encode())), ("deflate", zlib.compress(ARTICLE.encode()))])
def test_a_packed_page_is_unpacked(web: Web, coding: str, packed: bytes) -> None:
    web.pages["/page"] = Reply(packed, headers=(("Content-Encoding", coding),))

    assert fetcher().fetch(web.url("/page")).content == ARTICLE.encode()


def test_a_bomb_is_refused(web: Web) -> None:
    """A hundred megabytes that travel as a hundred kilobytes."""
    web.pages["/page"] = Reply(bomb(100_000_000), headers=(("Content-Encoding", "gzip"),))

    assert refusal(web) == "unpacked, it is larger than 20 MiB."


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"not packed at all", "it is packed, and what is packed is damaged."), (gzip.compress(b"words" * 100)[:20], "its end is missing")],
)
def test_what_is_packed_badly_is_refused(web: Web, content: bytes, reason: str) -> None:
    web.pages["/page"] = Reply(content, headers=(("Content-Encoding", "gzip"),))

    assert reason in refusal(web)


def test_a_packing_that_was_not_asked_for_is_refused(web: Web) -> None:
    web.pages["/page"] = Reply(b"\x0b\x02\x80", headers=(("Content-Encoding", "br"),))

    assert refusal(web) == "it is packed as br, which was not asked for."


# How long they take.


def stalling(gone: threading.Event) -> Page:
    """Return a page that begins and never goes on."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.flush()
        gone.wait(30)

    return answer


def test_a_server_that_falls_silent_is_left(web: Web) -> None:
    gone = threading.Event()
    web.pages["/page"] = stalling(gone)

    assert refusal(web, client=fetcher(silence_s=0.2)) == "the server is too slow (it has 60 seconds). Try again later."
    gone.set()


def test_a_server_that_dribbles_is_left_when_its_time_is_up(web: Web) -> None:
    """A byte now and then keeps every silence short; the time of the whole answer is bounded too."""
    gone = threading.Event()

    def dribble(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not gone.wait(0.02):
            request.wfile.write(b"x")
            request.wfile.flush()

    web.pages["/page"] = dribble
    client = Fetcher(may_reach=is_any, limits=Limits(total_s=0.5), resolve=addresses_of, pause=time.sleep)

    assert refusal(web, client=client) == "the server is too slow (it has 0.5 seconds). Try again later."
    gone.set()


def test_a_server_that_speaks_nonsense_is_told(web: Web) -> None:
    def nonsense(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"what is this?\r\n\r\n")

    web.pages["/page"] = nonsense

    assert "Check the address, and the network." in refusal(web)
