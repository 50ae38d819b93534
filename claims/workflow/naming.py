"""Which recorded names may mean the same: people, organisations and outlets compared by their spellings; a person decides."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from claims.dates import now
from claims.matching.names import POSSIBLE, Resemblance, keys, resemblance
from claims.models import EntityLink
from claims.store.connection import Store, writing
from claims.store.names import Named, named_entities
from claims.store.read import Fields
from claims.store.suggestions import suggest_entity_links, waiting_entity_links
from claims.vocabularies import EntityKind, Judgement

Progress = Callable[[int], None]
"""Is told how many names have been looked at since it was last called."""
PROGRAM = "claims match-names 1"
_CROWD = 60
"""A key that more entities share tells nothing of any of them: it is left to their other keys."""
_BATCH = 500


class Alike(NamedTuple):
    """Two entities whose names may mean the same."""

    one: Named
    other: Named
    resemblance: Resemblance


@dataclass
class NamesReport:
    """What comparing names came to."""

    entities: int = 0
    alike: list[Alike] = field(default_factory=list)
    """Pairs that now wait for a person, the likeliest first."""
    known: int = 0
    """Pairs that somebody has decided about, or that waited already."""


def match_names(store: Store, *, progress: Progress | None = None) -> NamesReport:
    """Compare the names of all entities, and suggest each pair that may be one. What a person has parted is not suggested again."""
    report = NamesReport()
    entities = named_entities(store.connection)
    report.entities = len(entities)
    found = sorted(alike_names(entities, progress=progress), key=lambda pair: (-pair.resemblance.score, pair.one.id, pair.other.id))
    at = now()
    for start in range(0, len(found), _BATCH):
        batch = {(pair.one.id, pair.other.id): pair for pair in found[start : start + _BATCH]}
        with writing(store, PROGRAM) as connection:
            written = suggest_entity_links(connection, [_suggested(pair, at) for pair in batch.values()])
        report.alike += [batch[link.from_id, link.to_id] for link in written]
    report.known = len(found) - len(report.alike)
    return report


def alike_names(entities: list[Named], *, progress: Progress | None = None) -> Iterator[Alike]:
    """Yield pairs of entities with names that may mean the same; a person is never compared with an organisation."""
    groups: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for place, entity in enumerate(entities):
        for key in {key for name in entity.names for key in keys(name)}:
            groups[entity.kind is EntityKind.PERSON, key].append(place)
        if progress:
            progress(1)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        if len(group) > _CROWD:
            continue
        for pair in combinations(group, 2):
            if pair not in seen:
                seen.add(pair)
                one, other = sorted((entities[place] for place in pair), key=lambda entity: entity.id)
                likeness = _likeness(one, other)
                if likeness.score >= POSSIBLE:
                    yield Alike(one, other, likeness)


def _likeness(one: Named, other: Named) -> Resemblance:
    return max((resemblance(name, another) for name in one.names for another in other.names), key=lambda found: found.score)


def _suggested(pair: Alike, at: str) -> EntityLink:
    """Return the question about a pair; ids and names that are recorded are not checked again."""
    return EntityLink.model_construct(
        from_id=pair.one.id, to_id=pair.other.id, judgement=Judgement.SUGGESTED, score=round(pair.resemblance.score, 4),
        because=pair.resemblance.reason, decided_by=PROGRAM, decided_at=at,
    )  # fmt: skip


def count_names(store: Store) -> int:
    """Count the entities that `match_names` looks at."""
    return len(named_entities(store.connection))


def waiting_names(store: Store, most: int = 100) -> list[Fields]:
    """List pairs of entities that wait for a decision, the likeliest first."""
    return waiting_entity_links(store.connection, most)
