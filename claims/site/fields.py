"""What was sent, from the names and texts of an HTML form or the JSON of a program, to nested fields. Bounded, whatever comes."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from pydantic_core import from_json

from claims.errors import Fault, InvalidInput
from claims.wording import shorten

Fields = dict[str, Any]
"""What was sent, nested as in JSON: `{"attributions": [{"speaker": "Ann"}]}`. Empty fields of a form are left out."""

MOST_FIELDS = 1_000
_NAME = re.compile(r"[A-Za-z_]\w{0,63}(?:\.(?:[A-Za-z_]\w{0,63}|\d{1,3})){0,5}", re.ASCII)
"""Names of fields, joined by dots; a number between dots is a place in a list."""
_KEPT_AS_TYPED = ("quote", "text")
"""Fields whose white space is part of what they say, and whose letters must be those of the document."""


def json_fields(body: bytes) -> Fields:
    """Return a JSON object that was sent. Raises InvalidInput."""
    try:
        found = from_json(body)
    except ValueError as error:
        raise _unreadable(f"is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise _unreadable("is no object; send { ... }")
    return found


def sent_texts(body: bytes) -> dict[str, str]:
    """Return the texts of an HTML form by their names: plain line ends, normal form C. Raises InvalidInput."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise _unreadable(f"cannot be read: it is no form in UTF-8, or has more than {MOST_FIELDS:,} fields") from error
    texts: dict[str, str] = {}
    for name, text in pairs:
        if not _NAME.fullmatch(name):
            raise InvalidInput("This form", [Fault(shorten(name), "", "is not a field here; look for a misspelling, or remove it")])
        if name in texts:
            raise InvalidInput("This form", [Fault(name, "", "is given twice; give it once")])
        texts[name] = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return texts


def typed_fields(texts: Mapping[str, str], flags: Collection[str] = ()) -> Fields:
    """Nest texts as they were typed, empty ones too, so that a form can be shown again as it was sent. Raises InvalidInput."""
    unticked = {name: "" for name in flags if name not in texts and "." not in name}
    return _nested({**unticked, **{name: text if text.strip() else "" for name, text in texts.items()}})


def form_fields(
    texts: Mapping[str, str],
    *,
    integers: Collection[str] = (),
    flags: Collection[str] = (),
    clears: Mapping[str, object] | None = None,
) -> Fields:
    """Nest texts as values: flags and whole numbers become what they are, empty texts are left out.

    An empty text of a field in `clears` becomes the value that it has there, and so does a flag that was not ticked.
    Raises InvalidInput with every text that should be a whole number and is none.
    """
    faults: list[Fault] = []
    values: dict[str, object] = {}
    for name, text in texts.items():
        if not text.strip():
            continue
        starred = re.sub(r"\.\d+\.", ".*.", name)
        if starred in flags:
            values[name] = text.strip().lower() not in ("0", "false")
        elif starred in integers:
            values[name] = _whole_number(name, text.strip(), faults)
        else:
            values[name] = text if name.split(".")[-1] in _KEPT_AS_TYPED else text.strip()
    if faults:
        raise InvalidInput("This form", faults)
    emptied = {name: value for name, value in (clears or {}).items() if name not in values and (name in texts or name in flags)}
    return _nested({**values, **emptied})


def _unreadable(message: str) -> InvalidInput:
    return InvalidInput("What was sent", [Fault("", "", message)])


def _whole_number(name: str, text: str, faults: list[Fault]) -> int | None:
    if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return int(text)
    faults.append(Fault(name, repr(shorten(text)), "is no whole number"))
    return None


def _nested(values: Mapping[str, object]) -> Fields:
    nested: Fields = {}
    for name, value in values.items():
        *outer, last = name.split(".")
        place: Any = nested
        for step in outer:
            place = place.setdefault(step, {})
            if not isinstance(place, dict):
                raise _given_both_ways(name)
        if isinstance(place.get(last), dict):
            raise _given_both_ways(name)
        place[last] = value
    found: Fields = _with_lists(nested)
    return found


def _given_both_ways(name: str) -> InvalidInput:
    return InvalidInput("This form", [Fault(name.partition(".")[0], "", "is given both as a value and in parts; give one of them")])


def _with_lists(found: Any) -> Any:
    """Turn objects whose keys are all numbers into lists, without the rows that were left empty."""
    if not isinstance(found, dict):
        return found
    inner = {key: _with_lists(value) for key, value in found.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int) if not _is_blank(inner[key])]
    return inner


def _is_blank(found: object) -> bool:
    if isinstance(found, dict | list):
        return all(_is_blank(one) for one in (found.values() if isinstance(found, dict) else found))
    return found == ""


def field_holding(fields: object, value: str, within: str = "") -> str:
    """Return the dotted name of the field that holds a value; empty if none does."""
    if isinstance(fields, dict | list):
        for step, inner in fields.items() if isinstance(fields, dict) else enumerate(fields):
            if found := field_holding(inner, value, f"{within}.{step}" if within else str(step)):
                return found
    return within if fields == value else ""
