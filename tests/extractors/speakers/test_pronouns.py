"""Whom a pronoun means: the one who spoke last, the subject of the sentence before, somebody who comes only after it."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "the second of two men": (
        (
            "Mayor Owen Brack met the builder Silas Tarn on Monday. {s1 Brack} {q1 said} {c1 the wall would go}. {s2 Tarn} "
            "{q2 disagreed}: {c2 “It is listed.”} {c3 The city could not pay}, {s3 he} {q3 added}."
        ),
        ["Owen Brack", "Silas Tarn", "Silas Tarn"],
    ),
    "two women and an age": (
        (
            "Linda Moss accused Karen Pike of hiding the letter. {c1 “I never saw it,”} {s1 Pike} {q1 said}. {s2 She} {q2 "
            "called} {c2 the charge absurd}. {s3 Moss, 61,} {q3 insisted} {c3 that she had handed it over}. {c4 “Twice,”} {s4"
            " she} {q4 said}."
        ),
        ["Karen Pike", "Karen Pike", "Linda Moss", "Linda Moss"],
    ),
    "they after unnamed people": (
        "Neighbours had called the fire brigade. {s1 They} {q1 said} {c1 they smelt gas}.",
        ["a group"],
    ),
    "an organisation is it and they": (
        ("The Tenants' Union called a meeting. {s1 It} {q1 said} {c1 the lift had failed}. {s2 They} {q2 want} {c2 a refund}."),
        ["Tenants' Union", "Tenants' Union"],
    ),
    "named only after it": (
        "{c1 “It was dark,”} {s1 he} {q1 said}. Jonas Wick, 43, had been walking home when the lights went out.",
        ["Jonas Wick"],
    ),
    "brothers": (
        "The brothers Milo and Jan Hrabal own the mill. {s1 They} {q1 say} {c1 it will close}.",
        ["Milo Hrabal & Jan Hrabal"],
    ),
    "another of the family": (
        (
            "{c1 “Never,”} {q1 said} {s1 Dmitri Volkov}, {c1 “again.”} Volkov's brother Anton runs the shop. {s2 Anton} {q2 "
            "said} {c2 Dmitri was wrong}. {s3 He} {q3 said} {c3 it was a mistake}."
        ),
        ["Dmitri Volkov", "Anton", "Anton"],
    ),
    "a first name of either gender": (
        (
            "{s1 Sam Okafor, a judge,} {q1 said} {c1 the law was clear}. {s2 She} {q2 said} {c2 it was old}. Her clerk, Jo "
            "Wirth, nodded. {s3 He} {q3 said} {c3 it was from 1911}."
        ),
        ["Sam Okafor", "Sam Okafor", "Jo Wirth"],
    ),
    "the subject, not the object": (
        "Ben Hurst met Carl Dove at noon. {s1 He} {q1 said} {c1 the deal was off}.",
        ["Ben Hurst"],
    ),
    "she is the interviewer": (
        "Ben Hurst was interviewed by Clara Dove. {s1 He} {q1 said} {c1 he slept}. {s2 She} {q2 asked} {c2 why}.",
        ["Ben Hurst", "Clara Dove"],
    ),
    "the writer of the letter": (
        ("In a letter to Ben Hurst, {s1 Carl Dove} {q1 wrote} {c1 that the deal was off}. {s2 He} {q2 added} {c2 that he was sorry}."),
        ["Carl Dove", "Carl Dove"],
    ),
    "a sentence between turns to somebody else": (
        (
            "{s1 Carl Dove} {q1 said} {c1 Ben Hurst had lied}. {s2 He} {q2 said} {c2 there were tapes}. Hurst left the room. "
            "{s3 He} {q3 said} {c3 nothing was true}."
        ),
        ["Carl Dove", "Carl Dove", "Ben Hurst"],
    ),
    "who, behind the name": (
        "{c1 The museum will stay open}, {q1 said} {s1 director Hana Sato}, {s2 who} {q2 added} {c2 that entry is free}.",
        ["Hana Sato", "Hana Sato"],
    ),
    "a participle shares the source": (
        "{s1 Hana Sato} {q1 said} {c1 entry is free}, {q2 adding} {c2 that the café is shut}.",
        ["Hana Sato", "Hana Sato"],
    ),
    "two who check a plane": (
        (
            "Elena Duarte, a pilot, and Hugo Prinz, a mechanic, checked the plane. {s1 The mechanic} {q1 said} {c1 a bolt was"
            " loose}. {s2 The pilot} {q2 said} {c2 she trusted him}. {s3 He} {q3 said} {c3 it took an hour}."
        ),
        ["Hugo Prinz", "Elena Duarte", "Hugo Prinz"],
    ),
    "a quotation that goes on": (
        "{s1 Clara Weiss} {q1 began}: {c1 “We were young.}\n\n{c2 “We had nothing.”}",
        ["Clara Weiss", "Clara Weiss"],
    ),
    "sisters and mothers": (
        (
            "Two boys, Finn and Arlo, found the coin. {s1 Finn} {q1 said} {c1 it was shiny}. {s2 Arlo} {q2 said} {c2 it was "
            "his}. {s3 The boys' mother} {q3 said} {c3 they would share}. {s4 She} {q4 is proud of} {c4 them}. {s5 They} {q5 "
            "want} {c5 ice cream}."
        ),
        ["Finn", "Arlo", "a person", "a person", "-"],
    ),
    "pronouns that are they": (
        (
            "Quinn Abara, who uses they/them pronouns, runs the shop. {s1 Abara} {q1 said} {c1 rent had doubled}. {s2 They} "
            "{q2 said} {c2 they would stay}. The landlords met on Friday. {c3 “I sew here,”} {s3 they} {q3 said}."
        ),
        ["Quinn Abara", "Quinn Abara", "-"],
    ),
    "a person who is they": (
        (
            "Ellis Crane is non-binary. {s1 Crane} {q1 said} {c1 the vote was close}. {c2 “I cried,”} {s2 they} {q2 added}. "
            "{s3 The councillor} {q3 said} {c3 they would stand again}."
        ),
        ["Ellis Crane", "Ellis Crane", "Ellis Crane"],
    ),
    "a passenger is they": (
        "{s1 A passenger} {q1 said} {c1 the doors had jammed}. {c2 “I pulled the lever,”} {s2 they} {q2 said}.",
        ["a person", "a person"],
    ),
    "a poet is they": (
        (
            "The poet Rowan Skye read for an hour. {s1 Skye} {q1 said} {c1 the book took nine years}. {c2 “I threw half "
            "away,”} {s2 they} {q2 said}."
        ),
        ["Rowan Skye", "Rowan Skye"],
    ),
    "divers and a mayor": (
        ("Divers searched the lake. {s1 They} {q1 said} {c1 it was cold}. The mayor, Ivo Lenz, waited. {s2 He} {q2 said} {c2 he hoped}."),
        ["a group", "Ivo Lenz"],
    ),
    "parents disagree": (
        (
            "{s1 Parents at the school} {q1 said} {c1 the yard was unsafe}. {s2 The headteacher, Una Marsh,} {q2 disagreed}. "
            "{s3 They} {q3 said} {c3 they would sue}."
        ),
        ["a group", "Una Marsh", "a group"],
    ),
    "answers of an interview": (
        (
            "Ten questions for Bela Fodor\n\nBela Fodor has repaired clocks since 1970. We met him in his cellar.\n\nQ: Why "
            "clocks?\n\n{s1 A}{q1 :} {c1 They do not argue.}\n\nQ: And watches?\n\n{s2 A}{q2 :} {c2 They do.}"
        ),
        ["Bela Fodor", "Bela Fodor"],
    ),
    "answers without a name": (
        ("Henk Maas has painted boats for forty years.\n\nWhich colour sells?\n\n{c1 Blue. It always has.}\n\nAnd red?\n\n{c2 Red fades.}"),
        ["Henk Maas", "Henk Maas"],
    ),
    "in her words, named later": (
        ("“Norma” opens on Friday. {s1 Norma Keel, who directs it,} {q1 said} {c1 the name is chance}. {s2 Keel} {q2 said} {c2 so}."),
        ["Norma Keel", "Norma Keel"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_pronoun_means_who_spoke_last_unless_the_text_turns_to_somebody_else(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
