"""Who is meant by a name, and when a new name makes a new entity."""

import pytest
from store.by_hand import TEXT, add

from claims.errors import ClaimsError, NotRecorded, SimilarName
from claims.store.connection import Connection, Store
from claims.store.names import Names, find_entity, find_entity_of_any_kind, similar_entities
from claims.store.write import put
from claims.vocabularies import EntityKind

PERSON, ORGANISATION, OUTLET = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.OUTLET


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("ann", PERSON, "ann"),
        ("Ann Example", PERSON, "ann"),
        ("ann example", PERSON, "ann"),
        ("Town Council", ORGANISATION, "council"),
        ("TOWN COUNCIL", OUTLET, "council"),
        ("The Courier", OUTLET, "courier"),
        ("the courier", OUTLET, "courier"),
        ("Gazette", ORGANISATION, "gazette"),
        ("Nobody At All", PERSON, None),
    ],
)
def test_a_name_an_id_or_an_alias_means_one_entity(connection: Connection, name: str, kind: EntityKind, found: str | None) -> None:
    assert find_entity(connection, name, kind) == found


@pytest.mark.parametrize("name", ["Zoë Müller-Ørsted", "zoe muller orsted", "Zoe  Müller—Ørsted", "ZOE MULLER ORSTED"])
def test_accents_case_and_hyphens_are_seen_through(connection: Connection, name: str) -> None:
    add(connection, "entities", id="zoe-muller-orsted", name="Zoë Müller-Ørsted")

    assert find_entity(connection, name, PERSON) == "zoe-muller-orsted"


@pytest.mark.parametrize(("name", "kind"), [("Town Council", PERSON), ("Ann Example", ORGANISATION), ("Ann Example", OUTLET)])
def test_a_person_is_never_meant_by_the_name_of_an_organisation(connection: Connection, name: str, kind: EntityKind) -> None:
    assert find_entity(connection, name, kind) is None


def test_an_organisation_may_be_called_like_a_person(connection: Connection) -> None:
    names = Names(connection)

    assert names.entity("Ann Example", ORGANISATION) == "ann-example"
    put(connection, *names.take_new())
    assert names.entity("Ann Example", PERSON) == "ann"


def test_a_merged_entity_leads_to_the_one_that_stands_for_it(connection: Connection) -> None:
    connection.execute("update entities set canonical_id = 'ann' where id = 'ben'")

    assert find_entity(connection, "ben", PERSON) == find_entity(connection, "Ben Sample", PERSON) == "ann"


def test_an_alias_of_a_merged_entity_leads_there_too(connection: Connection) -> None:
    connection.execute("update entities set canonical_id = 'ann', aliases = '[\"Benny\"]' where id = 'ben'")

    assert find_entity(connection, "benny", PERSON) == "ann"


@pytest.mark.parametrize("values", [{"name": "Ann Example"}, {"name": "Ann Else", "aliases": '["ann example too"]'}])
def test_a_name_that_fits_several_must_be_made_clear(connection: Connection, values: dict[str, str]) -> None:
    add(connection, "entities", id="annie", **values)
    add(connection, "entities", id="other", name="Other", aliases='["Ann Example Too"]')
    name = "Ann Example" if "aliases" not in values else "Ann Example Too"

    with pytest.raises(ClaimsError) as refusal:
        find_entity(connection, name, PERSON)

    both = "ann, annie" if "aliases" not in values else "annie, other"
    assert str(refusal.value) == f"'{name}' fits several: {both}. Give the id of the one you mean."


def test_two_entities_of_one_name_are_one_once_they_are_merged(connection: Connection) -> None:
    add(connection, "entities", id="annie", name="Ann Example", canonical_id="ann")

    assert find_entity(connection, "Ann Example", PERSON) == "ann"


def test_a_new_name_makes_one_new_entity(connection: Connection) -> None:
    names = Names(connection)

    assert (
        names.entity("Carla Čapek", PERSON) == names.entity("Carla Čapek", PERSON) == names.entity("carla capek", PERSON) == "carla-capek"
    )

    (made,) = names.take_new()
    assert (made.id, made.kind, made.name) == ("carla-capek", PERSON, "Carla Čapek")
    assert names.take_new() == []


def test_an_id_that_is_taken_gets_its_kind_and_a_number(connection: Connection) -> None:
    names = Names(connection)
    add(connection, "entities", id="carla-example", kind="organisation", name="Carla's Firm")
    add(connection, "entities", id="carla-example-person", kind="organisation", name="Carla's Other Firm")

    assert names.entity("Carla Example", PERSON) == "carla-example-person-2"


