#!/usr/bin/env python3
"""Same as `claims edit-claim`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import edit_claim

if __name__ == "__main__":
    edit_claim()
