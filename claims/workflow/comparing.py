"""How two recorded claims compare: the words that both say, what contradicts, and how likely they are the same."""

from claims.matching import Match, matches
from claims.store.connection import Store
from claims.store.repeats import find, found, said_of


def compare_two(store: Store, first: str, second: str) -> Match | None:
    """Return how the second claim compares with the first; nothing where the two are hardly alike. Both are recorded."""
    said = said_of(store.connection, first)
    _, frequencies = find(store.connection, said, limit=1)
    return next(iter(matches(said, found(store.connection, [second]), frequencies)), None)
