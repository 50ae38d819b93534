"""A line of JSON holds one record or one entry, and whatever else it holds is refused and never crashes."""

import json
import time
from typing import Any, get_args

import pytest
from factories import LEFT_OUT, STATEMENT, as_line, make_claim, make_entry, make_record, make_source, read_record, refusals
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from claims.errors import InvalidInput
from claims.models import ClaimEntry, Record, parse_record
from claims.models.records import RECORD_KINDS, validate_record

every_kind = pytest.mark.parametrize("kind", RECORD_KINDS)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20)
json_values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4), max_leaves=12
)
fields_of_entries = st.sampled_from([*ClaimEntry.model_fields, "colour"])


def outcome(line: bytes) -> Record | ClaimEntry | None:
    """Return what a line holds, or None where it is refused as it should be."""
    try:
        return parse_record(line)
    except InvalidInput:
        assert all(refusals(line))
        return None


@every_kind
def test_a_record_is_told_by_its_kind(kind: str) -> None:
    assert read_record(make_record(kind)).record == kind


def test_every_kind_of_record_has_its_place_in_the_order() -> None:
    assert [one.model_fields["record"].default for one in get_args(Record)] == list(RECORD_KINDS)


@every_kind
def test_a_record_is_recognised_wherever_it_names_its_kind(kind: str) -> None:
    fields = make_record(kind)
    last = {**make_record(kind, record=LEFT_OUT), "record": kind}

    assert parse_record(as_line(last)) == parse_record(b"  " + as_line(fields)) == read_record(fields)


@every_kind
def test_a_record_comes_back_as_it_was_written(kind: str) -> None:
    record = read_record(make_record(kind))

    assert validate_record(record.model_dump(mode="json")) == record
    assert parse_record(record.model_dump_json().encode()) == record


def test_recorded_fields_that_are_no_record_are_refused() -> None:
    with pytest.raises(ValidationError):
        validate_record({"record": "claim"})


def test_a_line_without_a_kind_is_an_entry() -> None:
    assert isinstance(read_record(make_entry()), ClaimEntry)
    assert isinstance(read_record(make_entry(record="entry")), ClaimEntry)


def test_the_word_record_in_a_statement_makes_no_record() -> None:
    assert isinstance(read_record(make_entry(statement='The "record" of schools is public.')), ClaimEntry)
    assert isinstance(parse_record(as_line(make_entry(quote='say "record"', document="d1"))), ClaimEntry)


@pytest.mark.parametrize("kind", ["claims", "", None, 5, [], {"record": "claim"}], ids=ascii)
def test_an_unknown_kind_is_refused(kind: object) -> None:
    faults = refusals({**make_claim(), "record": kind})

    assert len(faults) == 1


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    [fault] = refusals({"record": "claims"})

    assert "'claims'" in fault
    assert all(f"'{kind}'" in fault for kind in RECORD_KINDS)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="cut off"),
        pytest.param(as_line(make_entry())[:-1], id="cut off at the end"),
        pytest.param(as_line(make_entry()) + b"}", id="more after the end"),
        pytest.param(as_line(make_entry()) + as_line(make_entry()), id="two on one line"),
        pytest.param(b"{'document': 'd1'}", id="single quotation marks"),
        pytest.param(b'{"document": "d1",}', id="comma at the end"),
        pytest.param(b'\xef\xbb\xbf{"document": "d1"}', id="byte order mark"),
        pytest.param('{"document": "d1"}'.encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"document": "d\xff"}', id="no UTF-8"),
        pytest.param(b'{"document": "\\ud800"}', id="lone surrogate"),
        pytest.param(b'{"document": "\xed\xa0\x80"}', id="lone surrogate in UTF-8"),
        pytest.param(b'{"record": "claim", "id": "\\ud800"}', id="lone surrogate in a record"),
        pytest.param(b'{"document": "a\x00b"}', id="raw NUL"),
        pytest.param(b'{"start_char": ' + b"9" * 5_000 + b"}", id="5000 digits"),
        pytest.param(b'{"start_char": 07}', id="octal"),
        pytest.param(b"statement,quote", id="CSV"),
        pytest.param(b"<html>", id="HTML"),
    ],
)
def test_what_is_not_json_is_said_to_be_none(line: bytes) -> None:
    [fault] = refusals(line)

    assert fault.startswith("the row: is not JSON: ")


@pytest.mark.parametrize("start", [b"", b'{"record":', b' {"record":', b'{"document":', b'{"colour":', b'{"statement":"'], ids=repr)
@pytest.mark.parametrize("opening", [b"[", b'{"a":'], ids=repr)
def test_nesting_a_hundred_thousand_deep_is_refused_quickly(start: bytes, opening: bytes) -> None:
    started = time.process_time()

    [fault] = refusals(start + opening * 100_000)

    assert fault.startswith("the row: is not JSON: ")
    assert len(fault) < 200
    assert time.process_time() - started < 5


@pytest.mark.parametrize("line", [b"null", b"[]", b"5", b'"text"', b"true", b"NaN"], ids=repr)
def test_a_line_is_an_object(line: bytes) -> None:
    [fault] = refusals(line)

    assert fault.endswith("is no object; write { ... }")


def test_a_line_of_ten_megabytes_is_not_repeated() -> None:
    faults = refusals(b'{"record":"' + b"x" * 10_000_000 + b'"')

    assert sum(map(len, faults)) < 1_000


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b'{"record"')
def test_any_bytes_are_a_record_or_refused(line: bytes) -> None:
    assert outcome(line) is None


@given(json_values)
def test_any_json_is_a_record_or_refused(value: object) -> None:
    assert outcome(json.dumps(value).encode()) is None


@given(st.dictionaries(fields_of_entries, json_values))
def test_any_values_of_an_entry_are_read_or_refused(changes: dict[str, Any]) -> None:
    entry = outcome(json.dumps({"document": "d1", "statement": STATEMENT, **changes}).encode())

    assert entry is None or entry.record == "entry"


@given(kind=st.sampled_from([*RECORD_KINDS]), data=st.data(), value=json_values)
def test_any_value_of_a_record_is_read_or_refused(kind: str, data: st.DataObject, value: object) -> None:
    fields = make_record(kind)
    field = data.draw(st.sampled_from([*fields, "colour"]))

    record = outcome(json.dumps({**fields, field: value}).encode())

    assert record is None or record.record in (kind, value)


@given(json_values, json_values)
def test_any_source_is_read_or_refused(speaker: object, hop: object) -> None:
    entry = outcome(json.dumps(make_entry(attributions=[make_source(speaker=speaker, hop=hop)])).encode())

    assert entry is None or entry.record == "entry"


@given(st.data())
def test_any_cut_of_a_line_is_refused(data: st.DataObject) -> None:
    line = as_line(make_record(data.draw(st.sampled_from(RECORD_KINDS))))

    assert outcome(line[: data.draw(st.integers(0, len(line) - 1))]) is None
