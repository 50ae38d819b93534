"""Print what loading and adding cost, as ratios measured in one run: `.venv/bin/python tests/benchmarks/run.py [load|memory|add ...]`.

Every variant runs in a process of its own, the variants take turns, and the median of the rounds is printed. CPU time is
user and system time of the process, without the preparation that the line names.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from corpus import Corpus

HERE = Path(__file__).resolve().parent
Figures = dict[str, float]


def measure(variant: str, folder: Path, corpus: Path) -> Figures:
    """Run one variant in a process of its own and return what it measured."""
    command = [sys.executable, str(HERE / "variants.py"), variant, str(folder), str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def in_turns(variants: list[str], corpus: Path, rounds: int) -> dict[str, list[Figures]]:
    """Measure variants one after the other, round by round."""
    found: dict[str, list[Figures]] = {variant: [] for variant in variants}
    for number in range(rounds):
        for variant in variants:
            with tempfile.TemporaryDirectory(prefix="claims-benchmark-") as folder:
                found[variant].append(measure(variant, Path(folder), corpus))
            progress(f"round {number + 1} of {rounds}: {variant} {found[variant][-1]['cpu_s']:.2f} s")
    return found


def progress(text: str) -> None:
    """Tell on standard error how far it is."""
    sys.stderr.write(text + "\n")


def show(what: str, value: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{what:<78} {value}\n")
    sys.stdout.flush()


def ratio(found: dict[str, list[Figures]], over: str, under: str, key: str = "cpu_s") -> float:
    """Return the median over the rounds of one variant's figure divided by another's."""
    return median(first[key] / second[key] for first, second in zip(found[over], found[under], strict=True))


def load(folder: Path, claims: int, rounds: int) -> None:
    """Compare a load with bare inserts of ready tuples, and with sqlite-utils as in its manual."""
    corpus = Corpus(claims).write(folder / "records.jsonl")
    found = in_turns(["raw", "records", "sqlite_utils"], corpus, rounds)
    entries = Corpus(claims).write_entries(folder / "entries.jsonl")
    typed = in_turns(["raw", "entries"], entries, rounds)
    show(f"load of {claims:,} claims, export format: speed against raw executemany", f"{ratio(found, 'raw', 'records'):.2f}")
    show(f"load of {claims:,} claims, as people type them: speed against raw executemany", f"{ratio(typed, 'raw', 'entries'):.2f}")
    show("sqlite-utils insert_all with search triggers, same rows: speed against raw", f"{ratio(found, 'raw', 'sqlite_utils'):.2f}")
    for name, rows in (("export format", found["records"]), ("as people type them", typed["entries"])):
        show(
            f"loading the same file again ({name}): time against the first load",
            f"{median(one['again_s'] / one['cpu_s'] for one in rows):.2f}",
        )
        show(f"rows changed by loading again ({name})", f"{max(one['changed'] for one in rows):.0f}")


def memory(folder: Path, claims: int, rounds: int) -> None:
    """Compare the memory of a load with that of one a fifth as large."""
    small = Corpus(claims // 5).write(folder / "small.jsonl")
    large = Corpus(claims).write(folder / "large.jsonl")
    rounds = min(rounds, 3)
    peaks = [in_turns(["records"], corpus, rounds)["records"] for corpus in (small, large)]
    first, second = (median(one["peak_mb"] for one in peak) for peak in peaks)
    show(f"peak memory of a load of {claims // 5:,} and of {claims:,} claims, in MB", f"{first:.0f} and {second:.0f}")


def add(folder: Path, claims: int, rounds: int) -> None:
    """Compare adding one claim to a large database with adding one to an empty one."""
    corpus = Corpus(claims).write(folder / "many.jsonl")
    del rounds
    progress(f"building a database of {claims:,} claims ...")
    large = measure("add_to_large", folder, corpus)
    empty = measure("add_to_empty", folder, corpus)
    show(f"adding one claim to {claims:,}: median against an empty database", f"{large['median_ms'] / empty['median_ms']:.2f}")
    show(f"adding one claim to {claims:,}: slowest of {large['adds']:.0f}, CPU ms", f"{large['slowest_ms']:.0f}")
    show(f"adding one claim to {claims:,}: adds over 100 ms CPU", f"{large['over_100_ms']:.0f}")


SECTIONS: dict[str, tuple[Callable[[Path, int, int], None], int]] = {
    "load": (load, 100_000),
    "memory": (memory, 100_000),
    "add": (add, 1_000_000),
}


def main() -> None:
    """Run the sections that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="default: all")
    parser.add_argument("--claims", type=int, help="how many claims, instead of what each section takes")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    for name in given.sections or SECTIONS:
        section, claims = SECTIONS[name]
        with tempfile.TemporaryDirectory(prefix="claims-benchmark-") as folder:
            section(Path(folder), given.claims or claims, given.rounds)


if __name__ == "__main__":
    main()
