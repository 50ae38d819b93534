"""What programs say of a claim that is not recorded yet, as somebody types it or as it was drafted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from claims.errors import ClaimsError
from claims.models import ClaimEntry, DocumentEntry, SourceEntry
from claims.site.page import Asked, Row
from claims.site.pages.checkable import suggestion_row, worded
from claims.site.pages.repeats import Repeats, repeats_found
from claims.site.sql import page_questions
from claims.vocabularies import Quotation, SourceType
from claims.workflow.matching import repeats_of_entry
from claims.workflow.suggesting import suggestion_for_entry, triager

Key = TypeVar("Key", bound=StrEnum)

LONGEST_TEXT = 4_000
"""So many characters of what is typed are looked at."""


@dataclass(frozen=True)
class Look:
    """What programs say of a claim that is not recorded yet."""

    text: str
    """What was compared: the statement, or the quote while there is no statement."""
    repeats: Repeats
    suggestion: Row | None = None
    """Whether it can be checked; nothing without a statement."""


async def look_at_entry(asked: Asked, fields: Mapping[str, Any], document: Row) -> Look | None:
    """Return what a claim as somebody types it, or as a program drafted it, may repeat; nothing where there are no words yet."""
    entry = entry_of(fields, document)
    if entry is None:
        return None
    # A recorded document is named by its id: its own claims, which somebody told apart, are no repeats.
    told_apart = entry.model_copy(update={"document": document["id"]}) if document else entry
    repeats = await repeats_found(asked, lambda store: repeats_of_entry(store, told_apart))
    if not _text(fields, "statement"):
        return Look(entry.statement, repeats)
    try:
        suggestion = worded(await asyncio.to_thread(lambda: suggestion_row(suggestion_for_entry(entry), triager())), entry.statement)
    except ClaimsError:
        suggestion = None
    return Look(entry.statement, repeats, suggestion)


async def look_at_typed(asked: Asked, fields: Mapping[str, Any]) -> tuple[Look | None, dict[str, Any]]:
    """Return what is suggested of typed fields, and the claim that was chosen as the same, if any."""
    given = {name: value.replace("\0", "") for name in ("document", "same_as") if isinstance(value := fields.get(name), str)}
    questions = page_questions(asked.folder, "suggest")
    answers = await asked.answers(questions, document=given.get("document"), same_as=given.get("same_as"))
    document = answers["document"][0] if answers["document"] else {}
    chosen = answers["chosen"][0] if answers["chosen"] else {}
    return await look_at_entry(asked, fields, document), chosen


def entry_of(fields: Mapping[str, Any], document: Row) -> ClaimEntry | None:
    """Return as much of a claim as can be read from what was typed or drafted, unchecked; nothing without words."""
    statement, quote = _text(fields, "statement"), _text(fields, "quote")
    if not statement and not quote:
        return None
    sources = fields.get("attributions")
    return ClaimEntry.model_construct(
        document=DocumentEntry.model_construct(**{"title": "", "outlet": "", **document}),
        statement=statement or quote,
        quote=quote,
        quotation=_term(Quotation, fields.get("quotation")),
        language=_text(fields, "language") or None,
        claim_date=_text(fields, "claim_date") or None,
        attributions=tuple(_source(row) for row in sources if isinstance(row, dict)) if isinstance(sources, list) else (),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value.strip()[:LONGEST_TEXT] if isinstance(value, str) else ""


def _source(row: Mapping[str, Any]) -> SourceEntry:
    words: dict[str, Any] = {name: _text(row, name) or None for name in ("speaker", "source_text", "role_text", "cue")}
    hop = row.get("hop") if isinstance(row.get("hop"), int) else None
    return SourceEntry.model_construct(**words, hop=hop, source_type=_term(SourceType, row.get("source_type")))


def _term(vocabulary: type[Key], value: object) -> Key | None:
    return next((term for term in vocabulary if term.value == value), None)
