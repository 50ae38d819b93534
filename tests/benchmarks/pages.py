"""Print how long each page of the site takes against Datasette's own row page: `.venv/bin/python tests/benchmarks/pages.py`.

A database of invented claims is served by `claims serve`, a process of its own. One reader asks over one connection for every
page in turn, round after round and each time for another claim, speaker or word, so that noise hits all pages alike.
"""

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from corpus import Corpus

from claims.store.connection import connect
from claims.vocabularies import Verifiability
from claims.workflow.keeping import build_database

WARM_UP_ROUNDS = 3
TIMEOUT_S = 60
OK = 200


class Place(NamedTuple):
    """What a reader may ask for, taken from one claim."""

    claim: str
    document: str
    speaker: str
    outlet: str
    word: str
    status: str


ROW_PAGE = "/claims/claims/ID"
PAGES: dict[str, Callable[[Place], str]] = {
    ROW_PAGE: lambda place: f"/claims/claims/{place.claim}",
    "/": lambda _: "/",
    "/claim/ID": lambda place: f"/claim/{place.claim}",
    "/document/ID": lambda place: f"/document/{place.document}",
    "/speaker/ID": lambda place: f"/speaker/{place.speaker}",
    "/outlet/ID": lambda place: f"/outlet/{place.outlet}",
    "/search": lambda _: "/search",
    "/search?verifiability=...": lambda place: f"/search?verifiability={place.status}",
    "/search?q=word": lambda place: f"/search?q={quote(place.word)}",
    "/search?q=word&verifiability=...": lambda place: f"/search?q={quote(place.word)}&verifiability={place.status}",
    "/queue/unassessed": lambda _: "/queue/unassessed",
    "/method": lambda _: "/method",
    "/feed/claims.atom": lambda _: "/feed/claims.atom",
}
"""The address of each page, by the name that is printed."""


class Timed(NamedTuple):
    """What one page answered: milliseconds of each answer that was good, and how often it answered with which status."""

    ms: list[float]
    statuses: Counter[int]


def places(database: Path, count: int) -> list[Place]:
    """Take so many claims with a named speaker from all over a database."""
    chosen = random.Random(1)  # noqa: S311  (reproducible, not secret)
    statuses = [status.value for status in Verifiability]
    store = connect(database)
    (last,) = store.connection.execute("select max(rowid) from claims").fetchone()
    query = (
        "select id, document_id, speaker_id, outlet_id, statement from claims where rowid >= ? and speaker_id is not null order by rowid"
    )
    found = []
    for _ in range(count):
        start = chosen.randint(1, max(1, last * 9 // 10))
        claim, document, speaker, outlet, statement = store.connection.execute(query, (start,)).fetchone()
        word = chosen.choice(statement.rstrip(".").split())
        found.append(Place(claim, document, speaker, outlet, word, chosen.choice(statuses)))
    store.close()
    return found


@contextmanager
def served(database: Path) -> Iterator[str]:
    """Serve a database as readers meet it, and yield the address of the site."""
    command = [sys.executable, "-m", "claims", "serve", "--db", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = server.stdout.readline() if server.stdout else ""
            address = next((word for word in said.split() if word.startswith("http://")), None)
            if address is None:
                sys.exit("`claims serve` did not start: see what it said above.")
            yield address
        finally:
            server.terminate()


class Reader:
    """Somebody who asks for one page after the other over one connection."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT_S)

    def ask(self, path: str) -> tuple[int, float]:
        """Return the status of an answer, and the milliseconds from the question to its last byte."""
        start = time.perf_counter()
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - start) * 1000


def measure(address: str, database: Path, rounds: int) -> dict[str, Timed]:
    """Ask for every page in turn, in another order each round; the first rounds warm up and do not count."""
    reader = Reader(address)
    order = random.Random(2)  # noqa: S311
    found = {name: Timed([], Counter()) for name in PAGES}
    for number, place in enumerate(places(database, WARM_UP_ROUNDS + rounds)):
        for name in order.sample(list(PAGES), len(PAGES)):
            status, ms = reader.ask(PAGES[name](place))
            if number < WARM_UP_ROUNDS:
                continue
            found[name].statuses[status] += 1
            if status == OK:
                found[name].ms.append(ms)
    return found


def percentile(ms: list[float], share: int) -> float:
    """Return what so many per cent of the answers took at most."""
    return quantiles(ms, n=100, method="inclusive")[share - 1] if len(ms) > 1 else ms[0]


def table(found: dict[str, Timed]) -> Iterator[str]:
    """Yield the lines of a table: page, p50, p95, the ratio of its p95 to the row page's, and statuses other than 200."""
    yield f"{'page':<36}{'p50 ms':>10}{'p95 ms':>10}{'p95 / row page':>16}  answers other than 200"
    row_page = percentile(found[ROW_PAGE].ms, 95)
    for name, (ms, statuses) in found.items():
        figures = f"{percentile(ms, 50):>10.1f}{percentile(ms, 95):>10.1f}{percentile(ms, 95) / row_page:>16.2f}" if ms else " " * 36
        others = ", ".join(f"{status} ({count} times)" for status, count in sorted(statuses.items()) if status != OK)
        yield f"{name:<36}{figures}  {others}".rstrip()


def main() -> None:
    """Build a database, or take the one that is named, serve it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims to build (default: 100,000)")
    parser.add_argument("--requests", type=int, default=60, help="how often to ask for each page (default: 60)")
    parser.add_argument("--db", type=Path, help="measure this database; it is built where it is absent")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="claims-benchmark-") as folder:
        database = given.db or Path(folder) / "claims.db"
        if not database.exists():
            sys.stderr.write(f"building a database of {given.claims:,} claims ...\n")
            build_database(database, [Corpus(given.claims).write(Path(folder) / "records.jsonl")], by="benchmark")
        with served(database) as address:
            sys.stdout.writelines(f"{line}\n" for line in table(measure(address, database, given.requests)))


if __name__ == "__main__":
    main()
