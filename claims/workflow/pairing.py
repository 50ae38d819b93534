"""Deciding whether two names mean the same, pair by pair, and undoing that; what is decided already is not decided twice."""

from claims.dates import now
from claims.errors import ChangedMeanwhile, ClaimsError
from claims.store.connection import Connection, Store, writing
from claims.store.decide import put_entity_link_back, recorded_entity_link
from claims.store.suggestions import root_of
from claims.vocabularies import Judgement
from claims.workflow.linking import merge_entities, part_entities, unmerge_with_names


def merge_pair(store: Store, first: str, second: str, *, keep: str, by: str) -> str:
    """Let the name that is kept stand for the other one of a suggested pair. Returns the one that is merged.

    Raises NotRecorded, and ChangedMeanwhile where somebody has decided already.
    """
    if keep not in (first, second):
        raise ClaimsError(f"'{keep}' is none of the two: keep '{first}' or '{second}'.")
    gone = second if keep == first else first
    with writing(store, by) as connection:
        _refuse_decided(connection, first, second)
        merge_entities(store, gone, keep, by=by)
    return gone


def part_pair(store: Store, first: str, second: str, *, by: str) -> None:
    """Say that the two names of a suggested pair are not the same. Raises NotRecorded, and ChangedMeanwhile as above."""
    with writing(store, by) as connection:
        _refuse_decided(connection, first, second)
        part_entities(store, first, second, by=by)


def undo_pair(store: Store, first: str, second: str, *, by: str) -> None:
    """Let a pair of names wait again; a merge is undone, and what came along with the merged name goes back to it. Raises NotRecorded."""
    with writing(store, by) as connection:
        decided = recorded_entity_link(connection, first, second)
        if decided["judgement"] == Judgement.SUGGESTED:
            raise ClaimsError("This pair waits already: there is nothing to undo.")
        for gone, into in ((first, second), (second, first)):
            if root_of(connection, "entities", gone) == into:
                unmerge_with_names(store, gone, by=by)
        put_entity_link_back(store, first, second, by=by, at=now())


def _refuse_decided(connection: Connection, first: str, second: str) -> None:
    suggested = recorded_entity_link(connection, first, second)
    if suggested["judgement"] != Judgement.SUGGESTED:
        raise ChangedMeanwhile("This pair", suggested["decided_by"], suggested, deed="decided")
    for end in (first, second):
        root = root_of(connection, "entities", end)
        if root != end:
            raise ClaimsError(f"'{end}' has been merged into '{root}' meanwhile: there is nothing to decide about it any more.")
