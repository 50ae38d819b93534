"""Those who are told to belong together: couples, siblings, twins, teachers and pupils, people of one role."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "his wife, after her husband": (
        (
            "{c1 “He called,”} {q1 said} {s1 Noelle Harr}. Her husband Peter had been at sea. {s2 His agent} {q2 said} {c2 so}. "
            "{s3 His wife} {q3 said} {c3 no}."
        ),
        ["Noelle Harr", "a person", "Noelle Harr"],
    ),
    "the couple and they": (
        (
            "Tina Groll and her husband Ewald bake. {s1 They} {q1 said} {c1 so}. {s2 The couple} {q2 said} {c2 no}. "
            "{s3 Ewald Groll} {q3 said} {c3 hm}."
        ),
        ["Tina Groll & Ewald Groll", "Tina Groll & Ewald Groll", "Ewald Groll"],
    ),
    "the siblings are not the last two": (
        (
            "Lotte de Vray painted it. Her brother Marten sold it. {s1 Marten de Vray} {q1 said} {c1 so}. "
            "{s2 De Vray's sister} {q2 said} {c2 no}. "
            "{s3 The owner, Jan Broek,} {q3 said} {c3 hm}. {s4 The siblings} {q4 said} {c4 well}."
        ),
        ["Marten de Vray", "Lotte de Vray", "Jan Broek", "Lotte de Vray & Marten de Vray"],
    ),
    "a first name that shares the surname behind it": (
        (
            "Ade and Folake Banko were stuck. {s1 Mr Banko} {q1 said} {c1 so}. {s2 His wife} {q2 said} {c2 no}. "
            "{s3 The Bankos} {q3 said} {c3 hm}."
        ),
        ["Ade Banko", "Folake Banko", "Ade Banko & Folake Banko"],
    ),
    "the two, with what one of them is": (
        (
            "{s1 The Lind Academy} {q1 honoured} {c1 Prof. Ilse Brook, a chemist, and Dr. Zhu Lan}. {s2 The two} {q2 said} {c2 thanks}. "
            "{s3 Zhu} {q3 remembers} {c3 a Sunday}. {s4 Her former teacher} {q4 said} {c4 so did she}."
        ),
        ["Lind Academy", "Ilse Brook & Zhu Lan", "Zhu Lan", "Ilse Brook"],
    ),
    "all three": (
        "Climbers Ilse Rupp, Marco Dent and Jo Ferra came down. {s1 Rupp} {q1 said} {c1 so}. {s2 All three} {q2 agree} {c2 it was cold}.",
        ["Ilse Rupp", "Ilse Rupp & Marco Dent & Jo Ferra"],
    ),
    "a role in the plural is that of each": (
        (
            "Beekeepers Arvid Nord and Siri Holm came. {s1 Mayor Tove Blix} {q1 said} {c1 so}. {s2 Nord} {q2 said} {c2 no}. "
            "{s3 The beekeeper} {q3 said} {c3 hm}."
        ),
        ["Tove Blix", "Arvid Nord", "Arvid Nord"],
    ),
    "a widow by her husband's name": (
        "Skipper Donald Rae drowned. {s1 Mr Rae's widow, Morag,} {q1 said} {c1 so}. {s2 Mrs Rae} {q2 said} {c2 no}.",
        ["Morag", "Morag"],
    ),
    "she is the daughter of whom her mother tells": (
        "Baek Ha-eun won. {c1 “{s2 She} looked up and {q2 said}, {c2 ‘Four moves,’}”} {s1 her mother, Baek Ji-won,} {q1 said}.",
        ["Baek Ji-won", "Baek Ha-eun > Baek Ji-won"],
    ),
    "they who bears no gender": (
        (
            "{s1 Sasha Wynn} {q1 said} {c1 they had been handed new pages}. {s2 The critic Leo Grue} {q2 said} {c2 so}.\n\n"
            "Wynn, 34, had come. {s3 They} {q3 left, saying} {c3 no}."
        ),
        ["Sasha Wynn", "Leo Grue", "Sasha Wynn"],
    ),
    "things that end like people are no group": (
        "{s1 Sasha Wynn} {q1 said} {c1 no}. The posters were late. {s2 They} {q2 said} {c2 so}.",
        ["Sasha Wynn", "-"],
    ),
    "questions in bold": (
        "Mirela Drag runs a shop.\n\n**Who buys?**\n\n{c1 Poets}.\n\n**And now?**\n\n{c2 My daughter helps}.",
        ["Mirela Drag", "Mirela Drag"],
    ),
    "an answer of two paragraphs": (
        "Mirela Drag runs a shop.\n\nWho buys?\n\n{c1 Poets}.\n\n{c2 And others}.",
        ["Mirela Drag", "Mirela Drag"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_those_who_belong_together_are_found_through_each_other(marked: str, expected: list[str]) -> None:
    found = speakers(marked)
    assert [one if wanted != "-" else "-" for one, wanted in zip(found, expected, strict=True)] == expected
