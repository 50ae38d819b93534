"""Stems: ours are SQLite's, since counts are looked up by them."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.porter import stem

_WORDS = """
caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned
falling hissing fizzed failing filing happy sky relational conditional rational valenci hesitanci digitizer conformabli
radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness hopefulness
callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical hopeful goodness
revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent adoption
homologou communism activate angulariti homologous effective bowdlerize probate rate cease controll roll elected
elections voting unemployment a as is y yes says the 2019 42nd
"""
WORDS = _WORDS.split()


def stems_of_sqlite(words: list[str]) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table f using fts5(t, tokenize = 'porter unicode61 remove_diacritics 2')")
    connection.executemany("insert into f (rowid, t) values (?, ?)", enumerate(words, 1))
    connection.execute("create virtual table v using fts5vocab(f, instance)")
    found = dict(connection.execute("select doc, term from v"))
    return [found[number] for number in range(1, len(words) + 1)]


def test_stems_are_those_of_sqlite() -> None:
    assert [stem(word) for word in WORDS] == stems_of_sqlite(WORDS)


@given(st.lists(st.text("abcdefghilmnorstuvyz", min_size=1, max_size=12), min_size=1, max_size=20))
def test_stems_of_any_letters_are_those_of_sqlite(words: list[str]) -> None:
    assert [stem(word) for word in words] == stems_of_sqlite(words)


@pytest.mark.parametrize("word", ["", "ab", "é" * 40, "x" * 65])
def test_words_that_sqlite_does_not_stem_stay(word: str) -> None:
    assert stem(word) == word
