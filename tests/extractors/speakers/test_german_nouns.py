"""Rules for German nouns: what an article and an ending tell, nouns that no list has, names that begin with a noun."""

import pytest
from extractors.speakers.marked import left_open, speakers

CASES = {
    "a noun that no list has behind an article": (
        "{c1 Es regne}, {q1 sagte} {s1 Trainer Uwe Kessen}. {c2 Das bleibe so}, {q2 sagte} {s2 der Gaffer}.",
        ["Uwe Kessen", "Uwe Kessen"],
    ),
    "where somebody comes from": (
        "{c1 Es regne}, {q1 sagte} {s1 Regisseurin Ludmila Prohas}. {c2 Das bleibe so}, {q2 sagte} {s2 die gebürtige Pragerin}.",
        ["Ludmila Prohas", "Ludmila Prohas"],
    ),
    "an unknown noun before a first name is a role": (
        "{s1 Wortdrechsler Jonas Thelen} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 sagte} {s2 der Wortdrechsler}.",
        ["Jonas Thelen", "Jonas Thelen"],
    ),
    "a new word for who spoke, behind what is said": (
        "{s1 Die Hirtin Linnea Berg} {q1 klagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 sagte} {s2 die Züchterin}.",
        ["Linnea Berg", "Linnea Berg"],
    ),
    "whoever has a function need not be who spoke": (
        "{s1 Richter Holger Tiedem} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 sagte} {s2 der Angeklagte}.",
        ["Holger Tiedem", "a person"],
    ),
    "one critic": ("{s1 Ein Kritiker} {q1 sagte}, {c1 es regne}.", ["a person"]),
    "the critics": ("{s1 Die Kritiker} {q1 sagten}, {c1 es regne}.", ["a group"]),
    "researchers without an article": ("{s1 Klimaforscher} {q1 sagten}, {c1 es regne}.", ["a group"]),
    "a noun that is an adjective": ("{s1 Beschäftigte} {q1 sagten}, {c1 es regne}.", ["a group"]),
    "the delegate is one woman": (
        (
            "{s1 Ministerin Ina Bolz} {q1 sagte}, {c1 es regne}. {s2 Die Abgeordnete Eva Rau} {q2 lachte}, {c2 es schneie}. "
            "{c3 Beides stimme}, {q3 sagte} {s3 die Abgeordnete}."
        ),
        ["Ina Bolz", "Eva Rau", "Eva Rau"],
    ),
    "a surname like a role": ("{c1 Es regne}, {q1 sagte} {s1 Brinkmann}.", ["Brinkmann"]),
    "Graf inside a name": (
        "{s1 Waldbesitzer Hubertus Graf von Stolp} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 sagte} {s2 der Waldbesitzer}.",
        ["Hubertus Graf von Stolp", "Hubertus Graf von Stolp"],
    ),
    "where somebody works is no part of the name": (
        "{s1 Amelie Freudental vom Institut für Küsten} {q1 sagte}, {c1 es regne}.",
        ["Amelie Freudental"],
    ),
    "a doctor may be a woman": (
        "{s1 Dr. Amelie Freudental} {q1 sagte}, {c1 es regne}. {s2 Die Biologin} {q2 sagte}, {c2 das bleibe so}.",
        ["Amelie Freudental", "Amelie Freudental"],
    ),
    "a name without the article before it": (
        (
            "{q1 Nach Angaben} {s1 des Deutschen Hagelbundes (DHB)} {c1 regnet es}. {c2 Das bleibe so}, {q2 sagte} {s2 der Verband}. "
            "{s3 Der Deutsche Hagelbund} {q3 sagte}, {c3 es hagele}."
        ),
        ["Deutscher Hagelbund"] * 3,
    ),
    "a neuter name": ("{s1 Das Rote Kreuz} {q1 sagte}, {c1 es regne}.", ["Rotes Kreuz"]),
    "the authority of before": (
        "{s1 Das Bundesamt für Seewege} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 sagte} {s2 eine Sprecherin der Behörde}.",
        ["Bundesamt für Seewege", "Bundesamt für Seewege"],
    ),
    "the short word for a compound": (
        "{s1 Nils Holt, Vorsitzender des Schäferverbands,} {q1 sagte}, {c1 es regne}. {s2 Der Verband} {q2 sagte}, {c2 das bleibe so}.",
        ["Nils Holt", "Schäferverband"],
    ),
    "two compounds with one beginning": (
        (
            "{s1 Bezirksvorsteher Leo Marek} {q1 sagte}, {c1 es regne}. {s2 Die Händlerin Eva Rau} {q2 sagte}, {c2 es schneie}. "
            "{c3 Beides stimme}, {q3 sagte} {s3 der Bezirkschef}."
        ),
        ["Leo Marek", "Eva Rau", "Leo Marek"],
    ),
    "a couple of one surname": (
        "Das Ehepaar Anna und Karl Moser klagt. {c1 Es regne}, {q1 sagt} {s1 Karl Moser}. {c2 Es schneie}, {q2 sagt} {s2 seine Frau}.",
        ["Karl Moser", "Anna Moser"],
    ),
    "she is an authority": (
        "{s1 Die Wasserbehörde} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 teilte} {s2 sie} {q2 mit}.",
        ["Wasserbehörde", "Wasserbehörde"],
    ),
    "he is an association": (
        "{s1 Der Imkerverband} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 teilte} {s2 er} {q2 mit}.",
        ["Imkerverband", "Imkerverband"],
    ),
    "she is the woman of the sentence between": (
        "{c1 Es regne}, {q1 sagte} {s1 Leiterin Selma Ott}. Ihre Cousine Gesine Rau stand daneben. {c2 „Es schneit“}, {q2 sagte} {s2 sie}.",
        ["Selma Ott", "Gesine Rau"],
    ),
    "the father": (
        (
            "{s1 Karsten Thiel} {q1 sagte}, {c1 es regne}. {s2 Sein Sohn Yannick} {q2 sagte}, {c2 es schneie}. "
            "{c3 Beides stimme}, {q3 sagte} {s3 der Vater}."
        ),
        ["Karsten Thiel", "Yannick", "Karsten Thiel"],
    ),
    "the person and the firm of one name": (
        "Die Firma Kornfeld backt Nudeln. {s1 Beate Kornfeld} {q1 sagte}, {c1 es regne}. {c2 Das bleibe so}, {q2 sagte} {s2 Kornfeld}.",
        ["Beate Kornfeld", "Beate Kornfeld"],
    ),
    "a portal in quotation marks": (
        "{c1 Es regne}, {q1 sagte} {s1 Jan-Ole Brink} dem Portal „Torlinie“.",
        ["Jan-Ole Brink > Torlinie"],
    ),
    "who is quoted inside has not had the say": (
        "{c1 „{s3 Meine Großmutter} {q3 sagte}: {c3 ‚Es regnet.‘}“}, {q1 sagte} {s1 Eva Rau}. {c2 Das bleibe so}, {q2 sagte} {s2 sie}.",
        ["Eva Rau", "Eva Rau", "a person > Eva Rau"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_german_nouns_tell_who_is_meant(marked: str, expected: list[str]) -> None:
    """An article, an ending or a compound tells who is meant."""
    assert left_open(speakers(marked, language="de"), expected) == expected
