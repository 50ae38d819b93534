"""Several processes that serve one site: one secret, one database, one end."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from claims.people import Role
from claims.workflow.accounts import add_user, remove_user
from claims.workflow.keeping import build_database, init_folder

PASSWORD = "green tree long pony"  # noqa: S105  (of nobody)
WORKERS = 2
CLAIM = [
    "--outlet", "The Example", "--title", "Bridge closed", "--url", "https://example.org/bridge", "--language", "en",
    "--statement", "The bridge was closed on 3 May 2026.",
]  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("workers") / "claims.db"
    build_database(database)
    add_user(database, "ann", role=Role.CHECKER, password=PASSWORD)
    return database


class Running:
    """A site that is served, and the processes that serve it."""

    def __init__(self, process: subprocess.Popen[str], address: str, temporary: Path) -> None:
        self.process = process
        self.address = address
        self.temporary = temporary

    def get(self, path: str, cookie: str = "") -> tuple[int, str]:
        """Ask over a connection of its own, so that any of the workers may answer."""
        request = urllib.request.Request(f"{self.address}{path}", headers={"cookie": cookie, "connection": "close"})  # noqa: S310  (our own)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def sign_in(self) -> str:
        """Return the cookie of a session."""
        body = urllib.parse.urlencode({"username": "ann", "password": PASSWORD}).encode()
        opener = urllib.request.build_opener(_Stay)
        with opener.open(f"{self.address}-/login", body, timeout=30) as answer:
            return re.search(r'ds_actor="?[^";]+"?', answer.headers["set-cookie"])[0]  # type: ignore[index]

    def workers(self) -> list[int]:
        """List the processes that were started by this one and still run, without Python's own that tidies up after them."""
        command = ["ps", "ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        return [int(line.split()[0]) for line in found.stdout.splitlines() if "spawn_main" in line]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None

    def http_error_303(self, _request: Any, answer: Any, *_: Any) -> Any:
        return answer


@contextmanager
def serving(database: Path, *options: str, folder: Path | None = None) -> Iterator[Running]:
    temporary = Path(tempfile.mkdtemp(dir=database.parent))
    command = [sys.executable, "-m", "claims", "serve", "--db", str(database), "--port", "0", *options]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=environment, cwd=folder, **pipes) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert " at " in said, process.stderr.read() if process.stderr else ""
            yield Running(process, said.split(" at ")[1].split()[0], temporary)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def have_ended(pids: list[int], within_s: float = 20) -> bool:
    """Tell whether processes are gone."""
    give_up = time.monotonic() + within_s
    while time.monotonic() < give_up:
        if not [pid for pid in pids if Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]]:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[Running]:
    with serving(database, "--workers", str(WORKERS)) as site:
        yield site


def test_the_address_is_said_when_as_many_processes_answer_as_were_asked_for(site: Running) -> None:
    assert len(site.workers()) == WORKERS
    assert site.get("")[0] == 200


def test_a_session_holds_whichever_worker_answers(site: Running) -> None:
    cookie = site.sign_in()

    answers = [site.get("-/actor.json", cookie) for _ in range(30)]

    assert {status for status, _ in answers} == {200}
    assert all('"id": "ann"' in body for _, body in answers)


def test_each_worker_answers_some_of_the_requests(site: Running) -> None:
    def seconds_used() -> list[int]:
        used = []
        for pid in site.workers():
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            used.append(int(fields[11]) + int(fields[12]))
        return used

    before = seconds_used()
    threads = [subprocess.Popen([sys.executable, "-c", _MANY, f"{site.address}claims/claims"]) for _ in range(2)]
    assert [thread.wait(timeout=120) for thread in threads] == [0, 0]

    assert all(after > earlier for earlier, after in zip(before, seconds_used(), strict=True))


_MANY = """
import sys, urllib.request
from concurrent.futures import ThreadPoolExecutor
def get(_):
    with urllib.request.urlopen(sys.argv[1], timeout=60) as answer:
        assert answer.status == 200
with ThreadPoolExecutor(8) as pool:
    list(pool.map(get, range(24)))
"""


def test_what_is_written_is_seen_by_every_worker(site: Running, database: Path) -> None:
    command = [sys.executable, "-m", "claims", "add-claim", *CLAIM, "--db", str(database)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)

    for _ in range(20):
        assert "The bridge was closed on 3 May 2026." in site.get("claims/claims.json?_size=1")[1]


def test_a_removed_account_is_nobody_to_every_worker(site: Running, database: Path) -> None:
    cookie = site.sign_in()
    remove_user(database, "ann")
    try:
        assert {site.get("-/actor.json", cookie)[1] for _ in range(20)} == {'{"ok": true, "actor": null}'}
    finally:
        add_user(database, "ann", role=Role.CHECKER, password=PASSWORD)


def test_a_worker_that_dies_is_replaced(site: Running) -> None:
    died = site.workers()[0]
    os.kill(died, signal.SIGKILL)

    give_up = time.monotonic() + 60
    while len(set(site.workers()) - {died}) < WORKERS and time.monotonic() < give_up:
        time.sleep(0.2)

    assert len(set(site.workers()) - {died}) == WORKERS
    assert {site.get("-/versions.json")[0] for _ in range(10)} == {200}


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_them_all_and_leaves_nothing_behind(database: Path, ending: signal.Signals) -> None:
    with serving(database, "--workers", str(WORKERS)) as site:
        workers = site.workers()
        assert len(workers) == WORKERS
        site.process.send_signal(ending)
        said, complained = site.process.communicate(timeout=60)

    assert have_ended(workers)
    assert site.process.returncode == 0
    assert (said, complained) == ("", "")
    assert list(site.temporary.iterdir()) == []


def test_ctrl_c_in_a_terminal_reaches_all_at_once_and_ends_them_quietly(database: Path) -> None:
    script = f"""
import os, sys
os.setpgrp()
os.execv(sys.executable, [sys.executable, "-m", "claims", "serve", "--db", {str(database)!r}, "--port", "0", "--workers", "2"])
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        site = Running(process, process.stdout.readline().split(" at ")[1].split()[0], database.parent)
        workers = site.workers()
        os.killpg(process.pid, signal.SIGINT)
        _, complained = process.communicate(timeout=60)

    assert len(workers) == WORKERS
    assert have_ended(workers)
    assert complained == ""


def test_workers_do_not_outlive_a_supervisor_that_was_killed(database: Path) -> None:
    with serving(database, "--workers", str(WORKERS)) as site:
        workers = site.workers()
        site.process.kill()
        site.process.wait(timeout=30)

    assert len(workers) == WORKERS
    assert have_ended(workers)


def test_workers_that_cannot_start_end_the_command_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    init_folder(folder)
    build_database(folder / "claims.db")
    (folder / "plugins" / "broken.py").write_text(_BROKEN, encoding="utf-8")
    command = [sys.executable, "-m", "claims", "serve", "--db", str(folder / "claims.db"), "--port", "0", "--workers", "2"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 1
    assert "Error: The workers could not start" in done.stderr
    assert " at http" not in done.stdout


_BROKEN = """
from datasette import hookimpl
@hookimpl
def startup():
    raise RuntimeError("this plugin is broken")
"""


def test_one_process_serves_where_no_workers_are_asked_for(database: Path) -> None:
    with serving(database) as site:
        assert site.workers() == []
        assert site.get("")[0] == 200
