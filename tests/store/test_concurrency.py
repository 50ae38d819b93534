"""Several at once, killed in the middle, locked out, without rights or without room: nothing acknowledged is ever lost."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store.by_hand import add, contents, one
from store.invented import invented_records
from store.typed import typed_claim
from store.writer import MANY

from claims.errors import ClaimsError, DatabaseBusy, DatabaseReadOnly, DatabaseUnusable, DiskFull
from claims.store.batch import Item
from claims.store.bulk import Loader, load
from claims.store.check import check_store
from claims.store.connection import Connection, Store, connect, writing
from claims.store.read import count_records, records
from claims.store.schema import open_store
from claims.workflow.adding import add_claim

HERE = Path(__file__).parent


def start(path: Path, deed: str, name: str = "writer") -> subprocess.Popen[str]:
    """Start a process of its own that writes to the database."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "store.writer", str(path), deed, name]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def finish(process: subprocess.Popen[str]) -> list[str]:
    """Wait for a process that must end well and return the lines that it said."""
    said, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint
    return said.splitlines()


def kill_after(process: subprocess.Popen[str], lines: int) -> list[str]:
    """Kill a process without warning once it has said so many lines, and return all that it said."""
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(lines)]
    process.kill()
    said += process.stdout.read().split()
    process.wait(timeout=60)
    return said


def ids(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("select id from claims")}


def triggers(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("select name from sqlite_master where type = 'trigger'")}


# Several at once.


def test_two_writers_at_once_lose_nothing_and_never_fail(path: Path) -> None:
    """Both make the same outlet, the same document and the same speakers; a reader looks on all the while."""
    writers = [start(path, "add", name) for name in ("ann", "ben")]
    reader = connect(path)
    seen = []
    while any(writer.poll() is None for writer in writers):
        seen.append(int(one(reader.connection, "select count(*) from claim_overview where outlet = 'Gazette'")))
        one(reader.connection, "select count(*) from claims_fts where claims_fts match 'bridge'")
    added = [claim_id for writer in writers for claim_id in finish(writer)]

    assert len(set(added)) == 2 * MANY
    assert ids(reader.connection) == set(added)
    assert seen == sorted(seen)
    assert len(list(reader.connection.execute("select id from documents"))) == 1
    assert len(list(reader.connection.execute("select id from entities"))) == 8
    assert list(check_store(reader)) == []
    reader.close()


def test_two_who_make_the_database_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    writers = [start(path, "make", name) for name in ("ann", "ben")]

    added = [claim_id for writer in writers for claim_id in finish(writer)]

    store = open_store(path)
    assert ids(store.connection) == set(added)
    assert list(check_store(store)) == []
    store.close()


def test_whoever_waits_for_the_lock_gets_it(path: Path) -> None:
    added = []

    def wait_and_add() -> None:
        store = connect(path)
        added.append(add_claim(store, typed_claim(), by="ann").claim_id)
        store.close()

    holder = connect(path)
    holder.connection.execute("begin immediate")
    waiting = threading.Thread(target=wait_and_add)
    waiting.start()
    time.sleep(0.3)
    assert added == []
    holder.connection.execute("rollback")
    waiting.join(timeout=10)

    assert ids(holder.connection) == set(added) != set()
    holder.close()


