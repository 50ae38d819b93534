"""How alike names are, and by which of its letters a name is found among a hundred thousand others.

Names are compared in plain letters (`identifiers.slug`), so that accents, scripts and hyphens do not matter, and with their words in
any order. They are found by three letters at a time, which survives a misspelling, and by those that few other names hold.
"""

from collections.abc import Iterable, Mapping

from rapidfuzz.fuzz import ratio

from claims.identifiers import slug

CERTAIN = 100
"""Score of the very same name; any other has less."""
LEAST = 50
"""Names that are less alike are not worth a look."""
_MOST_PARTS, _FEWEST_PARTS = 16, 4
_MOST_NAMES = 12_000
"""How many names the chosen parts may stand in, all together: what a search costs grows with it."""


def parts_of(name: str) -> set[str]:
    """Return every three letters that stand side by side in a name, as written and in plain letters."""
    return {text[start : start + 3] for text in (name.casefold(), slug(name)) for start in range(len(text) - 2)}


def telling_parts(parts: Iterable[str], names: Mapping[str, int]) -> list[str]:
    """Return the parts that say most about a name: the rarest first, while they stand in few enough `names` to look through."""
    chosen: list[str] = []
    total = 0
    for part in sorted((part for part in parts if part in names), key=lambda part: (names[part], part)):
        total += names[part]
        if len(chosen) == _MOST_PARTS or (len(chosen) >= _FEWEST_PARTS and total > _MOST_NAMES):
            break
        chosen.append(part)
    return chosen


def full_text(words: Iterable[str]) -> str:
    """Return a full-text query for any of some words; for none, one that finds nothing."""
    return " OR ".join('"' + word.replace("\0", "").replace('"', '""') + '"' for word in words) or '""'


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are written alike, but for capitals and spaces."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


class Likeness:
    """Scores names against one name, from 0 to 100."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._plain = slug(name)
        self._sorted = _in_any_order(self._plain)

    def score(self, names: Iterable[str]) -> int:
        """Return how alike the most alike of some names is; 100 only for the very same."""
        names = list(names)
        if any(same_name(self._name, other) for other in names):
            return CERTAIN
        plain = {slug(other) for other in names}
        alike = [max(ratio(self._plain, other), ratio(self._sorted, _in_any_order(other))) for other in plain]
        return int(max(alike, default=0) * (CERTAIN - 1) / CERTAIN)


def _in_any_order(plain: str) -> str:
    return "-".join(sorted(plain.split("-")))
