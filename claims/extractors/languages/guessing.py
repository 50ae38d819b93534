"""Which of the languages that there are data for a text is in, by the words that are frequent in each (`frequent.toml`)."""

import re
from functools import cache

from claims.extractors.languages import DEFAULT_LANGUAGE, languages, read

_WORD = re.compile(r"[^\W\d_]+")
_READ = 5_000
"""Characters that are looked at: enough for any language, and nothing to wait for."""


def guess_language(text: str) -> str:
    """Return the language whose frequent words a text has most of; English where it has none of any."""
    found = _WORD.findall(text[:_READ].lower())
    frequent = {language: _frequent(language) for language in languages()}
    counts = {language: sum(word in words for word in found) for language, words in frequent.items()}
    best = max(counts, key=lambda language: (counts[language], language == DEFAULT_LANGUAGE))
    return best if counts[best] else DEFAULT_LANGUAGE


@cache
def _frequent(language: str) -> frozenset[str]:
    return frozenset(read(language, "frequent").get("words", ()))
