"""A web of one's own on the loopback address: pages that a test writes, a real HTTP server, and a log of what was asked for."""

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import trustme

from claims.capture.fetching import Fetcher, Limits
from claims.capture.network import MayReach, is_any

WELCOME = b"User-agent: *\nDisallow:\n"


class Reply(NamedTuple):
    """What a server answers."""

    content: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


Page = Reply | Callable[[BaseHTTPRequestHandler], None]
"""An answer, or a function that writes one byte by byte."""


class Web:
    """Pages by path, what was asked for, and the address that they have."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.pages: dict[str, Page | list[Page]] = {"/robots.txt": Reply(WELCOME, media_type="text/plain")}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.origin = f"http://127.0.0.1:{server.server_port}"

    def url(self, path: str) -> str:
        """Return the whole address of a page."""
        return self.origin + path

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Let a page lead to another address."""
        self.pages[path] = Reply(status=status, headers=(("Location", to),))

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request; of a list of answers the first that is left."""
        self.asked.append(request.path)
        self.agents.add(request.headers["User-Agent"])
        page = self.pages.get(request.path, Reply(b"<p>There is no such page.</p>", 404))
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        if not isinstance(page, Reply):
            page(request)
            return
        request.send_response(page.status)
        request.send_header("Content-Type", page.media_type)
        request.send_header("Content-Length", str(len(page.content)))
        for name, value in page.headers:
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(page.content)


HOST = "courier.example"
"""The name that the encrypted server vouches for."""
AUTHORITY = trustme.CA()
"""Made anew for each run; nobody trusts it but a test that says so."""


@contextmanager
def serving(*, encrypted: bool = False) -> Iterator[Web]:
    """Serve pages for as long as the block runs; encrypted, they are those of courier.example."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                web.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client had seen enough

        def log_message(self, *args: object) -> None:
            del args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if encrypted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        AUTHORITY.issue_cert(HOST).configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web = Web(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Timer:
    """A clock that moves when somebody pauses, and remembers how long they did."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def clock(self) -> float:
        """Return the time."""
        return self.now

    def pause(self, seconds: float) -> None:
        """Let time pass."""
        self.pauses.append(seconds)
        self.now += seconds


def fetcher(timer: Timer | None = None, *, may_reach: MayReach = is_any, **limits: float) -> Fetcher:
    """Return a fetcher that waits for nobody, and may fetch from the loopback address unless it is told otherwise."""
    timer = timer or Timer()
    return Fetcher(may_reach=may_reach, limits=Limits(**limits), pause=timer.pause, clock=timer.clock)  # type: ignore[arg-type]


def bomb(size: int) -> bytes:
    """Return few bytes that unpack to many."""
    return gzip.compress(b"\0" * size)


ARTICLE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Ferry stays in port | The Invented Courier</title>
<meta property="og:site_name" content="The Invented Courier"><meta name="author" content="Jane Invented">
<meta property="article:published_time" content="2026-03-04T08:15:00+01:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Ferry stays in port until June</h1>
<p>The ferry will stay in port until June, its operator said on Wednesday, after a crack was found in the hull.</p>
<p>“We will not sail with a crack,” said Ann Example, who runs the company and has done so for the last eleven years.</p>
<p>The council, which owns the pier, counts 3,100 passengers a day, and the next bridge is forty minutes away by car.</p>
</article><footer><p>© The Invented Courier. All rights reserved.</p></footer></body></html>"""
"""An invented article as a page."""
