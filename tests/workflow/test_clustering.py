"""Proposing which claims to join: all that is alike in groups, link by link, for a person; what is parted stays apart."""

from itertools import combinations

import pytest
from insight import FERRY, FERRY_AGAIN, FERRY_OTHERWISE, links, pair, record, record_apart
from store.by_hand import contents

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
