"""The annotated articles that extractors are measured on: public corpora, where the machine has them, and our own, always.

The corpora may be measured with and not be passed on, so they lie outside the project: in the folder that `$CLAIMS_QUALITY_DATA` names,
else in `tests/quality/data/`, which git ignores. Each is a file of JSON lines, `NAME.jsonl` or `NAME.jsonl.gz`.
"""

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from quality.speakers.articles import as_line, load

CORPORA = ("polnear_dev", "sourcing_dev", "dewikinews_dev")
OWN = {"own": "held-out", "own_de": "held-out-de"}
"""Our own sets, by the folder of articles that each is: those that nobody reads who works on an extractor."""
SETS = (*CORPORA, *OWN)
GERMAN = frozenset({"dewikinews_dev", "own_de"})

VARIABLE = "CLAIMS_QUALITY_DATA"
Row = dict[str, Any]


def data_folder() -> Path:
    """Return where the corpora lie, or would lie."""
    return Path(os.environ.get(VARIABLE) or Path(__file__).parent / "data")


def content(name: str, folder: Path | None = None) -> bytes | None:
    """Return a set as JSON lines, unzipped; None where the machine does not have it."""
    if name in OWN:
        return "".join(f"{as_line(article)}\n" for article in load(OWN[name])).encode()
    plain = (folder or data_folder()) / f"{name}.jsonl"
    zipped = plain.with_name(f"{plain.name}.gz")
    if zipped.is_file():
        return gzip.decompress(zipped.read_bytes())
    return plain.read_bytes() if plain.is_file() else None


def rows(lines: bytes) -> list[Row]:
    """Return the documents of a set."""
    return [json.loads(line) for line in lines.splitlines() if line.strip()]


def digest(lines: bytes) -> str:
    """Return what tells whether two sets are the same, however they are zipped."""
    return hashlib.sha256(lines).hexdigest()


def without_gold(documents: list[Row]) -> str:
    """Return the documents as JSON lines with nothing but what an extractor may see."""
    return "".join(json.dumps({key: row[key] for key in ("doc_id", "title", "text") if key in row}) + "\n" for row in documents)
