"""`claims extract`: articles in, who says what out; a line each, through files and pipes, whole or not at all. All texts are invented."""

import gzip
import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from claims.extractors import EXTRACTORS

EXTRACT = [sys.executable, "-m", "claims", "extract"]
PEAK: list[str | Path] = [sys.executable, Path(__file__).parent / "quality" / "peak.py"]
TEXT = "“The bridge is closed,” Ann Example said on Monday.\n\nThe ferry was full, according to the harbour master."
ARTICLE = {"doc_id": "a", "title": "Bridge closed", "text": TEXT}


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def rows(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


def run(*arguments: str | Path, stdin: bytes = b"", status: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run the command and expect an exit code; never a traceback."""
    done = subprocess.run([*EXTRACT, *arguments], input=stdin, capture_output=True, check=False, timeout=120)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == status, done.stderr.decode()
    return done


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    """Return what was said on standard error, in one line."""
    return " ".join(result.stderr.decode().split())


def words(text: str, spans: Sequence[Sequence[int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize("engine", EXTRACTORS)
def test_each_article_comes_out_as_a_line_of_who_says_what(tmp_path: Path, engine: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(ARTICLE, {"doc_id": 7, "text": "Rain fell."}))

    result = run("--input", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl", "--engine", engine)

    first, second = rows((tmp_path / "out.jsonl").read_bytes())
    assert second == {"doc_id": 7, "attributions": []}
    direct = first["attributions"][0]
    assert words(TEXT, direct["source"]) == ["Ann Example"]
    assert words(TEXT, direct["cue"]) == ["said"]
    assert words(TEXT, direct["content"])[0].strip("“,”") == "The bridge is closed"
    assert direct["quotation"] == "direct"
    assert 0 < direct["score"] <= 1
    assert direct["speaker"] == "Ann Example"
    assert "2 statements in 2 articles." in said(result)


def test_offsets_count_in_the_text_as_given_not_as_normalised() -> None:
    text = "Zoe\u0308 and Rene\u0301 waited at the cafe\u0301.\n\n" + TEXT

    (row,) = rows(run("--input", "-", stdin=lines({"doc_id": "a", "text": text})).stdout)

    assert "Ann Example" in [word for one in row["attributions"] for word in words(text, one["source"])]


def test_german_is_told_from_the_text_or_named() -> None:
    text = "Die Brücke bleibe gesperrt, sagte Anna Beispiel am Montag. „Das ist nicht neu“, sagte der Bürgermeister der Stadt."
    line = lines({"doc_id": "a", "text": text})

    told, named = (run("--input", "-", *option, stdin=line).stdout for option in ((), ("--language", "de")))

    assert told == named
    assert rows(told)[0]["attributions"]


def test_files_are_zipped_where_their_name_says_so(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines(ARTICLE)))

    run("--input", tmp_path / "in.jsonl.gz", "--output", tmp_path / "out.jsonl.gz")

    assert rows(gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes())) == rows(run("--input", "-", stdin=lines(ARTICLE)).stdout)


def test_a_pipe_answers_each_line_as_it_comes() -> None:
    with subprocess.Popen([*EXTRACT, "--input", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(lines(ARTICLE))
        process.stdin.flush()
        first = process.stdout.readline()
        process.stdin.close()

        assert json.loads(first)["doc_id"] == "a"
        assert process.wait(timeout=60) == 0


def test_a_threshold_leaves_out_what_is_less_sure() -> None:
    every = rows(run("--input", "-", stdin=lines(ARTICLE)).stdout)[0]["attributions"]
    surest = max(one["score"] for one in every)

    kept = rows(run("--input", "-", "--threshold", str(surest), stdin=lines(ARTICLE)).stdout)[0]["attributions"]

    assert kept == [one for one in every if one["score"] >= surest]
    assert not rows(run("--input", "-", "--threshold", "1", stdin=lines({"doc_id": "a", "text": ""})).stdout)[0]["attributions"]


BAD_LINES = [
    (b"{", "is not JSON"),
    (b"[]", "is not a JSON object"),
    (b'{"text": "Rain."}', "has no doc_id"),
    (b'{"doc_id": "a"}', "has no text"),
    (b'{"doc_id": null, "text": ""}', "doc_id is neither a string nor a whole number"),
    (b'{"doc_id": "a", "text": 1}', "text is not a string"),
    (b'{"doc_id": "a", "text": "", "title": 1}', "title is not a string"),
    (b'{"doc_id": "a", "text": "\xff"}', "is not UTF-8 (byte 26)"),
    (b"[" * 100_000, "is not JSON"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, bad: bytes, reason: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(ARTICLE) + b"\n" + bad + b"\n" + lines(ARTICLE))

    result = run("--input", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl", status=1)

    assert f"Error: line 3 {reason}" in said(result)
    assert "Nothing was written" in said(result)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_every_bad_line_is_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"{\n" * 50)

    result = run("--input", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl", status=1)

    assert "line 20 is not JSON" in said(result)
    assert "line 21" not in said(result)
    assert "and 30 more bad lines" in said(result)


def test_a_pipe_gets_the_good_lines_and_the_bad_ones_are_told() -> None:
    result = run("--input", "-", stdin=lines(ARTICLE) + b"{\n" + lines({**ARTICLE, "doc_id": "b"}), status=1)

    assert [row["doc_id"] for row in rows(result.stdout)] == ["a", "b"]
    assert "line 2 is not JSON" in said(result)
    assert "left out" in said(result)


def test_an_older_file_is_replaced_when_the_new_one_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")

    run("--input", "-", "--output", target, stdin=lines(ARTICLE) + b"{\n", status=1)
    assert target.read_bytes() == b"old"

    run("--input", "-", "--output", target, stdin=lines(ARTICLE))
    assert rows(target.read_bytes())[0]["doc_id"] == "a"


def test_the_file_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines(ARTICLE))

    result = run("--input", path, "--output", tmp_path / "." / "in.jsonl", status=1)

    assert "is the file that is read" in said(result)
    assert path.read_bytes() == lines(ARTICLE)


def test_what_cannot_be_read_or_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "half.jsonl.gz").write_bytes(gzip.compress(lines(ARTICLE))[:-9])

    assert "Cannot read" in said(run("--input", tmp_path / "none.jsonl", "--output", tmp_path / "out", status=1))
    assert "Cannot read" in said(run("--input", tmp_path, "--output", tmp_path / "out", status=1))
    assert "Cannot read" in said(run("--input", tmp_path / "half.jsonl.gz", "--output", tmp_path / "out", status=1))
    assert "Cannot write" in said(run("--input", "-", "--output", tmp_path / "none" / "out", stdin=lines(ARTICLE), status=1))
    assert [path.name for path in tmp_path.iterdir()] == ["half.jsonl.gz"]


def test_half_of_a_surrogate_pair_comes_out_as_it_went_in() -> None:
    (row,) = rows(run("--input", "-", stdin=b'{"doc_id": "\\ud800", "text": "\\udfff he said."}\n').stdout)

    assert row["doc_id"] == "\ud800"


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    result = run("--input", "-", "--output", tmp_path / "out.jsonl", stdin=b"\xef\xbb\xbf\n\n")

    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert "0 statements in 0 articles." in said(result)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert rows(run("--input", "-", stdin=b"\xef\xbb\xbf" + lines(ARTICLE)).stdout)[0]["doc_id"] == "a"


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    row = {"doc_id": "a", "text": "\n" * 20_000 + TEXT}
    peaks_mb = []
    for count in (10, 500):
        path = tmp_path / f"{count}.jsonl"
        path.write_bytes(lines(row) * count)
        command: list[str | Path] = [*PEAK, *EXTRACT, "--input", path, "--output", tmp_path / "out.jsonl"]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
        peaks_mb.append(float(done.stdout.split()[0]))

    assert peaks_mb[1] < 1.1 * peaks_mb[0]


def test_who_looks_on_sees_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(*[ARTICLE] * 20))
    ours, theirs = pty.openpty()
    try:
        subprocess.run(
            [*EXTRACT, "--input", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl"], stderr=theirs, check=True, timeout=60
        )
        shown = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)

    assert "Extracting" in shown
    assert "100%" in shown


def test_the_command_loads_neither_the_site_nor_the_readers_of_web_pages() -> None:
    heavy = {"datasette", "lxml", "trafilatura", "pypdf", "pandas", "lightgbm", "numba", "spacy", "torch"}
    program = f"import sys, claims.cli; from claims.extractors import find; find({TEXT!r}); print(sorted({heavy!r} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
