"""What a person adds to a claim: links that join and part, merges that can be undone, judgements that pile up."""

import itertools
from typing import Any

import pytest
from store.by_hand import LATER, TIME, add, contents, one

from claims.errors import ClaimsError, NotRecorded, RefusedByDatabase
from claims.models import Assessment, ClaimLink, Evidence, Review
from claims.store.check import check_store
from claims.store.connection import Connection, Store, savepoint, writing
from claims.store.write import (
    merge_entity,
    save_assessment,
    save_evidence,
    save_link,
    save_review,
    unmerge_entity,
)
from claims.vocabularies import EvidenceStance, Judgement, Reason, Relation, ReviewState, Verdict, Verifiability

SAME, REJECTED, SUGGESTED = Relation.SAME_AS, Judgement.REJECTED, Judgement.SUGGESTED
CHAIN = [("a", "b"), ("b", "c"), ("c", "d")]
RING = [("a", "b"), ("b", "c"), ("a", "c")]


def link(
    store: Store, first: str, second: str, judgement: Judgement = Judgement.CONFIRMED, relation: Relation = SAME, **changes: Any
) -> None:
    low, high = sorted((first, second))
    fields = {"from_id": low, "to_id": high, "relation": relation, "judgement": judgement, "decided_by": "ann", "decided_at": TIME}
    save_link(store, ClaimLink.model_validate(fields | changes))


def groups(connection: Connection) -> dict[str, str]:
    """Return the canonical claim of every claim that repeats one."""
    return dict(connection.execute("select id, canonical_id from claims where canonical_id is not null order by id").fetchall())


def assessment(reason: Reason = Reason.PUBLIC_RECORD, at: str = LATER, **changes: Any) -> Assessment:
    fields = {"status": Verifiability.VERIFIABLE, "reason": reason, "rationale": "It is on record.", "assessor": "ann", "assessed_at": at}
    return Assessment.model_validate(fields | changes)


def review(claim_id: str = "closed", **changes: Any) -> Review:
    fields = {
        "claim_id": claim_id,
        "verdict": Verdict.FALSE,
        "summary": "The minutes of the council deny it.",
        "publisher_id": "desk",
        "url": "https://desk.example/2",
        "state": ReviewState.PUBLISHED,
        "reviewer": "ann",
        "reviewed_at": LATER,
    }
    return Review.model_validate(fields | changes)


def evidence(document_id: str = "minutes", **changes: Any) -> Evidence:
    fields = {
        "document_id": document_id,
        "stance": EvidenceStance.REFUTES,
        "is_primary": True,
        "note": "Item 3.",
        "added_by": "ann",
        "added_at": TIME,
    }
    return Evidence.model_validate(fields | changes)


@pytest.fixture
def four(world: Store) -> Store:
    """Return a database with four claims of which nobody knows yet that they are the same: a, b, c and d, in order of age."""
    for number, claim_id in enumerate("abcd"):
        add(world.connection, "claims", id=claim_id, statement=f"The bridge is closed, number {number}.")
    return world


# Links.


def test_a_confirmed_same_as_joins_two_claims_under_the_older(four: Store) -> None:
    link(four, "b", "a")

    assert groups(four.connection) == {"b": "a"}


def test_the_older_claim_is_canonical_whatever_their_ids(four: Store) -> None:
    add(four.connection, "claims", id="0", statement="The newest claim of them all.")

    link(four, "0", "d")

    assert groups(four.connection) == {"0": "d"}


@pytest.mark.parametrize("judgement", [SUGGESTED, REJECTED])
def test_only_a_confirmed_link_joins(four: Store, judgement: Judgement) -> None:
    link(four, "a", "b", judgement)

    assert groups(four.connection) == {}


@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.SUPPORTS, Relation.NARROWS, Relation.CORRECTS])
def test_only_same_as_joins(four: Store, relation: Relation) -> None:
    link(four, "a", "b", relation=relation)

    assert groups(four.connection) == {}


@pytest.mark.parametrize("judgement", [SUGGESTED, REJECTED])
def test_any_other_judgement_parts_what_was_joined(four: Store, judgement: Judgement) -> None:
    link(four, "a", "b")
    link(four, "a", "b", judgement)

    assert groups(four.connection) == {}


