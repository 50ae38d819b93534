"""How values are put into words on a page: terms with their definitions, dates, addresses that may be links, texts made safe to look at."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from claims.errors import Fault
from claims.vocabularies import (
    OWN_VOICE_SOURCE,
    REASONS_BY_STATUS,
    UNASSESSED,
    VOCABULARIES,
    Reason,
    TermRow,
    Verifiability,
    terms,
)

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DIRECTION_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EDTF = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:T(?P<time>\d\d:\d\d))?")

TERMS: dict[tuple[str, str], TermRow] = {(name, term.key): term for name, vocabulary in VOCABULARIES.items() for term in terms(vocabulary)}
"""Every term by vocabulary and key, with those that only the cached columns of claims hold."""
TERMS["verifiability", UNASSESSED[0]] = TermRow(*UNASSESSED)
TERMS["source_type", OWN_VOICE_SOURCE[0]] = TermRow(*OWN_VOICE_SOURCE)
TERMS["source", "named"] = TermRow("named", "Named source", "A person, an organisation or a document that is named.")
TERMS["source", "unnamed"] = TermRow("unnamed", "Source without a name", "Nobody is named, or the name is withheld.")
TERMS["source", "own_voice"] = TermRow(*OWN_VOICE_SOURCE)


def term(vocabulary: str, key: object) -> TermRow:
    """Return the label and definition of a term; an unknown one is shown as its key."""
    return TERMS.get((vocabulary, str(key)), TermRow(str(key), str(key).replace("_", " "), ""))


def vocabulary(name: str) -> list[TermRow]:
    """List the terms of a vocabulary in their order."""
    return terms(VOCABULARIES[name])


def words(text: object) -> str:
    """Return a text with controls of direction made visible, so that none can disguise what is written."""
    return _DIRECTION_CONTROL.sub(lambda found: f"[U+{ord(found[0]):04X}]", "" if text is None else str(text))


def web_address(url: object) -> str:
    """Return a URL if it may stand in a link, else nothing: http and https only."""
    text = str(url or "")
    return text if text.lower().startswith(("http://", "https://")) else ""


def day(date: object) -> str:
    """Return an EDTF date or a UTC time as people read it: `12 Oct 2026`, `Oct 2026`, `5 Feb (year not printed)`."""
    found = _EDTF.match(str(date or ""))
    if not found:
        return words(date)
    month = _MONTHS[int(found["month"])] if found["month"] and int(found["month"]) <= 12 else ""
    named_day = str(int(found["day"])) if found["day"] else ""
    year = "" if found["year"] == "XXXX" else found["year"]
    shown = " ".join(part for part in (named_day, month, year) if part)
    return shown if year else f"{shown} (year not printed)"


def moment(time: object) -> Markup:
    """Return a UTC time as a `time` element, to the minute."""
    text = words(time)
    found = _EDTF.match(text)
    shown = f"{day(text)}, {found['time']} UTC" if found and found["time"] else day(text)
    return Markup('<time datetime="{}">{}</time>').format(text, shown)


def counted(number: int | None, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 claim`, `3,100 claims`."""
    return f"{number or 0:,} {one if number == 1 else many or one + 's'}"


def typed_in(typed: Any, name: str, otherwise: object = "") -> object:
    """Return what was typed into a field, by its dotted name; what stands there before anything was, if nothing was."""
    found: Any = typed
    for step in name.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            found = None
    return otherwise if found is None else found


def faults_in(faults: Iterable[Fault] | None, name: str) -> list[Fault]:
    """List the faults of one field."""
    return [fault for fault in faults or () if fault.field == name]


def field_label(name: str) -> str:
    """Return the dotted name of a field as people read it: `attributions.0.source_text` is `source text`."""
    return " ".join(step.replace("_", " ") for step in name.split(".")[-1:] if not step.isdecimal()) or name


def reasons_by_status() -> list[tuple[Verifiability, tuple[Reason, ...]]]:
    """List the statuses with their reasons."""
    return list(REASONS_BY_STATUS.items())


FILTERS: dict[str, Callable[..., Any]] = {
    "words": words,
    "web_address": web_address,
    "day": day,
    "moment": moment,
    "counted": counted,
    "field_label": field_label,
}
GLOBALS: dict[str, Callable[..., Any]] = {
    "term": term,
    "vocabulary": vocabulary,
    "typed_in": typed_in,
    "faults_of": faults_in,
    "reasons_by_status": reasons_by_status,
}
"""What templates of ours may use."""
