"""Files of texts -> which of them say the same, a line each: what other programs score, or read on."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from claims.errors import ClaimsError
from claims.matching.duplicates import Progress as TextsLookedAt
from claims.matching.duplicates import deduplicate
from claims.workflow.extracting import BadLine
from claims.workflow.line_files import Progress, is_stream, line_of, numbered_lines, output, row_of

_LISTED = 1_000


class _Item(NamedTuple):
    id: str | int
    text: str


@dataclass
class DeduplicationReport:
    """What a deduplication did."""

    items: int = 0
    clusters: int = 0
    repeated: int = 0
    """Items that are in a cluster with another one."""
    bad: list[BadLine] = field(default_factory=list)
    """The first thousand."""
    bad_count: int = 0
    written: bool = False


def deduplicate_file(
    source: Path, target: Path, *, progress: Progress | None = None, compared: TextsLookedAt | None = None
) -> DeduplicationReport:
    """Write for each item of a file of JSON lines (`id`, `text`) its cluster, named by the id of its first item.

    All items are held in memory, about 10 kB each; `.gz` is zipped; `-` is a pipe. `progress` is told the bytes that were read,
    `compared` the texts that were compared. If any line is bad or an id stands twice, nothing is written to a file; into a pipe goes
    what is good. Raises UnreadableFile, and ClaimsError for a target that is the source.
    """
    if source.exists() and target.exists() and source.samefile(target):
        raise ClaimsError(f"'{target}' is the file that is read: name another one for what is found.")
    report = DeduplicationReport()
    goes_on = is_stream(target)
    with output(target, is_good=lambda: not report.bad_count) as file:
        items = _read(source, report, progress)
        if goes_on or not report.bad_count:
            names = _clustered(items, report, compared)
            for item, name in zip(items, names, strict=True):
                file.write(_line({"id": item.id, "cluster": name}))
    report.written = goes_on or not report.bad_count
    return report


def _read(source: Path, report: DeduplicationReport, progress: Progress | None) -> list[_Item]:
    items: list[_Item] = []
    lines: dict[str | int, int] = {}
    for number, line in numbered_lines(source, progress):
        try:
            item = _parse(line)
            if (first := lines.setdefault(item.id, number)) != number:
                raise ValueError(f"has the id of line {first}; give each item its own")
            items.append(item)
        except ValueError as error:
            report.bad_count += 1
            if len(report.bad) < _LISTED:
                report.bad.append(BadLine(number, str(error)))
    return items


def _clustered(items: list[_Item], report: DeduplicationReport, compared: TextsLookedAt | None) -> list[str | int]:
    """Return the name of the cluster of each item."""
    names: list[str | int] = [item.id for item in items]
    found = deduplicate([item.text for item in items], compared)
    for cluster in found:
        for place in cluster:
            names[place] = items[cluster[0]].id
    report.items, report.clusters = len(items), len(found)
    report.repeated = sum(len(cluster) for cluster in found if len(cluster) > 1)
    return names


def _line(row: dict[str, object]) -> bytes:
    return line_of(row)


def _parse(line: bytes) -> _Item:
    """Read one line. Raises ValueError with the rule that it breaks."""
    row = row_of(line, "id", "text")
    if isinstance(row["id"], bool) or not isinstance(row["id"], str | int):
        raise ValueError("id is neither a string nor a whole number")  # noqa: TRY004  (the line is bad)
    if not isinstance(row["text"], str):
        raise ValueError("text is not a string")  # noqa: TRY004  (the line is bad)
    return _Item(row["id"], row["text"])
