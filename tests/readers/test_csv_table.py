"""A spreadsheet is read a claim a row, whatever program saved it; a refused row is kept with its reasons."""

import csv
import io
from typing import Any

import pytest
from factories import QUOTE, STATEMENT, TIME, URL
from hypothesis import given
from hypothesis import strategies as st

from claims.contracts import MAX_ROW_BYTES, Row
from claims.errors import ClaimsError
from claims.exporters import csv_table as exported
from claims.models import ClaimEntry, DocumentEntry
from claims.readers.csv_table import COLUMNS, READER, UnknownColumns

HEADINGS = "statement,title,outlet,location"
GOOD = f"{STATEMENT},Twelve schools opened,Daily Example,lead"
BAD = f"{STATEMENT},Twelve schools opened,Daily Example,footnote"

CELLS = {
    "statement": STATEMENT,
    "quote": QUOTE,
    "quotation": "direct",
    "start_char": "1",
    "end_char": "37",
    "location": "lead",
    "claim_date": "2024-01",
    "speaker": "Layla Hassan",
    "source_type": "named_person",
    "source_text": "Hassan",
    "role_text": "spokesperson",
    "affiliation": "Ministry of Schools",
    "cue": "said",
    "stance": "affirms",
    "medium": "interview",
    "platform": "X",
    "said_date": "2024-02-04",
    "anonymity_reason": "none",
    "reliability": "B",
    "title": "Twelve schools opened",
    "outlet": "Daily Example",
    "url": URL,
    "kind": "report",
    "byline": "Sami Karim",
    "language": "en",
    "published_at": "2024-02-05",
    "accessed_at": TIME,
    "archive_url": "https://archive.example/schools",
    "status": "not_yet",
    "reason": "promise",
    "rationale": "It will be seen.",
    "check_after": "2024-06-01",
    "credibility": "3",
    "created_by": "mona",
    "created_at": TIME,
}
"""A cell for every heading but `document_id`, which stands instead of the columns about the document."""


def read(content: str | bytes) -> list[Row]:
    return list(READER.read(io.BytesIO(content if isinstance(content, bytes) else content.encode())))


def only_row(content: str | bytes) -> Row:
    [row] = read(content)
    return row


def entry_of(row: Row) -> ClaimEntry:
    assert isinstance(row.content, ClaimEntry), row.faults
    return row.content


def document_of(row: Row) -> DocumentEntry:
    document = entry_of(row).document
    assert isinstance(document, DocumentEntry)
    return document


def reasons(row: Row) -> list[str]:
    assert row.content is None
    return [str(fault) for fault in row.faults]


