"""Runs a program in a process of its own, and tells what it cost."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_PEAK = Path(__file__).resolve().parent / "peak.py"


class Failed(Exception):
    """A program ended with an error."""


class Done(NamedTuple):
    """What a program printed, and what it cost from its start to its end."""

    said: str
    peak_mb: float
    """The most memory that it held."""
    cpu_s: float


def run_program(command: Sequence[str]) -> Done:
    """Run a program to its end. Raises Failed with what it said on standard error."""
    done = subprocess.run([sys.executable, str(_PEAK), *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(done.stderr.strip())
    said, _, cost = done.stdout.rstrip().rpartition("\n")
    peak_mb, cpu_s = map(float, cost.split())
    return Done(said, peak_mb, cpu_s)
