"""Reconciliation: names in a spreadsheet find our speakers and outlets, by the protocol that OpenRefine speaks."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visitors import Site, opened

from claims.settings import house_folder
from claims.site.programs.resemblance import CERTAIN, Likeness, full_text, telling_parts
from claims.store.connection import connect
from claims.store.schema import open_store

HERE = "/-/reconcile"
NAMES: list[dict[str, Any]] = [
    {"id": "petra-placeholder", "kind": "person", "name": "Petra Placeholder", "country": "IS"},
    {"id": "petra-placeholder-senior", "kind": "person", "name": "Petra Placeholder Senior"},
    {"id": "zoe-muster", "kind": "person", "name": "Zoë Müster", "aliases": '["Z. Müster", "ZM"]', "wikidata_id": "Q987654321"},
    {"id": "invented-gazette", "kind": "outlet", "name": "Invented Gazette", "domain": "gazette.example"},
    {"id": "sample-one", "kind": "person", "name": "Ann Namesake"},
    {"id": "sample-two", "kind": "organisation", "name": "Ann Namesake"},
    {"id": "mo-s-ki-wa", "kind": "organisation", "name": "Образцовый совет"},
    {"id": "gone", "kind": "person", "name": "Pietra Platzhalter", "canonical_id": "petra-placeholder"},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site with a handful of invented names."""
    database = tmp_path_factory.mktemp("names") / "claims.db"
    store = open_store(database, create=True)
    for row in NAMES:
        store.connection.execute(f"insert into entities ({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values()))
    store.connection.execute("insert into entity_roles (entity_id, title) values ('petra-placeholder', 'Mayor')")
    store.close()
    with opened(database) as site:
        yield site


def find(site: Site, name: str, **query: Any) -> list[dict[str, Any]]:
    """Return the candidates for one name."""
    answer = site.post(HERE, {"queries": json.dumps({"q0": {"query": name, **query}})})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q0"]["result"]
    return found


def matched(site: Site, name: str, **query: Any) -> str | None:
    """Return the one entity that surely is meant."""
    found = [one["id"] for one in find(site, name, **query) if one["match"]]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_service_says_what_it_is(site: Site) -> None:
    answer = site.get(HERE)
    told = answer.json()

    assert told["versions"] == ["0.2"]
    assert told["name"] == "Claims: speakers and outlets"
    assert told["view"] == {"url": "http://localhost/speaker/{{id}}"}
    assert told["identifierSpace"] == "http://localhost/speaker/"
    assert told["schemaSpace"].startswith("http://localhost/")
    assert {one["id"] for one in told["defaultTypes"]} == {"person", "organisation", "outlet", "platform"}
    for service in told["suggest"].values():
        assert site.get(service["service_url"].removeprefix("http://localhost") + service["service_path"] + "?prefix=a").status_code == 200


@pytest.mark.parametrize("path", [HERE, f"{HERE}/suggest/entity?prefix=a", f"{HERE}/properties?type=person", f"{HERE}?queries=nonsense"])
def test_any_site_may_read_the_answers_and_none_may_run_them(site: Site, path: str) -> None:
    answer = site.get(path + ("&" if "?" in path else "?") + "callback=alert", headers={"origin": "https://elsewhere.example"})

    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.text.startswith("{")


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Petra Placeholder", "petra-placeholder"),
        ("  petra   PLACEHOLDER ", "petra-placeholder"),
        ("petra-placeholder", "petra-placeholder"),
        ("Z. Müster", "zoe-muster"),
        ("zm", "zoe-muster"),
        ("Pietra Platzhalter", "petra-placeholder"),
        ("Образцовый совет", "mo-s-ki-wa"),
    ],
)
def test_the_very_name_another_name_an_id_or_a_merged_name_is_a_match(site: Site, name: str, entity: str) -> None:
    found = find(site, name)

    assert (found[0]["id"], found[0]["score"], found[0]["match"]) == (entity, CERTAIN, True)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Petra Placeholdr", "petra-placeholder"),
        ("Pertra Placeholder", "petra-placeholder"),
        ("Placeholder, Petra", "petra-placeholder"),
        ("Mayor Petra Placeholder", "petra-placeholder"),
        ("Zoe Muster", "zoe-muster"),
        ("Zoë Müsster", "zoe-muster"),
        ("The Invented Gazette", "invented-gazette"),
    ],
)
def test_a_name_that_is_only_alike_comes_first_and_is_no_match(site: Site, name: str, entity: str) -> None:
    found = find(site, name)

    assert found[0]["id"] == entity
    assert all(0 <= one["score"] < CERTAIN and not one["match"] for one in found)
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_a_name_that_two_bear_is_no_match_until_one_kind_is_asked_for(site: Site) -> None:
    assert {one["id"]: one["score"] for one in find(site, "Ann Namesake")} == {"sample-one": CERTAIN, "sample-two": CERTAIN}
    assert matched(site, "Ann Namesake") is None
    assert matched(site, "Ann Namesake", type="organisation") == "sample-two"
    assert matched(site, "Ann Namesake", type=["person", "outlet"]) == "sample-one"
    assert find(site, "Ann Namesake", type="platform") == []


