"""Serve one site by several processes: a Datasette in each, one listening socket, one secret, and an end for all of them."""

import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from claims.errors import SiteUnusable
from claims.people import people_file, signing_secret
from claims.site.serving import Application, behind_proxies, make_site

READY_S = 60.0
"""How long a worker may take to start."""


class _Supervisor(Multiprocess):
    """uvicorn's supervisor, which also says when all workers answer."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], on_ready: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._on_ready = on_ready

    def init_processes(self) -> None:
        """Start the workers and wait until they answer; one that cannot start ends them all, in the loop that follows."""
        super().init_processes()
        if all(process.wait_until_ready(READY_S) for process in self.processes):
            self._on_ready()


def serve_with_workers(database: Path, folder: Path, listener: socket.socket, workers: int, on_ready: Callable[[], None]) -> None:
    """Serve until somebody interrupts or ends this process, which ends the workers. Raises SiteUnusable where they cannot start."""
    secret = os.environ.get("DATASETTE_SECRET") or signing_secret(people_file(database))
    # The factory is handed over as it is: a secret in the environment would be there for every program that a worker starts.
    config = uvicorn.Config(
        partial(worker_app, database, folder, secret),
        factory=True,
        lifespan="on",
        log_level="warning",
        workers=workers,
        proxy_headers=False,
    )
    supervisor = _Supervisor(config, [listener], on_ready)
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise SiteUnusable("The workers could not start: what they complained of stands above. Without --workers, the site may still run.")


def worker_app(database: Path, folder: Path, secret: str) -> Application:
    """Return what one worker serves."""
    _end_with_the_supervisor()
    site = make_site(database, folder, secret)
    app: Any = site.app()
    return behind_proxies(app)


def _end_with_the_supervisor() -> None:
    """End this worker when the supervisor is gone, even where that was killed and could not say so."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="supervisor", daemon=True).start()
