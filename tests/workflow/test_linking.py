"""Which claims belong together and which names mean the same: pointers that can be undone, nothing moved or removed."""

from itertools import combinations

import pytest
from store.by_hand import contents, one
from store.typed import document_fields, typed_claim

from claims.errors import ClaimsError, InvalidInput, NotRecorded
from claims.models import Entity
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.write import save_entities
from claims.vocabularies import EntityKind, Judgement, Relation
from claims.workflow.adding import add_claim
from claims.workflow.linking import link_claims, merge_entities, part_entities, undo_merge
from claims.workflow.looking import claim_events, show_claim
from claims.workflow.matching import program


@pytest.fixture
def claims(store: Store) -> tuple[str, str]:
    """Return the ids of two claims of two outlets, the older one first."""
    first = add_claim(store, typed_claim(speaker="Ann Example"), by="carla")
    elsewhere = document_fields(url="https://courier.example/1", outlet="Courier")
    second = add_claim(store, typed_claim(document=elsewhere, speaker="Ben Sample"), by="carla", allow_similar=True)
    return first.claim_id, second.claim_id


def canonical(store: Store, claim_id: str) -> str | None:
    found: str | None = one(store.connection, "select canonical_id from claims where id = ?", claim_id)
    return found


@pytest.mark.parametrize("turned", [False, True])
def test_a_confirmed_repeat_points_at_the_older_claim_whichever_is_named_first(store: Store, claims: tuple[str, str], turned: bool) -> None:
    named = claims[::-1] if turned else claims

    link = link_claims(store, named[0][:8], named[1][:8], relation=Relation.SAME_AS, by="carla")

    assert (link.from_id, link.to_id, link.judgement) == (*sorted(claims), Judgement.CONFIRMED)
    assert (canonical(store, claims[0]), canonical(store, claims[1])) == (None, claims[0])
    assert [repeat["id"] for repeat in show_claim(store, claims[0]).repeats] == [claims[1]]


def test_a_rejected_repeat_is_undone_and_remembered(store: Store, claims: tuple[str, str]) -> None:
    link_claims(store, *claims, relation=Relation.SAME_AS, by="carla")

    link_claims(store, *claims, relation=Relation.SAME_AS, by="dora", judgement=Judgement.REJECTED)

    assert canonical(store, claims[1]) is None
    assert store.connection.execute("select judgement, decided_by from claim_links").fetchall() == [("rejected", "dora")]
    assert list(check_store(store)) == []


@pytest.mark.parametrize("relation", [Relation.SUPPORTS, Relation.NARROWS, Relation.CORRECTS])
def test_a_relation_with_a_direction_keeps_it(store: Store, claims: tuple[str, str], relation: Relation) -> None:
    larger, smaller = sorted(claims, reverse=True)

    link = link_claims(store, larger, smaller, relation=relation, by="carla", score=0.5)

    assert (link.from_id, link.to_id, link.score) == (larger, smaller, 0.5)


def test_a_contradiction_is_stored_once_whichever_is_named_first(store: Store, claims: tuple[str, str]) -> None:
    link_claims(store, *claims, relation=Relation.CONTRADICTS, by="carla")
    link_claims(store, *claims[::-1], relation=Relation.CONTRADICTS, by="carla")

    assert one(store.connection, "select count(*) from claim_links where relation = 'contradicts'") == 1


