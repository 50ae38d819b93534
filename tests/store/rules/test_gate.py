"""A verdict stands on evidence and on a claim that can be checked."""

import pytest
from store.by_hand import LATER, TIME, Values, add
from store.libraries import Plain
from store.rules.asking import NEWEST_STILL, assess, claim, refused, refused_row

NEEDS_EVIDENCE = "a verdict needs at least one evidence row: add the evidence first"
NEEDS_VERIFIABLE = "a verdict needs a claim whose newest assessment is verifiable: the claim is not assessed as verifiable"
RESTS_ON_IT = "a standing verdict rests on this evidence: retract the review first"
FENCE: Values = {"claim_id": "fence", "verdict": "false", "reviewed_at": NEWEST_STILL}


def test_a_verdict_needs_evidence(plain: Plain) -> None:
    assess(plain, "fence", "verifiable", "public_record", TIME)

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_EVIDENCE


def test_a_verdict_needs_an_assessment(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_VERIFIABLE


def test_a_verdict_needs_the_newest_assessment_to_be_verifiable(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")
    assess(plain, "fence", "verifiable", "public_record", TIME)
    assess(plain, "fence", "not_checkable", "opinion", LATER)

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_VERIFIABLE


def test_of_two_assessments_of_one_second_the_later_row_counts(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")
    assess(plain, "fence", "verifiable", "public_record", TIME, assessor="ann")
    assess(plain, "fence", "not_checkable", "opinion", TIME, assessor="ben")

    assert refused_row(plain, "reviews", **FENCE) == NEEDS_VERIFIABLE
    assert claim(plain, "fence", "verifiability") == ("not_checkable",)


def test_a_verdict_with_evidence_on_a_verifiable_claim_is_accepted(plain: Plain) -> None:
    add(plain, "evidence", claim_id="fence")
    assess(plain, "fence", "not_checkable", "opinion", TIME)
    assess(plain, "fence", "verifiable", "public_record", LATER)
    add(plain, "reviews", **FENCE)


@pytest.mark.parametrize("verdict", ["true", "mostly_true", "mixed", "mostly_false", "false", "misleading"])
def test_the_gate_stands_before_every_verdict(plain: Plain, verdict: str) -> None:
    assert refused_row(plain, "reviews", **FENCE | {"verdict": verdict}) == NEEDS_EVIDENCE


def test_unproven_needs_neither(plain: Plain) -> None:
    add(plain, "reviews", **FENCE | {"verdict": "unproven"})


@pytest.mark.parametrize("rating", ["False", ""])
def test_a_review_of_somebody_else_needs_neither(plain: Plain, rating: str) -> None:
    add(plain, "reviews", **FENCE, original_rating=rating)


def test_a_retraction_needs_neither(plain: Plain) -> None:
    add(plain, "reviews", **FENCE | {"state": "retracted"})


def test_the_gate_looks_at_the_repeats_of_a_claim(plain: Plain) -> None:
    """What holds of one holds of all that share a canonical claim, whichever of them the verdict is on."""
    again: Values = {"claim_id": "again", "verdict": "true"}
    assert refused_row(plain, "reviews", **again) == NEEDS_EVIDENCE

    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")

    add(plain, "reviews", **again)


def test_an_assessment_of_a_repeat_shuts_the_gate(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    assess(plain, "again", "too_vague", "vague_quantity", LATER)

    assert refused_row(plain, "reviews", reviewed_at=NEWEST_STILL) == NEEDS_VERIFIABLE


def test_a_verdict_stands_when_the_claim_is_assessed_otherwise_later(plain: Plain) -> None:
    """The verdict rested on what was known by then; whoever disagrees adds a newer review."""
    assess(plain, "closed", "too_vague", "vague_quantity", NEWEST_STILL)

    assert plain.execute("select * from ungrounded_reviews").fetchall() == []


def test_the_evidence_of_a_standing_verdict_is_not_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from evidence") == RESTS_ON_IT


def test_evidence_on_a_repeat_is_not_deleted_either(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'closed' where id = 'again'")
    add(plain, "evidence")
    plain.execute("delete from evidence where claim_id = 'closed'")

    assert refused(plain, "delete from evidence where claim_id = 'again'") == RESTS_ON_IT


def test_evidence_of_a_verdict_on_a_repeat_is_not_deleted_either(plain: Plain) -> None:
    plain.execute("update claims set canonical_id = 'again' where id = 'closed'")

    assert refused(plain, "delete from evidence") == RESTS_ON_IT


def test_evidence_is_deleted_once_the_verdict_is_retracted(plain: Plain) -> None:
    add(plain, "reviews", verdict="true", state="retracted")

    plain.execute("delete from evidence")


def test_evidence_on_other_claims_is_deleted_freely(plain: Plain) -> None:
    add(plain, "evidence")

    plain.execute("delete from evidence where claim_id = 'again'")
