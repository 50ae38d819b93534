"""JSON lines are lossless: the bytes say exactly what is recorded, and nothing in another way twice."""

import io
import json
from typing import Any

from factories import make_claim, make_document, make_entity, make_record, read_record
from hypothesis import given
from hypothesis import strategies as st

from claims.exporters.json_lines import EXPORTER
from claims.models.records import RECORD_KINDS
from claims.readers.json_lines import READER


def written(*records: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    EXPORTER.write(records, file)
    return file.getvalue()


def test_a_record_is_one_line_of_compact_utf_8() -> None:
    record = {"record": "entity", "id": "a", "name": "ليلى", "aliases": ["É", "🏫"], "note": 'a "b"\nc', "score": 0.5, "yes": True}

    assert written(record) == (
        '{"record":"entity","id":"a","name":"ليلى","aliases":["É","🏫"],"note":"a \\"b\\"\\nc","score":0.5,"yes":true}\n'.encode()
    )


def test_records_are_written_in_the_order_given() -> None:
    assert written({"id": "b"}, {"id": "a"}) == b'{"id":"b"}\n{"id":"a"}\n'


def test_the_order_of_the_fields_is_kept() -> None:
    assert written({"b": 1, "a": 2}) == b'{"b":1,"a":2}\n'


def test_nothing_recorded_is_an_empty_file() -> None:
    assert written() == b""


def test_the_file_stays_open() -> None:
    file = io.BytesIO()

    EXPORTER.write([make_entity()], file)

    assert not file.closed


def test_what_is_written_is_read_again_as_it_was() -> None:
    records = [make_record(kind) for kind in RECORD_KINDS]

    rows = list(READER.read(io.BytesIO(written(*records))))

    assert [row.content for row in rows] == [read_record(record) for record in records]


def test_line_ends_within_a_text_make_no_line() -> None:
    assert written(make_document(), make_claim(quote="a\nb\r\nc\u2028d")).count(b"\n") == 2


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans() | st.none() | st.lists(st.text())))
def test_any_record_is_one_line_that_says_the_same(record: dict[str, Any]) -> None:
    line = written(record)

    assert line.count(b"\n") == 1
    assert json.loads(line) == record
