#!/usr/bin/env python3
"""Same as `claims merge-entities`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import merge_entities

if __name__ == "__main__":
    merge_entities()
