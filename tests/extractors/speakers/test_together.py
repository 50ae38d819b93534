"""Several sources of one statement."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "X and her colleague Y": (
        (
            "{s1 Ada Flint and her colleague Bruno Sax} {q1 said} {c1 the test failed}. {s2 Both} {q2 said} {c2 they would "
            "repeat it}. {s3 Sax} {q3 said} {c3 he was tired}."
        ),
        ["Ada Flint & Bruno Sax", "Ada Flint & Bruno Sax", "Bruno Sax"],
    ),
    "police and residents": (
        "{s1 The police and several residents} {q1 said} {c1 the car was red}.",
        ["police & a group"],
    ),
    "one title for two": (
        "{s1 Senators Joan Reed and Mark Lowry} {q1 said} {c1 the bill was dead}.",
        ["Joan Reed & Mark Lowry"],
    ),
    "the two": (
        (
            "{s1 Engineers Paul Hoff and Rita Sand} {q1 warned} {c1 of cracks}. {s2 The two} {q2 said} {c2 they wrote in "
            "May}. {s3 Sand} {q3 said} {c3 nobody replied}. {s4 They} {q4 will speak} {c4 on Monday}."
        ),
        ["Paul Hoff & Rita Sand", "Paul Hoff & Rita Sand", "Rita Sand", "Paul Hoff & Rita Sand"],
    ),
    "two organisations": (
        ("{s1 Greenwater and the Anglers' Club} {q1 said} {c1 the river stank}. {s2 The club} {q2 said} {c2 fish had died}."),
        ["Greenwater & Anglers' Club", "Anglers' Club"],
    ),
    "a list": (
        "{s1 Pilot Jack Dorn, co-pilot Su Lin and a steward} {q1 said} {c1 smoke came in}.",
        ["Jack Dorn & Su Lin & a person"],
    ),
    "neither nor": (
        "{s1 Neither Ada Flint nor Bruno Sax} {q1 said} {c1 why}.",
        ["Ada Flint & Bruno Sax"],
    ),
    "with roles between": (
        (
            "{s1 Abdullah al-Harbi, head of the tribal council, and his deputy, Saleh Noman,} {q1 said} {c1 the well was "
            "dry}. {s2 Al-Harbi} {q2 said} {c2 it had been so since June}. {s3 Noman} {q3 said} {c3 since May}. {s4 The two "
            "men} {q4 agreed} {c4 that rain was needed}."
        ),
        ["Abdullah al-Harbi & Saleh Noman", "Abdullah al-Harbi", "Saleh Noman", "Abdullah al-Harbi & Saleh Noman"],
    ),
    "with two appositions": (
        ("{s1 Marta Ruiz, the mayor, and Jens Bohl, her deputy,} {q1 said} {c1 the plan was dead}. {s2 Both} {q2 want} {c2 a new one}."),
        ["Marta Ruiz & Jens Bohl", "Marta Ruiz & Jens Bohl"],
    ),
    "surnames first": (
        "{s1 Ruiz and Bohl} {q1 said} {c1 it was over}. Marta Ruiz and Jens Bohl lead the list.",
        ["Marta Ruiz & Jens Bohl"],
    ),
    "guild and league": (
        (
            "{s1 The Farmers' Guild and the Mill Owners' League} {q1 said} {c1 flour was short}. {s2 The guild} {q2 said} {c2"
            " for months}. {s3 The league} {q3 said} {c3 for weeks}."
        ),
        ["Farmers' Guild & Mill Owners' League", "Farmers' Guild", "Mill Owners' League"],
    ),
    "both and the pair": (
        "{s1 Both Ada Flint and Bruno Sax} {q1 said} {c1 why}. {s2 The pair} {q2 left} {c2 early}.",
        ["Ada Flint & Bruno Sax", "Ada Flint & Bruno Sax"],
    ),
    "he and his sister": (
        ("Tomas Rehn owns the barn. {s1 He and his sister Nela} {q1 said} {c1 it was empty}. {s2 The siblings} {q2 said} {c2 mice came}."),
        ["Tomas Rehn & Nela", "Tomas Rehn & Nela"],
    ),
    "council, police and mayor": (
        "{s1 The council, the police and Mayor Ann Orr} {q1 said} {c1 it was safe}.",
        ["council & police & Ann Orr"],
    ),
    "a couple": (
        ("{s1 The couple, Dirk and Hella Voss,} {q1 said} {c1 the tree fell at night}. {s2 They} {q2 said} {c2 they slept}."),
        ["Dirk Voss & Hella Voss", "Dirk Voss & Hella Voss"],
    ),
    "two women": (
        (
            "Olga Brin and Petra Zoll run the inn. {s1 They} {q1 say} {c1 guests stay away}. {s2 Zoll} {q2 blames} {c2 the "
            "road}. {s3 The two women} {q3 want} {c3 a bus}. {s4 They} {q4 wrote} {c4 to the county}."
        ),
        ["Olga Brin & Petra Zoll", "Petra Zoll", "Olga Brin & Petra Zoll", "Olga Brin & Petra Zoll"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_those_who_speak_together_stand_in_one_hop(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
