#!/usr/bin/env python3
"""Same as `claims add-user`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import add_user

if __name__ == "__main__":
    add_user()