def test_a_person_and_an_organisation_of_one_name_are_two_new_entities(connection: Connection) -> None:
    names = Names(connection)

    assert names.entity("Carla Example", PERSON) == "carla-example"
    assert names.entity("Carla Example", ORGANISATION) == "carla-example-organisation"
    assert [made.id for made in names.take_new()] == ["carla-example", "carla-example-organisation"]


@pytest.mark.parametrize(("name", "made"), [("东京电力", "dongjingdianli"), ("القاهرة", "lqhrh"), ("¿!?", "x")])
def test_a_name_in_any_script_gets_a_readable_id(connection: Connection, name: str, made: str) -> None:
    found = Names(connection).entity(name, ORGANISATION)

    assert found.startswith(made)
    assert found.replace("-", "").isalnum()
    assert found.isascii()


def test_a_new_name_that_looks_like_a_recorded_one_is_questioned(connection: Connection) -> None:
    add(connection, "entities", id="carla-example", name="Carla Example")

    with pytest.raises(SimilarName) as refusal:
        Names(connection, suggest=True).entity("Karla Example", PERSON)

    assert str(refusal.value) == (
        "'Karla Example' is not recorded, but carla-example is. Give that id if it is the same; add --new if it really is somebody else."
    )


def test_a_similar_name_is_made_where_a_person_says_so(connection: Connection) -> None:
    add(connection, "entities", id="carla-example", name="Carla Example")

    assert Names(connection, suggest=True, allow_similar=True).entity("Karla Example", PERSON) == "karla-example"
    assert Names(connection).entity("Karla Example", PERSON) == "karla-example"


def test_a_name_unlike_all_others_is_not_questioned(connection: Connection) -> None:
    assert Names(connection, suggest=True).entity("Quentin Xylophone", PERSON) == "quentin-xylophone"


def test_the_most_similar_names_come_first(connection: Connection) -> None:
    for name in ("carla-example", "karla-exemple", "carlo-exampel", "carla-exampla"):
        add(connection, "entities", id=name, name=name)

    assert similar_entities(connection, "Carla Exampl") == ["carla-example", "carla-exampla", "carlo-exampel"]


def test_entities_of_a_refused_row_are_forgotten(connection: Connection) -> None:
    names = Names(connection)
    names.entity("Carla Example", PERSON)
    made = names.made
    names.entity("Dora Example", PERSON)
    names.entity("Emil Example", PERSON)

    names.forget_all_but(made)

    assert [entity.name for entity in names.take_new()] == ["Carla Example"]
    assert names.entity("Dora Example", PERSON) == "dora-example"
    assert [entity.name for entity in names.take_new()] == ["Dora Example"]


def test_text_and_language_of_a_recorded_document_are_known(connection: Connection) -> None:
    names = Names(connection)

    assert names.text("article") == TEXT
    assert names.text("report") is None
    assert names.document_language("article") == "en"


def test_an_unknown_document_is_refused(connection: Connection) -> None:
    with pytest.raises(NotRecorded) as refusal:
        Names(connection).document_language("nowhere")

    assert str(refusal.value) == "No document 'nowhere' is recorded."


@pytest.mark.parametrize(("name", "found"), [("ann", "ann"), ("Ann Example", "ann"), ("town council", "council"), ("ben", "ben")])
def test_whoever_is_merged_is_named_as_recorded(connection: Connection, name: str, found: str) -> None:
    """A merge is undone by naming the merged entity; so it must not lead elsewhere."""
    connection.execute("update entities set canonical_id = 'ann' where id = 'ben'")

    assert find_entity_of_any_kind(connection, name) == found


def test_an_unknown_entity_is_refused_with_those_that_look_alike(connection: Connection) -> None:
    with pytest.raises(NotRecorded) as refusal:
        find_entity_of_any_kind(connection, "Gazete")

    assert str(refusal.value) == "No entity 'Gazete' is recorded. Did you mean gazette?"


def test_a_name_of_several_kinds_must_be_made_clear(connection: Connection) -> None:
    add(connection, "entities", id="firm", kind="organisation", name="Ann Example")

    with pytest.raises(ClaimsError, match=r"'Ann Example' fits several: (ann, firm|firm, ann)\. Give the id of the one you mean\."):
        find_entity_of_any_kind(connection, "Ann Example")


def test_a_name_that_is_given_again_and_again_is_looked_up_once(world: Store) -> None:
    names = Names(world.connection)
    names.entity("Ann Example", PERSON)
    asked: list[str] = []
    world.connection.set_trace_callback(asked.append)

    names.entity("Ann Example", PERSON)

    world.connection.set_trace_callback(None)
    assert asked == []
