"""From what the second chain says of the windows to the parts of each cue's statement: the best way to have any content at all."""

from collections.abc import Sequence
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
    for start, stop in windows.runs:
        doubled[start, len(_BEFORE_CONTENT) : _CONTENT_BEGINS] += _FORBIDDEN
        doubled[stop - 1, : len(_BEFORE_CONTENT)] += _FORBIDDEN
    with_memory = Chain((), np.zeros(0, np.uint32), np.zeros((0, 0), np.float32), _with_memory(chain.transitions))
    best, likelihoods = with_memory.best_paths(doubled, windows.runs)
    labels = _LABEL_OF_STATE[best]
    return [
        _parts(labels[start:stop], int(windows.token[start]), (cue.first, cue.last), float(likelihood))
        for cue, (start, stop), likelihood in zip(windows.cues, windows.runs, likelihoods, strict=True)
    ]


def _with_memory(transitions: Floats) -> Floats:
    """Double the labels: those before any content has begun, and those after; the only way over is to begin one."""
    size = len(_LABEL_OF_STATE)
    doubled = np.full((size, size), _FORBIDDEN, np.float32)
    for here in range(size):
        for there in range(size):
            is_over = (here < len(_BEFORE_CONTENT), there < len(_BEFORE_CONTENT))
            if is_over in ((True, True), (False, False)) or (is_over == (True, False) and there == _CONTENT_BEGINS):
                doubled[here, there] = transitions[_LABEL_OF_STATE[here], _LABEL_OF_STATE[there]]
    return doubled


def _parts(labels: NDArray[np.int64], shift: int, cue: TokenRun, likelihood: float) -> Parts:
    return Parts(Roles(_runs(labels, CONTENT_LABEL, shift), (cue,), _runs(labels, SOURCE_LABEL, shift)), likelihood)


def _runs(labels: NDArray[np.int64], begins: int, shift: int) -> tuple[TokenRun, ...]:
    """Return the runs of one part; one goes on as long as it does not begin anew."""
    runs: list[TokenRun] = []
    for place in np.flatnonzero((labels == begins) | (labels == begins + 1)).tolist():
        token = place + shift
        if runs and runs[-1][1] == token and labels[place] != begins:
            runs[-1] = (runs[-1][0], token + 1)
        else:
            runs.append((token, token + 1))
    return tuple(runs)


def tokens_in(runs: Sequence[TokenRun]) -> frozenset[int]:
    """Return the tokens of some runs."""
    return frozenset(token for first, last in runs for token in range(first, last))
