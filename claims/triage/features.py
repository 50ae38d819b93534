"""What the model looks at: words, pairs and pieces of words, the order of what holds the sentence together, classes, tense and rules."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.triage.facts import Reading
from claims.triage.hashing import Hashes, hash_of, mix, seed_of
from claims.triage.lexicon import NAME, NUMBER
from claims.triage.rules import Finding

Look = tuple[Reading, Sequence[Finding]]
"""A statement as it was read, and the rules that hold for it."""
Places = NDArray[np.intp]

BITS = 17
"""The model has 2^17 places for features."""
WORD_BITS = 16
"""It has 2^16 places for what single words mean."""
_SHIFT, _WORD_SHIFT = np.uint32(32 - BITS), np.uint32(32 - WORD_BITS)
_EDGE = hash_of("^")
_EDGES = np.array([_EDGE], np.uint32).tobytes()
_REACH = 3
"""Symbols on either side of the first verb that are looked at together."""
_MARKS = ("?", "!", '"', "“", ":")
_MOST_CLASSES = 40

_TEMPLATES = {
    "words": 1, "symbols": 4, "classes": 7, "facts": 9, "rules": 11, "verbs": 13, "pieces": 3,
    "pairs of words": 2, "pairs of symbols": 5, "pairs of classes": 8, "pairs of facts": 10, "rules with facts": 12,
    "threes of symbols": 6,
}  # fmt: skip
"""The kinds of features, first what is looked at alone, then what in twos and threes; and the number that sets each apart."""
_SEEDS = np.array([seed_of(one) for one in _TEMPLATES.values()], np.uint32)
SUMMED = tuple(np.argsort([*_TEMPLATES.values()]).tolist())
"""The order in which the sums of the kinds are added: that in which the model learned them."""


class Features(NamedTuple):
    """The features of several statements, kind by kind, and in each kind statement by statement."""

    places: Places
    """Where in the model each feature stands."""
    begins: Places
    """Where they begin for each kind and statement; there is one at least."""
    sizes: Places
    """[kind, statement], how many they are."""
    words: Places
    """Where the meaning of each word stands; the first kind tells where those of a statement begin, and how many they are."""


def features_of(looks: Sequence[Look]) -> Features:
    """Return the features of some statements."""
    rows, pieces = _rows(looks)
    lengths = [[*map(len, row)] for row in rows]
    values = np.array([value for row in rows for one in row for value in one], np.uint32)
    words, symbols = _columns(values, lengths)
    first, second, twos = _together(values, lengths)
    lengths.append([len(one) // 4 for one in pieces])
    sizes = [*lengths, *lengths[:2], *twos, lengths[1]]
    seeds = np.repeat(_SEEDS, [*map(sum, sizes)])
    columns = (
        np.concatenate([values, np.frombuffer(b"".join(pieces), np.uint32), words[0], symbols[0], first, symbols[0]]),
        np.concatenate([words[1], symbols[1], second, symbols[1]]),
        symbols[2],
    )
    begins = [0, *accumulate(chain.from_iterable(sizes))]
    begins.pop()
    places, meant = mix(seeds, *columns) >> _SHIFT, words[0] >> _WORD_SHIFT
    return Features(places.astype(np.intp), np.array(begins, np.intp), np.array(sizes, np.intp), meant.astype(np.intp))


def word_places(words: Sequence[str]) -> Places:
    """Return where the meanings of words stand, each as `lexicon.Entry.word` has it."""
    return (np.array([*map(hash_of, words)], np.uint32) >> _WORD_SHIFT).astype(np.intp)


def _rows(looks: Sequence[Look]) -> tuple[list[list[list[int]]], list[bytes]]:
    """Return hashes, [kind, statement, one after the other], of what is looked at alone, and those of pieces as they are kept."""
    rows: list[list[list[int]]] = [[], [], [], [], [], []]
    words, symbols, classes, facts, rules, verbs = rows
    pieces = []
    for reading, findings in looks:
        entries, names = reading.sentence.entries, reading.sentence.names
        words.append([_EDGE, *[one.word_hash for one in entries]])
        row = [one.name_hash if is_name else one.symbol_hash for one, is_name in zip(entries, names, strict=True)]
        symbols.append([_EDGE, *row, _EDGE])
        classes.append([_EDGE, *_kinds(reading)])
        facts.append(_fact_hashes(reading.facts))
        rules.append([_EDGE, *sorted({number for finding in findings for number in finding.rule.hashes})])
        verbs.append([_EDGE, *_verb_hashes(reading, row)])
        pieces.append(b"".join([_EDGES, *[one.pieces for one in entries]]))
    return rows, pieces


def _columns(values: Hashes, lengths: list[list[int]]) -> tuple[tuple[Hashes, Hashes], tuple[Hashes, Hashes, Hashes]]:
    """Return words with the next, and symbols with the next two. A statement begins with an edge, so that the last is followed by one."""
    begin = sum(lengths[0])
    end = begin + sum(lengths[1])
    after_next = values[begin + 2 : end + 2].copy()
    after_next[[one - 1 for one in accumulate(lengths[1])]] = _EDGE
    return (values[:begin], values[1 : begin + 1]), (values[begin:end], values[begin + 1 : end + 1], after_next)


def _together(values: Hashes, lengths: list[list[int]]) -> tuple[Hashes, Hashes, list[list[int]]]:
    """Return what is looked at in twos, classes, facts, and rules with facts; and how many they are, [kind, statement]."""
    classes, facts, rules = lengths[2:5]
    many = len(rules)
    twos = [*map(_pairs, classes), *map(_pairs, facts), *map(_products, rules, facts)]
    sizes = [len(one) for one, _ in twos]
    starts = [0, *accumulate(chain.from_iterable(lengths))]
    of_classes, of_facts, of_rules = (starts[kind * many : (kind + 1) * many] for kind in (2, 3, 4))
    first = np.concatenate([one for one, _ in twos]) + np.repeat([*of_classes, *of_facts, *of_rules], sizes)
    second = np.concatenate([one for _, one in twos]) + np.repeat([*of_classes, *of_facts, *of_facts], sizes)
    return values[first], values[second], [sizes[:many], sizes[many : 2 * many], sizes[2 * many :]]


@cache
def _pairs(size: int) -> tuple[Places, Places]:
    """Return the places of each two of so many, and before them the first with itself."""
    first, second = np.triu_indices(size, 1)
    return np.concatenate([[0], first]), np.concatenate([[0], second])


@cache
def _products(size: int, other: int) -> tuple[Places, Places]:
    """Return the places of each of so many with each of so many others."""
    return np.repeat(np.arange(size), other), np.tile(np.arange(other), size)


@cache
def _hashed(text: str) -> int:
    return hash_of(text)


@lru_cache(10_000)
def _fact_hashes(facts: frozenset[str]) -> list[int]:
    return [_EDGE, *sorted(map(_hashed, facts))]


def _kinds(reading: Reading) -> list[int]:
    """Return hashes of the classes of a statement's words, and of its size and marks."""
    sentence = reading.sentence
    numbers = sum([NUMBER in one.classes for one in sentence.entries]) if NUMBER in reading.classes else 0
    found = {_hashed(name) for name in reading.classes if name != NAME}
    found.update(_shape(len(sentence.entries), min(4, sum(sentence.names)), min(3, numbers)))
    found.update(_border(sentence.text.rstrip()[-1:], is_small=sentence.text[:1].islower()))
    found.update([_hashed(f"has {mark}") for mark in _MARKS if mark in sentence.text])
    return sorted(found)[:_MOST_CLASSES]


