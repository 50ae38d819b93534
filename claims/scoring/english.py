"""The words that the measures of English statements need, read from `english.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """Return one list of `english.toml`."""
    text = (files("claims.scoring") / "english.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name])
