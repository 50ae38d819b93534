"""Sources without a name stay without one, whatever they are called next."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "condition of anonymity": (
        (
            "{s1 A senior official, speaking on condition of anonymity,} {q1 said} {c1 talks had failed}. {s2 The official} "
            "{q2 said} {c2 a new round was planned}. {s3 He} {q3 said} {c3 it would be in May}."
        ),
        ["anonymous", "anonymous", "anonymous"],
    ),
    "familiar with the matter": (
        "{s1 Two people familiar with the matter} {q1 said} {c1 the sale was off}.",
        ["anonymous"],
    ),
    "does not want to be named": (
        (
            "{s1 A nurse who did not want to be named for fear of losing her job} {q1 said} {c1 beds were short}. {c2 Nobody "
            "slept}, {s2 she} {q2 said}."
        ),
        ["anonymous", "anonymous"],
    ),
    "one and another": (
        (
            "{s1 One shopper} {q1 said} {c1 bread was gone}. {s2 Another} {q2 said} {c2 she had queued for hours}. {s3 Many} "
            "{q3 said} {c3 they would go home}."
        ),
        ["a person", "a person", "a group"],
    ),
    "some and others": (
        "{s1 Some economists} {q1 argue} {c1 that rates must fall}. {s2 Others} {q2 disagree}: {c2 rates must rise}.",
        ["a group", "a group"],
    ),
    "at the university": (
        "{s1 Scientists at the University of Gorm} {q1 say} {c1 the ice is thinner}.",
        ["a group"],
    ),
    "indictment": (
        "{s1 The indictment} {q1 says} {c1 he took money}. {s2 It} {q2 says} {c2 the sums were small}.",
        ["a document", "a document"],
    ),
    "report by an office": (
        "{s1 A report by the audit office} {q1 found} {c1 waste}. {s2 The audit office} {q2 said} {c2 it would sue}.",
        ["a document", "audit office"],
    ),
    "leaked memo": (
        "{q1 According to} {s1 a leaked memo}, {c1 the plant knew}.",
        ["a document"],
    ),
    "figures": (
        "{c1 Sales fell by half}, {q1 according to} {s1 figures from the Federal Statistics Office}.",
        ["a document"],
    ),
    "notice and councillor": (
        (
            "{c1 The road is closed}, {q1 according to} {s1 a notice on the council's website}. {s2 The council} {q2 said} "
            "{c2 it would reopen in May}. {s3 One councillor} {q3 said} {c3 privately that June was likelier}. {s4 The "
            "councillor} {q4 asked} {c4 for patience}."
        ),
        ["a document", "council", "a person", "a person"],
    ),
    "is said to": (
        "{c1 The king} {q1 is said to} {c1 be ill}.",
        ["nobody"],
    ),
    "it was alleged": (
        "{q1 It was alleged that} {c1 votes were bought}.",
        ["nobody"],
    ),
    "his wife": (
        "Theo Marsh was found on Friday. {s1 His wife} {q1 said} {c1 he was cold}. {s2 She} {q2 said} {c2 he ate soup}.",
        ["a person", "a person"],
    ),
    "father of the girl": (
        "{s1 The father of the girl} {q1 said} {c1 she was brave}. {c2 She never cried}, {s2 he} {q2 said}.",
        ["a person", "a person"],
    ),
    "his lawyer, her coach": (
        (
            "Nora Bell won. {s1 Her coach, Ian Strong,} {q1 said} {c1 she was brave}. {s2 Her rival} {q2 said} {c2 she was "
            "lucky}. {s3 Bell} {q3 said} {c3 both were right}. {s4 Her coach} {q4 smiled and said} {c4 she always is}."
        ),
        ["Ian Strong", "a person", "Nora Bell", "Ian Strong"],
    ),
    "agent and daughter": (
        (
            "Actor Leo Finch died on Sunday. {s1 His agent} {q1 said} {c1 he was ill}. {s2 His daughter Mia} {q2 said} {c2 he"
            " slept}. {s3 She} {q3 asked} {c3 for quiet}. {s4 The agent} {q4 said} {c4 a service was planned}."
        ),
        ["a person", "Mia", "Mia", "a person"],
    ),
    "employers": (
        (
            "{s1 Trade unionist Greta Holm} {q1 said} {c1 wages are low}. {s2 Employers} {q2 said} {c2 they are not}. {s3 "
            "They} {q3 said} {c3 costs had risen}."
        ),
        ["Greta Holm", "a group", "a group"],
    ),
    "whose son": (
        (
            "{s1 Amnesty groups} {q1 say} {c1 he is in jail}. {s2 His mother, Rania Saad,} {q2 said} {c2 he writes}. {s3 She}"
            " {q3 read} {c3 a letter}. {s4 Her son} {q4 says} {c4 in it that he is well}."
        ),
        ["a group", "Rania Saad", "Rania Saad", "a person"],
    ),
    "passengers, husbands, officers": (
        (
            "Ferry runs aground off Skarn\n\nA ferry with 212 people on board ran aground on Sunday. Nobody was hurt.\n\n{c1 “We "
            "felt a bump, and then the coffee was on the floor,”} {q1 said} {s1 Agneta Lund, 71, a passenger from Halm}. {s2 "
            "Her husband, Sixten,} {q2 called} {c2 it “the best part of the trip”}. \n\nThe captain, Morten Dahl, was questioned"
            " for two hours. {s3 He} {q3 told} the coastguard {c3 that a buoy was missing}. {s4 The coastguard} {q4 denied} "
            "{c4 this}.\n\n{c5 “All buoys are in place,”} {s5 its duty officer, Lt. Kari Nes,} {q5 said}. {s6 Nes} {q6 added} "
            "{c6 that a diver had checked}. {s7 The captain} {q7 did not respond, but} {q7 said through a lawyer} {c7 he "
            "would appeal}."
        ),
        ["Agneta Lund", "Sixten", "Morten Dahl", "coastguard", "Kari Nes", "Kari Nes", "Morten Dahl"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_source_without_a_name_gets_none(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
