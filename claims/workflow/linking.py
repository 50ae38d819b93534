"""Which claims belong together, and which names mean the same: pointers that can be undone, nothing moved or removed."""

from pydantic import ValidationError

from claims.dates import now
from claims.errors import InvalidInput
from claims.models import ClaimLink
from claims.models.faults import faults_of
from claims.store.connection import Store
from claims.store.names import find_entity_of_any_kind
from claims.store.read import resolve_claim
from claims.store.write import merge_entity, save_link, unmerge_entity
from claims.vocabularies import SYMMETRIC_RELATIONS, Judgement, Relation


def link_claims(
    store: Store,
    first: str,
    second: str,
    *,
    relation: Relation,
    by: str,
    judgement: Judgement = Judgement.CONFIRMED,
    score: float | None = None,
) -> ClaimLink:
    """Record how one claim relates to another. A confirmed same_as gives both one canonical claim; rejecting it undoes that."""
    ends = [resolve_claim(store.connection, first), resolve_claim(store.connection, second)]
    if relation in SYMMETRIC_RELATIONS:
        ends.sort()
    try:
        link = ClaimLink(
            from_id=ends[0], to_id=ends[1], relation=relation, judgement=judgement, score=score, decided_by=by, decided_at=now()
        )
    except ValidationError as error:
        raise InvalidInput("This link", faults_of(error)) from error
    save_link(store, link)
    return link


def merge_entities(store: Store, gone: str, into: str, *, by: str) -> tuple[str, str]:
    """Let one entity stand for another that turned out to be the same. Returns the ids of both."""
    ends = find_entity_of_any_kind(store.connection, gone), find_entity_of_any_kind(store.connection, into)
    merge_entity(store, *ends, by)
    return ends


def undo_merge(store: Store, gone: str, *, by: str) -> tuple[str, str]:
    """Undo a merge. Returns the id of the entity and of the one it had been merged into."""
    entity_id = find_entity_of_any_kind(store.connection, gone)
    return entity_id, unmerge_entity(store, entity_id, by)
