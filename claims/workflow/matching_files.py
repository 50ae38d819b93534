"""Files of claims and of questions -> for each question the claims that say the same, a line each: what other programs score or read on."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from claims.errors import ClaimsError
from claims.matching import Match, Said, rank
from claims.matching.said import Found, Frequencies
from claims.store.repeats import Collection
from claims.workflow.line_files import PIPE, Progress, is_stream, numbered_lines, output, row_of

MOST = 100
"""So many claims are listed for each question."""
_LISTED = 1_000
_WHO_SPEAKS = re.compile(r"^[A-Z][^:\n]{0,40}: ")
Look = Callable[[Said], tuple[Sequence[Found], Frequencies]]
"""Finds the claims that a question is compared with."""


class BadLine(NamedTuple):
    """A line that holds no claim or no question, and why."""

    source: Path
    line: int
    reason: str


@dataclass
class MatchingReport:
    """What a matching did."""

    claims: int = 0
    queries: int = 0
    matches: int = 0
    bad: list[BadLine] = field(default_factory=list)
    """The first thousand."""
    bad_count: int = 0
    written: bool = False

    def refuse(self, source: Path, number: int, reason: str) -> None:
        """Note a bad line."""
        self.bad_count += 1
        if len(self.bad) < _LISTED:
            self.bad.append(BadLine(source, number, reason))


def match_files(
    collection: Path,
    queries: Path,
    target: Path,
    *,
    look_of: Callable[[Collection], Look] | None = None,
    progress: Progress | None = None,
) -> MatchingReport:
    """Find for each question of a file the claims of another that say the same. JSON lines; `.gz` is zipped; `-` is a pipe.

    `look_of` makes what finds the claims to compare; without it they are found by their words. A file appears at its place only
    when it is complete: if any line is bad, nothing is written. What goes into a pipe is written question by question, and bad
    lines are left out. Raises UnreadableFile, and ClaimsError where two of the files are one.
    """
    _refuse_one_for_two(collection, queries, target)
    report = MatchingReport()
    claims = Collection(read_claims(collection, report, progress))
    look: Look = look_of(claims) if look_of else claims.find
    report.claims = len(claims)
    goes_on = is_stream(target)
    with output(target, is_good=lambda: not report.bad_count) as file:
        for key, said in read_questions(queries, report, progress):
            if not goes_on and report.bad_count:
                continue
            found, frequencies = look(said)
            file.write(_lines(key, rank(said, found, frequencies)[:MOST], report))
            if goes_on:
                file.flush()
    report.written = goes_on or not report.bad_count
    return report


def _refuse_one_for_two(collection: Path, queries: Path, target: Path) -> None:
    for source in (collection, queries):
        if source.exists() and target.exists() and source.samefile(target):
            raise ClaimsError(f"'{target}' is a file that is read: name another one for what is found.")
    if str(collection) == PIPE == str(queries):
        raise ClaimsError("Only one of both can come from standard input: name a file for the claims or for the questions.")


def _lines(key: str | int, found: Sequence[Match], report: MatchingReport) -> bytes:
    report.queries += 1
    report.matches += len(found)
    rows = [{"query_id": key, "doc_id": match.key, "score": round(match.score, 6)} for match in found]
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def read_claims(source: Path, report: MatchingReport, progress: Progress | None = None) -> Iterator[tuple[str, Said]]:
    """Yield the claims of a file with their ids: `id`, `text`; `title`, `subtitle`, `speaker` may be missing. Notes bad lines.

    Of an export of ours the claims are read, with their statements and quotes.
    """
    seen: set[str] = set()
    for number, row in _rows(source, report, progress):
        try:
            said = Said(_words(row, "text"), _words(row, "title"), _words(row, "speaker"), also=_words(row, "subtitle"))
            key = str(_key(row))
            if key in seen:
                raise ValueError(f"has the id of an earlier line, {key!r}; ids are unique")
        except ValueError as error:
            report.refuse(source, number, str(error))
            continue
        seen.add(key)
        yield key, said


def read_questions(source: Path, report: MatchingReport, progress: Progress | None = None) -> Iterator[tuple[str | int, Said]]:
    """Yield the questions of a file with their ids: `id`, `text`; `speaker`, `context`, `context_after` may be missing."""
    for number, row in _rows(source, report, progress):
        try:
            before, after = _sentences(row, "context"), _sentences(row, "context_after")
            said = Said(_words(row, "text"), _words(row, "title"), _words(row, "speaker"), before, after)
            key = _key(row)
        except ValueError as error:
            report.refuse(source, number, str(error))
            continue
        yield key, said


def _rows(source: Path, report: MatchingReport, progress: Progress | None) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in numbered_lines(source, progress):
        try:
            row = row_of(line)
            if row.get("record", "claim") == "claim":
                yield number, _of_export(row) if "record" in row else row_of(line, "id", "text")
        except ValueError as error:
            report.refuse(source, number, str(error))


def _of_export(row: dict[str, Any]) -> dict[str, Any]:
    """Return a claim of an export as one of a collection."""
    return {"id": row.get("id"), "text": row.get("statement"), "subtitle": row.get("quote")}


def _key(row: dict[str, Any]) -> str | int:
    key: object = row["id"]
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise ValueError("id is neither a string nor a whole number")  # noqa: TRY004  (the line is bad)
    return key


def _words(row: dict[str, Any], name: str) -> str:
    found: object = row.get(name) or ""
    if not isinstance(found, str):
        raise ValueError(f"{name} is not a string")  # noqa: TRY004  (the line is bad)
    return found


def _sentences(row: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return the sentences around it without the names of who speaks: "ANN EXAMPLE: It is closed"."""
    found: object = row.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError(f"{name} is not a list of strings")
    return tuple(_WHO_SPEAKS.sub("", one) for one in found)
