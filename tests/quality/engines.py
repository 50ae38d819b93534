"""Runs one extractor over one file and prints what it cost: `python engines.py NAME INPUT OUTPUT [--checkout DIR]`.

Reads and writes the same lines as `claims extract`. This file runs in a process of its own with the Python that has the extractor, so
that it loads nothing but the extractor: peers live in an environment of their own and are never installed beside ours.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Attributions = list[dict[str, Any]]
Extractor = Callable[[str, str], Attributions]
"""From the title and the text of an article to its attributions, as lines of `claims extract` have them."""


def ours(engine: str) -> Extractor:
    """Load an engine of this project."""
    from claims.extractors import find  # noqa: PLC0415  (peers run without ours)
    from claims.extractors.languages.guessing import guess_language  # noqa: PLC0415

    def extract(title: str, text: str) -> Attributions:
        found = find(text, title=title, language=guess_language(text), engine=engine)
        return [{role: [list(span) for span in getattr(one, role)] for role in ("source", "cue", "content")} for one in found]

    return extract


def load(name: str, checkout: Path | None) -> Extractor:
    """Load an extractor by its name."""
    if name not in ("textacy", "gender-gap-tracker"):
        return ours(name)
    peers = importlib.import_module("peers")  # needs spaCy, which only the environment of the peers has
    extract: Extractor = peers.textacy_by_paragraph() if name == "textacy" else peers.gender_gap_tracker(checkout or Path())
    return extract


def run(extract: Extractor, source: Path, target: Path) -> dict[str, float]:
    """Extract from every article; return words and CPU seconds of the extraction alone, the first article apart, which warms it up."""
    documents = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    extract("", documents[0]["text"])
    spent_s, rows = 0.0, []
    for document in documents:
        started_s = time.process_time()
        found = extract(document.get("title") or "", document["text"])
        spent_s += time.process_time() - started_s
        rows.append(json.dumps({"doc_id": document["doc_id"], "attributions": found}) + "\n")
    target.write_text("".join(rows), encoding="utf-8")
    return {"words": sum(len(document["text"].split()) for document in documents), "cpu_s": spent_s}


def main() -> None:
    """Run the extractor that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--checkout", type=Path)
    given = parser.parse_args()
    figures = run(load(given.name, given.checkout), given.source, given.target)
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
