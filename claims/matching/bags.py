"""Texts as bags of weighted terms in compact arrays: which share rare terms, and how much, for a hundred thousand texts at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Bags:
    """The terms of each text, rarer ones with more weight; row n is `terms[starts[n]:starts[n + 1]]`."""

    starts: Places
    terms: Places
    values: Floats
    """Weight of each term in its text, so that the squares of a text's sum to 1."""
    rarity: Floats
    """Of each term: the logarithm of how few texts hold it (inverse document frequency)."""

    @property
    def count(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1

    def row(self, place: int) -> slice:
        """Return where the terms of a text stand."""
        return slice(self.starts[place], self.starts[place + 1])


def bags_of(texts: Iterable[Sequence[str]]) -> Bags:
    """Make bags of texts that are given as lists of terms."""
    numbers: dict[str, int] = {}
    rows: list[Places] = []
    counts: list[Places] = []
    for text in texts:
        found, repeats = np.unique([numbers.setdefault(term, len(numbers)) for term in text], return_counts=True)
        rows.append(found.astype(np.intp))
        counts.append(repeats)
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows], dtype=np.intp))).astype(np.intp)
    terms = np.concatenate([*rows, np.empty(0, np.intp)])
    times = np.concatenate([*counts, np.empty(0, np.intp)])
    held = np.bincount(terms, minlength=len(numbers))
    rarity = np.log((1 + len(rows)) / (1 + held)) + 1e-6
    values = (1 + np.log(times)) * rarity[terms]
    squares = np.add.reduceat(np.append(values**2, 0.0), starts[:-1]) if rows else np.empty(0)
    lengths = np.sqrt(np.where(np.diff(starts) > 0, squares, 1.0))
    return Bags(starts, terms, values / np.repeat(lengths, np.diff(starts)), rarity)


@dataclass(frozen=True)
class Postings:
    """The texts that hold each term: term n is in `texts[starts[n]:starts[n + 1]]`."""

    starts: Places
    texts: Places


def postings_of(bags: Bags) -> Postings:
    """Turn bags round."""
    order = np.argsort(bags.terms, kind="stable")
    owners = np.repeat(np.arange(bags.count, dtype=np.intp), np.diff(bags.starts))
    held = np.bincount(bags.terms, minlength=len(bags.rarity))
    return Postings(np.concatenate(([0], np.cumsum(held))).astype(np.intp), owners[order])


class Neighbours:
    """Finds the texts that share the most, and the rarest, terms with one."""

    def __init__(self, bags: Bags, *, most: int, budget: int) -> None:
        """`most`: texts found for each; `budget`: how many places of its terms are looked at, those of the rarest first."""
        self._bags, self._postings, self._most, self._budget = bags, postings_of(bags), most, budget
        self._scores = np.zeros(bags.count)

    def of(self, place: int) -> Places:
        """Return the nearest texts to one, in no order."""
        bags, posted = self._bags, self._postings
        terms = bags.terms[bags.row(place)]
        terms = terms[np.argsort(-bags.rarity[terms], kind="stable")]
        sizes = posted.starts[terms + 1] - posted.starts[terms]
        terms = terms[: max(1, int(np.searchsorted(np.cumsum(sizes), self._budget, side="right")))]
        if not len(terms):
            return np.empty(0, np.intp)
        held = [posted.texts[posted.starts[term] : posted.starts[term + 1]] for term in terms]
        places = np.concatenate(held)
        np.add.at(self._scores, places, np.repeat(bags.rarity[terms] ** 2, [len(one) for one in held]))
        found: Places = np.unique(places)
        scores = self._scores[found]
        self._scores[found] = 0
        is_other = found != place
        found, scores = found[is_other], scores[is_other]
        return found if len(found) <= self._most else found[np.argpartition(scores, -self._most)[-self._most :]]


class Overlap:
    """Measures what one text shares with others."""

    def __init__(self, bags: Bags) -> None:
        self._bags = bags
        self._values = np.zeros(len(bags.rarity))

    def with_others(self, place: int, others: Places) -> tuple[Floats, Floats, Floats]:
        """Return for each of some texts: the cosine, and the rarity of the shared terms, added up plain and squared."""
        bags = self._bags
        mine = bags.row(place)
        self._values[bags.terms[mine]] = bags.values[mine]
        sizes = bags.starts[others + 1] - bags.starts[others]
        flat = np.repeat(bags.starts[others] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        terms = bags.terms[flat]
        shared = self._values[terms]
        rarity = np.where(shared > 0, bags.rarity[terms], 0.0)
        firsts = np.concatenate(([0], np.cumsum(sizes)))
        sums = [np.diff(np.concatenate(([0.0], np.cumsum(what)))[firsts]) for what in (shared * bags.values[flat], rarity, rarity**2)]
        self._values[bags.terms[mine]] = 0
        return sums[0], sums[1], sums[2]
