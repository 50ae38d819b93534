"""Databases for the tests of what people do: each test gets a file of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.store.connection import Store
from claims.store.schema import open_store


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a freshly made database without a row. Copy it, never write it."""
    path = tmp_path_factory.mktemp("blank") / "claims.db"
    open_store(path, create=True).close()
    return path


@pytest.fixture
def store(blank_file: Path, tmp_path: Path) -> Iterator[Store]:
    """Return an open database of one's own without a row."""
    store = open_store(Path(shutil.copy(blank_file, tmp_path / "claims.db")))
    yield store
    store.close()
