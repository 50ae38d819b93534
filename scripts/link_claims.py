#!/usr/bin/env python3
"""Same as `claims link-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import link_claims

if __name__ == "__main__":
    link_claims()
