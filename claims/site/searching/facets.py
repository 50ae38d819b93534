"""Ways to narrow a list of claims down, with exact counts taken from the summary table and not from the claims themselves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from claims.site.display import term

Row = dict[str, Any]
Chosen = Mapping[str, tuple[str, ...]]
"""Values by the name of their facet."""

NO_VERDICT = "none"
"""Stands in an address for claims without a verdict."""


@dataclass(frozen=True)
class Choice:
    """One value to narrow down to, or the one that is chosen."""

    key: str
    label: str
    definition: str
    claims: int
    path: str
    """Where the choice leads: to the list with it, or without it where it is chosen already."""
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One column of claims to narrow down by."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def chosen_in(arguments: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return what an address narrows down by; names are those of facets, with their labels."""
    return {name: value for name in names if (value := (arguments.get(name) or "").strip())}


def as_stored(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return choices as the database has them: no verdict is an empty one."""
    return {name: "" if (name, value) == ("verdict", NO_VERDICT) else value for name, value in chosen.items()}


def facets_of(counts: list[Row], names: Mapping[str, str], chosen: Mapping[str, str], path: str) -> list[Facet]:
    """Count each value of each facet among the claims that the other choices leave; rows hold the facets and `claims`.

    One value of each facet at a time: choosing another takes its place.
    """

    def lead(name: str, value: str) -> str:
        others = {key: one for key, one in chosen.items() if key != name}
        query = urlencode(others if chosen.get(name) == value else {**others, name: value})
        return f"{path}?{query}" if query else path

    return counted_facets(counts, names, {name: (value,) for name, value in chosen.items()}, lead)


def claims_left(counts: list[Row], chosen: Mapping[str, str]) -> int:
    """Return how many claims the choices leave."""
    return claims_among(counts, {name: (value,) for name, value in chosen.items()})


def counted_facets(counts: list[Row], names: Mapping[str, str], chosen: Chosen, lead: Callable[[str, str], str]) -> list[Facet]:
    """Do the same where several values of a facet may be chosen; `lead` says where choosing a value leads, or choosing it no more."""
    return [Facet(name, label, tuple(_choices(counts, name, chosen, lead))) for name, label in names.items()]


def claims_among(counts: list[Row], chosen: Chosen) -> int:
    """Return how many claims have one of the chosen values of each facet."""
    return sum(row["claims"] for row in counts if _fits(row, chosen))


def _choices(counts: list[Row], name: str, chosen: Chosen, lead: Callable[[str, str], str]) -> Iterator[Choice]:
    others = {key: values for key, values in chosen.items() if key != name}
    sums = dict.fromkeys(chosen.get(name, ()), 0)
    for row in counts:
        if _fits(row, others) and (value := _in_address(name, row)):
            sums[value] = sums.get(value, 0) + row["claims"]
    for value, number in sorted(sums.items(), key=lambda one: (-one[1], one[0])):
        found = term(name, value)
        label = "No verdict" if (name, value) == ("verdict", NO_VERDICT) else found.label
        yield Choice(value, label, found.definition, number, lead(name, value), value in chosen.get(name, ()))


def _in_address(name: str, row: Row) -> str:
    return str(row[name] or (NO_VERDICT if name == "verdict" else ""))


def _fits(row: Row, wanted: Chosen) -> bool:
    return all(_in_address(name, row) in values for name, values in wanted.items())
