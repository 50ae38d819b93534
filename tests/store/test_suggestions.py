"""What programs suggest, in the database: never asked twice, gone with what it is about, and what people decided untouched."""

from collections.abc import Callable

import pytest
from store.by_hand import LATER, TIME, add, contents, one

from claims.errors import RefusedByDatabase
from claims.models import ClaimLink, EntityLink, SuggestedAssessment
from claims.store.check import check_store
from claims.store.compared import Pair, claims_to_compare, compared_pairs, count_to_compare, note_compared, oldest_first
from claims.store.connection import Connection, Store, writing
from claims.store.correct import remove_claim
from claims.store.suggestions import (
    answered_claims,
    answered_entities,
    claims_without_suggestion,
    count_without_suggestion,
    root_of,
    save_suggested_assessments,
    suggest_claim_links,
    suggest_entity_links,
    suggested_assessment,
    waiting_entity_links,
    withdraw_suggested_links,
)
from claims.store.write import merge_entity, save_link
from claims.vocabularies import Judgement, Reason, Relation, Verifiability


def link(first: str, second: str, judgement: str = "suggested", **changes: object) -> ClaimLink:
    """Return what is said of two claims as the same."""
    fields = {"from_id": min(first, second), "to_id": max(first, second), "relation": Relation.SAME_AS, "judgement": Judgement(judgement)}
    return ClaimLink(**{**fields, "decided_by": "program 1", "decided_at": TIME, "score": 0.9, **changes})  # type: ignore[arg-type]


def names(first: str, second: str) -> EntityLink:
    """Return the suggestion that two entities are one."""
    first, second = sorted((first, second))
    return EntityLink(
        from_id=first, to_id=second, judgement=Judgement.SUGGESTED, score=0.9, because="Alike.", decided_by="program 1", decided_at=TIME
    )


def suggestion(claim: str = "fence", **changes: object) -> SuggestedAssessment:
    """Return what a program says of a claim."""
    fields = {"claim_id": claim, "score": 0.5, "worth": 0.4, "program": "triage 2", "suggested_at": TIME}
    return SuggestedAssessment(**{**fields, **changes})  # type: ignore[arg-type]


def suggest(store: Store, *links: ClaimLink) -> int:
    with writing(store, "program 1") as connection:
        return len(suggest_claim_links(connection, links))


def worths(connection: Connection) -> dict[str, float]:
    return dict(connection.execute("select claim_id, worth from claims_to_assess"))


@pytest.fixture
def apart(world: Store) -> Store:
    """Return the world without what it says of claims as the same."""
    world.connection.execute("delete from claim_links")
    world.connection.execute("update claims set canonical_id = null")
    return world


# Pairs of claims


def test_a_suggestion_is_written_once(apart: Store) -> None:
    assert suggest(apart, link("closed", "fence"), link("closed", "fence")) == 1
    assert suggest(apart, link("closed", "fence", score=0.95)) == 0
    assert one(apart.connection, "select score from claim_links") == 0.9


@pytest.mark.parametrize("judgement", ["confirmed", "rejected"])
def test_what_a_person_decided_is_never_suggested_again(apart: Store, judgement: str) -> None:
    save_link(apart, link("closed", "fence", judgement, decided_by="carla"))
    before = contents(apart.connection)

    assert suggest(apart, link("closed", "fence")) == 0
    assert contents(apart.connection) == before


@pytest.mark.parametrize("judgement", ["confirmed", "rejected", "suggested"])
@pytest.mark.parametrize("asked", [("again", "fence"), ("closed", "fence"), ("again", "stays"), ("closed", "stays")])
def test_what_is_said_of_claims_holds_for_all_that_are_joined_with_them(apart: Store, judgement: str, asked: tuple[str, str]) -> None:
    """`again` is joined with `closed`, `stays` with `fence`: what is said of `again` and `fence` is said of all four."""
    save_link(apart, link("closed", "again", "confirmed", decided_by="carla"))
    save_link(apart, link("fence", "stays", "confirmed", decided_by="carla"))
    save_link(apart, link("again", "fence", judgement, decided_by="carla"))

    assert suggest(apart, link(*asked)) == 0


