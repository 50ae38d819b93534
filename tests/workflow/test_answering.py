"""A program asks whether two claims are the same; a person answers once, and the answer can be taken back."""

import pytest
from store.by_hand import one
from store.typed import document_fields, typed_claim

from claims.dates import now
from claims.errors import ChangedMeanwhile, ClaimsError
from claims.store.connection import Store
from claims.store.write import save_entry
from claims.vocabularies import Judgement, Relation
from claims.workflow.answering import answer_repeat, undo_answer
from claims.workflow.comparing import compare_two
from claims.workflow.linking import link_claims
from claims.workflow.matching import repeats_of_claim


@pytest.fixture
def claims(store: Store) -> tuple[str, str]:
    """Return two claims that say the same but for a number, in documents of two outlets."""
    said = [f"The ferry to Ossel carried {number} percent more passengers in May." for number in (40, 60)]
    found = [
        save_entry(
            store,
            typed_claim(text, document=document_fields(url=f"https://gazette.example/{place}", outlet=f"Outlet {place}")),
            by="carla", at=now(), allow_similar=True,
        ).claim_id
        for place, text in enumerate(said)
    ]  # fmt: skip
    return found[0], found[1]


def links(store: Store) -> set[tuple[str, str, str]]:
    return set(store.connection.execute("select relation, judgement, decided_by from claim_links"))


def asked_about(store: Store, claim: str) -> list[str]:
    return [one.claim["id"] for one in repeats_of_claim(store, claim)]


def test_claims_that_are_the_same_share_a_canonical_claim(store: Store, claims: tuple[str, str]) -> None:
    answer_repeat(store, *claims, is_same=True, by="ann")

    assert one(store.connection, "select canonical_id from claims where id = ?", claims[1]) == claims[0]
    assert asked_about(store, claims[0]) == []


@pytest.mark.parametrize("contradicts", [False, True])
def test_claims_that_are_not_the_same_are_never_asked_about_again(store: Store, claims: tuple[str, str], contradicts: bool) -> None:
    assert asked_about(store, claims[0]) == [claims[1]]

    answer_repeat(store, *claims, is_same=False, contradicts=contradicts, by="ann")

    assert asked_about(store, claims[0]) == asked_about(store, claims[1]) == []
    assert links(store) == {("same_as", "rejected", "ann")} | ({("contradicts", "confirmed", "ann")} if contradicts else set())


@pytest.mark.parametrize(("is_same", "contradicts"), [(True, False), (False, False), (False, True)])
def test_an_answer_is_undone_whole(store: Store, claims: tuple[str, str], is_same: bool, contradicts: bool) -> None:
    answer_repeat(store, *claims, is_same=is_same, contradicts=contradicts, by="ann")

    undo_answer(store, *claims[::-1], by="ann")

    assert links(store) == set()
    assert asked_about(store, claims[0]) == [claims[1]]


def test_a_suggestion_that_was_answered_waits_again_when_the_answer_is_undone(store: Store, claims: tuple[str, str]) -> None:
    link_claims(store, *claims, relation=Relation.SAME_AS, judgement=Judgement.SUGGESTED, by="matcher 1", score=0.9)
    answer_repeat(store, *claims, is_same=False, by="ann")

    undo_answer(store, *claims, by="ann")

    assert links(store) == {("same_as", "suggested", "matcher 1")}


def test_who_answers_second_is_told_who_was_first(store: Store, claims: tuple[str, str]) -> None:
    answer_repeat(store, *claims, is_same=False, by="ann")

    with pytest.raises(ChangedMeanwhile, match="ann"):
        answer_repeat(store, *claims, is_same=True, by="ed")


def test_an_answer_that_makes_no_sense_is_refused(store: Store, claims: tuple[str, str]) -> None:
    with pytest.raises(ClaimsError, match="one claim"):
        answer_repeat(store, claims[0], claims[0], is_same=True, by="ann")
    with pytest.raises(ClaimsError, match="one answer"):
        answer_repeat(store, *claims, is_same=True, contradicts=True, by="ann")


def test_two_claims_are_compared_in_words(store: Store, claims: tuple[str, str]) -> None:
    match = compare_two(store, *claims)

    assert match is not None
    assert [(one.here, one.there) for one in match.differences] == [("40 percent", "60 percent")]
