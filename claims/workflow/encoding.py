"""Sentence vectors brought up to date, of the recorded statements and of collections in files; stop and go on at any time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

import numpy as np

from claims.matching.encoding import Encoder
from claims.matching.nearest import SmallVectors, small
from claims.matching.said import Said
from claims.matching.semantic import Meanings, plain
from claims.settings import cache_folder
from claims.store.connection import Store
from claims.store.vector_cache import VectorCache
from claims.store.vectors import Statement, count_without_vectors, save_vectors, statements_without_vectors

BATCH = 256
"""Texts that are encoded, then written, together: about a second's work, and all that an interruption loses."""

Progress = Callable[[int], None]
"""Told how many texts were done since the last call."""


def to_encode(store: Store, encoder: Encoder) -> int:
    """Return how many statements have no vector yet, or were reworded since."""
    return count_without_vectors(store.connection, encoder.name)


def encode_claims(store: Store, encoder: Encoder, progress: Progress | None = None) -> int:
    """Encode every statement that has no vector of this model. Returns how many were written."""
    written = 0
    for statements in _batches(store, encoder.name):
        vectors = encoder.encode([plain(statement.text) for statement in statements])
        written += save_vectors(store, encoder.name, statements, small(vectors))
        if progress is not None:
            progress(len(statements))
    return written


def _batches(store: Store, model: str) -> Iterator[list[Statement]]:
    after = 0
    while statements := statements_without_vectors(store.connection, model, after=after, limit=BATCH):
        yield statements
        after = statements[-1].place


def texts_of(collection: Sequence[Said]) -> list[str]:
    """Return what of a collection is encoded, each text once."""
    return list(dict.fromkeys(plain(text) for said in collection for text in (said.text, said.title or said.text)))


def meanings_of(collection: Sequence[Said], encoder: Encoder, progress: Progress | None = None) -> Meanings:
    """Encode a collection, as far as its texts are not in the cache yet. `progress` counts up to len(texts_of(collection))."""
    texts = texts_of(collection)
    rows = _encoded(texts, encoder, progress)
    place = {text: number for number, text in enumerate(texts)}
    of_texts = [place[plain(said.text)] for said in collection]
    of_titles = [place[plain(said.title or said.text)] for said in collection]
    return Meanings(rows[of_texts], rows[of_titles], [bool(said.title) for said in collection])


def _encoded(texts: Sequence[str], encoder: Encoder, progress: Progress | None) -> SmallVectors:
    rows = np.zeros((len(texts), encoder.dimensions), np.int8)
    with closing(VectorCache(cache_folder() / "vectors.db")) as cache:
        known = cache.known(encoder.name, texts)
        missing: list[int] = []
        for place, text in enumerate(texts):
            vector = known.get(text, b"")
            if len(vector) == encoder.dimensions:
                rows[place] = np.frombuffer(vector, np.int8)
            else:
                missing.append(place)
        if progress is not None:
            progress(len(texts) - len(missing))
        for start in range(0, len(missing), BATCH):
            chosen = missing[start : start + BATCH]
            rows[chosen] = small(encoder.encode([texts[place] for place in chosen]))
            cache.keep(encoder.name, [texts[place] for place in chosen], [rows[place].tobytes() for place in chosen])
            if progress is not None:
                progress(len(chosen))
    return rows