def test_claims_that_are_joined_are_answered_as_the_same(apart: Store) -> None:
    save_link(apart, link("closed", "again", "confirmed", decided_by="carla"))
    root = root_of(apart.connection, "claims", "again")

    assert answered_claims(apart.connection, "again") == {root: Judgement.CONFIRMED}


def test_a_rejection_outweighs_a_suggestion_between_the_same_groups(apart: Store) -> None:
    save_link(apart, link("closed", "fence", "rejected", decided_by="carla"))
    save_link(apart, link("again", "fence", "suggested", decided_by="carla"))
    save_link(apart, link("closed", "again", "confirmed", decided_by="carla"))

    assert answered_claims(apart.connection, "closed")["fence"] is Judgement.REJECTED


@pytest.mark.parametrize(
    ("relation", "judgement"),
    [
        (Relation.SUPPORTS, "confirmed"),
        (Relation.NARROWS, "confirmed"),
        (Relation.CONTRADICTS, "suggested"),
        (Relation.CONTRADICTS, "rejected"),
    ],
)
def test_other_relations_are_no_answer(apart: Store, relation: Relation, judgement: str) -> None:
    save_link(apart, link("closed", "fence", judgement, relation=relation, decided_by="carla"))

    assert suggest(apart, link("closed", "fence")) == 1


def test_what_a_person_found_contradicting_is_not_the_same(apart: Store) -> None:
    save_link(apart, link("closed", "fence", "confirmed", relation=Relation.CONTRADICTS, decided_by="carla"))

    assert suggest(apart, link("closed", "fence")) == 0
    assert answered_claims(apart.connection, "fence")["closed"] is Judgement.REJECTED


# What goes with a claim


def test_a_claim_takes_what_programs_suggested_of_it_along(apart: Store) -> None:
    suggest(apart, link("fence", "stays"))
    with writing(apart, "program 1") as connection:
        save_suggested_assessments(connection, [suggestion("fence")])
        note_compared(connection, ["fence"], [Pair("fence", "stays", 0.9)], program="program 1", at=TIME)

    remove_claim(apart, "fence", "carla")

    for table in ("claim_links", "claims_to_assess", "compared_claims", "claim_pairs"):
        assert one(apart.connection, f"select count(*) from {table}") == 0, table
    assert suggested_assessment(apart.connection, "fence") is None
    assert list(check_store(apart)) == []


@pytest.mark.parametrize(
    "said",
    [{"judgement": "rejected"}, {"judgement": "confirmed"}, {"judgement": "suggested", "score": None}],
    ids=["rejected", "confirmed", "suggested by a person"],
)
def test_a_claim_about_which_a_person_decided_stays(apart: Store, said: dict[str, object]) -> None:
    save_link(apart, link("fence", "stays", **{"decided_by": "carla", **said}))  # type: ignore[arg-type]

    with pytest.raises(RefusedByDatabase, match="because claim links"):
        remove_claim(apart, "fence", "carla")


def test_only_what_a_program_suggested_is_taken_back(apart: Store) -> None:
    suggest(apart, link("closed", "fence"))
    save_link(apart, link("fence", "stays", score=None, decided_by="carla"))
    save_link(apart, link("again", "fence", "rejected", decided_by="carla"))

    with writing(apart, "carla") as connection:
        withdraw_suggested_links(connection, "fence")

    left = apart.connection.execute("select from_id, to_id, judgement from claim_links order by 1, 2").fetchall()
    assert left == [("again", "fence", "rejected"), ("fence", "stays", "suggested")]


# Names


def test_names_that_are_merged_or_parted_are_never_suggested_again(world: Store) -> None:
    """`ann` and `ben` are parted there."""
    merge_entity(world, "square", "courier", "carla")
    add(world.connection, "entities", id="benny", kind="person", name="Benny Sample")
    merge_entity(world, "benny", "ben", "carla")

    with writing(world, "program 1") as connection:
        written = suggest_entity_links(connection, [names("ann", "ben"), names("ann", "benny"), names("courier", "square")])

    assert written == []
    assert answered_entities(world.connection, "benny")["ann"] is Judgement.REJECTED


