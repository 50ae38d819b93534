"""What stands around a name and is no part of it, and who is called by a style."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "letters behind a name": (
        "{s1 Her barrister, Olu Peters KC,} {q1 said} {c1 so}. {s2 Mr Peters} {q2 said} {c2 yes}.",
        ["Olu Peters", "Olu Peters"],
    ),
    "a saint inside a name": ("{s1 The Rev. Martin St. Cleve, vicar of Dorn,} {q1 said} {c1 so}.", ["Martin St. Cleve"]),
    "a style calls who bears a title": (
        (
            "The Most Rev. Tad Okoye wrote. {s1 Choirmaster Lionel Speke} {q1 said} {c1 no}. "
            "{s2 The archbishop} {q2 said} {c2 yes}. {s3 His Grace} {q3 said} {c3 amen}."
        ),
        ["Lionel Speke", "Tad Okoye", "Tad Okoye"],
    ),
    "a father's name calls nobody": (
        "{s1 Minister Faisal bin Hamad al-Rashi} {q1 said} {c1 so}. {s2 Sheikh Hamad, his father,} {q2 said} {c2 no}.",
        ["Faisal bin Hamad al-Rashi", "Sheikh Hamad"],
    ),
    "the first half of a double name": (
        "{s1 Rodrigo Saave-Pinto} {q1 said} {c1 so}. {s2 Saave} {q2 said} {c2 no}.",
        ["Rodrigo Saave-Pinto"] * 2,
    ),
    "the judge of two of a surname": (
        "{s1 Her lawyer, Agnes Toll,} {q1 said} {c1 so}. The presiding judge, Miriam Toll, frowned. {s2 Judge Toll} {q2 said} {c2 no}.",
        ["Agnes Toll", "Miriam Toll"],
    ),
    "a name behind a role behind a comma": ("{s1 His wife, the singer Awa Diaye,} {q1 said} {c1 so}.", ["Awa Diaye"]),
    "a name that begins with an everyday word": (
        "{s1 Second Chance} {q1 said} {c1 so}. The charity runs shops. {s2 The charity} {q2 said} {c2 no}.",
        ["Second Chance", "Second Chance"],
    ),
    "a plural at the beginning of a sentence is no name": (
        "{s1 Halden} {q1 said} {c1 so}. Shares in the appliance maker fell. {s2 The company} {q2 said} {c2 no}.",
        ["Halden", "Halden"],
    ),
    "a word behind a noun that is an auxiliary, too": (
        (
            "{s1 Lt. Rosa Kemp} {q1 said} {c1 so}. {s2 Dr. Ute Hall, a judge,} {q2 said} {c2 no}. "
            "The lieutenant will get a medal. {s3 She} {q3 said} {c3 hm}."
        ),
        ["Rosa Kemp", "Ute Hall", "Rosa Kemp"],
    ),
    "an uncle that the outer speaker tells of": (
        "{s1 Ida Kest}{q1 :} {c1 An uncle painted signs. {s2 He} {q2 said}: {c2 well}}",
        ["Ida Kest", "a person > Ida Kest"],
    ),
    "who quotes is not he": (
        "{c1 “{s2 He} leaned over and {q2 said}, {c2 ‘You will have it,’}”} {s1 Sen. Doug Mace} {q1 said}. The remark came from Lord Ashe.",
        ["Doug Mace", "Lord Ashe > Doug Mace"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_name_is_read_without_what_only_stands_beside_it(marked: str, expected: list[str]) -> None:
    assert speakers(marked) == expected
