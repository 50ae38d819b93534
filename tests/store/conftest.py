"""Databases for the tests of the store: each test gets a file of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from store.by_hand import make_world
from store.libraries import LIBRARIES, Plain

from claims.store.connection import Connection, Store
from claims.store.schema import open_store


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a freshly made database without a row. Copy it, never write it."""
    path = tmp_path_factory.mktemp("blank") / "claims.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def world_file(blank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that holds the rows of `by_hand.WORLD`. Copy it, never write it."""
    path = Path(shutil.copy(blank_file, tmp_path_factory.mktemp("world") / "claims.db"))
    store = open_store(path)
    make_world(store.connection)
    store.close()
    return path


@pytest.fixture(scope="module", params=LIBRARIES, ids=["program", "standard"])
def shared(request: pytest.FixtureRequest, world_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plain]:
    """Return a connection of either library to a copy of the world, for the tests of a file."""
    library: ModuleType = request.param
    path = shutil.copy(world_file, tmp_path_factory.mktemp("shared") / "claims.db")
    connection = library.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    yield connection
    connection.close()


@pytest.fixture
def path(blank_file: Path, tmp_path: Path) -> Path:
    """Return a database of one's own without a row."""
    return Path(shutil.copy(blank_file, tmp_path / "claims.db"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return an open database of one's own without a row."""
    store = open_store(path)
    yield store
    store.close()


@pytest.fixture
def world(world_file: Path, tmp_path: Path) -> Iterator[Store]:
    """Return an open database of one's own with the rows of `by_hand.WORLD`."""
    store = open_store(Path(shutil.copy(world_file, tmp_path / "world.db")))
    yield store
    store.close()


@pytest.fixture
def connection(world: Store) -> Connection:
    """Return the connection of such a database."""
    return world.connection
