"""Why something was found is told in sentences, however many parts of the program have something to say."""

import pytest

from claims.extractors.findings import in_sentences


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ((), ""),
        (("", " "), ""),
        (("'said' by 'she' attributes it",), "'said' by 'she' attributes it."),
        (("a colon after the name", "'she' is Ann Example"), "A colon after the name. 'she' is Ann Example."),
        (("It names a date.", "", "who speaks?"), "It names a date. Who speaks?"),
    ],
)
def test_reasons_are_sentences(reasons: tuple[str, ...], told: str) -> None:
    assert in_sentences(*reasons) == told
