"""How far people agree with what was suggested: only what stood there before they decided counts, and their judgement is data."""

import json
from pathlib import Path

import pytest
from insight import APART, FERRY, record
from store.by_hand import LATER, TIME

from claims.models import SuggestedAssessment
from claims.store.connection import Store, writing
from claims.store.suggestions import save_suggested_assessments
from claims.vocabularies import Reason, Verifiability, status_of
from claims.workflow.judging import assess_claim
from claims.workflow.triage_agreement import NOTHING, training_statements, triage_report
from claims.workflow.triage_training import train_triage

AFTERWARDS = "2999-01-01T00:00:00Z"


@pytest.fixture
def claims(store: Store) -> list[str]:
    """Return the ids of claims of which no program has said anything yet."""
    made = [record(store, statement, f"page-{number}") for number, statement in enumerate((FERRY, *APART))]
    for table in ("claims_to_assess", "suggested_assessments"):
        store.connection.execute(f"delete from {table}")
    return made


def suggest(store: Store, claim: str, reason: Reason | None, *, at: str = TIME, program: str = "triage 1", score: float = 0.9) -> None:
    status = None if reason is None else status_of(reason)
    made = SuggestedAssessment.model_construct(
        claim_id=claim, status=status, reason=reason, score=score, worth=0.5, grounds=(), program=program, suggested_at=at
    )
    with writing(store, program) as connection:
        save_suggested_assessments(connection, [made])


def assess(store: Store, claim: str, reason: Reason) -> None:
    assess_claim(store, claim, reason=reason, rationale="The register of the council is public.", by="carla")


def test_status_and_reason_are_counted_apart(store: Store, claims: list[str]) -> None:
    suggested = (Reason.PUBLIC_RECORD, Reason.PUBLIC_DATA, Reason.OPINION, None)
    for claim, reason in zip(claims, suggested, strict=False):
        suggest(store, claim, reason)
        assess(store, claim, Reason.PUBLIC_RECORD)

    (found,) = triage_report(store)

    assert (found.program, found.assessed, found.suggested, found.same_status, found.same_reason) == ("triage 1", 4, 3, 2, 1)
    assert found.agreement == round(2 / 3, 3)
    assert found.table == {("verifiable", "verifiable"): 2, ("not_checkable", "verifiable"): 1, (NOTHING, "verifiable"): 1}


def test_a_suggestion_that_came_after_the_assessment_does_not_count(store: Store, claims: list[str]) -> None:
    assess(store, claims[0], Reason.PUBLIC_RECORD)
    suggest(store, claims[0], Reason.PUBLIC_RECORD, at=AFTERWARDS)

    assert triage_report(store) == []


def test_a_suggestion_of_the_same_second_does_not_count(store: Store) -> None:
    """A claim that is recorded with its assessment is looked at right after that."""
    assessment = {"reason": "public_record", "rationale": "The register of the council is public."}
    claim = record(store, FERRY, "ferry", assessment=assessment)
    (assessed_at,) = store.connection.execute("select assessed_at from assessments where claim_id = ?", (claim,)).fetchone()
    store.connection.execute("delete from suggested_assessments")
    suggest(store, claim, Reason.PUBLIC_RECORD, at=assessed_at)

    assert triage_report(store) == []


def test_the_newest_suggestion_before_the_newest_assessment_is_compared(store: Store, claims: list[str]) -> None:
    suggest(store, claims[0], Reason.OPINION, at=TIME)
    suggest(store, claims[0], Reason.PUBLIC_RECORD, at=LATER, program="triage 2")
    suggest(store, claims[0], Reason.OPINION, at=AFTERWARDS, program="triage 3")
    assess(store, claims[0], Reason.OPINION)
    assess(store, claims[0], Reason.PUBLIC_RECORD)

    (found,) = triage_report(store)

    assert (found.program, found.same_status) == ("triage 2", 1)


def test_each_version_of_the_program_is_counted_for_itself(store: Store, claims: list[str]) -> None:
    for claim, program in zip(claims, ("triage 1", "triage 2", "triage 2"), strict=False):
        suggest(store, claim, Reason.PUBLIC_RECORD, program=program)
        assess(store, claim, Reason.PUBLIC_RECORD)

    assert {one.program: one.assessed for one in triage_report(store)} == {"triage 1": 1, "triage 2": 2}


def test_scores_stand_beside_what_people_decided_in_bands(store: Store, claims: list[str]) -> None:
    for claim, score, reason in zip(claims, (0.95, 0.85, 0.3), (Reason.PUBLIC_RECORD, Reason.OPINION, Reason.OPINION), strict=False):
        suggest(store, claim, Reason.PUBLIC_RECORD, score=score)
        assess(store, claim, reason)

    (found,) = triage_report(store)

    assert [(band.least, band.decided, band.mean_score, band.share) for band in found.bands if band.decided] == [
        (0.2, 1, 0.3, 0.0), (0.8, 2, 0.9, 0.5),
    ]  # fmt: skip


def test_an_empty_database_and_one_that_nobody_has_assessed_tell_nothing(store: Store, claims: list[str]) -> None:
    assert triage_report(store) == []
    assert list(training_statements(store)) == []


def test_what_people_decided_is_training_data_with_the_newest_assessment(store: Store, claims: list[str]) -> None:
    assess(store, claims[0], Reason.OPINION)
    assess(store, claims[0], Reason.PUBLIC_RECORD)

    (told,) = training_statements(store)

    assert (told["id"], told["text"], told["status"], told["reason"]) == (claims[0], FERRY, Verifiability.VERIFIABLE, Reason.PUBLIC_RECORD)
    assert told["language"] == "en"


def test_training_data_tells_who_said_it(store: Store) -> None:
    claim = record(store, FERRY, "ferry", speaker="Ann Example")
    assess(store, claim, Reason.PUBLIC_RECORD)

    (told,) = training_statements(store)

    assert told["sources"] == [{"source_type": "named_person", "source_text": "Ann Example", "cue": "said"}]


def test_triage_learns_from_what_people_decided(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("numba", reason="the extra is not installed: pip install 'claim-tracker[train]'")
    for number in range(40):
        factual, said = f"The ferry carried {number + 100} passengers in May 2025.", f"The ferry deserves far better than pier {number}."
        assess(store, record(store, factual, f"fact-{number}"), Reason.PUBLIC_DATA)
        assess(store, record(store, said, f"said-{number}"), Reason.OPINION)
    file = tmp_path / "ours.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in training_statements(store)), encoding="utf-8")

    trained = train_triage([(file, None)], tmp_path / "ours.npz")

    assert trained.statements == 80
    assert trained.model.is_file()
