#!/usr/bin/env python3
"""Same as `claims extraction-report`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import extraction_report

if __name__ == "__main__":
    extraction_report()
