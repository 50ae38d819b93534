"""Print what looking for repeats costs, in CPU time of one thread: `.venv/bin/python tests/benchmarks/matching.py --claims 100000`.

The claims are made by changing every fifth word of real ones, so that words are as frequent as in life; the questions are real posts.
For the nearest by meaning each claim gets a vector of chance, and what is asked for is near one of them: encoding is not part of it.
Both are looked for in the folder `matching/` of, or in, $CLAIMS_QUALITY_DATA (or --data).
"""

import argparse
import gzip
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.errors import ClaimsError
from claims.matching import Said, matches
from claims.matching.nearest import small, unit
from claims.models import ClaimEntry
from claims.store.connection import Store
from claims.store.repeats import find
from claims.store.schema import open_store
from claims.store.vectors import nearest, save_vectors, statements_without_vectors
from claims.workflow.adding import add_claim, claim_entry

Row = dict[str, Any]
_DAY = "2026-01-02T03:04:05Z"
_ADDED = 400
_CHANGED = 5
_MODEL, _DIMENSIONS, _ASKED = "invented", 384, 200
_ENTITY = "insert into entities (id, kind, name) values ('the-invented-herald', 'outlet', 'The Invented Herald')"
_DOCUMENT = (
    "insert into documents (id, kind, url, outlet_id, title, language, accessed_at)"
    " values ('d', 'article', 'https://herald.example/1', 'the-invented-herald', 'Invented', 'en', ?)"
)
_CLAIM = (
    "insert or ignore into claims (rowid, id, document_id, statement, quotation, language, created_by, created_at, outlet_id, speaker_id)"
    " values (?, ?, 'd', ?, 'own_voice', 'en', 'Invented', ?, 'the-invented-herald', 'the-invented-herald')"
)


def rows(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def perturbed(texts: list[str], count: int, seed: int = 1) -> Iterator[str]:
    """Yield so many sentences: real ones with every fifth word taken from another."""
    chance = random.Random(seed)  # noqa: S311  (the same claims each time)
    words = [word for text in texts for word in text.split()]
    for _ in range(count):
        sentence = chance.choice(texts).split()
        for _ in range(len(sentence) // _CHANGED):
            sentence[chance.randrange(len(sentence))] = chance.choice(words)
        yield " ".join(sentence)[:480].rstrip("?")


def filled(path: Path, texts: list[str], count: int) -> Store:
    """Make a database of so many claims, the index built at once, and open it as anybody would."""
    store = open_store(path, create=True)
    connection = store.connection
    triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'claims'").fetchall()
    connection.execute("begin")
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    connection.execute(_ENTITY)
    connection.execute(_DOCUMENT, (_DAY,))
    usable = (text for text in perturbed(texts, 2 * count) if len(text.strip()) >= 10 and "http" not in text)
    allowed = (text for text in usable if "according to" not in text.lower() and "falsely" not in text.lower())
    connection.executemany(_CLAIM, ((number, f"c{number}", text, _DAY) for number, text in zip(range(1, count + 1), allowed, strict=False)))
    for index in ("claims_fts", "repeats_fts"):
        connection.execute(f"insert into {index} ({index}) values ('rebuild')")
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("commit")
    store.close()
    return open_store(path)


def timed(tasks: Sequence[Callable[[], object]]) -> str:
    """Run tasks and return the median and the 95th percentile of their CPU times, in milliseconds."""
    found = []
    for task in tasks:
        start = time.process_time()
        task()
        found.append((time.process_time() - start) * 1e3)
    found.sort()
    return f"median {found[len(found) // 2]:7.1f} ms   p95 {found[int(len(found) * 0.95)]:7.1f} ms"


def whole_match(store: Store, said: Said) -> object:
    """Look, compare and explain."""
    found, frequencies = find(store.connection, said)
    return matches(said, found, frequencies)


def with_vectors(store: Store) -> list[NDArray[np.float32]]:
    """Give each claim a vector, and return vectors that are near some of them."""
    chance, after = np.random.default_rng(0), 0
    asked = np.zeros((0, _DIMENSIONS), np.float32)
    while statements := statements_without_vectors(store.connection, _MODEL, after=after, limit=10_000):
        vectors = unit(chance.standard_normal((len(statements), _DIMENSIONS)))
        save_vectors(store, _MODEL, statements, small(vectors))
        after, asked = statements[-1].place, vectors[:_ASKED]
    return list(unit(asked + 0.5 * unit(chance.standard_normal(asked.shape))))


def entries(texts: list[str], count: int) -> list[ClaimEntry]:
    """Return so many claims that may be added."""
    made: list[ClaimEntry] = []
    for number, text in enumerate(perturbed(texts, 10 * count, seed=2)):
        fields: dict[str, object] = {
            "statement": f"{text.strip(' .')} in year {number}.",
            "document": {"url": "https://herald.example/2", "outlet": "The Invented Herald", "title": "Another", "language": "en"},
            "quotation": "indirect",
            "attributions": [{"source_text": "a resident", "source_type": "unnamed_person", "cue": "said"}],
        }
        with suppress(ClaimsError):
            made.append(claim_entry(fields))
    return made[:count]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--data", type=Path, default=os.environ.get("CLAIMS_QUALITY_DATA"))
    chosen = parser.parse_args()
    if chosen.data is None:
        raise SystemExit("Skipped: name the folder of the corpora with --data or $CLAIMS_QUALITY_DATA.")
    folder = Path(chosen.data) / "matching" if (Path(chosen.data) / "matching").is_dir() else Path(chosen.data)
    texts = [row["text"] for name in ("tweets", "debates") for row in rows(folder / f"matching_{name}.collection.jsonl.gz")]
    questions = [Said(row["text"]) for row in rows(folder / "matching_tweets.dev.queries.jsonl.gz")]
    with tempfile.TemporaryDirectory(prefix="claims-benchmark-") as place:
        start = time.process_time()
        store = filled(Path(place) / "claims.db", texts, chosen.claims)
        sys.stdout.write(f"{chosen.claims:,} claims, built in {time.process_time() - start:.1f} s\n")
        sys.stdout.write(f"first look      {timed([partial(find, store.connection, said) for said in questions])}\n")
        sys.stdout.write(f"whole match     {timed([partial(whole_match, store, said) for said in questions])}\n")
        adding = [partial(add_claim, store, entry, by="Invented") for entry in entries(texts, _ADDED)]
        sys.stdout.write(f"adding a claim  {timed(adding)}\n")
        near = [partial(nearest, store.connection, _MODEL, vector) for vector in with_vectors(store)]
        sys.stdout.write(f"signs, loaded   {timed(near[:1])}\n")
        sys.stdout.write(f"near in meaning {timed(near)}\n")
        sys.stdout.write(f"memory, at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")
        store.close()


if __name__ == "__main__":
    main()
