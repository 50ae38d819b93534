"""JSON lines, lossless: loaded into an empty database and exported again, the bytes are the same."""

import json
from collections.abc import Iterable
from typing import IO, Any

from claims.contracts import Exporter


def write(records: Iterable[dict[str, Any]], file: IO[bytes]) -> None:
    """Write a record a line, in the order given."""
    for record in records:
        file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


EXPORTER = Exporter(name="jsonl", suffix=".jsonl", write=write)
