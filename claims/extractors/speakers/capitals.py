"""Whether a word is written as names are: with a capital, or in capitals."""

import re
from functools import lru_cache

_SMALL_ARTICLE = re.compile(r"(?:[aeu][a-z]|ash|d)[-‐’'][A-ZÀ-Þ]")
_REMEMBERED = 50_000


@lru_cache(_REMEMBERED)
def is_capitalised(word: str) -> bool:
    """Tell whether a word begins with a capital, or has one behind a small article: al-Karim, d'Arcy, ul-Haq."""
    return word[0].isupper() or (len(word) > 3 and not word.isalpha() and _SMALL_ARTICLE.match(word) is not None)


@lru_cache(_REMEMBERED)
def is_acronym(word: str) -> bool:
    """Tell whether a word is written in capitals, as the short name of an organisation."""
    return 2 <= len(word) <= 6 and word.isupper() and word.isalpha()
