"""Bytes into text: whatever encoding, no letter lost or replaced in silence, no file that fills the memory."""

import gzip

import pytest
from capture.web import bomb
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.decoding import decode, unpack, without_controls

WORDS = "“Die Brücke ist zu”, sagte die Bürgermeisterin – für 3 €."
WESTERN = "“Die Brücke ist zu” – für 3 €."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_goes_before_everything(encoding: str) -> None:
    content = WORDS.encode(encoding)

    assert decode(content, "iso-8859-1" if encoding != "utf-8" else "") == WORDS


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "us-ascii", "latin1"])
def test_latin_1_is_read_as_browsers_read_it(declared: str) -> None:
    """WHATWG Encoding Standard: what calls itself Latin-1 or ASCII is windows-1252."""
    assert decode(WESTERN.encode("cp1252"), declared) == WESTERN


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1252">',
        "<META CHARSET=windows-1252>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
        '<?xml version="1.0" encoding="windows-1252"?>',
    ],
)
def test_a_page_may_say_its_encoding_itself(meta: str) -> None:
    page = f"<html><head>{meta}</head><p>{WESTERN}</p>"

    assert decode(page.encode("cp1252")) == page


def test_valid_utf_8_is_utf_8_whatever_it_is_said_to_be() -> None:
    """Servers that say Latin-1 for every page are common; text that is valid UTF-8 by chance is not."""
    assert decode(WORDS.encode(), "iso-8859-1") == WORDS


def test_a_wrong_charset_gives_way_to_one_that_fits() -> None:
    assert decode(f'<meta charset="utf-8"><p>{WESTERN}'.encode("cp1252"), "windows-1252").endswith(WESTERN)


@pytest.mark.parametrize(
    ("encoding", "words"), [("iso-2022-jp", "東京の橋は閉鎖された。"), ("utf-16-le", WORDS), ("shift_jis", "橋は閉鎖")]
)
def test_an_encoding_whose_bytes_may_pass_for_another_is_believed(encoding: str, words: str) -> None:
    assert decode(words.encode(encoding), encoding) == words


def test_an_unknown_name_of_an_encoding_is_passed_over() -> None:
    assert decode(WORDS.encode(), "x-nonsense-8") == WORDS


def test_an_encoding_that_nobody_names_is_guessed() -> None:
    text = "Мэр сказал в понедельник, что мост будет закрыт до июня, потому что сначала его нужно отремонтировать. " * 5

    assert decode(text.encode("cp1251")) == text


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="it is no text"):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


def test_gzip_in_several_pieces_is_unpacked() -> None:
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"


@pytest.mark.parametrize("limit", [0, 1_000, 999_999])
def test_more_than_the_limit_is_never_unpacked(limit: int) -> None:
    with pytest.raises(ValueError, match="unpacked, it is larger than"):
        unpack(bomb(1_000_000), limit)


def test_a_bomb_in_many_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="larger than"):
        unpack(bomb(100_000) * 300, 20_000_000)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    for charset in ("", "utf-16", "iso-8859-1"):
        try:
            assert isinstance(decode(content, charset), str)
        except ValueError as error:
            assert str(error)  # noqa: PT017  (a sentence, whatever the bytes)


def test_controls_go_and_line_ends_stay() -> None:
    assert without_controls("one\x0ctwo\x85three\u2028four\x00\x07\x9f\tfive\n") == "one\ntwo\nthree\nfour\tfive\n"
