"""What is wrong with an entry, in sentences: pydantic's findings turned into the words that a fact-checker reads."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claims.errors import Fault
from claims.wording import shorten

_SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "missing": lambda _: "is missing; give it",
    "extra_forbidden": lambda _: "is not a field here; look for a misspelling, or remove it",
    "enum": lambda context: f"is not one of {context['expected']}",
    "literal_error": lambda context: f"is not {context['expected']}",
    "string_type": lambda _: "is no text; put it in quotation marks",
    "int_type": lambda _: "is no whole number; write it without quotation marks",
    "int_from_float": lambda _: "is no whole number",
    "bool_type": lambda _: "is neither true nor false; write one of them without quotation marks",
    "string_too_short": lambda context: f"is too short; it has {context['min_length']} characters or more",
    "string_too_long": lambda context: f"is too long; it has {context['max_length']} characters at most",
    "greater_than_equal": lambda context: f"is too small; it is {context['ge']:g} or more",
    "less_than_equal": lambda context: f"is too large; it is {context['le']:g} or less",
    "string_pattern_mismatch": lambda context: f"has the wrong form; it looks like {_example(context['pattern'])}",
    "string_unicode": lambda _: "holds half a character (a lone surrogate); type it again",
    "value_error": lambda context: str(context["error"]),
    "json_invalid": lambda context: f"is not JSON: {context['error']}",
    "tuple_type": lambda _: "is no list; write [ ... ]",
    "model_type": lambda _: "is no object; write { ... }",
}
_EXAMPLES = {
    r"^[a-z0-9][a-z0-9-]*$": "an id such as al-fassel: lower-case letters, digits and hyphens",
    r"^[A-Za-z0-9_-]+$": "an id such as c0123456789abcdef",
    r"^[0-9a-f]{64}$": "the sha256 of a text: 64 hexadecimal digits",
    r"^Q[1-9][0-9]*$": "a Wikidata id such as Q42",
    r"^[A-Z]{2}$": "a country code such as IQ (ISO 3166-1)",
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": "a domain such as example.org",
}
_HIDDEN_STEPS = frozenset({"DocumentEntry", "constrained-str", "function-after"})


def faults_of(error: ValidationError) -> list[Fault]:
    """List what is wrong, field by field, without repeating more of the input than helps."""
    details = error.errors(include_url=False)
    return _without_alternatives([_fault(one) for one in details])


def _fault(detail: ErrorDetails) -> Fault:
    context = dict(detail.get("ctx", {}))
    sentence = _SENTENCES.get(detail["type"])
    message = sentence(context) if sentence else detail["msg"][:1].lower() + detail["msg"][1:]
    steps = [str(step) for step in detail["loc"] if not any(str(step).startswith(hidden) for hidden in _HIDDEN_STEPS)]
    return Fault(field=".".join(steps), value=_shown(detail), message=message)


def _shown(detail: ErrorDetails) -> str:
    given = detail.get("input")
    if detail["type"] in ("missing", "json_invalid") or isinstance(given, dict | list | tuple) or hasattr(given, "model_fields"):
        return ""
    return repr(shorten(given)) if isinstance(given, str) else shorten(str(given))


def _without_alternatives(faults: list[Fault]) -> list[Fault]:
    """Drop what a union of an object and an id complains about for the branch that was not meant."""
    deep = {fault.field.split(".")[0] for fault in faults if "." in fault.field}
    return [fault for fault in faults if fault.field not in deep or "no text" not in fault.message]


def _example(pattern: str) -> str:
    return _EXAMPLES.get(pattern, pattern)
