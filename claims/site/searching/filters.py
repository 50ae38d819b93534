"""What a list of claims is narrowed down by: read from the address of a page, bound in its SQL, written into the addresses of its links."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self
from urllib.parse import urlencode

from claims.site.display import TERMS, day
from claims.site.searching.facets import NO_VERDICT
from claims.site.searching.query_words import Words, words_of

STATUSES = {"verifiability": "Can it be checked?", "verdict": "Is it true?", "quotation": "Quotation", "source_type": "Who says so?"}
"""The vocabularies that claims are narrowed down by, several terms of each at once, and the question that each answers."""

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
NOTHING = '""'
"""A full-text query that matches nothing."""
_BEGINNING_OF_TIME, _END_OF_TIME = "0000", "9999"


class Arguments(Protocol):
    """The arguments of a query string."""

    def get(self, name: str, /) -> str | None:
        """Return the first value of a name."""

    def getlist(self, name: str, /) -> list[str]:
        """Return all values of a name."""


@dataclass(frozen=True)
class Filters:
    """What was asked for."""

    words: Words
    statuses: Mapping[str, tuple[str, ...]]
    """Keys by vocabulary; those that nothing was asked of are left out."""
    speaker: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    """Days, months or years of printing, both included."""
    faults: tuple[str, ...] = ()
    """What was asked for and is not understood, in sentences; it narrows nothing down."""

    @classmethod
    def read(cls, arguments: Arguments) -> Self:
        """Return what an address asks for."""
        faults: list[str] = []
        words = words_of(arguments.get("q") or "")
        return cls(
            words=words,
            statuses={name: keys for name in STATUSES if (keys := tuple(_keys(name, arguments.getlist(name), faults)))},
            speaker=(arguments.get("speaker") or "").strip(),
            outlet=(arguments.get("outlet") or "").strip(),
            since=_date(arguments.get("from"), faults),
            until=_date(arguments.get("to"), faults),
            faults=(*((words.note,) if words.note else ()), *faults),
        )

    @property
    def has_days(self) -> bool:
        """Tell whether a time of printing was asked for."""
        return bool(self.since or self.until)

    @property
    def is_empty(self) -> bool:
        """Tell whether all claims were asked for."""
        return not (self.words.typed or self.statuses or self.speaker or self.outlet or self.has_days)

    @property
    def values(self) -> dict[str, object]:
        """What the questions are asked with."""
        statuses = {name: json.dumps(["" if key == NO_VERDICT else key for key in keys]) for name, keys in self.statuses.items()}
        given = {"words": self.words.match or NOTHING, "speaker": self.speaker, "outlet": self.outlet}
        return {**statuses, **given, "since": self.since or _BEGINNING_OF_TIME, "until": self.until or _END_OF_TIME}

    @property
    def arguments(self) -> dict[str, Any]:
        """What stands in an address that asks for the same."""
        given = {"q": self.words.typed, **self.statuses, "speaker": self.speaker, "outlet": self.outlet}
        return {name: value for name, value in {**given, "from": self.since, "to": self.until}.items() if value}

    def address(self, path: str = "/search", **more: object) -> str:
        """Return the address of a page that is asked for the same; `more` are further arguments, those without a value left out."""
        query = urlencode({**self.arguments, **{name: value for name, value in more.items() if value}}, doseq=True)
        return f"{path}?{query}" if query else path

    def toggled(self, name: str, key: str) -> Self:
        """Return the same with a status, or without it where it is there."""
        keys = self.statuses.get(name, ())
        changed = tuple(one for one in keys if one != key) if key in keys else (*keys, key)
        return replace(self, statuses={one: found for one in STATUSES if (found := changed if one == name else self.statuses.get(one))})

    def of(self, **changes: str) -> Self:
        """Return the same with other words (`q`), another speaker or outlet, or another time; an empty one takes it away."""
        if "q" in changes:
            return replace(self, words=words_of(changes["q"]))
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def in_datasette(self) -> dict[str, str] | None:
        """What Datasette's own list of claims takes for the same; nothing where it cannot say the same."""
        given = {"speaker_id": self.speaker, "outlet_id": self.outlet}
        for name, keys in self.statuses.items():
            if NO_VERDICT in keys and len(keys) > 1:
                return None
            given[f"{name}__isnull" if NO_VERDICT in keys else f"{name}__in"] = "1" if NO_VERDICT in keys else ",".join(keys)
        if self.has_days or not self.words.is_plain:
            return None
        return {name: value for name, value in {"_search": self.words.typed, **given}.items() if value}


def days_in_words(since: str, until: str) -> str:
    """Return a time of printing as people say it: `in Oct 2026`, `on 31 Oct 2026`, `from 1 Oct 2026 to 31 Oct 2026`."""
    if since == until:
        return f"{'in' if len(since) < len('2026-10-31') else 'on'} {day(since)}"
    return " ".join(f"{word} {day(date)}" for word, date in (("from", since), ("to", until)) if date)


def _keys(name: str, given: list[str], faults: list[str]) -> Iterator[str]:
    for key in dict.fromkeys(one.strip() for one in given if one.strip()):
        if (name, key) in TERMS or (name, key) == ("verdict", NO_VERDICT):
            yield key
        else:
            faults.append(f"There is no {name.replace('_', ' ')} “{key}”: choose one of those listed.")


def _date(given: str | None, faults: list[str]) -> str:
    text = (given or "").strip()
    if text and not _DATE.fullmatch(text):
        faults.append(f"“{text}” is no date: write it as 2026-10-31, 2026-10 or 2026.")
        return ""
    return text
