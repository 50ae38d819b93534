"""What a person answers when a program asks whether two recorded claims are the same, and the way back."""

from claims.dates import now
from claims.errors import ChangedMeanwhile, ClaimsError
from claims.models import ClaimLink
from claims.store.connection import Store, writing
from claims.store.read import resolve_claim
from claims.store.write import save_link
from claims.vocabularies import Judgement, Relation
from claims.workflow.deciding import undo_link


def answer_repeat(store: Store, claim: str, other: str, *, is_same: bool, contradicts: bool = False, by: str) -> ClaimLink:
    """Say that two claims are the same, or that they are not; then also whether they contradict each other.

    Claims that are the same share a canonical claim; others are never suggested as the same again. Raises NotRecorded, and
    ChangedMeanwhile where somebody has answered already.
    """
    if is_same and contradicts:
        raise ClaimsError("Claims that are the same do not contradict each other: give one answer.")
    with writing(store, by) as connection:
        ends = sorted((resolve_claim(connection, claim), resolve_claim(connection, other)))
        if ends[0] == ends[1]:
            raise ClaimsError(f"'{ends[0]}' is one claim: name two.")
        _refuse_answered(store, *ends)
        at = now()
        link = _link(ends, Relation.SAME_AS, Judgement.CONFIRMED if is_same else Judgement.REJECTED, by, at)
        save_link(store, link)
        if contradicts:
            save_link(store, _link(ends, Relation.CONTRADICTS, Judgement.CONFIRMED, by, at))
    return link


def undo_answer(store: Store, claim: str, other: str, *, by: str) -> None:
    """Let the question whether two claims are the same stand as before it was answered. Raises NotRecorded."""
    first, second = sorted((resolve_claim(store.connection, claim), resolve_claim(store.connection, other)))
    undo_link(store, first, second, Relation.SAME_AS, by=by)


def _refuse_answered(store: Store, first: str, second: str) -> None:
    row = store.connection.execute(
        "select judgement, decided_by from claim_links where from_id = ? and to_id = ? and relation = 'same_as'", (first, second)
    ).fetchone()
    if row is not None and row[0] != Judgement.SUGGESTED:
        raise ChangedMeanwhile("This question", row[1], {"judgement": row[0], "decided_by": row[1]}, deed="answered")


def _link(ends: list[str], relation: Relation, judgement: Judgement, by: str, at: str) -> ClaimLink:
    return ClaimLink(from_id=ends[0], to_id=ends[1], relation=relation, judgement=judgement, decided_by=by, decided_at=at)
