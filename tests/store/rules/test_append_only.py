"""What is only ever added to: assessments, reviews, drafts, history."""

import pytest
from store.by_hand import TIME, Values, add
from store.libraries import Plain
from store.rules.asking import NEXT_YEAR, refused, refused_row

ASSESSMENTS_STAY = "assessments are append-only: add a newer one"
REVIEWS_STAY = "reviews are append-only: add a newer one"
DRAFT_STAYS = "the draft of a candidate is kept as it was: record your decision beside it"
HISTORY_STAYS = "history is not rewritten"


@pytest.mark.parametrize("how", ["update", "update or replace", "update or ignore"])
@pytest.mark.parametrize("change", ["status = 'not_checkable', reason = 'opinion'", "rationale = 'It has been changed.'", "id = id + 1"])
def test_an_assessment_is_never_changed(plain: Plain, how: str, change: str) -> None:
    assert refused(plain, f"{how} assessments set {change}") == ASSESSMENTS_STAY


def test_an_assessment_is_never_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from assessments") == ASSESSMENTS_STAY


@pytest.mark.parametrize("changes", [{"id": 1}, {"claim_id": "closed", "assessed_at": TIME}], ids=["by id", "by key"])
@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace", "insert or ignore"])
def test_an_assessment_is_never_replaced(plain: Plain, how: str, changes: Values) -> None:
    """INSERT OR REPLACE deletes without asking the triggers on DELETE, unless recursive triggers are on."""
    assert refused_row(plain, "assessments", how, **changes) == ASSESSMENTS_STAY


@pytest.mark.parametrize("how", ["update", "update or replace"])
@pytest.mark.parametrize("change", ["verdict = 'false'", "state = 'retracted'", "id = id + 1"])
def test_a_review_is_never_changed(plain: Plain, how: str, change: str) -> None:
    assert refused(plain, f"{how} reviews set {change}") == REVIEWS_STAY


def test_a_review_is_never_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from reviews") == REVIEWS_STAY


@pytest.mark.parametrize("changes", [{"id": 1}, {"reviewed_at": TIME}], ids=["by id", "by key"])
@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace", "insert or ignore"])
def test_a_review_is_never_replaced(plain: Plain, how: str, changes: Values) -> None:
    assert refused_row(plain, "reviews", how, **changes) == REVIEWS_STAY


def test_nothing_is_assessed_or_reviewed_in_the_future(plain: Plain) -> None:
    """One bad clock would win for ever, since the newest wins."""
    assert refused_row(plain, "assessments", assessed_at=NEXT_YEAR) == "assessed_at lies in the future: check the clock"
    assert refused_row(plain, "reviews", reviewed_at=NEXT_YEAR) == "reviewed_at lies in the future: check the clock"


@pytest.mark.parametrize(
    "change",
    [
        "draft = '{}'",
        "document_id = 'report'",
        "extractor = 'quotes 2.0'",
        "start_char = 4",
        "end_char = 10",
        "spans = '{}'",
        "id = 'other'",
    ],
)
def test_the_draft_of_a_candidate_never_changes(plain: Plain, change: str) -> None:
    assert refused(plain, f"update candidates set {change}") == DRAFT_STAYS


@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace"])
def test_a_candidate_is_never_replaced(plain: Plain, how: str) -> None:
    assert refused_row(plain, "candidates", how, id="drafted") == DRAFT_STAYS


def test_a_candidate_is_never_deleted(plain: Plain) -> None:
    assert refused(plain, "delete from candidates") == "the draft of a candidate is kept for ever: reject it instead"


def test_a_decision_is_recorded_beside_the_draft(plain: Plain) -> None:
    plain.execute("update candidates set state = 'accepted', claim_id = 'closed', decided_by = 'ann', decided_at = ?", (TIME,))


@pytest.mark.parametrize(
    "change", ["old = '{}'", "op = 'delete'", "row_id = 'stays'", "table_name = 'tags'", "at = '2024'", "id = id + 1", "actor = 'ben'"]
)
def test_history_is_not_rewritten(plain: Plain, change: str) -> None:
    add(plain, "history", actor="ann", at="2023")

    assert refused(plain, f"update history set {change}") == HISTORY_STAYS


@pytest.mark.parametrize("change", ["old = '[]'", "op = 'delete'", "row_id = 'stays'", "table_name = 'tags'", "at = '2024'", "id = id + 1"])
def test_naming_the_actor_changes_nothing_else(plain: Plain, change: str) -> None:
    add(plain, "history", at="2023")

    assert refused(plain, f"update history set actor = 'ann', {change}") == HISTORY_STAYS
    plain.execute("update history set actor = 'ann'")


@pytest.mark.parametrize("how", ["insert", "insert or replace", "replace"])
def test_history_is_never_replaced(plain: Plain, how: str) -> None:
    add(plain, "history", id=1)

    assert refused_row(plain, "history", how, id=1) == HISTORY_STAYS


def test_history_is_never_deleted(plain: Plain) -> None:
    add(plain, "history")

    assert refused(plain, "delete from history") == HISTORY_STAYS
