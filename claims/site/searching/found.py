"""The claims that fit: which of them a page shows, how many there are, whether that is all, and where the list goes on."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from claims.site.display import day
from claims.site.page import Answers, Asked, Row
from claims.site.searching.facets import claims_among
from claims.site.searching.filters import Filters
from claims.site.searching.matching import BOUNDS, LAST, RANKED, REACH, Matching
from claims.site.sql import page_questions

CLAIMS_A_PAGE = 30
VIEWS = ("cards", "table")
BEST = "relevance"
_FIRST_DAY = "0000-01-01"


class Counted(NamedTuple):
    """How many claims fit, and whether there may be more than were looked through."""

    claims: int
    is_cut: bool


class Further(NamedTuple):
    """Where the list goes on."""

    label: str
    path: str


@dataclass(frozen=True)
class Wanted:
    """What a reader wants to see of the claims that fit."""

    filters: Filters
    before: int | None = None
    """The place of the claim behind which the page begins; none for the first page."""
    number: int = 0
    """Of the page, from 0, where the best come first."""
    is_best: bool = False
    view: str = VIEWS[0]

    @classmethod
    def read(cls, asked: Asked) -> "Wanted":
        """Return what an address asks for."""
        filters = Filters.read(asked.request.args)
        is_best = asked.arg("order") == BEST and bool(filters.words.match)
        page, before = asked.arg("page"), asked.arg("before")
        return cls(
            filters=filters,
            before=int(before) if before.isdecimal() and len(before) < len(LAST) and not is_best else None,
            number=min(int(page), RANKED // CLAIMS_A_PAGE) if is_best and page.isdecimal() and len(page) < len(LAST) else 0,
            is_best=is_best,
            view=asked.arg("view") if asked.arg("view") in VIEWS else VIEWS[0],
        )

    def address(self, filters: Filters | None = None, **more: object) -> str:
        """Return the address of a list, this one or another, that is shown in the same way."""
        how: dict[str, object] = {"order": BEST if self.is_best else "", "view": "" if self.view == VIEWS[0] else self.view}
        return (filters or self.filters).address("/search", **(how | more))


@dataclass(frozen=True)
class Found:
    """What was found."""

    places: list[int]
    """Of the claims of this page, as the page shows them."""
    total: int
    is_cut: bool
    """Whether more claims would have to be looked through than one page does: the total and all counts are of those that were."""
    counts_who: bool
    """Whether what is said of a speaker or an outlet counts all claims that fit, and not the newest of them."""
    further: Further | None
    answers: Answers
    """`counts` by status before any is chosen, and the `speakers` and `outlets` found most."""
    questions: dict[str, str]


async def find(asked: Asked, wanted: Wanted) -> Found:
    """Find the claims of one page, and count them all."""
    matching = Matching(wanted.filters, asked.questions)
    ways = matching.ways(is_later_page=wanted.before is not None)
    values = {
        **wanted.filters.values,
        **BOUNDS,
        "before": int(LAST) if wanted.before is None else wanted.before,
        "offset": wanted.number * CLAIMS_A_PAGE,
        "most": CLAIMS_A_PAGE + 1,
    }
    passed = await asked.answers(ways, **values) if ways else {}
    questions = {"found": matching.best() if wanted.is_best else matching.found(), "counts": matching.counts(), **matching.who()}
    answers = await asked.answers(questions, **values, **_looked_through(passed))
    places = [int(row["rowid"]) for row in answers.pop("found")]
    return Found(
        places=places[:CLAIMS_A_PAGE],
        total=claims_among(answers["counts"], wanted.filters.statuses),
        is_cut=_is_cut(passed),
        counts_who=matching.counts_who,
        further=_further(wanted, places, passed),
        answers=answers,
        questions={**ways, **questions},
    )


async def count(asked: Asked, filters: Filters) -> Counted:
    """Count the claims that fit."""
    matching = Matching(filters, asked.questions)
    values = {**filters.values, **BOUNDS}
    ways = matching.ways(is_later_page=False)
    passed = await asked.answers(ways, **values) if ways else {}
    answers = await asked.answers({"counts": matching.counts()}, **values, **_looked_through(passed))
    return Counted(claims_among(answers["counts"], filters.statuses), is_cut=_is_cut(passed))


async def newest_matching(asked: Asked, most: int) -> list[int]:
    """Return the rowids of the newest claims that fit what the address of any page asks for: `?q=...&verdict=...`."""
    matching = Matching(Filters.read(asked.request.args), page_questions(asked.folder, "search"))
    values: dict[str, Any] = {**matching.filters.values, **BOUNDS, "before": int(LAST), "most": most}
    ways = matching.ways(is_later_page=False)
    passed = await asked.answers(ways, **values) if ways else {}
    answers = await asked.answers({"found": matching.found()}, **values, **_looked_through(passed))
    return [int(row["rowid"]) for row in answers["found"]]


def _places(rows: list[Row]) -> list[int]:
    found: list[int] = json.loads(rows[0]["places"])
    return found


def _looked_through(passed: Answers) -> dict[str, str]:
    """Return the places that a page looks through, for all counts and for the page itself, as they are bound."""
    if not passed:
        return {}
    first, later = _places(passed["passed"]), _places(passed.get("passed_on", passed["passed"]))
    return {"passed": json.dumps(first[:REACH]), "passed_on": json.dumps(later[:REACH])}


def _is_cut(passed: Answers) -> bool:
    return bool(passed) and (len(_places(passed["passed"])) > REACH or _earliest(passed) is not None)


def _earliest(passed: Answers) -> str | None:
    rows = passed.get("earliest")
    return str(rows[0]["day"]) if rows else None


def _further(wanted: Wanted, places: list[int], passed: Answers) -> Further | None:
    """Return where the list goes on: behind the last claim of the page, or where the page has stopped looking."""
    if wanted.is_best:
        is_last = len(places) <= CLAIMS_A_PAGE or (wanted.number + 1) * CLAIMS_A_PAGE >= RANKED
        return None if is_last else Further("More", wanted.address(page=wanted.number + 1))
    if len(places) > CLAIMS_A_PAGE:
        return Further("Older", wanted.address(before=places[CLAIMS_A_PAGE - 1]))
    return _look_further(wanted, passed) if passed else None


def _look_further(wanted: Wanted, passed: Answers) -> Further | None:
    looked_through = _places(passed.get("passed_on", passed["passed"]))
    if len(looked_through) > REACH:
        return Further("Look further back", wanted.address(before=looked_through[REACH] + 1))
    if earliest := _earliest(passed):
        until = next_day(earliest, wanted.filters.until)
        return Further(f"Look at what was printed up to {day(until)}", wanted.address(wanted.filters.of(until=until)))
    return None


def next_day(earliest: str, until: str) -> str:
    """Return the day up to which to look next: that of the earliest document looked at, or the one before where that is no other."""
    first = earliest[:10] + _FIRST_DAY[len(earliest[:10]) :]
    return str(date.fromisoformat(first) - timedelta(days=1)) if first == until else first
