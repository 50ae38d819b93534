"""Runs a system for one purpose in a process of its own, by files: ours through its commands, others through `others.py`."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from quality.insight import baselines, peers
from quality.processes import Done, run_program

_OTHERS = str(Path(__file__).resolve().parent / "others.py")
LEXICAL, SEMANTIC, RULES_AND_MODEL = "lexical", "semantic", "triage"
OURS = (LEXICAL, SEMANTIC, RULES_AND_MODEL)


class System(NamedTuple):
    """A system that can be run."""

    name: str
    command: Callable[..., list[str]]
    """From the files of its purpose to the command."""

    @property
    def is_ours(self) -> bool:
        """Whether it is this project's."""
        return self.name in OURS

    def run(self, *files: Path, sought: Sequence[str] = ()) -> Done:
        """Run it. Raises Failed."""
        return run_program(self.command(*map(str, files), *(["--sought", *sought] if sought and not self.is_ours else [])))


def _claims(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "claims", *arguments]


def matchers() -> list[System]:
    """List our ways to match: by words, and by meaning too."""

    def lexical(collection: str, queries: str, output: str) -> list[str]:
        return _claims("match", "--collection", collection, "--queries", queries, "--output", output)

    return [System(LEXICAL, lexical), System(SEMANTIC, lambda *files: [*lexical(*files), "--semantic"])]


def deduplicators() -> list[System]:
    """List our way to find what is said twice."""
    return [System(LEXICAL, lambda source, target: _claims("deduplicate", "--input", source, "--output", target))]


def judges(scheme: str) -> list[System]:
    """List our way to tell whether sentences can be checked. What systems of others learn from is not read by it."""

    def ours(taught: str, source: str, target: str) -> list[str]:
        del taught
        return _claims("triage", "--input", source, "--output", target, "--scheme", scheme)

    return [System(RULES_AND_MODEL, ours)]


def others(purpose: str, peers_python: str | None) -> list[System]:
    """List the systems of others for a purpose: those that anybody could write, and the libraries if a Python is named that has them."""
    found = [_other(purpose, name, sys.executable) for its_purpose, name in baselines.SYSTEMS if its_purpose == purpose]
    return found + [_other(purpose, name, peers_python) for its_purpose, name in peers.SYSTEMS if its_purpose == purpose and peers_python]


def _other(purpose: str, name: str, python: str) -> System:
    return System(name, lambda *files: [python, _OTHERS, purpose, name, *files])
