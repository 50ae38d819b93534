"""The trials of `unseen.py` for systems that are not ours: they learn from files, once for each part that they are judged on."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from quality.insight.corpora import Labelled, write_rows
from quality.insight.labelling import Judged, auroc, figures
from quality.insight.measuring import judged
from quality.insight.running import System
from quality.insight.unseen import KINDS, PARTS, parts_of
from quality.sets import Row

from claims.triage.schemes import SCHEMES

Corpora = Mapping[str, Labelled]
"""The corpora of `unseen.KINDS`, by name."""
_YES, _NO = "yes", "no"


def _all(one: Labelled) -> list[Row]:
    return [*one.taught, *one.rows]


def _judged(system: System, taught: list[Row], asked: list[Row], sought: Iterable[str], folder: Path) -> list[Judged]:
    files = [folder / name for name in ("taught.jsonl", "asked.jsonl", "judged.jsonl")]
    write_rows(taught, files[0], "id", "text", "label", "weight")
    write_rows(asked, files[1], "id", "text")
    system.run(*files, sought=sorted(sought))
    return judged(asked, files[2])


def speech_by_speech(system: System, corpora: Corpora, folder: Path) -> dict[str, float]:
    """Judge each speech of PoliClaim by what was learned from the others."""
    rows, sought = _all(corpora["policlaim"]), SCHEMES["policlaim"].factual
    found: list[Judged] = []
    for speech in sorted({row["document"] for row in rows}):
        taught, asked = ([row for row in rows if (row["document"] == speech) == is_asked] for is_asked in (False, True))
        found += _judged(system, taught, asked, sought, folder)
    return figures(found, sought, ("accuracy", "AUROC"))


def part_by_part(system: System, corpora: Corpora, folder: Path) -> dict[str, float]:
    """Judge each of five random parts of ClaimBuster by what was learned from the others."""
    rows, sought = _all(corpora["claimbuster"]), SCHEMES["claimbuster"].worthy
    parts = list(zip(rows, parts_of(len(rows)), strict=True))
    found: list[Judged] = []
    for number in range(PARTS):
        taught, asked = ([row for row, part in parts if (part == number) == is_asked] for is_asked in (False, True))
        found += _judged(system, taught, asked, sought, folder)
    return figures(found, sought, ("macro F1", "AP"))


def other_kinds(system: System, corpora: Corpora, folder: Path) -> dict[str, float]:
    """Return the AUROC on each kind of text by what was learned from the other four, which weigh the same, and the mean."""
    rows = {
        name: [{**row, "label": _YES if row["label"] in SCHEMES[name].factual else _NO} for row in _all(corpora[name])] for name in KINDS
    }
    sizes = Counter({name: len(rows[name]) for name in KINDS})
    found = {}
    for name in KINDS:
        even = sum(sizes.values()) / len(sizes)
        taught = [{**row, "weight": even / sizes[other]} for other in KINDS if other != name for row in rows[other]]
        found[name] = auroc(_judged(system, taught, rows[name], [_YES], folder), {_YES})
    return found | {"mean": sum(found.values()) / len(found)}


TRIALS: dict[str, Callable[[System, Corpora, Path], dict[str, float]]] = {
    "policlaim, speech by speech": speech_by_speech,
    "claimbuster, part by part": part_by_part,
    "other kinds of text, AUROC": other_kinds,
}
