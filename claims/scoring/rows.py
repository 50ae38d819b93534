"""Rows of documents with statements: JSON lines, the same for gold and predictions.

    {"doc_id": "...", "text": "...", "attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...], "score"?}]}

Offsets count code points of `text`, end exclusive. A prediction may leave `text` out. Gold may have `discard`, a list of spans that
people passed over (a menu, an advertisement): what is found there does not count.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from claims.errors import UnreadableFile


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, unzipped by its suffix `.gz`. Raises UnreadableFile."""
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, 1):  # noqa: B007  (an error names the line)
                if line.strip():
                    yield _row(line)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(path, f"{getattr(error, 'strerror', None) or error}. Check the name and the rights.") from error
    except ValueError as error:
        raise UnreadableFile(path, f"line {number}: {error}.") from error


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _row(line: bytes) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or not isinstance(row.get("doc_id"), str):
        raise ValueError("each line is a JSON object with a 'doc_id'")  # noqa: TRY004  (what is wrong is the file)
    return row
