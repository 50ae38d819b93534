"""Which of many things are the same, when only some pairs of them are alike: average linkage over sparse pairs.

Two clusters are joined while the mean likeness of their members, pair by pair, is high enough; a pair that is not given counts as
unlike. So one likely pair does not chain two clusters together, as it would with single linkage.
"""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

JOINED = 0.3
"""The mean likelihood from which two clusters are one; chosen by cross-validation, where likelihoods are those of `duplicates.py`."""
Pair = tuple[int, int, float]
"""Places of two things in their list, and how alike they are, 0 to 1."""


def clusters(count: int, pairs: Iterable[Pair], *, threshold: float) -> list[list[int]]:
    """Return the clusters of `count` things, each in exactly one, in the order of their first members.

    `threshold` is above 0: the mean from which two clusters are one. Raises ValueError for a pair that names no two of the things.
    Takes O(m log m) steps for m pairs in practice: of two clusters the one with fewer neighbours is moved to the other.
    """
    sums = _sums(count, pairs)
    members: list[list[int]] = [[one] for one in range(count)]
    waiting = [(-total, one, other, 1, 1) for one in range(count) for other, total in sums[one].items() if one < other]
    waiting = [entry for entry in waiting if -entry[0] >= threshold]
    heapify(waiting)
    while waiting:
        _, one, other, size, size_other = heappop(waiting)
        if len(members[one]) != size or len(members[other]) != size_other:
            continue  # one of them has grown since; the pair was put in again with its new mean
        if len(sums[one]) < len(sums[other]):
            one, other = other, one
        members[one] += members[other]
        members[other] = []
        _join(sums, one, other)
        for near, total in sums[one].items():
            mean = total / (len(members[one]) * len(members[near]))
            if mean >= threshold:
                heappush(waiting, (-mean, one, near, len(members[one]), len(members[near])))
    return sorted(sorted(found) for found in members if found)


def _sums(count: int, pairs: Iterable[Pair]) -> list[dict[int, float]]:
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other, likeness in pairs:
        if one == other or not (0 <= one < count and 0 <= other < count):
            raise ValueError(f"{one} and {other} are no two of {count}")
        if likeness > 0:
            sums[one][other] = sums[other][one] = likeness
    return sums


def _join(sums: list[dict[int, float]], one: int, other: int) -> None:
    """Add the neighbours of a cluster to those of another."""
    mine = sums[one]
    mine.pop(other, None)
    for near, total in sums[other].items():
        if near != one:
            mine[near] = sums[near][one] = mine.get(near, 0.0) + total
        sums[near].pop(other, None)
    sums[other] = {}
