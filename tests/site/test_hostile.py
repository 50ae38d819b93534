"""Whatever stands in the database is inert on every page, form, feed and file that the site makes of it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from datasette.utils import tilde_encode
from hostile import ARGUMENTS, ATTACK, FORMS, OTHERS, PAGES, PROBE, RAW, make_hostile, make_terms_hostile, words_columns
from inspecting import faults_of
from visitors import EDITOR, READER, Site, opened

import claims.site.routes as site_routes
from claims.settings import house_folder
from claims.site import query_pages
from claims.store.connection import connect

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WHO = {"reader": READER, "editor": EDITOR}
Answered = Callable[..., list[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on a database of attacks."""
    database = tmp_path_factory.mktemp("hostile") / "claims.db"
    make_hostile(database)
    store = connect(database)
    make_terms_hostile(store.connection)
    store.close()
    with opened(database) as site:
        yield site


def faults(site: Site, path: str, actor: Any = None, *, is_ours: bool = True, statuses: tuple[int, ...] = (200,)) -> list[str]:
    """Return what is wrong with an answer, by what kind of answer it is."""
    answer = site.get(path, actor)
    assert answer.status_code in statuses, (path, answer.status_code, answer.text[:300])
    return faults_of_answer(answer, is_ours=is_ours)


def faults_of_answer(answer: Any, *, is_ours: bool) -> list[str]:
    kind = answer.headers.get("content-type", "").partition(";")[0]
    found = [] if answer.headers["x-content-type-options"] == "nosniff" else ["the browser may guess what it is"]
    if kind == "text/html":
        found += faults_of(answer.text, answer.headers["content-security-policy"], is_ours=is_ours)
    elif kind.endswith("json"):
        json.loads(answer.text)
    elif kind == "text/csv":
        cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
        found += [f"a formula: {cell[:40]!r}" for cell in cells if is_ours and cell.startswith(FORMULA)]
    elif kind == "application/atom+xml":
        if answer.content:
            read = ET.fromstring(answer.content)  # noqa: S314  (our own answer)
            found += [
                f"<{element.tag}>"
                for element in read.iter()
                if PROBE in element.tag or not element.tag.startswith("{http://www.w3.org/2005/Atom}")
            ]
    else:
        assert kind == "text/plain", kind
    return found


def test_every_column_of_words_holds_an_attack(site: Site) -> None:
    store = connect(site.database)
    spared = [
        f"{table}.{column}"
        for table, columns in words_columns(store.connection).items()
        for column in columns
        if not store.connection.execute(f"select 1 from {table} where instr({column}, ?)", (f"<{PROBE}",)).fetchone()
    ]
    store.close()

    assert spared == []


def addresses(path: str) -> str:
    return path.partition("?")[0]


def test_every_route_of_the_site_is_tried() -> None:
    tried: set[str] = set()
    for path in (*PAGES, *FORMS, *OTHERS):
        tried.add(next(pattern for pattern, _ in site_routes.routes() if re.match(pattern, addresses(path))))

    assert [pattern for pattern, _ in site_routes.routes() if pattern not in tried] == []


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_inert(site: Site, path: str, who: str) -> None:
    with_arguments = path + ("&" if "?" in path else "?") + ARGUMENTS

    assert faults(site, path, WHO[who], statuses=(200, 302, 403)) == []
    assert faults(site, with_arguments, WHO[who], statuses=(200, 302, 400, 403, 404)) == []


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("page", site_routes.PAGES, ids=lambda page: page.name)
def test_a_page_is_inert_in_its_other_formats(site: Site, page: Any, who: str) -> None:
    paths = [path for path in map(addresses, PAGES) if re.fullmatch(page.address, path)]
    for path in paths:
        for ending in page.formats:
            assert faults(site, f"{'/home' if path == '/' else path}.{ending}", WHO[who], statuses=(200, 302, 403)) == [], (path, ending)


@pytest.mark.parametrize("path", FORMS)
def test_a_form_is_inert(site: Site, path: str) -> None:
    assert faults(site, path, EDITOR) == []
    assert faults(site, path + ("&" if "?" in path else "?") + ARGUMENTS, EDITOR, statuses=(200, 400, 404)) == []
    assert faults(site, path, READER, statuses=(302, 403)) == []


@pytest.mark.parametrize("path", FORMS)
def test_what_was_typed_comes_back_inert(site: Site, path: str) -> None:
    page = site.page(path, EDITOR)
    names = re.findall(r'<(?:input|textarea|select)[^>]*\sname="([^"]+)"', page.partition("<main")[2])

    for words in (RAW, "1"):
        answer = site.post(path, {**dict.fromkeys(names, words), "unheard-of": words}, EDITOR)
        if words == RAW:
            assert answer.status_code in {400, 404, 409}, (path, answer.status_code, answer.headers.get("location"))
        assert faults_of_answer(answer, is_ours=True) == []


@pytest.mark.parametrize("path", OTHERS)
def test_what_other_programs_read_is_inert(site: Site, path: str) -> None:
    assert faults(site, path, EDITOR) == []
    assert faults(site, path, READER, statuses=(200, 403)) == []


@pytest.mark.parametrize("path", ["/claim/{}", "/nowhere/{}", "/speaker/{}", "/document/{}", "/claims/{}", "/claims/claims/{}", "/{}.json"])
def test_an_address_that_is_an_attack_is_not_there_and_inert(site: Site, path: str) -> None:
    assert faults(site, path.format(quote(ATTACK, safe="")), statuses=(302, 400, 404)) == []


def stock_pages(site: Site) -> Iterator[str]:
    """Yield the pages that Datasette makes of each table and view, of two rows of each table, of each query, and of signing in."""
    yield from ("/claims", "/claims?_show_hidden=1", f"/claims/claims?{ARGUMENTS}", "/claims/-/query", "/-/schema", "/-/jump.json?q=e")
    yield from (f"/-/login?{ARGUMENTS}", "/-/create-token", "/-/logout", "/-/permissions", "/-/messages")
    yield from (f"/claims/{page.name}" for page in query_pages(house_folder()))
    for (name,) in site.execute("select name from sqlite_master where type in ('table', 'view') and sql not like '%fts5vocab%'"):
        yield f"/claims/{name}"
        yield f"/claims/{name}.json?_labels=on"
        keys = [row[0] for row in site.execute("select name from pragma_table_info(:name) where pk order by pk", {"name": name})]
        if keys and "_fts_" not in name:
            for row in site.execute(f"select {', '.join(keys)} from {name} limit 3"):
                yield f"/claims/{name}/{','.join(tilde_encode(str(value)) for value in row)}"


@pytest.mark.parametrize("who", WHO)
def test_the_pages_of_datasette_are_inert(site: Site, who: str) -> None:
    found = {path: faults(site, path, WHO[who], is_ours=False, statuses=(200, 302, 403, 404)) for path in stock_pages(site)}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
