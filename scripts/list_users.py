#!/usr/bin/env python3
"""Same as `claims list-users`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import list_users

if __name__ == "__main__":
    list_users()
