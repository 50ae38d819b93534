#!/usr/bin/env python3
"""Same as `claims extract`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import extract

if __name__ == "__main__":
    extract()