def test_names_that_wait_are_listed_the_likeliest_first(world: Store) -> None:
    likelier = names("council", "desk").model_copy(update={"score": 0.95})
    with writing(world, "program 1") as connection:
        suggest_entity_links(connection, [names("council", "gazette"), likelier])

    assert [(one["from_id"], one["to_id"]) for one in waiting_entity_links(world.connection, 10)] == [
        ("council", "desk"), ("council", "gazette"),
    ]  # fmt: skip
    assert len(waiting_entity_links(world.connection, 1)) == 1


def test_a_pair_that_other_decisions_have_answered_waits_no_more(world: Store) -> None:
    """`ann` and `ben` are parted there, so `ann` and whoever is merged with `ben` are too."""
    for name in ("bea", "benny"):
        add(world.connection, "entities", id=name, kind="person", name=f"{name.title()} Sample")
    with writing(world, "program 1") as connection:
        assert len(suggest_entity_links(connection, [names("bea", "ben"), names("ann", "benny"), names("bea", "benny")])) == 3

    merge_entity(world, "ben", "benny", "carla")

    assert [(one["from_id"], one["to_id"]) for one in waiting_entity_links(world.connection, 10)] == [("bea", "benny")]


# Suggested assessments


def test_what_a_program_says_again_is_not_written_twice(world: Store) -> None:
    with writing(world, "triage 2") as connection:
        assert len(save_suggested_assessments(connection, [suggestion()])) == 1
        assert save_suggested_assessments(connection, [suggestion(suggested_at=LATER)]) == []


def test_two_different_suggestions_of_one_second_are_both_kept_in_their_order(world: Store) -> None:
    with writing(world, "triage 2") as connection:
        save_suggested_assessments(connection, [suggestion(worth=0.4)])
        (second,) = save_suggested_assessments(connection, [suggestion(worth=0.7)])

    assert second.suggested_at > TIME
    newest = suggested_assessment(world.connection, "fence")
    assert newest is not None
    assert newest["worth"] == 0.7


def test_what_an_older_version_of_the_program_said_stays_beside_the_new(world: Store) -> None:
    with writing(world, "triage 2") as connection:
        save_suggested_assessments(connection, [suggestion(program="triage 1"), suggestion(program="triage 2", suggested_at=LATER)])

    assert one(world.connection, "select count(*) from suggested_assessments where claim_id = 'fence'") == 2


def test_claims_wait_by_the_worth_that_was_suggested_last(world: Store) -> None:
    with writing(world, "triage 2") as connection:
        save_suggested_assessments(connection, [suggestion(worth=0.4, suggested_at=LATER), suggestion(program="late import", worth=0.9)])

    assert worths(world.connection) == {"fence": 0.4}
    assert list(check_store(world)) == []


def test_a_claim_waits_no_more_once_it_is_assessed_and_again_when_it_leaves_the_group_that_was(apart: Store) -> None:
    with writing(apart, "triage 2") as connection:
        save_suggested_assessments(connection, [suggestion("fence"), suggestion("closed")])
    assert worths(apart.connection) == {"fence": 0.4}  # `closed` is assessed

    save_link(apart, link("closed", "fence", "confirmed", decided_by="carla"))
    assert worths(apart.connection) == {}
    save_link(apart, link("closed", "fence", "rejected", decided_by="carla"))

    assert worths(apart.connection) == {"fence": 0.4}
    assert list(check_store(apart)) == []


def test_claims_of_which_this_version_said_nothing_are_listed_oldest_first(world: Store) -> None:
    everything = [row[0] for row in world.connection.execute("select id from claims order by rowid")]

    assert [one for chunk in claims_without_suggestion(world.connection, "triage 2") for one in chunk] == everything
    with writing(world, "triage 2") as connection:
        save_suggested_assessments(connection, [suggestion(everything[0])])
    assert [one for chunk in claims_without_suggestion(world.connection, "triage 2") for one in chunk] == everything[1:]
    assert count_without_suggestion(world.connection, "triage 2") == len(everything) - 1


