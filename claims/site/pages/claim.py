"""The page of a claim: who says so, can it be checked, is it true; and what has happened to it."""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

from claims.dates import today
from claims.site.display import day, term
from claims.site.page import Answers, Asked, Elsewhere, Page, Row, Shown, Written
from claims.site.pages.checkable import suggestion_for_claim
from claims.site.pages.linked_data import claim_as_linked_data
from claims.site.pages.origins import listed, origins_of
from claims.site.pages.repeats import Repeats, compared, marked, repeats_found
from claims.site.pages.timeline import timeline
from claims.site.roles import Rights
from claims.vocabularies import UNASSESSED
from claims.wording import CONTEXT_LENGTH
from claims.workflow.matching import repeats_of_claim

CLUSTER = 1_000
"""So many appearances of one claim are looked at for its origins and judgements."""
LONGEST = 100
"""So many entries of each list are shown."""
LISTS = ("elsewhere", "links", "assessments", "evidence", "reviews", "changes", "earlier_links")
SHORTEST_PREFIX = 4
"""Characters of an id that are enough, where no other claim begins with them."""

RELATIONS = {
    ("same_as", True): "Says the same as",
    ("same_as", False): "Says the same as",
    ("contradicts", True): "Contradicts",
    ("contradicts", False): "Contradicts",
    ("supports", True): "Supports",
    ("supports", False): "Is supported by",
    ("narrows", True): "Narrows",
    ("narrows", False): "Is narrowed by",
    ("corrects", True): "Corrects",
    ("corrects", False): "Is corrected by",
}
"""A relation as it reads from the claim that it comes from (true) and from the other one."""


@dataclass(frozen=True)
class Action:
    """Something that a person with the right to may do to a claim."""

    label: str
    path: str
    obstacle: str = ""
    """Why it cannot be done; empty where it can."""


async def show(asked: Asked) -> Shown | Elsewhere:
    """Show one claim; the first characters of its id lead to it."""
    wanted = asked.given["claim"]
    answers = await asked.answers(claim=wanted, cluster=CLUSTER, most=LONGEST + 1, drafts=asked.rights.may_read_drafts)
    if not answers["claim"]:
        ending = f".{asked.given['format']}" if asked.given.get("format") else ""
        return Elsewhere(f"/claim/{only_match(wanted, answers['matches'])}{ending}")
    cut = [name for name in LISTS if len(answers[name]) > LONGEST]
    answers = {**answers, **{name: answers[name][:LONGEST] for name in cut}}
    (claim,) = answers["claim"]
    repeats, suggestion = await suggested(asked, claim)
    return Shown(
        title=claim["statement"],
        answers={**answers, "repeats": list(repeats.rows), "suggestion": [suggestion] if suggestion else []},
        main="claim",
        description=in_one_sentence(claim),
        canonical=f"/claim/{claim['id']}",
        context={
            "one": claim,
            "around": words_around(claim["prefix"], claim["suffix"]),
            "place": place_in_document(claim["id"], answers["neighbours"]),
            "origins": origins_of(answers["appearances"][0], answers["origins"], CLUSTER),
            "hops": hops(answers["chain"]),
            "events": timeline(answers),
            "standing_reviews": newest_by_publisher(answers["reviews"]),
            "relations": RELATIONS,
            "next_step": next_step(claim, answers),
            "actions": actions(claim, answers, asked.rights),
            "citation": await citation(asked, claim, answers["chain"]),
            "cut": cut,
            "longest": LONGEST,
            "today": today(),
            "repeated": repeats,
            "compared": compared,
            "suggested": suggestion,
            "statement_pieces": marked(claim["statement"], [(one["start"], one["end"]) for one in suggestion["grounds"]])
            if suggestion
            else [],
            "decided_link": decided_link(asked.arg("repeat"), answers["links"]),
        },
    )


async def suggested(asked: Asked, claim: Row) -> tuple[Repeats, Row | None]:
    """Return what programs say of a claim: what it may repeat; to those who may see it, whether it can be checked, until somebody has."""
    repeats = repeats_found(asked, lambda store: repeats_of_claim(store, claim["id"]))
    if claim["verifiability"] != UNASSESSED[0] or not asked.rights.may_read_drafts:
        return await repeats, None
    return await asyncio.gather(repeats, suggestion_for_claim(asked, claim["id"], claim["statement"]))


def decided_link(other: str, links: list[Row]) -> Row | None:
    """Return what was decided about this claim and another one just now, so that it can be undone."""
    decided = [link for link in links if link["id"] == other and link["judgement"] != "suggested" and link["relation"] == "same_as"]
    return decided[0] if decided else None


