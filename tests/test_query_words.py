"""What people type is a question that FTS5 understands, whatever they type; and it means what they would think."""

import itertools
from collections.abc import Iterator

import pytest
from datasette.utils.sqlite import sqlite3
from hypothesis import given
from hypothesis import strategies as st

from claims.site.searching.query_words import MOST_BEGINNINGS, MOST_WORDS, words_of

TEXTS = [" ".join(chosen) for length in range(4) for chosen in itertools.permutations(("pier", "piers", "toll", "or"), length)]
"""Every order of every choice of four words, three at most."""
SIGNS = st.sampled_from([*"\"“”«»'\u2019-\u2013*+^(){}[]:,.;!?&|~#\\/\0\n\t\x1b\u202e\ud800 ", "OR", "AND", "NOT", "NEAR(", "statement:"])


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """Return an index as that of the claims, with the texts above and one that holds strange words."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table texts using fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    connection.executemany("insert into texts (rowid, text) values (?, ?)", enumerate(TEXTS, 1))
    connection.execute("insert into texts (text) values ('The near not and, Brücke\u2019s São 北京 2.4 well-known')")
    yield connection
    connection.close()


def found(index: sqlite3.Connection, typed: str) -> list[str]:
    """Return the texts that are found; nothing to look for finds nothing."""
    match = words_of(typed).match
    return [text for (text,) in index.execute("select text from texts where texts match ? order by rowid", (match,))] if match else []


@given(st.lists(st.one_of(SIGNS, st.text(max_size=6), st.sampled_from(["pier", "toll", " ", " "])), max_size=30).map("".join))
def test_nothing_that_is_typed_is_an_error(index: sqlite3.Connection, typed: str) -> None:
    found(index, typed)


@given(st.text(st.characters(), max_size=60))
def test_no_sign_of_any_script_is_an_error(index: sqlite3.Connection, typed: str) -> None:
    found(index, typed)


WORD = st.sampled_from(["pier", "piers", "toll", "or"])
PART = st.one_of(
    WORD.map(lambda word: (word, lambda text: word in text.split())),
    st.just(("pier*", lambda text: any(word.startswith("pier") for word in text.split()))),
    st.tuples(WORD, WORD).map(lambda pair: (f'"{pair[0]} {pair[1]}"', lambda text: f" {pair[0]} {pair[1]} " in f" {text} ")),
)
EITHER = st.lists(PART, min_size=1, max_size=3).map(
    lambda parts: (" OR ".join(typed for typed, _ in parts), lambda text: any(holds(text) for _, holds in parts))
)


@given(wanted=st.lists(EITHER, min_size=1, max_size=3), absent=st.lists(PART, max_size=2))
def test_words_phrases_beginnings_alternatives_and_exclusions_mean_what_they_say(
    index: sqlite3.Connection, wanted: list[tuple[str, object]], absent: list[tuple[str, object]]
) -> None:
    typed = " ".join([*(part for part, _ in wanted), *(f"-{part}" for part, _ in absent)])

    expected = [
        text
        for text in TEXTS
        if all(holds(text) for _, holds in wanted) and not any(holds(text) for _, holds in absent)  # type: ignore[operator]
    ]

    assert found(index, typed) == expected


@pytest.mark.parametrize(
    "typed", ["near", "NEAR", "not", "NOT", "and", "the AND near", '"', '" near', "near*", "brucke", "BRÜCKE", "sao", "SÃO"]
)
def test_operators_of_the_index_are_words_and_case_and_accents_are_seen_through(index: sqlite3.Connection, typed: str) -> None:
    assert [text for text in found(index, typed) if text not in TEXTS] == (
        [] if typed == '"' else ["The near not and, Brücke\u2019s São 北京 2.4 well-known"]
    )


@pytest.mark.parametrize("typed", ["“well known”", "«well known»", '"well known"', "well-known", "2.4", "brücke's", "北*"])
def test_quotation_marks_of_all_kinds_make_phrases_and_signs_within_words_hold_them_together(index: sqlite3.Connection, typed: str) -> None:
    assert len(found(index, typed)) == 1


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("pier OR", '"pier" AND "or"'),
        ("OR pier", '"or" AND "pier"'),
        ("pier OR -toll", '("pier" AND "or") NOT ("toll")'),
        ("statement:pier", '"statement:pier"'),
        ('say "no', '"say" AND "no"'),
        ("-", ""),
        ("*", ""),
        ("", ""),
    ],
)
def test_what_could_be_an_operator_and_is_none_is_looked_for_as_it_is_written(typed: str, match: str) -> None:
    assert words_of(typed).match == match


@pytest.mark.parametrize("typed", ["-pier", "!!!", "“”", "-“pier toll”", "\u2013 —"])
def test_who_names_nothing_to_look_for_is_told_so(typed: str) -> None:
    words = words_of(typed)

    assert words.match == ""
    assert words.note.startswith("There is no word to look for: type one")


def test_what_is_not_looked_for_is_said() -> None:
    assert words_of("pier").note == ""
    assert words_of("word " * MOST_WORDS).note == ""
    assert words_of("word " * (MOST_WORDS + 1)).note.startswith("That is long")
    assert words_of("x" * 2_000).note.startswith("That is long")
    for typed in ("pi*", '"the p"*', "pier* " * (MOST_BEGINNINGS + 1)):
        assert words_of(typed).note.startswith("A word with * needs 3 letters"), typed
    assert words_of("pi* toll").match == '"pi" AND "toll"'


def test_no_question_is_longer_than_the_index_can_bear(index: sqlite3.Connection) -> None:
    for typed in ("a OR " * 5_000, "a " * 5_000, "-b " * 5_000 + "a", '"a b" ' * 5_000, "abc* " * 5_000, "a OR b -c " * 5_000):
        found(index, typed)


@pytest.mark.parametrize(
    ("typed", "is_plain"),
    [
        ("pier toll", True),
        ("Müller\u2019s 2.4", True),
        ('"pier toll"', False),
        ("pier -toll", False),
        ("pier*", False),
        ("a OR b", False),
        ("a AND b", False),
    ],
)
def test_only_bare_words_are_the_same_to_datasettes_own_search(typed: str, is_plain: bool) -> None:
    assert words_of(typed).is_plain is is_plain
