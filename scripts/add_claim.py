#!/usr/bin/env python3
"""Same as `claims add-claim`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import add_claim

if __name__ == "__main__":
    add_claim()
