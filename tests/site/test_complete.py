"""Names complete as one types: for those who may add claims, quickly, and never one that means somebody else."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from desk import at
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened

from claims.models import Entity, EntityRole
from claims.site.sql import page_questions
from claims.store.connection import writing
from claims.store.names import find_entity
from claims.store.schema import open_store
from claims.store.write import put
from claims.vocabularies import EntityKind

ENTITIES = (
    ("ida-sample", "person", "Ida Sample", ()),
    ("sample-anna", "person", "Anna Sampleton", ("The Annalist",)),
    ("sampleton-council", "organisation", "Sampleton Council", ()),
    ("sampleton-times", "outlet", "Sampleton Times", ()),
    ("samplegram", "platform", "Samplegram", ()),
    ("elodie-ecrit", "person", "Élodie Écrit", ()),
    ("leyla-nmwna", "person", "ليلى نمونة", ()),
    ("twin-one", "person", "Tom Twin", ()),
    ("twin-two", "person", "Tom Twin", ()),
    ("old-twin", "person", "Thomas Older Twin", ()),
    ("percent", "organisation", '100% "Sure" OR NOT', ()),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site with a few names and no claims."""
    database: Path = tmp_path_factory.mktemp("names") / "claims.db"
    store = open_store(database, create=True)
    with writing(store, "ann") as connection:
        made = [Entity(id=one, kind=EntityKind(kind), name=name, aliases=also) for one, kind, name, also in ENTITIES]
        put(connection, *made, EntityRole(entity_id="ida-sample", title="Mayor"))
        connection.execute("update entities set canonical_id = 'ida-sample' where id = 'old-twin'")
    store.close()
    with opened(database) as site:
        yield site


def options(site: Site, typed: str, kind: str = "speaker") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.json(f"/-/complete?kind={kind}&q={quote(typed)}", CHECKER)["options"]
    return found


def offered(site: Site, typed: str, kind: str = "speaker") -> list[str]:
    return [option["id"] for option in options(site, typed, kind)]


@pytest.mark.parametrize("actor", [READER, MEMBER])
def test_names_complete_for_those_who_may_add_claims_only(site: Site, actor: Actor) -> None:
    answer = site.get("/-/complete?kind=speaker&q=ida", actor)

    assert answer.status_code == 403
    assert answer.json()["ok"] is False
    assert site.get("/-/complete?kind=speaker&q=ida", EDITOR).status_code == 200


def test_what_begins_as_typed_comes_first_and_words_inside_follow(site: Site) -> None:
    assert offered(site, "sample") == ["sampleton-council", "sampleton-times", "sample-anna", "ida-sample"] or offered(site, "sample") == [
        "sampleton-council",
        "sampleton-times",
        "ida-sample",
        "sample-anna",
    ]
    assert offered(site, "SAMPLETON T")[0] == "sampleton-times"
    assert offered(site, "sample anna") == ["sample-anna"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("outlet", ["sampleton-times", "sampleton-council"]),
        ("organisation", ["sampleton-council", "sampleton-times"]),
        ("platform", ["samplegram"]),
    ],
)
def test_a_field_is_offered_what_may_stand_in_it_the_likeliest_first(site: Site, kind: str, expected: list[str]) -> None:
    assert offered(site, "sampl", kind) == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("elod", "elodie-ecrit"), ("Élo", "elodie-ecrit"), ("ecrit", "elodie-ecrit"), ("لي", "leyla-nmwna")]
)
def test_accents_and_scripts_are_no_hurdle(site: Site, typed: str, expected: str) -> None:
    assert offered(site, typed) == [expected]


def test_another_name_finds_the_one_that_bears_it(site: Site) -> None:
    assert offered(site, "annalist") == ["sample-anna"]
    (merged,) = options(site, "thomas older")
    assert merged["id"] == "ida-sample"
    assert "also Thomas Older Twin" in merged["about"]


def test_what_is_filled_in_means_the_one_that_was_chosen(site: Site) -> None:
    for typed in ("tom twin", "ida", "samp", "elodie"):
        for option in options(site, typed):
            with at(site) as store:
                assert find_entity(store.connection, option["value"], EntityKind(option["kind"])) == option["id"]
    assert {option["value"] for option in options(site, "tom twin")} == {"twin-one", "twin-two"}


def test_an_option_says_who_it_is(site: Site) -> None:
    assert options(site, "ida sample")[0] == {
        "id": "ida-sample",
        "name": "Ida Sample",
        "value": "Ida Sample",
        "kind": "person",
        "about": "Mayor, Person",
    }


@pytest.mark.parametrize("typed", ["%", "_", '"', '100% "', "* OR *", "\0", "'; drop table entities", "x" * 5000, "-", "🌉", "NEAR("])
def test_no_sign_has_a_meaning_of_its_own(site: Site, typed: str) -> None:
    assert len(options(site, typed)) <= 8


def test_nothing_typed_offers_nothing_and_a_field_must_be_known(site: Site) -> None:
    assert options(site, "  ") == []
    answer = site.get("/-/complete?kind=claim&q=a", CHECKER)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


def test_names_complete_quickly_among_a_hundred_thousand(tmp_path: Path) -> None:
    store = open_store(tmp_path / "claims.db", create=True)
    with writing(store, "ann") as connection:
        connection.execute(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)"
            " insert into entities (id, kind, name) select 'speaker-' || i, case i % 10 when 0 then 'platform' else 'person' end,"
            " 'Speaker ' || i || ' of ' || substr('abcdefghijklmnopqrstuvwxyz', 1 + i % 20, 6) from n"
        )
    store.close()
    with opened(tmp_path / "claims.db") as site:
        (question,) = page_questions_of_completion(site)
        given = {"typed": "sp", "slug": "sp", "parts": '"sp"', "kinds": '["person"]', "most": 60}
        plan = [row[3] for row in site.execute(f"explain query plan {question}", given)]
        assert not [step for step in plan if step.startswith(("SCAN e", "SCAN o", "SCAN n", "SCAN x"))], plan
        for typed in ("s", "speaker", "Speaker 99", "99999", "nowhere", "of def"):
            began = time.process_time()
            options(site, typed)
            assert time.process_time() - began < 0.5, typed


def page_questions_of_completion(site: Site) -> list[str]:
    return list(page_questions(Path(site.datasette.plugins_dir).parent, "complete").values())
