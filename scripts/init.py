#!/usr/bin/env python3
"""Same as `claims init`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import init

if __name__ == "__main__":
    init()
