"""Which of many texts say the same: exact copies at once, the rest by how likely each pair is, clustered by average linkage.

How alike two repeats are depends on the collection, and so does how much a nearest neighbour means: where hardly anything is said twice,
it is mostly about something else. So the share of texts that have a repeat at all is estimated from the collection itself
(expectation maximisation: Saerens, Latinne and Decaestecker 2002), and the weights of the model follow it.
"""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from claims.matching.bags import Bags, Floats, Neighbours, Overlap, Places, bags_of
from claims.matching.clustering import JOINED, clusters
from claims.matching.differences import differences
from claims.matching.words import words

COLUMNS = (
    "cosine", "pieces", "names", "covered_more", "covered_less", "shared", "shared_rare", "nearest_more", "nearest_less", "log_cosine",
    "best_more", "best_less",
)  # fmt: skip
"""What is measured of a pair of texts: cosines of words, letter pieces and names; the part of the words of either text that the other
holds, the larger and the smaller; the rarity of what they share; the cosine beside that with the nearest text of either; that itself."""
_PIECE = 4
_NEIGHBOURS = 30
_BUDGET = 4_000
"""Places of a text's rarest words that are looked at for its neighbours: what bounds the time in a large collection."""
_STEP = 1_000
"""Texts between two calls of `progress`."""
_LEAST = 0.02
"""Pairs less likely than this count as unlike."""
_CONTRADICTED = 0.25
"""What is left of the likelihood of a pair whose texts contradict each other."""
_LOOKED_AT = 0.1
"""Pairs from this likelihood on are read for contradictions."""
_SIZES = 200, 20_000
"""Texts in the smallest and the largest collection that the weights were learned in."""
_SMALL = 1e-3

Progress = Callable[[int], None]
"""Told how many texts were looked at since the last call."""


class Pairs(NamedTuple):
    """Pairs of texts that share words, and what is measured of each."""

    one: Places
    other: Places
    table: Floats
    """A row for each pair, a column for each of COLUMNS."""


class Model(NamedTuple):
    """Weights, with the constant last."""

    first: Floats
    partner: Floats
    """From the best score of a text to the log-odds that it has a repeat."""
    share: float
    """The share of texts with a repeat where the model was trained."""
    second: Floats
    by_share: Floats
    """What is added to `second` for each unit of the log-odds of the share of texts with a repeat,"""
    by_size: Floats
    """and for each tenfold of the texts."""


@cache
def model() -> Model:
    """Return the weights that came with this version."""
    told = tomllib.loads((files("claims.matching") / "duplicates.toml").read_text(encoding="utf-8"))
    if tuple(told.pop("columns")) != COLUMNS:
        raise ValueError("duplicates.toml was trained with other columns: train it again")
    arrays = {name: np.asarray(told[name]) for name in ("first", "partner", "second", "by_share", "by_size")}
    return Model(share=told["share"], **arrays)


def deduplicate(texts: Sequence[str], progress: Progress | None = None) -> list[list[int]]:
    """Return the places of the texts that say the same, cluster by cluster, in the order of their first members; each in exactly one."""
    copies = _copies(texts)
    firsts = list(copies.values())
    told = [texts[places[0]] for places in firsts]
    pairs = pairs_of(told, progress)
    likely = _without_contradictions(told, pairs, likelihoods(pairs, len(told), model()))
    kept = np.flatnonzero(likely >= _LEAST)
    given = zip(pairs.one[kept].tolist(), pairs.other[kept].tolist(), likely[kept].tolist(), strict=True)
    found = clusters(len(told), given, threshold=JOINED)
    return sorted(sorted(place for one in cluster for place in firsts[one]) for cluster in found)


def _copies(texts: Sequence[str]) -> dict[str, list[int]]:
    """Group the texts that are the same word by word; what holds no word is the same only letter by letter."""
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        key = " ".join(text[word.start : word.end].casefold() for word in words(text))
        found.setdefault(key or "\0" + text, []).append(place)
    return found


def pairs_of(texts: Sequence[str], progress: Progress | None = None) -> Pairs:
    """Return the pairs of texts that may say the same, with what is measured of them."""
    read = [[word for word in words(text) if not word.is_stop] for text in texts]
    by_words = bags_of([word.term for word in row] for row in read)
    by_pieces = bags_of([piece for word in row for piece in _pieces(word.stem)] for row in read)
    by_names = bags_of([word.term for word in row if word.is_name] for row in read)
    one, other = _candidates(by_words, progress)
    return Pairs(one, other, _table(one, other, by_words, by_pieces, by_names))


