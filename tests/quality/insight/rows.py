"""Lines of the files that systems read and write, and what of them a system that is not ours is given."""

import json
import re
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_ADDRESS = re.compile(r"https?://\S+|pic\.twitter\.com/\S+")
_SIGNATURE = re.compile(r"\s—\s[^—]*\(@\w+\)[^—]*$")


def read(path: str) -> list[Row]:
    """Read JSON lines."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def write(path: str, rows: list[Row]) -> None:
    """Write JSON lines."""
    Path(path).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def cleaned(text: str) -> str:
    """Return a post without addresses and the signature under it: peers get that for nothing."""
    return _SIGNATURE.sub("", _ADDRESS.sub(" ", text))


def whole(claim: Row) -> str:
    """Return what of a recorded claim is compared: its text and its headline."""
    return f"{claim['text']} {claim.get('title') or ''}"
