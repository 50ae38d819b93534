#!/usr/bin/env python3
"""Same as `claims draft-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import draft_claims

if __name__ == "__main__":
    draft_claims()