def _pieces(stem: str) -> list[str]:
    padded = f"^{stem}$"
    return [padded[start : start + _PIECE] for start in range(max(1, len(padded) - _PIECE + 1))]


def _candidates(bags: Bags, progress: Progress | None) -> tuple[Places, Places]:
    """Return pairs of texts, each once, the earlier text first, sorted."""
    neighbours = Neighbours(bags, most=_NEIGHBOURS, budget=_BUDGET)
    found: list[Places] = [np.empty(0, np.intp)]
    for place in range(bags.count):
        others = neighbours.of(place)
        found.append(np.minimum(place, others) * bags.count + np.maximum(place, others))
        if progress is not None and (place + 1) % _STEP == 0:
            progress(_STEP)
    if progress is not None:
        progress(bags.count % _STEP)
    both = np.unique(np.concatenate(found))
    return both // max(1, bags.count), both % max(1, bags.count)


def _table(one: Places, other: Places, by_words: Bags, by_pieces: Bags, by_names: Bags) -> Floats:
    cosine, shared, rare = _measured(by_words, one, other)
    pieces, names = _measured(by_pieces, one, other)[0], _measured(by_names, one, other)[0]
    whole = np.bincount(np.repeat(np.arange(by_words.count), np.diff(by_words.starts)), by_words.rarity[by_words.terms], by_words.count)
    covered = [shared / np.maximum(whole[side], _SMALL) for side in (one, other)]
    best = np.zeros(by_words.count)
    for side in (one, other):
        np.maximum.at(best, side, cosine)
    nearest = [cosine / np.maximum(best[side], _SMALL) for side in (one, other)]
    logs = [_log(np.maximum(best[one], best[other])), _log(np.minimum(best[one], best[other]))]
    columns = (
        cosine, pieces, names, np.maximum(*covered), np.minimum(*covered), _log(shared), np.sqrt(rare), np.maximum(*nearest),
        np.minimum(*nearest), _log(cosine), *logs,
    )  # fmt: skip
    return np.column_stack(columns)


def _log(values: Floats) -> Floats:
    return np.log(np.maximum(values, _SMALL))


def _measured(bags: Bags, one: Places, other: Places) -> tuple[Floats, Floats, Floats]:
    """Measure what the texts of each pair share; the pairs are sorted by their first text."""
    overlap = Overlap(bags)
    found = np.zeros((3, len(one)))
    starts = np.searchsorted(one, np.arange(bags.count + 1))
    for place in np.unique(one):
        rows = slice(starts[place], starts[place + 1])
        found[:, rows] = overlap.with_others(int(place), other[rows])
    return found[0], found[1], found[2]


def likelihoods(pairs: Pairs, count: int, weights: Model) -> Floats:
    """Return the probability that the two texts of each pair say the same, in this collection of `count` texts."""
    first = pairs.table @ weights.first[:-1] + weights.first[-1]
    best = best_of(pairs, first, count)
    share = share_with_repeats(_probability(best * weights.partner[0] + weights.partner[1]), weights.share)
    adapted = weights.second + weights.by_share * log_odds(share) + weights.by_size * log_size(count)
    return _probability(pairs.table @ adapted[:-1] + adapted[-1])


def best_of(pairs: Pairs, scores: Floats, count: int) -> Floats:
    """Return the best score of any pair of each text; -20 for a text that shares no word."""
    best = np.full(count, -20.0)
    for side in (pairs.one, pairs.other):
        np.maximum.at(best, side, scores)
    return best


def share_with_repeats(chances: Floats, share: float) -> float:
    """Estimate the share of texts with a repeat from the chance that a model gives each of them where that share was `share`."""
    found = share
    for _ in range(100):
        yes, no = chances * found / share, (1 - chances) * (1 - found) / (1 - share)
        found = float(np.clip(np.mean(yes / (yes + no)), 0.005, 0.995)) if len(chances) else share
    return found


def log_odds(share: float) -> float:
    """Return the logarithm of the odds of a probability."""
    return float(np.log(share / (1 - share)))


def log_size(count: int) -> float:
    """Return the size of a collection as a power of ten around a thousand, within what the model was trained on."""
    return float(np.log10(np.clip(count, *_SIZES) / 1_000))


def _probability(scores: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def _without_contradictions(texts: Sequence[str], pairs: Pairs, likely: Floats) -> Floats:
    """Lower the likelihood of pairs whose numbers, dates, names or negations contradict each other."""
    lowered = likely.copy()
    for place in np.flatnonzero(likely >= _LOOKED_AT):
        if differences(texts[pairs.one[place]], texts[pairs.other[place]]):
            lowered[place] *= _CONTRADICTED
    return lowered
