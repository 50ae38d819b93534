# ruff: noqa: RUF001  (quotation marks of many languages are what this is about)
"""What a clean text is, what a statement may say, where quotation marks stand and where a quote does."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from factories import exactly, refusal
from hypothesis import example, given
from hypothesis import strategies as st

from claims.wording import (
    CLOSING_MARKS,
    CONTEXT_LENGTH,
    OPENING_MARKS,
    check_clean,
    check_line,
    check_statement,
    context,
    find_quote,
    has_quotation_mark,
    is_half_quoted,
    is_quoted,
    normalise_text,
    shorten,
    strip_marks,
)

NFD = unicodedata.normalize("NFD", "The café in the town opened.")
NOT_NFC = "is not in Unicode normal form C; normalise it (Python: unicodedata.normalize('NFC', text))"
EMPTY = "is empty; give it or leave it out"

any_text = st.text(st.characters())
shown_text = st.text(st.characters(exclude_categories=["C"]))
few_letters = st.text("ab“”", max_size=12)


# --- clean texts ---


@pytest.mark.parametrize(
    "text",
    ["", "Plain.", "Zwölf Schulen", "اثنتا عشرة مدرسة", "十二所学校", "Line\nline\r\n\tline", "🏫", "a\u200cb", "\u200fعربي", "\u202eabc"],
)
def test_a_clean_text_is_returned_as_given(text: str) -> None:
    assert check_clean(text) == text


@pytest.mark.parametrize(
    ("char", "name"),
    [
        pytest.param("\x00", "U+0000", id="NUL"),
        pytest.param("\x07", "U+0007", id="bell"),
        pytest.param("\x08", "U+0008", id="backspace"),
        pytest.param("\x0b", "U+000B", id="vertical tab"),
        pytest.param("\x0c", "U+000C", id="form feed"),
        pytest.param("\x0e", "U+000E", id="shift out"),
        pytest.param("\x1b", "U+001B", id="escape"),
        pytest.param("\x1f", "U+001F", id="unit separator"),
        pytest.param("\x7f", "U+007F", id="delete"),
        pytest.param("\x80", "U+0080", id="first of C1"),
        pytest.param("\x85", "U+0085", id="next line"),
        pytest.param("\x9f", "U+009F", id="last of C1"),
        pytest.param("\u2028", "U+2028", id="line separator"),
        pytest.param("\u2029", "U+2029", id="paragraph separator"),
        pytest.param("\ud800", "U+D800", id="first surrogate"),
        pytest.param("\udfff", "U+DFFF", id="last surrogate"),
    ],
)
def test_a_clean_text_holds_no_control_character(char: str, name: str) -> None:
    with pytest.raises(ValueError, match=exactly(f"holds the control character {name}; remove it")):
        check_clean(f"Twelve{char}schools")


def test_a_clean_text_is_in_normal_form_c() -> None:
    with pytest.raises(ValueError, match=exactly(NOT_NFC)):
        check_clean(NFD)


@pytest.mark.parametrize("text", ["a", "Twelve schools", "Zwölf Schulen", "a\tb", "a  b", "\u200fعربي", "👩\u200d🏫"])
def test_a_line_is_returned_as_given(text: str) -> None:
    assert check_line(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" ", id="a space"),
        pytest.param("\t\n", id="tab and line end"),
        pytest.param("\u00a0\u3000", id="wide spaces"),
        pytest.param("\u200b\u200b\u2060", id="zero-width characters"),
        pytest.param("\ufeff", id="byte order mark"),
        pytest.param("\u200e\u200f", id="direction marks"),
        pytest.param("\u00ad", id="soft hyphen"),
        pytest.param("\ue000", id="private use"),
        pytest.param("\U000e0041", id="tag character"),
    ],
)
def test_a_line_shows_something(text: str) -> None:
    with pytest.raises(ValueError, match=exactly(EMPTY)):
        check_line(text)


@pytest.mark.parametrize("char", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"], ids=ascii)
def test_a_line_does_not_reverse_its_direction(char: str) -> None:
    message = f"holds the direction control U+{ord(char):04X}, which can disguise what is written; remove it"
    with pytest.raises(ValueError, match=exactly(message)):
        check_line(f"Twelve {char}schools")


@pytest.mark.parametrize("text", ["Twelve\nschools", "Twelve\r\nschools", "Twelve\rschools"], ids=["LF", "CRLF", "CR"])
def test_a_line_is_one_line(text: str) -> None:
    with pytest.raises(ValueError, match=exactly("runs over several lines; put it on one")):
        check_line(text)


@pytest.mark.parametrize("text", [" schools", "schools ", "\tschools", "schools\u00a0", "\u3000schools"], ids=ascii)
def test_a_line_neither_begins_nor_ends_with_a_space(text: str) -> None:
    with pytest.raises(ValueError, match=exactly("begins or ends with a space; remove it")):
        check_line(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("Twelve\x00schools", "holds the control character U+0000; remove it", id="NUL"),
        pytest.param(NFD, NOT_NFC, id="NFD"),
    ],
)
def test_a_line_is_clean(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=exactly(message)):
        check_line(text)


# --- statements ---


@pytest.mark.parametrize(
    "statement",
    [
        "The ministry opened twelve schools in January 2024.",
        "Ten chars!",
        "x" * 500,
        "وزارة التربية افتتحت اثنتي عشرة مدرسة",
        "伊拉克军队在二月击毙三名武装分子",
        "Layla Hassan said no.",
        "The bill states the price of a school.",
        "A state that told nobody built it.",
        "The answer, as the minister knows, is what the report adds.",
        "The accord of 2003 was correctly dated.",
    ],
)
def test_a_statement_is_returned_as_given(statement: str) -> None:
    assert check_statement(statement) == statement


@pytest.mark.parametrize("length", [1, 9, 501, 10_000])
def test_a_statement_has_10_to_500_characters(length: int) -> None:
    message = f"has {length} characters; a statement has 10 to 500: one claim, standing alone"
    with pytest.raises(ValueError, match=exactly(message)):
        check_statement("x" * length)


def test_the_length_of_a_statement_counts_code_points() -> None:
    assert check_statement("𐎀" * 10) == "𐎀" * 10
    with pytest.raises(ValueError, match="has 501 characters"):
        check_statement("𐎀" * 501)


@pytest.mark.parametrize("mark", ["?", "؟", "\uff1f"], ids=["Latin", "Arabic", "Chinese"])
def test_a_statement_is_no_question(mark: str) -> None:
    with pytest.raises(ValueError, match=exactly("is a question; say what is claimed")):
        check_statement(f"Did twelve schools open in January 2024{mark}")


@pytest.mark.parametrize("url", ["http://daily.example/a", "https://daily.example/a", "HTTPS://DAILY.EXAMPLE", "www.daily.example"])
def test_a_statement_holds_no_url(url: str) -> None:
    with pytest.raises(ValueError, match=exactly("holds a URL; put it on the document")):
        check_statement(f"Twelve schools opened, see {url} for more.")


SPEECH = [
    "said",
    "says",
    "saying",
    "told",
    "tells",
    "stated",
    "states",
    "claimed",
    "claims",
    "added",
    "adds",
    "stressed",
    "stresses",
    "announced",
    "argued",
    "argues",
    "insisted",
    "insists",
    "alleged",
    "alleges",
    "asserted",
    "asserts",
    "reported",
    "reports",
    "noted",
    "explained",
]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("According to the ministry twelve schools opened.", "according to"),
        ("Twelve schools opened, ACCORDING TO the ministry.", "according to"),
        ("Twelve schools reportedly opened in January.", "reportedly"),
        ("Twelve schools allegedly opened in January.", "allegedly"),
        *[(f"The minister {word} that twelve schools opened.", f"{word} that") for word in SPEECH],
        ("The minister said that schools open whenever she has said.", "said that"),
        ("THE MINISTER SAID THAT TWELVE SCHOOLS OPENED.", "SAID THAT"),
        ("Twelve schools opened in January, Layla Hassan said.", "Layla Hassan said."),
        ("Twelve schools opened in January, she said", "she said"),
        ("Twelve schools opened in January, the old minister says!", "the old minister says!"),
        ("Twelve schools opened in January, the ministry of schools added.", "the ministry of schools added."),
        ("Twelve schools opened in January, Layla Hassan stressed.", "Layla Hassan stressed."),
        ("Twelve schools, roads and wells opened in January, LAYLA HASSAN SAID.", "LAYLA HASSAN SAID."),
    ],
)
def test_a_statement_holds_no_attribution(statement: str, found: str) -> None:
    message = f"holds an attribution ({found}); say what is claimed, and who says it in the attributions"
    with pytest.raises(ValueError, match=exactly(message)):
        check_statement(statement)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("The minister falsely counted the schools.", "falsely"),
        ("The minister BASELESSLY counted the schools.", "baselessly"),
        ("The minister misleadingly counted the schools.", "misleadingly"),
        ("The debunked count of schools is twelve.", "debunked"),
        ("The minister counted the schools without evidence.", "without evidence"),
        ("The minister wrongly claimed twelve schools.", "wrongly claimed"),
        ("The minister incorrectly stated the number of schools.", "incorrectly stated"),
        ("The minister rightly reported twelve schools.", "rightly reported"),
        ("The minister CORRECTLY SAID twelve.", "CORRECTLY SAID"),
    ],
)
def test_a_statement_holds_no_verdict(statement: str, found: str) -> None:
    message = f"holds a verdict ({found}); say what is claimed, and whether it is true in a review"
    with pytest.raises(ValueError, match=exactly(message)):
        check_statement(statement)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        pytest.param("", EMPTY, id="empty"),
        pytest.param("\u200b" * 20, EMPTY, id="zero-width only"),
        pytest.param("Twelve schools\nopened.", "runs over several lines; put it on one", id="two lines"),
        pytest.param("Twelve schools\u202e opened.", "direction control U+202E", id="bidi"),
        pytest.param("Twelve schools\u2028opened.", "control character U+2028", id="line separator"),
        pytest.param(NFD, "is not in Unicode normal form C", id="NFD"),
    ],
)
def test_a_statement_is_a_line(statement: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        check_statement(statement)


# --- quotation marks ---

PAIRS = ["“”", "””", "„“", "„”", "«»", "»«", "‹›", "‘’", "’’", "‚‘", "「」", "『』", "《》", "〈〉", '""', "''", "\uff02\uff02", "‟”", "‛’"]


@pytest.mark.parametrize("pair", PAIRS)
def test_quotation_marks_of_any_language_make_a_quote(pair: str) -> None:
    opening, closing = pair[0], pair[1]

    assert is_quoted("", f"{opening}Twelve schools{closing}", "")
    assert is_quoted(f"She said {opening}", "Twelve schools", f"{closing} and left")
    assert not is_quoted(opening, "Twelve schools", "")
    assert not is_quoted("", "Twelve schools", closing)
    assert not is_quoted("", f"{opening}Twelve schools", "")
    assert not is_quoted("", f"Twelve schools{closing}", "")


@pytest.mark.parametrize(
    ("prefix", "quote", "suffix"),
    [
        pytest.param("", "Twelve schools", "", id="no marks"),
        pytest.param("She said “yes” and ", "Twelve schools", " then “no”", id="marks farther off"),
        pytest.param("“ ", "Twelve schools", " ”", id="a space between"),
        pytest.param("", "“", "", id="one mark alone"),
        pytest.param("", "", "", id="nothing"),
        pytest.param("(", "Twelve schools", ")", id="brackets"),
        pytest.param("「", "Twelve schools", "「", id="opened twice"),
        pytest.param("」", "Twelve schools", "」", id="closed twice"),
    ],
)
def test_without_marks_at_both_ends_it_is_no_quote(prefix: str, quote: str, suffix: str) -> None:
    assert not is_quoted(prefix, quote, suffix)


@pytest.mark.parametrize(
    ("prefix", "quote", "suffix", "expected"),
    [
        pytest.param("", "Twelve “good” schools", "", True, id="inside"),
        pytest.param("said “", "Twelve schools", "", True, id="just before"),
        pytest.param("", "Twelve schools", "” said", True, id="just after"),
        pytest.param("", "Twelve 「good schools", "", True, id="opening only"),
        pytest.param("", "Twelve good」 schools", "", True, id="closing only"),
        pytest.param("", "‘Twelve schools’", "", True, id="single marks around"),
        pytest.param("said '", "Twelve schools", "'", True, id="single marks just outside"),
        pytest.param("", "It’s Layla's", "", False, id="apostrophes"),
        pytest.param("’", "Twelve schools", "", False, id="an apostrophe before"),
        pytest.param("“yes” ", "Twelve schools", " “no”", False, id="farther off"),
        pytest.param("", "Twelve schools", "", False, id="none"),
        pytest.param("", "", "", False, id="nothing"),
    ],
)
def test_a_mark_counts_in_the_quote_or_next_to_it(prefix: str, quote: str, suffix: str, *, expected: bool) -> None:
    assert has_quotation_mark(prefix, quote, suffix) is expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param("“Twelve schools", True, id="opened only"),
        pytest.param("Twelve schools”", True, id="closed only"),
        pytest.param("Twelve schools“", True, id="an opening mark at the end"),
        pytest.param('"', True, id="one mark alone"),
        pytest.param("「Twelve schools", True, id="opened only, Japanese"),
        pytest.param("Twelve schools」", True, id="closed only, Japanese"),
        pytest.param("“Twelve schools”", False, id="both"),
        pytest.param("Twelve “schools", False, id="one within"),
        pytest.param("“Twelve” schools", False, id="a quoted word at the start"),
        pytest.param("’Twelve schools", False, id="an apostrophe"),
        pytest.param("the schools'", False, id="a plural"),
        pytest.param("Twelve schools", False, id="none"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_quote_is_half_quoted_if_a_mark_at_its_end_has_no_partner(quote: str, *, expected: bool) -> None:
    assert is_half_quoted(quote) is expected


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        pytest.param("“Twelve schools”", ("“", "Twelve schools", "”"), id="curly"),
        pytest.param('"Twelve schools"', ('"', "Twelve schools", '"'), id="straight"),
        pytest.param("«Twelve schools»", ("«", "Twelve schools", "»"), id="French"),
        pytest.param("“a”", ("“", "a", "”"), id="one letter"),
        pytest.param("“It’s Layla's”", ("“", "It’s Layla's", "”"), id="apostrophes within"),
        pytest.param("“So ‘twelve’ schools”", ("“", "So ‘twelve’ schools", "”"), id="single marks within"),
        pytest.param("Twelve schools", ("", "Twelve schools", ""), id="none"),
        pytest.param("“Twelve schools", ("", "“Twelve schools", ""), id="opened only"),
        pytest.param("Twelve schools”", ("", "Twelve schools”", ""), id="closed only"),
        pytest.param("“Twelve” new “schools”", ("", "“Twelve” new “schools”", ""), id="two quotes"),
        pytest.param("“”", ("", "“”", ""), id="nothing between"),
        pytest.param("“", ("", "“", ""), id="one mark"),
        pytest.param("", ("", "", ""), id="nothing"),
    ],
)
def test_the_outer_marks_of_a_typed_quote_are_split_off(typed: str, parts: tuple[str, str, str]) -> None:
    assert strip_marks(typed) == parts


# --- places ---


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        pytest.param("one two", "three", [], id="nowhere"),
        pytest.param("one two", "one", [0], id="at the start"),
        pytest.param("one two", "two", [4], id="at the end"),
        pytest.param("one two one", "one", [0, 8], id="twice"),
        pytest.param("one one one", "one", [0, 4], id="thrice"),
        pytest.param("aaa", "aa", [0, 1], id="overlapping"),
        pytest.param("🏫🏫 one", "one", [3], id="code points, not UTF-16 units"),
        pytest.param("One", "one", [], id="another case"),
    ],
)
def test_a_quote_is_found_at_its_offsets(text: str, quote: str, places: list[int]) -> None:
    assert find_quote(text, quote) == places


def test_the_context_is_32_code_points_on_either_side() -> None:
    text = "🏫" * 40 + "quote" + "é" * 40

    assert context(text, 40, 45) == ("🏫" * 32, "é" * 32)
    assert CONTEXT_LENGTH == 32


def test_the_context_ends_where_the_text_does() -> None:
    assert context("ab quote cd", 3, 8) == ("ab ", " cd")
    assert context("quote", 0, 5) == ("", "")


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line ends"),
        pytest.param("\ufeffabc", "abc", id="byte order mark"),
        pytest.param("a\ufeffbc", "a\ufeffbc", id="the same within"),
        pytest.param("cafe\u0301", "café", id="NFD"),
    ],
)
def test_a_captured_text_is_stored_in_one_form(raw: str, stored: str) -> None:
    assert normalise_text(raw) == stored


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("short", "short", id="short"),
        pytest.param("x" * 60, "x" * 60, id="just fits"),
        pytest.param("x" * 61, "x" * 59 + "…", id="too long"),
        pytest.param("a\u202eb\x00c\nd", "a\\u202eb\\u0000c\\u000ad", id="disguises"),
        pytest.param("\ud800", "\\ud800", id="half a character"),
    ],
)
def test_what_is_shown_is_short_and_undisguised(text: str, shown: str) -> None:
    assert shorten(text) == shown


def test_what_is_shown_can_be_shorter_still() -> None:
    assert shorten("Twelve schools", 7) == "Twelve…"


# --- properties ---


@pytest.mark.parametrize("check", [check_clean, check_line, check_statement])
@given(text=any_text | shown_text.map(lambda text: text * 3))
def test_any_text_is_returned_as_given_or_refused(check: Callable[[str], str], text: str) -> None:
    assert refusal(check, text).isprintable()


@given(any_text)
def test_what_passes_as_a_line_can_be_stored_and_shown(text: str) -> None:
    if refusal(check_line, text):
        return

    assert text.encode().decode() == text
    assert len(text.splitlines()) == 1
    assert text.strip()
    assert unicodedata.normalize("NFC", text) == text


@given(text=few_letters, quote=few_letters.filter(bool))
def test_a_quote_is_found_wherever_it_stands(text: str, quote: str) -> None:
    everywhere = [place for place in range(len(text)) if text[place:].startswith(quote)]

    assert find_quote(text, quote) == everywhere[:2]


@given(st.text("ab'\"“”‘’«»"))
def test_splitting_marks_off_loses_nothing(typed: str) -> None:
    before, words, after = strip_marks(typed)

    assert before + words + after == typed
    assert len(before) == len(after)
    assert before == "" or (before in OPENING_MARKS and after in CLOSING_MARKS and words)


@given(text=any_text, data=st.data())
def test_the_context_stands_around_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    prefix, suffix = context(text, start, end)

    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)
    assert len(prefix) == min(start, 32)
    assert len(suffix) == min(len(text) - end, 32)


@given(any_text)
@example("e\u0301\r\n\r")
def test_a_stored_text_is_nfc_with_plain_line_ends(raw: str) -> None:
    stored = normalise_text(raw)

    assert unicodedata.is_normalized("NFC", stored)
    assert "\r" not in stored


@given(any_text, st.integers(1, 80))
def test_what_is_shown_is_printable(text: str, length: int) -> None:
    assert shorten(text, length).isprintable()
    assert len(shorten(text, length)) <= length * len("\\U0010ffff")
