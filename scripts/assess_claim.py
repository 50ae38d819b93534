#!/usr/bin/env python3
"""Same as `claims assess-claim`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import assess_claim

if __name__ == "__main__":
    assess_claim()
