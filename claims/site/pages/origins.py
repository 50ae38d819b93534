"""How many origins one claim really has, in words: repetition is not corroboration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

_NAMES_SHOWN = 4


@dataclass(frozen=True)
class Origins:
    """What all appearances of one claim rest on."""

    appearances: int
    outlets: int
    passed_on: int = 0
    """Appearances that came to the outlet through a go-between."""
    named: tuple[str, ...] = ()
    """Different named sources who assert it."""
    own_voice: tuple[str, ...] = ()
    """Outlets that assert it themselves, and are no named source of another appearance."""
    unnamed: int = 0
    """Appearances that rest on a source without a name."""
    denied: tuple[str, ...] = ()
    """Who denies it."""
    is_cut: bool = False
    """There may be more appearances than were looked at."""

    def sentences(self) -> list[str]:
        """Say what the appearances rest on; nothing where there is but one."""
        if self.appearances < 2:
            return []
        return [one for one in (f"{self._printed()}; {self._basis()}.", self._passed_on(), self._denied(), self._caution()) if one]

    def _printed(self) -> str:
        at_least = "at least " if self.is_cut else ""
        outlets = "one outlet" if self.outlets == 1 else f"{at_least}{self.outlets:,} outlets"
        is_once_each = self.appearances == self.outlets and not self.is_cut
        return f"Printed by {outlets}" if is_once_each else f"Printed {at_least}{_times(self.appearances)} by {outlets}"

    def _basis(self) -> str:
        clauses = []
        if self.named:
            who = "they rest" if not self.own_voice and not self.unnamed else "some rest"
            sources = "one named source" if len(self.named) == 1 else f"{len(self.named):,} named sources"
            clauses.append(f"{who} on {sources}, {listed(self.named)}")
        if self.own_voice:
            does = "asserts it in its own voice" if len(self.own_voice) == 1 else "assert it in their own voice"
            clauses.append(f"{listed(self.own_voice)} {does}")
        if self.unnamed:
            is_all = not self.named and not self.own_voice
            clauses.append("none of them names its source" if is_all else f"{_times(self.unnamed)} the source has no name")
        return "; ".join(clauses) or "nobody asserts it"

    def _passed_on(self) -> str:
        if not self.passed_on:
            return ""
        when = "Each time" if self.passed_on == self.appearances else _times(self.passed_on).capitalize()
        return f"{when} it came through a go-between: that outlet did not have it from the source itself."

    def _denied(self) -> str:
        return f"Denied by {listed(self.denied)}." if self.denied else ""

    def _caution(self) -> str:
        known = len(self.named) + len(self.own_voice)
        if self.unnamed:
            return "Sources without a name cannot be told apart: they do not count as further origins."
        if known == 1:
            return "That is one origin: repetition is not corroboration."
        return f"That is {known:,} origins, if they are independent of each other." if known else ""


def origins_of(appearances: Row, rows: list[Row], most: int) -> Origins:
    """Sum up the answers to the questions `appearances` and `origins`, for which at most so many appearances were looked at."""
    named = {row["entity_id"]: str(row["name"]) for row in rows if row["origin"] == "named"}
    own_voice = {row["entity_id"]: str(row["name"]) for row in rows if row["origin"] == "own_voice"}
    return Origins(
        appearances=appearances["appearances"],
        outlets=appearances["outlets"],
        passed_on=appearances["passed_on"],
        named=tuple(named.values()),
        own_voice=tuple(name for outlet, name in own_voice.items() if outlet not in named),
        unnamed=sum(row["appearances"] for row in rows if row["origin"] == "unnamed"),
        denied=tuple(str(row["name"]) for row in rows if row["origin"] == "denied"),
        is_cut=appearances["appearances"] >= most,
    )


def listed(names: Sequence[str]) -> str:
    """Return names as people list them: `A, B and C`; of many the first few, with how many more there are."""
    shown = list(names[:_NAMES_SHOWN])
    if len(names) > _NAMES_SHOWN:
        shown.append(f"{len(names) - _NAMES_SHOWN:,} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")
