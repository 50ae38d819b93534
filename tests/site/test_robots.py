"""robots.txt: what is worth finding may be read; what has no end, or changes something, is left alone."""

import re

import pytest
from hostile import FORMS, PAGES
from visitors import Site


def is_closed(rules: list[str], path: str) -> bool:
    """Tell whether a rule shuts a path, as RFC 9309 reads it: from the beginning, `*` for anything."""
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


@pytest.fixture(scope="module")
def rules(sample: Site) -> list[str]:
    """Return what robots.txt shuts, for everybody."""
    answer = sample.get("/robots.txt")
    first, *lines = answer.text.splitlines()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert first == "User-agent: *"
    assert all(line.startswith("Disallow: /") for line in lines)
    return [line.removeprefix("Disallow: ") for line in lines]


@pytest.mark.parametrize("path", [path for path in PAGES if not re.match("/(?:queue|search)", path)])
def test_pages_may_be_read(rules: list[str], path: str) -> None:
    assert not is_closed(rules, path)


@pytest.mark.parametrize("path", ["/claims", "/claims/claims", "/claims/recently_added", "/feed/claims.atom", "/speaker/ida-testwell.json"])
def test_tables_queries_and_feeds_may_be_read(rules: list[str], path: str) -> None:
    assert not is_closed(rules, path)


@pytest.mark.parametrize("path", [*FORMS, "/queue", "/queue/due", "/-/login", "/-/reconcile", "/claims/-/query"])
def test_forms_queues_and_tools_are_left_alone(rules: list[str], path: str) -> None:
    assert is_closed(rules, path)


@pytest.mark.parametrize(
    "path", ["/search?q=bridge", "/search.atom?q=bridge", "/claims/claims?_sort=verdict", "/claims/claims?_facet=language"]
)
def test_lists_without_an_end_are_left_alone(rules: list[str], path: str) -> None:
    assert is_closed(rules, path)
