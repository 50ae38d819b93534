"""What depends on a language, as data: one folder of TOML files for each. Another language is a new folder, not new code.

`words.toml` sorts words by what they tell about a statement, `rules.toml` says which of them lead to which status and why.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT_LANGUAGE = "en"


@cache
def languages() -> tuple[str, ...]:
    """List the languages that there are data for, by their BCP 47 primary subtags."""
    return tuple(sorted(entry.name for entry in files(__name__).iterdir() if entry.is_dir() and (entry / "rules.toml").is_file()))


def language_of(tag: str) -> str:
    """Return the language whose data serve a BCP 47 tag: `de-AT` is read as `de`, one without data as English."""
    primary = tag.partition("-")[0].lower()
    return primary if primary in languages() else DEFAULT_LANGUAGE


@cache
def read(language: str, name: str) -> dict[str, Any]:
    """Return one file of a language's data."""
    return tomllib.loads((files(__name__) / language / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def content(language: str) -> bytes:
    """Return the files of a language as they stand, to tell one version of them from another."""
    return b"".join((files(__name__) / language / f"{name}.toml").read_bytes() for name in ("words", "rules"))
