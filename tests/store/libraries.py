"""The SQLite of the program and the one of Python's standard library: what the database does by itself holds with either."""

import sqlite3 as standard
from types import ModuleType
from typing import Any

from claims.store.connection import sqlite3 as newest

Plain = Any
"""A connection of either library."""
LIBRARIES: list[ModuleType] = [newest, standard]
