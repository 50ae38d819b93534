"""The sources of a claim as a form has them: rows that make a chain, names that may mean somebody recorded, refusals beside their field."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from claims.errors import ClaimsError, Fault, InvalidInput, RefusedByDatabase, SimilarName
from claims.models import Attribution, ClaimEntry, SourceEntry
from claims.models.faults import faults_of
from claims.site.fields import Fields
from claims.store.connection import Store
from claims.vocabularies import EntityKind, SourceType
from claims.workflow.adding import recorded_entities

MOST_SOURCES = 10
"""Rows of a form; a chain has no more hops either."""

_NAMES = ("speaker", "affiliation", "platform", "outlet")
"""Fields that hold the name or id of an entity."""
_USED = re.compile(r"((?:attributions\.\d+\.|document\.)?(?:speaker|affiliation|platform|outlet)) ([a-z0-9-]+) ([a-z]+)")
_SEVERAL = re.compile(r"'(?P<name>.+)' fits several: (?P<ids>[a-z0-9, -]+)\. ", re.DOTALL)
_OTHER_DETAILS = re.compile(r"claim (?P<claim>[A-Za-z0-9_-]+) is recorded already, with other details")
_FIELD_OF_RULE = {
    "needs its entity": "speaker",
    "has no entity": "speaker",
    "source_text is": "source_text",
    "anonymity_reason": "anonymity_reason",
    "origin_seen": "confirmation",
}
_FIELD_OF_ASSESSMENT_RULE = re.compile(r"not_yet needs (check_after)|(check_after) (?:belongs|lies)|the (reason)\b")


@dataclass(frozen=True)
class NearFault(Fault):
    """A name that may mean somebody who is recorded."""

    near: tuple[dict[str, str], ...] = ()
    """Whom: `id`, `name` and `kind` of each."""


@dataclass(frozen=True)
class RecordedFault(Fault):
    """Something that is recorded already, otherwise."""

    claim: str = ""
    """Its id."""


def as_chosen(fields: Fields) -> Fields:
    """Return fields in which a recorded entity stands where the sender chose it (`use`) instead of a name like it.

    The words that were typed stay as the source as printed.
    """
    used = _USED.fullmatch(str(fields.get("use", "")))
    if not used:
        return fields
    fields = deepcopy(fields)
    *steps, last = used[1].split(".")
    place = _at(fields, steps)
    if place is not None and isinstance(typed := place.get(last), str):
        place[last] = used[2]
        if last == "speaker":
            place["source_text"] = place.get("source_text") or typed
            place["source_type"] = place.get("source_type") or _source_type(used[3])
    return fields


def _at(fields: Any, steps: list[str]) -> Fields | None:
    for step in steps:
        if isinstance(fields, list):
            fields = fields[int(step)] if step.isdecimal() and int(step) < len(fields) else None
        else:
            fields = fields.get(step) if isinstance(fields, dict) else None
    return fields if isinstance(fields, dict) else None


def _source_type(kind: str) -> str:
    return SourceType.NAMED_PERSON if kind == EntityKind.PERSON else SourceType.NAMED_ORGANISATION


def as_chain(fields: Fields) -> Fields:
    """Return fields in which each source has its place in the chain: one hop after the one before, or `alongside` it."""
    rows = fields.get("attributions")
    if not isinstance(rows, list) or not any(isinstance(row, dict) and "alongside" in row for row in rows):
        return fields
    hop = seq = 0
    placed = []
    for number, row in enumerate(rows):
        source = dict(row) if isinstance(row, dict) else {}
        alongside = bool(source.pop("alongside", False))
        if number:
            hop, seq = (hop, seq + 1) if alongside else (hop + 1, 0)
        placed.append({**source, "hop": hop, "seq": seq} if isinstance(row, dict) else row)
    return {**fields, "attributions": placed}


@contextmanager
def told_beside_fields(store: Store, fields: Fields, entry: ClaimEntry | None = None) -> Iterator[None]:
    """Put each refusal of the workflow beside the field that it is about, with the entities that a name may mean."""
    try:
        yield
    except SimilarName as error:
        told = f"'{error.name}' is not recorded, but {' or '.join(error.near)} is: use that if it is the same."
        raise InvalidInput("This form", _near_faults(store, fields, error.name, error.near, told)) from error
    except InvalidInput as error:
        raise InvalidInput(error.what, [_placed(fault, entry) if entry else fault for fault in error.faults]) from error
    except RefusedByDatabase as error:
        if not (found := _OTHER_DETAILS.search(str(error))):
            raise
        told = "This claim is recorded already, with other details: nothing was changed. Mend that one, or word another."
        raise InvalidInput("This form", [RecordedFault("statement", "", told, found["claim"])]) from error
    except ClaimsError as error:
        if not (several := _SEVERAL.match(str(error))):
            raise
        raise InvalidInput("This form", _near_faults(store, fields, several["name"], several["ids"].split(", "), str(error))) from error


def _near_faults(store: Store, fields: Fields, name: str, ids: list[str], told: str) -> list[Fault]:
    near = tuple(recorded_entities(store, ids))
    return [NearFault(field, "", told, near) for field in _fields_naming(fields, name)] or [Fault("", "", told)]


def _fields_naming(found: object, name: str, within: str = "") -> Iterator[str]:
    """Yield the dotted name of each field that holds a name."""
    if isinstance(found, dict | list):
        for step, inner in found.items() if isinstance(found, dict) else enumerate(found):
            yield from _fields_naming(inner, name, f"{within}.{step}" if within else str(step))
    elif found == name and within.rpartition(".")[2] in _NAMES:
        yield within


def _placed(fault: Fault, entry: ClaimEntry) -> Fault:
    """Return a fault of a source or an assessment as a whole as one of its field."""
    if fault.field:
        return fault
    if about := _FIELD_OF_ASSESSMENT_RULE.match(fault.message):
        return replace(fault, field=f"assessment.{about[about.lastindex or 0]}")
    for number, source in enumerate(entry.attributions):
        if fault.message in _refusals_of(source):
            field = next((field for rule, field in _FIELD_OF_RULE.items() if rule in fault.message), "source_type")
            return replace(fault, field=f"attributions.{number}.{field}")
    return fault


def _refusals_of(source: SourceEntry) -> list[str]:
    """List what is wrong with a source by itself, whoever it is."""
    try:
        Attribution(
            source_type=source.source_type or SourceType.NAMED_PERSON,
            entity_id="somebody" if source.speaker else None,
            source_text=source.source_text or source.speaker,
            anonymity_reason=source.anonymity_reason,
            confirmation=source.confirmation,
            origin_document_id=source.origin_document_id,
        )
    except ValidationError as error:
        return [fault.message for fault in faults_of(error)]
    return []
