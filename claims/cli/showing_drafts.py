"""A draft in the terminal: the words it stands in, coloured, and its fields; what could steer the terminal is made visible."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.cli.command import has_colours, styled
from claims.vocabularies import Quotation, SourceType
from claims.workflow.waiting import Piece, Waiting

_STYLES: dict[str, dict[str, Any]] = {
    "content": {"fg": "green", "bold": True},
    "cue": {"fg": "yellow"},
    "source": {"fg": "cyan", "underline": True},
}
_BRACKETS = {"content": ("[", "]"), "cue": ("{", "}"), "source": ("<", ">")}
"""What stands around them where there are no colours."""
_SOURCE_FIELDS = ("role_text", "affiliation", "stance", "medium", "platform", "said_date")


def draft_lines(waiting: Waiting) -> list[str]:
    """Return a draft as lines of text: its passage, its fields, and why the program thinks so."""
    candidate = waiting.candidate
    draft: Mapping[str, Any] = candidate["draft"]
    lines = [*_passage(waiting.passage), ""]
    lines.append(_field("statement", draft.get("statement"), bold=True))
    if not waiting.passage:
        lines.append(_field("quote", draft.get("quote")))
    lines += [_field("who says so", source) for source in _sources(draft)]
    lines.append(_field("quotation", f"{_label(draft.get('quotation'))}, {draft.get('location', 'body')}"))
    lines += [_field(name.replace("_", " "), draft[name]) for name in ("claim_date", "language") if draft.get(name)]
    score = f", score {candidate['score']:.2f}" if candidate.get("score") is not None else ""
    lines.append(_field("drafted by", f"{candidate['extractor']}{score}"))
    if candidate.get("because"):
        lines.append(_field("because", candidate["because"]))
    return lines


def _passage(pieces: Sequence[Piece]) -> list[str]:
    if not pieces:
        return [_coloured("(no text is stored, or the draft does not say where it stands)", dim=True)]
    kinds = [kind for kind in _STYLES if any(piece.kind == kind for piece in pieces)]
    words = "".join(_marked(visible(piece.text), piece.kind) for piece in pieces)
    return [words.strip("\n"), "  ".join(_marked(kind, kind) for kind in kinds)]


def _marked(text: str, kind: str) -> str:
    if not kind or not text.strip():
        return text
    if has_colours():
        return styled(text, **_STYLES[kind])
    opening, closing = _BRACKETS[kind]
    return f"{opening}{text}{closing}"


def _sources(draft: Mapping[str, Any]) -> list[str]:
    sources = draft.get("attributions") or []
    rows = [row for row in sources if isinstance(row, dict)] if isinstance(sources, list) else []
    return [_source(row) for row in rows] or ["the outlet, in its own voice"]


def _source(row: Mapping[str, Any]) -> str:
    printed = row.get("source_text")
    who = str(row.get("speaker") or (f"“{printed}”" if printed else "") or _kind(row.get("source_type")))
    details = [_kind(row.get("source_type"))] if row.get("source_type") else []
    details += [f"printed “{printed}”"] if printed and row.get("speaker") and printed != row["speaker"] else []
    details += [str(row[name]) for name in _SOURCE_FIELDS if row.get(name)]
    details += [f"cue “{row['cue']}”"] if row.get("cue") else []
    return f"{who} ({', '.join(details)})" if details else who


def _kind(source_type: object) -> str:
    return SourceType(str(source_type)).label.lower() if source_type in list(SourceType) else str(source_type or "")


def _label(quotation: object) -> str:
    return Quotation(str(quotation)).label.lower() if quotation in list(Quotation) else "as the marks tell"


def _field(name: str, value: object, **style: Any) -> str:
    return f"{_coloured(f'{name:>12}', dim=True)}  {_coloured(visible(str(value or '')), **style)}"


def _coloured(text: str, **style: Any) -> str:
    return styled(text, **style) if style else text


def visible(text: str) -> str:
    """Return a text with what could steer a terminal, or disguise what is written, spelt out."""
    return "".join(char if char.isprintable() or char in "\n\t" else f"\\u{ord(char):04x}" for char in text)
