"""A site on the sample, shared by the tests of a module, and one of a test's own. Who visits it is in visitors.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from visitors import Site, opened

from claims.workflow.keeping import build_database


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on the sample; tests of a module share it, so those that write choose claims of their own."""
    database = tmp_path_factory.mktemp("sample") / "claims.db"
    build_database(database)
    with opened(database) as site:
        yield site


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Site]:
    """Open a site on a sample of the test's own."""
    database = tmp_path / "claims.db"
    build_database(database)
    with opened(database) as site:
        yield site
