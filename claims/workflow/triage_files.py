"""Files of statements -> whether each can be checked, a line each, for other programs to score and read on; and files that teach it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from claims.dates import check_publication_date
from claims.errors import ClaimsError
from claims.triage.judging import Judged, Statement, judge
from claims.triage.languages import DEFAULT_LANGUAGE
from claims.triage.schemes import DEFAULT_SCHEME
from claims.vocabularies import SourceType
from claims.workflow.line_files import PIPE, Progress, is_stream, line_of, numbered_lines, output, row_of

_LISTED = 1_000
_AT_ONCE = 256
"""So many statements are judged together: faster than one by one."""


class BadLine(NamedTuple):
    """A line that holds no statement, and why."""

    line: int
    reason: str


@dataclass
class TriageReport:
    """What was judged."""

    statements: int = 0
    bad: list[BadLine] = field(default_factory=list)
    """The first thousand."""
    bad_count: int = 0
    written: bool = False


class _Line(NamedTuple):
    """One statement as it was given."""

    id: str | int
    statement: Statement


def triage_file(
    source: Path, target: Path, scheme: str = DEFAULT_SCHEME, *, language: str = DEFAULT_LANGUAGE, progress: Progress | None = None
) -> TriageReport:
    """Judge each statement of a file of JSON lines. `.gz` is zipped; `-` is a pipe.

    A file appears at its place only when it is complete: if any line is bad, nothing is written. What goes into a pipe is written
    as it comes, and bad lines are left out. Raises UnreadableFile, and ClaimsError for a target that is the source.
    """
    if source.exists() and target.exists() and source.samefile(target):
        raise ClaimsError(f"'{target}' is the file that is read: name another one for what is found.")
    report, goes_on = TriageReport(), is_stream(target)
    size = 1 if goes_on and (str(source) == PIPE or not source.is_file()) else _AT_ONCE
    waiting: list[_Line] = []
    with output(target, is_good=lambda: not report.bad_count) as file:

        def pass_on() -> None:
            if waiting and (goes_on or not report.bad_count):
                file.write(_judged(waiting, scheme, language, report))
                if goes_on:
                    file.flush()
            waiting.clear()

        for number, line in numbered_lines(source, progress):
            try:
                waiting.append(_parse(line))
            except ValueError as error:
                _refuse(report, number, str(error))
            if len(waiting) >= size:
                pass_on()
        pass_on()
    report.written = goes_on or not report.bad_count
    return report


def _refuse(report: TriageReport, number: int, reason: str) -> None:
    report.bad_count += 1
    if len(report.bad) < _LISTED:
        report.bad.append(BadLine(number, reason))


def _judged(lines: list[_Line], scheme: str, language: str, report: TriageReport) -> bytes:
    found = judge([line.statement for line in lines], scheme, language)
    report.statements += len(lines)
    return b"".join(_written(line, one) for line, one in zip(lines, found, strict=True))


def _written(line: _Line, one: Judged) -> bytes:
    suggestion = one.suggestion
    row = {
        "id": line.id,
        "label": one.label,
        "score": one.score,
        "status": suggestion.status and suggestion.status.value,
        "reason": suggestion.reason and suggestion.reason.value,
        "because": [[cue.start, cue.end] for cue in suggestion.because],
    }
    return line_of(row)


def _parse(line: bytes) -> _Line:
    row = row_of(line, "id", "text")
    given, text = row["id"], row["text"]
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise ValueError("id is neither a string nor a whole number")  # noqa: TRY004  (the line is bad)
    if not isinstance(text, str):
        raise ValueError("text is not a string")  # noqa: TRY004  (the line is bad)
    return _Line(given, Statement(text, _source_type(row), _date(row)))


def _source_type(row: dict[str, Any]) -> SourceType | None:
    given = row.get("source_type")
    if given in (None, ""):
        return None
    if not isinstance(given, str) or given not in set(SourceType):
        raise ValueError(f"source_type is none of {', '.join(SourceType)}")
    return SourceType(given)


def _date(row: dict[str, Any]) -> str:
    given = row.get("published") or ""
    if not isinstance(given, str):
        raise ValueError("published is not a string")  # noqa: TRY004  (the line is bad)
    try:
        return check_publication_date(given) if given else ""
    except ValueError as error:
        raise ValueError(f"published: {error}") from error
