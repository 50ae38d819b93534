"""Floors of the resolution of speakers where the spans are given, on our own articles."""

import pytest
from quality.speakers.resolving import resolved
from quality.speakers.scoring import end_to_end

FLOORS = {"practice": 0.99, "practice-2": 0.98, "practice-3": 0.99, "held-out": 0.936, "practice-de": 0.99, "practice-2-de": 0.99,
          "practice-3-de": 0.96, "practice-4-de": 0.97, "held-out-de": 0.8}  # fmt: skip
"""The aim is 0.92 of the English held-out statements. What is practised on is held as it was reached, so that no case is lost again."""


@pytest.mark.parametrize("name", FLOORS)
def test_no_change_resolves_fewer_speakers(name: str) -> None:
    share = end_to_end(resolved(name), "speaker")

    assert share.right / share.all >= FLOORS[name]
