"""Runs of four letters that two texts share: misspelt words, joined words and words of one family look alike by them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.matching.reading import read_text

_LENGTH = 4
_END = 10
_HELD_BACK = 0.5

Keys = NDArray[np.int64] | NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class Pieces:
    """The pieces of many texts, each piece of a text once."""

    rows: NDArray[np.intp]
    """The text of each."""
    keys: Keys
    count: int
    """How many texts there are."""

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up a value of each piece for each text."""
        found: NDArray[np.float64] = np.bincount(self.rows, values, self.count).astype(np.float64)
        return found


def pieces_of(texts: Sequence[str]) -> Pieces:
    """Take texts to pieces."""
    letters = np.frombuffer("\n".join([read_text(text).plain for text in texts]).encode("utf-8", "replace"), np.uint8)
    count = len(letters) - _LENGTH + 1
    if count < 1:
        return Pieces(np.zeros(0, np.intp), np.zeros(0, np.uint32), len(texts))
    ends = np.cumsum(letters == _END)
    rows = ends[:count]
    keys = sum(letters[place : place + count].astype(np.int64) << (8 * place) for place in range(_LENGTH))
    is_whole = (rows == ends[_LENGTH - 1 :]) & (letters[:count] != _END)
    both = _distinct((rows[is_whole].astype(np.int64) << (8 * _LENGTH)) | np.asarray(keys)[is_whole])
    return Pieces((both >> (8 * _LENGTH)).astype(np.intp), both.astype(np.uint32), len(texts))


def compare_pieces(query: str, texts: Sequence[str], titles: Sequence[str]) -> NDArray[np.float64]:
    """Return what part of the pieces is shared, shape (texts, 7).

    Of the text's, of the query's by the text, of the title's; then the same and of the query's by both with rare pieces weighing
    more: those that few of the texts hold.
    """
    asked = pieces_of([query]).keys
    text, title = pieces_of(texts), pieces_of(titles)
    known = _distinct(np.concatenate([asked, text.keys, title.keys]))
    own, in_text, in_title = (np.searchsorted(known, keys) for keys in (asked, text.keys, title.keys))
    counts = np.bincount(in_text, minlength=len(known)) + np.bincount(in_title, minlength=len(known))
    weight = np.log((len(texts) + 1) / (np.minimum(counts, len(texts)) + _HELD_BACK))
    is_asked = np.zeros(len(known))
    is_asked[own] = 1
    both = _distinct(np.concatenate([_joined(text, in_text), _joined(title, in_title)]))
    both_rows, both_places = both >> _ROOM, both & ((1 << _ROOM) - 1)
    of_both = np.bincount(both_rows, (weight * is_asked)[both_places], len(texts))
    columns = [
        _share(text.sums(is_asked[in_text]), text.sums(np.ones(len(in_text)))),
        text.sums(is_asked[in_text]) / max(1, len(own)),
        _share(title.sums(is_asked[in_title]), title.sums(np.ones(len(in_title)))),
        _share(text.sums((weight * is_asked)[in_text]), text.sums(weight[in_text])),
        text.sums((weight * is_asked)[in_text]) / max(1e-9, float(weight[own].sum())),
        _share(title.sums((weight * is_asked)[in_title]), title.sums(weight[in_title])),
        of_both / max(1e-9, float(weight[own].sum())),
    ]
    return np.stack(columns, axis=1)


_ROOM = 40


def _distinct(keys: Keys) -> Keys:
    """Return each key once, in rising order: sorting is quicker here than NumPy's `unique`, which hashes."""
    keys.sort()
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def _joined(pieces: Pieces, places: NDArray[np.intp]) -> Keys:
    return (pieces.rows.astype(np.int64) << _ROOM) | places


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = part / np.maximum(whole, 1e-9)
    return found