def only_match(wanted: str, matches: list[Row]) -> str:
    """Return the one id that begins with what was asked for. Raises Datasette's NotFound."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    if len(matches) == 1 and len(wanted) >= SHORTEST_PREFIX:
        return str(matches[0]["id"])
    if matches and len(wanted) >= SHORTEST_PREFIX:
        ids = ", ".join(row["id"] for row in matches)
        raise NotFound(f"Several claims begin with '{wanted}': {ids}. Give more characters of the one you mean.")
    if matches:
        raise NotFound(f"'{wanted}' is too short: give at least {SHORTEST_PREFIX} characters of a claim's id.")
    raise NotFound(f"No claim is recorded as '{wanted}'. It may have been removed, or the address is cut off: search for its words.")


def in_one_sentence(claim: Row) -> str:
    """Say who claims it, where it was printed and how it stands, for those who meet a link to it elsewhere."""
    source = "in its own voice" if claim["quotation"] == "own_voice" else f"source: {claim['speaker']}"
    printed = f", {day(claim['published_at'])}" if claim["published_at"] else ""
    verdict = f" Verdict: {term('verdict', claim['verdict']).label.lower()}." if claim["verdict"] else ""
    standing = term("verifiability", claim["verifiability"]).label
    return f"{claim['outlet']}{printed}, {source}. Can it be checked? {standing}.{verdict}"


def words_around(prefix: str, suffix: str) -> tuple[str, str]:
    """Return the words before and after a quote; where the context that is kept ends within a word, that word is left out."""
    before = "…\u00a0" + re.sub(r"^\S+(?=\s)", "", prefix).lstrip() if len(prefix) >= CONTEXT_LENGTH else prefix
    after = re.sub(r"(?<=\s)\S+$", "", suffix).rstrip() + "\u00a0…" if len(suffix) >= CONTEXT_LENGTH else suffix
    return before, after


def hops(chain: list[Row]) -> list[list[Row]]:
    """Group the sources of a chain by hop, the one who asserts the claim first."""
    found: dict[int, list[Row]] = {}
    for source in chain:
        found.setdefault(source["hop"], []).append(source)
    return list(found.values())


def place_in_document(claim_id: str, neighbours: list[Row]) -> dict[str, Any]:
    """Return the place of a claim in its document, and the claims before and after it."""
    here = next(row for row in neighbours if row["id"] == claim_id)
    by_place = {row["place"]: row for row in neighbours}
    return {**here, "previous": by_place.get(here["place"] - 1), "next": by_place.get(here["place"] + 1)}


def newest_by_publisher(reviews: list[Row]) -> list[Row]:
    """Return the newest review of each publisher, the newest first; a draft does not stand in for what was published before it."""
    newest: dict[tuple[str, bool], Row] = {}
    for review in reviews:
        newest.setdefault((review["publisher_id"], review["state"] == "draft"), review)
    return list(newest.values())


def next_step(claim: Row, answers: Answers) -> str:
    """Say what a claim waits for; empty where it waits for nothing."""
    if claim["verifiability"] == "unassessed":
        return "Nobody has said yet whether it can be checked: assess it. A verdict needs that, and evidence."
    check_after = answers["assessments"][0]["check_after"] if answers["assessments"] else None
    if check_after:
        return f"{'Its day has come' if check_after <= today() else 'It waits'}: look again after {day(check_after)}, and assess it anew."
    if claim["verdict"] or claim["verifiability"] != "verifiable":
        return ""
    if not answers["evidence"]:
        return "A verdict needs evidence: add evidence first."
    if answers["reviews"] and answers["reviews"][0]["state"] == "draft":
        return "A draft of a verdict waits to be published."
    return "It is assessed as verifiable and has evidence: it is ready for a verdict."


def actions(claim: Row, answers: Answers, rights: Rights) -> list[Action]:
    """List what somebody may do to a claim, and what stands in the way of it."""
    path = f"/claim/{claim['id']}"
    found = []
    if rights.may_check:
        found += [
            Action("Assess", f"{path}/assess"),
            Action("Add evidence", f"{path}/evidence"),
            Action("Link to another claim", f"{path}/link"),
            Action("Edit wording", f"{path}/edit"),
        ]
    if rights.may_edit:
        found += [Action("Review", f"{path}/review"), Action("Remove", f"{path}/remove", obstacle_to_removal(answers["built_on"][0]))]
    return found


def obstacle_to_removal(built_on: Row) -> str:
    """Say what rests on a claim, so that it cannot be removed any more."""
    resting = [name for name, is_there in built_on.items() if is_there]
    return f"It cannot be removed any more: {listed(resting)} rest on it." if resting else ""


def said_by(claim: Row, chain: list[Row]) -> str:
    """Say who asserts a claim, hedges or denies it, in a citation."""
    if claim["quotation"] == "own_voice" or not chain:
        return f"{claim['outlet']}, in its own voice"
    first = [source for source in chain if source["hop"] == 0]
    names = listed([source["speaker"] or f"“{source['source_text'] or 'unstated'}”" for source in first])
    stances = {source["stance"] for source in first}
    return {"denies": f"Denied by {names}", "hedges": f"{names}, with a doubt"}.get(stances.pop(), names) if len(stances) == 1 else names


async def citation(asked: Asked, claim: Row, chain: list[Row]) -> dict[str, str]:
    """Return the permanent address of a claim and a citation in plain text."""
    datasette = asked.datasette
    address = datasette.absolute_url(asked.request, datasette.urls.path(f"/claim/{claim['id']}"))
    site = (await datasette.get_instance_metadata()).get("title") or "Claims"
    printed = f", {day(claim['published_at'])}" if claim["published_at"] else ""
    text = (
        f"{claim['statement']} [in our words] {said_by(claim, chain)}, in: “{claim['document']}”, {claim['outlet']}{printed}. "
        f"{site}, claim {claim['id']}, recorded {day(claim['created_at'])}. {address} (accessed {day(today())})."
    )
    return {"address": address, "text": text}


def as_linked_data(asked: Asked, shown: Shown) -> str:
    """Return the claim of a page as JSON-LD."""
    address = asked.datasette.absolute_url(asked.request, asked.datasette.urls.path(shown.canonical))
    found = claim_as_linked_data(shown.answers["claim"][0], shown.answers["chain"], address)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


PAGE = Page(
    "claim",
    r"/claim/(?P<claim>[A-Za-z0-9_-]+)",
    show,
    formats=("json", "csv", "jsonld"),
    written={"jsonld": Written("application/ld+json", as_linked_data)},
)
