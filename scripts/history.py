#!/usr/bin/env python3
"""Same as `claims history`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import history

if __name__ == "__main__":
    history()
