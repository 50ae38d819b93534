"""What programs suggest of a claim, in the terminal and as JSON: what it repeats, and whether it can be checked."""

from collections.abc import Sequence
from typing import Any

import click

from claims.cli.command import styled
from claims.cli.showing_drafts import visible
from claims.cli.showing_repeats import repeat_fields, repeat_lines
from claims.models import ClaimEntry
from claims.store.connection import Store
from claims.triage import Suggestion, sureness
from claims.workflow.matching import Repeat, repeats_of_claim, repeats_of_entry
from claims.workflow.suggesting import suggested_for, suggestion_for_entry


def suggestion_lines(suggestion: Suggestion) -> list[str]:
    """Return a suggestion in words: the status and its reason, how sure the program is, and the words that led to it."""
    if suggestion.status is None or suggestion.reason is None:
        first = "nothing to suggest"
    else:
        first = f"{styled(suggestion.status.label, bold=True)}: {suggestion.reason.label} ({sureness(suggestion.score)})"
    grounds = [f"“{visible(cue.words)}”: {visible(cue.why)}" for cue in suggestion.because]
    return [f"{first}; worth checking: {suggestion.worth:.0%}", *grounds]


def suggestion_fields(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as JSON has it."""
    return {
        "status": suggestion.status,
        "reason": suggestion.reason,
        "score": round(suggestion.score, 4),
        "worth": round(suggestion.worth, 4),
        "because": [{"start": cue.start, "end": cue.end, "words": cue.words, "why": cue.why} for cue in suggestion.because],
    }


def told_of_entry(store: Store, entry: ClaimEntry) -> tuple[list[Repeat], list[str]]:
    """Return the likely repeats of a claim that is not recorded yet, and all that programs say of it, as lines of text."""
    repeats = repeats_of_entry(store, entry)
    lines = ["", "Recorded already:"] if repeats else []
    lines += [line for repeat in repeats for line in repeat_lines(repeat)]
    lines += ["", "Can it be checked? The program thinks:"]
    lines += [f"  {line}" for line in suggestion_lines(suggestion_for_entry(entry, store=store))]
    return [repeat for repeat in repeats if repeat.is_likely], lines


def tell_of_recorded(store: Store, claim_id: str, *, is_assessed: bool) -> str:
    """Print on standard error what a recorded claim likely repeats or contradicts, and whether it can be checked where nobody has said so.

    Returns the reason that is suggested for its assessment, if there is one.
    """
    repeats = _telling(store, claim_id)
    for line in [f"Recorded already, besides {claim_id}:"] * bool(repeats) + [line for one in repeats for line in repeat_lines(one)]:
        click.echo(line, err=True)
    for repeat in repeats:
        pair = f"claims link-claims {claim_id} {visible(repeat.claim['id'])} --relation"
        if repeat.is_likely:
            click.echo(f"The same: {pair} same_as. If not, add --judgement rejected.", err=True)
        else:
            click.echo(f"If they contradict: {pair} contradicts", err=True)
    if is_assessed:
        return ""
    _, suggestion = suggested_for(store, claim_id)
    click.echo("\n      ".join([f"Suggested of {claim_id}:", *suggestion_lines(suggestion)]), err=True)
    return suggestion.reason.value if suggestion.reason else ""


def fields_of_recorded(store: Store, claim_id: str) -> dict[str, Any]:
    """Return what programs say of a recorded claim as JSON has it."""
    _, suggestion = suggested_for(store, claim_id)
    return {"repeats": [repeat_fields(one) for one in _telling(store, claim_id)], "suggestion": suggestion_fields(suggestion)}


def _telling(store: Store, claim_id: str) -> Sequence[Repeat]:
    return [repeat for repeat in repeats_of_claim(store, claim_id) if repeat.is_telling]
