"""The article reader: a document with every claim marked where it stands, a card beside each, and how it is sourced."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.site.display import counted, day
from claims.site.page import Answers, Asked, Page, Row, Shown
from claims.site.pages.highlights import Paragraph, Span, count_words, paragraphs, parts, words_by_source

CAP = 1_000
"""So many claims of one document are shown; the page says where there are more."""
PART_LENGTH = 150_000
"""A text much longer than this many code points is shown in parts."""

_GROUPS = {
    "named": ("Named source", ("named_person", "named_organisation", "document")),
    "unnamed": ("Source without a name", ("unnamed_person", "unnamed_group", "anonymous", "unstated")),
    "own_voice": ("Outlet’s own voice", ("own_voice",)),  # noqa: RUF001
}
GROUP_OF = {source: group for group, (_, sources) in _GROUPS.items() for source in sources}
"""The kinds of source that an article is said to rest on."""


@dataclass(frozen=True)
class Share:
    """What rests on one kind of source, as a part of a bar that is 1,000 wide."""

    group: str
    label: str
    number: int
    percent: int
    x: float
    width: float


@dataclass(frozen=True)
class Reading:
    """A text, or a part of it, ready to be read beside its claims."""

    paragraphs: list[Paragraph]
    part: int = 1
    parts: int = 1
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """Claims that begin in other parts, and in which."""


def shares(numbers: Mapping[str, int]) -> list[Share]:
    """Return how much rests on each kind of source, given numbers by source type; empty where there is nothing to share."""
    sums = dict.fromkeys(_GROUPS, 0)
    for source, number in numbers.items():
        sums[GROUP_OF[source]] += number
    whole, so_far, found = sum(sums.values()), 0, []
    for group, number in sums.items() if whole else ():
        place, width = 1000 * so_far / whole, 1000 * number / whole
        found.append(Share(group, _GROUPS[group][0], number, round(width / 10), round(place, 1), round(width, 1)))
        so_far += number
    return found


def claim_marks(claims: list[Row], text: str | None) -> list[Span]:
    """Return where claims stand; one whose quote is not what the text has there stands nowhere."""
    found = [Span(row["id"], row["start_char"], row["end_char"]) for row in claims if row["start_char"] is not None]
    quotes = {row["id"]: row["quote"] for row in claims}
    return [span for span in found if text is None or text[span.start : span.end] == quotes[span.claim]]


def reading(text: str, marks: list[Span], wanted: str = "", holding: int | None = None) -> Reading:
    """Return a text cut up for reading; of a long one the part asked for by its number or by an offset that it holds, or the first."""
    cuts = parts(text, PART_LENGTH)
    home = {span.claim: _part_with(cuts, span.start) for span in marks}
    asked_for = next((place for place in range(1, len(cuts) + 1) if str(place) == wanted), None)
    number = asked_for or _part_with(cuts, holding or 0)
    elsewhere = {claim: place for claim, place in home.items() if place != number}
    here = [span for span in marks if span.claim not in elsewhere]
    return Reading(paragraphs(text, here, cuts[number - 1]), number, len(cuts), elsewhere)


def _part_with(cuts: list[slice], offset: int) -> int:
    return next((place for place, part in enumerate(cuts, 1) if offset < part.stop), len(cuts))


async def show(asked: Asked) -> Shown:
    """Show a document and its claims; the full text only to those who may read it."""
    from datasette.utils.asgi import NotFound  # noqa: PLC0415

    wanted = asked.given["document"]
    answers = await asked.answers(document=wanted, cap=CAP + 1, texts=asked.rights.may_read_texts)
    if not answers["document"]:
        raise NotFound(f"There is no document {wanted}. Search for its title, or look for its address among the documents.")
    document = answers["document"][0]
    context = await asyncio.to_thread(_context, answers, asked.arg("part"))
    return Shown(
        title=document["title"],
        answers=answers,
        main="claims",
        description=_description(document, context["by_claims"]),
        context=context,
    )


def _context(answers: Answers, part: str) -> dict[str, Any]:
    text = answers["text"][0]["text"] if answers["text"] else None
    claims = answers["claims"][:CAP]
    marks = claim_marks(claims, text)
    placed = {span.claim for span in marks}
    quotes = {row["id"]: row["quote"] for row in claims}
    sources = {row["id"]: row["source_type"] or "own_voice" for row in claims}
    versions = [row["id"] for row in answers["versions"]]
    here = answers["document"][0]["id"]
    return {
        "cap": CAP,
        "more": len(answers["claims"]) > CAP,
        "all_claims": sum(row["claims"] for row in answers["sources"]),
        "claim_of": {row["id"]: row for row in claims},
        "number_of": {row["id"]: number for number, row in enumerate(claims, 1)},
        "order": [row["id"] for row in claims],
        "reading": None if text is None else reading(text, marks, part),
        "placed": placed,
        "by_claims": shares({row["source_type"]: row["claims"] for row in answers["sources"]}),
        "by_words": shares(words_by_source(marks, quotes, sources)),
        "words": None if text is None else count_words(text),
        "newer": versions[: versions.index(here)] if here in versions else [],
    }


def _description(document: Row, by_claims: list[Share]) -> str:
    published = f", {day(document['published_at'])}" if document["published_at"] else ""
    sourced = "".join(f" {share.label}: {share.number}." for share in by_claims if share.number)
    return f"{document['outlet']}{published}. {counted(sum(share.number for share in by_claims), 'claim')}.{sourced}"


PAGE = Page("document", r"/document/(?P<document>[A-Za-z0-9_-]+)", show)
