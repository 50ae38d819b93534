"""The pages of a speaker and of an outlet: who they are, how their claims stand, and the claims themselves, newest first.

Counts of claims by status, never a share that is true: which claims get checked decides such a number.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from claims.site.chart import Chart, stacked
from claims.site.display import counted, term
from claims.site.page import Answers, Asked, Elsewhere, Page, Row, Shown
from claims.site.pages.document import GROUP_OF, shares
from claims.site.searching.facets import as_stored, chosen_in, claims_left, facets_of

CLAIMS_A_PAGE = 30
RECENT = 1_000
"""What no summary holds is counted among so many of the newest."""
SHORT = 20
"""Length of the lists beside the claims."""
MONTHS = 24

SPEAKER_FACETS = {"verifiability": "Can it be checked?", "verdict": "Is it true?", "quotation": "Quotation"}
OUTLET_FACETS = {"verifiability": "Can it be checked?", "verdict": "Is it true?", "source_type": "Who says so?"}

_LAST = 2**63 - 1


async def show_speaker(asked: Asked) -> Shown | Elsewhere:
    """Show somebody who asserts claims."""
    answers = await _answers(asked, SPEAKER_FACETS)
    entity = answers["entity"][0]
    if entity["canonical_id"]:
        return _merged(asked, "speaker", entity)
    claims = sum(row["claims"] for row in answers["counts"])
    context, answers = _listed(asked, answers, SPEAKER_FACETS, claims)
    return Shown(
        title=entity["name"],
        answers=answers,
        main="claims",
        description=f"{term('entity_kind', entity['kind']).label}. {counted(claims, 'claim')} recorded: {_standing(answers['counts'])}.",
        canonical=f"/speaker/{entity['id']}",
        context=context,
    )


async def show_outlet(asked: Asked) -> Shown | Elsewhere:
    """Show an outlet, or somebody else who publishes documents."""
    answers = await _answers(asked, OUTLET_FACETS)
    entity = answers["entity"][0]
    if entity["canonical_id"]:
        return _merged(asked, "outlet", entity)
    if not entity["is_outlet"]:
        return Elsewhere(f"/speaker/{entity['id']}{_ending(asked)}")
    claims = sum(row["claims"] for row in answers["counts"])
    context, answers = _listed(asked, answers, OUTLET_FACETS, claims)
    profile = profile_chart(answers["profile"])
    return Shown(
        title=entity["name"],
        answers=answers,
        main="claims",
        description=f"{counted(claims, 'claim')} recorded from its documents: {_standing(answers['counts'])}.",
        canonical=f"/outlet/{entity['id']}",
        context={
            **context,
            "chart": profile,
            "charted": sum(bar.total for bar in profile.bars),
            "sourcing": shares({row["source_type"]: row["claims"] for row in by_source(answers["counts"])}),
            "sources_of": {group: [source for source, of in GROUP_OF.items() if of == group] for group in set(GROUP_OF.values())},
            "spoken_claims": answers["spoken"][0]["claims"],
            "months": MONTHS,
        },
    )


async def _answers(asked: Asked, facets: Mapping[str, str]) -> Answers:
    """Ask the questions of a page. Raises Datasette's NotFound where nobody goes by that id."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    wanted = asked.given["entity"]
    before = asked.arg("before")
    chosen: dict[str, Any] = {**as_stored(chosen_in(asked.request.args, facets))}
    answers = await asked.answers(
        entity=wanted,
        before=int(before) if before.isdecimal() and len(before) < 19 else _LAST,
        most=CLAIMS_A_PAGE + 1,
        recent=RECENT,
        short=SHORT + 1,
        months=MONTHS,
        **chosen,
    )
    if not answers["entity"]:
        raise NotFound(f"Nobody is recorded as '{wanted}'. Search for the name: speakers and outlets go by an id made of it.")
    return answers


def _ending(asked: Asked) -> str:
    return f".{asked.given['format']}" if asked.given.get("format") else ""


def _merged(asked: Asked, page: str, entity: Row) -> Elsewhere:
    return Elsewhere(f"/{page}/{entity['canonical_id']}{_ending(asked)}")


def _listed(asked: Asked, answers: Answers, facets: Mapping[str, str], claims: int) -> tuple[dict[str, Any], Answers]:
    """Cut the lists to their length and say how to go on in the list of claims."""
    path = f"/{asked.page}/{answers['entity'][0]['id']}"
    chosen = chosen_in(asked.request.args, facets)
    cut = [name for name in ("merged", "outlets", "printed_roles", "passed_on", "documents") if len(answers.get(name, ())) > SHORT]
    older = answers["claims"][CLAIMS_A_PAGE - 1]["place"] if len(answers["claims"]) > CLAIMS_A_PAGE else 0
    shown = {**answers, **{name: answers[name][:SHORT] for name in cut}, "claims": answers["claims"][:CLAIMS_A_PAGE]}
    context = {
        "entity": answers["entity"][0],
        "aliases": json.loads(answers["entity"][0]["aliases"]),
        "all_claims": claims,
        "left": claims_left(answers["counts"], chosen),
        "facets": facets_of(answers["counts"], facets, chosen, path),
        "chosen": chosen,
        "path": path,
        "newest": f"{path}?{urlencode(chosen)}" if chosen else path,
        "is_later_page": bool(asked.arg("before")),
        "older": f"{path}?{urlencode({**chosen, 'before': older})}" if older else "",
        "cut": cut,
        "short": SHORT,
        "recent": RECENT,
    }
    return context, shown


def by_source(counts: list[Row]) -> list[Row]:
    """Sum counts up by type of source."""
    sums: dict[str, int] = {}
    for row in counts:
        if row["source_type"]:
            sums[row["source_type"]] = sums.get(row["source_type"], 0) + row["claims"]
    return [{"source_type": name, "claims": number} for name, number in sums.items()]


def profile_chart(rows: list[Row]) -> Chart:
    """Return how the claims of each month are sourced; months without any have their place."""
    grouped = [{**row, "source": GROUP_OF[row["source_type"]]} for row in rows if row["source_type"] in GROUP_OF]
    months = sorted({str(row["month"]) for row in grouped})
    return stacked(grouped, "month", "source", ("named", "unnamed", "own_voice"), steps=_from_to(months[0], months[-1]) if months else ())


def _from_to(first: str, last: str) -> list[str]:
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(begin, end + 1)]


def _standing(counts: list[Row]) -> str:
    sums: dict[str, int] = {}
    for row in counts:
        sums[row["verifiability"]] = sums.get(row["verifiability"], 0) + row["claims"]
    ordered = sorted(sums.items(), key=lambda one: -one[1])
    return ", ".join(f"{number:,} {term('verifiability', key).label.lower()}" for key, number in ordered) or "none yet"


SPEAKER = Page("speaker", r"/speaker/(?P<entity>[a-z0-9][a-z0-9-]*)", show_speaker)
OUTLET = Page("outlet", r"/outlet/(?P<entity>[a-z0-9][a-z0-9-]*)", show_outlet)
