"""A program that is run for its quality tells what it cost, and a failure is not taken for an answer."""

import sys

import pytest
from quality.processes import Failed, run_program


def test_what_a_program_prints_and_costs_is_told() -> None:
    done = run_program([sys.executable, "-c", "x = bytearray(64_000_000); print('first'); print('last')"])

    assert done.said.rstrip() == "first\nlast"
    assert done.peak_mb > 64
    assert done.cpu_s > 0


def test_a_program_that_fails_is_refused_with_what_it_said() -> None:
    with pytest.raises(Failed, match="it is broken"):
        run_program([sys.executable, "-c", "import sys; sys.exit('it is broken')"])
