#!/usr/bin/env python3
"""Same as `claims match-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import match_claims

if __name__ == "__main__":
    match_claims()
