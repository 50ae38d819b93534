#!/usr/bin/env python3
"""Same as `claims review-claim`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import review_claim

if __name__ == "__main__":
    review_claim()
