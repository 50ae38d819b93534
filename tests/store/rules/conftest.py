"""What the database itself refuses, whoever writes and with whatever program: each test has a plain connection of either library.

Every case writes past the models, with the SQLite of the program and with the one of Python's standard library.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from store.rules.asking import LIBRARIES, Plain


@pytest.fixture(scope="module", params=LIBRARIES, ids=["program", "standard"])
def shared(request: pytest.FixtureRequest, world_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plain]:
    library: ModuleType = request.param
    path = shutil.copy(world_file, tmp_path_factory.mktemp("rules") / "claims.db")
    connection = library.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    yield connection
    connection.close()


@pytest.fixture
def plain(shared: Plain) -> Iterator[Plain]:
    """Return a plain connection to the world: none of our safeguards but foreign keys. What a test writes is undone."""
    shared.execute("begin")
    yield shared
    shared.execute("rollback")
