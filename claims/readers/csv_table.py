"""A spreadsheet saved as CSV: a claim a row, a heading a column; comma, semicolon or tab."""

import csv
import io
import json
from collections.abc import Iterator
from typing import IO

from claims.contracts import MAX_ROW_BYTES, Reader, Row
from claims.errors import ClaimsError, Fault, InvalidInput
from claims.models import parse_record

COLUMNS: dict[str, tuple[str, ...]] = {
    "statement": ("statement",),
    "quote": ("quote",),
    "quotation": ("quotation",),
    "start_char": ("start_char",),
    "end_char": ("end_char",),
    "location": ("location",),
    "claim_date": ("claim_date",),
    "speaker": ("attributions", "speaker"),
    "source_type": ("attributions", "source_type"),
    "source_text": ("attributions", "source_text"),
    "role_text": ("attributions", "role_text"),
    "affiliation": ("attributions", "affiliation"),
    "cue": ("attributions", "cue"),
    "stance": ("attributions", "stance"),
    "medium": ("attributions", "medium"),
    "platform": ("attributions", "platform"),
    "said_date": ("attributions", "said_date"),
    "anonymity_reason": ("attributions", "anonymity_reason"),
    "reliability": ("attributions", "reliability"),
    "document_id": ("document",),
    "title": ("document", "title"),
    "outlet": ("document", "outlet"),
    "url": ("document", "url"),
    "kind": ("document", "kind"),
    "byline": ("document", "byline"),
    "language": ("document", "language"),
    "published_at": ("document", "published_at"),
    "accessed_at": ("document", "accessed_at"),
    "archive_url": ("document", "archive_url"),
    "status": ("assessment", "status"),
    "reason": ("assessment", "reason"),
    "rationale": ("assessment", "rationale"),
    "check_after": ("assessment", "check_after"),
    "credibility": ("assessment", "credibility"),
    "created_by": ("created_by",),
    "created_at": ("created_at",),
}
"""Known headings, and the place of each in the entry (see `ClaimEntry`). A chain of several hops needs JSON lines."""

_NUMBERS = frozenset({"start_char", "end_char", "credibility"})
_REASONS = "faults"
_PASSED_OVER = frozenset({_REASONS, "id"})
"""Columns that refused rows and exports have, and that say nothing about a claim."""
_DELIMITERS = ",;\t"


class UnknownColumns(ClaimsError):
    """The headings of a spreadsheet are not ours, so no row of it can be read."""

    def __init__(self, unknown: list[str]) -> None:
        super().__init__(f"Unknown headings: {', '.join(unknown)}. Known ones are: {', '.join(COLUMNS)}. Rename or remove them.")


def read(file: IO[bytes]) -> Iterator[Row]:
    """Yield the rows of a table. Raises UnknownColumns."""
    csv.field_size_limit(MAX_ROW_BYTES)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    first = text.readline(MAX_ROW_BYTES)
    if not first.strip():
        return
    delimiter = max(_DELIMITERS, key=first.count)
    heading = [name.strip().lower().replace(" ", "_") for name in next(csv.reader([first], delimiter=delimiter))]
    if unknown := [name for name in heading if name not in COLUMNS and name not in _PASSED_OVER]:
        raise UnknownColumns([name or "(empty)" for name in unknown])
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, b"", None, [Fault("", "", f"is no CSV: {error}; look for a quotation mark that is not closed")])
            return
        if any(cell.strip() for cell in cells):
            yield _row(line, heading, cells)


def _row(line: int, heading: list[str], cells: list[str]) -> Row:
    raw = _as_csv(heading) + _as_csv(cells)
    if len(cells) > len(heading):
        return Row(line, raw, None, [Fault("", "", f"has {len(cells)} cells under {len(heading)} headings; mend the delimiters")])
    try:
        entry = _entry(
            {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if cell.strip() and name not in _PASSED_OVER}
        )
        return Row(line, raw, parse_record(json.dumps(entry).encode()), [])
    except InvalidInput as error:
        return Row(line, raw, None, error.faults)


def _entry(cells: dict[str, str]) -> dict[str, object]:
    """Return the cells of a row as the entry that they stand for."""
    entry: dict[str, object] = {}
    parts: dict[str, dict[str, object]] = {}
    for name, cell in cells.items():
        place = COLUMNS[name]
        value: object = int(cell) if name in _NUMBERS and cell.isdecimal() and len(cell) < 10 else cell
        if len(place) == 1:
            entry[place[0]] = value
        else:
            parts.setdefault(place[0], {})[place[1]] = value
    if "attributions" in parts:
        entry["attributions"] = [parts.pop("attributions")]
    if "document_id" in cells:
        parts.pop("document", None)
    return entry | parts


def _as_csv(cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "surrogateescape")


def refuse(file: IO[bytes], row: Row, faults: list[Fault]) -> None:
    """Write a refused row below its headings, with a last column that holds the reasons."""
    lines = row.raw.decode("utf-8", "backslashreplace").splitlines(keepends=True)
    heading, *rest = csv.reader(lines)
    cells = [cell for one in rest for cell in one]
    if file.tell() == 0:
        file.write(_as_csv([*heading, *([] if _REASONS in heading else [_REASONS])]))
    reasons = "; ".join(map(str, faults))
    if _REASONS in heading:
        cells[heading.index(_REASONS)] = reasons
    else:
        cells = [*cells, *[""] * (len(heading) - len(cells)), reasons]
    file.write(_as_csv(cells))


READER = Reader(name="CSV", suffixes=(".csv", ".tsv"), read=read, refuse=refuse)
