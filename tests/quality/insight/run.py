"""Print how well claims are matched and triaged, and other programs beside ours: `.venv/bin/python tests/quality/insight/run.py`.

Every system is run by files in a process of its own, ours by its commands, and scored by the same code; figures are percent. Corpora are
looked for in the folders `matching/` and `triage/` of, or beside, $CLAIMS_QUALITY_DATA (or --data); our own sets are always there. "ms" is
CPU time for each further question, text or sentence, "CPU s" and "MB" are what the whole process took, start and index included.

Matching by meaning encodes each recorded claim once and keeps that in the user's cache: minutes the first time. --peers-python names a
Python that has bm25s, PyStemmer, rapidfuzz and scikit-learn. --quick leaves out what takes minutes: matching by meaning on the corpora, and
the models trained for kinds of text that they have not seen.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quality.floors import LowerFloorError
from quality.insight import corpora, measuring, own, pinning
from quality.insight.measuring import Measured
from quality.insight.pinning import Figures
from quality.insight.running import RULES_AND_MODEL, SEMANTIC, deduplicators, judges, matchers, others
from quality.processes import Failed
from quality.sets import digest

from claims.matching.encoding import is_installed

ROOMS = ("matching", "triage")


def say(text: str = "") -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def progress(text: str) -> None:
    """Tell on standard error how far it is."""
    sys.stderr.write(f"{text} ...\n")


def show(title: str, measured: list[Measured]) -> None:
    """Print a table: systems as rows, figures as columns."""
    columns = list(dict.fromkeys(name for one in measured for name in one.figures))
    widths = [max(7, len(column)) + 2 for column in columns]
    say(f"\n{title}")
    say(f"{'':<16}" + "".join(f"{column:>{width}}" for column, width in zip(columns, widths, strict=True)) + "       ms   CPU s     MB")
    for one in measured:
        cells = [f"{100 * one.figures[column]:.1f}" if column in one.figures else "-" for column in columns]
        row = "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        each_ms = "-" if one.each_ms is None else f"{one.each_ms:.2f}"
        say(f"{one.system:<16}{row}{each_ms:>9}{one.cpu_s:>8.1f}{one.peak_mb:>7.0f}")


def show_figures(title: str, figures: dict[str, float]) -> None:
    """Print figures that nothing stands beside."""
    say(f"{title}: " + ", ".join(f"{name} {100 * value:.1f}" for name, value in figures.items()))


def measure_matching(given: argparse.Namespace, folder: Path) -> Iterator[Figures]:
    """Measure and print matching, set by set; yield what ours reached."""
    can_by_meaning = is_installed()
    by_meaning = can_by_meaning and not given.quick
    if not can_by_meaning:
        say("\nMatching by meaning: not measured, the extra `semantic` is not installed")
    for name in corpora.MATCHING:
        one = corpora.matching_set(name, given.data)
        if one is None:
            say(f"\n{name}: not on this machine (looked in {corpora.folder('matching', given.data)})")
            continue
        systems = [system for system in matchers() if system.name != SEMANTIC or by_meaning or (can_by_meaning and name == corpora.OWN)]
        measured = []
        for system in [*systems, *others("match", given.peers_python)]:
            progress(f"{name}: {system.name}")
            measured.append(measuring.match(system, one, folder))
        answered = sum(map(bool, one.answers.values()))
        say(f"\n== {name}: {len(one.questions)} questions, {answered} with an answer, {len(one.claims):,} recorded claims")
        second = "; whether there is a match, half of the answers hidden (precision, recall: where ours says it is likely)"
        show(f"The rank of what is right{second if one.hidden else ''}", measured)
        yield from (Figures(name, run.system, one.sha256, run.figures) for run, _ in zip(measured, systems, strict=False))
        if name == corpora.OWN:
            show_figures("\nWhat people are shown", shown := own.shown_figures(one))
            yield Figures(name, "shown", one.sha256, shown)
    yield from _duplicates(given, folder)
    show_figures("\nInvented pairs of names", names := own.name_figures())
    yield Figures("names", "names", own.names_digest(), names)


def _duplicates(given: argparse.Namespace, folder: Path) -> Iterator[Figures]:
    one = corpora.duplicates(given.data)
    if one is None:
        say(f"\ndedup_tweets: not on this machine (looked in {corpora.folder('matching', given.data)})")
        return
    ours = deduplicators()
    measured = [measuring.deduplicate(system, one, folder) for system in [*ours, *others("deduplicate", given.peers_python)]]
    show(f"== {one.name}: {len(one.rows)} texts in {len({row['cluster'] for row in one.rows})} clusters", measured)
    yield from (Figures(one.name, run.system, one.sha256, run.figures) for run, _ in zip(measured, ours, strict=False))


def measure_triage(given: argparse.Namespace, folder: Path) -> Iterator[Figures]:
    """Measure and print triage, corpus by corpus; yield what ours reached."""
    for name in corpora.TRIAGE:
        one = corpora.labelled(name, given.data)
        if one is None:
            say(f"\n{name}: not on this machine (looked in {corpora.folder('triage', given.data)})")
            continue
        measured = []
        for system in [*judges(name), *others("triage", given.peers_python)]:
            progress(f"{name}: {system.name}")
            measured.append(measuring.triage(system, one, folder))
        show(f"== {name}: {len(one.rows):,} sentences, none of which was learned from", measured)
        yield Figures(name, RULES_AND_MODEL, one.sha256, measured[0].figures)
    if not given.quick:
        yield from _unseen(given, folder)
    show_figures("\nInvented statements", statements := own.statement_figures())
    yield Figures("statements", RULES_AND_MODEL, own.statements_digest(), statements)
    yield from _sample()


def _unseen(given: argparse.Namespace, folder: Path) -> Iterator[Figures]:
    try:
        from quality.insight import by_others, unseen  # noqa: PLC0415  (needs the extra `train`)
    except ImportError as error:
        say(f"\nKinds of text that were not learned from: not measured, {error.name} is not installed (the extra `train`)")
        return
    found = [one for name in unseen.KINDS if (one := corpora.labelled(name, given.data))]
    if len(found) < len(unseen.KINDS):
        say("\nKinds of text that were not learned from: not measured, the corpora are not all on this machine")
        return
    progress("kinds of text that were not learned from")
    every = unseen.lessons(found)
    sha256 = digest("".join(one.sha256 for one in found).encode())
    systems = others("triage", given.peers_python)
    say("\n== Models trained without what they are judged on")
    for title, trial in unseen.TRIALS.items():
        show_figures(f"\n{title}", figures := trial(every))
        yield Figures("unseen", title.split(",")[0].replace(" ", "_"), sha256, figures)
        for system in systems:
            show_figures(f"  {system.name}", by_others.TRIALS[title](system, {one.name: one for one in found}, folder))


def _sample() -> Iterator[Figures]:
    found = own.sample_article()
    right = sum(one.is_right for one in found)
    say(f"\n== The sample's article: {right} of {len(found)} claims are suggested the status that a person gave; the others:")
    for one in found:
        if not one.is_right:
            meant, suggested = f"{one.status}/{one.reason}", f"{one.suggested_status or 'nothing'}/{one.suggested_reason or '-'}"
            say(f"  {meant:<36} suggested {suggested:<36} ({one.rule}) {one.statement}")
    show_figures("\nShares", figures := own.sample_figures())
    yield Figures("sample", RULES_AND_MODEL, own.sample_digest(), figures)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"{' or '.join(ROOMS)}; default: both")
    parser.add_argument("--data", type=Path, help="folder of the corpora; default: $CLAIMS_QUALITY_DATA, else tests/quality/data")
    parser.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--peers-python", metavar="PYTHON", help="run bm25s, RapidFuzz and scikit-learn too, with this Python")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write our figures there as well")
    parser.add_argument("--pin", action="store_true", help="write what ours reached as floors")
    parser.add_argument("--lower", metavar="REASON", help="with --pin: why a floor may fall")
    given = parser.parse_args()
    if unknown := set(given.rooms) - set(ROOMS):
        parser.error(f"no such room: {', '.join(sorted(unknown))}; there are {' and '.join(ROOMS)}")
    return given


def main() -> int:
    """Measure, print and, if asked, pin; return 1 where a figure fell below its floor."""
    given = arguments()
    measured: list[Figures] = []
    with tempfile.TemporaryDirectory(prefix="claims-quality-") as folder:
        if not given.rooms or "matching" in given.rooms:
            measured += measure_matching(given, Path(folder))
        if not given.rooms or "triage" in given.rooms:
            measured += measure_triage(given, Path(folder))
    if given.json:
        given.json.write_text(json.dumps([one._asdict() for one in measured], indent=2) + "\n", encoding="utf-8")
    if given.pin:
        pinning.pin(measured, given.lower)
        return 0
    pinned = pinning.read()
    fallen = [f"{one.system} on {one.name}, {said}" for one in measured for said in pinning.fallen(one, pinned)]
    say("\n" + ("\n".join(f"Below its floor: {said}" for said in fallen) if fallen else "No figure lies below its floor."))
    return 1 if fallen else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Failed, LowerFloorError) as error:
        sys.exit(f"Error: {error}")
