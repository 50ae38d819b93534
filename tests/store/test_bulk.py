"""Loads: as if every record had been added by itself, all of it or nothing, and never over what a colleague wrote."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from store.by_hand import one
from store.invented import invented_records

from claims.errors import ClaimsError, Fault
from claims.models import Assessment, Claim, Document, Entity, Evidence, Record, Review
from claims.models.records import validate_record
from claims.store.batch import Item
from claims.store.bulk import Loader, LoadReport, load
from claims.store.check import check_store
from claims.store.connection import Connection, Store, connect, writing
from claims.store.read import records
from claims.store.rows import TABLE_OF
from claims.store.write import put

RECORDS = invented_records()
PERSON = Entity.model_validate_json('{"id": "carla", "kind": "person", "name": "Carla Example"}')


def load_all(store: Store, wanted: Iterable[Record], *, skip_bad: bool = False) -> LoadReport:
    """Load records as an import does; nothing is kept where one was refused, unless the bad ones are to be skipped."""

    def feed(loader: Loader) -> bool:
        for line, record in enumerate(wanted, 1):
            loader.add(Item(record, line))
            if loader.is_full:
                loader.flush()
        loader.flush()
        return skip_bad or not loader.report.refused

    return load(store, "loader", feed)


def everything(connection: Connection) -> dict[str, Any]:
    """Return all that a database holds: rows with their rowids, triggers, and the search indices word by word."""
    tables = connection.execute(
        "select name, wr from pragma_table_list where schema = 'main' and type = 'table' and name not glob 'sqlite_*'"
    )
    found: dict[str, Any] = {
        name: connection.execute(f"select * from {name}" if has_no_rowid else f"select rowid, * from {name} order by rowid").fetchall()
        for name, has_no_rowid in tables.fetchall()
    }
    for index in ("claims_fts", "documents_fts", "entity_names_fts"):
        connection.execute(f"create virtual table if not exists temp.words_of_{index} using fts5vocab(main, {index}, 'instance')")
        found[index] = connection.execute(f"select term, doc, col, offset from temp.words_of_{index} order by 1, 2, 3, 4").fetchall()
    found["triggers"] = triggers(connection)
    return found


def triggers(connection: Connection) -> list[Any]:
    return connection.execute("select name, tbl_name, sql from sqlite_master where type = 'trigger' order by name").fetchall()


def claim_of(number: int = 0) -> Claim:
    """Return one of the claims that repeat no other and that nobody has assessed or reviewed."""
    reviewed = {record.claim_id for record in RECORDS if isinstance(record, Review)}
    claims = [record for record in RECORDS if isinstance(record, Claim) and not record.assessments and record.canonical_id is None]
    return [claim for claim in claims if claim.id not in reviewed][number]


def assessed(claim: Claim, status: str, reason: str, at: str, by: str = "carla") -> Claim:
    """Return a claim with one assessment more."""
    fields = {"status": status, "reason": reason, "rationale": "It has been found out.", "assessor": by, "assessed_at": at}
    return claim.model_copy(update={"assessments": (*claim.assessments, Assessment.model_validate(fields, strict=False))})


@pytest.fixture
def loaded(store: Store) -> Store:
    """Return a database that holds the invented records."""
    load_all(store, RECORDS)
    return store


@pytest.mark.parametrize("batch_size", [1, 7, 100, 10_000])
def test_a_load_gives_what_adding_one_by_one_gives(
    store: Store, blank_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch_size: int
) -> None:
    """Triggers are off during a load; what they derive must come out the same, however the records fall into batches."""
    monkeypatch.setattr("claims.store.bulk.BATCH_SIZE", batch_size)
    single_path = tmp_path / "single.db"
    single_path.write_bytes(blank_file.read_bytes())
    single = connect(single_path)
    with writing(single) as connection:
        for record in RECORDS:
            put(connection, record)

    report = load_all(store, RECORDS)

    assert report.added == Counter(TABLE_OF[type(record)] for record in RECORDS)
    assert (report.already, report.kept, report.refused) == (0, [], [])
    assert everything(store.connection) == everything(single.connection)
    assert list(check_store(store)) == []
    single.close()


@pytest.mark.parametrize("seed", range(6))
def test_loads_in_any_number_of_parts_give_what_one_load_gives(
    loaded: Store, blank_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Claims come bare at first; what comes later changes what they are counted by: assessments, reviews, repeats of them."""
    at_random = random.Random(seed)  # noqa: S311  (reproducible, not secret)
    bare = [record.model_copy(update={"assessments": ()}) if isinstance(record, Claim) else record for record in RECORDS]
    wanted = [record for record in bare if not isinstance(record, Review)] * (seed % 2) + RECORDS
    cuts = sorted(at_random.sample(range(len(wanted)), 5))
    path = tmp_path / "parts.db"
    path.write_bytes(blank_file.read_bytes())
    parts = connect(path)

    for start, end in pairwise([0, *cuts, len(wanted)]):
        monkeypatch.setattr("claims.store.bulk.BATCH_SIZE", at_random.choice([1, 5, 30, 10_000]))
        load_all(parts, wanted[start:end])

    assert everything(parts.connection) == everything(loaded.connection)
    assert list(check_store(parts)) == []
    parts.close()


