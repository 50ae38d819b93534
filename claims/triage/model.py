"""The trained model, as its file holds it: a column of weights for each label of each scheme, in 63 steps, over hashed features.

Beside them stands what each of some ten thousand words weighs by its meaning, so that a word that was not learned counts as others near it.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.errors import UnreadableFile
from claims.triage.features import BITS, SUMMED, WORD_BITS, Look, features_of
from claims.triage.schemes import Scheme

FORMAT = 2
"""Raised when a file of an older format can no longer be read."""
_STEPS = 31
"""Weights are kept as whole numbers of so many steps on either side of 0."""
Scores = NDArray[np.float32]


def columns_of(scheme: Scheme) -> tuple[str, ...]:
    """Return the names of a scheme's columns: one for each label, or a single one where there are two."""
    labels = scheme.labels[1:] if len(scheme.labels) == len(("no", "yes")) else scheme.labels
    return tuple(f"{scheme.name}:{label}" for label in labels)


class _Columns(NamedTuple):
    """The columns of some schemes side by side, so that no others have to be read."""

    weights: Scores
    meanings: Scores
    slopes: Scores
    biases: Scores
    borders: tuple[int, ...]
    """Where the columns of each scheme begin, and where the last end."""


@dataclass(frozen=True, eq=False)
class Model:
    """What has been learned."""

    columns: tuple[str, ...]
    weights: NDArray[np.int8]
    """[place, column]"""
    scales: Scores
    """What one step of each column is worth."""
    meanings: NDArray[np.int8]
    """[place of a word, column]"""
    meaning_scales: Scores
    slopes: Scores
    biases: Scores
    """Platt's calibration of each column: probability = 1 / (1 + exp(-(slope * score + bias)))."""
    offsets: Scores
    """What is added to the logarithm of a label's probability before the labels are compared: the rare ones count as much."""
    language: str
    version: str

    _chosen: dict[tuple[str, ...], "_Columns"] = field(default_factory=dict, repr=False)
    """Some columns side by side, by the names of the schemes they belong to."""

    def has(self, scheme: Scheme) -> bool:
        """Tell whether a scheme has been learned."""
        return columns_of(scheme)[0] in self.columns

    def probabilities(self, looks: Sequence[Look], schemes: Sequence[Scheme]) -> list[Scores]:
        """Return how likely each label of each scheme is for each statement: [statement, label]."""
        columns = self._columns(schemes)
        scores = np.zeros((len(looks), len(columns.slopes)), np.float32)
        if looks:
            features = features_of(looks)
            sums = np.add.reduceat(columns.weights.take(features.places, axis=0), features.begins, axis=0)
            parts = sums.reshape(*features.sizes.shape, -1) / np.sqrt(features.sizes)[:, :, None]
            for kind in SUMMED:
                scores += parts[kind]
            meant = np.add.reduceat(columns.meanings.take(features.words, axis=0), features.begins[: len(looks)], axis=0)
            scores += meant / np.sqrt(features.sizes[0])[:, None]
            scores = scores * columns.slopes + columns.biases
        likely = _logistic(scores)
        return [_shared(likely[:, first:end]) for first, end in pairwise(columns.borders)]

    def _columns(self, schemes: Sequence[Scheme]) -> "_Columns":
        names = tuple([scheme.name for scheme in schemes])
        if names not in self._chosen:
            wanted = [columns_of(scheme) for scheme in schemes]
            places = [self.columns.index(name) for one in wanted for name in one]
            weights = np.ascontiguousarray(self.weights[:, places] * self.scales[places])
            meanings = np.ascontiguousarray(self.meanings[:, places] * self.meaning_scales[places])
            borders = (0, *accumulate(map(len, wanted)))
            self._chosen[names] = _Columns(weights, meanings, self.slopes[places], self.biases[places], borders)
        return self._chosen[names]

    def labels(self, probabilities: Scores, scheme: Scheme) -> list[str]:
        """Return the label of each statement."""
        if len(scheme.labels) > len(columns_of(scheme)):
            bias = self.offsets[self.columns.index(columns_of(scheme)[0])]
            return [scheme.labels[int(one)] for one in np.log(probabilities[:, 1]) - np.log(probabilities[:, 0]) + bias > 0]
        offsets = self.offsets[[self.columns.index(name) for name in columns_of(scheme)]]
        return [scheme.labels[one] for one in np.argmax(np.log(probabilities) + offsets, axis=1)]


