#!/usr/bin/env python3
"""Same as `claims decide-candidates`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import decide_candidates

if __name__ == "__main__":
    decide_candidates()