def test_the_invented_records_have_what_pages_look_for(loaded: Store) -> None:
    """Otherwise the tests here compare nothing with nothing."""
    for table in ("claim_counts", "superseded_documents", "gone_quotes", "due_claims", "unmatched_quotes", "published_reviews"):
        assert one(loaded.connection, f"select count(*) from {table}") > 1, table


def test_a_load_that_must_find_the_bad_row_gives_the_same(store: Store, blank_file: Path, tmp_path: Path) -> None:
    other_path = tmp_path / "other.db"
    other_path.write_bytes(blank_file.read_bytes())
    other = connect(other_path)
    load_all(other, RECORDS)
    nobody = PERSON.model_copy(update={"canonical_id": "nobody"})

    report = load_all(store, [*RECORDS, nobody], skip_bad=True)

    absent = "refers to what is not recorded: entities 'nobody'; put that earlier in the file"
    assert report.refused == [(len(RECORDS) + 1, Fault("entity carla", "", absent))]
    assert everything(store.connection) == everything(other.connection)
    other.close()


def test_loading_again_changes_nothing(loaded: Store) -> None:
    before = everything(loaded.connection)
    index = loaded.connection.execute("select * from claims_fts_data").fetchall()

    report = load_all(loaded, RECORDS)

    assert (report.added, report.already, report.kept, report.refused) == (Counter(), len(RECORDS), [], [])
    assert everything(loaded.connection) == before
    assert loaded.connection.execute("select * from claims_fts_data").fetchall() == index


def test_what_a_colleague_changed_since_is_kept_and_reported(loaded: Store) -> None:
    claim = claim_of()
    loaded.connection.execute("update claims set location = 'lead' where id = ?", (claim.id,))
    loaded.connection.execute("update entities set note = 'Not the younger one.' where id = 'person-3'")
    before = everything(loaded.connection)

    report = load_all(loaded, RECORDS)

    assert (report.kept, report.kept_count) == (["entity person-3", f"claim {claim.id}"], 2)
    assert report.already == len(RECORDS) - 2
    assert everything(loaded.connection) == before


def test_a_claim_that_was_joined_with_another_since_is_no_other_claim(loaded: Store) -> None:
    first, second = claim_of(0), claim_of(1)
    loaded.connection.execute("update claims set canonical_id = ? where id = ?", (first.id, second.id))

    report = load_all(loaded, RECORDS)

    assert (report.already, report.kept) == (len(RECORDS), [])


def test_a_claim_that_somebody_else_recorded_earlier_is_no_other_claim(loaded: Store) -> None:
    claim = claim_of().model_copy(update={"created_by": "somebody else", "created_at": "2024-05-05T05:05:05Z"})

    report = load_all(loaded, [claim])

    assert (report.already, report.kept) == (1, [])


@pytest.mark.parametrize("batch_size", [1, 2, 10_000])
def test_two_rows_of_one_load_that_contradict_each_other_are_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch, batch_size: int
) -> None:
    monkeypatch.setattr("claims.store.bulk.BATCH_SIZE", batch_size)
    other = PERSON.model_copy(update={"name": "Karla Example"})

    report = load_all(store, [PERSON, PERSON, other])

    conflict = "conflicts with an earlier row of the same load: same id, other content"
    assert report.refused == [(3, Fault("entity carla", "", conflict))]
    assert one(store.connection, "select count(*) from entities") == 0


