"""The lossless format: exported, loaded into an empty database and exported again, the bytes are the same."""

import io
import json
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from insight import FERRY, FERRY_AGAIN, record, record_apart
from store.by_hand import contents
from store.invented import invented_fields
from store.typed import claim_fields, document_fields

from claims.errors import ClaimsError
from claims.identifiers import content_sha256
from claims.models import ClaimEntry
from claims.models.records import validate_record
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.schema import open_store
from claims.vocabularies import Judgement, Relation
from claims.workflow.adding import add_claim, add_document, claim_entry, document_entry
from claims.workflow.importing import import_claims
from claims.workflow.keeping import export_claims, sample_files
from claims.workflow.linking import link_claims, part_entities
from claims.workflow.matching import compare_new_claims
from claims.workflow.naming import match_names
from claims.workflow.suggesting import suggest_new_assessments


def exported(store: Store, *, with_texts: bool = True) -> bytes:
    """Return a database as lines."""
    output = io.BytesIO()
    export_claims(store, output, with_texts=with_texts)
    return output.getvalue()


@contextmanager
def loaded(blank_file: Path, lines: bytes) -> Iterator[Store]:
    """Load lines into a database of their own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.jsonl"
        file.write_bytes(lines)
        store = open_store(Path(shutil.copy(blank_file, folder)))
        try:
            report = import_claims(store, [file], by="loader")
            assert (report.bad, report.kept, report.already) == ([], [], 0)
            yield store
        finally:
            store.close()


def as_lines(records: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


SHOWN = "id, outlet_id, speaker_id, source_type, source_words, verifiability, verdict"


def shown(store: Store) -> list[tuple[Any, ...]]:
    """Return what claims are browsed by."""
    return store.connection.execute(f"select {SHOWN} from claims order by id").fetchall()


def assert_comes_back(blank_file: Path, store: Store) -> None:
    """Carry a database to an empty one and compare all that can be seen."""
    lines = exported(store)
    with loaded(blank_file, lines) as other:
        assert exported(other) == lines
        assert shown(other) == shown(store)
        assert list(check_store(other)) == []


def test_the_sample_comes_back_as_it_was(store: Store, blank_file: Path) -> None:
    import_claims(store, sample_files(), by="sample")

    assert_comes_back(blank_file, store)


def test_every_kind_of_record_comes_back_as_it_was(blank_file: Path) -> None:
    with loaded(blank_file, as_lines(invented_fields())) as store:
        assert_comes_back(blank_file, store)


@pytest.mark.parametrize("judgement", [None, *Judgement])
def test_what_programs_suggested_comes_back_and_is_not_asked_again(store: Store, blank_file: Path, judgement: Judgement | None) -> None:
    record_apart(store)
    first, second = record(store, FERRY, "1", speaker="Ahmed al-Sharifi"), record(store, FERRY_AGAIN, "2", speaker="Ahmad Sharify")
    assert match_names(store).alike
    if judgement is not None:
        link_claims(store, first, second, relation=Relation.SAME_AS, by="carla", judgement=judgement)
    if judgement is Judgement.REJECTED:
        part_entities(store, "ahmed-al-sharifi", "ahmad-sharify", by="carla")

    assert_comes_back(blank_file, store)

    with loaded(blank_file, exported(store)) as other:
        waiting = "select claim_id, worth from claims_to_assess order by claim_id"
        assert other.connection.execute(waiting).fetchall() == store.connection.execute(waiting).fetchall()
        assert (compare_new_claims(other).suggested, match_names(other).alike, suggest_new_assessments(other)) == ([], [], 0)
        assert exported(other) == exported(store)


def test_an_export_is_the_same_every_time(blank_file: Path) -> None:
    with loaded(blank_file, as_lines(invented_fields(10))) as store:
        assert exported(store) == exported(store)


def test_an_export_can_be_split_and_loaded_piece_by_piece(store: Store, blank_file: Path, tmp_path: Path) -> None:
    lines = as_lines(invented_fields())
    whole = lines.splitlines(keepends=True)
    pieces = [tmp_path / f"{number}.jsonl" for number in range(5)]
    for number, piece in enumerate(pieces):
        piece.write_bytes(b"".join(whole[number * 100 : (number + 1) * 100]))

    import_claims(store, pieces, by="loader")

    with loaded(blank_file, lines) as other:
        assert exported(store) == exported(other)
        assert shown(store) == shown(other)


def test_an_export_without_texts_can_be_loaded(store: Store, blank_file: Path) -> None:
    """Texts are other people's; quotes, offsets and sha256 may be given away without them."""
    import_claims(store, sample_files(), by="sample")
    lines = exported(store, with_texts=False)

    with loaded(blank_file, lines) as other:
        assert exported(other) == lines
        assert shown(other) == shown(store)
        assert other.connection.execute("select count(*) from document_texts").fetchone() == (0,)


