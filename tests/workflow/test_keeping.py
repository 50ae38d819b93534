"""Making a database, a folder of one's own and an export: each appears whole or not at all, and nothing is ever overwritten."""

import io
import json
from pathlib import Path
from typing import IO

import pytest
from store.by_hand import one
from store.typed import claim_fields

from claims.errors import ClaimsError, DatabaseExists, UnreadableFile
from claims.settings import house_folder
from claims.store.connection import Store
from claims.store.schema import open_store
from claims.workflow.importing import import_claims
from claims.workflow.keeping import build_database, check_database, export_claims, init_folder, sample_files, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def sample_lines() -> bytes:
    return b"".join(path.read_bytes() for path in sample_files())


def good_file(folder: Path) -> Path:
    path = folder / "good.jsonl"
    path.write_text(json.dumps(claim_fields()) + "\n", encoding="utf-8")
    return path


# Building.


def test_a_database_is_built_from_the_sample(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"

    report = build_database(path)

    assert (report.bad, report.written, report.added["claims"]) == ([], True, sample_lines().count(b'{"record":"claim"'))
    assert names(tmp_path) == ["claims.db"]
    store = open_store(path)
    assert check_database(store) == []
    assert one(store.connection, "select count(distinct created_by) from claims where created_by = 'sample'") == 1
    store.close()


def test_a_database_is_built_from_files_of_ones_own(tmp_path: Path) -> None:
    build_database(tmp_path / "claims.db", [good_file(tmp_path)], by="carla")

    store = open_store(tmp_path / "claims.db")
    assert store.connection.execute("select created_by from claims").fetchall() == [("carla",)]
    store.close()


def test_readers_and_writers_of_a_built_database_do_not_wait_for_each_other(tmp_path: Path) -> None:
    build_database(tmp_path / "claims.db")

    store = open_store(tmp_path / "claims.db")
    assert one(store.connection, "pragma journal_mode") == "wal"
    store.close()


def test_a_database_is_built_without_a_claim(tmp_path: Path) -> None:
    report = build_database(tmp_path / "claims.db", [])

    assert (report.rows, report.written) == (0, True)
    assert names(tmp_path) == ["claims.db"]


@pytest.mark.parametrize("content", [b"", b"my diary"])
def test_building_never_overwrites_anything(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "claims.db"
    path.write_bytes(content)

    with pytest.raises(DatabaseExists) as refusal:
        build_database(path)

    assert str(refusal.value) == f"'{path}' exists and is never overwritten: move it away, or name another place."
    assert path.read_bytes() == content
    assert names(tmp_path) == ["claims.db"]


def test_building_never_overwrites_what_somebody_else_made_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"

    def make_it_first(_: int) -> None:
        path.write_text("mine")

    with pytest.raises(DatabaseExists):
        build_database(path, [good_file(tmp_path)], progress=make_it_first)

    assert path.read_text() == "mine"
    assert names(tmp_path) == ["claims.db", "good.jsonl"]


def test_a_build_with_a_bad_row_leaves_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n")

    report = build_database(tmp_path / "claims.db", [good_file(tmp_path), bad])

    assert (report.written, report.bad_count) == (False, 1)
    assert names(tmp_path) == ["bad.jsonl", "good.jsonl"]


def test_a_build_from_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        build_database(tmp_path / "claims.db", [good_file(tmp_path), tmp_path / "nowhere.jsonl"])

    assert names(tmp_path) == ["good.jsonl"]


def test_a_build_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_database(tmp_path / "claims.db", [good_file(tmp_path)], progress=stop)

    assert names(tmp_path) == ["good.jsonl"]


def test_a_build_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError) as refusal:
        build_database(tmp_path / "nowhere" / "claims.db")

    assert str(refusal.value) == (f"There is no folder '{tmp_path}/nowhere': make it first, or run `claims init {tmp_path}/nowhere`.")
    assert names(tmp_path) == []


def test_the_sample_is_the_one_that_came_with_the_program() -> None:
    assert [path.name for path in sample_files()] == ["1-al-fassel.jsonl", "2-invented.jsonl"]
    assert all(path.parent == house_folder() / "sample" for path in sample_files())


# A folder of one's own.


@pytest.mark.parametrize("made_before", [False, True])
def test_a_folder_of_ones_own_has_all_but_the_database(tmp_path: Path, made_before: bool) -> None:
    folder = tmp_path / "news" / "db"
    if made_before:
        folder.mkdir(parents=True)

    place = init_folder(folder)

    assert place == folder / "claims.db"
    assert not place.exists()
    assert {"datasette.yaml", "metadata.yaml", "migrations", "sample", "views"} <= set(names(folder))
    copied = sorted(path.relative_to(folder) for path in folder.rglob("*.sql"))
    assert copied == sorted(path.relative_to(house_folder()) for path in house_folder().rglob("*.sql"))
    assert not [path for path in folder.rglob("*") if path.name in ("__pycache__", ".gitkeep")]


def test_a_folder_that_is_not_empty_is_never_filled(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")

    with pytest.raises(ClaimsError) as refusal:
        init_folder(tmp_path)

    assert str(refusal.value) == f"'{tmp_path}' is not empty and nothing is ever overwritten: name a new folder."
    assert names(tmp_path) == ["diary.txt"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    with pytest.raises(ClaimsError) as refusal:
        init_folder(tmp_path / "file" / "db")

    assert str(refusal.value) == (f"Cannot write '{tmp_path}/file/db': Not a directory. Check the rights, or name another folder.")


# Files that appear whole.


def test_an_export_appears_when_it_is_complete(store: Store, tmp_path: Path) -> None:
    import_claims(store, [good_file(tmp_path)], by="carla")
    path = tmp_path / "export.jsonl"
    seen = []

    def export(file: IO[bytes]) -> int:
        seen.append(path.exists())
        return export_claims(store, file)

    count = write_whole(path, export)

    assert seen == [False]
    assert count == len(path.read_bytes().splitlines()) == 3
    assert not [name for name in names(tmp_path) if name.startswith(".")]


def test_an_export_never_overwrites_anything(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text("mine")

    with pytest.raises(DatabaseExists):
        write_whole(path, lambda file: file.write(b"theirs"))

    assert path.read_text() == "mine"


def test_an_export_never_overwrites_what_somebody_else_made_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"

    def write(file: IO[bytes]) -> int:
        path.write_text("mine")
        return file.write(b"theirs")

    with pytest.raises(DatabaseExists):
        write_whole(path, write)

    assert path.read_text() == "mine"
    assert names(tmp_path) == ["export.jsonl"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_export_that_fails_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def write(file: IO[bytes]) -> int:
        file.write(b"half")
        raise error

    with pytest.raises(error):
        write_whole(tmp_path / "export.jsonl", write)

    assert names(tmp_path) == []


def test_an_export_into_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        write_whole(tmp_path / "nowhere" / "export.jsonl", lambda file: file.write(b""))

    assert str(refusal.value) == (
        f"Cannot read '{tmp_path}/nowhere/export.jsonl': No such file or directory. Check the folder, its rights and the room left."
    )


def test_a_table_for_spreadsheets_has_a_row_for_each_claim(store: Store) -> None:
    import_claims(store, sample_files(), by="sample")
    output = io.BytesIO()

    count = export_claims(store, output, format_name="csv")

    assert count == sample_lines().count(b"\n")
    assert output.getvalue().decode().startswith("id,statement,quote,quotation,speaker,")


def test_the_faults_of_a_database_are_listed(store: Store) -> None:
    store.connection.execute("create table recipes (id integer primary key)")

    assert [str(finding) for finding in check_database(store)] == ["schema: the table recipes is not ours"]
