"""Which claims belong together, and which names mean the same: pointers that can be undone, nothing moved or removed."""

from pydantic import ValidationError

from claims.dates import now
from claims.errors import ClaimsError, InvalidInput, NotRecorded
from claims.models import ClaimLink, EntityLink
from claims.models.faults import faults_of
from claims.store.connection import Store, writing
from claims.store.decide import merged_with, recorded_entity_link
from claims.store.names import find_entity_of_any_kind
from claims.store.read import resolve_claim
from claims.store.suggestions import contradict, root_of, save_entity_link
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
    """Record how one claim relates to another. A confirmed same_as gives both one canonical claim; rejecting it undoes that.

    Raises InvalidInput, NotRecorded, or ClaimsError where two that are confirmed to contradict each other shall be the same.
    """
    ends = [resolve_claim(store.connection, first), resolve_claim(store.connection, second)]
    if relation in SYMMETRIC_RELATIONS:
        ends.sort()
    try:
        link = ClaimLink(
            from_id=ends[0], to_id=ends[1], relation=relation, judgement=judgement, score=score, decided_by=by, decided_at=now()
        )
    except ValidationError as error:
        raise InvalidInput("This link", faults_of(error)) from error
    with writing(store, by):
        if relation is Relation.SAME_AS and judgement is Judgement.CONFIRMED and contradict(store.connection, *ends):
            raise ClaimsError(
                f"{ends[0]} and {ends[1]} are confirmed to contradict each other: reject that first, with"
                f" `claims link-claims {ends[0]} {ends[1]} --relation contradicts --judgement rejected`."
            )
        save_link(store, link)
    return link


def merge_entities(store: Store, gone: str, into: str, *, by: str) -> tuple[str, str]:
    """Let one entity stand for another that turned out to be the same. Returns the ids of both."""
    ends = find_entity_of_any_kind(store.connection, gone), find_entity_of_any_kind(store.connection, into)
    with writing(store, by):
        merge_entity(store, *ends, by)
        _judge(store, *ends, Judgement.CONFIRMED, by)
    return ends


def part_entities(store: Store, one: str, other: str, *, by: str) -> tuple[str, str]:
    """Say that two entities are not the same: they are never suggested again. Returns the ids of both.

    Raises ClaimsError where one has been merged into the other.
    """
    ends = find_entity_of_any_kind(store.connection, one), find_entity_of_any_kind(store.connection, other)
    if ends[0] == ends[1]:
        raise ClaimsError(f"'{ends[0]}' is one entity: name two.")
    roots = [root_of(store.connection, "entities", end) for end in ends]
    if roots[0] == roots[1]:
        raise ClaimsError(f"'{ends[0]}' and '{ends[1]}' are merged: part them with `claims merge-entities {ends[0]} --undo`.")
    _judge(store, *ends, Judgement.REJECTED, by)
    return ends


def undo_merge(store: Store, gone: str, *, by: str) -> tuple[str, str]:
    """Undo a merge, with what came along; the two are not suggested again. Returns the ids of the entity and of the one it went into."""
    entity_id = find_entity_of_any_kind(store.connection, gone)
    with writing(store, by):
        into = unmerge_with_names(store, entity_id, by=by)
        _judge(store, entity_id, into, Judgement.REJECTED, by)
    return entity_id, into


def unmerge_with_names(store: Store, gone: str, *, by: str) -> str:
    """Let an entity stand for itself again, and for what came along with it. Returns the id of the one that it had been merged into."""
    with writing(store, by) as connection:
        into = root_of(connection, "entities", gone)
        along = [] if into == gone else merged_with(connection, gone, into, since=_merged_at(store, gone, into))
        unmerge_entity(store, gone, by)
        for one in along:
            merge_entity(store, one, gone, by)
    return into


def _merged_at(store: Store, gone: str, into: str) -> str:
    """Return when two entities were merged; the beginning of time where no decision about these two is recorded."""
    try:
        return str(recorded_entity_link(store.connection, *sorted((gone, into)))["decided_at"])
    except NotRecorded:
        return ""


def _judge(store: Store, one: str, other: str, judgement: Judgement, by: str) -> None:
    """Write down what was decided; ids that are recorded are not checked again."""
    first, second = sorted((one, other))
    save_entity_link(store, EntityLink.model_construct(from_id=first, to_id=second, judgement=judgement, decided_by=by, decided_at=now()))
