"""How the claims that fit are found, and counted, at a million of them: one way for each kind of question, all of them bounded.

Statuses alone, or with a speaker or an outlet, are counted exactly by the summary table, which also tells which stretches of an
index to read. Words, days, and a speaker in an outlet lead past claims, newest first, at most REACH of them, of which those that
fit are taken; whoever wants more goes on from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from claims.site.searching.filters import STATUSES, Filters

REACH = 2_000
"""Claims that one page looks through where no summary holds the answer."""
DOCUMENTS = 500
"""Documents whose claims one page looks through where only a time of printing is asked for."""
RANKED = 1_000
"""The newest claims that fit are ranked, where the best are asked for."""
SAMPLE = 500
"""The newest claims that fit, among which those are found who speak and print most."""
SHORT = 10
"""Speakers and outlets offered to narrow down to."""
BESIDE = 5
"""Names and documents listed beside the claims, and how many are looked at for them."""
FEW = 100
LAST = "9223372036854775807"
"""Every claim is recorded before this place."""

_PRINTED = "\ncross join documents d on d.id = c.document_id"
BOUNDS = {"reach": REACH, "documents": DOCUMENTS, "ranked": RANKED, "sample": SAMPLE, "short": SHORT, "beside": BESIDE, "few": FEW}


class Scope(Enum):
    """What the summary table holds counts of."""

    ALL = "all"
    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True)
class Matching:
    """The questions that find what fits."""

    filters: Filters
    fragments: Mapping[str, str]
    """The questions of `pages/search.sql`."""

    @property
    def is_counted(self) -> bool:
        """Tell whether the summary table holds the counts, so that they are exact whatever their size."""
        return not (self.filters.words.typed or self.filters.has_days or (self.filters.speaker and self.filters.outlet))

    @property
    def scope(self) -> Scope:
        """Which counts of the summary table are asked for."""
        if self.filters.speaker:
            return Scope.SPEAKER
        return Scope.OUTLET if self.filters.outlet else Scope.ALL

    @property
    def counts_who(self) -> bool:
        """Tell whether the summary table holds the counts of each speaker and outlet; else they are counted in a sample."""
        return self.is_counted and self.scope is Scope.ALL

    @property
    def way(self) -> str:
        """Name the question that leads past claims, where they are not counted."""
        if self.filters.words.typed:
            return "with_words"
        return "of_one" if self.filters.speaker or self.filters.outlet else "of_days"

    def ways(self, *, is_later_page: bool) -> dict[str, str]:
        """Return the questions for the claims to look through, which come first; none where claims are counted."""
        if self.is_counted:
            return {}
        days = self.fragments["in_days"]
        way = {before: self._put(self.way, whose=self._whose, days=days, before=before) for before in (LAST, ":before")}
        questions = {"passed": self._put("passed", way=way[LAST])}
        if is_later_page:
            questions["passed_on"] = self._put("passed", way=way[":before"])
        if self.way == "of_days":
            questions["earliest"] = self._put("earliest", days=days)
        return questions

    def found(self, most: str = ":most", before: str = ":before") -> str:
        """Return the question for the rowids of the claims that fit, newest first."""
        statuses = self._has_statuses("k" if self.is_counted else "c")
        if not self.is_counted:
            return self._walked("walked", statuses, passed=":passed" if before == LAST else ":passed_on", most=most)
        if not statuses:
            return self._put("newest", whose=self._whose or "true", before=before, most=most)
        return self._put(
            "by_status",
            index="claims_status_idx" if self.scope is Scope.ALL else f"claims_{self.scope.value}_status_idx",
            whose=self._whose or "c.outlet_id is not null",
            statuses=_all(statuses),
            before=before,
            most=most,
            **self._counted,
        )

    def best(self) -> str:
        """Return the question for the rowids of those that fit the words best, among the newest that fit."""
        return self._put("best", found=self.found(most=":ranked", before=LAST))

    def counts(self) -> str:
        """Return the question for how many claims there are of each combination of statuses, before any is chosen."""
        return self._put("counts", **self._counted) if self.is_counted else self._walked("walked_counts", [])

    def who(self) -> dict[str, str]:
        """Return the questions for the speakers and outlets found most; the summary table counts them where it can."""
        sample = self.found(most=":sample", before=LAST)
        questions = {}
        for name in ("speaker", "outlet"):
            if not getattr(self.filters, name):
                number = self._put("all_of_theirs", name=name, statuses=_all(self._has_statuses("k")))
                number = number if self.counts_who else "s.claims"
                questions[f"{name}s"] = self._put("who", column=f"c.{name}_id", sample=sample, number=number)
        return questions

    def _put(self, question: str, /, **parts: str) -> str:
        """Put parts into a question; what goes on over several lines keeps the place in which it begins."""
        lines = self.fragments[question].splitlines()
        places = [" " * (len(line) - len(line.lstrip())) for line in lines]
        filled = [
            line.format_map({name: part.replace("\n", f"\n{place}") for name, part in parts.items()})
            for line, place in zip(lines, places, strict=True)
        ]
        return "\n".join(filled)

    def _walked(self, question: str, statuses: list[str], **parts: str) -> str:
        whose = [self.fragments[f"is_{name}"] for name in ("speaker", "outlet") if getattr(self.filters, name)]
        days = [self.fragments["in_days"]] if self.filters.has_days else []
        return self._put(question, printed=_PRINTED if days else "", fits=_all([*whose, *statuses, *days]), **parts)

    @property
    def _whose(self) -> str:
        return "" if self.scope is Scope.ALL else self.fragments[f"is_{self.scope.value}"]

    @property
    def _counted(self) -> dict[str, str]:
        return {"scope": f"'{self.scope.value}'", "scope_id": self._whose.partition(" = ")[2] or "''"}

    def _has_statuses(self, table: str) -> list[str]:
        column = {name: f"{table}.{name}" for name in STATUSES} | ({"verdict": "coalesce(c.verdict, '')"} if table == "c" else {})
        return [self._put("has_status", column=column[name], name=name) for name in self.filters.statuses]


def _all(conditions: list[str]) -> str:
    return "\n  and ".join(conditions) or "true"
