"""Training from marked articles: what a newsroom does with its own decisions. The articles are those invented for this project."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from quality.speakers.articles import as_line, load

from claims.errors import ClaimsError, UnreadableFile
from claims.extractors.article import read_article
from claims.extractors.learned.engine import find_with
from claims.extractors.learned.model import read_model, shipped_model, write_model
from claims.workflow.training import Trained, train_extractor

SETS = ("practice", "held-out")


def lines(names: Sequence[str] = SETS) -> list[str]:
    return [as_line(article) for name in names for article in load(name)]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Train once: it takes a while."""
    folder = tmp_path_factory.mktemp("training")
    (folder / "ours.jsonl").write_text("\n".join(lines(["held-out"])), encoding="utf-8")
    (folder / "test.jsonl").write_text("\n".join(lines(["practice"])), encoding="utf-8")
    return train_extractor([folder / "ours.jsonl"], folder / "ours.npz", test=folder / "test.jsonl")


def test_a_model_of_a_few_dozen_articles_finds_most_of_what_it_has_not_seen(trained: Trained) -> None:
    assert trained.articles > 60
    assert trained.figures["content overlap"] > 0.6
    assert trained.figures["triple"] > 0.5


def test_what_was_trained_is_read_back_and_finds_statements(trained: Trained) -> None:
    model = read_model(trained.model)
    text = "The bridge will be closed for a year, Mayor Ann Example said on Monday."
    (found,) = find_with(model, read_article(text))
    assert [text[start:end] for start, end in found.cue] == ["said"]
    assert "Ann Example" in text[slice(*found.source[0])]
    assert model.version == trained.version


def test_a_model_written_again_is_the_same(trained: Trained, tmp_path: Path) -> None:
    model = read_model(trained.model)
    write_model(model, tmp_path / "again.npz")
    again = read_model(tmp_path / "again.npz")
    assert (again.words.keys == model.words.keys).all()
    assert again.parts.weights == pytest.approx(model.parts.weights, abs=1e-6)
    assert again.judge.threshold.tolist() == model.judge.threshold.tolist()
    assert (again.senses.keys == model.senses.keys).all()


def test_too_few_articles_are_refused_with_what_is_needed(tmp_path: Path) -> None:
    (tmp_path / "few.jsonl").write_text("\n".join(lines(["practice"])[:3]), encoding="utf-8")
    with pytest.raises(ClaimsError, match="too few to learn from"):
        train_extractor([tmp_path / "few.jsonl"], tmp_path / "few.npz")
    assert not (tmp_path / "few.npz").exists()


def test_a_span_outside_its_text_is_refused_by_the_name_of_the_article(tmp_path: Path) -> None:
    row = {"doc_id": "one", "text": "Short.", "attributions": [{"content": [[0, 99]], "cue": [], "source": []}]}
    (tmp_path / "bad.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="article 'one'"):
        train_extractor([tmp_path / "bad.jsonl"], tmp_path / "bad.npz")


@pytest.mark.parametrize("content", [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.npz").write_bytes(content)
    with pytest.raises(UnreadableFile, match="train-extractor"):
        read_model(tmp_path / "no.npz")


def test_the_shipped_model_holds_no_text_and_is_small() -> None:
    model = shipped_model("en")
    assert model is not None
    for table in (model.words.keys, model.parts.keys, model.cue_keys, model.senses.keys):
        assert table.dtype == np.uint32
        assert (np.diff(table.astype(np.int64)) > 0).all()
