"""What of the comparing depends on a language, as data: one folder of TOML files for each; each file says at its top what it is for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def languages() -> tuple[str, ...]:
    """List the languages that there are data for, by their BCP 47 primary subtags; English, which is taken where none is known, first."""
    found = sorted(entry.name for entry in files(__name__).iterdir() if entry.is_dir() and not entry.name.startswith("_"))
    return tuple(sorted(found, key=lambda language: language != "en"))


@cache
def read(language: str, name: str) -> dict[str, Any]:
    """Return one file of a language's data; empty where the language has none of that name."""
    path = files(__name__) / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
