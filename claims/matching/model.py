"""The trained weights, as their file holds them: how columns add up to an order, and how the order becomes a probability."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.errors import UnreadableFile
from claims.matching.features import COLUMNS, Table

FORMAT = 1
"""Raised when a file of an older format can no longer be read."""
_NUMBERS = ("middle", "weights", "judging", "likely", "likely_in_conversation", "possible")
FURTHEST = 4.0
"""What lies further behind than this says no more."""


@dataclass(frozen=True, eq=False)
class Model:
    """What the comparison has learned."""

    columns: tuple[str, ...]
    """The columns it looks at."""
    middle: NDArray[np.float32]
    weights: NDArray[np.float32]
    """The order is by the sum of (column - middle) * weight."""
    evidence: tuple[str, ...]
    """The columns that the probability is judged by, beside the order's own number and how far the next other claim lies behind."""
    judging: NDArray[np.float64]
    """Weights of a logistic regression on `evidence_of`."""
    likely: float
    likely_in_conversation: float
    """Where the sentences around the question are known, and many claims are near to it."""
    possible: float
    """Probabilities from which a match is called so."""
    version: str

    def order(self, rows: Table) -> NDArray[np.float64]:
        """Return how well each claim fits; more is better."""
        chosen = rows[:, [COLUMNS.index(name) for name in self.columns]]
        found: NDArray[np.float64] = ((chosen - self.middle) @ self.weights).astype(np.float64)
        return found

    def probability(self, rows: Table, order: NDArray[np.float64], ahead: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how probably each says the same. `ahead`: how far each lies ahead of the best claim that says something else."""
        return 1 / (1 + np.exp(-self.evidence_of(rows, order, ahead) @ self.judging))

    def evidence_of(self, rows: Table, order: NDArray[np.float64], ahead: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the probability is judged by, shape (rows, 7 + evidence). In a conversation numbers mean other things."""
        chosen = rows[:, [COLUMNS.index(name) for name in self.evidence]].astype(np.float64)
        ahead = np.clip(ahead, -FURTHEST, FURTHEST)
        surrounded = rows[:, COLUMNS.index("question_surrounded")]
        told = (order, ahead, order * ahead, ahead**2, surrounded * order, surrounded * ahead)
        return np.column_stack([*told, chosen, np.ones(len(rows))])


@cache
def shipped_model(name: str) -> Model:
    """Return a model that comes with the program: `lexical` or `semantic`."""
    path = files("claims.matching") / f"{name}.npz"
    return _read(path.read_bytes(), f"{name}.npz")


def _read(content: bytes, name: str) -> Model:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            fields: dict[str, Any] = dict(stored)
        if int(fields["format"]) != FORMAT:
            raise UnreadableFile(name, f"is of format {int(fields['format'])}, and this program reads format {FORMAT}: train it again")
        return Model(
            tuple(map(str, fields["columns"])),
            fields["middle"],
            fields["weights"],
            tuple(map(str, fields["evidence"])),
            fields["judging"],
            float(fields["likely"]),
            float(fields["likely_in_conversation"]),
            float(fields["possible"]),
            f"{FORMAT}.{hashlib.sha256(content).hexdigest()[:8]}",
        )
    except (ValueError, KeyError, zipfile.BadZipFile, EOFError) as error:
        raise UnreadableFile(name, "holds no weights for matching; make them with `claims train-matching`") from error


def write_model(model: Model, path: Path) -> None:
    """Write a model."""
    fields: dict[str, Any] = {name: getattr(model, name) for name in _NUMBERS}
    with path.open("wb") as file:
        np.savez_compressed(file, format=np.int32(FORMAT), columns=np.array(model.columns), evidence=np.array(model.evidence), **fields)