def test_a_claim_from_before_its_text_comes_back_as_it_was(store: Store, blank_file: Path) -> None:
    text = "The bridge was shut in May."
    add_claim(store, claim_entry(claim_fields(document=document_fields(content_sha256=content_sha256(text)))), by="tester")
    add_document(store, document_entry(document_fields(text=text)), by="tester")

    assert_comes_back(blank_file, store)
    assert b"text_added_at" not in exported(store, with_texts=False)


def test_an_export_loaded_into_its_own_database_changes_nothing(store: Store, tmp_path: Path) -> None:
    import_claims(store, sample_files(), by="sample")
    (tmp_path / "export.jsonl").write_bytes(exported(store))
    before = contents(store.connection)

    report = import_claims(store, [tmp_path / "export.jsonl"], by="loader")

    assert (report.added.total(), report.kept, report.bad) == (0, [], [])
    assert contents(store.connection) == before


def test_every_line_of_an_export_is_a_record(store: Store) -> None:
    import_claims(store, sample_files(), by="sample")

    for line in exported(store).splitlines():
        assert validate_record(json.loads(line)).record == json.loads(line)["record"]


def test_progress_counts_the_records(store: Store) -> None:
    import_claims(store, sample_files(), by="sample")
    told: list[int] = []

    count = export_claims(store, io.BytesIO(), progress=told.append)

    assert count == sum(told) == exported(store).count(b"\n")


# Awkward words.

AWKWARD = st.sampled_from(
    [
        *["é", "ß", "İ", "ẞ", "ﬁ", "ﷺ", "Ω", "שלום", "مرحبا", "東京", "한국", "🌉", "“", "„", "'", "%", "_", ";", "--"],
        '"',
        "\\",
        "\u0131",
        "\u200d",
        "\u0301x",
        "\u00a0",
        "\U0001d518",
    ]
)
LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])


def _clean(text: str) -> str:
    """Make a text one that people may type: composed, without space around it."""
    return unicodedata.normalize("NFC", text).strip()


def words(low: int, high: int) -> st.SearchStrategy[str]:
    """Return texts of awkward words between two lengths."""
    parts = st.lists(st.one_of(AWKWARD, LETTERS, st.just(" ")), min_size=low, max_size=high)
    cleaned = parts.map("".join).map(_clean)
    return cleaned.filter(lambda text: low <= len(text) <= high and any(unicodedata.category(char)[0] not in "ZC" for char in text))


def _entry(parts: tuple[str, str, str, str, str, str]) -> dict[str, Any]:
    statement, title, outlet, speaker, quote, note = parts
    text = f"{note} “{quote}” {note}"
    source = {"speaker": speaker, "cue": note} if note[:1].isalpha() else {"source_type": "unstated", "cue": note}
    return claim_fields(
        f"Claim: {statement}",
        document=document_fields(title=title, outlet=outlet, text=text, url=None),
        quote=f"“{quote}”",
        attributions=[source],
        assessment={"reason": "opinion", "rationale": f"As seen: {note}"},
    )


ENTRIES = st.lists(
    st.tuples(words(10, 40), words(1, 20), words(1, 12), words(1, 12), words(1, 20), words(1, 8)).map(_entry), min_size=1, max_size=4
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(entries=ENTRIES)
def test_awkward_words_come_back_as_they_were(blank_file: Path, entries: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(shutil.copy(blank_file, folder)))
        try:
            for fields in entries:
                _add_if_allowed(store, fields)
            assert list(check_store(store)) == []
            assert_comes_back(blank_file, store)
        finally:
            store.close()


def _add_if_allowed(store: Store, fields: dict[str, Any]) -> None:
    """Add a claim, unless a rule has something against it (an outlet that quotes itself, a quote found twice)."""
    try:
        add_claim(store, ClaimEntry.model_validate_json(json.dumps(fields)), by="tester", allow_similar=True)
    except (ClaimsError, ValueError):
        return


def test_most_awkward_words_are_allowed(store: Store) -> None:
    """Otherwise the test above would test nothing."""
    added = 0

    @settings(max_examples=10, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
    @given(entries=ENTRIES)
    def try_them(entries: list[dict[str, Any]]) -> None:
        nonlocal added
        for fields in entries:
            before = store.connection.total_changes
            _add_if_allowed(store, fields)
            added += store.connection.total_changes > before

    try_them()

    assert added > 10


@pytest.mark.parametrize("number", [0.1, 1 / 3, 1e-300, 5e-324, 1.0])
def test_numbers_come_back_to_the_last_digit(blank_file: Path, number: float) -> None:
    records = invented_fields(2)
    for fields in records:
        if fields["record"] in ("link", "candidate"):
            fields["score"] = number

    with loaded(blank_file, as_lines(records)) as store:
        assert_comes_back(blank_file, store)
