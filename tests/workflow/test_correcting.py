"""Mending a slip: by the same rules as when the claim was added, and the history keeps what stood there."""

import threading
from typing import Any

import pytest
from store.by_hand import contents, one
from store.typed import TEXT, document_fields, typed_claim, typed_document

from claims.errors import ChangedMeanwhile, ClaimsError, InvalidInput, NotRecorded, RefusedByDatabase
from claims.store.check import check_store
from claims.store.connection import Store, connect
from claims.store.read import claim_page
from claims.vocabularies import EvidenceStance, Reason, Relation
from claims.workflow.adding import add_claim
from claims.workflow.correcting import claim_as_typed, edit_claim, remove_claim
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


@pytest.mark.parametrize(
    "changes",
    [
        {"statement": "The bridge is not safe."},
        {"quote": "It is not safe,"},
        {"quote": '"It is not safe,"'},
        {"claim_date": "2024-05", "claim_date_inferred": False, "location": "body"},
    ],
)
def test_what_stands_there_already_is_no_edit_and_leaves_no_history(store: Store, claim: str, changes: dict[str, object]) -> None:
    with pytest.raises(ClaimsError, match="Nothing to change: it stands like that already"):
        edit_claim(store, claim, changes, by="dora")

    assert one(store.connection, "select count(*) from history") == 0


def test_a_claim_is_given_as_people_type_it(store: Store, claim: str) -> None:
    assert claim_as_typed(claim_page(store, claim).claim) == {
        "statement": "The bridge is not safe.",
        "quote": '"It is not safe,"',
        "quotation": "direct",
        "location": "body",
        "language": "en",
        "claim_date": "2024-05",
        "claim_date_inferred": False,
    }


def test_a_quote_without_a_stored_text_keeps_its_marks_while_something_else_is_mended(store: Store) -> None:
    said: dict[str, Any] = {"speaker": "Ann Example"}
    claim = add_claim(store, typed_claim("The bridge is not safe.", quote="“It is not safe,”", attributions=[said]), by="carla").claim_id
    typed = claim_as_typed(claim_page(store, claim).claim)

    edit_claim(store, claim, {**typed, "statement": "The bridge is not safe for anybody."}, by="dora")

    kept = claim_page(store, claim).claim
    assert (typed["quote"], kept["quote"], kept["quotation"]) == ("“It is not safe,”", "It is not safe,", "direct")
    assert list(check_store(store)) == []


# Two people, one claim.


def test_whoever_has_not_seen_the_newest_change_is_told_what_it_was(store: Store, claim: str) -> None:
    edit_claim(store, claim, {"location": "lead", "statement": "The bridge is not safe at all."}, by="dora", seen=0)
    before = contents(store.connection)

    with pytest.raises(ChangedMeanwhile) as refusal:
        edit_claim(store, claim, {"statement": "The bridge is unsafe."}, by="emil", seen=0)

    told = refusal.value
    assert str(told) == "This claim was changed by dora after you opened it: nothing was written. Compare, and send it again."
    assert told.who == "dora"
    assert told.recorded == {"location": "lead", "statement": "The bridge is not safe at all."}
    assert (told.opened["location"], told.opened["statement"]) == ("body", "The bridge is not safe.")
    assert contents(store.connection) == before
    edit_claim(store, claim, {"statement": "The bridge is unsafe."}, by="emil", seen=told.seen)
    assert one(store.connection, "select statement from claims") == "The bridge is unsafe."


def test_whoever_is_told_of_two_changes_is_told_against_what_they_had_opened(store: Store, claim: str) -> None:
    edit_claim(store, claim, {"location": "lead"}, by="dora")
    edit_claim(store, claim, {"location": "caption"}, by="fritz")

    with pytest.raises(ChangedMeanwhile) as refusal:
        edit_claim(store, claim, {"location": "headline"}, by="emil", seen=0)

    assert (refusal.value.who, refusal.value.opened["location"], refusal.value.recorded) == ("fritz", "body", {"location": "caption"})


def test_a_change_that_was_taken_back_is_none(store: Store, claim: str) -> None:
    edit_claim(store, claim, {"location": "lead"}, by="dora")
    edit_claim(store, claim, {"location": "body"}, by="dora")

    edit_claim(store, claim, {"location": "headline"}, by="emil", seen=0)

    assert one(store.connection, "select location from claims") == "headline"


def test_a_change_around_the_program_is_told_too(store: Store, claim: str) -> None:
    store.connection.execute("update claims set location = 'lead' where id = ?", (claim,))

    with pytest.raises(ChangedMeanwhile, match="was changed by somebody after you opened it"):
        edit_claim(store, claim, {"location": "headline"}, by="emil", seen=0)


def test_of_many_who_mend_at_the_same_time_one_wins_and_all_others_are_told(store: Store, claim: str) -> None:
    """Each has a connection of its own; the comparison must stand in the transaction that writes."""
    many = 6
    together = threading.Barrier(many)
    told: list[str] = []

    def mend(name: str) -> None:
        own = connect(store.path)
        together.wait(timeout=10)
        try:
            edit_claim(own, claim, {"statement": f"The bridge is not safe for {name}."}, by=name, seen=0)
        except ChangedMeanwhile as error:
            told.append(error.who)
        finally:
            own.close()

    threads = [threading.Thread(target=mend, args=(f"walker {number}",)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    ((statement, winner),) = store.connection.execute("select c.statement, h.actor from claims c join history h on h.row_id = c.id")
    assert statement == f"The bridge is not safe for {winner}."
    assert told == [winner] * (many - 1)
    assert list(check_store(store)) == []


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
