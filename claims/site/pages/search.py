"""The list of claims: searched, narrowed down and counted, as cards or as a table; beside it the names and documents that match."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup, escape

from claims.site.display import counted, term, words
from claims.site.page import Answers, Asked, Elsewhere, Page, Row, Shown
from claims.site.searching.facets import NO_VERDICT, Choice, Facet, counted_facets
from claims.site.searching.filters import STATUSES, Filters, days_in_words
from claims.site.searching.finding import all_parts
from claims.site.searching.found import Counted, Found, Wanted, count, find
from claims.site.searching.matching import BOUNDS
from claims.site.sql import SITE_DATABASE

_MOST_CHIPS = 8
_TOLD = {"verifiability": "", "verdict": "with the verdict", "quotation": "with the quotation", "source_type": "with the source"}
_BEGIN, _END = "\x02", "\x03"
"""Set around words that were looked for, in search.sql."""
ROLES = {"speaker": "Speakers", "outlet": "Outlets"}


class Chip(NamedTuple):
    """One thing that the list is narrowed down by, and what is asked for without it."""

    kind: str
    said: str
    rest: Filters


async def show(asked: Asked) -> Shown | Elsewhere:
    """Show the claims that fit, newest first, or the best of the newest."""
    wanted = Wanted.read(asked)
    names = await _names(asked, wanted.filters)
    if by_name := {row["role"]: row["id"] for row in names if row["is_named"]}:
        return Elsewhere(_address_with(asked, by_name))
    found = await find(asked, wanted)
    questions = _questions_about(asked, wanted, found)
    answers = await asked.answers(questions, **_values_about(wanted, found))
    answers["claims"] = _in_order(answers["claims"], found.places)
    told, chips = told_of(wanted.filters, names), list(chips_of(wanted.filters, names))
    facets = [*counted_facets(found.answers["counts"], STATUSES, wanted.filters.statuses, _lead(wanted)), *_who(wanted, found)]
    return Shown(
        title=f"Claims {told}" if told else "Claims",
        answers={**_as_data(found, facets), **{name: answers[name] for name in ("claims", "named_alike", "documents") if name in answers}},
        main="claims",
        description=f"{counted(found.total, 'claim')}{' and more' if found.is_cut else ''}: who says so, can it be checked, is it true?",
        canonical=wanted.filters.address(),
        questions={**found.questions, **questions},
        context={
            "wanted": wanted,
            "filters": wanted.filters,
            "found": found,
            "told": told,
            "chips": chips,
            "without": await _without(asked, chips) if not found.total and not found.further else [],
            "faults": [*wanted.filters.faults, *_unknown(wanted.filters, names)],
            "facets": facets,
            "marks": {row["place"]: _marks(row) for row in answers.get("marks", ())},
            "bounds": BOUNDS,
            "in_datasette": _in_datasette(wanted.filters),
        },
    )


async def _names(asked: Asked, filters: Filters) -> list[Row]:
    if not (filters.speaker or filters.outlet):
        return []
    return (await asked.answers({"names": asked.questions["names"]}, **filters.values))["names"]


def _address_with(asked: Asked, ids: dict[str, str]) -> str:
    """Return the address that was asked, with ids where somebody typed a name."""
    given = parse_qsl(asked.request.query_string)
    return f"{asked.path}?{urlencode([(name, ids.get(name, value)) for name, value in given])}"


def _unknown(filters: Filters, names: list[Row]) -> Iterator[str]:
    known = {row["role"] for row in names}
    for role in ROLES:
        if (asked_for := getattr(filters, role)) and role not in known:
            yield f"No {role} goes by “{asked_for}”: search for a part of the name."


def _questions_about(asked: Asked, wanted: Wanted, found: Found) -> dict[str, str]:
    names = ["claims"]
    if wanted.filters.words.match:
        names += ["marks"] if found.places else []
        names += ["named_alike", "documents"] if wanted.before is None and not wanted.number else []
    return {name: asked.questions[name] for name in names}


def _values_about(wanted: Wanted, found: Found) -> dict[str, Any]:
    typed = wanted.filters.words
    return {
        **BOUNDS,
        "places": json.dumps(found.places),
        "lowest": min(found.places, default=0),
        "highest": max(found.places, default=0),
        "words": typed.match,
        "names": all_parts(" ".join(typed.wanted)),
        "beginning": " ".join(typed.wanted),
    }


def _in_order(claims: list[Row], places: list[int]) -> list[Row]:
    order = {place: number for number, place in enumerate(places)}
    return sorted(claims, key=lambda claim: order[claim["place"]])


def _lead(wanted: Wanted) -> Any:
    return lambda name, key: wanted.address(wanted.filters.toggled(name, key))


def _who(wanted: Wanted, found: Found) -> Iterator[Facet]:
    for role, label in ROLES.items():
        if rows := found.answers.get(f"{role}s"):
            choices = (
                Choice(row["id"], row["name"], "", row["claims"], wanted.address(wanted.filters.of(**{role: row["id"]})), is_chosen=False)
                for row in rows
            )
            yield Facet(role, label, tuple(choices))


def _in_datasette(filters: Filters) -> dict[str, str] | None:
    """Return the addresses of Datasette's own list of the same claims, and of all of them as CSV, if it can tell them apart."""
    if (arguments := filters.in_datasette) is None:
        return None
    table, query = f"/{SITE_DATABASE}/claims", urlencode(arguments)
    return {"list": f"{table}?{query}".rstrip("?"), "csv": f"{table}.csv?{urlencode({**arguments, '_stream': 'on', '_labels': 'on'})}"}


