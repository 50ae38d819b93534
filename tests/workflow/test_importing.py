"""Files of claims: all good or nothing written, every bad row named, and nothing that is recorded ever overwritten."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from store.by_hand import contents, one
from store.typed import TEXT, claim_fields, document_fields

from claims.dates import now
from claims.errors import ClaimsError, UnknownFormat, UnreadableFile
from claims.readers.csv_table import UnknownColumns
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.read import records
from claims.workflow.importing import ImportReport, import_claims, refused_path

OPEN, SHUT, HIGH = "The bridge opens again in June.", "The bridge was shut in May.", "The bridge is 30 metres high."


def write_lines(path: Path, *rows: dict[str, Any] | str) -> Path:
    """Write rows as JSON lines, or as they are."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_table(path: Path, *rows: dict[str, str], delimiter: str = ",") -> Path:
    """Write rows as a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), delimiter=delimiter)
        table.writeheader()
        table.writerows(rows)
    return path


def bad_rows(report: ImportReport) -> list[tuple[str, int, str]]:
    """Return file, line and sentence of every bad row."""
    return [(bad.path.name, bad.line, "; ".join(map(str, bad.faults))) for bad in report.bad]


def statements(store: Store) -> set[str]:
    return {row[0] for row in store.connection.execute("select statement from claims")}


TABLE_ROW = {"Statement": SHUT, "Outlet": "Gazette", "Title": "Bridge", "URL": "https://gazette.example/1", "Speaker": "Ann Example"}


def test_claims_are_read_from_lines_and_from_a_table(store: Store, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN, speaker="Ann Example"))
    table = write_table(tmp_path / "b.csv", TABLE_ROW, {**TABLE_ROW, "Statement": HIGH, "Speaker": ""})

    report = import_claims(store, [lines, table], by="carla")

    assert report.written
    assert (report.rows, report.bad, report.already) == (3, [], 0)
    assert report.added == {"entities": 2, "documents": 2, "claims": 3}
    assert statements(store) == {OPEN, SHUT, HIGH}
    query = "select speaker, outlet, quotation from claim_overview order by id = '', statement"
    assert sorted(store.connection.execute(query).fetchall()) == [
        ("Ann Example", "Gazette", "Indirect"),
        ("Ann Example", "Gazette", "Indirect"),
        ("Gazette", "Gazette", "Own voice"),
    ]
    assert list(check_store(store)) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_says_all_that_a_claim_of_one_source_can_say(store: Store, tmp_path: Path, delimiter: str) -> None:
    row = {
        "statement": SHUT, "quote": "“It was shut in May”", "location": "lead", "claim_date": "2024-05", "speaker": "Ann Example",
        "role_text": "mayor", "affiliation": "Town Council", "cue": "told us", "medium": "interview", "reliability": "B",
        "title": "Bridge; closed, again", "outlet": "Gazette", "url": "https://gazette.example/1", "byline": "Carl Author",
        "language": "en", "published_at": "2024-06-01", "accessed_at": "2024-06-02T08:00:00Z", "reason": "public_record",
        "rationale": "The council keeps minutes.", "credibility": "2", "created_by": "dora", "created_at": "2024-06-03T08:00:00Z",
    }  # fmt: skip

    report = import_claims(store, [write_table(tmp_path / "a.csv", row, delimiter=delimiter)], by="carla")

    assert report.bad == []
    (claim,) = [record for record in records(store) if record["record"] == "claim"]
    assert (claim["quote"], claim["prefix"], claim["suffix"]) == ("It was shut in May", "“", "”")
    assert (claim["quotation"], claim["location"], claim["claim_date"]) == ("direct", "lead", "2024-05")
    assert (claim["created_by"], claim["created_at"]) == ("dora", "2024-06-03T08:00:00Z")
    assert claim["attributions"][0] == {
        "hop": 0, "seq": 0, "source_type": "named_person", "entity_id": "ann-example", "affiliation_id": "town-council",
        "source_text": "Ann Example", "role_text": "mayor", "cue": "told us", "stance": "affirms", "medium": "interview",
        "confirmation": "as_reported", "reliability": "B",
    }  # fmt: skip
    assert claim["assessments"][0] == {
        "status": "verifiable", "reason": "public_record", "rationale": "The council keeps minutes.", "credibility": 2,
        "assessor": "dora", "assessed_at": "2024-06-03T08:00:00Z",
    }  # fmt: skip
    (document,) = [record for record in records(store) if record["record"] == "document"]
    assert (document["title"], document["byline"], document["published_at"]) == ("Bridge; closed, again", "Carl Author", "2024-06-01")


def test_who_imports_has_added_what_says_nothing_else(store: Store, tmp_path: Path) -> None:
    before = now()

    import_claims(store, [write_lines(tmp_path / "a.jsonl", claim_fields(OPEN))], by="carla")

    created_by, created_at = store.connection.execute("select created_by, created_at from claims").fetchone()
    assert created_by == "carla"
    assert before <= created_at <= now()


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.JSONL.gz", "a.ndjson.gz"])
def test_a_zipped_file_is_read(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(json.dumps(claim_fields(OPEN)).encode()))

    assert import_claims(store, [path], by="carla").added["claims"] == 1


def test_a_zipped_table_is_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(write_table(tmp_path / "a.csv", TABLE_ROW).read_bytes()))

    assert import_claims(store, [path], by="carla").added["claims"] == 1


def test_a_file_may_rest_on_an_earlier_one(store: Store, tmp_path: Path) -> None:
    entity = {"record": "entity", "id": "ann", "kind": "person", "name": "Ann Example", "aliases": ["The mayor"]}
    first = write_lines(tmp_path / "1.jsonl", entity)
    second = write_lines(tmp_path / "2.jsonl", claim_fields(OPEN, speaker="the mayor"))

    import_claims(store, [first, second], by="carla")

    assert one(store.connection, "select speaker_id from claims") == "ann"


def test_records_and_typed_claims_may_stand_in_one_file(store: Store, tmp_path: Path) -> None:
    entity = {"record": "entity", "id": "ann", "kind": "person", "name": "Ann Example"}
    path = write_lines(tmp_path / "a.jsonl", entity, claim_fields(SHUT), claim_fields(HIGH))

    report = import_claims(store, [path], by="carla")

    assert report.added == {"entities": 2, "documents": 1, "claims": 2}
    assert statements(store) == {SHUT, HIGH}


def test_names_of_an_import_are_not_questioned(store: Store, tmp_path: Path) -> None:
    """Nobody sits there to answer; a name that differs by more than case, accents and hyphens is another one."""
    rows = [
        claim_fields(OPEN, speaker="Carla Example"),
        claim_fields(SHUT, speaker="Karla Example"),
        claim_fields(HIGH, speaker="CARLA-EXAMPLE"),
    ]

    import_claims(store, [write_lines(tmp_path / "a.jsonl", *rows)], by="carla")

    people = store.connection.execute("select id from entities where kind = 'person' order by id").fetchall()
    assert people == [("carla-example",), ("karla-example",)]


# All good, or nothing.


def test_a_dry_run_tells_all_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    before = contents(store.connection)
    good = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), claim_fields(SHUT))

    report = import_claims(store, [good], by="carla", dry_run=True)

    assert not report.written
    assert (report.rows, report.bad, dict(report.added)) == (2, [], {"entities": 1, "documents": 1, "claims": 2})
    assert contents(store.connection) == before


@pytest.mark.parametrize("skip_bad", [False, True])
def test_a_dry_run_with_bad_rows_leaves_no_file_behind(store: Store, tmp_path: Path, skip_bad: bool) -> None:
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), claim_fields("Why?"))
    before = sorted(tmp_path.iterdir())

    report = import_claims(store, [path], by="carla", dry_run=True, skip_bad=skip_bad)

    assert (report.written, report.bad_count, report.refused_files) == (False, 1, [])
    assert sorted(tmp_path.iterdir()) == before
    assert statements(store) == set()


def test_every_bad_row_of_every_file_is_named_and_nothing_is_written(store: Store, tmp_path: Path) -> None:
    before = contents(store.connection)
    lines = write_lines(
        tmp_path / "a.jsonl",
        claim_fields(OPEN),
        "",
        claim_fields("Why?", colour="red"),
        '{"document": ',
        claim_fields(SHUT, speaker="Ann Example", claim_date="2024-02-30"),
    )
    table = write_table(tmp_path / "b.csv", TABLE_ROW, {**TABLE_ROW, "Statement": "Short"}, {**TABLE_ROW, "URL": "gazette.example"})

    report = import_claims(store, [lines, table], by="carla")

    assert (report.written, report.rows, report.bad_count) == (False, 7, 5)
    found = bad_rows(report)
    assert [row[:2] for row in found] == [("a.jsonl", 3), ("a.jsonl", 4), ("a.jsonl", 5), ("b.csv", 3), ("b.csv", 4)]
    assert found[0][2] == (
        "statement 'Why?': has 4 characters; a statement has 10 to 500: one claim, standing alone; "
        "colour 'red': is not a field here; look for a misspelling, or remove it"
    )
    assert found[1][2].startswith("the row: is not JSON: ")
    assert found[2][2] == "claim_date '2024-02-30': give a date that exists, such as 2024-02-05"
    assert found[4][2] == ("document.url 'gazette.example': begins neither with http:// nor with https://; give the address of the page")
    assert contents(store.connection) == before


def test_a_row_that_only_the_database_refuses_is_named_too(store: Store, tmp_path: Path) -> None:
    """Its outlet is a source of its own document; the models see one claim at a time and cannot know."""
    import_claims(store, [write_lines(tmp_path / "first.jsonl", claim_fields(HIGH))], by="carla")
    itself = [{"speaker": "Gazette", "source_type": "named_organisation"}]
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), claim_fields(SHUT, attributions=itself))
    before = contents(store.connection)

    report = import_claims(store, [path], by="carla")

    ((name, line, sentence),) = bad_rows(report)
    assert (name, line) == ("a.jsonl", 2)
    assert sentence.endswith(": the outlet of the document is the last hop already: leave it out")
    assert contents(store.connection) == before


def test_an_unknown_document_is_named(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN, document="d0123456789abcdef"))

    assert bad_rows(import_claims(store, [path], by="carla")) == [("a.jsonl", 1, "the row: No document 'd0123456789abcdef' is recorded.")]


def test_a_name_that_fits_several_is_named(store: Store, tmp_path: Path) -> None:
    both = [{"record": "entity", "id": name, "kind": "person", "name": "Ann Example"} for name in ("ann", "annie")]
    import_claims(store, [write_lines(tmp_path / "both.jsonl", *both)], by="carla")

    report = import_claims(store, [write_lines(tmp_path / "a.jsonl", claim_fields(OPEN, speaker="Ann Example"))], by="carla")

    assert bad_rows(report) == [("a.jsonl", 1, "the row: 'Ann Example' fits several: ann, annie. Give the id of the one you mean.")]


def test_entities_of_a_refused_row_are_not_made(store: Store, tmp_path: Path) -> None:
    text = document_fields(text=TEXT)
    bad = claim_fields(OPEN, speaker="Nobody Real", document=text, quote="never printed")
    path = write_lines(tmp_path / "a.jsonl", claim_fields(SHUT, document=text, quote="The bridge was shut in May."), bad)

    import_claims(store, [path], by="carla", skip_bad=True)

    assert store.connection.execute("select id from entities").fetchall() == [("gazette",)]


def test_a_quote_is_looked_up_in_the_text_that_an_earlier_row_gave(store: Store, tmp_path: Path) -> None:
    text = document_fields(text=TEXT)
    rows = [
        claim_fields(SHUT, document=text, quote="The bridge was shut in May."),
        claim_fields("The bridge is not safe.", document=text, quote='"It is not safe,"', speaker="Ann Example"),
        claim_fields(OPEN, document=text, quote="It is closed."),
    ]

    report = import_claims(store, [write_lines(tmp_path / "a.jsonl", *rows)], by="carla")

    assert bad_rows(report) == [
        ("a.jsonl", 3, "quote 'It is closed.': does not occur in the text of the document; copy it from there, letter by letter")
    ]


def test_one_document_is_described_in_one_way(store: Store, tmp_path: Path) -> None:
    other = claim_fields(SHUT, document=document_fields(title="Bridge open"))
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), claim_fields(HIGH), other)

    report = import_claims(store, [path], by="carla")

    mend = "document: is described otherwise in an earlier row; describe it the same way, or give its id"
    assert bad_rows(report) == [("a.jsonl", 3, mend)]


def test_a_document_that_many_rows_describe_is_recorded_once(store: Store, tmp_path: Path) -> None:
    report = import_claims(store, [write_lines(tmp_path / "a.jsonl", *map(claim_fields, (OPEN, SHUT, HIGH)))], by="carla")

    assert (report.added["documents"], report.added["claims"], report.already) == (1, 3, 0)


def test_rows_of_one_file_that_contradict_each_other_are_refused(store: Store, tmp_path: Path) -> None:
    entity = {"record": "entity", "id": "ann", "kind": "person", "name": "Ann Example"}
    path = write_lines(tmp_path / "a.jsonl", entity, {**entity, "name": "Anne Example"})

    report = import_claims(store, [path], by="carla")

    conflict = "entity ann: conflicts with an earlier row of the same load: same id, other content"
    assert bad_rows(report) == [("a.jsonl", 2, conflict)]
    assert one(store.connection, "select count(*) from entities") == 0


def test_only_the_first_thousand_bad_rows_are_listed_and_all_are_counted(store: Store, tmp_path: Path) -> None:
    report = import_claims(store, [write_lines(tmp_path / "a.jsonl", *["{}"] * 1_001)], by="carla")

    assert (len(report.bad), report.bad_count, report.rows) == (1_000, 1_001, 1_001)


# What is recorded stays.


def test_an_import_that_is_run_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    rows = [
        claim_fields(
            OPEN, speaker="Ann Example", assessment={"reason": "promise", "rationale": "It is only promised.", "check_after": "2999-06-30"}
        )
    ]
    path = write_lines(tmp_path / "a.jsonl", *rows, claim_fields(SHUT))
    import_claims(store, [path], by="carla")
    before = contents(store.connection)

    report = import_claims(store, [path], by="dora")

    assert (report.written, report.added.total(), report.kept, report.bad) == (True, 0, [], [])
    assert contents(store.connection) == before


def test_what_a_colleague_changed_since_is_kept_and_reported(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN))
    import_claims(store, [path], by="carla")
    store.connection.execute("update claims set location = 'lead'")
    claim_id = one(store.connection, "select id from claims")

    report = import_claims(store, [path], by="carla")

    assert (report.kept, report.kept_count) == ([f"claim {claim_id}"], 1)
    assert store.connection.execute("select location from claims").fetchone() == ("lead",)


# Bad rows put aside.


def test_bad_rows_of_lines_are_put_aside_mended_and_read_again(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), claim_fields("Why?"), claim_fields(SHUT), '{"half": ')

    report = import_claims(store, [path], by="carla", skip_bad=True)

    aside = tmp_path / "a.refused.jsonl"
    assert (report.written, report.bad_count, report.refused_files) == (True, 2, [aside])
    assert statements(store) == {OPEN, SHUT}
    first, second = map(json.loads, aside.read_text(encoding="utf-8").splitlines())
    assert first["row"] == claim_fields("Why?")
    assert first["faults"] == [
        {
            "field": "statement",
            "value": "'Why?'",
            "message": "has 4 characters; a statement has 10 to 500: one claim, standing alone",
        }
    ]
    assert second["row"] == '{"half": \n'

    first["row"]["statement"] = HIGH
    write_lines(aside, first)
    again = import_claims(store, [aside], by="carla", skip_bad=True)

    assert (again.bad_count, again.refused_files) == (0, [])
    assert statements(store) == {OPEN, SHUT, HIGH}


def test_bad_rows_of_a_table_are_put_aside_mended_and_read_again(store: Store, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", TABLE_ROW, {**TABLE_ROW, "Statement": "Short", "Speaker": "Zoë, the “mayor”"})

    report = import_claims(store, [path], by="carla", skip_bad=True)

    aside = tmp_path / "a.refused.csv"
    assert report.refused_files == [aside]
    text = aside.read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["statement"] == "Short"
    assert row["speaker"] == "Zoë, the “mayor”"
    assert row["faults"] == "statement 'Short': has 5 characters; a statement has 10 to 500: one claim, standing alone"

    aside.write_text(text.replace("\nShort,", f"\n{HIGH},"), encoding="utf-8")
    again = import_claims(store, [aside], by="carla", skip_bad=True)

    assert (again.bad_count, again.refused_files) == (0, [])
    assert statements(store) == {SHUT, HIGH}


def test_a_row_that_stays_bad_is_put_aside_again_with_its_new_reason(store: Store, tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", {**TABLE_ROW, "Statement": "Short"})
    import_claims(store, [path], by="carla", skip_bad=True)
    aside = tmp_path / "a.refused.csv"
    aside.write_text(aside.read_text(encoding="utf-8").replace("\nShort,", "\nIs it still bad?,"), encoding="utf-8")

    report = import_claims(store, [aside], by="carla", skip_bad=True)

    assert report.refused_files == [tmp_path / "a.refused.refused.csv"]
    (row,) = csv.DictReader(report.refused_files[0].open(encoding="utf-8"))
    assert row["faults"] == "statement 'Is it still bad?': is a question; say what is claimed"


def test_a_file_of_bad_rows_never_takes_the_place_of_another(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", "{}")
    for _ in range(3):
        import_claims(store, [path], by="carla", skip_bad=True)

    assert sorted(file.name for file in tmp_path.glob("*.jsonl")) == [
        "a.jsonl",
        "a.refused-2.jsonl",
        "a.refused-3.jsonl",
        "a.refused.jsonl",
    ]


def test_each_file_has_its_bad_rows_beside_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    good = write_lines(tmp_path / "good.jsonl", claim_fields(OPEN))
    bad = write_lines(tmp_path / "sub" / "bad.jsonl", "{}")

    report = import_claims(store, [good, bad], by="carla", skip_bad=True)

    assert report.refused_files == [tmp_path / "sub" / "bad.refused.jsonl"]


@pytest.mark.parametrize(
    ("name", "aside"),
    [("a.jsonl", "a.refused.jsonl"), ("a.csv.gz", "a.refused.csv"), ("a.b.csv", "a.b.refused.csv"), ("-", "standard-input.refused.jsonl")],
)
def test_bad_rows_go_beside_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, aside: str) -> None:
    monkeypatch.chdir(tmp_path)

    assert refused_path(Path(name)) == Path(aside)


def test_where_nothing_is_skipped_no_file_is_left_behind(store: Store, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), "{}")

    import_claims(store, [path], by="carla")

    assert not (tmp_path / "a.refused.jsonl").exists()


def test_a_row_that_only_the_database_refuses_is_put_aside_too(store: Store, tmp_path: Path) -> None:
    import_claims(store, [write_lines(tmp_path / "first.jsonl", claim_fields(HIGH))], by="carla")
    bad = claim_fields(SHUT, attributions=[{"speaker": "Gazette", "source_type": "named_organisation"}])

    report = import_claims(store, [write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), bad)], by="carla", skip_bad=True)

    (row,) = map(json.loads, report.refused_files[0].read_text(encoding="utf-8").splitlines())
    assert row["row"] == bad
    assert statements(store) == {HIGH, OPEN}
    assert list(check_store(store)) == []


# Files that cannot be read.


def test_a_file_of_unknown_format_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.docx"
    path.touch()

    with pytest.raises(UnknownFormat) as refusal:
        import_claims(store, [path], by="carla")

    assert str(refusal.value) == (f"Cannot read '{path}': known formats are .csv, .json, .jsonl, .ndjson, .tsv; name the file accordingly.")


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_is_not_there_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        import_claims(store, [tmp_path / name], by="carla")

    assert str(refusal.value) == f"Cannot read '{tmp_path / name}': there is no such file. Check the name."


@pytest.mark.parametrize("content", [b"not zipped at all", gzip.compress(b"{}\n" * 99)[:-9]], ids=["not zipped", "cut off"])
def test_a_broken_zipped_file_is_refused_and_nothing_is_written(store: Store, tmp_path: Path, content: bytes) -> None:
    good = write_lines(tmp_path / "good.jsonl", claim_fields(OPEN))
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(content)

    with pytest.raises(UnreadableFile, match=r"broken\.jsonl\.gz"):
        import_claims(store, [good, broken], by="carla")

    assert statements(store) == set()
    assert not store.connection.in_transaction


def test_a_table_with_unknown_headings_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownColumns, match=r"^Unknown headings: colour, mood\. Known ones are: statement, quote, "):
        import_claims(store, [write_table(tmp_path / "a.csv", {**TABLE_ROW, "Colour": "red", "Mood": "bad"})], by="carla")


@pytest.mark.parametrize("name", ["empty.jsonl", "empty.csv"])
def test_an_empty_file_holds_no_claims(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    report = import_claims(store, [tmp_path / name], by="carla")

    assert (report.rows, report.bad, report.written) == (0, [], True)


def test_a_place_where_bad_rows_cannot_go_is_told_and_nothing_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_lines(tmp_path / "a.jsonl", claim_fields(OPEN), "{}")
    monkeypatch.setattr("claims.workflow.importing.refused_path", lambda _: tmp_path / "nowhere" / "a.jsonl")

    with pytest.raises(ClaimsError) as refusal:
        import_claims(store, [path], by="carla", skip_bad=True)

    assert str(refusal.value) == (
        f"Cannot write the refused rows to '{tmp_path}/nowhere/a.jsonl': No such file or directory. Nothing was imported."
    )
    assert statements(store) == set()


def test_progress_adds_up_to_the_size_of_the_files(store: Store, tmp_path: Path) -> None:
    rows = [claim_fields(f"The bridge was closed {number} times.") for number in range(500)]
    path = write_lines(tmp_path / "a.jsonl", *rows)
    told: list[int] = []

    import_claims(store, [path, path], by="carla", progress=told.append)

    assert sum(told) == 2 * path.stat().st_size
    assert min(told) > 0
