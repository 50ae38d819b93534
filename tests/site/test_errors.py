"""What people are told when something cannot be done: what happened, what to do next, and never what is nobody's business."""

import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.utils.sqlite import sqlite3
from datasette.views.base import DatasetteError
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened

from claims.errors import DatabaseBusy, DatabaseMissing, DiskFull, RefusedByDatabase
from claims.site.gate.problems import problem_of, wants_json
from claims.site.routes import PAGES
from claims.workflow.keeping import build_database

HIDDEN = "/srv/newsroom/private/claims.db"
"""What no reader should see of a fault."""


hook: Callable[[Any], Any] = hookimpl


class Faulty:
    """A plugin with a fault, at addresses of its own."""

    @hook
    def register_routes(self) -> list[Any]:
        def broken() -> None:
            raise RuntimeError(HIDDEN)

        return [(r"^/-/broken(?:\.(json|csv))?$", broken)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on the sample, with a plugin that has a fault."""
    database = tmp_path_factory.mktemp("errors") / "claims.db"
    build_database(database)
    pm.register(Faulty(), name="faulty")
    try:
        with opened(database) as site:
            yield site
    finally:
        pm.unregister(name="faulty")


def sent(site: Site, method: str, path: str, actor: Actor = None, **given: Any) -> Any:
    return site.run(site.datasette.client.request(method, path, actor=actor, **given))


def told(answer: Any) -> str:
    """Return the heading of a page that tells people of a problem, which is like every other page of the site."""
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    for part in ('<header class="top">', '<footer class="bottom">', '<main id="content"', '<meta name="robots" content="noindex">'):
        assert part in answer.text
    assert answer.text.count("<h1>") == 1
    return re.search(r"<h1>(.*?)</h1>", answer.text)[1]  # type: ignore[index]


# What is not there.


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/nowhere", "There is no page at this address."),
        ("/nowhere/at/all", "There is no page at this address."),
        ("/claims/nowhere", "There is no table, view or query by the name nowhere."),
        ("/claims/tags/none", "The table tags has no row none."),
        ("/elsewhere/claims", "There is no page at this address."),
        ("/-/nowhere", "There is no page at this address."),
    ],
)
def test_a_missing_page_says_so_and_offers_to_search(sample: Site, path: str, sentence: str) -> None:
    answer = sample.get(path)

    assert answer.status_code == 404
    assert told(answer) == "Nothing found here"
    assert f"<p>{sentence}</p>" in answer.text
    assert 'action="/search"' in answer.text


@pytest.mark.parametrize("path", ["/claim/c0none", "/document/d0none", "/speaker/nobody-none", "/outlet/nothing-none", "/queue/nothing"])
def test_what_is_not_recorded_is_told_in_a_sentence(sample: Site, path: str) -> None:
    answer = sample.get(path, CHECKER)

    assert answer.status_code == 404
    assert told(answer) == "Nothing found here"
    assert 'action="/search"' in answer.text


@pytest.mark.parametrize("name", sorted({page.name for page in PAGES} - {"home"}))
def test_no_template_of_a_page_is_shown_without_its_page(sample: Site, name: str) -> None:
    answer = sample.get(f"/{name}")

    assert answer.status_code in (200, 302, 403, 404), "Datasette shows any template in pages/ at the address of its name"
    if answer.status_code == 404:
        assert told(answer) == "Nothing found here"


def test_an_address_is_shown_as_text(sample: Site) -> None:
    for path in ("/claims/<script>alert(1)</script>", "/claim/<script>alert(1)</script>", '/"><script>alert(1)</script>'):
        answer = sample.get(path, follow_redirects=True)

        assert answer.status_code == 404
        assert "<script>alert" not in answer.text


# What is not allowed.


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/claims/history", "This table is for those who are signed in."),
        ("/claims/document_texts?_size=5", "This table is for those who are signed in."),
        ("/claims/-/query?sql=select+1", "Asking in SQL is for those who are signed in."),
        ("/-/create-token", "Making an API token is for those who are signed in."),
    ],
)
def test_a_reader_is_told_to_sign_in_and_led_back(sample: Site, path: str, what: str) -> None:
    answer = sample.get(path)

    assert answer.status_code == 403
    assert told(answer) == "Sign in first"
    assert f"<p>{what}</p>" in answer.text
    back = path.replace("?", "%3F").replace("=", "%3D").replace("+", "%2B")
    assert answer.text.count(f'href="/-/login?next={back}"') == 2, "in the head, and where it is needed"


def test_somebody_signed_in_is_told_what_their_role_lacks(sample: Site) -> None:
    answer = sample.get("/claim/new", MEMBER)

    assert answer.status_code == 403
    assert told(answer) in ("Your role does not include this", "This is not open to you")
    assert "checker" in answer.text
    assert "/-/login" not in answer.text


@pytest.mark.parametrize("actor", [MEMBER, EDITOR], ids=["member", "editor"])
def test_datasettes_own_ways_to_write_say_that_they_are_shut_for_everybody(sample: Site, actor: Actor) -> None:
    answer = sent(sample, "GET", "/claims/-/execute-write", actor)

    assert answer.status_code == 403
    assert told(answer) == "Closed to everybody"


def test_programs_are_refused_in_json(sample: Site) -> None:
    for path, headers in (
        ("/claims/history.json", {}),
        ("/claims/history", {"accept": "application/json"}),
        ("/claims/history", {"content-type": "application/json"}),
    ):
        answer = sample.get(path, headers=headers)

        assert answer.status_code == 403
        assert answer.json()["ok"] is False
        assert "signed in" in answer.json()["error"]


# What was sent wrongly.


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/claims"), ("DELETE", "/claims"), ("GET", "/claims/tags/-/insert"), ("BREW", "/"), ("BREW", "/claims")],
)
def test_an_address_says_what_it_does_not_take(sample: Site, method: str, path: str) -> None:
    answer = sent(sample, method, path)
    assert answer.status_code == 405
    assert told(answer) == "That cannot be done here"

    answer = sent(sample, method, path, headers={"accept": "application/json"})
    assert answer.status_code == 405
    if method == "BREW":
        assert answer.json()["ok"] is False


def test_too_much_at_once_is_refused_and_told(sample: Site) -> None:
    much = "x" * (sample.datasette.setting("max_post_body_bytes") + 1)

    answer = sent(sample, "POST", "/-/login", data={"username": much})

    assert answer.status_code == 413
    assert told(answer) == "Too much at once"
    assert "nothing was saved" in answer.text


def test_what_is_no_text_is_refused_and_told(sample: Site) -> None:
    answer = sent(sample, "POST", "/-/login", content=b"username=\xff", headers={"content-type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 400
    assert told(answer) == "This cannot be read"


def test_a_form_of_another_site_is_refused_and_told(sample: Site) -> None:
    answer = sent(sample, "POST", "/-/login", EDITOR, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert told(answer) == "This form came from another site"
    assert "Sign in</a>" not in answer.text, "it was not asked who this is"

    answer = sent(sample, "POST", "/-/login", json={}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json()["ok"] is False


def test_sql_that_is_none_is_told_with_what_the_database_says(sample: Site) -> None:
    answer = sample.get("/claims/-/query.json?sql=selec", MEMBER)

    assert answer.status_code == 400
    assert answer.json()["ok"] is False


# Faults of ours.


@pytest.mark.parametrize("actor", [READER, EDITOR], ids=["reader", "editor"])
def test_a_fault_is_told_without_its_message_and_found_in_the_log_by_its_reference(
    sample: Site, actor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    answer = sample.get("/-/broken", actor)

    assert answer.status_code == 500
    assert told(answer) == "Something broke"
    assert HIDDEN not in answer.text
    reference = re.search(r"the reference ([0-9a-f]{8})", answer.text)
    assert reference
    assert reference[1] in caplog.text
    assert HIDDEN in caplog.text
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("path", ["/-/broken.json", "/-/broken.csv"])
def test_a_fault_is_told_to_programs_without_its_message(sample: Site, path: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = sample.get(path)

    assert answer.status_code == 500
    assert HIDDEN not in answer.text
    assert "Something broke" in answer.text
    assert ("json" in answer.headers["content-type"]) == path.endswith("json")
    assert len(caplog.records) == 1


def test_a_reader_who_asks_for_what_is_not_there_leaves_nothing_in_the_log(sample: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="claims")
    for path in ("/nowhere", "/claims/history", "/claim/none"):
        sample.get(path)

    assert [record for record in caplog.records if record.name.startswith("claims")] == []


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (sqlite3.OperationalError("database is locked"), 503, "The database is busy"),
        (sqlite3.OperationalError("unable to open database file"), 503, "The database is missing"),
        (sqlite3.DatabaseError("database disk image is malformed"), 503, "The database cannot be read"),
        (sqlite3.DatabaseError("file is not a database"), 503, "The database cannot be read"),
        (sqlite3.OperationalError("interrupted"), 503, "That took too long"),
        (QueryInterrupted(sqlite3.OperationalError("interrupted"), "select 1", {}), 503, "That took too long"),
        (DatabaseBusy(HIDDEN, 10), 503, "The database is busy"),
        (DatabaseMissing(HIDDEN), 503, "The database cannot be used"),
        (DiskFull(HIDDEN), 507, "No room left"),
        (RefusedByDatabase("it has no id"), 400, "This cannot be done"),
        (DatasetteError("<b>no</b> such column", title="Invalid SQL", status=400, message_is_html=True), 400, "Invalid SQL"),
        (sqlite3.OperationalError("no such table: claims"), 500, "Something broke"),
        (KeyError(HIDDEN), 500, "Something broke"),
    ],
)
def test_each_fault_has_its_words_and_its_status(error: Exception, status: int, title: str) -> None:
    problem = problem_of(error)

    assert (problem.status, problem.title) == (status, title)
    assert HIDDEN not in str(problem)
    assert "<" not in problem.happened
    assert problem.next_steps
    if status == 503:
        assert problem.retry_after_s


def test_a_database_that_another_program_holds_is_told_to_be_busy(tmp_path: Path) -> None:
    database = tmp_path / "claims.db"
    build_database(database)
    sqlite = sqlite3.connect(database)
    sqlite.execute("pragma journal_mode = delete")
    sqlite.close()
    script = f"""
import sqlite3, sys
sqlite3.connect({str(database)!r}, isolation_level=None).execute("begin exclusive") and print("held", flush=True)
sys.stdin.read()
"""
    with opened(database) as site:
        with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdin is not None
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            answer = site.get("/claims/claims")
            other.stdin.close()
        again = site.get("/claims/claims")

    assert answer.status_code == 503
    assert told(answer) == "The database is busy"
    assert answer.headers["retry-after"] == "5"
    assert again.status_code == 200


def test_who_asks_for_json_is_told_by_path_accept_or_what_they_send() -> None:
    from datasette.utils.asgi import Request  # noqa: PLC0415

    def asked(path: str, *headers: tuple[bytes, bytes]) -> bool:
        return wants_json(Request({"type": "http", "method": "GET", "path": path, "headers": list(headers)}, None))

    assert asked("/claims/claims.json")
    assert asked("/claim/new", (b"content-type", b"application/json; charset=utf-8"))
    assert asked("/claim/new", (b"accept", b"application/json"))
    assert not asked("/claim/new", (b"accept", b"text/html,application/xhtml+xml,*/*"))
