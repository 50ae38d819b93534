"""Check and serve the Datasette folder: the site that shows a claims database to readers."""

import asyncio
import errno
import os
import signal
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import DatabaseMissing, SiteUnusable
from claims.people import people_file, signing_secret
from claims.settings import DEFAULT_HOST, DEFAULT_PORT
from claims.site.sql import SITE_DATABASE, query_pages

if TYPE_CHECKING:
    from datasette.app import Datasette

Application = Callable[..., Any]
"""As ASGI has it."""
PEER = "claims.peer"
"""Where the scope of a request names whoever is at the other end of the connection: the reader, or a proxy."""


def make_site(database: Path, folder: Path, secret: str = "") -> "Datasette":
    """Return the site that shows a database file as a site folder says; without a secret, it signs with that of its accounts.

    Raises DatabaseMissing, UnreadableFile where the accounts cannot be read, or SiteUnusable where the folder cannot be used.
    """
    _check_site(database, folder)
    from datasette.app import Datasette  # noqa: PLC0415  (slow to import, and only the site needs it)
    from datasette.database import Database  # noqa: PLC0415
    from datasette.utils import StartupError  # noqa: PLC0415

    try:
        site = Datasette(
            config=_parsed(folder / "datasette.yaml"),
            metadata=_parsed(folder / "metadata.yaml"),
            template_dir=str(folder / "templates"),
            plugins_dir=str(folder / "plugins"),
            static_mounts=[("static", str(folder / "static"))],
            secret=secret or os.environ.get("DATASETTE_SECRET") or signing_secret(people_file(database)),
        )
    except StartupError as error:
        raise SiteUnusable(f"'{folder / 'datasette.yaml'}' is not understood: {error}.") from error
    site.remove_database("_memory")
    # Nobody can write through a connection that is opened read-only.
    site.add_database(Database(site, path=str(database), mode="ro"), name=SITE_DATABASE)
    return site


def _check_site(database: Path, folder: Path) -> None:
    if not database.is_file():
        raise DatabaseMissing(database)
    if any(char in str(database) for char in "?#%"):
        raise SiteUnusable(f"The site cannot open '{database}': its path holds ?, # or %. Rename the file or its folder.")
    if not (folder / "datasette.yaml").is_file():
        raise SiteUnusable(f"'{folder}' is no site folder, it has no datasette.yaml: `claims init DIR` makes one.")
    query_pages(folder)


def _parsed(path: Path) -> dict[str, Any]:
    from datasette.utils import BadMetadataError, parse_metadata  # noqa: PLC0415

    try:
        parsed: dict[str, Any] = parse_metadata(path.read_text(encoding="utf-8"))
    except (OSError, BadMetadataError) as error:
        raise SiteUnusable(f"Cannot read '{path}': {error}. Mend the file.") from error
    return parsed


def serve(
    database: Path,
    folder: Path,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    *,
    workers: int = 1,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a database until somebody interrupts or ends it; `on_ready` is told the site's address when it answers.

    Raises DatabaseMissing, or SiteUnusable where the folder cannot be used or the port is taken, before anything starts.
    """
    with closing(make_site(database, folder)) as site, _listening(host, port) as listener, suppress(KeyboardInterrupt):
        if workers > 1:
            from claims.site.workers import serve_with_workers  # noqa: PLC0415

            serve_with_workers(database, folder, listener, workers, lambda: on_ready(_address(listener)))
            return
        # Ended by the system as if by Ctrl-C, so that Datasette takes its temporary file with it.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        asyncio.run(_serve(site, listener, on_ready))


def _listening(host: str, port: int) -> socket.socket:
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OverflowError as error:
        raise SiteUnusable(f"There is no port {port}: name one from 1 to 65535, such as --port {DEFAULT_PORT}.") from error
    except OSError as error:
        raise SiteUnusable(_refusal(host, port, error)) from error
    # Inherited by what it accepts; without it the second half of each answer waits 40 ms for the reader's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use: stop the program that uses it, or choose another, such as --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"You may not use port {port} on {host}: choose one above 1023, such as --port {DEFAULT_PORT}."
    return f"Cannot listen on {host}, port {port}: {error.strerror}. Name an address of this machine, such as --host {DEFAULT_HOST}."


async def _serve(site: "Datasette", listener: socket.socket, on_ready: Callable[[str], None]) -> None:
    import uvicorn  # noqa: PLC0415

    await site.invoke_startup()
    server = uvicorn.Server(uvicorn.Config(behind_proxies(site.app()), lifespan="on", log_level="warning", proxy_headers=False))
    on_ready(_address(listener))
    await server.serve(sockets=[listener])


def behind_proxies(app: Application) -> Application:
    """Return an application that takes a proxy's word for who the reader is, as uvicorn does by itself, but keeps the proxy in mind.

    Without it, a reader who pretends to be the proxy could not be told from one whom the proxy announces.
    """
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware  # noqa: PLC0415

    told: Any = ProxyHeadersMiddleware(app, trusted_hosts=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1"))

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await told({**scope, PEER: scope.get("client")}, receive, send)

    return answer


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
