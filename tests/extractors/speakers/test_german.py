"""The same rules in German, by other data."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "mayor": (
        (
            "{s1 Bürgermeisterin Anna Vogt} {q1 sagte}, {c1 die Brücke sei alt}. {c2 Sie müsse weg}, {s2 sie} {q2 fügte} {q2 "
            "hinzu}. {s3 Die Bürgermeisterin} {q3 betonte}, {c3 Geld sei da}."
        ),
        ["Anna Vogt", "Anna Vogt", "Anna Vogt"],
    ),
    "head of a museum": (
        (
            "{s1 Der Leiter des Museums, Karl Ebner,} {q1 erklärte}, {c1 das Bild sei echt}. {c2 Er habe es geprüft}, {q2 so}"
            " {s2 Ebner}. {s3 Er} {q3 nannte} {c3 die Kritik Unsinn}."
        ),
        ["Karl Ebner", "Karl Ebner", "Karl Ebner"],
    ),
    "ministry": (
        (
            "{q1 Laut} {s1 dem Umweltministerium} {c1 steigt der Pegel}. {s2 Das Ministerium} {q2 warnte} {c2 vor "
            "Hochwasser}. {s3 Es} {q3 rät} {c3 zur Vorsicht}."
        ),
        ["Umweltministerium", "Umweltministerium", "Umweltministerium"],
    ),
    "experts": (
        "{s1 Experten} {q1 warnen}, {c1 das Eis sei dünn}. {s2 Sie} {q2 raten} {c2 davon ab}.",
        ["a group", "a group"],
    ),
    "neighbours": (
        (
            "{s1 Ein Anwohner} {q1 sagte}, {c1 es habe geknallt}. {s2 Er} {q2 rief} {c2 um Hilfe}. {s3 Eine Nachbarin} {q3 "
            "sagte}, {c3 sie habe nichts gehört}. {s4 Sie} {q4 sagte}, {c4 sie schlief}."
        ),
        ["a person", "a person", "a person", "a person"],
    ),
    "police": (
        (
            "{s1 Die Polizei} {q1 teilte} {q1 mit}, {c1 zwei Männer seien verletzt}. {s2 Ein Polizeisprecher} {q2 sagte}, {c2"
            " es war Glatteis}."
        ),
        ["Polizei", "Polizei"],
    ),
    "chancellor and president": (
        (
            "Kanzlerin Eva Brandt traf Präsident Luc Martin. {s1 Brandt} {q1 sagte}, {c1 man sei einig}. {s2 Martin} {q2 "
            "sagte}, {c2 es fehle Geld}. {s3 Er} {q3 lachte und sagte}, {c3 es komme}. {s4 Die Kanzlerin} {q4 sagte}, {c4 "
            "bald}."
        ),
        ["Eva Brandt", "Luc Martin", "Luc Martin", "Eva Brandt"],
    ),
    "captain and daughter": (
        (
            "{c1 „Nie wieder“}, {q1 sagte} {s1 der Kapitän, Ole Petersen}. {s2 Petersen} {q2 zufolge} {c2 war das Ruder "
            "lose}. {s3 Seine Tochter} {q3 sagte}, {c3 er sei müde}. {s4 Sie} {q4 will} {c4 ihn abholen}."
        ),
        ["Ole Petersen", "Ole Petersen", "a person", "a person"],
    ),
    "quoted by a newspaper": (
        ("{s1 Ministerpräsident Jens Adler} {q1 wurde} von der Neuen Marler Zeitung mit den Worten {q1 zitiert}, {c1 er bleibe}."),
        ["Jens Adler > Neue Marler Zeitung"],
    ),
    "is said to": (
        "{c1 Der König} {q1 soll} {c1 krank sein}.",
        ["nobody"],
    ),
    "an age": (
        ("{s1 Die 43-Jährige} {q1 sagte}, {c1 sie friere}. Maria Lenz, 43, wurde gerettet. {s2 Lenz} {q2 dankte}: {c2 es war knapp}."),
        ["Maria Lenz", "Maria Lenz"],
    ),
    "a company": (
        (
            "Der Hersteller Nordlicht AG ruft Lampen zurück. {s1 Das Unternehmen} {q1 erklärte}, {c1 sie seien heiß}. {s2 "
            "Eine Sprecherin} {q2 sagte}, {c2 niemand sei verletzt}. {s3 Nordlicht-Chef Udo Sand} {q3 bedauerte} {c3 das}."
        ),
        ["Nordlicht AG", "Nordlicht AG", "Udo Sand"],
    ),
    "Mr and Mrs": (
        (
            "{s1 Herr Krause} {q1 sagte}, {c1 das Boot sei weg}. {s2 Frau Krause} {q2 sagte}, {c2 es sei da}. {s3 Sie} {q3 "
            "sagte}, {c3 er irre}."
        ),
        ["Krause", "Krause", "Krause"],
    ),
    "a study": (
        "{s1 Laut einer Studie der Universität Gorm} {q1 zeigt} {c1 sich mehr Regen}.",
        ["a document"],
    ),
    "two together": (
        (
            "{s1 Clara Moos und Uwe Feld} {q1 sagten}, {c1 sie gingen}. {s2 Beide} {q2 sagten}, {c2 es reiche}. {s3 Feld} {q3"
            " sagte}, {c3 er komme wieder}."
        ),
        ["Clara Moos & Uwe Feld", "Clara Moos & Uwe Feld", "Uwe Feld"],
    ),
    "a minister and a name": (
        ("{s1 Die Innenministerin} {q1 sagte}, {c1 es brenne}. Petra Holm war früh da. {s2 Holm} {q2 sagte}, {c2 Hilfe komme}."),
        ["-", "Petra Holm"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_german_sources_are_resolved(marked: str, expected: list[str]) -> None:
    assert left_open(speakers(marked, language="de"), expected) == expected
