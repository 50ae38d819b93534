"""Files of texts: each comes out with its cluster, whole or not at all. All texts are invented."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from claims.errors import ClaimsError, UnreadableFile
from claims.workflow.clustering_files import deduplicate_file

ITEMS: list[dict[str, Any]] = [
    {"id": "a", "text": "The mayor of Rivertown sold the old ferry to a scrap dealer."},
    {"id": 7, "text": "Goats walked through the town hall of Hilltown at night.", "kind": "post"},
    {"id": "b", "text": "the mayor of Rivertown sold the old ferry to a scrap dealer!"},
]


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def rows(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


def test_each_item_comes_out_with_its_cluster_in_its_order(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines(*ITEMS))
    read: list[int] = []
    compared: list[int] = []

    report = deduplicate_file(source, target, progress=read.append, compared=compared.append)

    assert rows(target.read_bytes()) == [{"id": "a", "cluster": "a"}, {"id": 7, "cluster": 7}, {"id": "b", "cluster": "a"}]
    assert (report.items, report.clusters, report.repeated, report.written) == (3, 2, 2, True)
    assert sum(read) == source.stat().st_size
    assert sum(compared) == 2


def test_zipped_files_are_read_and_written(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl.gz"
    source.write_bytes(gzip.compress(lines(*ITEMS)))

    deduplicate_file(source, target)

    assert len(rows(gzip.decompress(target.read_bytes()))) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b'{"id": "c"}', "has no text"),
        (b'{"text": "c"}', "has no id"),
        (b'{"id": true, "text": "c"}', "id is neither"),
        (b'{"id": "c", "text": 3}', "text is not a string"),
        (b'{"id": "a", "text": "Again."}', "has the id of line 1"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_bad_line_is_told_of_and_nothing_is_written(tmp_path: Path, line: bytes, reason: str) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines(ITEMS[0]) + line + b"\n" + lines(ITEMS[1]))
    target.write_text("older")

    report = deduplicate_file(source, target)

    assert [bad.line for bad in report.bad] == [2]
    assert reason in report.bad[0].reason
    assert (report.bad_count, report.written, target.read_text()) == (1, False, "older")


def test_an_empty_file_gives_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").touch()

    report = deduplicate_file(tmp_path / "in.jsonl", tmp_path / "out.jsonl")

    assert (report.items, report.written, (tmp_path / "out.jsonl").read_bytes()) == (0, True, b"")


def test_half_of_a_surrogate_pair_is_written_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "\\ud800", "text": "\\ud800 sold the ferry"}\n')

    deduplicate_file(tmp_path / "in.jsonl", tmp_path / "out.jsonl")

    assert rows((tmp_path / "out.jsonl").read_bytes()) == [{"id": "\ud800", "cluster": "\ud800"}]


def test_the_file_that_is_read_is_never_written(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(*ITEMS))

    with pytest.raises(ClaimsError, match="is the file that is read"):
        deduplicate_file(source, source)
    with pytest.raises(UnreadableFile):
        deduplicate_file(tmp_path / "missing.jsonl", tmp_path / "out.jsonl")
