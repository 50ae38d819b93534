"""What of things said is encoded, and how near a query is in meaning to recorded claims."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.matching.nearest import Signs, SmallVectors, Vectors, cosines, unit
from claims.matching.said import Said
from claims.matching.words import clean, signature

NEIGHBOURS = 0.5
"""How far the neighbouring sentences turn the vector of a sentence in its context; chosen by cross-validation."""
NEAREST = 50
"""Claims that a first look by meaning brings for a query, and as many for the query in its context."""
_TAG = re.compile(r"#(\w+)")


class Nearness(NamedTuple):
    """The cosines of a query's sentence vectors with those of one recorded claim."""

    text: float
    title: float
    """With the headline; with the text again where there is none."""
    text_in_context: float
    """Of the query turned towards its neighbouring sentences."""
    title_in_context: float
    neighbour: float
    """Of the neighbouring sentence that is nearest to the text; as `text` where the query stands alone."""


def plain(text: str) -> str:
    """Return a text as it is encoded: without addresses, hashtags as words, of a signature under a post the name alone."""
    name = signature(text)
    body = _TAG.sub(lambda tag: _spaced(tag[1]), clean(text))
    joined = " ".join(body.split())
    return (f"{joined} — {name}" if name else joined) or text


def _spaced(tag: str) -> str:
    """Return a hashtag as words: "OldBridge2024" as "Old Bridge 2024", "NATOSummit" as "NATO Summit"."""
    found = ""
    for place, letter in enumerate(tag):
        before, after = tag[place - 1 : place], tag[place + 1 : place + 2]
        begins = letter.isupper() and (before.islower() or after.islower())
        if begins or (before and letter.isdigit() != before.isdigit()):
            found += " "
        found += letter
    return found.replace("_", " ")


def query_texts(said: Said) -> list[str]:
    """Return what of a query is encoded: its text, then the neighbouring sentences."""
    return [plain(text) for text in (said.text, *said.before, *said.after)]


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """The vectors of a query's text and of its neighbouring sentences, shape (1 + neighbours, dimensions)."""

    rows: Vectors

    @property
    def text(self) -> NDArray[np.float32]:
        """The vector of the text, shape (dimensions,)."""
        vector: NDArray[np.float32] = self.rows[0]
        return vector

    @property
    def in_context(self) -> NDArray[np.float32]:
        """The vector of the text, turned towards its neighbours."""
        if len(self.rows) == 1:
            return self.text
        around = unit(self.rows[1:].sum(axis=0, keepdims=True))
        turned: NDArray[np.float32] = unit(self.rows[:1] + np.float32(NEIGHBOURS) * around)[0]
        return turned


def nearness(
    query: QueryVectors, texts: SmallVectors, titles: SmallVectors, has_title: Sequence[bool] | NDArray[np.bool_]
) -> list[Nearness]:
    """Compare a query with recorded claims: the vectors of their texts, and of their headlines where `has_title`."""
    asked = np.vstack([query.text, query.in_context, query.rows[1:]])
    with_texts = cosines(asked, texts)
    with_titles = np.where(has_title, cosines(asked[:2], titles), with_texts[:2])
    neighbours = with_texts[2:].max(axis=0) if len(asked) > 2 else with_texts[0]
    columns = np.column_stack([with_texts[0], with_titles[0], with_texts[1], with_titles[1], neighbours])
    return [Nearness(*row) for row in columns.tolist()]


class Meanings:
    """The vectors of a collection's texts and headlines in memory, and the nearest to a query among them."""

    def __init__(self, texts: SmallVectors, titles: SmallVectors, has_title: Sequence[bool]) -> None:
        self._texts, self._titles = texts, titles
        self._has_title = np.asarray(has_title, bool)
        self._signs = [Signs(rows.shape[1]) for rows in (texts, titles)]
        for signs, rows in zip(self._signs, (texts, titles), strict=True):
            signs.add(rows)

    def nearest(self, query: QueryVectors, limit: int = NEAREST) -> list[int]:
        """Return the places of the claims that are nearest to a query, and to the query in its context; text and headline count alike."""
        asked = [query.text] if len(query.rows) == 1 else [query.text, query.in_context]
        found: dict[int, None] = {}
        for vector in asked:
            places = np.unique(np.concatenate([signs.shortlist(vector) for signs in self._signs]))
            compared = self.nearness(QueryVectors(vector[None, :]), places.tolist())
            sums = np.array([one.text + one.title for one in compared])
            found |= dict.fromkeys(places[np.argsort(-sums, kind="stable")[:limit]].tolist())
        return list(found)

    def nearness(self, query: QueryVectors, places: Sequence[int]) -> list[Nearness]:
        """Compare a query with the claims at some places."""
        chosen = np.asarray(places, np.intp)
        return nearness(query, self._texts[chosen], self._titles[chosen], self._has_title[chosen])
