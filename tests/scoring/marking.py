"""Rows for scoring, made from the words themselves: `row(TEXT, attribution(content=..., ...))`. All texts are invented."""

from typing import Any

TEXT = (
    "“Taxes will rise,” said Mary Jones, the mayor of Leeds. She added that buses would be “far cheaper” by May. "
    "Rain fell. According to the police, two men were held."
)


def attribution(text: str = TEXT, **parts: str | list[str]) -> dict[str, Any]:
    """Return an attribution whose parts are the places where their words first stand in the text."""
    return {role: [_span(text, words) for words in ([given] if isinstance(given, str) else given)] for role, given in parts.items()}


def _span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


JONES = attribution(content="“Taxes will rise,”", cue="said", source="Mary Jones, the mayor of Leeds")
SHE = attribution(content="that buses would be “far cheaper” by May", cue="added", source="She")
POLICE = attribution(content="two men were held", cue="According to", source="the police")
RAIN = attribution(content="Rain fell")


def row(*attributions: dict[str, Any], doc_id: str = "a", text: str = TEXT, **more: Any) -> dict[str, Any]:
    """Return a row of a document with its statements."""
    return {"doc_id": doc_id, "text": text, "attributions": list(attributions), **more}


GOLD = row(JONES, SHE, POLICE)