def test_a_candidate_says_who_it_is(site: Site) -> None:
    (found,) = find(site, "petra-placeholder", limit=1)

    assert found["name"] == "Petra Placeholder"
    assert found["description"] == "Mayor, Person, IS"
    assert found["type"] == [{"id": "person", "name": "Person"}]


def test_a_property_finds_and_one_that_says_otherwise_speaks_against(site: Site) -> None:
    def having(pid: str, value: Any) -> dict[str, Any]:
        return {"properties": [{"pid": pid, "v": value}]}

    assert matched(site, "Somebody", **having("wikidata_id", "Q987654321")) == "zoe-muster"
    assert matched(site, "Somebody", **having("domain", ["x.example", {"id": "gazette.example"}])) is None
    assert matched(site, "", **having("domain", "gazette.example")) == "invented-gazette"
    assert matched(site, "Petra Placeholder", **having("country", "IS")) == "petra-placeholder"
    assert matched(site, "Petra Placeholder", **having("country", "FR")) is None
    assert matched(site, "Petra Placeholder", **having("unheard-of", "FR")) == "petra-placeholder"


def test_no_more_candidates_than_were_asked_for(site: Site) -> None:
    assert len(find(site, "Petra Placeholder", limit=1)) == 1
    assert len(find(site, "Petra Placeholder")) == 2


@pytest.mark.parametrize(
    "name", ["", " ", "x", "--", '"', "' OR 1", "a\0b", "NEAR(", "aliases : x", "*", "%", "🌉🌉🌉🌉", "\u202enna", "n" * 1000]
)
def test_any_name_may_be_asked_for(site: Site, name: str) -> None:
    assert not [one for one in find(site, name) if one["match"]]


def test_a_batch_is_answered_name_by_name_by_get_and_by_post(site: Site) -> None:
    queries = json.dumps({"q0": {"query": "Zoë Müster"}, "q1": {"query": "Nobody At All"}, "q2": {"query": "Petra Placeholder"}})

    posted = site.post(HERE, {"queries": queries}).json()

    assert {key: [one["id"] for one in found["result"] if one["match"]] for key, found in posted.items()} == {
        "q0": ["zoe-muster"],
        "q1": [],
        "q2": ["petra-placeholder"],
    }
    assert site.json(f"{HERE}?{urlencode({'queries': queries})}") == posted
    assert site.json(f"{HERE}?{urlencode({'queries': '{}'})}") == {}


