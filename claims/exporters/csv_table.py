"""CSV for spreadsheets: a claim a row, with its first source, its outlet and its newest assessment. Not lossless."""

import csv
import io
from collections.abc import Iterable
from typing import IO, Any

from claims.contracts import Exporter

COLUMNS = (
    "id", "statement", "quote", "quotation", "speaker", "source_type", "source_text", "role_text", "cue", "stance", "medium", "outlet",
    "title", "url", "published_at", "location", "claim_date", "status", "reason", "rationale", "check_after", "created_by", "created_at",
)  # fmt: skip
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def write(records: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    """Write one row for each claim among the records."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    names: dict[str, str] = {}
    documents: dict[str, dict[str, Any]] = {}
    for record in records:
        if record["record"] == "entity":
            names[record["id"]] = record["name"]
        elif record["record"] == "document":
            documents[record["id"]] = {key: value for key, value in record.items() if key != "text"}
        elif record["record"] == "claim":
            cells = _cells(record, names, documents[record["document_id"]])
            table.writerow([_safe(cells.get(column)) for column in COLUMNS])
    text.detach()


def _cells(claim: dict[str, Any], names: dict[str, str], document: dict[str, Any]) -> dict[str, Any]:
    source = claim.get("attributions", [{}])[0]
    newest = max(claim.get("assessments", [{}]), key=lambda one: str(one.get("assessed_at", "")))
    return {
        **{key: document.get(key) for key in ("title", "url", "published_at")},
        "outlet": names.get(document["outlet_id"]),
        **newest,
        **source,
        "speaker": names.get(source.get("entity_id", "")),
        **claim,
    }


def _safe(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA_START) else text


EXPORTER = Exporter(name="csv", suffix=".csv", write=write)
