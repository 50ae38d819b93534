"""Who passed a statement on: outlets, people who quote others."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "the Courier reported that": (
        "{s1 The Marl Courier} {q1 reported} {c1 that {s2 the dean} {q2 had said} {c2 the roof was unsafe}}.",
        ["Marl Courier", "a person > Marl Courier"],
    ),
    "told Reuters": (
        "{s1 Petr Hala} {q1 told} Reuters {c1 the mine was closed}. {c2 “For good,”} {s2 he} {q2 said}.",
        ["Petr Hala > Reuters", "Petr Hala > Reuters"],
    ),
    "told the newspaper Delo": (
        "{c1 The dam had cracked}, {s1 Iva Noor} {q1 told} the newspaper Delo.",
        ["Iva Noor > Delo"],
    ),
    "quoted by a paper, told the paper": (
        (
            "{s1 Police chief Dan Roe} {q1 was quoted by} the Marl Herald {q1 as saying} {c1 the case was closed}. {c2 It was"
            " not}, {s2 prosecutor Amy Lund} {q2 told} the paper."
        ),
        ["Dan Roe > Marl Herald", "Amy Lund > Marl Herald"],
    ),
    "quoted without saying where": (
        "{s1 General Otto Rahm} {q1 was quoted as saying} {c1 the border is quiet}.",
        ["Otto Rahm"],
    ),
    "a guard told her": (
        "{s1 Iva Hron} {q1 says} {c1 {s2 a guard} {q2 told} her {c2 the gate was shut}}.",
        ["Iva Hron", "a person > Iva Hron"],
    ),
    "told a radio station": (
        (
            "A spokesman for the prosecutor's office, Jan Kowal, confirmed the arrest. {s1 Kowal} {q1 said} {c1 the man was "
            "40}. {s2 The spokesman} {q2 gave} {c2 no name}. {s3 The man's brother} {q3 told} Radio Lot {c3 he was innocent}."
            " {s4 He} {q4 said} {c4 the police had erred}."
        ),
        ["Jan Kowal", "Jan Kowal", "a person > Radio Lot", "a person > Radio Lot"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_who_passed_it_on_stands_in_a_later_hop(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
