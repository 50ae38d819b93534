"""The page about the write API: every address that takes JSON, with its fields as the models describe them."""

import json
import re
from functools import partial
from typing import Any, NamedTuple

from claims.errors import InvalidInput
from claims.models.forms import AssessmentForm
from claims.site.form import Form, Sent
from claims.site.page import Asked, Page, Shown
from claims.site.roles import CHECK

Schema = dict[str, Any]

ANSWERS = (
    (201, "It is recorded; the ids of what was made are in the answer."),
    (200, "It was mended, removed or undone, or it was recorded already and nothing was added."),
    (400, "It was refused and nothing was written: every fault, with its field, the value and what to do."),
    (401, "The token is not valid: expired, or not of this site."),
    (403, "Whoever the token belongs to has not the role, or the token was made for less."),
    (404, "There is no such claim, name or draft."),
    (405, "Only GET, which shows the form, and POST are taken."),
    (409, "Somebody else changed it since you read it: what stands there now is in the answer; send its `seen`, if yours should stand."),
    (413, "It is larger than this site takes at once."),
    (415, "It is neither JSON nor a form."),
    (503, "Another program holds the database, or it cannot be written at present: nothing was written; try again."),
)
"""What comes back, and what it means."""


class FieldRow(NamedTuple):
    """One field that an address takes."""

    name: str
    """Dotted where it stands in an object; `[]` marks a list."""
    kind: str
    is_needed: bool
    about: str
    terms: tuple[str, ...]
    """The words that it may be; empty where it is free."""


def field_rows(schema: Schema) -> list[FieldRow]:
    """List the fields of a model's JSON Schema, those of objects in it too."""
    return _rows(schema, schema.get("$defs", {}), "")


def _rows(schema: Schema, definitions: Schema, within: str) -> list[FieldRow]:
    rows = []
    for name, about in schema.get("properties", {}).items():
        found = _options(about, definitions)
        if all("const" in one for one in found):
            continue  # says what kind of record it is, which the address says already
        kinds = [kind for kind in dict.fromkeys(_kind(one) for one in found) if kind]
        terms = tuple(term for one in found for term in one.get("enum", []))
        rows.append(FieldRow(within + name, " or ".join(kinds), name in schema.get("required", []), about.get("description", ""), terms))
        for one in found:
            inner = _options(one.get("items", {}), definitions)[0] if one.get("type") == "array" else one
            rows += _rows(inner, definitions, f"{within}{name}{'[]' if one.get('type') == 'array' else ''}.")
    return rows


def _options(schema: Schema, definitions: Schema) -> list[Schema]:
    """Return what a field may be, names followed; null is left out, since leaving the field out says the same."""
    if reference := schema.get("$ref"):
        found: Schema = definitions[reference.rsplit("/", 1)[1]]
        return [found]
    options = [option for one in schema.get("anyOf", []) for option in _options(one, definitions)]
    return [option for option in options or [schema] if option.get("type") != "null"]


def _kind(schema: Schema) -> str:
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "array": "list",
        "object": "object",
    }
    return names.get(schema.get("type", ""), "")


def address_of(form: Form) -> str:
    """Return the address of a form as people read it: `/claim/{claim}/assess`."""
    return re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", form.address)


def example_refusal() -> dict[str, Any]:
    """Return what an assessment with two faults is answered with."""
    try:
        Sent({"reason": "hearsay", "rationale": "no"}, {}, "").parsed(AssessmentForm)
    except InvalidInput as error:
        return {"ok": False, "status": 400, "errors": [vars(fault) for fault in error.faults]}
    raise AssertionError


async def show(forms: tuple[Form, ...], asked: Asked) -> Shown:
    """Show what a program may send, and what comes back."""
    answers = await asked.answers()
    addresses = [
        {
            "method": "POST",
            "address": address_of(form),
            "about": form.takes.__doc__,
            "role": "checker" if form.right == CHECK else "editor",
            "schema": form.takes.model_json_schema(),
        }
        for form in forms
        if form.takes
    ]
    context = {
        "answers_by_status": ANSWERS,
        "field_rows": field_rows,
        "refusal": json.dumps(example_refusal(), indent=2),
        "most_bytes": asked.request.max_post_body_bytes,
    }
    return Shown(
        title="Write API",
        answers={**answers, "addresses": addresses},
        context=context,
        description="What a program may send in order to add, assess, link and review claims, and what comes back.",
    )


def page_about(forms: tuple[Form, ...]) -> Page:
    """Return the page that tells programs of some forms."""
    return Page("api", r"/api", partial(show, forms), formats=("json",))
