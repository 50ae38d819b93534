#!/usr/bin/env python3
"""Same as `claims build-database`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import build_database

if __name__ == "__main__":
    build_database()
