"""What a queue shows of its item, on top of what the database answers: what may be undone, what differs, what was drafted."""

import json
import re
from typing import Any

from claims.dates import today
from claims.site.page import Answers, Asked, Row
from claims.site.pages.comparing import differences, marked_draft, nearest_passage, surrounded
from claims.vocabularies import REASONS_BY_STATUS, Reason

_KEY_ROWS = ("12345", "6789", "qwert", "asdfg", "zxcvbn")
REASON_KEYS: dict[Reason, str] = {
    reason: key
    for (_, reasons), keys in zip(REASONS_BY_STATUS.items(), _KEY_ROWS, strict=True)
    for reason, key in zip(reasons, keys, strict=True)
}
"""The key that chooses each reason: a row of the keyboard for each status; j, k, o and u are left for moving about."""


def about_claim(asked: Asked, answers: Answers) -> dict[str, Any]:
    """Return what is needed to assess a claim, or to undo its newest assessment."""
    assessments = answers["assessments"]
    earlier = assessments[1] if len(assessments) > 1 else None
    can_restore = earlier is not None and (earlier["check_after"] or "9999") > today()
    typed: dict[str, object] = {}
    if earlier is not None and not can_restore and asked.arg("undo"):
        typed = {"reason": earlier["reason"], "rationale": earlier["rationale"]}
    return {
        "seen": max((row["id"] for row in assessments), default=0),
        "newest": assessments[0] if assessments else None,
        "earlier": earlier,
        "can_restore": can_restore,
        "reason_keys": REASON_KEYS,
        "today": today(),
        "typed": typed,
    }


def about_quote(asked: Asked, answers: Answers) -> dict[str, Any]:  # noqa: ARG001  (as of every queue)
    """Return what the newest version of a page says instead of a quote. The text itself does not go out."""
    version = answers["version"][0] if answers["version"] else None
    text = version.pop("text") if version else None
    if version is None or not answers["item"]:
        return {"version": version}
    quote = answers["item"][0]["quote"]
    passage = nearest_passage(text, quote) if text and not version["is_there"] else ""
    ours, theirs = differences(quote, passage) if passage else ([], [])
    theirs = surrounded(theirs)
    return {"version": version, "ours": ours, "theirs": theirs, "may_compare": text is not None}


def about_link(asked: Asked, answers: Answers) -> dict[str, Any]:  # noqa: ARG001
    """Return the two claims of a link, with what differs in their wording marked."""
    if not answers["link"]:
        return {"link": None}
    (link,) = answers["link"]
    by_id = {row["id"]: row for row in answers["ends"]}
    ends = [by_id[link["from_id"]], by_id[link["to_id"]]]
    compared = {name: differences(ends[0][name], ends[1][name]) for name in ("statement", "quote")}
    return {
        "link": link,
        "sides": [{**end, **{f"{name}_pieces": pieces[place] for name, pieces in compared.items()}} for place, end in enumerate(ends)],
    }


def about_pair(asked: Asked, answers: Answers) -> dict[str, Any]:  # noqa: ARG001
    """Return the two names of a pair, each with what is recorded of it."""
    if not answers["pair"]:
        return {"pair": None}
    (pair,) = answers["pair"]
    by_id = {row["id"]: row for row in answers["ends"]}
    return {"pair": pair, "sides": [_named(by_id[pair[end]], answers) for end in ("from_id", "to_id")]}


def _named(entity: Row, answers: Answers) -> dict[str, Any]:
    own = {name: [row for row in answers[name] if row["id"] == entity["id"]] for name in ("roles", "samples", "outlets")}
    aliases = json.loads(entity["aliases"])
    return {**entity, **own, "aliases": [str(name) for name in aliases] if isinstance(aliases, list) else []}


def about_candidate(asked: Asked, answers: Answers) -> dict[str, Any]:  # noqa: ARG001
    """Return a draft as its fields, and the words of its document with those marked that it was drafted from."""
    if not answers["item"]:
        return {"candidate": None}
    (candidate,) = answers["item"]
    draft = json.loads(candidate["draft"])
    sources = draft.get("attributions")
    draft["attributions"] = [source for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    span = None if candidate["start_char"] is None else (candidate["start_char"], candidate["end_char"])
    found = json.loads(candidate["spans"] or "{}")
    passage = [_in_whole_words(row) for row in answers["passage"]]
    return {
        "candidate": candidate,
        "draft": draft,
        "decision": json.loads(candidate["decision"] or "null"),
        "passage": [piece for text, start in passage for piece in marked_draft(text, start, draft, span, found)],
        "is_cut": {
            "before": any(row["start_char"] for row in answers["passage"]),
            "after": any(row["goes_on"] for row in answers["passage"]),
        },
    }


_AROUND_WORD = 40
"""Characters: what is longer between two spaces, as in writing without any, is cut within."""


def _in_whole_words(row: Row) -> tuple[str, int]:
    """Return a passage and where it begins, without the halves of words at those edges at which it was cut."""
    text, start = str(row["text"]), int(row["start_char"])
    if row["goes_on"] and (half := re.search(rf"\s\S{{0,{_AROUND_WORD}}}\Z", text)):
        text = text[: half.start()]
    if start and (half := re.match(rf"\S{{0,{_AROUND_WORD}}}\s", text)):
        text, start = text[half.end() :], start + half.end()
    return text, start
