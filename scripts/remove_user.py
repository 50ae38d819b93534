#!/usr/bin/env python3
"""Same as `claims remove-user`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import remove_user

if __name__ == "__main__":
    remove_user()
