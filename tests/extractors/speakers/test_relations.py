"""Whom words mean that stand for a relation: both men, her client, the Hales, Mrs. Wendell, a firm of its founder's name."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "both men, named apart": (
        (
            "{s1 Emil Salo, the captain,} {q1 said} {c1 it shook}. {s2 Jonas Brand, the mate,} {q2 said} {c2 it fell}. {s3"
            " Both men} {q3 said} {c3 it was over}."
        ),
        ["Emil Salo", "Jonas Brand", "Emil Salo & Jonas Brand"],
    ),
    "they, of two who spoke one after the other": (
        "{s1 Sonia Crane} {q1 said} {c1 it held}. {s2 Paul Lasker} {q2 said} {c2 it leaked}. {s3 They} {q3 said} {c3 it would be seen to}.",
        ["Sonia Crane", "Paul Lasker", "Sonia Crane & Paul Lasker"],
    ),
    "along with": (
        "{s1 Lena Farrow, along with Hilda Marsh,} {q1 asked for} {c1 a fund}.",
        ["Lena Farrow & Hilda Marsh"],
    ),
    "two with what each is": (
        "{s1 Ilse Brook, who runs a lab, and Kofi Manu, a chemist,} {q1 said} {c1 mice sing}.",
        ["Ilse Brook & Kofi Manu"],
    ),
    "the mayors of two places are no place": (
        "{s1 The mayors of Dorn and Velt} {q1 said} {c1 the road was bad}.",
        ["a group"],
    ),
    "her client": (
        "Gideon Strand is on trial. {s1 His lawyer, Beatrix Holm,} {q1 said} {c1 he was ill}. {s2 Her client} {q2 said} {c2 he was well}.",
        ["Beatrix Holm", "Gideon Strand"],
    ),
    "a family": (
        "{s1 Tom Hale} {q1 said} {c1 so}. {s2 Ned Hale} {q2 agreed} {c2 it was}. {s3 The Hales} {q3 said} {c3 no}.",
        ["Tom Hale", "Ned Hale", "Tom Hale & Ned Hale"],
    ),
    "a wife by her husband's name": (
        "{s1 Jack Wendell and his wife Rose} {q1 said} {c1 it flew}. {s2 Mrs. Wendell} {q2 said} {c2 it fell}.",
        ["Jack Wendell & Rose", "Rose"],
    ),
    "a firm that has its founder's name": (
        (
            "The shipping line Torvald ends a route. {s1 Torvald} {q1 said} {c1 it lost money}. {s2 Magnus Torvald, its"
            " founder,} {q2 said} {c2 he was sad}. {s3 The company} {q3 said} {c3 no}."
        ),
        ["Torvald", "Magnus Torvald", "Torvald"],
    ),
    "an owner inside a name": (
        "{s1 The Seamen's League} {q1 said} {c1 it was late}.",
        ["Seamen's League"],
    ),
    "initials in an interview": (
        "Carla Rossi makes cheese.\n\nWhy?\n\n{s1 C. R.}{q1 :} {c1 It is good.}",
        ["Carla Rossi"],
    ),
    "them is nobody alone": (
        (
            "{s1 Conrad Hale} {q1 said} {c1 the cracks were small}. Rufus Abend, a farmer, had measured them. {s2 He} {q2"
            " said} {c2 they were deep}."
        ),
        ["Conrad Hale", "Rufus Abend"],
    ),
    "a role that only the description tells": (
        (
            "{s1 Lorcan Beale} {q1 said} {c1 no}. {s2 Mirren Stout, an organiser,} {q2 said} {c2 yes}. {s3 The comedian}"
            " {q3 said} {c3 he was done}."
        ),
        ["Lorcan Beale", "Mirren Stout", "Lorcan Beale"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_relation_is_read_from_what_stands_before_it(marked: str, expected: list[str]) -> None:
    assert speakers(marked) == expected


@pytest.mark.parametrize("outlet", ["The Marl Courier", "Marl Courier", "the marl courier"])
def test_the_own_outlet_is_no_hop_with_or_without_its_article(outlet: str) -> None:
    marked = "{s1 Ann Vale, who runs the ferry,} {q1 told} The Marl Courier {c1 that it leaks}."

    assert speakers(marked, outlet=outlet) == ["Ann Vale"]
