"""Recorded claims that say the same, in the terminal: how likely, who said it where, and the words that match."""

from collections.abc import Sequence
from typing import Any

from claims.cli.command import has_colours, styled
from claims.cli.showing_drafts import visible
from claims.matching import Span
from claims.workflow.matching import Repeat

_WORDS = {True: "likely the same", False: "possibly related"}


def repeat_lines(repeat: Repeat) -> list[str]:
    """Return a repeat as lines of text: its likelihood and where it stands, its statement with the matching words marked, and why."""
    claim, match = repeat.claim, repeat.match
    judged = [label for label in (claim["verifiability"], claim["verdict"]) if label]
    who = dict.fromkeys((claim["speaker"], claim["outlet"], str(claim["published_at"] or "")[:10]))
    where = ", ".join(str(part) for part in who if part)
    lines = [
        f"{styled(f'{match.score:>4.0%}', bold=repeat.is_likely)}  {_WORDS[repeat.is_likely]}  {visible(claim['id'])}  {visible(where)}",
        f"      {marked(claim['statement'], match.shared_there)}  ({visible(' · '.join(judged).lower())})",
    ]
    lines += [f"      {styled(visible(difference.sentence), fg='red')}" for difference in match.differences]
    return [*lines, f"      {styled(visible(match.because), dim=True)}"] if match.because else lines


def marked(text: str, spans: Sequence[Span]) -> str:
    """Return a text with pieces of it underlined; between asterisks where there are no colours."""
    pieces, last = [], 0
    for start, end in sorted(spans):
        word = visible(text[start:end])
        pieces += [visible(text[last:start]), styled(word, underline=True) if has_colours() else f"*{word}*"]
        last = end
    return "".join([*pieces, visible(text[last:])])


def repeat_fields(repeat: Repeat) -> dict[str, Any]:
    """Return a repeat as JSON has it."""
    match = repeat.match
    names = ("id", "statement", "speaker", "outlet", "document", "published_at", "verifiability", "verdict")
    return {
        "score": round(match.score, 4),
        "likeness": match.likeness.value,
        "because": match.because,
        "shared": [list(span) for span in match.shared],
        "shared_there": [list(span) for span in match.shared_there],
        "differences": [
            {"kind": one.kind.value, "here": one.here, "there": one.there, "sentence": one.sentence} for one in match.differences
        ],
        "claim": {name: repeat.claim[name] for name in names},
    }