@pytest.mark.parametrize("batch_size", [1, 2, 10_000])
def test_a_row_that_comes_twice_is_recorded_once(store: Store, monkeypatch: pytest.MonkeyPatch, batch_size: int) -> None:
    monkeypatch.setattr("claims.store.bulk.BATCH_SIZE", batch_size)

    report = load_all(store, [record for record in RECORDS for _ in range(2)])

    assert (report.already, report.refused, report.kept) == (len(RECORDS), [], [])
    assert report.added.total() == len(RECORDS)
    assert list(check_store(store)) == []


def test_what_comes_before_what_it_refers_to_is_named(store: Store) -> None:
    """Within a batch the order of the kinds does not matter; across batches it does, and the message says what to do."""
    wanted = [record for record in RECORDS if not isinstance(record, Document)]

    report = load_all(store, wanted)

    line, fault = next((line, fault) for line, fault in report.refused if fault.field.startswith("claim "))
    record = wanted[line - 1]
    assert isinstance(record, Claim)
    assert fault == Fault(
        f"claim {record.id}", "", f"refers to what is not recorded: documents '{record.document_id}'; put that earlier in the file"
    )
    assert len([fault for _, fault in report.refused if fault.field.startswith("claim ")]) == sum(
        isinstance(record, Claim) for record in RECORDS
    )


def test_every_unknown_reference_of_a_claim_is_named(store: Store) -> None:
    evidence = Evidence.model_validate_json(
        '{"document_id": "e", "stance": "context", "is_primary": false, "note": "n", "added_by": "me", "added_at": "2024-02-05T09:30:00Z"}'
    )
    source = {"source_type": "named_person", "entity_id": "who", "source_text": "Who", "affiliation_id": "what", "platform_id": "where"}
    fields: dict[str, object] = {
        "record": "claim",
        "id": "c1",
        "document_id": "d1",
        "statement": "The bridge is closed.",
        "quotation": "indirect",
        "language": "en",
        "canonical_id": "c0",
        "created_by": "me",
        "created_at": "2024-02-05T09:30:00Z",
        "tags": ["t1"],
        "attributions": [{**source, "origin_document_id": "d2"}],
    }
    claim = validate_record(fields).model_copy(update={"evidence": (evidence,)})

    report = load_all(store, [claim])

    ((_, fault),) = report.refused
    assert set(re.findall(r"(\w+ '\w+')", fault.message)) == {
        "documents 'd1'", "documents 'd2'", "documents 'e'", "claims 'c0'", "tags 't1'", "entities 'who'", "entities 'what'",
        "entities 'where'",
    }  # fmt: skip


def test_a_bad_row_at_the_end_undoes_everything(store: Store) -> None:
    blank = everything(store.connection)
    bad = claim_of().model_copy(update={"id": "c1", "document_id": "nowhere"})

    report = load_all(store, [*RECORDS, bad])

    assert [line for line, _ in report.refused] == [len(RECORDS) + 1]
    assert everything(store.connection) == blank


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("the quote is not at start_char in the text of the document", {"quote": "Bridge 9.9 is closed 🌉."}),
        ("the text of the document is stored: give the words of the claim as its quote", {"quote": "", "quotation": "indirect"}),
        ("the quote is as long as its offsets say", {"quote": "Bridge"}),
        ("a canonical claim must itself be canonical", {"canonical_id": "REPEAT"}),
    ],
)
def test_a_load_refuses_what_the_triggers_refuse(store: Store, sentence: str, changes: dict[str, Any]) -> None:
    """They are off during a load; the views behind them are asked instead."""
    repeat = next(record.id for record in RECORDS if isinstance(record, Claim) and record.canonical_id)
    quoted = next(record for record in RECORDS if isinstance(record, Claim) and record.start_char is not None)
    values = {key: repeat if value == "REPEAT" else value for key, value in changes.items()}
    if not values.get("quote", "x"):
        values |= {"start_char": None, "end_char": None}
    bad = quoted.model_copy(update={"id": "c1", "statement": "Another bridge is closed.", **values})

    report = load_all(store, [*RECORDS, bad])

    assert report.refused == [(len(RECORDS) + 1, Fault("claim c1", "", sentence))]
    assert one(store.connection, "select count(*) from claims") == 0


