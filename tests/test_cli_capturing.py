"""`claims import-article` as people run it: real processes, a real server, whatever is interrupted goes on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from capture.web import ARTICLE, Reply, Web, serving

from claims.store.schema import open_store

CLAIMS = [sys.executable, "-m", "claims", "import-article"]
TEXT = 'Ferry stays in port until its hull is welded\nThe ferry is "not safe," Ann Example told The Invented Courier on Wednesday.\n'
HEAVY = {
    *("trafilatura", "lxml", "justext", "httpcore2", "httpx2", "protego", "pypdf"),
    *("datasette", "uvicorn", "jinja2", "numpy", "pandas", "prompt_toolkit"),
}
LOADED = f"import sys, claims.cli; print(sorted({HEAVY} & set(sys.modules)))"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture
def web() -> Iterator[Web]:
    """Serve three articles, a feed and a sitemap that name them."""
    with serving() as web:
        paths = ["/1", "/2", "/3"]
        for path in paths:
            web.pages[path] = Reply(ARTICLE.replace("until June", f"until the {path[1:]} of June").encode())
        items = "".join(f"<item><link>{web.url(path)}</link></item>" for path in paths)
        web.pages["/feed"] = Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), media_type="application/rss+xml")
        locations = "".join(f"<url><loc>{web.url(path)}</loc></url>" for path in paths)
        web.pages["/sitemap.xml"] = Reply(f"<urlset>{locations}</urlset>".encode(), media_type="application/xml")
        yield web


def environment(database: Path) -> dict[str, str]:
    return {**os.environ, "CLAIMS_DB": str(database), "CLAIMS_USER": "tester", "NO_COLOR": "1"}


def run(database: Path, *arguments: str, stdin: str = "", status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command, allowed to ask this machine, and expect an exit code; never a traceback."""
    done = subprocess.run(
        [*CLAIMS, "--allow-private", *arguments], input=stdin, capture_output=True, env=environment(database), text=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, (done.stdout, done.stderr)
    return done


@pytest.fixture
def saved(tmp_path: Path) -> str:
    """Return a saved text."""
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_a_file_is_imported_and_what_is_next_is_said(database: Path, saved: str) -> None:
    first = run(database, saved, "--outlet", "The Invented Courier").stdout
    second = run(database, saved, "--outlet", "The Invented Courier").stdout

    assert first.startswith("Added: d")
    assert "(Ferry stays in port until its hull is welded), " in first
    assert "Next: claims decide-candidates --document d" in first
    assert second.startswith("Already recorded: d")


def test_without_drafts_one_is_told_how_to_draft(database: Path, saved: str) -> None:
    assert "\nNext: claims draft-claims d" in run(database, saved, "--outlet", "The Invented Courier", "--no-draft").stdout


def test_one_failure_is_one_sentence(database: Path, web: Web) -> None:
    result = run(database, web.url("/nowhere"), status=1)

    assert result.stderr == f"Error: Cannot fetch '{web.url('/nowhere')}': the server answers 404 Not Found.\n"
    assert result.stdout == ""


def test_a_list_is_imported_with_a_row_for_each_failure_and_what_failed_can_be_tried_again(
    database: Path, web: Web, saved: str, tmp_path: Path
) -> None:
    failed = tmp_path / "failed.txt"
    listed = f"# today\n{web.url('/1')}\n\n{web.url('/nowhere')}\n{saved}\n{tmp_path}/nowhere.txt\n"

    result = run(
        database, "--from", "-", "--outlet", "The Invented Courier", "--failed", str(failed), "--no-draft", stdin=listed, status=1
    )  # fmt: skip

    assert result.stdout.count("Added: ") == 2
    assert "2 of 4 failed:\nsource\twhy\n" in result.stderr
    assert f"{web.url('/nowhere')}\tCannot fetch" in result.stderr
    assert [line for line in failed.read_text(encoding="utf-8").splitlines() if line[0] != "#"] == [
        web.url("/nowhere"),
        f"{tmp_path}/nowhere.txt",
    ]
    web.pages["/nowhere"] = Reply(ARTICLE.encode())
    (tmp_path / "nowhere.txt").write_text(f"{TEXT}At last.\n", encoding="utf-8")
    assert run(database, "--from", str(failed), "--outlet", "The Invented Courier", "--no-draft").stdout.count("Added: ") == 2


@pytest.mark.parametrize("listing", ["/feed", "/sitemap.xml"])
def test_a_feed_is_imported_once(database: Path, web: Web, listing: str) -> None:
    first = json.loads(run(database, "--feed", web.url(listing), "--json", "--no-draft", "--limit", "2").stdout)
    second = json.loads(run(database, "--feed", web.url(listing), "--json", "--no-draft").stdout)

    assert [(one["source"], one["outcome"]) for one in first] == [(web.url("/1"), "added"), (web.url("/2"), "added")]
    assert [one["outcome"] for one in second] == ["already recorded", "already recorded", "added"]
    assert [web.asked.count(path) for path in ("/1", "/2", "/3")] == [1, 1, 1]


def test_a_feed_that_cannot_be_had_is_a_failure_like_any(database: Path, web: Web, saved: str) -> None:
    result = run(database, saved, "--feed", web.url("/nowhere"), "--outlet", "The Invented Courier", "--json", "--no-draft", status=1)

    assert [(one["source"], one["outcome"]) for one in json.loads(result.stdout)] == [
        (web.url("/nowhere"), "failed"),
        (saved, "added"),
    ]


def test_what_is_recorded_is_fetched_again_on_request(database: Path, web: Web, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(web.url("/1"), encoding="utf-8")
    run(database, "--from", str(listed), "--no-draft")
    web.pages["/1"] = Reply(ARTICLE.replace("until June", "until July").encode())

    assert run(database, "--from", str(listed), "--no-draft").stdout.startswith("Already recorded: ")
    assert run(database, "--from", str(listed), "--no-draft", "--refresh").stdout.startswith("New version: ")


def test_an_import_that_is_killed_loses_nothing_and_goes_on(database: Path, web: Web) -> None:
    """SIGKILL while the third article is fetched: two are recorded and drafted, and are not asked for again."""
    command = [*CLAIMS, "--allow-private", "--feed", web.url("/feed")]
    third = web.pages["/3"]
    going: list[subprocess.Popen[bytes]] = []

    def kill(request: BaseHTTPRequestHandler) -> None:
        going[0].send_signal(signal.SIGKILL)
        going[0].wait(timeout=30)

    web.pages["/3"] = kill
    going.append(subprocess.Popen(command, env=environment(database), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    assert going[0].wait(timeout=60) == -signal.SIGKILL
    web.pages["/3"] = third

    done = json.loads(run(database, "--feed", web.url("/feed"), "--json").stdout)

    assert [one["outcome"] for one in done] == ["already recorded", "already recorded", "added"]
    assert all(one["candidates"] for one in done)
    assert [web.asked.count(path) for path in ("/1", "/2", "/3")] == [1, 1, 2]


def test_loopback_is_refused_without_the_flag(database: Path, web: Web) -> None:
    done = subprocess.run([*CLAIMS, web.url("/1")], capture_output=True, env=environment(database), text=True, check=False)

    assert done.returncode == 1
    assert "127.0.0.1, which is no public address. Add --allow-private" in done.stderr
    assert web.asked == []


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ([], "Error: Nothing to import: give a URL or a file, --from LIST, or --feed URL.\n"),
        (["a.txt", "b.txt", "--title", "T"], "Error: --title describes one article: import that one by itself.\n"),
        (["--feed", "https://a.example/", "--date", "2024"], "Error: --published describes one article: import that one by itself.\n"),
        (
            ["htps://courier.example/1", "--outlet", "X"],
            (
                "Error: Cannot fetch 'htps://courier.example/1': it begins neither with http:// nor with https://; "
                "give the address of a page, or the name of a file\n"
            ),
        ),
        (["--from", "nowhere.txt"], "Error: Cannot read 'nowhere.txt': No such file or directory. Check the name and the rights.\n"),
    ],
)
def test_what_cannot_be_meant_is_refused(database: Path, arguments: list[str], refusal: str) -> None:
    assert run(database, *arguments, status=1).stderr == refusal


def test_a_file_of_failures_is_never_written_over_another(database: Path, saved: str, tmp_path: Path) -> None:
    (tmp_path / "failed.txt").write_text("precious", encoding="utf-8")

    assert "exists and is never overwritten" in run(database, saved, "--failed", str(tmp_path / "failed.txt"), status=1).stderr


def test_other_commands_load_neither_the_network_nor_html() -> None:
    """They take a third of a second that adding a claim need not wait for."""
    assert subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout.strip() == "[]"
