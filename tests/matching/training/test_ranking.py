"""Learning the weights: what tells right from wrong gets weight, and the probability means what it says. All numbers are invented."""

from pathlib import Path

import numpy as np
import pytest

from claims.errors import ClaimsError
from claims.matching.features import COLUMNS
from claims.matching.model import _read, write_model
from claims.matching.said import Found, Said
from claims.matching.training.ranking import QUESTION, Example, Judged, learn, threshold_for

USED = [name for name in COLUMNS if not name.startswith(("meaning", "question"))]
TELLING = COLUMNS.index("text_covered")


def example(number: int, chance: np.random.Generator, *, source: str = "posts") -> Example:
    """Return a question with ten claims; the right one has the most of the telling column, and noise in all others."""
    rows = chance.normal(size=(10, len(COLUMNS))).astype(np.float32)
    rows[:, TELLING] = chance.normal(size=10) * 0.3
    rows[3, TELLING] += 3
    found = [Found(f"{number}.{place}", Said(f"claim {number} {place}")) for place in range(10)]
    return Example(source, f"document {number // 2}", found, rows, np.arange(10) == 3, 1)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    chance = np.random.default_rng(5)
    return [example(number, chance) for number in range(120)]


def test_the_column_that_tells_is_learned(examples: list[Example]) -> None:
    learned = learn(examples, USED)
    assert learned.precision_at_depth["posts"] > 0.9
    assert int(np.argmax(learned.model.weights)) == USED.index("text_covered")


def test_questions_are_judged_with_their_answer_and_without(examples: list[Example]) -> None:
    judged = learn(examples, USED).judged
    assert len(judged) == 2 * len(examples)
    with_answer = np.mean([one.probability for one in judged if one.is_answerable])
    without = np.mean([one.probability for one in judged if not one.is_answerable])
    assert with_answer > 0.8
    assert without < 0.2


def test_the_threshold_is_the_lowest_that_keeps_the_precision() -> None:
    judged = [
        Judged("posts", score, is_right, True) for score, is_right in [(0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.5, False)]
    ]
    assert threshold_for(judged, 0.75) == 0.6
    assert threshold_for(judged, 1.0) == 0.8
    assert threshold_for([Judged("posts", 0.9, False, True)], 0.5) == 1.0


def test_weights_are_read_as_they_were_written(examples: list[Example], tmp_path: Path) -> None:
    model = learn(examples, USED).model
    write_model(model, tmp_path / "weights.npz")
    again = _read((tmp_path / "weights.npz").read_bytes(), "weights.npz")
    rows = examples[0].rows
    assert np.allclose(again.order(rows), model.order(rows))
    assert (again.columns, again.evidence) == (tuple(USED), (*USED, *QUESTION))
    assert again.version.startswith("1.")


@pytest.mark.parametrize("content", [b"", b"no weights"])
def test_what_holds_no_weights_is_refused(content: bytes) -> None:
    with pytest.raises(ClaimsError, match="holds no weights for matching; make them with `claims train-matching`"):
        _read(content, "weights.npz")
