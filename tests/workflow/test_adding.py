"""Adding by hand: what a person types becomes a claim with all it needs, once, or nothing and every fault at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from store.by_hand import contents, one
from store.typed import TEXT, claim_fields, document_fields, typed_claim, typed_document

from claims.errors import ClaimsError, InvalidInput, NotRecorded, RefusedByDatabase, SimilarName, UnreadableFile
from claims.identifiers import content_sha256
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.read import claim_page
from claims.vocabularies import Judgement, Relation
from claims.workflow.adding import (
    add_claim,
    add_claims,
    add_document,
    claim_entries_from_json,
    claim_entry,
    document_entry,
    read_text,
)
from claims.workflow.linking import link_claims


def faults(refusal: InvalidInput) -> list[str]:
    return [str(fault) for fault in refusal.faults]


def test_a_claim_brings_what_it_needs_with_it(store: Store) -> None:
    added = add_claim(store, typed_claim(speaker="Ann Example"), by="carla")

    assert (added.is_new, added.is_new_document) == (True, True)
    assert sorted((made.id, made.kind.value) for made in added.new_entities) == [("ann-example", "person"), ("gazette", "outlet")]
    row = "select speaker, outlet, quotation, verifiability from claim_overview where id = ?"
    assert store.connection.execute(row, (added.claim_id,)).fetchone() == ("Ann Example", "Gazette", "Indirect", "Unassessed")
    assert store.connection.execute("select created_by from claims").fetchone() == ("carla",)
    assert list(check_store(store)) == []


def test_adding_the_same_claim_twice_adds_nothing(store: Store) -> None:
    entry = typed_claim(speaker="Ann Example", assessment={"reason": "public_record", "rationale": "The minutes are public."})
    first = add_claim(store, entry, by="carla")
    before = contents(store.connection)

    second = add_claim(store, entry, by="dora")

    assert (second.claim_id, second.is_new, second.is_new_document, second.new_entities) == (first.claim_id, False, False, [])
    assert contents(store.connection) == before


def test_a_claim_that_was_joined_with_another_can_be_added_again(store: Store) -> None:
    first = add_claim(store, typed_claim(), by="carla")
    second = add_claim(store, typed_claim("The bridge in town is closed."), by="carla")
    link_claims(store, first.claim_id, second.claim_id, relation=Relation.SAME_AS, by="carla", judgement=Judgement.CONFIRMED)

    assert not add_claim(store, typed_claim("The bridge in town is closed."), by="carla").is_new


def test_a_claim_that_is_recorded_with_other_details_is_refused(store: Store) -> None:
    added = add_claim(store, typed_claim(), by="carla")

    with pytest.raises(RefusedByDatabase) as refusal:
        add_claim(store, typed_claim(location="headline"), by="carla")

    assert str(refusal.value).startswith(f"Refused: claim {added.claim_id} is recorded already, with other details; ")
    assert str(refusal.value).endswith(" Nothing was written.")


def test_a_quote_finds_its_place_in_the_text(store: Store) -> None:
    entry = typed_claim("The bridge is not safe.", speaker="Ann Example", document=document_fields(text=TEXT), quote='"It is not safe,"')

    claim = claim_page(store, add_claim(store, entry, by="carla").claim_id).claim

    assert TEXT[claim["start_char"] : claim["end_char"]] == claim["quote"] == "It is not safe,"
    assert (claim["quotation"], claim["prefix"][-1], claim["suffix"][0]) == ("direct", '"', '"')


def test_the_text_of_a_document_is_kept_with_its_sha256(store: Store) -> None:
    add_claim(store, typed_claim(document=document_fields(text=TEXT), quote="It is to open again in June."), by="carla")

    assert store.connection.execute("select text from document_texts").fetchone() == (TEXT,)
    assert store.connection.execute("select content_sha256 from documents").fetchone() == (content_sha256(TEXT),)


@pytest.mark.parametrize("created_at", [None, "2026-03-05T10:00:00Z"], ids=["in the same second", "earlier"])
def test_a_claim_from_before_the_text_was_recorded_stays_sound(store: Store, created_at: str | None) -> None:
    only_its_sha256 = document_fields(content_sha256=content_sha256(TEXT))
    before = add_claim(store, typed_claim(document=only_its_sha256, created_at=created_at), by="carla")

    document, is_new = add_document(store, typed_document(text=TEXT), by="carla")

    assert (document.id, is_new) == (before.document_id, False)
    assert one(store.connection, "select text from document_texts") == TEXT
    assert list(check_store(store)) == []


def test_a_claim_from_after_the_text_was_recorded_needs_its_quote(store: Store) -> None:
    add_document(store, typed_document(content_sha256=content_sha256(TEXT)), by="carla")
    document, _ = add_document(store, typed_document(text=TEXT), by="carla")

    with pytest.raises(RefusedByDatabase, match="give the words of the claim as its quote"):
        add_claim(store, typed_claim(document=document.id), by="carla")


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("never printed", "quote 'never printed': does not occur in the text of the document; copy it from there, letter by letter"),
        ("It is ", "quote 'It is ': occurs more than once in the text (first at 29); "),
    ],
)
def test_a_quote_that_cannot_be_placed_is_refused(store: Store, quote: str, fault: str) -> None:
    entry = typed_claim(document=document_fields(text=TEXT), quote=quote)

    with pytest.raises(InvalidInput) as refusal:
        add_claim(store, entry, by="carla")

    (found,) = faults(refusal.value)
    assert found.startswith(fault)
    assert one(store.connection, "select count(*) from documents") == 0
    assert one(store.connection, "select count(*) from entities") == 0


def test_a_claim_can_be_added_to_a_recorded_document(store: Store) -> None:
    document, _ = add_document(store, typed_document(text=TEXT, language="fr"), by="carla")

    added = add_claim(store, typed_claim(document=document.id, quote="The bridge was shut in May."), by="carla")

    assert (added.document_id, added.is_new_document) == (document.id, False)
    claim = claim_page(store, added.claim_id).claim
    assert (claim["language"], claim["start_char"]) == ("fr", 0)


def test_a_document_that_is_not_recorded_is_refused(store: Store) -> None:
    with pytest.raises(NotRecorded) as refusal:
        add_claim(store, typed_claim(document="d0123456789abcdef"), by="carla")

    assert str(refusal.value) == "No document 'd0123456789abcdef' is recorded."


def test_a_name_like_a_recorded_one_is_questioned_before_anything_is_written(store: Store) -> None:
    add_claim(store, typed_claim(speaker="Carla Example"), by="carla")
    before = contents(store.connection)

    with pytest.raises(SimilarName):
        add_claim(store, typed_claim("The bridge is open.", speaker="Karla Example"), by="carla")

    assert contents(store.connection) == before
    added = add_claim(store, typed_claim("The bridge is open.", speaker="Karla Example"), by="carla", allow_similar=True)
    assert [made.id for made in added.new_entities] == ["karla-example"]


def test_a_rule_of_the_database_is_told_as_its_sentence(store: Store) -> None:
    entry = typed_claim(attributions=[{"speaker": "Gazette", "source_type": "named_organisation"}])

    with pytest.raises(RefusedByDatabase) as refusal:
        add_claim(store, entry, by="carla")

    assert str(refusal.value) == ("Refused: the outlet of the document is the last hop already: leave it out. Nothing was written.")
    assert one(store.connection, "select count(*) from entities") == 0


def test_the_history_is_empty_after_adding(store: Store) -> None:
    add_claim(store, typed_claim(speaker="Ann Example"), by="carla")

    assert one(store.connection, "select count(*) from history") == 0


# Several.


def test_several_claims_are_added_in_their_order(store: Store) -> None:
    entries = [typed_claim(f"The bridge was closed {number} times.", speaker="Ann Example") for number in range(3)]

    added = add_claims(store, entries, by="carla")

    assert [one.is_new for one in added] == [True] * 3
    assert [one.is_new_document for one in added] == [True, False, False]
    assert [len(one.new_entities) for one in added] == [2, 0, 0]


def test_of_several_claims_all_are_added_or_none(store: Store) -> None:
    bad = typed_claim("The bridge is shut.", attributions=[{"speaker": "Gazette", "source_type": "named_organisation"}])

    with pytest.raises(RefusedByDatabase):
        add_claims(store, [typed_claim(), bad], by="carla")

    assert one(store.connection, "select count(*) from claims") == 0
    assert one(store.connection, "select count(*) from entities") == 0


# What was typed.


def test_every_fault_of_what_was_typed_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        claim_entry({"statement": "Why?", "document": {"title": "Bridge", "url": "gazette"}, "claim_date": "May"})

    assert str(refusal.value) == (
        "This claim: nothing was written. 4 to mend:\n"
        "  document.outlet: is missing; give it\n"
        "  document.url 'gazette': begins neither with http:// nor with https://; give the address of the page\n"
        "  statement 'Why?': has 4 characters; a statement has 10 to 500: one claim, standing alone\n"
        "  claim_date 'May': give a year (2024), a month (2024-02), a day (2024-02-05) or a day without its year (XXXX-02-05)"
    )


def test_typed_fields_become_an_entry() -> None:
    assert claim_entry(claim_fields()) == typed_claim()
    assert document_entry(dict(document_fields())) == typed_document()


def test_every_fault_of_a_document_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        document_entry({"outlet": "Gazette", "language": "klingonish!"})

    assert faults(refusal.value) == [
        "title: is missing; give it",
        "language 'klingonish!': is no BCP 47 language tag; give one such as en, ar or pt-BR, or und if it is unknown",
    ]


def as_json(*rows: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def test_one_claim_may_be_written_over_several_lines() -> None:
    raw = json.dumps(claim_fields(), indent=2).encode()

    assert claim_entries_from_json(raw) == [typed_claim()]
    assert claim_entries_from_json(b"\xef\xbb\xbf" + raw) == [typed_claim()]


def test_several_claims_are_written_one_a_line() -> None:
    other = "The bridge in town is closed."

    assert claim_entries_from_json(as_json(claim_fields(), claim_fields(other)) + b"\n\n") == [typed_claim(), typed_claim(other)]


def test_the_line_of_a_bad_claim_is_told() -> None:
    with pytest.raises(InvalidInput, match=r"^line 2: nothing was written\. 1 to mend:\n  statement 'Why\?'"):
        claim_entries_from_json(as_json(claim_fields(), claim_fields("Why?")))


@pytest.mark.parametrize("raw", [b"", b"Dear diary", b'{"half": ', b"[]"])
def test_what_is_no_claim_is_refused(raw: bytes) -> None:
    with pytest.raises(InvalidInput):
        claim_entries_from_json(raw)


def test_records_of_an_export_are_not_typed_claims() -> None:
    entity = {"record": "entity", "id": "ann", "kind": "person", "name": "Ann Example"}

    with pytest.raises(ClaimsError) as refusal:
        claim_entries_from_json(as_json(entity))

    assert str(refusal.value) == ("These are records of an export, not claims as people type them: use `claims import-claims FILE`.")


# Documents.


def test_a_document_is_recorded_once(store: Store) -> None:
    first, is_new = add_document(store, typed_document(text=TEXT), by="carla")
    second, is_new_again = add_document(store, typed_document(text=TEXT), by="carla")

    assert (is_new, is_new_again, first.id) == (True, False, second.id)
    assert one(store.connection, "select count(*) from documents") == 1


def test_a_page_that_changed_is_a_new_version(store: Store) -> None:
    first, _ = add_document(store, typed_document(text=TEXT), by="carla")
    second, is_new = add_document(store, typed_document(text=TEXT + " So it goes."), by="carla")

    assert is_new
    assert first.url == second.url
    assert first.id != second.id


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"url": None}, "the row: has neither a url nor the sha256 of a text; give the url or the text"),
        ({"published_at": "2999"}, "the row: published_at lies after accessed_at; one of them is wrong"),
        (
            {"text": TEXT, "content_sha256": "0" * 64},
            "the row: content_sha256 is not the sha256 of the text; leave it out and it is computed",
        ),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(store: Store, changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        add_document(store, typed_document(**changes), by="carla")

    assert faults(refusal.value) == [fault]
    assert one(store.connection, "select count(*) from entities") == 0


def test_a_text_is_read_as_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "Brücke 🌉\n".encode())

    assert read_text(tmp_path / "a.txt") == "Brücke 🌉\n"


def test_a_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Brücke".encode("latin-1"))

    with pytest.raises(UnreadableFile) as refusal:
        read_text(tmp_path / "a.txt")

    assert str(refusal.value) == f"Cannot read '{tmp_path}/a.txt': it is not UTF-8 text. Save it as UTF-8 first."


@pytest.mark.parametrize(("name", "reason"), [("nowhere.txt", "No such file or directory"), (".", "Is a directory")])
def test_a_text_that_cannot_be_read_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_text(tmp_path / name)

    assert str(refusal.value) == f"Cannot read '{tmp_path / name}': {reason}. Check the name and the rights."
