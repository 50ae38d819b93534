"""What the database itself refuses, whoever writes and with whatever program: each test has a plain connection of either library.

Every case writes past the models, with the SQLite of the program and with the one of Python's standard library.
"""

from collections.abc import Iterator

import pytest
from store.libraries import Plain


@pytest.fixture
def plain(shared: Plain) -> Iterator[Plain]:
    """Return a plain connection to the world: none of our safeguards but foreign keys. What a test writes is undone."""
    shared.execute("begin")
    yield shared
    shared.execute("rollback")
