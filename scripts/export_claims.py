#!/usr/bin/env python3
"""Same as `claims export-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import export_claims

if __name__ == "__main__":
    export_claims()
