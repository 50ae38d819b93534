"""Print how often a suggested status is right, by its score: `.venv/bin/python tests/triage/reliability.py`.

The invented statements and the claims of the sample's article say what a person would suggest. The corpora, looked for in the folder
`triage/` of $CLAIMS_QUALITY_DATA, only say whether a sentence can be checked, so that only two statuses are compared with them.
"""

import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from triage.statements import BANDS, Scored, banded, cases, sample, suggested

from claims.triage.judging import Statement, judge
from claims.triage.schemes import SCHEMES
from claims.vocabularies import Verifiability

_CORPORA = ("claimbuster", "policlaim", "regroom", "ct22claim")
_COMPARED = (Verifiability.VERIFIABLE, Verifiability.NOT_CHECKABLE)


def of_corpus(path: Path, scheme: str) -> Iterator[tuple[Verifiability, Scored]]:
    """Yield each suggestion that says whether a sentence of a corpus can be checked."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row, one in zip(rows, judge([Statement(row["text"]) for row in rows], "general"), strict=True):
        status = one.suggestion.status
        if status in _COMPARED:
            is_right = (row["label"] in SCHEMES[scheme].factual) == (status is Verifiability.VERIFIABLE)
            yield status, Scored(one.suggestion.score, is_right)


def line(name: str, scored: list[Scored]) -> str:
    """Return a line of the table: in each band the share that was right, and of how many."""
    shown = [f"{one.right:7.0%} of {one.number:<5}" if one.number else " " * 16 for one in banded(scored)]
    return f"{name:28} {''.join(shown)}\n"


def main() -> None:
    """Print the table."""
    sys.stdout.write(f"{'score':28} {''.join(f'{first:8.2f} to {end:.2f}' for first, end in BANDS)}\n")
    for name in ("statements", "fresh"):
        found = [(case, suggested(case)) for case in cases(name)]
        sys.stdout.write(line(f"invented, {name}", [Scored(one.score, one.status is case.status) for case, one in found]))
    sys.stdout.write(line("sample's article", [Scored(one.found.score, one.found.status == one.status) for one in sample()]))
    folder = Path(os.environ.get("CLAIMS_QUALITY_DATA", "")) / "triage"
    for name in _CORPORA:
        path = folder / f"triage_{name}.dev.jsonl.gz"
        if not path.is_file():
            sys.stdout.write(f"{name}: skipped, it is not on this machine; $CLAIMS_QUALITY_DATA names the folder of the corpora.\n")
            continue
        scored = list(of_corpus(path, name))
        for status in _COMPARED:
            sys.stdout.write(line(f"{name}, {status.value}", [one for its, one in scored if its is status]))


if __name__ == "__main__":
    main()
