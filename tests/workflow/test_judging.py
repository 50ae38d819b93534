"""Can it be checked, what speaks for or against it, is it true: added by people, never changed, the newest wins."""

import threading
from typing import Any

import pytest
from store.by_hand import contents, one
from store.typed import TEXT, document_fields, typed_claim, typed_document

from claims.errors import ChangedMeanwhile, ClaimsError, InvalidInput, NotRecorded, RefusedByDatabase, SimilarName
from claims.models import Review
from claims.store.check import check_store
from claims.store.connection import Store, connect
from claims.store.read import claim_page
from claims.vocabularies import REASONS_BY_STATUS, EvidenceStance, Reason, Relation, ReviewState, Verdict, Verifiability
from claims.workflow.adding import add_claim, add_document
from claims.workflow.judging import add_evidence, assess_claim, review_claim
from claims.workflow.linking import link_claims

RATIONALE, SUMMARY = "The minutes are public.", "The minutes of the council record it."
MINUTES: dict[str, Any] = {"title": "Minutes", "outlet": "Town Council", "url": "https://council.example/1", "kind": "record"}


@pytest.fixture
def claim(store: Store) -> str:
    """Return the id of a claim that nobody has judged."""
    return add_claim(store, typed_claim(), by="carla").claim_id


@pytest.fixture
def checked(store: Store, claim: str) -> str:
    """Return the id of a claim that was assessed as verifiable and has evidence."""
    assess_claim(store, claim, reason=Reason.PUBLIC_RECORD, rationale=RATIONALE, by="carla")
    add_evidence(store, claim, typed_document(**MINUTES), stance=EvidenceStance.SUPPORTS, note="Item 3.", by="carla")
    return claim


def shown(store: Store, claim_id: str) -> tuple[Any, ...]:
    return tuple(store.connection.execute("select verifiability, verdict from claims where id = ?", (claim_id,)).fetchone())


def review(store: Store, claim_id: str, **changes: Any) -> Review:
    fields: dict[str, Any] = {"verdict": Verdict.TRUE, "summary": SUMMARY, "publisher": "Our Desk", "by": "carla"}
    return review_claim(store, claim_id, **fields | changes)


# Can it be checked?


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_brings_its_status_with_it(store: Store, claim: str, reason: Reason) -> None:
    due = "2999-01-01" if reason in (Reason.PREDICTION, Reason.PROMISE, Reason.ONGOING_EVENT, Reason.AWAITING_RELEASE) else None

    _, assessment = assess_claim(store, claim, reason=reason, rationale=RATIONALE, by="carla", check_after=due)

    assert shown(store, claim) == (assessment.status.value, None)
    assert list(check_store(store)) == []


def test_a_claim_is_assessed_by_the_beginning_of_its_id(store: Store, claim: str) -> None:
    found, assessment = assess_claim(store, claim[:6], reason=Reason.OPINION, rationale=RATIONALE, by="dora", credibility=3)

    assert found == claim
    assert (assessment.assessor, assessment.credibility) == ("dora", 3)
    assert claim_page(store, claim).claim["assessments"][0]["reason"] == "opinion"


def test_whoever_assesses_again_at_once_is_heard_last(store: Store, claim: str) -> None:
    for reason in (Reason.PUBLIC_RECORD, Reason.OPINION, Reason.VAGUE_QUANTITY):
        assess_claim(store, claim, reason=reason, rationale=RATIONALE, by="carla")

    assert shown(store, claim) == ("too_vague", None)
    assert len(claim_page(store, claim).claim["assessments"]) == 3


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"reason": Reason.OPINION, "status": Verifiability.VERIFIABLE},
            f"the row: the reason opinion does not belong to verifiable; choose {', '.join(REASONS_BY_STATUS[Verifiability.VERIFIABLE])}",
        ),
        ({"reason": Reason.PROMISE}, "the row: not_yet needs check_after, the day to look again"),
        ({"check_after": "2999-01-01"}, "the row: check_after belongs to not_yet only; remove it"),
        (
            {"reason": Reason.PROMISE, "check_after": "2024-01-01"},
            "the row: check_after lies before the assessment; give a later day",
        ),
        ({"rationale": "Obvious"}, "rationale 'Obvious': is too short; say in a sentence why"),
        ({"credibility": 7}, "credibility 7: is too large; it is 6 or less"),
        ({"by": ""}, "assessor '': is empty; give it or leave it out"),
    ],
)
def test_an_assessment_that_contradicts_itself_is_refused(store: Store, claim: str, changes: dict[str, Any], fault: str) -> None:
    fields: dict[str, Any] = {"reason": Reason.PUBLIC_RECORD, "rationale": RATIONALE, "by": "carla"}

    with pytest.raises(InvalidInput) as refusal:
        assess_claim(store, claim, **fields | changes)

    assert [str(one) for one in refusal.value.faults] == [fault]
    assert shown(store, claim) == ("unassessed", None)


