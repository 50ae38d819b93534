"""Ids follow from what they name: the same here, on every machine and for ever, hence the literal values."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.identifiers import candidate_id, claim_id, content_sha256, document_id, slug

SHA256 = "0" * 64
URL = "https://example.org/a"
STATEMENT = "It rained in Baghdad."

encodable = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Ahmed al-Sharifi", "ahmed-al-sharifi", id="Latin"),
        pytest.param("Müller & Söhne GmbH", "muller-sohne-gmbh", id="German"),
        pytest.param("İstanbul", "istanbul", id="Turkish"),
        pytest.param("أحمد الشريفي", "hmd-lshryfy", id="Arabic"),
        pytest.param("Владимир Иванов", "vladimir-ivanov", id="Cyrillic"),
        pytest.param("Ελένη", "eleni", id="Greek"),
        pytest.param("李明", "liming", id="Chinese"),
        pytest.param("김민준", "gimminjun", id="Korean"),
        pytest.param("नरेंद्र", "nremdr", id="Devanagari"),
        pytest.param("ศิริ", "siri", id="Thai"),
        pytest.param("O'Brien", "obrien", id="straight apostrophe"),
        pytest.param("O\u2019Brien", "obrien", id="curly apostrophe"),
        pytest.param("The “Daily”", "the-daily", id="quotation marks"),
        pytest.param("  Radio -- Dune  ", "radio-dune", id="spaces and hyphens"),
        pytest.param("🦊", "fox", id="emoji"),
        pytest.param("X", "x", id="one letter"),
    ],
)
def test_a_slug_is_readable_in_any_script(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("---", "xcb3f91d54eee30e5"), ("", "xe3b0c44298fc1c14"), ("\u200b", "xf4e48e664a603543")],
    ids=["hyphens", "nothing", "zero-width space"],
)
def test_a_name_without_letters_still_gets_a_slug_of_its_own(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_slug_has_80_characters_at_most_and_no_hyphen_at_its_end() -> None:
    assert slug("x" * 200) == "x" * 80
    assert slug("ab " * 50) == "ab-" * 26 + "ab"
    assert slug("x" * 79 + " y") == "x" * 79
    assert slug(" " + "x" * 80) == "x" * 80


def test_a_document_is_known_by_its_url_and_the_sha256_of_its_text() -> None:
    assert document_id(URL, SHA256) == "d636f85a769f0b01b"
    assert document_id(URL, None) == "dbe03c1a846537668"
    assert document_id(None, SHA256) == "dcdaec775450b7829"


def test_a_claim_is_known_by_its_document_its_span_and_its_statement() -> None:
    assert claim_id("d0", 3, 9, STATEMENT) == "c50173a6286932362"
    assert claim_id("d0", 0, 9, STATEMENT) == "c65174bbc0ba16f39"
    assert claim_id("d0", None, None, STATEMENT) == "c5ce912ada4d153e0"


def test_whatever_tells_two_records_apart_tells_their_ids_apart() -> None:
    claims = [claim_id(*parts) for parts in [("d0", 3, 9, "a"), ("d1", 3, 9, "a"), ("d0", 4, 9, "a"), ("d0", 3, 8, "a"), ("d0", 3, 9, "b")]]
    documents = [document_id(*parts) for parts in [("a", "b"), ("ab", ""), ("", "ab"), ("b", "a")]]

    assert len(set(claims)) == len(claims)
    assert len(set(documents)) == len(documents)


def test_the_sha256_is_that_of_the_text_in_utf_8() -> None:
    assert content_sha256("عاجل") == "5858bf88ec0b5f8a74abf0724f556a747d4ec82eba0ad7e0b127c426223bff6c"
    assert content_sha256("") == hashlib.sha256(b"").hexdigest()


@given(encodable)
def test_every_slug_is_a_slug_and_stays_the_same(name: str) -> None:
    made = slug(name)

    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", made)
    assert len(made) <= 80
    assert slug(made) == slug(name) == made


@given(encodable, encodable, st.none() | st.integers(0, 2**31), st.none() | st.integers(0, 2**31))
def test_every_id_is_a_letter_and_16_hexadecimal_digits(url: str, statement: str, start: int | None, end: int | None) -> None:
    document = document_id(url, None)

    assert re.fullmatch("d[0-9a-f]{16}", document)
    assert re.fullmatch("c[0-9a-f]{16}", claim_id(document, start, end, statement))


def test_the_id_of_a_draft_follows_from_its_document_its_span_and_what_it_is() -> None:
    parts = [("d0", 3, 9, "direct", "ann"), ("d1", 3, 9, "direct", "ann"), ("d0", 4, 9, "direct", "ann"), ("d0", 3, 9, "direct", "ben")]
    ids = [candidate_id(*one) for one in parts]

    assert len(set(ids)) == len(parts)
    assert all(re.fullmatch("k[0-9a-f]{16}", one) for one in ids)
    assert candidate_id(*parts[0]) == ids[0]
    assert candidate_id("d0", None, None, "direct") == candidate_id("d0", None, None, "direct")
