"""Finding names that may mean the same: each pair is asked about once, and a person decides."""

import pytest
from store.by_hand import contents

from claims.models import Entity
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.names import Named
from claims.store.write import save_entities
from claims.vocabularies import EntityKind
from claims.workflow.linking import merge_entities, part_entities, undo_merge
from claims.workflow.naming import alike_names, count_names, match_names, waiting_names


def make(store: Store, *names: str, kind: EntityKind = EntityKind.PERSON) -> None:
    """Record entities with these names, under ids of their own."""
    made = [Entity(id=f"{kind}-{number}-{'-'.join(name.lower().split())}", kind=kind, name=name) for number, name in enumerate(names)]
    save_entities(store, made, "carla")


def waiting(store: Store) -> list[tuple[str, str]]:
    return [(row["from_id"], row["to_id"]) for row in waiting_names(store)]


SHARIFI = ("person-0-ahmed-al-sharifi", "person-1-ahmad-sharify")


@pytest.fixture
def people(store: Store) -> Store:
    """Return a database with one person under two spellings, and others."""
    make(store, "Ahmed al-Sharifi", "Ahmad Sharify", "Layla Hassan", "Ben Sample")
    return store


def test_one_name_in_two_spellings_waits_for_a_person_with_the_reason(people: Store) -> None:
    report = match_names(people)

    assert (report.entities, len(report.alike), report.known) == (4, 1, 0)
    assert waiting(people) == [SHARIFI]
    (row,) = waiting_names(people)
    assert row["because"]
    assert 0.7 <= row["score"] <= 1
    assert list(check_store(people)) == []


def test_looking_twice_changes_nothing(people: Store) -> None:
    match_names(people)
    before = contents(people.connection)

    report = match_names(people)

    assert (len(report.alike), report.known) == (0, 1)
    assert contents(people.connection) == before


def test_names_that_a_person_has_parted_are_never_suggested_again(people: Store) -> None:
    match_names(people)
    part_entities(people, *SHARIFI, by="carla")

    assert match_names(people).alike == []
    assert waiting(people) == []


def test_a_parted_name_stays_apart_from_what_is_merged_into_the_other(people: Store) -> None:
    save_entities(people, [Entity(id="sharifi", kind=EntityKind.PERSON, name="A. A. Al Sharifi")], "carla")
    part_entities(people, *SHARIFI, by="carla")
    merge_entities(people, SHARIFI[0], "sharifi", by="carla")

    match_names(people)

    assert waiting(people) == []


def test_names_that_are_merged_wait_no_more_and_are_not_compared(people: Store) -> None:
    match_names(people)
    merge_entities(people, SHARIFI[1], SHARIFI[0], by="carla")

    assert match_names(people).alike == []
    assert waiting(people) == []
    assert count_names(people) == 3


def test_an_undone_merge_is_not_suggested_again(people: Store) -> None:
    merge_entities(people, SHARIFI[1], SHARIFI[0], by="carla")
    undo_merge(people, SHARIFI[1], by="carla")

    assert match_names(people).alike == []
    assert list(check_store(people)) == []


def test_a_person_is_never_taken_for_an_organisation(store: Store) -> None:
    make(store, "Amal Sample")
    make(store, "Amal Sample", kind=EntityKind.ORGANISATION)

    assert match_names(store).alike == []


def test_an_outlet_may_be_an_organisation(store: Store) -> None:
    make(store, "Radio Dune", kind=EntityKind.OUTLET)
    make(store, "Radio-Dune", kind=EntityKind.ORGANISATION)

    assert len(match_names(store).alike) == 1


def test_other_spellings_that_are_recorded_count_too(store: Store) -> None:
    one = Entity(id="desk", kind=EntityKind.ORGANISATION, name="The Desk", aliases=("Mockwater Ferry Company",))
    other = Entity(id="line", kind=EntityKind.ORGANISATION, name="Mockwater-Ferry Company")
    save_entities(store, [one, other], "carla")

    assert len(match_names(store).alike) == 1


def test_an_empty_database_and_a_single_name_are_compared_with_nothing(store: Store) -> None:
    assert (match_names(store).entities, waiting(store)) == (0, [])

    make(store, "Ahmed al-Sharifi")

    assert (match_names(store).entities, waiting(store)) == (1, [])


def test_progress_is_told_of_every_name(people: Store) -> None:
    told: list[int] = []

    match_names(people, progress=told.append)

    assert sum(told) == count_names(people) == 4


def test_a_word_that_a_crowd_shares_makes_no_pairs_by_itself() -> None:
    """Each has "Mockwater" in its name; comparing all with all would take a million looks for a thousand of them."""
    crowd = [
        Named(f"o{number:03}", EntityKind.ORGANISATION, (f"Mockwater {chr(65 + number % 26)}{number} Works",)) for number in range(200)
    ]
    told = list(alike_names(crowd))

    assert all(pair.one.id < pair.other.id for pair in told)
    assert len(told) < 200
