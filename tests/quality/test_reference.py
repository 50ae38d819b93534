"""Our scorer against another of the same measures, where the machine has it: the same counts on any predictions."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.scoring import intervals, score

VARIABLE = "CLAIMS_REFERENCE_SCORER"
TEXTS = st.lists(
    st.sampled_from(["“", "”", '"', "he", "The", "Leeds", "U.S.", "of", "who", ",", ".", "\n", "said", "3.5", "Mr.", "(", "—"]), max_size=30
)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """Load the program that $CLAIMS_REFERENCE_SCORER names."""
    path = Path(os.environ.get(VARIABLE, ""))
    if not path.is_file():
        pytest.skip(f"no other scorer to compare with: ${VARIABLE} names none")
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    gold, predicted = [], []
    for number in range(draw(st.integers(1, 3))):
        text = " ".join(draw(TEXTS))
        spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
        parts = st.fixed_dictionaries({role: st.lists(spans, max_size=2) for role in ("source", "cue", "content")})
        gold.append(
            {
                "doc_id": str(number),
                "text": text,
                "attributions": draw(st.lists(parts, max_size=5)),
                "discard": draw(st.lists(spans, max_size=1)),
            }
        )
        predicted.append({"doc_id": str(number), "attributions": draw(st.lists(parts, max_size=5))})
    return gold, predicted


@given(documents())
def test_both_scorers_count_the_same(reference: ModuleType, rows: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    gold, predicted = rows
    theirs, by_document, words, _, _ = reference.score(gold, predicted)

    ours = score(gold, predicted)

    assert ours.words == words
    assert {name: tuple(theirs[name]) for name in theirs} == {name: tuple(ours.tallies[name]) for name in theirs}
    assert intervals(ours, reference.ORDER, rounds=5) == reference.bootstrap(by_document, reference.ORDER, 5)