def as_csv(*rows: list[str], delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def refused_file(content: str | bytes) -> str:
    file = io.BytesIO()
    for row in read(content):
        if row.content is None:
            READER.refuse(file, row, row.faults)
    return file.getvalue().decode()


# --- reading ---


def test_the_headings_are_for_ever() -> None:
    assert {*CELLS, "document_id"} == set(COLUMNS)


def test_every_heading_has_its_place_in_the_entry() -> None:
    entry = entry_of(only_row(as_csv(list(CELLS), list(CELLS.values()))))

    expected: dict[str, Any] = {
        "record": "entry",
        "document": {
            "title": "Twelve schools opened",
            "outlet": "Daily Example",
            "url": URL,
            "kind": "report",
            "byline": "Sami Karim",
            "language": "en",
            "published_at": "2024-02-05",
            "accessed_at": TIME,
            "archive_url": "https://archive.example/schools",
        },
        "statement": STATEMENT,
        "quote": QUOTE,
        "quotation": "direct",
        "start_char": 1,
        "end_char": 37,
        "location": "lead",
        "claim_date": "2024-01",
        "attributions": [
            {
                "speaker": "Layla Hassan",
                "source_type": "named_person",
                "source_text": "Hassan",
                "role_text": "spokesperson",
                "affiliation": "Ministry of Schools",
                "cue": "said",
                "stance": "affirms",
                "medium": "interview",
                "platform": "X",
                "said_date": "2024-02-04",
                "anonymity_reason": "none",
                "reliability": "B",
            }
        ],
        "assessment": {
            "status": "not_yet",
            "reason": "promise",
            "rationale": "It will be seen.",
            "check_after": "2024-06-01",
            "credibility": 3,
        },
        "created_by": "mona",
        "created_at": TIME,
    }
    assert entry.model_dump(mode="json", exclude_unset=True) == {key: value for key, value in expected.items() if key != "record"}


def test_a_document_may_be_named_by_its_id() -> None:
    assert entry_of(only_row(f"statement,document_id\n{STATEMENT},d1")).document == "d1"


def test_without_columns_about_the_source_it_is_the_outlets_own_voice() -> None:
    entry = entry_of(only_row(f"{HEADINGS}\n{GOOD}"))

    assert (entry.attributions, entry.assessment, entry.location) == ((), None, "lead")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
def test_cells_may_be_parted_by(delimiter: str) -> None:
    content = as_csv(list(CELLS), [*CELLS.values()], delimiter=delimiter)

    assert entry_of(only_row(content)).attributions[0].speaker == "Layla Hassan"


@pytest.mark.parametrize("delimiter", [";", "\t"], ids=["semicolons", "tabs"])
def test_a_comma_in_a_cell_parts_nothing_there(delimiter: str) -> None:
    statement = "Twelve schools, three roads, and a well opened in January."
    content = as_csv(["statement", "title", "outlet"], [statement, "A, B", "C"], delimiter=delimiter)

    assert entry_of(only_row(content)).statement == statement


def test_a_single_column_needs_no_delimiter() -> None:
    assert reasons(only_row(f"statement\n{STATEMENT}")) == ["document: is missing; give it"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_may_end_in_any_way(ending: str) -> None:
    rows = read(ending.join([HEADINGS, GOOD, BAD, GOOD]))

    assert [row.line for row in rows] == [2, 3, 4]
    assert [row.content is None for row in rows] == [False, True, False]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert entry_of(only_row("\ufeff" + f"{HEADINGS}\n{GOOD}")).statement == STATEMENT


@pytest.mark.parametrize(
    "headings",
    ["Statement,TITLE,Outlet,Location", " statement , title,outlet ,location", '"statement","title","outlet","location"'],
    ids=["capitals", "spaces", "quotation marks"],
)
def test_headings_are_forgiving(headings: str) -> None:
    assert entry_of(only_row(f"{headings}\n{GOOD}")).location == "lead"


def test_a_heading_may_have_spaces_for_underscores() -> None:
    assert entry_of(only_row(f"statement,Document ID\n{STATEMENT},d1")).document == "d1"


def test_the_columns_may_stand_in_any_order() -> None:
    assert entry_of(only_row(f"outlet,statement,title\nDaily Example,{STATEMENT},Schools")).statement == STATEMENT


def test_spaces_around_a_cell_are_no_part_of_it() -> None:
    assert entry_of(only_row(f"statement,document_id\n  {STATEMENT}\u00a0, d1 ")).statement == STATEMENT


def test_a_cell_may_hold_line_ends_and_quotation_marks() -> None:
    content = f'statement,quote,document_id\n{STATEMENT},"We opened ""twelve""\nschools",d1\n{STATEMENT},,d2\n'

    first, second = read(content)

    assert entry_of(first).quote == 'We opened "twelve"\nschools'
    assert (first.line, second.line) == (2, 4)


def test_lines_are_counted_as_in_the_file() -> None:
    rows = read(f'{HEADINGS}\n\n,,,\n{GOOD}\n"Two\nlines",a,b,body\n{BAD}\n')

    assert [row.line for row in rows] == [4, 5, 7]


def test_blank_rows_and_empty_files_hold_nothing() -> None:
    assert [read(content) for content in ("", "\n", "   \n", f"{HEADINGS}\n", f"{HEADINGS}\n\n,,,\n , ,\n")] == [[]] * 5


def test_missing_cells_at_the_end_are_empty() -> None:
    assert entry_of(only_row(f"document_id,statement,quote,speaker\nd1,{STATEMENT}")).quote == ""


def test_unknown_headings_are_named() -> None:
    with pytest.raises(UnknownColumns) as refused:
        read("statement,Claim,,outlet,Who said\na,b,c,d,e")

    message = str(refused.value)
    assert message.startswith("Unknown headings: claim, (empty), who_said. Known ones are: statement, quote, quotation, ")
    assert message.endswith("created_by, created_at. Rename or remove them.")
    assert isinstance(refused.value, ClaimsError)


def test_too_many_cells_are_refused() -> None:
    row = only_row(f"{HEADINGS}\n{GOOD},one more,and another")

    assert reasons(row) == ["the row: has 6 cells under 4 headings; mend the delimiters"]


def test_a_row_is_kept_below_its_headings() -> None:
    good, bad = read(f"{HEADINGS}\n{GOOD}\n{BAD}\n")

    assert good.raw == f"{HEADINGS}\n{GOOD}\n".encode()
    assert bad.raw == f"{HEADINGS}\n{BAD}\n".encode()


def test_faults_are_told_by_their_place_in_the_entry() -> None:
    row = only_row("statement,stance,title,outlet,rationale,reason\nShort,agrees,Schools,Daily Example,Obviously.,opinion")

    assert reasons(row) == [
        "statement 'Short': has 5 characters; a statement has 10 to 500: one claim, standing alone",
        "attributions.0.stance 'agrees': is not one of 'affirms', 'hedges' or 'denies'",
        "assessment.rationale 'Obviously.': is too short; say in a sentence why",
    ]


@pytest.mark.parametrize("number", ["seven", "7.0", "-7", "1e3", "7 000", "99999999999999999999", "²"], ids=ascii)
def test_what_is_no_offset_is_refused(number: str) -> None:
    [fault] = reasons(only_row(f"statement,document_id,start_char\n{STATEMENT},d1,{number}"))

    assert fault.startswith("start_char ")
    assert number in fault


@pytest.mark.parametrize("number", ["0", "7", "007", "999999999"])
def test_an_offset_is_a_whole_number(number: str) -> None:
    row = only_row(f"statement,document_id,start_char\n{STATEMENT},d1,{number}")

    assert entry_of(row).start_char == int(number)


def test_only_numbers_are_read_as_numbers() -> None:
    row = only_row("statement,title,outlet,claim_date\n1234567890 schools were opened.,2024,24,2024")

    assert (document_of(row).title, document_of(row).outlet, entry_of(row).claim_date) == ("2024", "24", "2024")


def test_a_quotation_mark_that_is_not_closed_is_pointed_at() -> None:
    good, bad = read(f'{HEADINGS}\n{GOOD}\n"{STATEMENT},Schools\n{GOOD}\n')

    assert entry_of(good).statement == STATEMENT
    assert bad.line == 3
    assert reasons(bad) == ["the row: is no CSV: unexpected end of data; look for a quotation mark that is not closed"]


def test_a_quotation_mark_amid_a_cell_is_pointed_at() -> None:
    [row] = read(f'statement,document_id\n"{STATEMENT}"x,d1\n')

    assert "look for a quotation mark that is not closed" in reasons(row)[0]


def test_a_cell_may_be_as_long_as_a_row() -> None:
    row = only_row(f"statement,quote,document_id\n{STATEMENT},{'x' * 200_000},d1")

    assert reasons(row)[0].endswith("is too long; it has 20000 characters at most")
    assert csv.field_size_limit() == MAX_ROW_BYTES


def test_letters_that_are_no_utf_8_are_refused() -> None:
    row = only_row(f"{HEADINGS}\nZwölf Schulen im Januar eröffnet.,a,b,body".encode("latin-1"))

    assert row.content is None
    assert row.raw.endswith("Zwölf Schulen im Januar eröffnet.,a,b,body\n".encode("latin-1"))


@pytest.mark.parametrize(
    ("char", "rule"),
    [("\x00", "U+0000"), ("\u202e", "U+202E"), ("\x1b", "U+001B")],
    ids=["NUL", "bidi", "escape"],
)
def test_what_disguises_a_cell_is_refused(char: str, rule: str) -> None:
    [fault] = reasons(only_row(f"statement,document_id\nTwelve {char}schools opened.,d1"))

    assert rule in fault
    assert fault.isprintable()


# --- refused rows ---


def test_refused_rows_are_written_with_their_reasons_in_a_last_column() -> None:
    assert refused_file(f"{HEADINGS}\n{BAD}\n{GOOD}\n{BAD}\n") == (
        f"{HEADINGS},faults\n"
        f"{BAD},\"location 'footnote': is not one of 'headline', 'lead', 'body' or 'caption'\"\n"
        f"{BAD},\"location 'footnote': is not one of 'headline', 'lead', 'body' or 'caption'\"\n"
    )


def test_several_reasons_stand_in_one_cell() -> None:
    written = refused_file("statement,document_id,location\nShort,d1,footnote\n")

    [cells] = csv.DictReader(io.StringIO(written))
    assert cells["faults"] == (
        "statement 'Short': has 5 characters; a statement has 10 to 500: one claim, standing alone; "
        "location 'footnote': is not one of 'headline', 'lead', 'body' or 'caption'"
    )


def test_a_refused_row_that_was_mended_can_be_read_again() -> None:
    mended = refused_file(f"{HEADINGS}\n{GOOD}\n{BAD}\n").replace(",footnote", ",headline")

    assert entry_of(only_row(mended)).location == "headline"


def test_a_row_that_is_refused_again_has_its_reasons_replaced() -> None:
    once = refused_file(f"{HEADINGS}\n{BAD}\n")

    assert refused_file(once) == once
    assert refused_file(once.replace("footnote", "margin")) == once.replace("footnote", "margin")


def test_the_reasons_may_stand_in_any_column() -> None:
    written = refused_file(f"faults,{HEADINGS}\nold reasons,{BAD}\n")

    assert written.splitlines()[0] == f"faults,{HEADINGS}"
    assert "old reasons" not in written
    assert written.count("footnote") == 2


def test_a_refused_row_keeps_line_ends_and_quotation_marks_in_its_cells() -> None:
    content = as_csv(["statement", "quote", "document_id"], ["Short", 'a "b",\r\nc\n\nd', "d1"])

    [cells] = csv.DictReader(io.StringIO(refused_file(content), newline=""))

    assert cells["quote"] == 'a "b",\r\nc\n\nd'


def test_missing_cells_are_written_as_empty_ones() -> None:
    [cells] = csv.DictReader(io.StringIO(refused_file("statement,document_id,quote,cue\nShort,d1\n")))

    assert (cells["statement"], cells["quote"], cells["cue"]) == ("Short", "", "")
    assert cells["faults"].startswith("statement 'Short': ")


def test_a_refused_row_comes_from_semicolons_or_tabs_too() -> None:
    content = as_csv(["statement", "document_id"], ["Short", "d1"], delimiter=";")

    assert refused_file(content).startswith("statement,document_id,faults\nShort,d1,\"statement 'Short': ")


def test_what_is_no_utf_8_is_written_as_its_bytes() -> None:
    written = refused_file(f"{HEADINGS}\nZwölf Schulen im Januar eröffnet.,a,b,body".encode("latin-1"))

    assert written.splitlines()[1].startswith("Zw\\xf6lf Schulen im Januar er\\xf6ffnet.,a,b,body,")


def test_the_headings_of_an_export_can_be_read() -> None:
    row = only_row(as_csv([*exported.COLUMNS], ["c1", STATEMENT, *[""] * 9, "Daily Example", "Twelve schools opened"]))

    assert document_of(row).outlet == "Daily Example"
    assert set(exported.COLUMNS) - {"id"} <= set(COLUMNS)


# --- properties ---

plain_cells = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=' ,;"\n'), max_size=20)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        rows = read(content)
    except UnknownColumns:
        return
    assert all(row.content is None for row in rows)


@given(st.binary(max_size=200))
def test_any_bytes_below_headings_are_read_or_refused(content: bytes) -> None:
    for row in read(b"statement,document_id,start_char\n" + content):
        assert row.content is None
        assert row.faults
        assert row.line >= 2


@given(st.lists(st.tuples(plain_cells, plain_cells, plain_cells), max_size=5))
def test_any_refused_cells_come_back(rows: list[tuple[str, str, str]]) -> None:
    headings = ["statement", "quote", "cue"]
    content = as_csv(headings, *map(list, rows))

    again = list(csv.DictReader(io.StringIO(refused_file(content), newline="")))

    assert [[cells[name] for name in headings] for cells in again] == [list(cells) for cells in rows if any(map(str.strip, cells))]