@lru_cache(10_000)
def _shape(words: int, names: int, numbers: int) -> tuple[int, ...]:
    return hash_of(f"{int(2 * log2(words + 1))} words"), hash_of(f"{names} names"), hash_of(f"{numbers} numbers")


@lru_cache(1_000)
def _border(last: str, *, is_small: bool) -> tuple[int, ...]:
    return hash_of(f"ends {last}"), hash_of(f"begins {is_small}")


def _verb_hashes(reading: Reading, symbols: Sequence[int]) -> list[int]:
    """Return hashes of what stands around the first verb, and of the tenses in their order."""
    place = reading.verbs[0][0] if reading.verbs else len(symbols)
    subject = symbols[place - 1] if place else _EDGE
    first, tense = symbols[0] if symbols else _EDGE, _hashed(reading.tense)
    after = symbols[place : place + _REACH]
    shown = [(1, subject), (2, subject, tense), (3, first), (4, first, tense), (5, *after), (6, subject, *after[:2])]
    return [*map(_joined, shown), *_order_hashes(tuple([tense for _, tense in reading.verbs]))]


@lru_cache(10_000)
def _order_hashes(tenses: tuple[str, ...]) -> list[int]:
    """Return hashes of the first tenses in their order, and of each."""
    return [_joined((7, _hashed(" ".join(tenses[:4])))), *[_joined((8, _hashed(tense))) for tense in sorted(set(tenses))]]


def _joined(numbers: Iterable[int]) -> int:
    """Return one number of 32 bits for several (FNV-1)."""
    joined = 0x811C9DC5
    for one in numbers:
        joined = (joined * 0x01000193 & 0xFFFFFFFF) ^ one
    return joined