def test_a_load_refuses_a_source_that_does_not_fit(store: Store) -> None:
    claim = next(record for record in RECORDS if isinstance(record, Claim) and record.attributions and record.attributions[0].entity_id)
    source = claim.attributions[0].model_copy(update={"entity_id": "body-5"})
    bad = claim.model_copy(update={"id": "c1", "statement": "Another bridge is closed.", "attributions": (source,)})

    report = load_all(store, [*RECORDS, bad])

    assert report.refused == [(len(RECORDS) + 1, Fault("claim c1", "", "a named person is an entity of the kind person"))]


@pytest.mark.parametrize("batch_size", [1, 50, 10_000])
def test_an_interrupted_load_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch, batch_size: int) -> None:
    monkeypatch.setattr("claims.store.bulk.BATCH_SIZE", batch_size)
    blank = everything(store.connection)

    def feed(loader: Loader) -> bool:
        for record in RECORDS[:200]:
            loader.add(Item(record))
            if loader.is_full:
                loader.flush()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, "loader", feed)

    assert not store.connection.in_transaction
    assert everything(store.connection) == blank


def test_a_load_that_is_not_to_be_kept_leaves_nothing_behind(store: Store) -> None:
    blank = everything(store.connection)

    def feed(loader: Loader) -> bool:
        for record in RECORDS:
            loader.add(Item(record))
        loader.flush()
        assert one(loader.connection, "select count(*) from claims") == 200
        return False

    report = load(store, "loader", feed)

    assert report.added["claims"] == 200
    assert everything(store.connection) == blank


def test_nobody_else_sees_the_database_without_its_triggers(store: Store) -> None:
    before = triggers(store.connection)
    seen = []

    def feed(loader: Loader) -> bool:
        other = connect(store.path)
        seen.append(triggers(other.connection))
        other.close()
        loader.add(Item(PERSON))
        return True

    load(store, "loader", feed)

    assert seen == [before]
    assert triggers(store.connection) == before


def test_a_load_refuses_a_database_that_lacks_triggers(store: Store) -> None:
    store.connection.execute("drop trigger claims_fts_update")

    with pytest.raises(ClaimsError) as refusal:
        load_all(store, RECORDS)

    assert str(refusal.value) == "The database lacks triggers that it came with: run `claims check-database` to see which."
    assert one(store.connection, "select count(*) from claims") == 0


@pytest.mark.parametrize("batch_size", [1, 3, 10_000])
def test_assessments_that_come_later_are_added_and_seen(loaded: Store, monkeypatch: pytest.MonkeyPatch, batch_size: int) -> None:
    monkeypatch.setattr("claims.store.bulk.BATCH_SIZE", batch_size)
    claim = claim_of()
    later = assessed(claim, "too_vague", "vague_quantity", "2024-05-01T09:00:00Z")

    report = load_all(loaded, [record if record is not claim else later for record in RECORDS])

    assert (report.already, report.kept) == (len(RECORDS), [])
    assert one(loaded.connection, "select verifiability from claims where id = ?", claim.id) == "too_vague"
    assert one(loaded.connection, "select count(*) from assessments where assessor = 'carla'") == 1
    assert list(check_store(loaded)) == []


def test_an_older_assessment_that_comes_later_does_not_win(loaded: Store) -> None:
    claim = claim_of()
    load_all(loaded, [assessed(claim, "too_vague", "vague_quantity", "2024-05-01T09:00:00Z")])

    load_all(loaded, [assessed(claim, "not_checkable", "opinion", "2024-04-01T09:00:00Z", by="ben")])

    assert one(loaded.connection, "select verifiability from claims where id = ?", claim.id) == "too_vague"
    assert list(check_store(loaded)) == []


def test_an_assessment_of_a_repeat_is_seen_on_all_repeats(loaded: Store) -> None:
    repeat = next(record for record in RECORDS if isinstance(record, Claim) and record.canonical_id)

    load_all(loaded, [assessed(repeat, "not_checkable", "opinion", "2024-05-01T09:00:00Z")])

    query = "select distinct verifiability from claims where coalesce(canonical_id, id) = ?"
    assert loaded.connection.execute(query, (repeat.canonical_id,)).fetchall() == [("not_checkable",)]
    assert list(check_store(loaded)) == []


