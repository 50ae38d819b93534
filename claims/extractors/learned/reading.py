"""From what the second chain says of the windows to the parts of each cue's statement: the best way to have any content at all."""

from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.extractors.learned.arguments import CONTENT_LABEL, CUE_LABEL, SOURCE_LABEL, Windows
from claims.extractors.learned.chain import Chain, Floats
from claims.extractors.learned.page import Roles, TokenRun

_NEVER = 50.0
_FORBIDDEN = -30.0
_BEFORE_CONTENT = (0, 1, 2, 3)
"""The states in which no content has begun; those of all labels once it has follow."""
_LABEL_OF_STATE = np.array([0, 1, 2, 3, 0, 1, 2, 3, 4, 5])
_CONTENT_BEGINS = 8


class Parts(NamedTuple):
    """The parts of one cue's statement, and how likely that way to part it is among all, as a logarithm."""

    roles: Roles
    log_likelihood: float


def parts_of(windows: Windows, chain: Chain, emissions: Floats) -> list[Parts]:
    """Return the most likely parts for each cue of a page."""
    if not windows.runs:
        return []
    scores = emissions.copy()
    is_cue = windows.is_cue
    scores[:, CUE_LABEL] = -_NEVER
    scores[is_cue] = -_NEVER
    scores[is_cue, CUE_LABEL] = _NEVER
    doubled = scores[:, _LABEL_OF_STATE]
    starts, stops = np.array(windows.runs).T
    doubled[starts, len(_BEFORE_CONTENT) : _CONTENT_BEGINS] += _FORBIDDEN
    doubled[stops - 1, : len(_BEFORE_CONTENT)] += _FORBIDDEN
    with_memory = Chain((), np.zeros(0, np.uint32), np.zeros((0, 0), np.float32), _with_memory(chain.transitions))
    best, likelihoods = with_memory.best_paths(doubled, windows.runs)
    labels = _LABEL_OF_STATE[best]
    contents, sources = _runs(windows, labels, CONTENT_LABEL), _runs(windows, labels, SOURCE_LABEL)
    return [
        Parts(Roles(tuple(content), ((cue.first, cue.last),), tuple(source)), likelihood)
        for cue, content, source, likelihood in zip(windows.cues, contents, sources, likelihoods.tolist(), strict=True)
    ]


def _with_memory(transitions: Floats) -> Floats:
    """Double the labels: those before any content has begun, and those after; the only way over is to begin one."""
    state = np.arange(len(_LABEL_OF_STATE))
    is_before = state < len(_BEFORE_CONTENT)
    may_follow = (is_before[:, None] == is_before) | (is_before[:, None] & (state == _CONTENT_BEGINS))
    return np.where(may_follow, transitions[np.ix_(_LABEL_OF_STATE, _LABEL_OF_STATE)], np.float32(_FORBIDDEN))


def _runs(windows: Windows, labels: NDArray[np.int64], begins: int) -> list[list[TokenRun]]:
    """Return the runs of one part in each window; one goes on as long as it does not begin anew."""
    is_part = (labels == begins) | (labels == begins + 1)
    goes_on = np.append(False, is_part[:-1]) & (labels == begins + 1)
    goes_on[[start for start, _ in windows.runs]] = False
    rows = np.flatnonzero(is_part)
    opens = np.flatnonzero(~goes_on[rows])
    first = windows.token[rows[opens]]
    last = first + np.diff(opens, append=len(rows))
    found: list[list[TokenRun]] = [[] for _ in windows.runs]
    for number, run in zip(windows.number[rows[opens]].tolist(), zip(first.tolist(), last.tolist(), strict=True), strict=True):
        found[number].append(run)
    return found


def tokens_in(runs: Sequence[TokenRun]) -> frozenset[int]:
    """Return the tokens of some runs."""
    return frozenset().union(*starmap(range, runs))
