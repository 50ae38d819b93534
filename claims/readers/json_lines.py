"""JSON lines: the lossless format, a record a line; or claims as people type them, a claim a line."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO

from pydantic_core import from_json

from claims.contracts import MAX_ROW_BYTES, Reader, Row
from claims.errors import Fault, InvalidInput
from claims.models import parse_record

_BOM = b"\xef\xbb\xbf"
_REFUSED_START = b'{"faults":'


def read(file: IO[bytes]) -> Iterator[Row]:
    """Yield the rows of a file; blank lines are passed over."""
    number = 0
    while line := file.readline(MAX_ROW_BYTES):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) >= MAX_ROW_BYTES and not line.endswith(b"\n"):
            _skip_line(file)
            yield Row(number, b"", None, [Fault("", "", f"is longer than {MAX_ROW_BYTES // 1024 // 1024} MiB; split it")])
        elif line.strip():
            yield _row(number, line)


def _row(number: int, line: bytes) -> Row:
    try:
        return Row(number, line, parse_record(_without_reasons(line)), [])
    except InvalidInput as error:
        return Row(number, line, None, error.faults)


def _skip_line(file: IO[bytes]) -> None:
    while (rest := file.readline(MAX_ROW_BYTES)) and not rest.endswith(b"\n"):
        pass


def _without_reasons(line: bytes) -> bytes:
    """Take a row that was refused before, and has been mended since, out of the wrapping that held the reasons."""
    if not line.startswith(_REFUSED_START):
        return line
    try:
        wrapped = from_json(line)
    except ValueError:
        return line
    return json.dumps(wrapped["row"]).encode() if isinstance(wrapped.get("row"), dict) else line


def refuse(file: IO[bytes], row: Row, faults: list[Fault]) -> None:
    """Write a refused row as `{"faults": [...], "row": {...}}`; mended in place, it can be read again."""
    try:
        content: object = from_json(_without_reasons(row.raw))
        json.dumps(content).encode()
    except (ValueError, RecursionError):
        content = row.raw.decode("utf-8", "backslashreplace")
    wrapped = {"faults": [asdict(fault) for fault in faults], "row": content}
    file.write(json.dumps(wrapped, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


READER = Reader(name="JSON lines", suffixes=(".jsonl", ".ndjson", ".json"), read=read, refuse=refuse)
