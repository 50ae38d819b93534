"""Two names that may mean one: a person decides once, and whatever is decided can be undone to the letter."""

import pytest
from store.by_hand import one

from claims.errors import ChangedMeanwhile, ClaimsError, NotRecorded
from claims.models import EntityLink
from claims.store.check import check_store
from claims.store.connection import Store, writing
from claims.store.suggestions import suggest_entity_links
from claims.vocabularies import Judgement
from claims.workflow.linking import merge_entities
from claims.workflow.naming import waiting_names
from claims.workflow.pairing import merge_pair, part_pair, undo_pair

PAIR = ("tariq-al-namir", "tariq-namir")


@pytest.fixture
def pair(store: Store) -> tuple[str, str]:
    """Suggest that two people are one; a third name stands for the second already."""
    for entity in (*PAIR, "t-namir"):
        store.connection.execute("insert into entities (id, kind, name) values (?, 'person', ?)", (entity, entity))
    merge_entities(store, "t-namir", PAIR[1], by="carla")
    link = EntityLink(
        from_id=PAIR[0], to_id=PAIR[1], judgement=Judgement.SUGGESTED, score=0.9, because="alike", decided_by="matcher 1",
        decided_at="2024-02-05T09:30:00Z",
    )  # fmt: skip
    with writing(store, "matcher 1") as connection:
        suggest_entity_links(connection, [link])
    return PAIR


def stands_for(store: Store, entity: str) -> str | None:
    found: str | None = one(store.connection, "select canonical_id from entities where id = ?", entity)
    return found


@pytest.mark.parametrize(("keep", "gone"), [PAIR, PAIR[::-1]])
def test_the_name_that_is_kept_stands_for_the_other_and_its_own(store: Store, pair: tuple[str, str], keep: str, gone: str) -> None:
    assert merge_pair(store, *pair, keep=keep, by="ed") == gone

    assert (stands_for(store, gone), stands_for(store, keep), stands_for(store, "t-namir")) == (keep, None, keep)
    assert waiting_names(store) == []


@pytest.mark.parametrize("keep", PAIR)
def test_an_undone_merge_waits_again_as_it_was_suggested(store: Store, pair: tuple[str, str], keep: str) -> None:
    before = waiting_names(store)
    merge_pair(store, *pair, keep=keep, by="ed")

    undo_pair(store, *pair, by="ed")

    assert waiting_names(store) == before
    assert [stands_for(store, one) for one in (*pair, "t-namir")] == [None, None, PAIR[1]]
    assert list(check_store(store)) == []


def test_a_parted_pair_is_remembered_and_can_wait_again(store: Store, pair: tuple[str, str]) -> None:
    part_pair(store, *pair, by="ed")
    assert waiting_names(store) == []

    undo_pair(store, *pair, by="ed")

    assert [(row["from_id"], row["decided_by"], row["score"]) for row in waiting_names(store)] == [(PAIR[0], "matcher 1", 0.9)]


def test_who_comes_second_is_told_who_was_first_and_nothing_is_written(store: Store, pair: tuple[str, str]) -> None:
    part_pair(store, *pair, by="ann")

    with pytest.raises(ChangedMeanwhile, match="ann"):
        merge_pair(store, *pair, keep=pair[0], by="ed")
    assert stands_for(store, pair[1]) is None


def test_a_pair_of_which_one_is_merged_meanwhile_is_not_decided(store: Store, pair: tuple[str, str]) -> None:
    store.connection.execute("insert into entities (id, kind, name) values ('other', 'person', 'Other')")
    merge_entities(store, pair[0], "other", by="carla")

    with pytest.raises(ClaimsError, match="merged into 'other' meanwhile"):
        merge_pair(store, *pair, keep=pair[1], by="ed")


def test_what_cannot_be_decided_is_refused(store: Store, pair: tuple[str, str]) -> None:
    with pytest.raises(ClaimsError, match="none of the two"):
        merge_pair(store, *pair, keep="t-namir", by="ed")
    with pytest.raises(ClaimsError, match="waits already"):
        undo_pair(store, *pair, by="ed")
    with pytest.raises(NotRecorded):
        part_pair(store, pair[0], "nobody", by="ed")
