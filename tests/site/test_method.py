"""The page about the method: complete, linked to from every badge, and honest about whom to write to."""

import csv
import io
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from visitors import Site, opened

from claims.settings import house_folder
from claims.site.pages.method import EXAMPLES, contact
from claims.store.schema import open_store
from claims.vocabularies import REASONS_BY_STATUS, VOCABULARIES, Reason, Verifiability, terms

ADDRESSES = ("/", "/claim/c479352e349aa979b", "/claim/c8ba544ba3b83a5f6", "/speaker/petra-placeholder", "/outlet/invented-gazette-sample")


def test_every_term_stands_there_with_its_definition_and_an_address(sample: Site) -> None:
    page = unescape(sample.page("/method"))

    for name, vocabulary in VOCABULARIES.items():
        for term in terms(vocabulary):
            assert page.count(f'id="{name}-{term.key}"') == 1, (name, term.key)
            assert term.definition in page
    assert 'id="verifiability-unassessed"' in page


def test_every_vocabulary_has_an_address(sample: Site) -> None:
    page = sample.page("/method")

    assert [name for name in VOCABULARIES if page.count(f' id="{name}"') != 1] == []


def test_every_status_and_reason_has_an_example() -> None:
    assert {key for name, key in EXAMPLES if name == "verifiability"} == set(Verifiability)
    assert {key for name, key in EXAMPLES if name == "reason"} == set(Reason)
    assert all(key in set(VOCABULARIES[name]) for name, key in EXAMPLES)


def test_a_reason_stands_below_its_status(sample: Site) -> None:
    page = sample.page("/method")

    for status, reasons in REASONS_BY_STATUS.items():
        below = page.split(f'<h3 id="verifiability-{status}">')[1].split("<h3")[0]
        assert re.findall(r'id="reason-([a-z_]+)"', below) == list(reasons)


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_a_page_links_to_on_the_method_page_is_there(sample: Site, path: str) -> None:
    method = sample.page("/method")
    wanted = set(re.findall(r'href="/method#([^"]*)"', sample.page(path)))

    assert wanted or path == "/"
    assert {anchor for anchor in wanted if f'id="{anchor}"' not in method} == set()


def test_no_address_stands_there_twice(sample: Site) -> None:
    ids = re.findall(r' id="([^"]*)"', sample.page("/method"))

    assert len(ids) == len(set(ids))


def test_the_terms_are_data_too(sample: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(sample.page("/method.csv"))))
    found = {(row["vocabulary"], row["term"]): row for row in rows}

    assert len(rows) == sum(len(vocabulary) for vocabulary in VOCABULARIES.values())
    assert found["reason", "opinion"]["status"] == "not_checkable"
    assert found["reason", "opinion"]["example"] == EXAMPLES["reason", "opinion"]


def test_the_page_stands_in_an_empty_database(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db", create=True).close()
    with opened(tmp_path / "empty.db") as site:
        assert Verifiability.VERIFIABLE.definition in unescape(site.page("/method"))


def test_words_in_brackets_are_nobody_to_write_to(sample: Site) -> None:
    assert contact({"about": "[how you work]", "about_url": "https://example.org/", "source": "[your newsroom]"}) == {}
    assert "has not said yet where to write" in sample.page("/method")


def test_an_address_that_is_none_is_no_link() -> None:
    assert contact({"about": "Desk", "about_url": "javascript:alert(1)"}) == {"about": "Desk", "about_url": ""}


def test_a_newsroom_that_says_who_it_is_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*", "__pycache__"))
    metadata = folder / "metadata.yaml"
    named = metadata.read_text(encoding="utf-8").replace('&about "[how you work]"', '&about "Corrections at the Example Desk"')
    metadata.write_text(named, encoding="utf-8")
    open_store(tmp_path / "own.db", create=True).close()
    with opened(tmp_path / "own.db", folder) as site:
        page = site.page("/method")

    assert re.search(r'<a href="https://example.org/about"[^>]*>Corrections at the Example Desk</a>', page)
    assert "has not said yet" not in page