def test_a_locked_database_is_told_as_such_and_nothing_is_written(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.store.connection.BUSY_TIMEOUT_S", 0.1)
    holder, locked_out = connect(world.path), connect(world.path)
    before = contents(world.connection)
    holder.connection.execute("begin immediate")

    with pytest.raises(DatabaseBusy) as refusal:
        add_claim(locked_out, typed_claim(), by="ann")

    assert str(refusal.value) == (
        f"'{world.path}' has been locked by another writer for 0.1 seconds: nothing was written, nothing is lost. "
        "Try again when the other command has finished."
    )
    assert not locked_out.connection.in_transaction
    holder.connection.execute("rollback")
    assert contents(world.connection) == before
    add_claim(locked_out, typed_claim(), by="ann")
    holder.close()
    locked_out.close()


def test_a_load_into_a_locked_database_is_told_as_such(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.store.connection.BUSY_TIMEOUT_S", 0.1)
    holder, locked_out = connect(world.path), connect(world.path)
    holder.connection.execute("begin immediate")

    def never_asked(_: Loader) -> bool:
        raise AssertionError

    with pytest.raises(DatabaseBusy):
        load(locked_out, "ann", never_asked)

    holder.connection.execute("rollback")
    holder.close()
    locked_out.close()


def test_reading_waits_for_no_writer(world: Store) -> None:
    holder = connect(world.path)
    holder.connection.execute("begin immediate")
    add(holder.connection, "tags")

    assert len(list(records(world))) == count_records(world)

    holder.connection.execute("rollback")
    holder.close()


def test_writing_waits_for_no_reader(world: Store) -> None:
    reading = records(world)
    next(reading)
    other = connect(world.path)

    add_claim(other, typed_claim(), by="ann")

    other.close()
    reading.close()


# Killed in the middle.


@pytest.mark.parametrize("lines", [1, 40])
def test_every_acknowledged_claim_survives_a_kill(path: Path, lines: int) -> None:
    said = kill_after(start(path, "add"), lines)

    store = open_store(path)
    assert len(said) >= lines
    assert set(said) <= ids(store.connection)
    assert len(ids(store.connection)) <= len(said) + 1
    assert list(check_store(store)) == []
    store.close()


@pytest.mark.parametrize("lines", [1, 9])
def test_a_load_that_is_killed_leaves_nothing_behind(world_file: Path, tmp_path: Path, lines: int) -> None:
    path = Path(shutil.copy(world_file, tmp_path / "claims.db"))
    store = open_store(path)
    before, known = contents(store.connection), triggers(store.connection)
    store.close()

    said = kill_after(start(path, "load"), lines)

    store = open_store(path)
    assert "acknowledged" not in said
    assert contents(store.connection) == before
    assert triggers(store.connection) == known
    assert list(check_store(store)) == []
    store.close()


def test_a_load_that_is_killed_at_its_very_end_is_there_or_is_not(path: Path) -> None:
    expected = {record.id for record in invented_records() if record.record == "claim"}
    process = start(path, "load")
    assert process.stdout is not None
    while process.stdout.readline().strip() != "all":
        assert process.poll() is None
    process.kill()
    rest = process.stdout.read()
    process.wait(timeout=60)

    store = open_store(path)
    assert ids(store.connection) in (expected, set())
    assert "acknowledged" not in rest or ids(store.connection) == expected
    assert list(check_store(store)) == []
    store.close()


# Without rights.


@pytest.fixture
def shelf(world_file: Path) -> Iterator[Path]:
    """Return a folder that everybody may enter, with a database that was closed in an orderly way."""
    folder = Path(tempfile.mkdtemp(prefix="claims-test-"))
    folder.chmod(0o755)
    shutil.copy(world_file, folder / "claims.db")
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Run a block as somebody who is no administrator: those may write everywhere."""
    if os.geteuid():
        yield
        return
    try:
        who = pwd.getpwnam("nobody")
    except KeyError:
        pytest.skip("there is no user without rights to try it as")
    os.seteuid(who.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def try_without_rights(path: Path) -> ClaimsError:
    """Try to add a claim without rights and return the refusal."""

    def try_it() -> None:
        store = open_store(path)
        try:
            add_claim(store, typed_claim(), by="nobody")
        finally:
            store.close()

    with without_rights(), pytest.raises(ClaimsError) as refusal:
        try_it()
    return refusal.value


def test_a_file_that_may_not_be_written_is_told_as_such(shelf: Path) -> None:
    path = shelf / "claims.db"
    path.chmod(0o444)
    shelf.chmod(0o777)
    before = path.read_bytes()

    refusal = try_without_rights(path)

    assert isinstance(refusal, DatabaseReadOnly)
    assert str(refusal) == f"'{path}' cannot be written: nothing was changed. Check the rights of the file and its folder."
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_told_as_such(shelf: Path) -> None:
    path = shelf / "claims.db"
    path.chmod(0o666)
    shelf.chmod(0o555)
    before = path.read_bytes()

    refusal = try_without_rights(path)

    assert isinstance(refusal, DatabaseReadOnly | DatabaseUnusable)
    assert str(path) in str(refusal)
    assert str(refusal).endswith("its folder.")
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_read_is_told_as_such(shelf: Path) -> None:
    path = shelf / "claims.db"
    path.chmod(0o000)

    refusal = try_without_rights(path)

    assert isinstance(refusal, DatabaseUnusable)
    assert str(refusal) == f"Cannot use '{path}': it cannot be opened. Check that you may read it and its folder."


def test_a_connection_that_may_only_read_is_told_as_such(world: Store) -> None:
    before = contents(world.connection)
    world.connection.execute("pragma query_only = on")

    with pytest.raises(DatabaseReadOnly) as refusal:
        add_claim(world, typed_claim(), by="ann")

    assert str(refusal.value) == (f"'{world.path}' cannot be written: nothing was changed. Check the rights of the file and its folder.")
    assert contents(world.connection) == before


# Without room.


def fill(connection: Connection) -> None:
    """Let the file grow no further, as if the disk were full."""
    connection.execute(f"pragma max_page_count = {one(connection, 'pragma page_count')}")


def test_a_full_disk_is_told_as_such_and_loses_nothing(store: Store) -> None:
    fill(store.connection)
    acknowledged: list[str] = []

    def add_and_add() -> None:
        entries = (typed_claim(f"The bridge was closed {number} times.") for number in range(1_000))
        acknowledged.extend(add_claim(store, entry, by="ann").claim_id for entry in entries)

    with pytest.raises(DiskFull) as refusal:
        add_and_add()

    assert str(refusal.value) == (
        f"No room left to write '{store.path}': nothing was written, nothing is lost. Free some space, then try again."
    )
    assert ids(store.connection) == set(acknowledged)
    assert not store.connection.in_transaction
    assert list(check_store(store)) == []


def test_writing_goes_on_once_there_is_room_again(store: Store) -> None:
    fill(store.connection)

    def add_and_add() -> None:
        with writing(store) as connection:
            for number in range(1_000):
                add(connection, "tags", id=f"t{number}", name="n" * 500 + str(number))

    with pytest.raises(DiskFull):
        add_and_add()
    store.connection.execute("pragma max_page_count = 1000000")

    add_claim(store, typed_claim(), by="ann")

    assert one(store.connection, "select count(*) from tags") == 0
    assert one(store.connection, "select count(*) from claims") == 1


def test_a_load_onto_a_full_disk_leaves_nothing_behind(store: Store) -> None:
    known = triggers(store.connection)
    fill(store.connection)

    def feed(loader: Loader) -> bool:
        for record in invented_records():
            loader.add(Item(record))
        loader.flush()
        return True

    with pytest.raises(DiskFull):
        load(store, "ann", feed)

    assert ids(store.connection) == set()
    assert triggers(store.connection) == known
    assert list(check_store(store)) == []
