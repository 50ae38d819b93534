#!/usr/bin/env python3
"""Same as `claims check-database`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import check_database

if __name__ == "__main__":
    check_database()
