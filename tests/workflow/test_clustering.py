"""Proposing which claims to join: all that is alike in groups, link by link, for a person; what is parted stays apart."""

from itertools import combinations

import pytest
from insight import FERRY, FERRY_AGAIN, FERRY_OTHERWISE, links, pair, record, record_apart
from store.by_hand import contents

from claims.errors import ClaimsError
from claims.store.connection import Store
from claims.vocabularies import Judgement, Relation
from claims.workflow.clustering import Proposal, propose_clusters
from claims.workflow.linking import link_claims


@pytest.fixture
def ferry(store: Store) -> list[str]:
    """Return the ids of three claims that say the same, the oldest first, recorded and compared among others; nothing waits."""
    record_apart(store)
    made = [record(store, statement, f"ferry-{number}") for number, statement in enumerate((FERRY, FERRY_AGAIN, FERRY_OTHERWISE))]
    store.connection.execute("delete from claim_links")
    return made


def groups(proposed: list[Proposal]) -> list[list[str]]:
    return [[row["id"] for row in one.claims] for one in proposed]


def decide(store: Store, first: str, second: str, judgement: Judgement) -> None:
    link_claims(store, first, second, relation=Relation.SAME_AS, by="carla", judgement=judgement)


def test_each_claim_of_a_group_is_suggested_as_the_same_as_its_oldest_one(store: Store, ferry: list[str]) -> None:
    (proposal,) = propose_clusters(store)

    assert groups([proposal]) == [ferry]
    assert proposal.suggested == 2
    assert links(store) == sorted((*pair(ferry[0], other), "suggested") for other in ferry[1:])


def test_proposing_twice_shows_what_waits_and_suggests_nothing_new(store: Store, ferry: list[str]) -> None:
    propose_clusters(store)
    before = contents(store.connection)

    (proposal,) = propose_clusters(store)

    assert (groups([proposal]), proposal.suggested) == ([ferry], 0)
    assert contents(store.connection) == before


def test_what_is_joined_counts_as_one_claim(store: Store, ferry: list[str]) -> None:
    decide(store, ferry[1], ferry[2], Judgement.CONFIRMED)

    assert groups(propose_clusters(store)) == [ferry[:2]]


def test_what_is_all_joined_is_proposed_no_more(store: Store, ferry: list[str]) -> None:
    for other in ferry[1:]:
        decide(store, ferry[0], other, Judgement.CONFIRMED)

    assert propose_clusters(store) == []


def test_what_a_person_has_parted_is_proposed_no_more(store: Store, ferry: list[str]) -> None:
    for first, second in combinations(ferry, 2):
        decide(store, first, second, Judgement.REJECTED)
    before = contents(store.connection)

    assert propose_clusters(store) == []
    assert contents(store.connection) == before


def test_a_parted_pair_holds_for_what_is_joined_with_it(store: Store, ferry: list[str]) -> None:
    decide(store, ferry[0], ferry[1], Judgement.CONFIRMED)
    decide(store, ferry[1], ferry[2], Judgement.REJECTED)

    assert propose_clusters(store) == []
    assert [judgement for *_, judgement in links(store)].count("suggested") == 0


def test_a_claim_that_was_parted_from_the_oldest_is_left_out_of_its_group(store: Store, ferry: list[str]) -> None:
    decide(store, ferry[0], ferry[2], Judgement.REJECTED)

    assert all(not {ferry[0], ferry[2]} <= set(group) for group in groups(propose_clusters(store)))
    assert (*pair(ferry[0], ferry[2]), "rejected") in links(store)


def test_an_empty_database_and_claims_that_are_not_alike_make_no_group(store: Store) -> None:
    assert propose_clusters(store) == []

    record_apart(store)

    assert propose_clusters(store) == []


def test_what_contradicts_the_oldest_one_is_not_proposed(store: Store) -> None:
    first = record(store, FERRY, "ferry-1")
    record(store, FERRY.replace("4.2", "7.9"), "ferry-2")
    record(store, FERRY.replace("paid", "did not pay"), "ferry-3")
    store.connection.execute("update claim_pairs set score = 0.99")

    assert propose_clusters(store) == []
    again = record(store, FERRY_AGAIN, "ferry-4")
    assert groups(propose_clusters(store)) == [[first, again]]


def test_what_a_person_found_contradicting_is_not_proposed(store: Store, ferry: list[str]) -> None:
    for other in ferry[1:]:
        link_claims(store, ferry[0], other, relation=Relation.CONTRADICTS, by="carla")

    assert all(ferry[0] not in group for group in groups(propose_clusters(store)))
    assert all(ferry[0] not in (one, other) for one, other, _ in links(store))


def test_two_that_contradict_each_other_are_not_the_same_too(store: Store, ferry: list[str]) -> None:
    link_claims(store, ferry[1], ferry[0], relation=Relation.CONTRADICTS, by="carla")

    with pytest.raises(ClaimsError, match="reject that first"):
        decide(store, ferry[0], ferry[1], Judgement.CONFIRMED)
    decide(store, ferry[0], ferry[1], Judgement.REJECTED)

    link_claims(store, ferry[0], ferry[1], relation=Relation.CONTRADICTS, by="carla", judgement=Judgement.REJECTED)
    decide(store, ferry[0], ferry[1], Judgement.CONFIRMED)
    assert links(store) == [(*pair(*ferry[:2]), "confirmed")]