def test_an_unknown_claim_is_not_judged(store: Store) -> None:
    with pytest.raises(NotRecorded, match="No claim 'c0123' is recorded"):
        assess_claim(store, "c0123", reason=Reason.OPINION, rationale=RATIONALE, by="carla")
    with pytest.raises(NotRecorded, match="No claim 'c0123' is recorded"):
        review(store, "c0123")


# Two people, one claim.


def test_whoever_has_not_seen_the_newest_assessment_is_told_what_it_was(store: Store, claim: str) -> None:
    assess_claim(store, claim, reason=Reason.OPINION, rationale=RATIONALE, by="dora", seen=0)

    with pytest.raises(ChangedMeanwhile) as refusal:
        assess_claim(store, claim, reason=Reason.PUBLIC_DATA, rationale=RATIONALE, by="emil", seen=0)

    told = refusal.value
    assert str(told) == "This claim was assessed by dora after you opened it: nothing was written. Compare, and send it again."
    assert (told.who, told.recorded["reason"]) == ("dora", "opinion")
    assert shown(store, claim) == ("not_checkable", None)
    assess_claim(store, claim, reason=Reason.PUBLIC_DATA, rationale=RATIONALE, by="emil", seen=told.seen)
    assert shown(store, claim) == ("verifiable", None)


def test_an_assessment_of_a_repeat_must_have_been_seen_too(store: Store, claim: str) -> None:
    elsewhere = typed_claim(document=document_fields(url="https://courier.example/1"))
    repeat = add_claim(store, elsewhere, by="carla").claim_id
    link_claims(store, claim, repeat, relation=Relation.SAME_AS, by="carla")
    assess_claim(store, repeat, reason=Reason.OPINION, rationale=RATIONALE, by="dora")

    with pytest.raises(ChangedMeanwhile, match="was assessed by dora"):
        assess_claim(store, claim, reason=Reason.PUBLIC_DATA, rationale=RATIONALE, by="emil", seen=0)


def test_whoever_has_not_seen_the_newest_review_is_told_and_leaves_no_publisher_behind(store: Store, checked: str) -> None:
    review(store, checked, by="dora", seen=0)
    before = contents(store.connection)

    with pytest.raises(ChangedMeanwhile) as refusal:
        review(store, checked, verdict=Verdict.FALSE, publisher="Desk of Emil", by="emil", seen=0)

    assert str(refusal.value).startswith("This claim was reviewed by dora after you opened it")
    assert contents(store.connection) == before
    review(store, checked, verdict=Verdict.FALSE, by="emil", seen=refusal.value.seen)


