"""Cutting a draft in two, or joining it with the next one of its document, on the site; what comes of it is decided about next."""

from claims.errors import ClaimsError, Fault, InvalidInput
from claims.models.decisions import CandidateDecision
from claims.site.form import Done
from claims.site.pages.queues import QUEUES
from claims.store.connection import Store
from claims.wording import shorten
from claims.workflow.recutting import Recut, merge_candidates, split_candidate
from claims.workflow.waiting import look_at_candidate, next_in_document, words_begin_at


def recut(store: Store, candidate: str, given: CandidateDecision, *, by: str) -> Done:
    """Split or merge a draft, and lead on to what came of it."""
    if given.decision == "split":
        done, told = _split(store, candidate, given.second_begins or "", by), "Split: decide about each part."
    else:
        done, told = _merge(store, candidate, given.merge_with, by), "Merged: decide about the two as one."
    body = {"candidate": candidate, "state": "rejected", "made": list(done.made)}
    return Done(QUEUES["candidates"].address(at=done.made[0], done=candidate), told, body)


def _split(store: Store, candidate: str, words: str, by: str) -> Recut:
    try:
        at = words_begin_at(store, look_at_candidate(store, candidate).candidate, words)
    except ValueError as error:
        raise InvalidInput("This split", [Fault("second_begins", repr(shorten(words)), str(error))]) from error
    return split_candidate(store, candidate, at, by=by)


def _merge(store: Store, candidate: str, other: str | None, by: str) -> Recut:
    other = other or next_in_document(store, candidate)
    if other is None:
        raise ClaimsError("No other draft of this document waits after this one, so there is nothing to merge it with.")
    return merge_candidates(store, candidate, other, by=by)
