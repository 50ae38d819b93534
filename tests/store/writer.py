"""A process of its own that writes to a database and says, a line each, what it has been told is written.

Run as `python -m store.writer PATH DEED NAME`, with this folder's parent on PYTHONPATH; see `DEEDS`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from store.invented import invented_records
from store.typed import typed_claim

from claims.store import bulk
from claims.store.batch import Item
from claims.store.bulk import Loader, load
from claims.store.schema import open_store
from claims.workflow.adding import add_claim

MANY = 150


def say(line: str) -> None:
    """Write a line at once: whoever reads it may kill us for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def add_many(path: Path, name: str) -> None:
    """Add claims one by one and say the id of each."""
    store = open_store(path)
    for number in range(MANY):
        entry = typed_claim(f"The bridge was closed {number} times, {name} found.", speaker=f"Speaker {number % 7}")
        say(add_claim(store, entry, by=name, allow_similar=True).claim_id)
    store.close()


def load_many(path: Path, name: str) -> None:
    """Load the invented records; say when a batch is written, when all are, and when they are acknowledged."""
    bulk.BATCH_SIZE = 25
    records = invented_records()

    def feed(loader: Loader) -> bool:
        for record in records:
            loader.add(Item(record))
            if loader.is_full:
                loader.flush()
                say("batch")
        loader.flush()
        say("all")
        return True

    load(open_store(path), name, feed)
    say("acknowledged")


def make(path: Path, name: str) -> None:
    """Make the database, unless somebody else has, and add one claim."""
    store = open_store(path, create=True)
    say(add_claim(store, typed_claim(f"The bridge was closed, {name} found."), by=name).claim_id)
    store.close()


DEEDS: dict[str, Callable[[Path, str], None]] = {"add": add_many, "load": load_many, "make": make}

if __name__ == "__main__":
    DEEDS[sys.argv[2]](Path(sys.argv[1]), sys.argv[3])