@pytest.mark.parametrize("order", list(itertools.permutations(CHAIN)), ids=str)
def test_a_chain_is_one_group_in_whatever_order_it_is_confirmed(four: Store, order: tuple[tuple[str, str], ...]) -> None:
    for first, second in order:
        link(four, first, second)

    assert groups(four.connection) == {"b": "a", "c": "a", "d": "a"}
    assert list(check_store(four)) == []


@pytest.mark.parametrize(
    ("parted", "left"),
    [
        (("a", "b"), {"c": "b", "d": "b"}),
        (("b", "c"), {"b": "a", "d": "c"}),
        (("c", "d"), {"b": "a", "c": "a"}),
    ],
)
def test_a_chain_breaks_where_it_is_parted(four: Store, parted: tuple[str, str], left: dict[str, str]) -> None:
    for first, second in CHAIN:
        link(four, first, second)

    link(four, *parted, REJECTED)

    assert groups(four.connection) == left


@pytest.mark.parametrize("parted", RING)
def test_a_ring_holds_when_one_link_is_rejected(four: Store, parted: tuple[str, str]) -> None:
    for first, second in RING:
        link(four, first, second)

    link(four, *parted, REJECTED)

    assert groups(four.connection) == {"b": "a", "c": "a"}


@pytest.mark.parametrize("order", list(itertools.permutations(CHAIN)), ids=str)
def test_a_chain_falls_apart_in_whatever_order_it_is_rejected(four: Store, order: tuple[tuple[str, str], ...]) -> None:
    for first, second in CHAIN:
        link(four, first, second)

    for first, second in order:
        link(four, first, second, REJECTED)

    assert groups(four.connection) == {}
    assert list(check_store(four)) == []


def test_two_groups_become_one_under_the_oldest(four: Store) -> None:
    link(four, "a", "d")
    link(four, "b", "c")

    link(four, "c", "d")

    assert groups(four.connection) == {"b": "a", "c": "a", "d": "a"}


def test_a_link_is_decided_again_and_again_and_stored_once(four: Store) -> None:
    link(four, "a", "b", SUGGESTED, score=0.8)
    link(four, "a", "b", decided_by="ben", decided_at=LATER)

    row = four.connection.execute("select judgement, score, decided_by, decided_at from claim_links where from_id = 'a'").fetchall()
    assert row == [("confirmed", 0.8, "ben", LATER)]
    changes = four.connection.execute("select table_name, row_id, actor from history order by id").fetchall()
    assert changes == [("claim_links", "a b same_as", "ben"), ("claims", "b", "ben")]


def test_repeats_share_what_was_found_out(four: Store) -> None:
    link(four, "a", "closed")

    query = "select verifiability, verdict from claims where id in ('a', 'closed')"
    assert four.connection.execute(query).fetchall() == [("verifiable", "true")] * 2


def test_a_claim_that_is_parted_keeps_what_was_found_out_about_it_alone(four: Store) -> None:
    link(four, "a", "closed")
    link(four, "a", "closed", REJECTED)

    assert four.connection.execute("select verifiability, verdict from claims where id = 'a'").fetchone() == ("unassessed", None)


def test_claims_with_different_verdicts_are_not_joined(four: Store) -> None:
    add(
        four.connection,
        "reviews",
        claim_id="a",
        original_rating="False",
        state="published",
        url="https://other.example/1",
    )
    before = contents(four.connection)

    with pytest.raises(RefusedByDatabase) as refusal:
        link(four, "a", "closed")

    assert str(refusal.value) == (
        "Refused: the two claims carry different verdicts: retract one review before you join them. Nothing was written."
    )
    assert contents(four.connection) == before


def test_a_link_that_would_take_the_ground_from_a_verdict_is_refused(four: Store) -> None:
    """The other claim was assessed as not checkable, later than ours as verifiable, and before the verdict."""
    save_review(four, review())
    add(four.connection, "assessments", claim_id="a", status="not_checkable", reason="opinion", assessed_at="2024-02-05T12:00:00Z")
    before = contents(four.connection)

    with pytest.raises(RefusedByDatabase) as refusal:
        link(four, "a", "closed")

    assert str(refusal.value) == (
        "Refused: the verdict on closed would lose its evidence or its assessment: retract that review first. Nothing was written."
    )
    assert contents(four.connection) == before


def test_a_parting_that_would_take_the_ground_from_a_verdict_is_refused(four: Store) -> None:
    link(four, "a", "closed")
    save_review(four, review("a", verdict=Verdict.TRUE))
    before = contents(four.connection)

    with pytest.raises(RefusedByDatabase, match="the verdict on a would lose its evidence or its assessment"):
        link(four, "a", "closed", REJECTED)

    assert contents(four.connection) == before


