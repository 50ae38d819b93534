"""Which organisation speaks where the words are a place, a person's noun, a short form or a name that nothing explains."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "a palace and a town": (
        "{s1 The palace} {q1 said} {c1 no}. {s2 The town of Lindwick} {q2 said} {c2 yes}.",
        ["palace", "town of Lindwick"],
    ),
    "a guard that is a force, not its spokesman": (
        "{s1 The spokesman for the border guard, General Walid Omar,} {q1 said} {c1 so}. {s2 The border guard} {q2 said} {c2 no}.",
        ["Walid Omar", "border guard"],
    ),
    "a city hall and its spokesman": (
        "{s1 City hall} {q1 said} {c1 so}. {s2 A city hall spokesman} {q2 said} {c2 no}.",
        ["City hall", "City hall"],
    ),
    "and inside a name": (
        (
            "{s1 The Radio and Telephony Agency (RTA)} {q1 said} {c1 so}. {s2 The RTA} {q2 said} {c2 no}. "
            "{s3 The Ministry of Health and Welfare} {q3 said} {c3 hm}."
        ),
        ["Radio and Telephony Agency", "Radio and Telephony Agency", "Ministry of Health and Welfare"],
    ),
    "two organisations stay two": (
        "{s1 The Ministry of Health and the Port Agency} {q1 said} {c1 so}.",
        ["Ministry of Health & Port Agency"],
    ),
    "a short form of small and capital letters": (
        "The Ministry of Forests (MoF) blames moths. {s1 The MoF} {q1 said} {c1 so}.",
        ["Ministry of Forests"],
    ),
    "a capital inside a word": (
        "{s1 The Met Service} {q1 said} {c1 storm}.\n\n{s2 ScotBoats} {q2 said} {c2 no}. {s3 A spokesperson} {q3 said} {c3 sorry}.",
        ["Met Service", "ScotBoats", "ScotBoats"],
    ),
    "it calls a name of which nothing says that it is a person": (
        "{s1 Metro Valburg} {q1 said} {c1 so}. {s2 It} {q2 said} {c2 no}.",
        ["Metro Valburg", "Metro Valburg"],
    ),
    "it rains, and a person stays one": (
        "{s1 Moss} {q1 said} {c1 it would rain}. {s2 She} {q2 said} {c2 it was cold}.",
        ["Moss", "Moss"],
    ),
    "a council is no company": (
        "The hospital chain Ostberg will merge. {s1 The works council} {q1 said} {c1 so}. {s2 The company} {q2 said} {c2 no}.",
        ["works council", "Ostberg"],
    ),
    "a bank is no regulator": (
        (
            "{s1 The Conduct Panel} {q1 fined} Lark Bank {c1 for silence}. {s2 The bank} {q2 said} {c2 sorry}. "
            "{s3 The regulator} {q3 said} {c3 more}."
        ),
        ["Conduct Panel", "Lark Bank", "Conduct Panel"],
    ),
    "a company spokesperson": (
        "{s1 Kest Robotics} {q1 said} {c1 so}. {s2 A company spokesperson} {q2 said} {c2 no}.",
        ["Kest Robotics", "Kest Robotics"],
    ),
    "a spokesman in the narration is who he is": (
        "{s1 Dr. Toy Abio} {q1 said} {c1 so}. A spokesman for the Visa Office spoke of routine. {s2 He} {q2 denied} {c2 haste}.",
        ["Toy Abio", "Visa Office"],
    ),
    "what a firm is named for": (
        "She makes batteries. {s1 Lorn Batteries} {q1 said} {c1 so}. A spokesman for the company came. {s2 He} {q2 said} {c2 no}.",
        ["Lorn Batteries", "Lorn Batteries"],
    ),
    "a person and a club of one name": (
        "Jacinta leaves Jacinta Club\n\n{s1 Jacinta, the coach of six sides,} {q1 said} {c1 so}. {s2 She} {q2 said} {c2 no}.",
        ["Jacinta", "Jacinta"],
    ),
    "a person's spokeswoman speaks for no organisation": (
        "{s1 The Port Agency} {q1 said} {c1 so}. Mayor Angus Fell was away. {s2 Fell's spokeswoman} {q2 said} {c2 no}.",
        ["Port Agency", "a person"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_an_organisation_is_known_by_its_short_and_general_names(marked: str, expected: list[str]) -> None:
    assert speakers(marked) == expected
