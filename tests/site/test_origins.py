"""What many appearances of one claim are said to rest on."""

import pytest

from claims.site.pages.origins import Origins, listed, origins_of


@pytest.mark.parametrize(
    ("origins", "sentences"),
    [
        (Origins(1, 1, named=("A",)), []),
        (
            Origins(3, 3, named=("A",)),
            ["Printed by 3 outlets; they rest on one named source, A.", "That is one origin: repetition is not corroboration."],
        ),
        (
            Origins(4, 3, named=("A", "B"), passed_on=4),
            [
                "Printed 4 times by 3 outlets; they rest on 2 named sources, A and B.",
                "Each time it came through a go-between: that outlet did not have it from the source itself.",
                "That is 2 origins, if they are independent of each other.",
            ],
        ),
        (
            Origins(2, 2, unnamed=2),
            [
                "Printed by 2 outlets; none of them names its source.",
                "Sources without a name cannot be told apart: they do not count as further origins.",
            ],
        ),
        (
            Origins(2, 1, own_voice=("A",)),
            ["Printed twice by one outlet; A asserts it in its own voice.", "That is one origin: repetition is not corroboration."],
        ),
        (
            Origins(1000, 3, named=("A",), unnamed=2, is_cut=True),
            [
                "Printed at least 1,000 times by at least 3 outlets; some rest on one named source, A; twice the source has no name.",
                "Sources without a name cannot be told apart: they do not count as further origins.",
            ],
        ),
        (Origins(2, 2, denied=("A",)), ["Printed by 2 outlets; nobody asserts it.", "Denied by A."]),
    ],
)
def test_repetition_is_not_called_corroboration(origins: Origins, sentences: list[str]) -> None:
    assert origins.sentences() == sentences


def test_an_outlet_that_is_quoted_elsewhere_is_one_origin() -> None:
    rows = [
        {"origin": "own_voice", "entity_id": "gazette", "name": "Gazette", "appearances": 1},
        {"origin": "named", "entity_id": "gazette", "name": "Gazette", "appearances": 2},
    ]
    found = origins_of({"appearances": 3, "outlets": 3, "passed_on": 0}, rows, 1000)

    assert (found.named, found.own_voice, found.is_cut) == (("Gazette",), (), False)


def test_many_names_are_shortened() -> None:
    assert listed(["A", "B", "C", "D"]) == "A, B, C and D"
    assert listed(["A", "B", "C", "D", "E", "F"]) == "A, B, C, D and 2 more"
