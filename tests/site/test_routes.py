"""The registry of pages and forms: complete, each with its SQL and its template, and each also JSON, CSV and readable without a script."""

import importlib
import pkgutil
import re
from html import unescape
from pathlib import Path

import pytest
from visitors import EDITOR, Site

import claims.site
from claims.settings import house_folder
from claims.site.form import Form
from claims.site.page import Page
from claims.site.routes import FORMS, PAGES
from claims.site.sql import page_questions

TEMPLATES = house_folder() / "templates"


def declared(kind: type) -> list[object]:
    """List what the modules of the site declare of a kind, in tuples too."""
    found: list[object] = []
    for module in pkgutil.walk_packages(claims.site.__path__, "claims.site."):
        if module.name != "claims.site.routes":
            for value in vars(importlib.import_module(module.name)).values():
                found += [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, kind)]
    return found


def test_every_page_and_form_is_listed() -> None:
    assert {id(page) for page in declared(Page)} <= {id(page) for page in PAGES}
    assert {id(form) for form in declared(Form)} <= {id(form) for form in FORMS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_its_sql_and_its_template(page: Page) -> None:
    assert page_questions(house_folder(), page.name)
    assert (TEMPLATES / "pages" / f"{page.name}.html").is_file()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_has_its_template(form: Form) -> None:
    assert (TEMPLATES / "forms" / f"{form.name}.html").is_file()


def test_no_sql_of_a_page_is_left_over() -> None:
    names = {page.name for page in PAGES} | {form.name for form in FORMS}
    used = " ".join(path.read_text(encoding="utf-8") for path in (house_folder().parent / "claims" / "site").rglob("*.py"))

    for path in (house_folder() / "pages").glob("*.sql"):
        assert path.stem in names or f'"{path.stem}"' in used, f"no page asks what {path.name} holds"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_of_ours_holds_a_script_or_a_style(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", source) or "database_color" in source
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)


@pytest.mark.parametrize("path", ["/", "/claim/c479352e349aa979b", "/document/d305a97ccea92fd20", "/search", "/queue", "/method"])
def test_a_page_shows_its_sql_and_is_also_json(sample: Site, path: str) -> None:
    page = unescape(sample.page(path, EDITOR))
    found = sample.json("/home.json" if path == "/" else f"{path}.json", EDITOR)

    assert found["ok"] is True
    for sql in found["questions"].values():
        assert sql.splitlines()[0].strip() in page


def test_under_a_base_url_every_address_of_a_page_begins_with_it_once(sample: Site) -> None:
    sample.datasette._settings["base_url"] = "/desk/"
    try:
        page = sample.page("/claim/c479352e349aa979b", EDITOR)  # the client puts the base_url before it
    finally:
        sample.datasette._settings["base_url"] = "/"
    addresses = re.findall(r'(?:href|action|src)="([^"#]+)', page)

    ours = [address.removeprefix("http://localhost") for address in addresses if address.startswith(("/", "http://localhost"))]
    assert len(ours) > 20
    assert [address for address in ours if not address.startswith("/desk/") or "/desk/desk" in address] == []


def test_the_newest_claims_are_found_without_going_through_all_documents(sample: Site) -> None:
    plan = [row[3] for row in sample.execute(f"explain query plan {page_questions(house_folder(), 'home')['newest']}")]

    assert [step for step in plan if re.match(r"SCAN (?!claims\b)", step)] == []