def normalised(margins: Scores) -> Scores:
    """Return probabilities of labels, [statement, label], from calibrated scores; a single column stands for the second of two labels."""
    return _shared(_logistic(margins))


def _logistic(margins: Scores) -> Scores:
    likely = 1 / (1 + np.exp(-np.minimum(np.maximum(margins, -30), 30)))
    return np.minimum(np.maximum(likely, 1e-6), 1 - 1e-6)


def _shared(likely: Scores) -> Scores:
    if likely.shape[1] == 1:
        return np.concatenate([1 - likely, likely], axis=1)
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), np.float32)


@cache
def shipped_model(language: str) -> Model | None:
    """Return the model that comes with the program for a language; None where there is none."""
    path = files("claims.triage") / f"{language}.npz"
    return _read(path.read_bytes(), f"{language}.npz") if path.is_file() else None


@cache
def read_model(path: Path) -> Model:
    """Read a model that was trained here. Raises UnreadableFile."""
    try:
        return _read(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableFile(path, f"{error.strerror or 'cannot be opened'}. Check $CLAIMS_TRIAGE_MODEL.") from error


def _read(content: bytes, name: str) -> Model:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            fields = dict(stored)
        if int(fields["format"]) != FORMAT:
            raise UnreadableFile(name, f"is of format {int(fields['format'])}, and this program reads format {FORMAT}: train it again.")
        return _model(fields, hashlib.sha256(content).hexdigest()[:8])
    except (ValueError, KeyError, zipfile.BadZipFile, EOFError, TypeError) as error:
        raise UnreadableFile(name, "is no model; make one with `claims train-triage`.") from error


def _model(fields: Mapping[str, NDArray[Any]], digest: str) -> Model:
    columns = tuple(json.loads(str(fields["columns"])))
    weights, meanings = (fields[name] for name in ("weights", "meanings"))
    if {weights.dtype, meanings.dtype} != {np.dtype(np.int8)}:
        raise ValueError("weights of another kind")
    if weights.shape != (1 << BITS, len(columns)) or meanings.shape != (1 << WORD_BITS, len(columns)):
        raise ValueError("weights of another shape")
    numbers = {name: fields[name].astype(np.float32) for name in ("scales", "meaning_scales", "slopes", "biases", "offsets")}
    if {len(one) for one in numbers.values()} != {len(columns)}:
        raise ValueError("numbers of another shape")
    scales, meaning_scales, slopes, biases, offsets = numbers.values()
    version = f"{FORMAT}.{digest}"
    return Model(columns, weights, scales, meanings, meaning_scales, slopes, biases, offsets, str(fields["language"]), version)


def write_model(
    columns: Sequence[str], weights: Scores, meanings: Scores, numbers: Mapping[str, Scores], language: str, path: Path
) -> None:
    """Write a model. `numbers` holds slopes, biases and offsets, one of each for a column."""
    stepped, scales = _stepped(weights)
    stepped_meanings, meaning_scales = _stepped(meanings)
    fields: dict[str, Any] = {
        "format": np.int32(FORMAT),
        "language": np.str_(language),
        "columns": np.str_(json.dumps(list(columns))),
        "weights": stepped,
        "scales": scales,
        "meanings": stepped_meanings,
        "meaning_scales": meaning_scales,
        **{name: np.asarray(values, np.float32) for name, values in numbers.items()},
    }
    with path.open("wb") as file:
        np.savez_compressed(file, **fields)


def _stepped(weights: Scores) -> tuple[NDArray[np.int8], Scores]:
    """Return weights in whole steps, and what a step of each column is worth."""
    scales = np.abs(weights).max(axis=0, initial=1e-9) / _STEPS
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)
