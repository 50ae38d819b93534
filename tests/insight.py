"""Claims that say the same, nearly the same, or nothing alike, recorded as people record them; all invented."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from store.by_hand import one
from store.typed import document_fields, typed_claim

from claims.models import ClaimEntry
from claims.store.connection import Store
from claims.workflow.adding import add_claim
from claims.workflow.importing import import_claims

FERRY = "The council of Mockwater paid 4.2 million crowns for the ferry Amelia in 2025."
FERRY_AGAIN = "In 2025 the council of Mockwater paid 4.2 million crowns for the ferry Amelia."
FERRY_OTHERWISE = "The ferry Amelia cost the council of Mockwater 4.2 million crowns in 2025."
APART = (
    "The lighthouse on Gull Rock was painted green by volunteers.",
    "Every second household in Sampleton keeps bees.",
    "The orchestra of Exampleburg has no trombone player.",
    "Rainfall in the Mock valley doubled within ten years.",
    "The bakery on Quarry Street closes at noon on Mondays.",
)
"""Statements of which none is like another, or like those about the ferry."""


def entry(statement: str, page: str, **changes: Any) -> ClaimEntry:
    """Return a claim of a page of its own; pages of one name are one document."""
    document = changes.pop("document", None) or document_fields(url=f"https://gazette.example/{page}", title=f"Page {page}")
    return typed_claim(statement, document=document, **changes)


def record(store: Store, statement: str, page: str, **changes: Any) -> str:
    """Record a claim of a page and return its id."""
    return add_claim(store, entry(statement, page, **changes), by="carla", allow_similar=True).claim_id


def record_apart(store: Store) -> list[str]:
    """Record some claims that are like no others."""
    return [record(store, statement, f"apart-{number}") for number, statement in enumerate(APART)]


def record_uncompared(store: Store, statements: Sequence[str]) -> None:
    """Record claims of a page each as an import does: nothing compares them, and nothing is suggested of them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "claims.csv"
        lines = [
            f'"{statement}",Gazette,Page {number},https://gazette.example/import/{number}' for number, statement in enumerate(statements)
        ]
        file.write_text("\n".join(["statement,outlet,title,url", *lines, ""]), encoding="utf-8")
        assert import_claims(store, [file], by="carla").written


def links(store: Store) -> list[tuple[str, str, str]]:
    """Return what is said of claims as the same: both ends, and the judgement."""
    query = "select from_id, to_id, judgement from claim_links where relation = 'same_as' order by from_id, to_id"
    return [tuple(row) for row in store.connection.execute(query)]


def pair(first: str, second: str) -> tuple[str, str]:
    """Return two ids in the order in which a link names them."""
    return (min(first, second), max(first, second))


def count(store: Store, table: str) -> int:
    """Return how many rows a table has."""
    return int(one(store.connection, f"select count(*) from {table}"))