def test_openrefine_posts_without_an_origin_and_a_foreign_page_may_only_get(site: Site) -> None:
    form = {"queries": json.dumps({"q0": {"query": "Zoë Müster"}})}

    assert site.post(HERE, form).status_code == 200
    foreign = site.run(site.datasette.client.post(HERE, data=form, headers={"origin": "https://elsewhere.example"}))
    assert foreign.status_code == 403
    assert site.get(f"{HERE}?{urlencode(form)}", headers={"origin": "https://elsewhere.example"}).json()["q0"]["result"]


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"queries": "nonsense"}, 400, "Reconciliation Service API 0.2"),
        ({"queries": '{"q0": {"query": 7}}'}, 400, "q0.query"),
        ({"queries": '{"q0": {"query": "a", "limit": 0}}'}, 400, "limit"),
        ({"queries": json.dumps({f"q{number}": {"query": "a"} for number in range(51)})}, 413, "send 50 or fewer"),
        ({"extend": '{"ids": "all"}'}, 400, "ids"),
        ({}, 400, "Send `queries` or `extend`"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(site: Site, form: dict[str, str], status: int, words: str) -> None:
    answer = site.post(HERE, form)

    assert answer.status_code == status
    assert words in answer.json()["error"]


def test_suggestions_begin_with_what_was_typed_and_then_hold_it(site: Site) -> None:
    def suggested(prefix: str, **more: str) -> list[str]:
        found = site.json(f"{HERE}/suggest/entity?{urlencode({'prefix': prefix, **more})}")["result"]
        return [one["id"] for one in found]

    assert suggested("petra") == ["petra-placeholder", "petra-placeholder-senior"]
    assert suggested("pe") == ["petra-placeholder", "petra-placeholder-senior"]
    assert suggested("gazette") == ["invented-gazette"]
    assert suggested("zoe-muster") == ["zoe-muster"]
    assert suggested("petra", cursor="1") == ["petra-placeholder-senior"]
    assert suggested("petra", cursor="nonsense") == suggested("petra")
    assert suggested("") == []
    assert suggested("%") == []
    assert site.json(f"{HERE}/suggest/type?prefix=out")["result"] == [{"id": "outlet", "name": "Outlet"}]
    assert site.json(f"{HERE}/suggest/property?prefix=wiki")["result"] == [{"id": "wikidata_id", "name": "Wikidata"}]


def test_more_is_told_of_what_was_found(site: Site) -> None:
    asked = {
        "ids": ["zoe-muster", "gone", "nobody"],
        "properties": [{"id": "aliases"}, {"id": "wikidata_id"}, {"id": "name"}, {"id": "mood"}],
    }
    told = site.post(HERE, {"extend": json.dumps(asked)}).json()

    assert told["meta"] == [
        {"id": "aliases", "name": "Other names"},
        {"id": "wikidata_id", "name": "Wikidata"},
        {"id": "name", "name": "Name"},
    ]
    assert told["rows"] == {
        "zoe-muster": {
            "aliases": [{"str": "Z. Müster"}, {"str": "ZM"}],
            "wikidata_id": [{"str": "Q987654321"}],
            "name": [{"str": "Zoë Müster"}],
        },
        "gone": {"aliases": [], "wikidata_id": [], "name": [{"str": "Petra Placeholder"}]},
        "nobody": {"aliases": [], "wikidata_id": [], "name": []},
    }
    proposed = site.json(f"{HERE}/properties?type=person&limit=2")
    assert (proposed["type"], proposed["limit"], len(proposed["properties"])) == ("person", 2, 2)


def test_a_name_that_changes_is_found_by_what_it_is_now(writable: Site) -> None:
    store = connect(writable.database)
    store.connection.execute("update entities set name = 'Hugo Renamed', aliases = '[\"Old Hugo\"]' where id = 'hugo-testcase'")
    store.connection.execute("insert into entities (id, kind, name) values ('short-lived', 'person', 'Shortlived Person')")
    store.connection.execute("delete from entities where id = 'short-lived'")
    store.connection.execute("insert into entity_names_fts (entity_names_fts, rank) values ('integrity-check', 1)")
    store.close()

    assert matched(writable, "Hugo Renamed") == matched(writable, "old hugo") == "hugo-testcase"
    assert matched(writable, "Hugo Testcase") is None
    assert "Hugo Renamed" in [one["name"] for one in find(writable, "Hugo Renamd")]
    assert find(writable, "Shortlived Person") == []


def test_names_are_withheld_where_claims_are(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "db"
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*"))
    settings = folder / "datasette.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\nallow:\n  id: "*"\n', encoding="utf-8")

    with opened(site.database, folder) as closed:
        for path in (HERE, f"{HERE}/suggest/entity?prefix=a", f"{HERE}/suggest/type", f"{HERE}/properties"):
            assert closed.get(path).status_code == 403
        assert closed.get(HERE, actor={"id": "mem"}).status_code == 200


@given(name=st.text(min_size=1), other=st.text(min_size=1))
def test_only_the_same_name_is_certain(name: str, other: str) -> None:
    score = Likeness(name).score([other])

    assert 0 <= score <= CERTAIN
    assert (score == CERTAIN) == (" ".join(name.casefold().split()) == " ".join(other.casefold().split()))
    assert Likeness(name).score([other, name]) == CERTAIN


def test_the_rarest_letters_are_looked_for_and_no_more_than_can_be_read() -> None:
    names = {"ing": 50_000, "pla": 900, "zqx": 3, "ace": 11_000, "hol": 800, "old": 700, "der": 9_000}

    assert telling_parts([*names, "unheard-of"], names) == ["zqx", "old", "hol", "pla", "der"]
    assert telling_parts(["ing", "der", "ace"], names) == ["der", "ace", "ing"]
    assert full_text(['a"b', "c"]) == '"a""b" OR "c"'
