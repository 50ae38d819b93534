"""One measured way of loading or adding, run in a process of its own by run.py; prints its figures as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from corpus import Corpus

from claims.store import rows
from claims.store.connection import Store
from claims.store.schema import open_store
from claims.workflow.adding import add_claim, claim_entry
from claims.workflow.importing import import_claims

Figures = dict[str, float]
_CACHES = ("outlet_id", "speaker_id", "source_type", "source_words", "verifiability", "verdict")
_ADDS = 4_000


def records(folder: Path, corpus: Path) -> Figures:
    """Load the file with `import_claims`, twice."""
    store = open_store(folder / "claims.db", create=True)
    first = timed(lambda: import_claims(store, [corpus], by="benchmark"))
    before = store.connection.total_changes
    again = timed(lambda: import_claims(store, [corpus], by="benchmark"))
    return {"cpu_s": first, "again_s": again, "changed": store.connection.total_changes - before, "peak_mb": peak_mb()}


entries = records


def raw(folder: Path, corpus: Path) -> Figures:
    """Insert ready tuples into the same tables with executemany: no triggers, no foreign keys, search indices built at the end."""
    tables = ready_tuples(corpus)
    store = blank_without_triggers(folder)

    def insert() -> None:
        connection = store.connection
        connection.execute("begin")
        for table, (columns, values) in tables.items():
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", values)
        for index in ("claims_fts", "documents_fts", "entity_names_fts"):
            connection.execute(f"insert into {index} ({index}) values ('rebuild')")
        connection.execute("commit")

    return {"cpu_s": timed(insert)}


def sqlite_utils(folder: Path, corpus: Path) -> Figures:
    """Insert ready dictionaries into the same tables with sqlite-utils as its manual shows: insert_all, search triggers live."""
    tables = ready_tuples(corpus)
    store = blank_without_triggers(folder, keep="claims_fts_")
    dictionaries = {table: [dict(zip(columns, one, strict=True)) for one in values] for table, (columns, values) in tables.items()}
    store.connection.isolation_level = "DEFERRED"

    def insert() -> None:
        for table, values in dictionaries.items():
            store.db.table(table).insert_all(values)

    return {"cpu_s": timed(insert)}


def add_to_large(folder: Path, corpus: Path) -> Figures:
    """Add claims one by one to a database that holds the corpus."""
    store = open_store(folder / "large.db", create=True)
    import_claims(store, [corpus], by="benchmark")
    return add_one_by_one(store)


def add_to_empty(folder: Path, corpus: Path) -> Figures:
    """Add claims one by one to a database that holds the first hundred records of the corpus."""
    with corpus.open("rb") as file:
        lines = [next(file) for _ in range(100)]
    (folder / "few.jsonl").write_bytes(b"".join(lines))
    store = open_store(folder / "empty.db", create=True)
    import_claims(store, [folder / "few.jsonl"], by="benchmark")
    return add_one_by_one(store)


def add_one_by_one(store: Store) -> Figures:
    """Add claims with `add_claim` and return what one costs, in CPU milliseconds."""
    corpus = Corpus(1, seed=2)
    costs = []
    for number in range(_ADDS):
        entry = claim_entry(
            {
                "document": {"title": "Added", "outlet": "outlet-1", "url": f"https://outlet.example/added/{number // 10}"},
                "statement": corpus.sentence(150, 300),
                "quote": f'"{corpus.sentence(60, 200)}"',
                "attributions": [{"speaker": "Invented Outlet 2", "source_type": "named_organisation", "cue": "said"}],
                "assessment": {"reason": "public_record", "rationale": "The minutes of that day are public."},
            }
        )
        costs.append(timed(lambda entry=entry: add_claim(store, entry, by="benchmark")) * 1000)  # type: ignore[misc]
    return {"median_ms": median(costs), "slowest_ms": max(costs), "over_100_ms": sum(cost > 100 for cost in costs), "adds": len(costs)}


def ready_tuples(corpus: Path) -> dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """Return the rows that the corpus comes to, cached columns filled in, as plain tuples for each table."""
    source = corpus.with_suffix(".db")
    is_new = not source.exists()
    store = open_store(source, create=True)
    if is_new:
        import_claims(store, [corpus], by="benchmark")
    found = {}
    for table, columns in rows.COLUMNS.items():
        wanted = columns + _CACHES if table == "claims" else columns
        found[table] = (wanted, store.connection.execute(f"select {', '.join(wanted)} from {table}").fetchall())
    store.close()
    return {table: content for table, content in found.items() if content[1]}


def blank_without_triggers(folder: Path, keep: str = "-") -> Store:
    """Return an empty database of our schema without its triggers, and without foreign keys."""
    store = open_store(folder / "bare.db", create=True)
    for (name,) in store.connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        if not name.startswith(keep):
            store.connection.execute(f"drop trigger {name}")
    store.connection.execute("pragma foreign_keys = off")
    return store


def timed(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_mb() -> float:
    """Return the largest memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


VARIANTS: dict[str, Callable[[Path, Path], Figures]] = {
    "records": records,
    "entries": entries,
    "raw": raw,
    "sqlite_utils": sqlite_utils,
    "add_to_large": add_to_large,
    "add_to_empty": add_to_empty,
}

if __name__ == "__main__":
    _, variant, folder_name, corpus_name = sys.argv
    sys.stdout.write(json.dumps(VARIANTS[variant](Path(folder_name), Path(corpus_name))))
