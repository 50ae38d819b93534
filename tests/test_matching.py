"""`claims match`: claims and questions in, what says the same out; a line each, whole or not at all. All texts are invented."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

MATCH = [sys.executable, "-m", "claims", "match"]
CLAIMS = [
    {
        "id": "bridge",
        "text": "The Elm bridge was closed for 40 days.",
        "title": "Was the Elm bridge closed?",
        "subtitle": None,
        "verdict": "true",
    },
    {"id": 7, "text": "Rain fell on Oakton all week.", "speaker": "Ben Sample"},
]
QUESTION = {
    "id": "q",
    "text": "They shut it for 40 days.",
    "speaker": "MAYOR",
    "context": ["MAYOR: I know the Elm bridge."],
    "context_after": [],
}


def lines(*rows: Any) -> bytes:
    return b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)


def rows(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


def run(*arguments: str | Path, stdin: bytes = b"", status: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run the command and expect an exit code; never a traceback."""
    done = subprocess.run([*MATCH, *arguments], input=stdin, capture_output=True, check=False, timeout=120)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == status, done.stderr.decode()
    return done


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(result.stderr.decode().split())


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "c.jsonl").write_bytes(lines(*CLAIMS))
    (tmp_path / "q.jsonl").write_bytes(lines(QUESTION, {"id": 3, "text": "zzz"}))
    return ["--collection", str(tmp_path / "c.jsonl"), "--queries", str(tmp_path / "q.jsonl")]


def test_each_question_gets_the_claims_that_say_the_same(files: list[str], tmp_path: Path) -> None:
    result = run(*files, "--output", tmp_path / "run.jsonl")

    (match,) = rows((tmp_path / "run.jsonl").read_bytes())
    assert (match["query_id"], match["doc_id"]) == ("q", "bridge")
    assert 0 < match["score"] <= 1
    assert said(result) == "2 questions compared with 2 claims."


def test_zipped_files_are_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines(*CLAIMS)))
    (tmp_path / "q.jsonl.gz").write_bytes(gzip.compress(lines(QUESTION)))

    run("--collection", tmp_path / "c.jsonl.gz", "--queries", tmp_path / "q.jsonl.gz", "--output", tmp_path / "run.jsonl.gz")

    assert rows(gzip.decompress((tmp_path / "run.jsonl.gz").read_bytes()))[0]["doc_id"] == "bridge"


def test_questions_come_through_a_pipe(files: list[str]) -> None:
    result = run(*files[:2], "--queries", "-", stdin=lines(QUESTION))
    assert [row["doc_id"] for row in rows(result.stdout)] == ["bridge"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b"\xff", "is not UTF-8"),
        (b'{"id": "x"}', "has no text"),
        (b'{"text": "x"}', "has no id"),
        (b'{"id": 1.5, "text": "x"}', "id is neither a string nor a whole number"),
        (b'{"id": "x", "text": 1}', "text is not a string"),
        (b'{"id": "x", "text": "x", "context": "y"}', "context is not a list of strings"),
    ],
)
def test_a_bad_question_is_named_and_nothing_is_written(files: list[str], tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "q.jsonl").write_bytes(lines(QUESTION, line))
    (tmp_path / "run.jsonl").write_text("older")

    result = run(*files, "--output", tmp_path / "run.jsonl", status=1)

    assert f"q.jsonl', line 2 {reason}" in said(result)
    assert (tmp_path / "run.jsonl").read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "q.jsonl", "run.jsonl"]


def test_into_a_pipe_the_good_questions_are_answered(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_bytes(lines(b"{", QUESTION))

    result = run(*files, status=1)

    assert [row["query_id"] for row in rows(result.stdout)] == ["q"]
    assert "These lines were left out." in said(result)


def test_two_claims_of_one_id_are_refused(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(lines(*CLAIMS, CLAIMS[0]))
    assert "line 3 has the id of an earlier line, 'bridge'; ids are unique" in said(run(*files, "-o", tmp_path / "run.jsonl", status=1))


def test_no_file_that_is_read_is_written_over(files: list[str]) -> None:
    assert "is a file that is read: name another one" in said(run(*files, "--output", files[1], status=1))


def test_only_one_file_can_come_through_a_pipe() -> None:
    assert "Only one of both can come from standard input" in said(run("-c", "-", "-q", "-", status=1))


def test_a_missing_file_is_named(files: list[str], tmp_path: Path) -> None:
    assert "Cannot read" in said(run("-c", tmp_path / "none.jsonl", *files[2:], "-o", tmp_path / "run.jsonl", status=1))


def test_empty_files_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").touch()
    (tmp_path / "q.jsonl").write_bytes(lines(QUESTION))
    assert run("-c", tmp_path / "c.jsonl", "-q", tmp_path / "q.jsonl").stdout == b""


def test_half_a_surrogate_pair_in_a_text_is_no_error(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(b'{"id": "\\ud800", "text": "The bridge \\ud800 was closed"}\n')
    (tmp_path / "q.jsonl").write_bytes(b'{"id": "q", "text": "closed \\ud800 bridge"}\n')
    assert rows(run(*files).stdout)[0]["doc_id"] == "\ud800"


def test_an_export_is_a_collection(tmp_path: Path) -> None:
    claims = [sys.executable, "-m", "claims"]
    built = [*claims, "build-database", "--db", str(tmp_path / "claims.db")]
    subprocess.run(built, check=True, capture_output=True)
    exported = [*claims, "export-claims", "--db", str(tmp_path / "claims.db"), "--output", str(tmp_path / "export.jsonl")]
    subprocess.run(exported, check=True, capture_output=True)
    (tmp_path / "queries.jsonl").write_bytes(lines({"id": "q", "text": "The Mockwater Bridge carries 3,100 vehicles daily."}))

    result = run("--collection", tmp_path / "export.jsonl", "--queries", tmp_path / "queries.jsonl")

    best = rows(result.stdout)[0]
    claim = next(row for row in rows((tmp_path / "export.jsonl").read_bytes()) if row["record"] == "claim" and row["id"] == best["doc_id"])
    assert "Mockwater Bridge carries" in claim["statement"]
    assert best["score"] > 0.8
