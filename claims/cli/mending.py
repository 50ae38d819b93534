"""Mending a draft field by field: each stands there as drafted, to be changed, kept with Enter, or emptied."""

from typing import Any

import click
from prompt_toolkit.completion import FuzzyWordCompleter

from claims.cli.asking import ask, choose
from claims.dates import check_partial_date
from claims.store.connection import Store
from claims.store.read import entity_names
from claims.vocabularies import Location, Medium, Quotation, SourceType, Stance
from claims.wording import check_line, check_statement

_CLEARED = None


def mended_fields(store: Store, drafted: dict[str, object]) -> dict[str, object]:
    """Ask for the fields of a draft and return those that were changed; None takes one away."""
    click.echo("Enter keeps a field, Ctrl-C goes back; nothing is written before the last one.")
    answers: dict[str, object] = {
        "statement": ask("What is claimed", check_statement, required=True, default=_typed(drafted, "statement")),
        "quote": ask("The document's words", default=_typed(drafted, "quote")),
        "quotation": choose("How the words are given", list(Quotation), default=_typed(drafted, "quotation")),
        "location": choose("Where in the document", list(Location), required=True, default=_typed(drafted, "location") or "body"),
        "claim_date": ask("The day, month or year that it is about", check_partial_date, default=_typed(drafted, "claim_date")),
    }
    changed = {name: value or _CLEARED for name, value in answers.items() if value != _typed(drafted, name)}
    if changed.get("location") == "body" and not drafted.get("location"):
        del changed["location"]
    sources = drafted.get("attributions")
    before = [row for row in sources if isinstance(row, dict)] if isinstance(sources, list | tuple) else []
    after = _sources(store, before, is_own=answers["quotation"] == Quotation.OWN_VOICE)
    if after != before:
        changed["attributions"] = after
    return changed


def _typed(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _sources(store: Store, before: list[dict[str, Any]], *, is_own: bool) -> list[dict[str, Any]]:
    if is_own:
        return []
    return [source for row in before or [{}] if (source := _source(store, row))]


def _source(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    """Ask for one source; without a name, a kind or words it is none."""
    names = FuzzyWordCompleter(entity_names(store, ("person", "organisation")))
    answers = {
        "speaker": ask("Who says so? Name, empty for one without", check_line, completer=names, default=_typed(row, "speaker")),
        "source_type": choose("What kind of source", list(SourceType), default=_typed(row, "source_type")),
        "source_text": ask("The source as printed", check_line, default=_typed(row, "source_text")),
        "role_text": ask("The role as printed", check_line, default=_typed(row, "role_text")),
        "affiliation": ask("The organisation it belongs to", check_line, default=_typed(row, "affiliation")),
        "cue": ask("The words that attribute", check_line, default=_typed(row, "cue")),
        "stance": choose("Where it stands", list(Stance), default=_typed(row, "stance")),
        "medium": choose("How it spoke", list(Medium), default=_typed(row, "medium")),
    }
    if not answers["speaker"] and not answers["source_type"] and not answers["source_text"]:
        return {}
    kept = {name: value for name, value in row.items() if name not in answers}
    return {**kept, **{name: value for name, value in answers.items() if value}}
