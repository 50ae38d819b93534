"""What the words brought, compared by meaning too: with how near each is, and the nearest that share no word."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from claims.matching.encoding import Encoder, is_installed, sentence_encoder
from claims.matching.nearest import SmallVectors, small
from claims.matching.said import Found, Frequencies, Said
from claims.matching.semantic import NEAREST, QueryVectors, nearness, plain, query_texts
from claims.store import repeats
from claims.store.connection import Store
from claims.store.vectors import has_vectors, nearest, vectors_of
from claims.workflow.encoding import Progress, meanings_of

MOST_ENCODED = 64
"""Claims without a vector that are encoded while somebody waits, a third of a second; of more, words alone decide."""


def encoder_of(store: Store) -> Encoder | None:
    """Return the encoder whose vectors a database holds; None where it holds none, or the extra `semantic` is not installed."""
    if not (has_vectors(store.connection) and is_installed()):
        return None
    encoder = sentence_encoder()
    return encoder if has_vectors(store.connection, encoder.name) else None


def query_vectors(said: Said, encoder: Encoder) -> QueryVectors:
    """Encode what is asked about, with its neighbouring sentences."""
    return QueryVectors(encoder.encode(query_texts(said)))


def by_meaning(store: Store, said: Said, found: Sequence[Found], encoder: Encoder, *, leave_out: Collection[str] = ()) -> list[Found]:
    """Add to what the words found the recorded claims nearest in meaning, and to all how near they are.

    Where too many of them have no vector yet, `found` is returned as it is.
    """
    query = query_vectors(said, encoder)
    asked = [query.text] if len(query.rows) == 1 else [query.text, query.in_context]
    near = {one.claim_id: None for vector in asked for one in nearest(store.connection, encoder.name, vector, limit=NEAREST)}
    already = {one.key for one in found}
    more = [key for key in near if key not in already and key not in leave_out]
    everything = [*found, *repeats.found(store.connection, more)]
    vectors = _vectors(store, everything, encoder)
    if vectors is None or not everything:
        return list(found)
    compared = nearness(query, vectors, vectors, np.zeros(len(everything), bool))
    return [replace(one, nearness=how_near) for one, how_near in zip(everything, compared, strict=True)]


def _vectors(store: Store, found: Sequence[Found], encoder: Encoder) -> SmallVectors | None:
    known = vectors_of(store.connection, encoder.name, [one.key for one in found])
    missing = [one for one in found if one.key not in known]
    if len(missing) > MOST_ENCODED:
        return None
    made = small(encoder.encode([plain(one.said.text) for one in missing]))
    known |= {one.key: row for one, row in zip(missing, made, strict=True)}
    return np.array([known[one.key] for one in found], np.int8).reshape(len(found), encoder.dimensions)


class CollectionByMeaning:
    """The claims of a file, encoded: made once, looked through for each question."""

    def __init__(self, collection: repeats.Collection, encoder: Encoder, progress: Progress | None = None) -> None:
        self._collection = collection
        self._encoder = encoder
        self._claims = list(collection)
        self._place = {one.key: place for place, one in enumerate(self._claims)}
        self._meanings = meanings_of([one.said for one in self._claims], encoder, progress)

    def look(self, said: Said) -> tuple[list[Found], Frequencies]:
        """Return the claims that words and meaning bring, each with how near it is, and how frequent words are."""
        found, frequencies = self._collection.find(said)
        query = query_vectors(said, self._encoder)
        places = list(dict.fromkeys([*(self._place[one.key] for one in found), *self._meanings.nearest(query)]))
        compared = self._meanings.nearness(query, places)
        return [replace(self._claims[place], nearness=near) for place, near in zip(places, compared, strict=True)], frequencies
