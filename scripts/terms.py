#!/usr/bin/env python3
"""Same as `claims terms`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import terms

if __name__ == "__main__":
    terms()
