"""Who somebody was whom the article called by a role before it gave the name."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "the name comes with no role of its own": (
        (
            "A ferry captain pulled nine sheep from the lake. {s1 The captain} {q1 said} {c1 they were heavy}. {c2 “And wet,”} {q2 added} "
            "{s2 Leif Aune}. {s3 He} {q3 said} {c3 one bit him}."
        ),
        ["Leif Aune", "Leif Aune", "Leif Aune"],
    ),
    "a rank that fits the role": (
        "{s1 The officer} {q1 said} {c1 it was tea}. {c2 “Bad tea,”} {q2 said} {s2 Lt. Rosa Kemp}.",
        ["Rosa Kemp", "Rosa Kemp"],
    ),
    "who has another role is somebody else": (
        "{s1 The captain} {q1 said} {c1 so}. {s2 Ann Rowe, a vet,} {q2 disagreed}: {c2 no}.",
        ["a person", "Ann Rowe"],
    ),
    "who is called his is somebody else": (
        "{s1 The captain} {q1 said} {c1 so}. {s2 His brother Olav} {q2 said} {c2 no}.",
        ["a person", "Olav"],
    ),
    "a man could be anybody": (
        "{s1 The man} {q1 said} {c1 so}. {s2 Leif Aune} {q2 said} {c2 no}.",
        ["a person", "Leif Aune"],
    ),
    "a name that stands in what somebody says is no speaker": (
        (
            "{s1 The envoy} {q1 said} {c1 it was nothing}. {s2 Mayor Ida Brandt} {q2 said} {c2 that Rufus had bitten}. "
            "{s3 The envoy} {q3 left, saying} {c3 goodbye}."
        ),
        ["a person", "Ida Brandt", "a person"],
    ),
    "the pronoun before the name": (
        (
            "The shopkeeper had wanted to stop. {s1 She} {q1 said} {c1 it was enough}. "
            "{s2 The shopkeeper, whom everyone calls Tilly,} {q2 said} {c2 no}."
        ),
        ["Tilly", "Tilly"],
    ),
    "the office that a headline names": (
        (
            "{s1 Lund's mayor}{q1 :} {c1 No trams}\n\nTrams came up again in Dorn Vale.\n\n"
            "{s2 Uwe Salt, the mayor of Dorn,} {q2 said} {c2 yes}. "
            "{s3 Mia Fenn, the mayor of Lund,} {q3 said} {c3 no}."
        ),
        ["Mia Fenn", "Uwe Salt", "Mia Fenn"],
    ),
    "the name directly before a source that was found without it": (
        "Wulan, {s1 the coach, who uses one name,} {q1 said} {c1 the girl had slept}. {s2 The coach} {q2 said} {c2 so had she}.",
        ["Wulan", "Wulan"],
    ),
    "words before a name that no list holds": (
        (
            "{s1 Mission lend Anne Kermac} {q1 said} {c1 it was a fish}. {s2 Loic Bihan} {q2 said} {c2 no}. "
            "{s3 The mission lend} {q3 said} {c3 yes}."
        ),
        ["Anne Kermac", "Loic Bihan", "Anne Kermac"],
    ),
    "who has no role yet, not who has a rank": (
        "{s1 Justice Imo Rade} {q1 said} {c1 sit}. {s2 Sgt. Colin Moe} {q2 said} {c2 it was noon}. {s3 The judge} {q3 said} {c3 stand}.",
        ["Imo Rade", "Colin Moe", "Imo Rade"],
    ),
    "a cook of whom somebody speaks is not the cook": (
        (
            "Bridie Flynn won her case. {s1 Flynn} {q1 said} {c1 thanks}. "
            "{s2 Judge Nia Gwyn} {q2 wrote} {c2 that a cook must taste}. {s3 The cook} {q3 said} {c3 yes}."
        ),
        ["Bridie Flynn", "Nia Gwyn", "Bridie Flynn"],
    ),
    "who is known as somebody": (
        "The commander known only as Zamir blamed them. {s1 He} {q1 said} {c1 they listened}. {s2 Zamir} {q2 said} {c2 no}.",
        ["Zamir", "Zamir"],
    ),
    "who was named before the role may be meant, too": (
        "{s1 Max Trent} {q1 said} {c1 so}. {s2 The nominee for mayor} {q2 said} {c2 no}. {s3 Mia Pell} {q3 said} {c3 hm}.",
        ["Max Trent", "a person", "Mia Pell"],
    ),
    "an ex-president is one": (
        "{s1 Former president Juan Sol} {q1 said} {c1 so}. {s2 Pilar Lago} {q2 said} {c2 no}. {s3 The ex-president} {q3 said} {c3 well}.",
        ["Juan Sol", "Pilar Lago", "Juan Sol"],
    ),
    "by age": (
        (
            "{s1 Coach Ali Berg} {q1 said} {c1 so}. Keeper Tom Sze, 19, came up late. "
            "{s2 The teenager} {q2 said} {c2 he had shut his eyes}. "
            "{s3 The octogenarian} {q3 said} {c3 no}."
        ),
        ["Ali Berg", "Tom Sze", "-"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_role_that_comes_first_is_united_with_the_name(marked: str, expected: list[str]) -> None:
    found = speakers(marked)
    assert [one if wanted != "-" else "-" for one, wanted in zip(found, expected, strict=True)] == expected
