"""What training mixes: features, the meaning of words, and what other corpora teach. All sentences are invented."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba", reason="the extra is not installed: pip install 'claim-tracker[train]'")

from claims.matching.encoding import is_installed
from claims.triage.facts import read_statement
from claims.triage.model import read_model, write_model
from claims.triage.rules import ruleset
from claims.triage.schemes import GENERAL, GENERAL_SCHEMES, SCHEMES
from claims.triage.training.corpora import Lessons, Row, lessons_of, schemes_of
from claims.triage.training.course import Taught, learn, teach, unseen_views
from claims.triage.training.descent import Settings
from claims.triage.training.meaning import meanings_of, no_meanings
from claims.triage.training.stacking import mixing_of
from claims.workflow.triage_training import word_meanings

ANIMALS = ("dog", "cat", "horse", "sheep", "goat", "rabbit", "cow", "pig", "duck", "goose", "fox", "bear", "wolf", "deer", "mouse", "rat")
WEATHER = ("rain", "snow", "wind", "storm", "thunder", "fog", "frost", "hail", "cloud", "sunshine", "heat", "cold", "ice", "mist", "breeze")
SHAPES = ("A {} was near the house.", "He saw the {} again.", "They talked about a {}.", "The {} is in the garden.")


def about(words: Sequence[str], scheme: str, label: str) -> list[Row]:
    return [Row(shape.format(word), scheme, label, f"{scheme} {word}") for word in words for shape in SHAPES]


def corpus() -> Lessons:
    rows = [*about(ANIMALS, "claimbuster", "CFS"), *about(WEATHER, "claimbuster", "NFS")]
    return lessons_of(rows, ruleset("en"), "2026")


def written(taught: Taught, folder: Path) -> Path:
    numbers = {"slopes": taught.slopes, "biases": taught.biases, "offsets": taught.offsets}
    write_model(taught.columns, taught.weights, taught.meanings, numbers, "en", folder / "model.npz")
    return folder / "model.npz"


def likely(model: Path, *texts: str) -> list[float]:
    """How likely the model finds each text check-worthy."""
    rules = ruleset("en")
    readings = [read_statement(text, rules.lexicon, "2026") for text in texts]
    (found,) = read_model(model).probabilities([(one, rules.findings(one)) for one in readings], [SCHEMES["claimbuster"]])
    return [float(one) for one in found[:, 2]]


@pytest.mark.skipif(not is_installed(), reason="the extra is not installed: pip install 'claim-tracker[semantic]'")
def test_a_word_that_was_never_seen_counts_as_those_near_it_in_meaning(tmp_path: Path) -> None:
    model = written(teach(corpus().with_meanings(word_meanings())), tmp_path)

    animals = likely(model, "A donkey was near the house.", "A lamb was near the house.", "A tiger was near the house.")
    weather = likely(model, "A blizzard was near the house.", "A gale was near the house.", "A drought was near the house.")

    assert min(animals) > max(weather)


def test_what_words_mean_is_left_out_where_nothing_tells_it(tmp_path: Path) -> None:
    taught = teach(corpus())

    assert not taught.meanings.any()
    dog, rain = likely(written(taught, tmp_path), "A dog was near the house.", "A rain was near the house.")
    assert dog > rain


def test_the_file_says_what_the_mixed_views_say(tmp_path: Path) -> None:
    rows = [*about(ANIMALS, "claimbuster", "CFS"), *about(WEATHER, "claimbuster", "NFS")]
    lessons = lessons_of(rows, ruleset("en"), "2026").with_meanings(meanings_of([*ANIMALS, *WEATHER], pretended))
    schemes = schemes_of(lessons.rows)
    taught = teach(lessons)
    model = written(taught, tmp_path)

    mixing = mixing_of(unseen_views(lessons, schemes, Settings()), lessons, schemes, schemes)
    scores = learn(lessons, schemes, Settings()).views(lessons) @ mixing * taught.slopes + taught.biases
    own = [taught.columns.index(f"claimbuster:{label}") for label in SCHEMES["claimbuster"].labels]
    by_views = 1 / (1 + np.exp(-scores[:, own]))
    by_file = likely(model, *[row.text for row in rows])

    assert np.allclose(by_file, (by_views / by_views.sum(axis=1, keepdims=True))[:, 2], atol=0.05)


def pretended(words: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Vectors in which animals differ from the weather, and each word a little from the next."""
    side = np.array([1.0 if word in ANIMALS else -1.0 for word in words])
    return np.stack([side, np.arange(len(words)) / len(words)], axis=1).astype(np.float32)


def test_a_scheme_with_few_sentences_learns_from_what_another_tells_apart() -> None:
    few = [*about(ANIMALS[:3], "policlaim", "verifiable"), *about(WEATHER[:3], "policlaim", "not_verifiable")]
    rows = [*about(ANIMALS, "claimbuster", "CFS"), *about(WEATHER, "claimbuster", "NFS"), *few]
    lessons = lessons_of(rows, ruleset("en"), "2026")
    schemes, wanted = schemes_of(rows), [SCHEMES["policlaim"]]

    mixing = mixing_of(unseen_views(lessons, schemes, Settings()), lessons, schemes, wanted)

    columns = [f"{scheme.name}:{label}" for scheme in schemes for label in scheme.labels[len(scheme.labels) == 2 :]]
    assert mixing.shape == (2 * len(columns), 1)
    assert mixing[columns.index("claimbuster:CFS"), 0] > 0 > mixing[columns.index("claimbuster:NFS"), 0]


def test_the_general_columns_look_at_themselves_alone() -> None:
    lessons = corpus()
    schemes, general = schemes_of(lessons.rows), GENERAL_SCHEMES[GENERAL]

    mixing = mixing_of(unseen_views(lessons, schemes, Settings()), lessons, schemes, [general])

    assert set(np.flatnonzero(mixing[:, 0])) <= {0, len(mixing) // 2}


def test_no_meanings_are_no_directions() -> None:
    assert no_meanings().shape[1] == 0
    assert corpus().sums.shape == ((len(ANIMALS) + len(WEATHER)) * len(SHAPES), 0)
