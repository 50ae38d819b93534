#!/usr/bin/env python3
"""Same as `claims import-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import import_claims

if __name__ == "__main__":
    import_claims()
