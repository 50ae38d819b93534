"""`claims triage` and `claims train-triage`: statements in, suggestions out; files whole or not at all. All texts are invented."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.triage.schemes import SCHEMES, scheme_names, scheme_of

CLAIMS = [sys.executable, "-m", "claims"]
STATEMENT = {"id": "a", "text": "The council should close the street."}


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def rows(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


def run(*arguments: str | Path, stdin: bytes = b"", status: int = 0, model: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command and expect an exit code; never a traceback."""
    environment = {**os.environ, **({"CLAIMS_TRIAGE_MODEL": str(model)} if model else {})}
    done = subprocess.run([*CLAIMS, *arguments], input=stdin, capture_output=True, check=False, timeout=240, env=environment)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == status, done.stderr.decode()
    return done


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(result.stderr.decode().split())


@pytest.mark.parametrize("scheme", scheme_names())
def test_each_statement_comes_out_with_a_label_of_the_scheme(tmp_path: Path, scheme: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(STATEMENT, {"id": 7, "text": ""}))

    result = run("triage", "--input", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl", "--scheme", scheme)

    first, second = rows((tmp_path / "out.jsonl").read_bytes())
    assert set(first) == {"id", "label", "score", "status", "reason", "because"}
    assert (first["id"], second["id"]) == ("a", 7)
    assert first["label"] in scheme_of(scheme).labels
    assert 0 <= first["score"] <= 1
    assert (first["status"], first["reason"], first["because"]) == ("not_checkable", "normative", [[12, 18]])
    assert "2 statements." in said(result)


def test_files_are_zipped_where_their_name_says_so(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines(STATEMENT)))

    run("triage", "--input", tmp_path / "in.jsonl.gz", "--output", tmp_path / "out.jsonl.gz")

    assert rows(gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes())) == rows(
        run("triage", "--input", "-", stdin=lines(STATEMENT)).stdout
    )


def test_publication_and_source_of_a_line_count() -> None:
    text = {"id": 1, "text": "Norvania and Est sign a border treaty in 2031."}
    hidden = {"id": 1, "text": "The board quarrelled.", "source_type": "anonymous"}

    before, after, withheld = rows(
        run("triage", "--input", "-", stdin=lines({**text, "published": "2025"}, {**text, "published": "2040-01-02"}, hidden)).stdout
    )

    assert before["status"] == "not_yet"
    assert after["status"] != "not_yet"
    assert withheld["reason"] == "anonymous_source_only"


BAD_LINES = [
    (b"{", "is not JSON"),
    (b"[]", "is not a JSON object"),
    (b'{"text": "Rain."}', "has no id"),
    (b'{"id": "a"}', "has no text"),
    (b'{"id": null, "text": ""}', "id is neither a string nor a whole number"),
    (b'{"id": "a", "text": 1}', "text is not a string"),
    (b'{"id": "a", "text": "\xff"}', "is not UTF-8"),
    (b'{"id": "a", "text": "", "source_type": "ghost"}', "source_type is none of"),
    (b'{"id": "a", "text": "", "published": "yesterday"}', "published: give"),
    (b"[" * 100_000, "is not JSON"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, bad: bytes, reason: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(STATEMENT) + b"\n" + bad + b"\n")

    result = run("triage", "--input", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl", status=1)

    assert f"Error: '{tmp_path / 'in.jsonl'}', line 3 {reason}" in said(result)
    assert "Nothing was written" in said(result)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_pipe_gets_the_good_lines_and_the_bad_ones_are_told() -> None:
    result = run("triage", "--input", "-", stdin=lines(STATEMENT) + b"{\n" + lines({**STATEMENT, "id": "b"}), status=1)

    assert [row["id"] for row in rows(result.stdout)] == ["a", "b"]
    assert "left out" in said(result)


def test_half_of_a_surrogate_pair_comes_out_as_it_went_in() -> None:
    (row,) = rows(run("triage", "--input", "-", stdin=b'{"id": "\\ud800", "text": "\\udfff will fall."}\n').stdout)

    assert row["id"] == "\ud800"


def test_the_file_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines(STATEMENT))

    assert "is the file that is read" in said(run("triage", "--input", path, "--output", path, status=1))
    assert path.read_bytes() == lines(STATEMENT)


def labelled(count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return invented sentences with ClaimBuster's labels, and the same as assessments."""
    corpus, own = [], []
    for number in range(count):
        for text, label, status in (
            (f"The town of Sanner{number} sold {number + 2} bridges in 2019.", "CFS", "verifiable"),
            (f"We should be kind to Sanner{number}.", "NFS", "not_checkable"),
            (f"Ann{number} came on Monday.", "UFS", "verifiable"),
        ):
            corpus.append({"text": text, "label": label, "document": str(number)})
            own.append({"text": text, "status": status})
    return corpus, own


def test_a_model_learns_from_a_corpus_and_from_the_newsrooms_assessments(tmp_path: Path) -> None:
    corpus, own = labelled(40)
    (tmp_path / "corpus.jsonl").write_bytes(lines(*corpus))
    (tmp_path / "own.jsonl").write_bytes(lines(*own, {"text": "Many left.", "status": "too_vague"}))
    model = tmp_path / "ours.npz"

    result = run("train-triage", f"claimbuster={tmp_path / 'corpus.jsonl'}", tmp_path / "own.jsonl", "--output", model, "--json")

    assert json.loads(result.stdout)["statements"] == 240
    (row,) = rows(run("triage", "--input", "-", "--scheme", "claimbuster", stdin=lines({"id": 1, **corpus[0]}), model=model).stdout)
    assert row["label"] == "CFS"
    refused = run("triage", "--input", "-", "--scheme", "cmv", stdin=lines(STATEMENT), model=model, status=1)
    assert "has not learned the scheme cmv" in said(refused)


def test_the_same_lines_give_the_same_model(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_bytes(lines(*labelled(20)[0]))

    for name in ("one.npz", "two.npz"):
        run("train-triage", f"claimbuster={tmp_path / 'corpus.jsonl'}", "--output", tmp_path / name)

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"text": "Rain.", "label": "maybe"}, "has the label 'maybe'"),
        ({"label": "CFS"}, "has no text"),
        ({"text": 1, "label": "CFS"}, "has no text"),
    ],
)
def test_a_line_that_teaches_nothing_is_named(tmp_path: Path, row: dict[str, Any], reason: str) -> None:
    (tmp_path / "corpus.jsonl").write_bytes(lines(row))

    result = run("train-triage", f"claimbuster={tmp_path / 'corpus.jsonl'}", "--output", tmp_path / "m.npz", status=1)

    assert f"line 1 {reason}" in said(result)


def test_too_few_lines_are_refused(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_bytes(lines({"text": "Rain fell.", "status": "verifiable"}))

    assert "too few" in said(run("train-triage", tmp_path / "own.jsonl", "--output", tmp_path / "m.npz", status=1))


def test_what_is_no_model_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "m.npz").write_bytes(b"PK")

    assert "is no model" in said(run("triage", "--input", "-", stdin=lines(STATEMENT), model=tmp_path / "m.npz", status=1))
    assert "Cannot read" in said(run("triage", "--input", "-", stdin=lines(STATEMENT), model=tmp_path / "none.npz", status=1))


def test_every_scheme_says_which_of_its_labels_it_seeks() -> None:
    for scheme in SCHEMES.values():
        assert scheme.sought
        assert scheme.sought < set(scheme.labels)