# What was compared


def test_what_is_not_compared_is_listed_oldest_first(world: Store) -> None:
    everything = [row[0] for row in world.connection.execute("select id from claims order by rowid")]
    with writing(world) as connection:
        connection.execute("delete from compared_claims")
        note_compared(connection, everything[1:2], [], program="program 1", at=TIME)

    assert [one for chunk in claims_to_compare(world.connection, None) for one in chunk] == [everything[0], *everything[2:]]
    assert [one for chunk in claims_to_compare(world.connection, "program 2") for one in chunk] == everything
    assert count_to_compare(world.connection, None) == len(everything) - 1
    assert count_to_compare(world.connection, "program 2") == len(everything)


def test_of_what_both_ends_of_a_pair_brought_the_better_score_stands(apart: Store) -> None:
    with writing(apart) as connection:
        note_compared(connection, ["again"], [Pair("again", "fence", 0.8)], program="program 1", at=TIME)
        note_compared(connection, ["fence"], [Pair("again", "fence", 0.6)], program="program 1", at=TIME)

    assert list(compared_pairs(apart.connection)) == [Pair("again", "fence", 0.8)]


def test_what_another_version_found_alike_goes_when_a_claim_is_compared_anew(apart: Store) -> None:
    with writing(apart) as connection:
        note_compared(connection, ["again", "fence"], [Pair("again", "fence", 0.8)], program="program 1", at=TIME)
        note_compared(connection, ["again"], [Pair("again", "fence", 0.6)], program="program 2", at=LATER)
        note_compared(connection, ["fence"], [], program="program 2", at=LATER)

    assert list(compared_pairs(apart.connection)) == [Pair("again", "fence", 0.6)]


def test_a_reworded_claim_is_to_be_compared_anew_and_no_other(apart: Store) -> None:
    with writing(apart) as connection:
        note_compared(connection, ["again", "fence", "stays"], [Pair("again", "fence", 0.8), Pair("again", "stays", 0.7)],
                      program="program 1", at=TIME)  # fmt: skip

    apart.connection.execute("update claims set statement = 'A high fence stands there.' where id = 'fence'")

    assert list(compared_pairs(apart.connection)) == [Pair("again", "stays", 0.7)]
    assert [row[0] for row in apart.connection.execute("select claim_id from compared_claims order by 1")] == ["again", "stays"]


def test_pairs_that_are_parted_through_their_groups_are_left_out(apart: Store) -> None:
    with writing(apart) as connection:
        note_compared(connection, ["again"], [Pair("again", "fence", 0.8)], program="program 1", at=TIME)
    save_link(apart, link("closed", "again", "confirmed", decided_by="carla"))
    save_link(apart, link("closed", "fence", "rejected", decided_by="carla"))

    assert list(compared_pairs(apart.connection)) == []


def test_claims_are_put_in_the_order_in_which_they_were_recorded(world: Store) -> None:
    everything = [row[0] for row in world.connection.execute("select id from claims order by rowid")]

    assert oldest_first(world.connection, sorted(everything, reverse=True)) == everything


EMPTY: list[Callable[[Connection], object]] = [
    lambda connection: list(claims_to_compare(connection, None)),
    lambda connection: list(claims_without_suggestion(connection, "triage 2")),
    lambda connection: list(compared_pairs(connection)),
    lambda connection: waiting_entity_links(connection, 10),
    lambda connection: suggested_assessment(connection, "nothing"),
]


@pytest.mark.parametrize("ask", EMPTY)
def test_an_empty_database_has_nothing_to_suggest(store: Store, ask: Callable[[Connection], object]) -> None:
    assert not ask(store.connection)


def test_a_suggestion_says_nothing_of_the_claim_itself(world: Store) -> None:
    with writing(world, "triage 2") as connection:
        save_suggested_assessments(connection, [suggestion(status=Verifiability.NOT_CHECKABLE, reason=Reason.OPINION)])

    assert one(world.connection, "select verifiability from claims where id = 'fence'") == "unassessed"
    assert one(world.connection, "select count(*) from history where row_id = 'fence'") == 0