def test_a_claim_is_not_linked_to_itself(store: Store, claims: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        link_claims(store, claims[0], claims[0], relation=Relation.SUPPORTS, by="carla")

    assert [fault.message for fault in refusal.value.faults] == ["a claim is not linked to itself; name two"]


def test_an_unknown_claim_is_not_linked(store: Store, claims: tuple[str, str]) -> None:
    with pytest.raises(NotRecorded, match="No claim 'c0123' is recorded"):
        link_claims(store, claims[0], "c0123", relation=Relation.SUPPORTS, by="carla")


def test_links_are_told_in_the_history_of_both_claims(store: Store, claims: tuple[str, str]) -> None:
    link_claims(store, *claims, relation=Relation.SAME_AS, by="dora")

    assert [(event.who, event.what) for event in claim_events(store, claims[0])] == [
        ("carla", "recorded"),
        (program(store), "link suggested"),
        ("dora", "link confirmed"),
    ]
    assert [(event.who, event.what) for event in claim_events(store, claims[1])] == [
        ("carla", "recorded"),
        (program(store), "link suggested"),
        ("dora", "link confirmed"),
        ("dora", "claims updated"),
    ]


def test_names_that_mean_the_same_are_merged_by_id_or_name(store: Store, claims: tuple[str, str]) -> None:
    assert merge_entities(store, "Ben Sample", "ann-example", by="carla") == ("ben-sample", "ann-example")

    assert one(store.connection, "select speaker_id from claims where id = ?", claims[1]) == "ann-example"
    assert list(check_store(store)) == []


def test_a_merge_is_undone_by_naming_the_merged_one(store: Store, claims: tuple[str, str]) -> None:
    before = contents(store.connection)
    merge_entities(store, "ben-sample", "ann-example", by="carla")

    assert undo_merge(store, "Ben Sample", by="carla") == ("ben-sample", "ann-example")

    after = contents(store.connection)
    assert [row[:3] for row in after["entity_links"]] == [("ann-example", "ben-sample", "rejected")]
    assert after | {"history": [], "entity_links": []} == before


def test_every_judgement_of_a_link_stands_in_the_history(store: Store, claims: tuple[str, str]) -> None:
    link_claims(store, *claims, relation=Relation.SAME_AS, by="dora")
    link_claims(store, *claims, relation=Relation.SAME_AS, judgement=Judgement.REJECTED, by="ed")

    told = [(event.who, event.what) for event in claim_events(store, claims[0]) if event.what.startswith("link ")]
    assert told == [(program(store), "link suggested"), ("dora", "link confirmed"), ("ed", "link rejected")]


def test_an_undone_merge_takes_the_names_back_that_came_along(store: Store, claims: tuple[str, str]) -> None:
    save_entities(store, [Entity(id="b-sample", kind=EntityKind.PERSON, name="B. Sample")], "carla")
    merge_entities(store, "b-sample", "ben-sample", by="carla")
    merge_entities(store, "ben-sample", "ann-example", by="carla")

    undo_merge(store, "ben-sample", by="carla")

    assert one(store.connection, "select canonical_id from entities where id = 'b-sample'") == "ben-sample"
    assert list(check_store(store)) == []


def test_names_that_are_not_the_same_are_parted_for_good(store: Store, claims: tuple[str, str]) -> None:
    assert part_entities(store, "Ben Sample", "ann-example", by="dora") == ("ben-sample", "ann-example")

    assert store.connection.execute("select from_id, to_id, judgement, decided_by from entity_links").fetchall() == [
        ("ann-example", "ben-sample", "rejected", "dora")
    ]
    assert list(check_store(store)) == []


def test_names_that_are_merged_are_not_parted_before_that_is_undone(store: Store, claims: tuple[str, str]) -> None:
    merge_entities(store, "ben-sample", "ann-example", by="carla")

    with pytest.raises(ClaimsError, match="are merged: part them with `claims merge-entities ben-sample --undo`"):
        part_entities(store, "ben-sample", "ann-example", by="carla")


def test_one_name_is_not_parted_from_itself(store: Store, claims: tuple[str, str]) -> None:
    with pytest.raises(ClaimsError, match="is one entity: name two"):
        part_entities(store, "Ann Example", "ann-example", by="carla")


def test_what_an_answer_settles_for_other_claims_of_the_group_is_asked_no_more(store: Store, claims: tuple[str, str]) -> None:
    third = add_claim(
        store, typed_claim("A third bridge stands there.", document=document_fields(url="https://gazette.example/3")), by="carla"
    )
    store.connection.execute("delete from claim_links")
    for first, second in combinations((*claims, third.claim_id), 2):
        link_claims(store, first, second, relation=Relation.SAME_AS, by="program 1", judgement=Judgement.SUGGESTED, score=0.9)

    link_claims(store, *claims, relation=Relation.SAME_AS, by="carla")
    assert one(store.connection, "select count(*) from claim_links where judgement = 'suggested'") == 2
    link_claims(store, claims[0], third.claim_id, relation=Relation.SAME_AS, by="carla", judgement=Judgement.REJECTED)

    assert one(store.connection, "select count(*) from claim_links where judgement = 'suggested'") == 0
    assert list(check_store(store)) == []


def test_what_a_colleague_suggested_waits_until_somebody_answers_it(store: Store, claims: tuple[str, str]) -> None:
    link_claims(store, *claims, relation=Relation.SAME_AS, by="dora", judgement=Judgement.SUGGESTED)
    before = contents(store.connection)["claim_links"]

    link_claims(store, *claims, relation=Relation.SUPPORTS, by="carla")

    assert set(before) < set(contents(store.connection)["claim_links"])


def test_a_new_claim_of_a_merged_name_goes_to_the_one_that_stands_for_it(store: Store, claims: tuple[str, str]) -> None:
    merge_entities(store, "ben-sample", "ann-example", by="carla")

    added = add_claim(store, typed_claim("The bridge is open again.", speaker="Ben Sample"), by="carla")

    assert one(store.connection, "select entity_id from attributions where claim_id = ?", added.claim_id) == "ann-example"


@pytest.mark.parametrize(
    ("gone", "into", "sentence"),
    [
        ("Nobody", "ann-example", "No entity 'Nobody' is recorded."),
        ("ann-example", "gazete", "No entity 'gazete' is recorded. Did you mean gazette?"),
        ("ann-example", "Ann Example", "'ann-example' cannot be merged into itself: name two entities."),
    ],
)
def test_what_cannot_be_merged_is_told(store: Store, claims: tuple[str, str], gone: str, into: str, sentence: str) -> None:
    with pytest.raises(ClaimsError) as refusal:
        merge_entities(store, gone, into, by="carla")

    assert str(refusal.value) == sentence


def test_what_was_never_merged_is_not_undone(store: Store, claims: tuple[str, str]) -> None:
    with pytest.raises(ClaimsError) as refusal:
        undo_merge(store, "Ann Example", by="carla")

    assert str(refusal.value) == "'ann-example' is not merged into anything: there is nothing to undo."
