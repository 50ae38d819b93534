"""What is noted of a comparison without being shown, and claims that hold no word that says something."""

from dataclasses import replace

import pytest

from claims.matching import Found, Said, judged, matches
from claims.matching.features import COLUMNS, table
from claims.store.repeats import Collection

_CLAIMS = {
    "bridge": "The Elm Bridge will be closed for 40 days, the mayor of Ostwick said.",
    "longer": "The Elm Bridge will be closed for 60 days, the mayor of Ostwick said.",
    "denied": "The Elm Bridge will not be closed for 40 days, the mayor of Ostwick said.",
    "ferry": "The night ferry from Ostwick to Lindmoor has lost a third of its passengers.",
}


def _collection() -> Collection:
    return Collection((key, Said(text)) for key, text in _CLAIMS.items())


@pytest.mark.parametrize("asked", [*_CLAIMS.values(), "The mayor of Ostwick said the Elm Bridge is closed for 40 days."])
def test_what_is_noted_is_what_is_shown_without_the_reasons(asked: str) -> None:
    said = Said(asked)
    found, frequencies = _collection().find(said)
    shown = matches(said, found, frequencies)
    assert any(match.because and match.shared for match in shown)
    assert judged(said, found, frequencies) == [replace(match, because="", shared=(), shared_there=()) for match in shown]


def test_a_claim_of_stop_words_alone_still_denies() -> None:
    said = Said("It is the Elm Bridge.")
    _, frequencies = _collection().find(said)
    rows = table(said, [Found("no", Said("It is not.")), Found("yes", Said("It is."))], frequencies)
    assert rows[:, COLUMNS.index("negated")].tolist() == [1.0, 0.0]