def test_a_link_to_a_claim_that_is_not_recorded_is_refused(four: Store) -> None:
    with pytest.raises(RefusedByDatabase) as refusal:
        link(four, "a", "nowhere")

    assert str(refusal.value) == "Refused: claims 'nowhere' is not recorded. Nothing was written."


# Merges.


def canonical(connection: Connection) -> dict[str, str]:
    return dict(connection.execute("select id, canonical_id from entities where canonical_id is not null order by id").fetchall())


def test_a_merge_is_a_pointer_and_undone_by_clearing_it(world: Store) -> None:
    before = contents(world.connection)

    merge_entity(world, "ben", "ann", "carla")
    assert canonical(world.connection) == {"ben": "ann"}
    assert unmerge_entity(world, "ben", "carla") == "ann"

    after = contents(world.connection)
    assert [row[1:] for row in after.pop("history")] != before.pop("history")
    assert after == before


def test_whoever_was_merged_into_a_merged_entity_follows_it(world: Store) -> None:
    for entity in ("x", "y"):
        add(world.connection, "entities", id=entity, name=entity.upper())
    merge_entity(world, "x", "ben", "carla")
    merge_entity(world, "y", "ben", "carla")

    merge_entity(world, "ben", "ann", "carla")

    assert canonical(world.connection) == {"ben": "ann", "x": "ann", "y": "ann"}
    assert list(check_store(world)) == []


def test_nobody_is_merged_into_a_merged_entity(world: Store) -> None:
    add(world.connection, "entities")
    merge_entity(world, "ben", "ann", "carla")

    with pytest.raises(RefusedByDatabase) as refusal:
        merge_entity(world, "newcomer", "ben", "carla")

    assert str(refusal.value) == "Refused: an entity can only be merged into one that is not merged itself. Nothing was written."


@pytest.mark.parametrize(
    ("gone", "into", "sentence"),
    [
        ("ann", "square", "'ann' is a person and 'square' a platform: they cannot be the same."),
        ("square", "ann", "'square' is a platform and 'ann' a person: they cannot be the same."),
        ("ann", "ann", "'ann' cannot be merged into itself: name two entities."),
        ("nobody", "ann", "No entity 'nobody' is recorded."),
        ("ann", "nobody", "No entity 'nobody' is recorded."),
    ],
)
def test_what_cannot_be_the_same_is_not_merged(world: Store, gone: str, into: str, sentence: str) -> None:
    with pytest.raises(ClaimsError) as refusal:
        merge_entity(world, gone, into, "carla")

    assert str(refusal.value) == sentence
    assert canonical(world.connection) == {}


def test_an_outlet_and_an_organisation_may_be_the_same(world: Store) -> None:
    merge_entity(world, "desk", "gazette", "carla")

    assert canonical(world.connection) == {"desk": "gazette"}


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [("ann", "'ann' is not merged into anything: there is nothing to undo."), ("nobody", "No entity 'nobody' is recorded.")],
)
def test_what_was_not_merged_is_not_unmerged(world: Store, gone: str, sentence: str) -> None:
    with pytest.raises(ClaimsError) as refusal:
        unmerge_entity(world, gone, "carla")

    assert str(refusal.value) == sentence


def test_history_names_who_merged(world: Store) -> None:
    merge_entity(world, "ben", "ann", "carla")
    unmerge_entity(world, "ben", "dora")

    assert world.connection.execute("select row_id, actor from history order by id").fetchall() == [("ben", "carla"), ("ben", "dora")]


# Judgements.


def test_several_assessments_of_one_second_are_all_kept_in_order(world: Store) -> None:
    saved = [save_assessment(world, "closed", assessment(credibility=number)) for number in (1, 2, 3)]

    assert [one.assessed_at for one in saved] == [LATER, "2024-02-06T09:30:01Z", "2024-02-06T09:30:02Z"]
    rows = world.connection.execute("select credibility from assessments where claim_id = 'closed' order by assessed_at").fetchall()
    assert rows == [(None,), (1,), (2,), (3,)]


def test_two_people_may_assess_in_one_second(world: Store) -> None:
    first = save_assessment(world, "closed", assessment(assessor="ann"))
    second = save_assessment(world, "closed", assessment(assessor="ben"))

    assert first.assessed_at == second.assessed_at == LATER


