#!/usr/bin/env python3
"""Same as `claims triage-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import triage_claims

if __name__ == "__main__":
    triage_claims()
