#!/usr/bin/env python3
"""Same as `claims encode-claims`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import encode_claims

if __name__ == "__main__":
    encode_claims()
