"""Whether a claim can be checked as a program sees it: status, reason and grounds in words, for a person to accept or not."""

import json
import re
from collections.abc import Mapping, Sequence

from claims.dates import today
from claims.errors import ClaimsError
from claims.site.page import Answers, Asked, Row
from claims.site.pages.looking import looked_up
from claims.site.sql import page_questions
from claims.triage import Suggestion, sureness
from claims.vocabularies import Reason, Verifiability
from claims.workflow.suggesting import suggested_for, triager

_MOST_GROUNDS = 4
"""So many grounds stand in the rationale that a suggestion comes with."""


def suggestion_row(found: Suggestion, program: str) -> Row:
    """Return what a program says of a statement."""
    return {
        "status": found.status.value if found.status else None,
        "reason": found.reason.value if found.reason else None,
        "score": round(found.score, 4),
        "sureness": sureness(found.score),
        "worth": round(found.worth, 4),
        "grounds": [{"start": cue.start, "end": cue.end, "why": cue.why} for cue in found.because],
        "check_after": day_after(found.check_after, today()),
        "program": program,
        "suggested_at": None,
    }


def day_after(date: str | None, today: str) -> str | None:
    """Return the day on which to look again, from a date that may be a month or a year; nothing that lies behind us."""
    parts = [int(part) for part in date.split("-")] if date and re.fullmatch(r"\d{4}(-\d\d){0,2}", date) else []
    if len(parts) == 1:
        parts = [parts[0] + 1, 1, 1]
    elif len(parts) == 2:
        parts = [parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1]
    day = "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]) if parts else ""
    return day if day > today else None


def stored_suggestion(answers: Answers) -> Row | None:
    """Return the newest suggestion that was stored of a claim as it is worded now, if there is one."""
    if not answers["suggested"]:
        return None
    row = answers["suggested"][0]
    grounds = [ground for ground in json.loads(row["grounds"]) if _is_ground(ground)]
    return {**row, "grounds": grounds, "check_after": None, "sureness": sureness(row["score"])}


def _is_ground(ground: object) -> bool:
    """Tell whether a ground reads as one: whoever has the file may have written anything there."""
    return (
        isinstance(ground, dict)
        and all(isinstance(ground.get(name), int) for name in ("start", "end"))
        and isinstance(ground.get("why"), str)
    )


def worded(suggestion: Row, statement: str) -> Row:
    """Return a suggestion with the words of its grounds, and with the rationale that somebody who accepts it may begin from."""
    grounds = [{**ground, "words": statement[ground["start"] : ground["end"]]} for ground in suggestion["grounds"]]
    grounds = [ground for ground in grounds if ground["words"].strip()]
    return {**suggestion, "grounds": grounds, "rationale": rationale(suggestion["reason"], grounds), "needs_day": needs_day(suggestion)}


def needs_day(suggestion: Row) -> bool:
    """Tell whether whoever accepts a suggestion still has to name the day to look again."""
    return bool(suggestion["status"] == Verifiability.NOT_YET and not suggestion["check_after"])


def rationale(reason: str | None, grounds: Sequence[Mapping[str, str]]) -> str:
    """Return a reason and its grounds in words."""
    if reason is None:
        return ""
    told = list(dict.fromkeys(f"“{ground['words'].strip()}” ({ground['why']})" for ground in grounds))[:_MOST_GROUNDS]
    return f"{Reason(reason).definition} It says {_listed(told)}." if told else Reason(reason).definition


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def as_typed(suggestion: Row | None) -> dict[str, str]:
    """Return a suggestion as what somebody who accepts it would type into the form."""
    if suggestion is None or suggestion["reason"] is None:
        return {}
    typed = {"reason": suggestion["reason"], "rationale": suggestion["rationale"], "check_after": suggestion["check_after"]}
    return {name: value for name, value in typed.items() if value}


async def suggestion_for_claim(asked: Asked, claim: str, statement: str) -> Row | None:
    """Return what is suggested of a recorded claim: what was stored, else what the program says now."""
    stored = stored_suggestion(await asked.answers(page_questions(asked.folder, "suggestion"), claim=claim))
    try:
        live = await looked_up(asked, lambda store: suggestion_row(suggested_for(store, claim)[1], triager()))
    except ClaimsError:
        live = None
    found = stored or live
    if stored and live and stored["reason"] == live["reason"]:
        found = {**stored, "check_after": live["check_after"]}
    return None if found is None else worded(found, statement)
