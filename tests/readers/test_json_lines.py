"""JSON lines are read one by one; a refused one is kept with its reasons, mended and read again."""

import io
import json

import pytest
from factories import LEFT_OUT, STATEMENT, Fields, as_line, make_claim, make_entry, make_record, read_record
from hypothesis import given
from hypothesis import strategies as st

from claims.contracts import MAX_ROW_BYTES, Row
from claims.errors import Fault
from claims.models import ClaimEntry
from claims.readers import json_lines
from claims.readers.json_lines import READER

GOOD = as_line(make_entry(document="d1"))
BAD = as_line(make_entry(document="d1", location="footnote"))
NOT_JSON = b'{"statement": "cut o'


def read(content: bytes) -> list[Row]:
    return list(READER.read(io.BytesIO(content)))


def refused(content: bytes) -> list[dict[str, object]]:
    """Return the objects in the file of refused rows."""
    return [json.loads(line) for line in refused_file(content).splitlines()]


def refused_file(content: bytes) -> bytes:
    file = io.BytesIO()
    for row in read(content):
        if row.content is None:
            READER.refuse(file, row, row.faults)
    return file.getvalue()


def entry_of(row: Row) -> ClaimEntry:
    assert isinstance(row.content, ClaimEntry), row.faults
    return row.content


# --- reading ---


def test_a_line_holds_one_record_or_entry() -> None:
    rows = read(b"\n".join([as_line(make_record("entity")), as_line(make_claim()), GOOD]))

    assert [row.content.record for row in rows if row.content] == ["entity", "claim", "entry"]


def test_lines_are_counted_from_1_blank_ones_too() -> None:
    rows = read(b"\n" + GOOD + b"\n\n   \n\t\r\n" + BAD + b"\n\n" + GOOD)

    assert [row.line for row in rows] == [2, 6, 8]
    assert [row.content is None for row in rows] == [False, True, False]


def test_a_row_is_kept_as_it_stands_in_the_file() -> None:
    assert [row.raw for row in read(GOOD + b"\r\n" + BAD + b"\n" + NOT_JSON)] == [GOOD + b"\r\n", BAD + b"\n", NOT_JSON]


def test_a_bad_row_does_not_hinder_the_next() -> None:
    bad, good = read(NOT_JSON + b"\n" + GOOD)

    assert bad.content is None
    assert [str(fault)[:22] for fault in bad.faults] == ["the row: is not JSON: "]
    assert entry_of(good).statement == STATEMENT
    assert good.faults == []


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b""], ids=["LF", "CRLF", "none"])
def test_a_line_may_end_in_any_way(ending: bytes) -> None:
    [row] = read(GOOD + ending)

    assert entry_of(row).document == "d1"


def test_a_byte_order_mark_is_passed_over_at_the_start_only() -> None:
    first, second = read(b"\xef\xbb\xbf" + GOOD + b"\n\xef\xbb\xbf" + GOOD)

    assert entry_of(first).document == "d1"
    assert first.raw == GOOD + b"\n"
    assert second.content is None


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n"], ids=repr)
def test_an_empty_file_holds_no_rows(content: bytes) -> None:
    assert read(content) == []


def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_ROW_BYTES", 1024 * 1024)
    rows = read(GOOD + b"\n" + b"x" * (3 * 1024 * 1024 + 5) + b"\n" + GOOD + b"\n" + b"y" * (1024 * 1024 + 1))

    assert [row.line for row in rows] == [1, 2, 3, 4]
    assert [row.raw for row in rows] == [GOOD + b"\n", b"", GOOD + b"\n", b""]
    assert rows[1].faults == rows[3].faults == [Fault("", "", "is longer than 1 MiB; split it")]
    assert rows[1].content is None


def test_a_line_just_short_enough_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_ROW_BYTES", len(GOOD) + 1)

    first, second = read(GOOD + b"\n" + GOOD)

    assert entry_of(first) == entry_of(second)


def test_a_row_has_32_mebibytes_at_most() -> None:
    assert MAX_ROW_BYTES == 32 * 1024 * 1024


# --- refused rows ---


def test_a_refused_row_is_written_with_its_reasons() -> None:
    assert refused(GOOD + b"\n" + BAD) == [
        {
            "faults": [
                {
                    "field": "location",
                    "value": "'footnote'",
                    "message": "is not one of 'headline', 'lead', 'body' or 'caption'",
                }
            ],
            "row": json.loads(BAD),
        }
    ]


def test_a_refused_row_keeps_its_letters_readable() -> None:
    bad = as_line(make_entry(document="d1", statement="اثنتا عشرة مدرسة افتتحت؟"))

    assert "اثنتا عشرة مدرسة افتتحت؟".encode() in refused_file(bad)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        pytest.param(NOT_JSON, '{"statement": "cut o', id="cut off"),
        pytest.param(b'{"document": "d\xff"}', '{"document": "d\\xff"}', id="no UTF-8"),
        pytest.param(b'{"document": "\\ud800"}', '{"document": "\\ud800"}', id="lone surrogate"),
        pytest.param(b"[" * 100_000, "[" * 100_000, id="too deep"),
        pytest.param(b"[5]", [5], id="a list"),
        pytest.param(b'"text"', "text", id="a text"),
    ],
)
def test_a_row_that_is_no_object_is_kept_as_far_as_it_can_be(line: bytes, kept: object) -> None:
    [wrapped] = refused(line)

    assert wrapped["row"] == kept


def test_a_refused_row_that_was_mended_can_be_read_again() -> None:
    mended = refused_file(BAD).replace(b"footnote", b"headline")

    [row] = read(mended)

    assert entry_of(row).location == "headline"


def test_a_refused_record_that_was_mended_can_be_read_again() -> None:
    mended = refused_file(as_line(make_claim(location="footnote"))).replace(b"footnote", b"headline", 2)

    [row] = read(mended)

    assert row.content == read_record(make_claim(location="headline"))


def test_a_row_that_is_refused_again_is_not_wrapped_again() -> None:
    once = refused_file(BAD)

    assert refused_file(once) == once


@pytest.mark.parametrize("row", ["text", None, [5], LEFT_OUT], ids=ascii)
def test_a_wrapping_without_a_row_is_refused(row: object) -> None:
    fields: Fields = {"faults": []} if row is LEFT_OUT else {"faults": [], "row": row}

    [read_row] = read(json.dumps(fields, separators=(",", ":")).encode())

    assert read_row.content is None


def test_a_wrapping_that_is_cut_off_is_refused() -> None:
    [row] = read(refused_file(BAD)[:-5])

    assert row.content is None
    assert row.faults[0].message.startswith("is not JSON: ")


# --- properties ---


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_row_by_row(content: bytes) -> None:
    for row in read(content):
        assert row.content is None
        assert row.faults
        assert row.raw in content


@given(st.lists(st.sampled_from([GOOD, BAD, NOT_JSON, b"", b" "]), max_size=8))
def test_every_line_that_is_not_blank_is_a_row(lines: list[bytes]) -> None:
    rows = read(b"\n".join(lines))

    assert [row.line for row in rows] == [number for number, line in enumerate(lines, start=1) if line.strip()]


@given(st.lists(st.binary(max_size=60), max_size=4))
def test_any_refused_rows_can_be_read_again(lines: list[bytes]) -> None:
    again = refused_file(b"\n".join(lines))

    assert len(again.splitlines()) == len(read(b"\n".join(lines)))
    assert all(row.content is None for row in read(again))
