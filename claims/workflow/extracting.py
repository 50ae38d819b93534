"""Files of articles -> the statements that are attributed in them, a line each: what other programs score, train with or read on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from claims.errors import ClaimsError
from claims.extractors import DEFAULT_ENGINE, FoundStatement, find
from claims.extractors.languages.guessing import guess_language
from claims.models import SourceEntry
from claims.workflow.line_files import Progress, is_stream, line_of, numbered_lines, output, row_of

AUTO = "auto"
_LISTED = 1_000


class Settings(NamedTuple):
    """How statements are looked for."""

    engine: str = DEFAULT_ENGINE
    language: str = AUTO
    """A BCP 47 tag, or `auto`: told from each text."""
    threshold: float = 0
    """Statements whose score is lower are left out."""


class BadLine(NamedTuple):
    """A line that holds no article, and why."""

    line: int
    reason: str


class _Line(NamedTuple):
    """One article as it was given."""

    doc_id: str | int
    title: str
    text: str


@dataclass
class ExtractionReport:
    """What an extraction did."""

    documents: int = 0
    statements: int = 0
    bad: list[BadLine] = field(default_factory=list)
    """The first thousand."""
    bad_count: int = 0
    written: bool = False


def extract_statements(source: Path, target: Path, settings: Settings, *, progress: Progress | None = None) -> ExtractionReport:
    """Find the statements of each article of a file of JSON lines. Holds one article at a time; `.gz` is zipped; `-` is a pipe.

    A file appears at its place only when it is complete: if any line is bad, nothing is written. What goes into a pipe is written
    line by line, and bad lines are left out. Raises UnreadableFile, and ClaimsError for a target that is the source.
    """
    if source.exists() and target.exists() and source.samefile(target):
        raise ClaimsError(f"'{target}' is the file that is read: name another one for what is found.")
    report = ExtractionReport()
    goes_on = is_stream(target)
    with output(target, is_good=lambda: not report.bad_count) as file:
        for number, line in numbered_lines(source, progress):
            try:
                article = _parse(line)
            except ValueError as error:
                _refuse(report, number, str(error))
                continue
            if goes_on or not report.bad_count:
                file.write(_found(article, settings, report))
                if goes_on:
                    file.flush()
    report.written = goes_on or not report.bad_count
    return report


def _refuse(report: ExtractionReport, number: int, reason: str) -> None:
    report.bad_count += 1
    if len(report.bad) < _LISTED:
        report.bad.append(BadLine(number, reason))


def _found(article: _Line, settings: Settings, report: ExtractionReport) -> bytes:
    """Return the line that says what was found in an article."""
    language = guess_language(article.text) if settings.language == AUTO else settings.language
    found = find(article.text, title=article.title, language=language, engine=settings.engine)
    kept = [_attribution(statement) for statement in found if statement.score >= settings.threshold]
    report.documents += 1
    report.statements += len(kept)
    row = {"doc_id": article.doc_id, "attributions": kept}
    return line_of(row)


def _attribution(statement: FoundStatement) -> dict[str, object]:
    row: dict[str, object] = {role: [list(span) for span in getattr(statement, role)] for role in ("source", "cue", "content")}
    return row | {"quotation": statement.quotation.value, "score": round(statement.score, 4), **_who(statement.chain)}


def _who(chain: Sequence[SourceEntry]) -> dict[str, object]:
    """Return who asserts a statement, by the fullest names, and through whom it came; what is not known is left out."""
    placed = [(place if one.hop is None else one.hop, one) for place, one in enumerate(chain)]
    asserting = [one for hop, one in placed if not hop]
    if not asserting:
        return {}
    first, names = asserting[0], [one.speaker for one in asserting if one.speaker]
    told = {
        "speaker": first.speaker,
        "speakers": names if len(names) > 1 else None,
        "source_type": first.source_type,
        "role": first.role_text,
        "medium": first.medium,
        "platform": first.platform,
        "stance": first.stance,
        "via": [{"speaker": one.speaker, "source_text": one.source_text} for hop, one in placed if hop],
    }
    return {name: value for name, value in told.items() if value}


def _parse(line: bytes) -> _Line:
    """Read one line. Raises ValueError with the rule that it breaks."""
    row = row_of(line, "doc_id", "text")
    doc_id, title, text = row["doc_id"], row.get("title") or "", row["text"]
    if isinstance(doc_id, bool) or not isinstance(doc_id, str | int):
        raise ValueError("doc_id is neither a string nor a whole number")  # noqa: TRY004  (the line is bad)
    if not isinstance(title, str) or not isinstance(text, str):
        raise ValueError(f"{'text' if isinstance(title, str) else 'title'} is not a string")  # noqa: TRY004  (the line is bad)
    return _Line(doc_id, title, text)
