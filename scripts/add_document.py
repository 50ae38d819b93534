#!/usr/bin/env python3
"""Same as `claims add-document`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import add_document

if __name__ == "__main__":
    add_document()
