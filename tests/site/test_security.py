"""What no text, link or foreign page can make the site do: run a script, open a frame, answer in SQL, act in somebody's name."""

import asyncio
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import datasette
import httpx2
import pytest
from visitors import CHECKER, EDITOR, READER, Actor, Site

from claims.settings import house_folder
from claims.site.gate.security import _HANDLERS
from claims.store.schema import open_store
from claims.workflow.adding import add_claim, claim_entry

TEMPLATES = house_folder() / "templates"
STOCK = [
    "/claims",
    "/claims/claims",
    "/claims/vocabularies/verifiability,verifiable",
    "/claims/recently_added",
    "/claims/-/schema",
    "/-/actor",
]
STOCK_SIGNED_IN = [*STOCK, "/claims/-/query", "/claims/-/query?sql=select+1", "/claims/-/queries", "/-/jump"]
OURS = ["/", "/search?q=well", "/-/login", "/nowhere", "/claims/history"]
OURS_SIGNED_IN = ["/", "/-/create-token", "/-/logout"]


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def policy(answer: Any) -> dict[str, str]:
    """Return the Content-Security-Policy of an answer by directive."""
    rules = answer.headers["content-security-policy"].split("; ")
    return {name: rest for name, _, rest in (rule.partition(" ") for rule in rules)}


def nonce(answer: Any) -> str:
    found = re.search(r"'nonce-([\w-]+)'", policy(answer)["script-src"])
    return found[1] if found else ""


# Scripts and styles.


@pytest.mark.parametrize(
    ("path", "actor"),
    [*((path, READER) for path in [*STOCK, *OURS]), *((path, EDITOR) for path in [*STOCK_SIGNED_IN, *OURS_SIGNED_IN])],
    ids=lambda value: value if isinstance(value, str) else ("signed in" if value else ""),
)
def test_only_scripts_and_styles_of_the_site_and_of_its_templates_run(sample: Site, path: str, actor: Actor) -> None:
    answer = sample.get(path, actor)
    rules = policy(answer)

    assert rules["script-src"] in ("'self'", f"'self' 'nonce-{nonce(answer)}'")
    assert rules["default-src"] == "'self'"
    assert {rules[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
    assert rules["form-action"] == "'self'"
    assert "unsafe-eval" not in str(rules)
    for tag, attributes in Elements(answer.text).found:
        if tag == "script" and "src" not in attributes and attributes.get("type", "") != "application/ld+json":
            assert attributes.get("nonce") == nonce(answer), attributes
        if tag == "style":
            assert attributes.get("nonce") == nonce(answer) or "'unsafe-inline'" in rules["style-src"]
        for name, value in attributes.items():
            assert not name.startswith("on") or value in _HANDLERS, (tag, name, value)


@pytest.mark.parametrize(("path", "actor"), [*((path, READER) for path in OURS), *((path, EDITOR) for path in OURS_SIGNED_IN)], ids=str)
def test_our_own_pages_need_no_exception(sample: Site, path: str, actor: Actor) -> None:
    answer = sample.get(path, actor)

    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not [found for found in Elements(answer.text).found if "style" in found[1] or any(name.startswith("on") for name in found[1])]


def test_our_templates_hold_no_inline_script_style_or_handler() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        if '"default:' in text:
            continue  # Pages of Datasette with a few changes.
        assert not re.search(
            r"<style|\sstyle=|\son(click|change|input|load|error|submit|key\w+|focus|blur)=|<script(?![^>]*(src=|ld\+json))", text
        ), path


def test_every_handler_in_a_page_of_datasette_is_let_through_by_its_hash_and_no_other() -> None:
    folder = Path(str(datasette.__file__)).parent / "templates"
    handlers = {found for path in folder.glob("*.html") for found in re.findall(r'\son[a-z]+="([^"]*)"', path.read_text(encoding="utf-8"))}

    assert handlers == set(_HANDLERS)


def test_a_nonce_is_good_for_one_answer(sample: Site) -> None:
    assert len({nonce(sample.get("/claims/claims")) for _ in range(5)}) == 5


def test_answers_at_the_same_time_have_each_their_own_nonce(sample: Site) -> None:
    async def at_once() -> list[Any]:
        return list(await asyncio.gather(*(sample.datasette.client.get("/claims/recently_added") for _ in range(6))))

    answers = sample.run(at_once())

    assert len({nonce(answer) for answer in answers}) == 6
    for answer in answers:
        assert set(re.findall(r'<script nonce="([^"]*)"', answer.text)) == {nonce(answer)}


def test_a_text_that_asks_for_a_nonce_gets_none(writable: Site) -> None:
    store = open_store(writable.database)
    attack = '<script nonce="{{ csp_nonce() }}">alert(1)</script>'
    entry: dict[str, Any] = {
        "document": {"title": attack, "outlet": attack, "url": "https://sign.example/"},
        "statement": f"The sign at the dam reads {attack} in red.",
    }
    claim = add_claim(store, claim_entry(entry), by="sam", allow_similar=True).claim_id
    store.close()

    for path in ("/", f"/claim/{claim}", f"/claims/claims/{claim}", "/claims/claims", "/claims/recently_added", f"/search?q={attack}"):
        answer = writable.get(path)
        assert "&lt;script nonce=" in answer.text, path
        assert "<script nonce" not in answer.text.replace(f'<script nonce="{nonce(answer)}"', "")
        assert f'<script nonce="{nonce(answer)}">alert' not in answer.text


# Headers.


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/home.json", {}, 200),
        ("GET", "/claims/claims.csv", {}, 200),
        ("GET", "/static/site.js", {}, 200),
        ("GET", "/claims/", {}, 302),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/claims/history", {}, 403),
        ("GET", "/-/actor.json", {"authorization": "Bearer dstok_x"}, 401),
        ("POST", "/claims/claims", {}, 405),
        ("BREW", "/", {}, 405),
        ("POST", "/-/login", {"sec-fetch-site": "cross-site"}, 403),
        ("GET", "/-/feed", {}, 404),
    ],
)
def test_every_answer_carries_the_headers(sample: Site, method: str, path: str, headers: dict[str, str], status: int) -> None:
    answer = sample.run(sample.datasette.client.request(method, path, headers=headers))

    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers.get_list("referrer-policy") == ["same-origin"]
    assert policy(answer)["frame-ancestors"] == "'none'"


