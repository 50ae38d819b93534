#!/usr/bin/env python3
"""Same as `claims deduplicate`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import deduplicate

if __name__ == "__main__":
    deduplicate()
