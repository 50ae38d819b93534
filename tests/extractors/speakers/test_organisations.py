"""Organisations: their acronyms, their spokespeople, what they are called later."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "the ministry": (
        (
            "The Ministry of Transport published the timetable. {s1 The ministry} {q1 said} {c1 trains would run hourly}. {s2"
            " A ministry spokeswoman} {q2 added} {c2 that fares stay}."
        ),
        ["Ministry of Transport", "Ministry of Transport"],
    ),
    "the bank": (
        (
            "Norbank, the country's second-largest lender, lost money. {s1 The bank} {q1 said} {c1 it would close branches}. "
            "{s2 Its chief executive, Lena Brandt,} {q2 told} reporters {c2 she was sorry}. {s3 Norbank} {q3 said} {c3 staff "
            "would be helped}. {s4 Brandt} {q4 said} {c4 she would stay}."
        ),
        ["Norbank", "Lena Brandt", "Norbank", "Lena Brandt"],
    ),
    "a spokesman with a name": (
        (
            "{s1 The Health Ministry's spokesman, Tomas Reyl,} {q1 said} {c1 the vaccine was safe}. {s2 Reyl} {q2 said} {c2 "
            "side effects were rare}."
        ),
        ["Tomas Reyl", "Tomas Reyl"],
    ),
    "a spokesman without": (
        ("{s1 A spokesman for the Oakum Brewery} {q1 said} {c1 the beer was fine}. {s2 The brewery} {q2 said} {c2 it had tested it}."),
        ["Oakum Brewery", "Oakum Brewery"],
    ),
    "government and opposition": (
        "{s1 The government} {q1 said} {c1 taxes would fall}. {s2 The opposition} {q2 said} {c2 they would not}.",
        ["government", "opposition"],
    ),
    "acronym in brackets": (
        (
            "{s1 The World Seed Council (WSC)} {q1 warned} {c1 of shortages}. {s2 WSC director Amina Diallo} {q2 said} {c2 "
            "prices would double}. {s3 She} {q3 said} {c3 it was late}."
        ),
        ["World Seed Council", "Amina Diallo", "Amina Diallo"],
    ),
    "the company": (
        (
            "{s1 Acme Corp. chief executive Dora Quill} {q1 said} {c1 profits rose}. {s2 The company} {q2 said} {c2 it would "
            "hire}. {s3 Quill} {q3 said} {c3 in Lyon}."
        ),
        ["Dora Quill", "Acme Corp.", "Dora Quill"],
    ),
    "United Nations": (
        (
            "{s1 The United Nations} {q1 said} {c1 aid was stuck}. {s2 The UN} {q2 said} {c2 trucks waited}. {s3 Its envoy, "
            "Sara Lindqvist,} {q3 said} {c3 it was a disgrace}."
        ),
        ["United Nations", "United Nations", "Sara Lindqvist"],
    ),
    "the trust": (
        (
            "The Coastal Bird Trust (CBT) counted 300 geese. {s1 The CBT} {q1 said} {c1 that was low}. {s2 The trust} {q2 "
            "said} {c2 foxes were to blame}. {s3 It} {q3 wants} {c3 a fence}."
        ),
        ["Coastal Bird Trust", "Coastal Bird Trust", "Coastal Bird Trust"],
    ),
    "a ministry in small letters": (
        (
            "{s1 The defence ministry} {q1 said} {c1 two drones fell}. {s2 The ministry} {q2 gave} {c2 no names}. {s3 It} {q3"
            " said} {c3 nobody died}."
        ),
        ["defence ministry", "defence ministry", "defence ministry"],
    ),
    "its spokesman": (
        "{s1 The Kremlin} {q1 said} {c1 it knew nothing}. {s2 Its spokesman} {q2 said} {c2 talks go on}.",
        ["Kremlin", "Kremlin"],
    ),
    "capitals stand for governments": (
        "{s1 Washington} {q1 said} {c1 it would wait}. {s2 Iran} {q2 denied} {c2 any attack}.",
        ["Washington", "Iran"],
    ),
    "press secretary": (
        ("{s1 The White House press secretary, Dana Cole,} {q1 said} {c1 the trip was off}. {s2 Cole} {q2 said} {c2 rain was to blame}."),
        ["Dana Cole", "Dana Cole"],
    ),
    "water board": (
        (
            "{s1 The Sarn Valley Water Board} {q1 said} {c1 the dam was sound}. Engineers disagree. {s2 The board} {q2 said} "
            "{c2 it had asked a second firm}. {c3 “Cracks are normal,”} {q3 said} {s3 its chair, Wyn Prosser}. {s4 Prosser} "
            "{q4 refused to say} {c4 how many}."
        ),
        ["Sarn Valley Water Board", "Sarn Valley Water Board", "Wyn Prosser", "Wyn Prosser"],
    ),
    "institute's Moira Kane": (
        (
            "{c1 Prices will fall}, {q1 predicts} {s1 the Housing Institute's Moira Kane}. {s2 Kane} {q2 said} {c2 rates were"
            " the cause}. {s3 The institute} {q3 publishes} {c3 figures in May}."
        ),
        ["Moira Kane", "Moira Kane", "Housing Institute"],
    ),
    "ministry and released man": (
        (
            "The opposition leader, Tarik Osman, was released on Friday. {s1 The interior ministry} {q1 said} {c1 his arrest "
            "was a mistake}. {s2 Osman} {q2 thanked} {c2 his guards}. {c3 “They shared their bread,”} {s3 he} {q3 said}. {s4 "
            "The ministry} {q4 later said} {c4 the officers would be praised}."
        ),
        ["interior ministry", "Tarik Osman", "Tarik Osman", "interior ministry"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_an_organisation_speaks_under_its_fullest_name(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
