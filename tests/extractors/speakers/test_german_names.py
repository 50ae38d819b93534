"""What German names need: genitives, compounds, particles, plural roles before names, acronyms behind them."""

import pytest
from extractors.speakers.marked import speakers

CASES = {
    "a kind of firm before its name": (
        "Keksfabrik Brenneke vor dem Verkauf?\n\n{s1 Brenneke} {q1 bestreitet}, {c1 dass sie verkauft wird}.",
        ["Brenneke"],
    ),
    "a compound that is a document": ("{c1 Er ist aus Gips}, {q1 heißt es} in {s1 einem Prüfbericht}.", ["a document"]),
    "a genitive inside a name": ("{q1 Nach Angaben} {s1 des Stadtmuseums Kollrach} {c1 bleibt es}.", ["Stadtmuseum Kollrach"]),
    "a name that begins with its particle": (
        "Leo von der Aue kam. {c1 „Nichts“}, {q1 sagte} {s1 von der Aue}.",
        ["Leo von der Aue"],
    ),
    "an owner before his wife": (
        "{s1 Der Landwirt Jost Heitmann} {q1 sagte}, {c1 so}. {s2 Heitmanns Frau} {q2 sagte}, {c2 nein}.",
        ["Jost Heitmann", "a person"],
    ),
    "an acronym behind a name": (
        "{s1 Die Musikergewerkschaft GMD} {q1 droht} {c1 mit Streik}. {s2 Die GMD} {q2 sagt} {c2 nein}.",
        ["Musikergewerkschaft GMD", "Musikergewerkschaft GMD"],
    ),
    "his brother is the other one": (
        ("Die Brüder Alois und Xaver Huber streiten. {s1 Alois Huber} {q1 sagt}, {c1 so}. {s2 Sein Bruder} {q2 sagt}, {c2 nein}."),
        ["Alois Huber", "Xaver Huber"],
    ),
    "a wider word for a science": (
        (
            "{s1 Die Astronomin Dr. Leyla Öz} {q1 sagte}, {c1 so}. {s2 Jost Heit} {q2 sagte}, {c2 nein}. "
            "{s3 Die Wissenschaftlerin} {q3 sagte}, {c3 doch}."
        ),
        ["Leyla Öz", "Jost Heit", "Leyla Öz"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_german_names_are_read_in_their_forms(marked: str, expected: list[str]) -> None:
    assert speakers(marked, language="de") == expected
