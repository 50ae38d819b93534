"""A web of its own for each test that asks for one."""

from collections.abc import Iterator

import pytest
from capture.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    """Serve a web that a test fills."""
    with serving() as web:
        yield web