def test_a_new_claim_joins_the_repeats_of_a_recorded_one(loaded: Store) -> None:
    root = next(record for record in RECORDS if isinstance(record, Claim) and record.canonical_id is None)
    new = claim_of().model_copy(update={"id": "c1", "statement": "Another bridge is closed.", "canonical_id": root.id})
    new = assessed(new, "evidence_not_public", "classified", "2024-05-01T09:00:00Z")

    load_all(loaded, [new])

    assert one(loaded.connection, "select verifiability from claims where id = ?", root.id) == "evidence_not_public"
    assert list(check_store(loaded)) == []


def test_a_new_claim_takes_over_the_standing_of_the_recorded_one_that_it_repeats(loaded: Store) -> None:
    query = (
        "select id, verifiability, verdict from claims where verifiability = 'verifiable' and verdict = 'false' and canonical_id is null"
    )
    root, *standing = loaded.connection.execute(query).fetchone()
    new = claim_of().model_copy(update={"id": "c1", "statement": "Another bridge is closed.", "canonical_id": root})

    load_all(loaded, [new])

    assert loaded.connection.execute("select verifiability, verdict from claims where id = 'c1'").fetchall() == [tuple(standing)]
    assert list(check_store(loaded)) == []


def test_evidence_tags_and_reviews_that_come_later_are_added(loaded: Store) -> None:
    claim, document = claim_of(), next(record for record in RECORDS if isinstance(record, Document))
    evidence = {"document_id": document.id, "stance": "supports", "is_primary": True, "note": "n", "added_by": "carla"}
    evidence |= {"added_at": "2024-02-05T09:30:00Z"}
    review: dict[str, object] = {
        "record": "review",
        "claim_id": claim.id,
        "verdict": "true",
        "summary": "Whoever went there saw it.",
        "publisher_id": "body-0",
        "url": "https://desk.example/new",
        "state": "published",
        "reviewer": "carla",
        "reviewed_at": "2024-05-01T10:00:00Z",
    }
    later = assessed(claim, "verifiable", "public_record", "2024-05-01T09:00:00Z").model_copy(
        update={"tags": ("bridges",), "evidence": (Evidence.model_validate(evidence, strict=False),)}
    )

    report = load_all(loaded, [later, validate_record(review)])

    assert report.added == Counter(reviews=1)
    assert one(loaded.connection, "select verdict from claims where id = ?", claim.id) == "true"
    assert one(loaded.connection, "select count(*) from claim_tags where claim_id = ?", claim.id) == 1
    assert list(check_store(loaded)) == []


def test_a_text_that_comes_later_is_added(loaded: Store) -> None:
    document = next(record for record in RECORDS if isinstance(record, Document) and record.text)
    loaded.connection.execute("delete from document_texts where document_id = ?", (document.id,))

    load_all(loaded, RECORDS)

    assert one(loaded.connection, "select text from document_texts where document_id = ?", document.id) == document.text


def test_the_chain_of_a_recorded_claim_is_never_added_to(loaded: Store) -> None:
    claim = next(record for record in RECORDS if isinstance(record, Claim) and len(record.attributions) == 1)
    more = claim.attributions[0].model_copy(update={"hop": 1, "entity_id": "person-11"})

    load_all(loaded, [claim.model_copy(update={"attributions": (*claim.attributions, more)})])

    assert one(loaded.connection, "select count(*) from attributions where claim_id = ?", claim.id) == 1


def test_a_load_leaves_no_large_log_behind(store: Store) -> None:
    load_all(store, RECORDS)

    assert store.path.with_name(f"{store.path.name}-wal").stat().st_size == 0


def test_the_invented_records_are_read_back_as_they_were_given(loaded: Store) -> None:
    found = [validate_record(fields) for fields in records(loaded)]

    assert sorted(found, key=_sorted_json) == sorted(RECORDS, key=_sorted_json)


def _sorted_json(record: Record) -> str:
    return json.dumps(record.model_dump(mode="json"), sort_keys=True)


def test_only_the_first_thousand_kept_rows_are_named(store: Store) -> None:
    people = [PERSON.model_copy(update={"id": f"p{number}"}) for number in range(1_001)]
    load_all(store, people)
    store.connection.execute("update entities set note = 'changed'")

    report = load_all(store, people)

    assert (len(report.kept), report.kept_count) == (1_000, 1_001)
