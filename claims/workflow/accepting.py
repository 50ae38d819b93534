"""Deciding about many drafts at once: accept those that wait, and undo the last decisions."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from claims.errors import ClaimsError
from claims.store.candidates import last_decided
from claims.store.connection import Store, writing
from claims.store.decide import recorded_candidate
from claims.workflow.deciding import Decided, accept_candidate, undo_decision
from claims.workflow.waiting import waiting_candidates


class Refusal(NamedTuple):
    """A draft that could not be accepted as it is, and why; it waits on."""

    candidate_id: str
    statement: str
    reason: str


class AcceptedMany(NamedTuple):
    """What became of many drafts."""

    accepted: list[Decided]
    refused: list[Refusal]
    below: int
    """How many were left to wait because of their score."""


def accept_candidates(
    store: Store,
    *,
    by: str,
    document_id: str | None = None,
    least_score: float | None = None,
    allow_similar: bool = False,
    progress: Callable[[Sequence[str]], Iterable[str]] | None = None,
) -> AcceptedMany:
    """Accept every draft that waits as it was drafted; of one document, or with a score of at least so much.

    Each is a decision of its own. What the record refuses waits on and is told with its reason. Raises NotRecorded.
    """
    accepted, refused, below = [], [], 0
    waiting = waiting_candidates(store, document_id)
    for candidate in progress(waiting) if progress else waiting:
        found = recorded_candidate(store.connection, candidate)
        if least_score is not None and (found.get("score") is None or found["score"] < least_score):
            below += 1
            continue
        try:
            accepted.append(accept_candidate(store, candidate, by=by, allow_similar=allow_similar))
        except ClaimsError as error:
            refused.append(Refusal(candidate, str(found["draft"].get("statement", "")), _reason(error)))
    return AcceptedMany(accepted, refused, below)


def _reason(error: ClaimsError) -> str:
    faults = getattr(error, "faults", None)
    return "; ".join(str(fault) for fault in faults) if faults else str(error)


def undo_last(store: Store, *, by: str, count: int = 1) -> list[Decided]:
    """Undo the last decisions of a person about drafts, the newest first: all of so many, or none.

    Raises ClaimsError where there are not so many, or where one cannot be undone.
    """
    undone: list[Decided] = []
    with writing(store, by) as connection:
        while len(undone) < count:
            candidate = last_decided(connection, by)
            if candidate is None:
                raise ClaimsError(f"{by} has decided about {len(undone)} drafts, not {count}: nothing was undone.")
            undone.append(undo_decision(store, candidate, by=by))
    return undone
