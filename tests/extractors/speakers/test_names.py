"""Which characters the names of an article are: particles, one name, family name first, namesakes."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "particles and apostrophes": (
        (
            "Maria de los Santos and Ken O'Brien-Walsh spoke first. {s1 De los Santos} {q1 said} {c1 the vote was fair}. {s2 "
            "O'Brien-Walsh} {q2 said} {c2 it was not}."
        ),
        ["Maria de los Santos", "Ken O'Brien-Walsh"],
    ),
    "shared surname": (
        (
            "Anna Berg and Thomas Berg divorced. {s1 Anna Berg} {q1 said} {c1 she keeps the dog}. {s2 Thomas Berg} {q2 "
            "denied} {c2 that}. {c3 The dog is mine}, {s3 he} {q3 said}. {s4 Mrs. Berg} {q4 said} {c4 a judge would decide}."
        ),
        ["Anna Berg", "Thomas Berg", "Thomas Berg", "Anna Berg"],
    ),
    "one name": (
        "The fashion designer Oyelaran, who uses one name, opened a shop. {s1 Oyelaran} {q1 said} {c1 she sews at night}.",
        ["Oyelaran"],
    ),
    "family name first": (
        (
            "Kim Min-jae, a ferry captain, was on the bridge. {s1 Kim} {q1 said} {c1 the fog was thick}. {s2 The captain} {q2"
            " said} {c2 he saw nothing}."
        ),
        ["Kim Min-jae", "Kim Min-jae"],
    ),
    "uncle and nephew": (
        (
            "The accident killed Tom Vale, 19. {c1 “He was kind,”} {q1 said} {s1 his uncle, Roy Vale}. {s2 Vale} {q2 said} "
            "{c2 the road was wet}."
        ),
        ["Roy Vale", "Roy Vale"],
    ),
    "bin": (
        ("Sheikh Omar bin Rashid founded the port. {s1 Bin Rashid} {q1 said} {c1 ships come}. {s2 Sheikh Omar} {q2 said} {c2 more will}."),
        ["Omar bin Rashid", "Omar bin Rashid"],
    ),
    "a chain and its founder": (
        (
            "Porter, a chain of coffee shops, was founded by Elsie Porter. {s1 Porter} {q1 said} {c1 it would close ten "
            "shops}. {s2 Elsie Porter} {q2 said} {c2 she was sad}. {s3 The chain} {q3 said} {c3 staff knew}. {s4 She} {q4 "
            "said} {c4 she did not}."
        ),
        ["Porter", "Elsie Porter", "Porter", "Elsie Porter"],
    ),
    "a town and its mayor": (
        "The town of Marsh lies on the Lode. Mayor Theo Marsh opened the lock. {s1 Marsh} {q1 said} {c1 it was deep}.",
        ["Theo Marsh"],
    ),
    "a band and its singer": (
        (
            "The Jolene Band played on Friday. {s1 Singer Jolene Hart} {q1 said} {c1 it was loud}. {s2 Hart} {q2 said} {c2 "
            "she liked it}. {s3 The band} {q3 said} {c3 it would return}."
        ),
        ["Jolene Hart", "Jolene Hart", "Jolene Band"],
    ),
    "title and surname first": (
        (
            "As {s1 Mr. Crane} {q1 put it}, {c1 “a hole is a hole”}. Arthur Crane owns the field. In {s2 the farmer's} {q2 "
            "words}, {c2 “it grew”}."
        ),
        ["Arthur Crane", "Arthur Crane"],
    ),
    "a firm and its heirs": (
        (
            "Quill & Sons, the printers, are to close. {s1 Managing director Ted Quill} {q1 said} {c1 paper was dear}. {s2 "
            "His son, Alec Quill,} {q2 said} {c2 he would bake}. {s3 The younger Quill} {q3 said} {c3 bread is forever}. {s4 "
            "The firm} {q4 said} {c4 it owed nobody}."
        ),
        ["Ted Quill", "Alec Quill", "Alec Quill", "Quill & Sons"],
    ),
    "singer Cleo": (
        (
            "Singer Cleo said on Monday she would retire. {c1 “I am done,”} {s1 Cleo} {q1 wrote on Instagram}. {s2 Her label,"
            " Blue Door Records,} {q2 said} {c2 a last album was planned}. {s3 It} {q3 gave} {c3 no date}. {s4 The singer} "
            "{q4 said} {c4 in a second post that there was none}."
        ),
        ["Cleo", "Blue Door Records", "Blue Door Records", "Cleo"],
    ),
    "introduced behind the quotation": (
        ("{c1 “I heard a bang,”} {q1 said} {s1 a neighbour, Ruth Calloway}. {s2 She} {q2 said} {c2 dust filled the street}."),
        ["Ruth Calloway", "Ruth Calloway"],
    ),
    "goes by one name": (
        (
            "{s1 The artist, who goes by Moth,} {q1 said} {c1 the wall was grey}. {s2 Moth} {q2 said} {c2 it needed fish}. "
            "{s3 She} {q3 paints} {c3 at night}."
        ),
        ["Moth", "Moth", "Moth"],
    ),
    "wife of a man of one name": (
        (
            "{s1 Suharjo, a fisherman who like many here has one name,} {q1 said} {c1 nets were empty}. {s2 He} {q2 blames} "
            "{c2 trawlers}. {s3 Suharjo's wife, Wati,} {q3 said} {c3 they eat rice}. {s4 She} {q4 sells} {c4 mangoes}."
        ),
        ["Suharjo", "Suharjo", "Wati", "Wati"],
    ),
    "an inn and its owner": (
        (
            "The Hollis Hotel burned on Sunday. {s1 Grant Hollis, the owner,} {q1 said} {c1 all were out}. {s2 The hotel} {q2"
            " said} {c2 guests were rehoused}. {s3 Hollis} {q3 said} {c3 he wept}."
        ),
        ["Grant Hollis", "Hollis Hotel", "Grant Hollis"],
    ),
    "a town of her name": (
        (
            "Victoria, the harbour town, is sinking. {s1 Victoria Nash, a surveyor,} {q1 said} {c1 by a hand a year}. {s2 "
            "Nash} {q2 said} {c2 pumps help}."
        ),
        ["Victoria Nash", "Victoria Nash"],
    ),
    "a firm of his name": (
        (
            "Brandt, a maker of pianos, was founded in 1880. {s1 Brandt} {q1 said} {c1 sales fell}. {s2 Gerd Brandt, who left"
            " the firm in May,} {q2 said} {c2 he had warned it}. {s3 The company} {q3 said} {c3 he had not}. {s4 He} {q4 "
            "said} {c4 there were letters}."
        ),
        ["Brandt", "Gerd Brandt", "Brandt", "Gerd Brandt"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_name_means_the_fullest_name_in_the_article(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