# SQL.


@pytest.mark.parametrize(
    "path",
    [
        "/claims/-/query?sql=select+1",
        "/claims/-/query.json?sql=select+1",
        "/claims/-/query.csv?sql=select+1",
        "/claims?sql=select+1",
        "/claims.json?sql=select+1",
        "/claims.csv?sql=select+1",
        "/claims/claims?_where=1=1",
        "/claims/claims.json?_where=statement+like+'%25a%25'",
        "/claims/claims.csv?_where=1=1",
        "/claims/claims/-/facet.json?_where=1=1",
        "/claims/-/execute-write",
        "/claims/-/queries/store",
        "/claims/-/queries/new?sql=select+1",
    ],
)
def test_anonymous_readers_ask_nothing_in_sql_by_any_door(sample: Site, path: str) -> None:
    answer = sample.get(path, follow_redirects=True)

    assert answer.status_code in (403, 404), (answer.status_code, answer.text[:300])


def test_a_query_page_takes_no_sql_from_its_reader(sample: Site) -> None:
    told = sample.json("/claims/recently_added.json?_shape=array")

    assert sample.json("/claims/recently_added.json?_shape=array&sql=select+1+as+stolen") == told


@pytest.mark.parametrize("actor", [CHECKER, EDITOR], ids=["checker", "editor"])
def test_those_who_are_signed_in_ask_in_sql_and_cannot_write_with_it(sample: Site, actor: Actor) -> None:
    assert sample.get("/claims/-/query.json?sql=select+1", actor).status_code == 200
    assert sample.get("/claims/-/query.json?sql=delete+from+tags", actor).status_code == 400
    assert sample.post("/claims/-/execute-write", {"sql": "delete from tags"}, actor).status_code == 403


# In somebody's name.


@pytest.fixture
def foreign() -> list[dict[str, str]]:
    """List what browsers say of a form that a page of another site sends."""
    return [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ]


def test_a_form_that_another_site_sends_is_refused_and_changes_nothing(sample: Site, foreign: list[dict[str, str]]) -> None:
    for headers in foreign:
        for path in ("/-/login", "/-/logout", "/-/create-token", "/claim/new", "/nowhere"):
            answer = sample.run(sample.datasette.client.post(path, data={"a": "b"}, actor=EDITOR, headers=headers))

            assert answer.status_code == 403, (path, headers)
            assert "This form came from another site" in answer.text
            assert "set-cookie" not in answer.headers


def test_a_form_of_the_site_is_taken_also_without_https(sample: Site) -> None:
    async def send(address: str) -> Any:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=sample.datasette.app())) as client:
            return await client.post(f"{address}/-/login", data={"username": "x"}, headers={"origin": address})

    for address in ("http://192.0.2.7:8001", "http://newsroom.example", "http://localhost"):
        assert "The name or the password is wrong" in sample.run(send(address)).text
