"""German bodies, compounds and titles: "der Kirchenrat", "des Hauses", "seinen Kollegen", a name behind "der sich"."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "two organisations, each with a genitive": (
        "{s1 Der Bund der Segler und der Verein der Wirte} {q1 sagten}, {c1 es regne}. {s2 Sie} {q2 fordern} {c2 Schirme}.",
        ["Bund der Segler & Verein der Wirte", "Bund der Segler & Verein der Wirte"],
    ),
    "a council is a body": ("{s1 Der Stadtrat} {q1 teilte mit}, {c1 es regne}. {s2 Er} {q2 warnte}, {c2 es bleibe so}.", ["Stadtrat"] * 2),
    "a councillor is a person": (
        "{s1 Stadtrat Uli Kern} {q1 sagte}, {c1 es regne}. {s2 Der Stadtrat} {q2 sagte}, {c2 es bleibe so}.",
        ["Uli Kern", "Uli Kern"],
    ),
    "the house of a firm": (
        (
            "Der Hersteller Brandt Pumpen wächst. {c1 Es regne}, {q1 sagte} {s1 ein Sprecher des Hauses}. {c2 Ja}, {q2 sagte} {s2 eine "
            "Unternehmenssprecherin}."
        ),
        ["Brandt Pumpen", "Brandt Pumpen"],
    ),
    "the court in the genitive": (
        "Das Landgericht Holm urteilte. {c1 Es regne}, {q1 sagte} {s1 eine Sprecherin des Gerichts}.",
        ["Landgericht Holm"],
    ),
    "a noun shortens a compound": (
        "Das Umweltministerium legte Zahlen vor. {s1 Das Ministerium} {q1 teilte mit}, {c1 es regne}. {s2 Es} {q2 warnte}, {c2 dass}.",
        ["Umweltministerium", "Umweltministerium"],
    ),
    "a kind of firm before its name": (
        "{s1 Das Fährunternehmen Lindholen Linien} {q1 sagte}, {c1 es regne}.",
        ["Lindholen Linien"],
    ),
    "a place is not what is named after it": (
        "Der Konzern Hellwig schließt ein Werk im Nahtal. {s1 Das Unternehmen} {q1 sagte}, {c1 es regne}. Radio Nahtal berichtete.",
        ["Hellwig"],
    ),
    "a title with the ending of its case": (
        "{s1 Präsident Karl Lom} {q1 traf} {c1 seinen Kollegen Ivo Sten}. {s2 Sten} {q2 sagte}, {c2 es regne}.",
        ["Karl Lom", "Ivo Sten"],
    ),
    "a name that somebody has taken": ("{s1 Der Sänger, der sich Moro nennt,} {q1 sagte}, {c1 es regne}.", ["Moro"]),
    "the one on trial": (
        "Der Prozess gegen den Imker Jan Rode hat begonnen. {c1 Es regne}, {q1 sagte} {s1 der Angeklagte}.",
        ["Jan Rode"],
    ),
    "another word for an office that was mentioned without a name": (
        (
            "Der Präsident von Sodo bleibt. {q1 Laut} {s1 Wahlamt} {c1 siegte Ryu Dong-hae}. {s2 Ryu} {q2 sagte}, {c2 es regne}. {s3 Der "
            "Staatschef} {q3 sagte}, {c3 es bleibe so}."
        ),
        ["Wahlamt", "Ryu Dong-hae", "Ryu Dong-hae"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_speakers_are_those_meant(case: str) -> None:
    marked, expected = CASES[case]

    assert speakers(marked, language="de") == expected
