#!/usr/bin/env python3
"""Same as `claims decide-assessments`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import decide_assessments

if __name__ == "__main__":
    decide_assessments()
