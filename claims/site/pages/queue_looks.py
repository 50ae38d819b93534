"""What programs say of the item of a queue: whether a claim can be checked, what a draft repeats, how two claims compare."""

import json
from typing import Any

from claims.errors import ClaimsError
from claims.site.page import Answers, Asked
from claims.site.pages.checkable import as_typed, suggestion_for_claim
from claims.site.pages.entry_looks import look_at_entry
from claims.site.pages.looking import looked_up
from claims.site.pages.repeats import compared, marked, repeat_row
from claims.workflow.comparing import compare_two


async def look_at_claim(asked: Asked, answers: Answers) -> dict[str, Any]:
    """Return what is suggested of a claim that nobody has assessed, to those who may see what programs suggest."""
    claim = answers["item"][0]
    if claim["verifiability"] != "unassessed" or not asked.rights.may_read_drafts:
        return {"suggestion": None}
    suggestion = await suggestion_for_claim(asked, claim["id"], claim["statement"])
    if suggestion is None:
        return {"suggestion": None}
    spans = [(ground["start"], ground["end"]) for ground in suggestion["grounds"]]
    typed = {"typed": as_typed(suggestion)} if asked.arg("suggested") else {}
    return {"suggestion": suggestion, "statement_pieces": marked(claim["statement"], spans), **typed}


async def look_at_link(asked: Asked, answers: Answers) -> dict[str, Any]:
    """Return how the two claims of a link compare, with the words marked that both say, and what contradicts."""
    (link,) = answers["link"]
    ends = {row["id"]: row for row in answers["ends"]}
    first, second = ends[link["from_id"]], ends[link["to_id"]]
    try:
        match = await looked_up(asked, lambda store: compare_two(store, first["id"], second["id"]))
    except ClaimsError:
        match = None
    if match is None:
        return {"match": None}
    row = repeat_row(match, second)
    return {"match": {**row, "pieces": compared(row, first["statement"])}}


async def look_at_draft(asked: Asked, answers: Answers) -> dict[str, Any]:
    """Return what a draft that waits may repeat, and whether it could be checked."""
    candidate = answers["item"][0]
    if candidate["state"] != "pending":
        return {"look": None}
    document = {
        "id": candidate["document_id"],
        "title": candidate["document"],
        "outlet": candidate["outlet"],
        "published_at": candidate["published_at"],
        "language": candidate["language"],
    }
    return {"look": await look_at_entry(asked, json.loads(candidate["draft"]), document), "compared": compared}
