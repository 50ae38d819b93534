"""A trained model, as its file holds it: two chains, a forest, how often words are cues, and what words mean."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.errors import UnreadableFile
from claims.extractors.learned.arguments import PART_LABELS
from claims.extractors.learned.chain import Chain
from claims.extractors.learned.forest import Forest
from claims.extractors.learned.hashing import Column
from claims.extractors.learned.page import WORD_LABELS
from claims.extractors.learned.senses import Senses

FORMAT = 1
"""Raised when a file of an older format can no longer be read."""
_STEPS = 127
"""Weights are kept as whole numbers of so many steps on either side of 0."""


@dataclass(frozen=True, eq=False)
class Model:
    """What the learned engine knows."""

    words: Chain
    """The first look: the part that each word plays."""
    parts: Chain
    """The second: the parts of one cue's statement."""
    judge: Forest
    """The third: how good a proposed statement is."""
    cue_keys: NDArray[np.uint32]
    """Hashes of base forms, in order."""
    cue_steps: NDArray[np.uint8]
    """How often each is a cue, in eight steps."""
    senses: Senses
    threshold: float
    """Proposals below are left out: where precision and recall weigh the same on what it was trained with."""
    version: str
    language: str

    def prior_of(self, base: Column) -> Column:
        """Return how often base forms are cues; 0 for unknown ones."""
        if not len(self.cue_keys):
            return np.zeros_like(base)
        place = np.minimum(np.searchsorted(self.cue_keys, base), len(self.cue_keys) - 1)
        return np.where(self.cue_keys[place] == base, self.cue_steps[place], 0).astype(np.uint32)


@cache
def shipped_model(language: str) -> Model | None:
    """Return the model that comes with the program for a language; None where there is none."""
    path = files("claims.extractors.learned") / f"{language}.npz"
    return _read(path.read_bytes(), f"{language}.npz") if path.is_file() else None


def read_model(path: Path) -> Model:
    """Read a model that was trained here. Raises UnreadableFile."""
    try:
        return _read(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be opened") from error


def _read(content: bytes, name: str) -> Model:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            fields = dict(stored)
        if int(fields["format"]) != FORMAT:
            raise UnreadableFile(name, f"is of format {int(fields['format'])}, and this program reads format {FORMAT}: train it again")
        return _model(fields, hashlib.sha256(content).hexdigest()[:8])
    except (ValueError, KeyError, zipfile.BadZipFile, EOFError) as error:
        raise UnreadableFile(name, "is no model; make one with `claims train-extractor`") from error


def _model(fields: Mapping[str, NDArray[Any]], digest: str) -> Model:
    feature, threshold, left, right = (fields[f"judge_{name}"] for name in ("feature", "threshold", "left", "right"))
    forest = Forest(feature, threshold, left, right, int(fields["judge_depth"]))
    return Model(
        _chain(fields, "words", WORD_LABELS),
        _chain(fields, "parts", PART_LABELS),
        forest,
        fields["cue_keys"],
        fields["cue_steps"],
        Senses(fields["sense_keys"], fields["sense_kinds"]),
        float(fields["threshold"]),
        f"{FORMAT}.{digest}",
        str(fields.get("language", "en")),
    )


def _chain(fields: Mapping[str, NDArray[Any]], name: str, labels: tuple[str, ...]) -> Chain:
    keys = np.cumsum(fields[f"{name}_gaps"], dtype=np.uint64).astype(np.uint32)
    weights = fields[f"{name}_weights"].astype(np.float32) * fields[f"{name}_scale"]
    return Chain(labels, keys, weights, fields[f"{name}_transitions"])


def write_model(model: Model, path: Path) -> None:
    """Write a model: weights in 255 steps, keys as the gaps between them."""
    fields: dict[str, Any] = {
        "format": np.int32(FORMAT),
        "language": np.str_(model.language),
        "threshold": np.float32(model.threshold),
        "cue_keys": model.cue_keys,
        "cue_steps": model.cue_steps,
        "sense_keys": model.senses.keys,
        "sense_kinds": model.senses.kinds,
        "judge_depth": np.int32(model.judge.depth),
    }
    fields |= {f"judge_{name}": getattr(model.judge, name) for name in ("feature", "threshold", "left", "right")}
    for name, chain in (("words", model.words), ("parts", model.parts)):
        scale = np.float32(np.abs(chain.weights).max(initial=1e-9) / _STEPS)
        fields[f"{name}_gaps"] = np.diff(chain.keys, prepend=np.uint32(0))
        fields[f"{name}_weights"] = np.rint(chain.weights / scale).astype(np.int8)
        fields[f"{name}_scale"] = scale
        fields[f"{name}_transitions"] = chain.transitions
    with path.open("wb") as file:
        np.savez_compressed(file, **fields)
