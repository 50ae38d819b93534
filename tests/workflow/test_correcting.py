"""Mending a slip: by the same rules as when the claim was added, and the history keeps what stood there."""

from typing import Any

import pytest
from store.by_hand import contents, one
from store.typed import TEXT, document_fields, typed_claim, typed_document

from claims.errors import ClaimsError, InvalidInput, NotRecorded, RefusedByDatabase
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.read import claim_page
from claims.vocabularies import EvidenceStance, Reason, Relation
from claims.workflow.adding import add_claim
from claims.workflow.correcting import edit_claim, remove_claim
from claims.workflow.judging import add_evidence, assess_claim
from claims.workflow.linking import link_claims
from claims.workflow.looking import claim_events


@pytest.fixture
def claim(store: Store) -> str:
    """Return the id of a claim with a quote in a stored text, by a chain of two."""
    entry = typed_claim(
        "The bridge is not safe.",
        document=document_fields(text=TEXT),
        quote='"It is not safe,"',
        attributions=[{"speaker": "Ann Example", "cue": "told us"}, {"source_type": "unstated"}],
        claim_date="2024-05",
    )
    return add_claim(store, entry, by="carla").claim_id


@pytest.mark.parametrize(
    ("changes", "column", "value"),
    [
        ({"statement": "The bridge is unsafe for all."}, "statement", "The bridge is unsafe for all."),
        ({"location": "headline"}, "location", "headline"),
        ({"claim_date": "2024-05-03"}, "claim_date", "2024-05-03"),
        ({"claim_date": None}, "claim_date", None),
        ({"quotation": "indirect"}, "quotation", "indirect"),
        ({"language": "fr"}, "language", "fr"),
    ],
)
def test_a_field_is_mended_and_the_old_one_kept(store: Store, claim: str, changes: dict[str, Any], column: str, value: Any) -> None:
    assert edit_claim(store, claim[:8], changes, by="dora") == claim

    assert one(store.connection, f"select {column} from claims where id = ?", claim) == value
    event = claim_events(store, claim)[-1]
    assert (event.who, event.what, event.detail["statement"]) == ("dora", "claims updated", "The bridge is not safe.")
    assert list(check_store(store)) == []


def test_a_new_quote_finds_its_place(store: Store, claim: str) -> None:
    edit_claim(store, claim, {"quote": "It is to open again in June.", "quotation": "indirect"}, by="dora")

    mended = claim_page(store, claim).claim
    assert TEXT[mended["start_char"] : mended["end_char"]] == mended["quote"] == "It is to open again in June."
    assert list(check_store(store)) == []


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("never printed", "does not occur in the text of the document; copy more of it, letter by letter"),
        ("It is ", "occurs more than once in the text of the document; copy more of it, letter by letter"),
    ],
)
def test_a_quote_that_cannot_be_placed_is_refused(store: Store, claim: str, quote: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        edit_claim(store, claim, {"quote": quote}, by="dora")

    assert [fault.message for fault in refusal.value.faults] == [message]


@pytest.mark.parametrize(
    "changes",
    [
        {"statement": "Why?"},
        {"statement": "The bridge is not safe, the mayor said."},
        {"claim_date": "2024-02-30"},
        {"quotation": "own_voice"},
        {"location": "margin"},
        {"colour": "red"},
    ],
)
def test_a_change_that_breaks_a_rule_is_refused(store: Store, claim: str, changes: dict[str, object]) -> None:
    before = contents(store.connection)

    with pytest.raises(InvalidInput):
        edit_claim(store, claim, changes, by="dora")

    assert contents(store.connection) == before


def test_no_change_is_no_edit(store: Store, claim: str) -> None:
    with pytest.raises(ClaimsError, match="Nothing to change"):
        edit_claim(store, claim, {}, by="dora")


def test_an_unknown_claim_is_not_mended(store: Store) -> None:
    with pytest.raises(NotRecorded):
        edit_claim(store, "c0123", {"location": "lead"}, by="dora")
    with pytest.raises(NotRecorded):
        remove_claim(store, "c0123", by="dora")


def test_a_claim_that_nobody_judged_is_removed_and_kept_in_the_history(store: Store, claim: str) -> None:
    minutes = typed_document(title="Minutes", url="https://council.example/1")
    add_evidence(store, claim, minutes, stance=EvidenceStance.CONTEXT, note="Item 3.", by="carla")

    assert remove_claim(store, claim[:8], by="dora") == claim

    assert one(store.connection, "select count(*) from claims") == 0
    deleted = store.connection.execute("select table_name, row_id, op, actor from history order by id").fetchall()
    assert deleted == [
        ("evidence", claim, "delete", "dora"),
        ("attributions", claim, "delete", "dora"),
        ("attributions", claim, "delete", "dora"),
        ("claims", claim, "delete", "dora"),
    ]
    assert list(check_store(store)) == []


@pytest.mark.parametrize("built_on", ["assessments", "claim links"])
def test_a_claim_that_people_built_on_is_kept(store: Store, claim: str, built_on: str) -> None:
    if built_on == "assessments":
        assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view.", by="carla")
    else:
        other = add_claim(
            store, typed_claim("The bridge is open.", document=document_fields(url="https://gazette.example/2")), by="carla"
        ).claim_id
        link_claims(store, claim, other, relation=Relation.CONTRADICTS, by="carla")
    before = contents(store.connection)

    with pytest.raises(RefusedByDatabase, match=f"{claim} is kept, because "):
        remove_claim(store, claim, by="dora")

    assert contents(store.connection) == before
