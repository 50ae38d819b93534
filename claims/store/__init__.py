"""The only room that speaks SQLite: open and migrate, write, load in bulk, read, check."""

import sys

_NOT_NEEDED = ("numpy", "pandas")
"""sqlite-utils loads these where they are installed, to know their types. It is given none, and numpy doubles what a command takes."""


def _load_sqlite_utils() -> None:
    hidden = [name for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # importing what stands there as None fails at once
    try:
        import sqlite_utils  # noqa: F401, PLC0415
    finally:
        for name in hidden:
            del sys.modules[name]


_load_sqlite_utils()
