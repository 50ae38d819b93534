"""Pages by their addresses: one polite, bounded and suspicious request after the other.

Only http(s); only to public addresses, at every redirect; only what robots.txt allows; no more than one request a second to a host;
never more bytes, seconds, redirects or attempts than the limits say.
"""

import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from claims.capture.decoding import unpack
from claims.capture.manners import Pace, Pause, Robots, retry_after_s
from claims.capture.network import CheckedNetwork, Clock, MayReach, NotPublic, Resolve, addresses_of, is_public
from claims.capture.page import MAX_BYTES, Page
from claims.errors import NotFetched
from claims.models.fields import check_url

PRODUCT = "claim-tracker"
"""The name that robots.txt knows the program by."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({429, 503})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_ACCEPT = (
    "text/html,application/xhtml+xml,text/plain,application/pdf,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)


@dataclass(frozen=True)
class Limits:
    """How much a server may ask of us."""

    bytes: int = MAX_BYTES
    """Of an answer, packed or unpacked."""
    connect_s: float = 15.0
    silence_s: float = 30.0
    """Between two parts of an answer."""
    total_s: float = 60.0
    """Of one request, from the connection to the last byte."""
    redirects: int = 5
    retries: int = 2
    """After 429 and 503."""
    retry_after_s: float = 60.0
    """A server that asks for a longer wait is not waited for."""


def user_agent(contact: str = "") -> str:
    """Return the name that servers are told: the program, its version and whom to write to."""
    return f"{PRODUCT}/{version('claim-tracker')}" + (f" (+{contact})" if contact else "")


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    content: bytes


class Fetcher:
    """Fetches pages. It remembers hosts, so that its manners hold over many pages."""

    def __init__(
        self,
        *,
        contact: str = "",
        may_reach: MayReach = is_public,
        limits: Limits = Limits(),
        resolve: Resolve = addresses_of,
        pause: Pause = time.sleep,
        clock: Clock = time.monotonic,
    ) -> None:
        self._agent = user_agent(contact)
        self._may_reach = may_reach
        self._limits = limits
        self._resolve = resolve
        self._pause = pause
        self._clock = clock
        self._pace = Pace(pause, clock)
        self._robots: dict[str, Robots | NotFetched] = {}
        self._trusted: ssl.SSLContext | None = None

    def fetch(self, url: str) -> Page:
        """Return the page at an address, redirects followed. Raises NotFetched."""
        final, answer = self._follow(url, heed_robots=True)
        if answer.status >= 300:
            raise NotFetched(url, f"the server answers {answer.status} {_phrase(answer.status)}.{_told_to_wait(answer)}")
        media_type, _, parameters = answer.headers.get("content-type", "").partition(";")
        _, _, charset = parameters.partition("charset=")
        return Page(
            content=answer.content,
            media_type=media_type.strip().lower(),
            charset=charset.partition(";")[0].strip("\"' "),
            requested_url=url,
            final_url=final,
            http_status=answer.status,
        )

    def _follow(self, url: str, *, heed_robots: bool) -> tuple[str, _Answer]:
        """Return the last address and what it answered."""
        target, seen = _plain(url, url), set[str]()
        while True:
            seen.add(target)
            if heed_robots:
                self._heed_robots(url, target)
            answer = self._ask(url, target)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return target, answer
            target = _plain(urljoin(target, location), url)
            if target in seen:
                raise NotFetched(url, f"it redirects in a circle, back to {target}.")
            if len(seen) > self._limits.redirects:
                raise NotFetched(url, f"it redirects more than {self._limits.redirects} times.")

    def _heed_robots(self, url: str, target: str) -> None:
        parts = urlsplit(target)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            try:
                _, answer = self._follow(f"{origin}/robots.txt", heed_robots=False)
                self._robots[origin] = robots = Robots(answer.status, answer.content, PRODUCT)
                self._pace.slow_down(parts.netloc, robots.crawl_delay_s)
            except NotFetched as refusal:
                self._robots[origin] = refusal
        asked = self._robots[origin]
        if isinstance(asked, NotFetched):
            raise NotFetched(url, asked.reason)
        if asked.is_unreachable:
            raise NotFetched(url, f"{origin}/robots.txt cannot be had now, so nothing is fetched from there. Try again later.")
        if not asked.allows(target):
            raise NotFetched(url, f"{origin}/robots.txt asks programs to keep out. Save the page from your browser, and import the file.")

    def _ask(self, url: str, target: str) -> _Answer:
        """Return what one address answers, asked again where it says that it is busy."""
        attempt = 0
        while True:
            self._pace.take_turn(urlsplit(target).netloc)
            answer = self._exchange(url, target)
            wait = retry_after_s(answer.headers.get("retry-after"), attempt)
            if answer.status not in _TRY_AGAIN or attempt == self._limits.retries or wait > self._limits.retry_after_s:
                return answer
            self._pause(wait)
            attempt += 1

    def _exchange(self, url: str, target: str) -> _Answer:
        limits = self._limits
        until = self._clock() + limits.total_s
        network = CheckedNetwork(resolve=self._resolve, may_reach=self._may_reach, until=until, clock=self._clock)
        timeouts = {"connect": limits.connect_s, "read": limits.silence_s, "write": limits.silence_s, "pool": limits.connect_s}
        sent: Mapping[bytes | str, bytes | str] = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=self._ssl(target), network_backend=network) as pool,
                pool.stream("GET", target, headers=sent, extensions={"timeout": timeouts}) as response,
            ):
                headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                return _Answer(response.status, headers, self._content(response, headers))
        except NotPublic as refusal:
            raise NotFetched(url, f"{refusal}. Add --allow-private if you trust it.") from refusal
        except httpcore2.TimeoutException as error:
            raise NotFetched(url, f"the server is too slow (it has {limits.total_s:g} seconds). Try again later.") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
            raise NotFetched(url, f"{error or type(error).__name__}. Check the address, and the network.") from error
        except ValueError as error:
            raise NotFetched(url, f"{error}.") from error

    def _ssl(self, target: str) -> ssl.SSLContext | None:
        if self._trusted is None and target.startswith("https:"):
            self._trusted = httpcore2.default_ssl_context()
        return self._trusted

    def _content(self, response: httpcore2.Response, headers: Mapping[str, str]) -> bytes:
        """Return the body of an answer, unpacked. Raises ValueError past the limit."""
        content = bytearray()
        for part in response.iter_stream():
            content += part
            if len(content) > self._limits.bytes:
                raise ValueError(f"it is larger than {self._limits.bytes // 1024 // 1024 or 1} MiB")
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding in _PACKED:
            return unpack(bytes(content), self._limits.bytes)
        if coding not in ("", "identity"):
            raise ValueError(f"it is packed as {coding}, which was not asked for")
        return bytes(content)


def _plain(target: str, url: str) -> str:
    """Return an address as it is asked for: international names and letters encoded, no fragment. Raises NotFetched."""
    try:
        check_url(target)
        return str(httpx2.URL(target).copy_with(fragment=None))
    except (ValueError, httpx2.InvalidURL) as error:
        where = "" if target == url else f"it redirects to {target}, which "
        reason = str(error) if where or isinstance(error, ValueError) else f"is no address ({error})"
        raise NotFetched(url, f"{where}{reason}.") from error


def _phrase(status: int) -> str:
    with suppress(ValueError):
        return HTTPStatus(status).phrase
    return "(no standard status)"


def _told_to_wait(answer: _Answer) -> str:
    return " Try again later." if answer.status in _TRY_AGAIN else ""