def _as_data(found: Found, facets: list[Facet]) -> Answers:
    """Return what programs are told besides the claims."""
    choices = [(facet.name, choice) for facet in facets for choice in facet.choices]
    return {
        "total": [{"claims": found.total, "is_exact": not found.is_cut, "next": found.further.path if found.further else None}],
        "facets": [{"facet": name, "key": one.key, "label": one.label, "claims": one.claims} for name, one in choices],
    }


def chips_of(filters: Filters, names: list[Row]) -> Iterator[Chip]:
    """Yield what the list is narrowed down by, thing by thing."""
    called = {row["role"]: row["name"] for row in names}
    if filters.words.typed:
        yield Chip("words", filters.words.typed, filters.of(q=""))
    for name, keys in filters.statuses.items():
        for key in keys:
            yield Chip(name.replace("_", " "), label_of(name, key), filters.toggled(name, key))
    for role in ROLES:
        if asked_for := getattr(filters, role):
            yield Chip(role, called.get(role, asked_for), filters.of(**{role: ""}))
    if filters.has_days:
        yield Chip("printed", days_in_words(filters.since, filters.until), filters.of(since="", until=""))


async def _without(asked: Asked, chips: list[Chip]) -> list[tuple[Chip, Counted]]:
    """Count what there would be without each thing, so that a reader sees which one leaves nothing."""
    counts = [(chip, await count(asked, chip.rest)) for chip in chips[:_MOST_CHIPS]] if len(chips) > 1 else []
    return [(chip, left) for chip, left in counts if left.claims]


def told_of(filters: Filters, names: list[Row]) -> str:
    """Return what the list is narrowed down by, in a sentence that follows the word claims."""
    called = {row["role"]: row["name"] for row in names}
    parts = [f"with “{filters.words.typed}”"] if filters.words.typed else []
    parts += [_status_told(name, keys) for name, keys in filters.statuses.items()]
    parts += [f"by {called.get('speaker', filters.speaker)}"] if filters.speaker else []
    parts += [f"in {called.get('outlet', filters.outlet)}"] if filters.outlet else []
    parts += [f"printed {days_in_words(filters.since, filters.until)}"] if filters.has_days else []
    told = ", ".join(parts)
    return f"that are {told}" if "verifiability" in filters.statuses and not filters.words.typed else told


def _status_told(name: str, keys: tuple[str, ...]) -> str:
    labels = " or ".join(label_of(name, key).lower() for key in keys if key != NO_VERDICT)
    told = [f"{_TOLD[name]} {labels}"] if labels else []
    return " or ".join(["without a verdict", *told] if NO_VERDICT in keys else told).strip()


def label_of(name: str, key: str) -> str:
    """Return the label of a status, no verdict among them."""
    return "No verdict" if (name, key) == ("verdict", NO_VERDICT) else term(name, key).label


def _marks(row: Row) -> dict[str, Markup]:
    """Return texts with the words marked that were looked for, those that hold none left out."""
    return {name: marked(text) for name, text in row.items() if name != "place" and _BEGIN in (text or "")}


def marked(text: str) -> Markup:
    """Return a text with marks around what stands between the signs of search.sql; all else in it is text."""
    shown = Markup("")
    for number, part in enumerate(text.split(_BEGIN)):
        inside, _, outside = part.partition(_END) if number else ("", "", part)
        shown += Markup("<mark>{}</mark>").format(words(inside)) if inside else ""
        shown += escape(words(outside))
    return shown


PAGE = Page("search", r"/search", show)
