"""A small database in which something waits in every queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from factories import END, QUOTE, START, STATEMENT, as_line, make_candidate, make_document, make_entity, make_source
from store.typed import typed_claim, typed_document

from claims.dates import now
from claims.models import EntityLink
from claims.store.connection import Store, writing
from claims.store.schema import open_store
from claims.store.suggestions import suggest_entity_links
from claims.store.write import save_entry
from claims.vocabularies import Judgement, Relation
from claims.workflow.adding import add_document
from claims.workflow.importing import import_claims
from claims.workflow.linking import link_claims

RATIONALE = "The minutes of the council are public."
PAGE = "https://gazette.example/changing"
OLD = "Shut. “The bridge has been inspected every year since 2019,” said the mayor. A fence stands there. The toll is two crowns."
NEW = "Shut. “The bridge has been inspected almost every year since 2019,” the mayor said. A fence stands there."
GONE = "The bridge has been inspected every year since 2019,"
DRAFT = {"statement": STATEMENT, "quote": QUOTE, "start_char": START, "end_char": END, "attributions": [make_source(cue="said")]}


class Desk(NamedTuple):
    """What waits, by its ids, in the order in which it was recorded."""

    unassessed: list[str]
    due: list[str]
    quotes: list[str]
    links: list[str]
    """Keys: `from.to.relation`."""
    candidates: list[str]
    names: list[str]
    """Keys: `from.to`."""


def fill(database: Path) -> Desk:
    """Make the database and return what waits in it."""
    with opened_store(database, create=True) as store:
        said = ["The bridge is closed to all traffic.", "The bridge is open to pedestrians.", "The bridge was built in 1931 by the town."]
        unassessed = [add(store, statement) for statement in said]
        due = [
            put_due(store, statement, day)
            for statement, day in (("It will rain all May.", "2024-03-01"), ("It will snow all May.", "2024-02-01"))
        ]
        quotes = put_changed_page(store)
        links = [
            suggest(store, unassessed[0], unassessed[1], Relation.SAME_AS),
            suggest(store, unassessed[1], unassessed[2], Relation.CONTRADICTS),
        ]
        candidates = put_drafts(
            store, database.parent, DRAFT, {**DRAFT, "statement": "Twelve schools were opened in one month."}, {"statement": "Why?"}
        )
        names = put_names(store)
    return Desk([*unassessed, *quotes], due, quotes, links, candidates, names)


@contextmanager
def opened_store(database: Path, *, create: bool = False) -> Iterator[Store]:
    """Open the database beside the site, as a script would."""
    store = open_store(database, create=create)
    try:
        yield store
    finally:
        store.close()


def add(store: Store, statement: str, **changes: Any) -> str:
    """Record a claim, of which no program says anything."""
    return save_entry(store, typed_claim(statement, **changes), by="carla", at=now(), allow_similar=True).claim_id


def put_due(store: Store, statement: str, day: str) -> str:
    """Record a claim that was to be looked at again on a day that has passed."""
    claim = add(store, statement)
    store.connection.execute(
        "insert into assessments (claim_id, status, reason, rationale, check_after, assessor, assessed_at)"
        " values (?, 'not_yet', 'prediction', 'It says what will happen.', ?, 'carla', '2024-01-01T00:00:00Z')",
        (claim, day),
    )
    return claim


def put_changed_page(store: Store) -> list[str]:
    """Record a page in two versions, and two claims that quote words which only the first one has."""
    first, _ = add_document(store, typed_document(url=PAGE, text=OLD, accessed_at="2024-02-01T00:00:00Z"), by="carla")
    claim = add(store, "The bridge was inspected in every year since 2019.", document=first.id, quote=GONE, speaker="Ann Example")
    add_document(store, typed_document(url=PAGE, text=NEW, accessed_at="2024-02-05T00:00:00Z"), by="carla")
    toll = add(store, "To cross the bridge costs two crowns.", document=first.id, quote="The toll is two crowns.")
    return [claim, toll]


def suggest(store: Store, first: str, second: str, relation: Relation) -> str:
    """Suggest a link and return its key."""
    link = link_claims(store, first, second, relation=relation, judgement=Judgement.SUGGESTED, by="matcher", score=0.75)
    return f"{link.from_id}.{link.to_id}.{link.relation}"


def put_names(store: Store) -> list[str]:
    """Record people and outlets under two names each, suggest that they are one, and return the keys of the pairs."""
    for entity, kind, name in (
        ("tariq-al-namir", "person", "Tariq al-Namir"),
        ("tariq-namir", "person", "Tariq Namir"),
        ("harbour-post", "outlet", "Harbour Post"),
        ("the-harbour-post", "outlet", "The Harbour Post"),
    ):
        store.connection.execute("insert into entities (id, kind, name) values (?, ?, ?)", (entity, kind, name))
    pairs = [("tariq-al-namir", "tariq-namir", 0.96), ("harbour-post", "the-harbour-post", 0.8)]
    links = [
        EntityLink(
            from_id=first, to_id=second, judgement=Judgement.SUGGESTED, score=score, because="the same but for the article",
            decided_by="matcher 1", decided_at="2024-02-05T09:30:00Z",
        )
        for first, second, score in pairs
    ]  # fmt: skip
    with writing(store, "matcher 1") as connection:
        assert suggest_entity_links(connection, links) == links
    return [f"{first}.{second}" for first, second, _ in pairs]


def put_drafts(store: Store, folder: Path, *drafts: dict[str, Any]) -> list[str]:
    """Import a document with drafts, as a program hands them over, and return their ids."""
    ids = [f"k{number}" for number in range(1, len(drafts) + 1)]
    made = [make_candidate(id=name, draft=draft, because="A cue stands beside it.") for name, draft in zip(ids, drafts, strict=True)]
    path = folder / "drafts.jsonl"
    outlet = make_entity(id="daily-example", kind="outlet", name="Daily Example")
    path.write_bytes(b"".join(as_line(line) + b"\n" for line in (outlet, make_document(), *made)))
    assert import_claims(store, [path], by="extractor").written
    return ids
