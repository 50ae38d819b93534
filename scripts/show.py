#!/usr/bin/env python3
"""Same as `claims show`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import show

if __name__ == "__main__":
    show()
