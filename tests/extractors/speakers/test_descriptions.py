"""Whom a description means: by role, by title, by age, by the first role printed."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "by age": (
        (
            "Ravi Menon, 54, runs the clinic. {s1 Menon} {q1 said} {c1 nobody was to blame}. His deputy Paul Strand, 38, left"
            " in May. {s2 The 38-year-old} {q2 said} {c2 he slept badly}. "
        ),
        ["Ravi Menon", "Paul Strand"],
    ),
    "two ministers": (
        (
            "Prime Minister Ingrid Solberg-Dahl opened the tunnel. {c1 It is safe}, {s1 the prime minister} {q1 said}. "
            "Finance Minister Per Aune stayed away. {s2 The finance minister} {q2 said} {c2 he had a cold}. {s3 The minister}"
            " {q3 said} {c3 it would pass}."
        ),
        ["Ingrid Solberg-Dahl", "Per Aune", "Per Aune"],
    ),
    "sir and lady": (
        (
            "Sir Hugh Pell bought the castle. {s1 Sir Hugh} {q1 said} {c1 it leaks}. Lady Pell, his wife, was not there. {s2 "
            "Lady Pell} {q2 said} {c2 she likes rain}."
        ),
        ["Hugh Pell", "Lady Pell"],
    ),
    "captain": (
        (
            "Kim Min-jae, a ferry captain, was on the bridge. {s1 Kim} {q1 said} {c1 the fog was thick}. {s2 The captain} {q2"
            " said} {c2 he saw nothing}."
        ),
        ["Kim Min-jae", "Kim Min-jae"],
    ),
    "bishop and fisherman": (
        (
            "Bishop Carlo Venti blessed the boats. {s1 The bishop} {q1 said} {c1 the sea gives}. {s2 A fisherman} {q2 said} "
            "{c2 it also takes}. {s3 Venti} {q3 smiled and said} {c3 both were true}."
        ),
        ["Carlo Venti", "a person", "Carlo Venti"],
    ),
    "judge and farmer": (
        (
            "{s1 Judge Erin Falk} {q1 ruled} {c1 that the fence must go}. The farmer, Ned Tull, 70, appealed. {s2 Tull} {q2 "
            "said} {c2 the fence was there first}. {s3 The judge} {q3 said} {c3 that did not matter}. {s4 She} {q4 gave} {c4 "
            "him a month}."
        ),
        ["Erin Falk", "Ned Tull", "Erin Falk", "Erin Falk"],
    ),
    "the priest is the Father": (
        (
            "{c1 “It was me,”} {s1 Fr. Dominic Ashe} {q1 confessed}. {s2 The priest} {q2 said} {c2 he took the bell}. {s3 "
            "Bishop Aldo Conti} {q3 said} {c3 he forgave him}. {s4 The priest} {q4 wept, saying} {c4 he was sorry}."
        ),
        ["Dominic Ashe", "Dominic Ashe", "Aldo Conti", "Dominic Ashe"],
    ),
    "governor and senator": (
        (
            "Gov. Ann Tully vetoed the bill. {s1 The governor} {q1 said} {c1 it was too long}. {s2 State Sen. Bob Crewe (D)} "
            "{q2 called} {c2 that lazy}. {s3 The senator} {q3 said} {c3 he would try again}. {s4 Tully's office} {q4 said} "
            "{c4 she would read it}."
        ),
        ["Ann Tully", "Bob Crewe", "Bob Crewe", "-"],
    ),
    "captain and officer": (
        (
            "Captain Mirela Stan steered the ship. First officer Radu Pop slept. {s1 The captain} {q1 said} {c1 she saw ice}."
            " {s2 The officer} {q2 said} {c2 he heard it}."
        ),
        ["Mirela Stan", "Radu Pop"],
    ),
    "by party": (
        (
            "Emma Stone-Reyes, the Green candidate, and Luke Baird, the Labour candidate, debated. {s1 The Green candidate} "
            "{q1 said} {c1 trees matter}. {s2 Baird} {q2 said} {c2 jobs do}. {s3 The Labour man} {q3 said} {c3 so twice}."
        ),
        ["Emma Stone-Reyes", "Luke Baird", "Luke Baird"],
    ),
    "novelist": (
        (
            "The novelist Ngozi Ade-Cole and her editor, Piet van Dam, fell out. {s1 Van Dam} {q1 said} {c1 the book was "
            "late}. {s2 The novelist} {q2 said} {c2 it was long}. {s3 She} {q3 blamed} {c3 him}."
        ),
        ["Piet van Dam", "Ngozi Ade-Cole", "Ngozi Ade-Cole"],
    ),
    "two mayors": (
        (
            "{s1 The mayor of Brack, Ellen Foss,} {q1 said} {c1 the square would be paved}. {s2 The mayor of Tarn, Ole Riis,}"
            " {q2 said} {c2 his would not}. {s3 Foss} {q3 said} {c3 she was glad}. {s4 Riis} {q4 said} {c4 he was not}. {s5 "
            "The mayor of Brack} {q5 said} {c5 so what}."
        ),
        ["Ellen Foss", "Ole Riis", "Ellen Foss", "Ole Riis", "Ellen Foss"],
    ),
    "professor": (
        (
            "{s1 Professor Lucia Ferri of the University of Alba} {q1 said} {c1 the find was unique}. {s2 Her colleague, Dr. "
            "James Otto,} {q2 doubted} {c2 that}. {s3 Ferri} {q3 said} {c3 the pot was Roman}. {s4 Otto} {q4 countered} {c4 "
            "that it came from a supermarket}. {s5 The professor} {q5 laughed}: {c5 “Perhaps.”}"
        ),
        ["Lucia Ferri", "James Otto", "Lucia Ferri", "James Otto", "Lucia Ferri"],
    ),
    "defendant": (
        (
            "{s1 The defendant} {q1 told} the court {c1 he was asleep}. {s2 Prosecutor Hanne Vik} {q2 said} {c2 he was not}. "
            "{s3 The defendant, Kurt Lien, 29,} {q3 wept}: {c3 “I was.”} {s4 Vik} {q4 asked} {c4 for six years}. {s5 His "
            "lawyer} {q5 called} {c5 that harsh}."
        ),
        ["Kurt Lien", "Hanne Vik", "Kurt Lien", "Hanne Vik", "a person"],
    ),
    "a wider word": (
        (
            "{c1 “A miracle,”} {s1 Father Pius Njoroge} {q1 called} {c1 it}. {s2 Njoroge} {q2 said} {c2 the bell rang by "
            "itself}. {s3 The sexton} {q3 said} {c3 it was the wind}. {s4 The priest} {q4 disagreed}: {c4 “There was none.”}"
        ),
        ["Pius Njoroge", "Pius Njoroge", "a person", "Pius Njoroge"],
    ),
    "vice president and president": (
        (
            "{s1 Vice President Rosa Quell} {q1 said} {c1 the talks go on}. {s2 President Abel Mora} {q2 said} {c2 they had "
            "ended}. {s3 The vice president} {q3 said} {c3 she knew more}. {s4 The president} {q4 said} {c4 he did}."
        ),
        ["Rosa Quell", "Abel Mora", "Rosa Quell", "Abel Mora"],
    ),
    "former chancellor and chancellor": (
        (
            "{s1 Former chancellor Emil Rust} {q1 said} {c1 gas was cheap}. {s2 Chancellor Petra Vogel} {q2 said} {c2 it was "
            "not}. {s3 The former chancellor} {q3 said} {c3 so}. {s4 The chancellor} {q4 said} {c4 no}."
        ),
        ["Emil Rust", "Petra Vogel", "Emil Rust", "Petra Vogel"],
    ),
    "the aide gets a name later": (
        (
            "{s1 An aide to the governor} {q1 said} {c1 she was furious}. {s2 Gov. Lila Hart} {q2 said} {c2 she was calm}. "
            "{s3 The aide, Mark Tully,} {q3 resigned, saying} {c3 he had misspoken}."
        ),
        ["Mark Tully", "Lila Hart", "Mark Tully"],
    ),
    "role first, name later": (
        (
            "{s1 A teacher at the school} {q1 said} {c1 the alarm was broken}. {c2 “We ran,”} {q2 said} {s2 the teacher, Ines"
            " Prado}. {s3 Prado} {q3 said} {c3 nobody was hurt}."
        ),
        ["Ines Prado", "Ines Prado", "Ines Prado"],
    ),
    "whose name is": (
        ("{s1 The ship's cook} {q1 said} {c1 soup was served}. {s2 The cook, whose name is Bao Tran,} {q2 said} {c2 it was hot}."),
        ["Bao Tran", "Bao Tran"],
    ),
    "headline with the role only": (
        (
            "{c1 Bridge unsafe}, {s1 engineer} {q1 says}\n\nThe bridge was shut on Monday. {c2 Bolts are missing}, {s2 Omar "
            "Haddad, an engineer with the county,} {q2 said}."
        ),
        ["Omar Haddad", "Omar Haddad"],
    ),
    "headline with the surname": (
        "{s1 Brandt}{q1 :} {c1 No new taxes}\n\nChancellor Lena Brandt spoke in Kiel. {c2 “I promised,”} {s2 she} {q2 said}.",
        ["Lena Brandt", "Lena Brandt"],
    ),
    "pope and emir": (
        (
            "Pope Linus met the Emir of Qasr, Hamad bin Saif. {s1 The emir} {q1 gave} {c1 him a falcon}. {s2 The pope} {q2 "
            "said} {c2 he would free it}. {s3 Bin Saif} {q3 smiled}: {c3 “It will return.”}"
        ),
        ["Hamad bin Saif", "Pope Linus", "Hamad bin Saif"],
    ),
    "age of the last speaker": (
        (
            "{c1 “We lost”}, {q1 said} {s1 coach Vera Stahl}. {c2 “But we played”}, {q2 added} {s2 the 52-year-old}. {s3 "
            "Captain Pia Roth} {q3 blamed} {c3 the referee}. {s4 Stahl} {q4 did not}: {c4 “Pia was late.”}"
        ),
        ["Vera Stahl", "Vera Stahl", "Pia Roth", "Vera Stahl"],
    ),
    "the younger of two": (
        (
            "Quill & Sons, the printers, are to close. {s1 Managing director Ted Quill} {q1 said} {c1 paper was dear}. {s2 "
            "His son, Alec Quill,} {q2 said} {c2 he would bake}. {s3 The younger Quill} {q3 said} {c3 bread is forever}. {s4 "
            "The firm} {q4 said} {c4 it owed nobody}."
        ),
        ["Ted Quill", "Alec Quill", "Alec Quill", "Quill & Sons"],
    ),
    "in a list of roles": (
        (
            "{s1 Lawmakers from both parties} {q1 said} {c1 the bill was flawed}. {s2 They} {q2 want} {c2 a new one}. {s3 "
            "Rep. Carla Dunn, a Republican,} {q3 called} {c3 it a mess}. {s4 Rep. Joe Pratt, a Democrat,} {q4 agreed}. {s5 "
            "The Republican} {q5 said} {c5 she would vote no}. {s6 The Democrat} {q6 said} {c6 he might}."
        ),
        ["a group", "a group", "Carla Dunn", "-", "Carla Dunn", "Joe Pratt"],
    ),
    "a nun": (
        (
            "Sister Benedicta Moll runs the kitchen. {s1 Sister Benedicta} {q1 said} {c1 soup was ready}. {s2 The nun} {q2 "
            "said} {c2 all may come}."
        ),
        ["Benedicta Moll", "Benedicta Moll"],
    ),
    "an admiral": (
        (
            "{s1 Rear Adm. Lewis Hale} {q1 said} {c1 the fleet was ready}. {s2 The admiral} {q2 said} {c2 so twice}. {s3 "
            "Hale} {q3 left} {c3 at noon}."
        ),
        ["Lewis Hale", "Lewis Hale", "Lewis Hale"],
    ),
    "imam and rabbi": (
        (
            "{s1 Imam Yusuf Bal} {q1 said} {c1 the gate was open}. Rabbi Dov Stern came too. {s2 The imam} {q2 said} {c2 tea "
            "was served}. {s3 The rabbi} {q3 praised} {c3 it}."
        ),
        ["Yusuf Bal", "Yusuf Bal", "Dov Stern"],
    ),
    "a dame": (
        "{s1 Dame Edith Croft} {q1 said} {c1 the hall leaks}. {s2 Dame Edith} {q2 said} {c2 buckets help}.",
        ["Edith Croft", "Edith Croft"],
    ),
    "a queen": (
        "{s1 Queen Sofie} {q1 said} {c1 she was well}. {s2 The queen} {q2 said} {c2 the knee heals}.",
        ["Queen Sofie", "Queen Sofie"],
    ),
    "an inspector": (
        (
            "{s1 Chief Inspector Noel Bright} {q1 said} {c1 a van was seen}. {s2 The chief inspector} {q2 said} {c2 it was "
            "white}. {s3 The detective} {q3 said} {c3 it was old}."
        ),
        ["Noel Bright", "Noel Bright", "Noel Bright"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_a_description_means_who_has_the_role(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked), expected) == expected
