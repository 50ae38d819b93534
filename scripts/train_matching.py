#!/usr/bin/env python3
"""Same as `claims train-matching`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import train_matching

if __name__ == "__main__":
    train_matching()
