"""Print how good our extractors are, and other projects' beside them: `.venv/bin/python tests/quality/run.py [SET ...]`.

Every system runs in a process of its own, one after the other, on the same articles, and is scored by `claims.scoring`. Figures are
percent; speed is words per second of CPU time in one process, so that a busy machine does not change it much; memory is the process's
peak. The corpora are looked for in $CLAIMS_QUALITY_DATA (or --data); our own articles are always there.

--peers installs textacy, spaCy and its small English model into a temporary environment and runs them too; GenderGapTracker runs from
a checkout that you name. Any other system takes part by its predictions (--predictions NAME:SET=FILE, the format of `claims extract`):
so does BBC Citron, which has to be trained for half an hour first.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quality import floors, sets
from quality.figures import EXPLAINED, names_for
from quality.processes import Failed
from quality.running import Run, System, model_bytes, peer_python, run, scored

from claims.extractors import EXTRACTORS
from claims.scoring import intervals

_WIDTH = 10
_ON_POLNEAR_DEV = (
    ("BBC Citron, trained on PolNeAR", 58.4, 52.5), ("one annotator against another", 79.6, 74.7),
)  # fmt: skip
_ON_POLNEAR_TEST = (("BERT, fine-tuned on PolNeAR (van Timmeren 2022)", 73.3, 64.0),)
"""Measured earlier with the same measures, not in this run: overlap and triple."""


def say(text: str = "") -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def progress(text: str) -> None:
    """Tell on standard error how far it is."""
    sys.stderr.write(f"{text}\n")


def systems(given: argparse.Namespace, folder: Path) -> list[System]:
    """List the systems to run: ours, then the peers that are asked for."""
    found = [System(name, sys.executable, is_ours=True) for name in given.engine or EXTRACTORS]
    if not (given.peers or given.peers_python or given.gender_gap_tracker):
        return found
    if not given.peers_python:
        progress("installing the peers ...")
    python = given.peers_python or peer_python(folder / "peers")
    if given.gender_gap_tracker:
        found.append(System("gender-gap-tracker", python, given.gender_gap_tracker.resolve()))
    return [*found, System("textacy", python)]


def runs(name: str, gold: list[sets.Row], given: argparse.Namespace, found: list[System], folder: Path) -> Iterator[Run]:
    """Run each system on a set; peers read English only."""
    for system in found:
        if system.is_ours or name not in sets.GERMAN:
            progress(f"{name}: {system.name} ...")
            yield run(system, name, gold, folder)
    for prediction in given.predictions:
        label, _, path = prediction.partition("=")
        system_name, _, set_name = label.partition(":")
        if set_name == name:
            yield scored(system_name, name, gold, Path(path))


def show(name: str, gold: list[sets.Row], measured: list[Run]) -> None:
    """Print the table of one set."""
    columns = names_for(name)
    words = sum(len(row["text"].split()) for row in gold)
    say(f"\n{name}: {len(gold)} articles, {words:,} words, {sum(len(row['attributions']) for row in gold):,} statements")
    say(f"{'':<20}{'found':>7}" + "".join(f"{_short(column):>{_WIDTH}}" for column in columns) + f"{'words/s':>{_WIDTH}}{'MB':>6}")
    for one in measured:
        cells = "".join(f"{100 * one.figures[column]:>{_WIDTH}.1f}" if column in one.figures else f"{'-':>{_WIDTH}}" for column in columns)
        speed = "-" if one.words_per_cpu_s is None else f"{one.words_per_cpu_s:,.0f}"
        memory = "-" if one.peak_mb is None else f"{one.peak_mb:.0f}"
        say(f"{one.system:<20}{one.predicted:>7,}{cells}{speed:>{_WIDTH}}{memory:>6}")
    for one in measured:
        if "overlap" in columns:
            say(f"  {one.system}: {_between(one)}")


def _short(column: str) -> str:
    return {"speech content": "sp.cont.", "speech triple": "sp.trip.", "calibration": "calibr."}.get(column, column)


def _between(one: Run) -> str:
    found = intervals(one.score, ("content overlap", "triple"))
    parts = []
    for measure, (low, high) in found.items():
        precision, recall, _ = one.score.figures(measure)
        parts.append(f"{measure} P {100 * precision:.1f} R {100 * recall:.1f}, F1 95 % of {100 * low:.1f} to {100 * high:.1f}")
    return "; ".join(parts)


def explain() -> None:
    """Print what the columns are, and figures that were measured earlier."""
    say("\n" + "\n".join(f"{_short(column):<9} {text}" for column, text in EXPLAINED.items()))
    say("\nMeasured earlier with the same measures, not in this run (overlap, triple):")
    for place, rows in (("polnear_dev", _ON_POLNEAR_DEV), ("PolNeAR's test part", _ON_POLNEAR_TEST)):
        for label, overlap, triple in rows:
            say(f"  {label}, {place}: {overlap:.1f}, {triple:.1f}")
    say(f"\nOur model files: {model_bytes() / 1e6:.2f} MB")


def pin(name: str, lines: bytes, measured: list[Run], reason: str | None) -> None:
    """Write what our engines reached on a set as their floors."""
    pinned = floors.read()
    for one in measured:
        if one.system in EXTRACTORS:
            floors.pin(pinned, name, one.system, one.figures, sha256=sets.digest(lines), reason=reason)
    floors.write(pinned)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"{', '.join(sets.SETS)}; default: all that are there")
    parser.add_argument("--data", type=Path, help=f"folder of the corpora; default: ${sets.VARIABLE}, else tests/quality/data")
    parser.add_argument("--engine", action="append", choices=[*EXTRACTORS], help="only this engine of ours; may be given again")
    parser.add_argument("--peers", action="store_true", help="install and run textacy")
    parser.add_argument("--peers-python", metavar="PYTHON", help="run the peers with this Python, which has spaCy and textacy")
    parser.add_argument("--gender-gap-tracker", type=Path, metavar="DIR", help="a checkout of GenderGapTracker, to run as a peer")
    parser.add_argument("--predictions", action="append", default=[], metavar="NAME:SET=FILE", help="predictions of another system")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--pin", action="store_true", help="write what our engines reached as floors")
    parser.add_argument("--lower", metavar="REASON", help="with --pin: why a floor may fall")
    given = parser.parse_args()
    if unknown := set(given.sets) - set(sets.SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    return given


def main() -> None:
    """Measure, print and, if asked, pin."""
    given = arguments()
    written: dict[str, dict[str, dict[str, float | None]]] = {}
    with tempfile.TemporaryDirectory(prefix="claims-quality-") as folder:
        found = systems(given, Path(folder))
        for name in given.sets or sets.SETS:
            lines = sets.content(name, given.data)
            if lines is None:
                say(f"\n{name}: not on this machine (looked in {given.data or sets.data_folder()})")
                continue
            gold = sets.rows(lines)
            measured = list(runs(name, gold, given, found, Path(folder)))
            show(name, gold, measured)
            written[name] = {one.system: {**one.figures, "words_per_cpu_s": one.words_per_cpu_s} for one in measured}
            if given.pin:
                pin(name, lines, measured, given.lower)
    explain()
    if given.json:
        given.json.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except (Failed, floors.LowerFloorError) as error:
        sys.exit(f"Error: {error}")
