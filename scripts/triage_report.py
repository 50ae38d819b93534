#!/usr/bin/env python3
"""Same as `claims triage-report`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import triage_report

if __name__ == "__main__":
    triage_report()