def test_of_many_who_assess_at_the_same_time_one_is_written_and_all_others_are_told(store: Store, claim: str) -> None:
    """Each has a connection of its own; the comparison must stand in the transaction that writes."""
    many = 6
    together = threading.Barrier(many)
    told: list[str] = []

    def assess(name: str) -> None:
        own = connect(store.path)
        together.wait(timeout=10)
        try:
            assess_claim(own, claim, reason=Reason.OPINION, rationale=RATIONALE, by=name, seen=0)
        except ChangedMeanwhile as error:
            told.append(error.who)
        finally:
            own.close()

    threads = [threading.Thread(target=assess, args=(f"checker {number}",)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    winner = one(store.connection, "select assessor from assessments")
    assert told == [winner] * (many - 1)


# Evidence.


def test_evidence_is_captured_with_its_document(store: Store, claim: str) -> None:
    found, evidence, is_new = add_evidence(
        store, claim[:8], typed_document(**MINUTES, text=TEXT), stance=EvidenceStance.REFUTES, note="Item 3.", by="dora",
        is_primary=True, quote="The bridge was shut in May.",
    )  # fmt: skip

    assert (found, is_new, evidence.added_by, evidence.is_primary) == (claim, True, "dora", True)
    assert one(store.connection, "select title from documents where id = ?", evidence.document_id) == "Minutes"
    assert list(check_store(store)) == []


def test_evidence_may_be_a_recorded_document(store: Store, claim: str) -> None:
    document, _ = add_document(store, typed_document(**MINUTES), by="carla")

    _, evidence, is_new = add_evidence(store, claim, document.id, stance=EvidenceStance.CONTEXT, note="Item 3.", by="dora")

    assert (evidence.document_id, is_new, evidence.is_primary) == (document.id, True, False)


def test_the_same_evidence_is_recorded_once(store: Store, checked: str) -> None:
    _, _, is_new = add_evidence(
        store, checked, typed_document(**MINUTES), stance=EvidenceStance.SUPPORTS, note="In other words.", by="dora"
    )

    assert not is_new
    assert one(store.connection, "select count(*) from evidence") == 1


@pytest.mark.parametrize("document", ["d0123456789abcdef", document_fields(**MINUTES, text=TEXT)])
def test_evidence_that_is_refused_leaves_no_document_behind(store: Store, claim: str, document: str | dict[str, Any]) -> None:
    before = contents(store.connection)
    captured = document if isinstance(document, str) else typed_document(**document)

    with pytest.raises(ClaimsError):
        add_evidence(store, claim, captured, stance=EvidenceStance.SUPPORTS, note="Item 3.", by="carla", quote="never printed")

    assert contents(store.connection) == before


# Is it true?


def test_a_published_verdict_is_shown(store: Store, checked: str) -> None:
    given = review(store, checked[:8], state=ReviewState.PUBLISHED, url="https://desk.example/1")

    assert given.claim_id == checked
    assert shown(store, checked) == ("verifiable", "true")
    assert one(store.connection, "select name from entities where id = ?", given.publisher_id) == "Our Desk"
    assert list(check_store(store)) == []


def test_a_draft_is_not_shown(store: Store, checked: str) -> None:
    review(store, checked)

    assert shown(store, checked) == ("verifiable", None)


def test_the_newest_verdict_is_shown_until_it_is_retracted(store: Store, checked: str) -> None:
    published: dict[str, Any] = {"state": ReviewState.PUBLISHED, "url": "https://desk.example/1"}
    review(store, checked, **published)
    review(store, checked, **published, verdict=Verdict.MIXED)
    assert shown(store, checked) == ("verifiable", "mixed")

    review(store, checked, verdict=Verdict.MIXED, state=ReviewState.RETRACTED)
    assert shown(store, checked) == ("verifiable", None)
    assert len(claim_page(store, checked).reviews) == 3


def test_the_gate_is_shut_without_evidence_and_leaves_nothing_behind(store: Store, claim: str) -> None:
    before = contents(store.connection)

    with pytest.raises(RefusedByDatabase) as refusal:
        review(store, claim)

    assert str(refusal.value) == ("Refused: a verdict needs at least one evidence row: add the evidence first. Nothing was written.")
    assert contents(store.connection) == before


def test_the_gate_is_shut_without_an_assessment(store: Store, claim: str) -> None:
    add_evidence(store, claim, typed_document(**MINUTES), stance=EvidenceStance.SUPPORTS, note="Item 3.", by="carla")

    with pytest.raises(RefusedByDatabase) as refusal:
        review(store, claim)

    assert str(refusal.value) == (
        "Refused: a verdict needs a claim whose newest assessment is verifiable: the claim is not assessed as verifiable. "
        "Nothing was written."
    )


def test_somebody_elses_verdict_needs_neither(store: Store, claim: str) -> None:
    given = review(store, claim, verdict=Verdict.FALSE, original_rating="Four Pinocchios", publisher="Other Desk")

    assert given.original_rating == "Four Pinocchios"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"state": ReviewState.PUBLISHED}, "the row: a published review needs its url; give it, or record a draft"),
        ({"summary": "So it is."}, "summary 'So it is.': is too short; it has 20 characters or more"),
        ({"url": "desk"}, "url 'desk': begins neither with http:// nor with https://; give the address of the page"),
    ],
)
def test_a_review_that_is_not_complete_is_refused(store: Store, checked: str, changes: dict[str, Any], fault: str) -> None:
    before = contents(store.connection)

    with pytest.raises(InvalidInput) as refusal:
        review(store, checked, **changes)

    assert [str(one) for one in refusal.value.faults] == [fault]
    assert contents(store.connection) == before


def test_a_publisher_like_a_recorded_one_is_questioned(store: Store, checked: str) -> None:
    review(store, checked, publisher="Our Example Desk")

    with pytest.raises(SimilarName, match="'Our Exampel Desk' is not recorded, but our-example-desk is"):
        review(store, checked, publisher="Our Exampel Desk")


def test_names_that_are_really_new_are_recorded_when_one_says_so(store: Store, checked: str) -> None:
    review(store, checked, publisher="Our Example Desk")

    given = review(store, checked, publisher="Our Exampel Desk", allow_similar=True)
    minutes = typed_document(title="Minutes", outlet="Town Councill", url="https://council.example/2")
    with pytest.raises(SimilarName):
        add_evidence(store, checked, minutes, stance=EvidenceStance.CONTEXT, note="Item 4.", by="carla")
    add_evidence(store, checked, minutes, stance=EvidenceStance.CONTEXT, note="Item 4.", by="carla", allow_similar=True)

    assert given.publisher_id == "our-exampel-desk"
    assert one(store.connection, "select count(*) from entities where id in ('town-council', 'town-councill')") == 2
