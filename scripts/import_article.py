#!/usr/bin/env python3
"""Same as `claims import-article`."""

import _house  # noqa: F401  (finds the Python that has the program)

from claims.cli import import_article

if __name__ == "__main__":
    import_article()