def test_an_assessment_late_in_the_evening_moves_to_the_next_day(world: Store) -> None:
    saved = [save_assessment(world, "closed", assessment(at="2024-12-31T23:59:59Z")) for _ in range(2)]

    assert saved[-1].assessed_at == "2025-01-01T00:00:00Z"


def test_several_reviews_of_one_second_are_all_kept_in_order(world: Store) -> None:
    saved = [save_review(world, review(verdict=verdict)) for verdict in (Verdict.MIXED, Verdict.FALSE, Verdict.TRUE)]

    assert [one.reviewed_at for one in saved] == [LATER, "2024-02-06T09:30:01Z", "2024-02-06T09:30:02Z"]
    assert one(world.connection, "select verdict from claims where id = 'closed'") == "true"


def test_a_review_past_the_gate_is_refused_with_the_rule(world: Store) -> None:
    with pytest.raises(RefusedByDatabase) as refusal:
        save_review(world, review("again"))

    assert str(refusal.value) == ("Refused: a verdict needs at least one evidence row: add the evidence first. Nothing was written.")


def test_a_review_by_nobody_we_know_is_refused_with_the_name(world: Store) -> None:
    with pytest.raises(RefusedByDatabase) as refusal:
        save_review(world, review(publisher_id="nobody"))

    assert str(refusal.value) == "Refused: entities 'nobody' is not recorded. Nothing was written."


def test_the_same_evidence_is_recorded_once(world: Store) -> None:
    assert save_evidence(world, "again", evidence())
    assert not save_evidence(world, "again", evidence(note="In other words.", added_by="ben"))
    assert save_evidence(world, "again", evidence(stance=EvidenceStance.CONTEXT))
    assert save_evidence(world, "again", evidence(quote="Item 3"))
    assert not save_evidence(world, "again", evidence(quote="Item 3"))

    assert one(world.connection, "select count(*) from evidence where claim_id = 'again'") == 3


def test_evidence_that_is_not_recorded_is_refused(world: Store) -> None:
    with pytest.raises(NotRecorded) as refusal:
        save_evidence(world, "again", evidence("nowhere"))

    assert str(refusal.value) == "No document 'nowhere' is recorded."


def test_a_quote_of_evidence_stands_in_its_text(world: Store) -> None:
    assert save_evidence(world, "again", evidence("article", quote="The Gazette saw a fence"))

    with pytest.raises(ClaimsError) as refusal:
        save_evidence(world, "again", evidence("article", quote="nobody saw a fence"))

    assert str(refusal.value) == "The quote does not occur in the text of the evidence: copy it from there, letter by letter."


# Transactions.


def test_a_block_that_fails_writes_nothing(world: Store) -> None:
    before = contents(world.connection)

    def write_and_stop() -> None:
        with writing(world, "carla") as connection:
            add(connection, "tags")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_stop()

    assert not world.connection.in_transaction
    assert contents(world.connection) == before


def test_a_block_inside_another_belongs_to_it(world: Store) -> None:
    def merge_and_fail() -> None:
        with writing(world, "carla"):
            merge_entity(world, "ben", "ann", "carla")
            link(world, "again", "nowhere")

    with pytest.raises(RefusedByDatabase):
        merge_and_fail()

    assert canonical(world.connection) == {}


def test_a_broken_rule_is_told_as_its_sentence(world: Store) -> None:
    with pytest.raises(RefusedByDatabase) as refusal, writing(world, "carla") as connection:
        add(connection, "entities", kind="robot")

    assert str(refusal.value) == "Refused: kind is person, organisation, outlet or platform. Nothing was written."


def test_a_savepoint_undoes_its_own_block_alone(world: Store) -> None:
    def add_and_fail(connection: Connection) -> None:
        with savepoint(connection):
            add(connection, "entities")
            raise KeyboardInterrupt

    with writing(world, "carla") as connection:
        add(connection, "tags")
        with pytest.raises(KeyboardInterrupt):
            add_and_fail(connection)

    assert one(world.connection, "select count(*) from tags") == 2
    assert one(world.connection, "select count(*) from entities where id = 'newcomer'") == 0


def test_history_from_before_keeps_its_actor(world: Store) -> None:
    world.connection.execute("update tags set name = 'Bridge'")

    with writing(world, "carla") as connection:
        connection.execute("update tags set name = 'Bridges'")

    assert world.connection.execute("select actor from history order by id").fetchall() == [(None,), ("carla",)]
