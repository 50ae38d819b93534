"""A draft becomes a claim only by a person's decision, which is kept beside it, is made once, and can be undone."""

import json
from pathlib import Path
from typing import Any

import pytest
from factories import (
    DOCUMENT_ID,
    END,
    QUOTE,
    START,
    STATEMENT,
    TEXT,
    as_line,
    make_candidate,
    make_document,
    make_entity,
    make_source,
)
from store.by_hand import contents, one
from store.typed import document_fields, typed_claim, typed_document

from claims.dates import now
from claims.errors import ChangedMeanwhile, ClaimsError, InvalidInput, NotRecorded, RefusedByDatabase, SimilarName
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.read import claim_page
from claims.vocabularies import EvidenceStance, Judgement, Reason, Relation
from claims.workflow.adding import add_claim
from claims.workflow.correcting import edit_claim
from claims.workflow.deciding import accept_candidate, decide_link, reject_candidate, restore_assessment, undo_decision, undo_link
from claims.workflow.importing import import_claims
from claims.workflow.judging import add_evidence, assess_claim
from claims.workflow.linking import link_claims

DRAFT = {"statement": STATEMENT, "quote": QUOTE, "start_char": START, "end_char": END, "attributions": [make_source()]}
RATIONALE = "The register of schools is public."


def put_drafts(store: Store, folder: Path, *drafts: dict[str, Any]) -> list[str]:
    """Import a document and a draft for each set of fields, as a program hands them over, and return the ids of the drafts."""
    outlet = make_entity(id="daily-example", kind="outlet", name="Daily Example")
    ids = [f"k{number}" for number in range(1, len(drafts) + 1)]
    lines = [outlet, make_document(), *(make_candidate(id=name, draft=draft) for name, draft in zip(ids, drafts, strict=True))]
    path = folder / "drafts.jsonl"
    path.write_bytes(b"".join(as_line(line) + b"\n" for line in lines))
    report = import_claims(store, [path], by="extractor")
    assert report.written, report.bad
    return ids


@pytest.fixture
def draft(store: Store, tmp_path: Path) -> str:
    """Return the id of a sound draft that waits."""
    return put_drafts(store, tmp_path, DRAFT)[0]


def state_of(store: Store, candidate: str) -> tuple[Any, ...]:
    found = store.connection.execute("select state, decision, decided_by, claim_id from candidates where id = ?", (candidate,)).fetchone()
    return tuple(found)


def draft_of(store: Store, candidate: str) -> Any:
    return json.loads(one(store.connection, "select draft from candidates where id = ?", candidate))


# Accepting


def test_a_draft_accepted_as_it_is_becomes_a_claim_of_the_person_who_decided(store: Store, draft: str) -> None:
    decided = accept_candidate(store, draft, by="mona")

    claim = claim_page(store, decided.claim_id or "").claim
    assert (claim["statement"], claim["quote"], claim["document_id"], claim["created_by"]) == (STATEMENT, QUOTE, DOCUMENT_ID, "mona")
    assert claim["attributions"][0]["entity_id"] == "layla-hassan"
    assert (decided.state, decided.is_new) == ("accepted", True)
    assert state_of(store, draft) == ("accepted", None, "mona", decided.claim_id)
    assert draft_of(store, draft) == DRAFT
    assert list(check_store(store)) == []


def test_what_the_person_changed_is_kept_beside_the_draft(store: Store, draft: str) -> None:
    statement = "The Ministry of Schools says it opened a dozen schools."

    decided = accept_candidate(store, draft, {"statement": statement, "claim_date": "2024-01"}, by="mona")

    state, decision, _, _ = state_of(store, draft)
    assert state == decided.state == "edited"
    assert json.loads(decision) == {"changed": {"statement": statement, "claim_date": "2024-01"}}
    assert draft_of(store, draft) == DRAFT
    assert claim_page(store, decided.claim_id or "").claim["statement"] == statement


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"statement": STATEMENT, "location": "body", "claim_date_inferred": False},
        {"attributions": [{"speaker": "Layla Hassan", "stance": "affirms", "seq": 0, "confirmation": "as_reported"}]},
    ],
)
def test_spelling_out_what_the_draft_means_anyway_is_no_change(store: Store, draft: str, changes: dict[str, object]) -> None:
    assert accept_candidate(store, draft, changes, by="mona").state == "accepted"
    assert state_of(store, draft)[1] is None


def test_a_field_is_taken_away_with_none(store: Store, tmp_path: Path) -> None:
    (draft,) = put_drafts(store, tmp_path, {**DRAFT, "claim_date": "2024-01"})

    decided = accept_candidate(store, draft, {"claim_date": None}, by="mona")

    assert "claim_date" not in claim_page(store, decided.claim_id or "").claim
    assert json.loads(state_of(store, draft)[1]) == {"changed": {"claim_date": None}}


def test_other_words_find_their_own_place_in_the_text(store: Store, draft: str) -> None:
    decided = accept_candidate(store, draft, {"quote": "We opened twelve schools", "quotation": "mixed"}, by="mona")

    claim = claim_page(store, decided.claim_id or "").claim
    assert TEXT[claim["start_char"] : claim["end_char"]] == claim["quote"] == "We opened twelve schools"
    assert json.loads(state_of(store, draft)[1]) == {"changed": {"quote": "We opened twelve schools", "quotation": "mixed"}}


def test_a_program_cannot_sign_a_claim_with_a_name(store: Store, tmp_path: Path) -> None:
    (draft,) = put_drafts(store, tmp_path, {**DRAFT, "created_by": "somebody", "created_at": "2001-01-01T00:00:00Z"})

    decided = accept_candidate(store, draft, by="mona")

    claim = claim_page(store, decided.claim_id or "").claim
    assert claim["created_by"] == "mona"
    assert claim["created_at"] >= now()[:10]
    assert decided.state == "accepted"


@pytest.mark.parametrize(
    ("fields", "changes", "fault"),
    [
        ({**DRAFT, "quote": "We closed them"}, {}, "is not at start_char; there it reads"),
        ({**DRAFT, "quote": "We closed them", "start_char": None, "end_char": None}, {}, "does not occur in the text"),
        ({**DRAFT, "verdict": "true"}, {}, "verdict"),
        ({"statement": "Why is it so?"}, {}, "is a question"),
        ({"statement": "Too"}, {"statement": "So"}, "has 2 characters"),
    ],
)
def test_a_draft_is_refused_for_what_a_typed_claim_is_refused_for(
    store: Store, tmp_path: Path, fields: dict[str, Any], changes: dict[str, object], fault: str
) -> None:
    (draft,) = put_drafts(store, tmp_path, fields)

    with pytest.raises(InvalidInput, match=fault):
        accept_candidate(store, draft, changes, by="mona")

    assert state_of(store, draft) == ("pending", None, None, None)
    assert one(store.connection, "select count(*) from claims") == 0


def test_a_name_like_a_recorded_one_is_asked_about(store: Store, tmp_path: Path) -> None:
    first, second = put_drafts(
        store, tmp_path, DRAFT, {**DRAFT, "statement": "Twelve schools were opened.", "attributions": [make_source(speaker="Leyla Hassan")]}
    )
    accept_candidate(store, first, by="mona")

    with pytest.raises(SimilarName):
        accept_candidate(store, second, by="mona")
    assert state_of(store, second)[0] == "pending"

    assert accept_candidate(store, second, by="mona", allow_similar=True).state == "accepted"


def test_a_draft_of_a_recorded_claim_points_to_that_claim(store: Store, tmp_path: Path) -> None:
    first, second = put_drafts(store, tmp_path, DRAFT, DRAFT)
    recorded = accept_candidate(store, first, by="mona")

    decided = accept_candidate(store, second, by="nour")

    assert (decided.claim_id, decided.is_new) == (recorded.claim_id, False)


def test_an_unknown_candidate_is_not_decided(store: Store) -> None:
    with pytest.raises(NotRecorded):
        accept_candidate(store, "k9", by="mona")


# Rejecting


def test_a_rejected_draft_never_becomes_a_claim_and_keeps_the_reason(store: Store, draft: str) -> None:
    decided = reject_candidate(store, draft, " The words are scenery. ", by="mona")

    state, decision, by, claim = state_of(store, draft)
    assert (state, json.loads(decision), by, claim) == ("rejected", {"reason": "The words are scenery."}, "mona", None)
    assert (decided.state, decided.claim_id) == ("rejected", None)
    assert one(store.connection, "select count(*) from claims") == 0


@pytest.mark.parametrize("reason", ["", "   ", "no"])
def test_a_rejection_says_why(store: Store, draft: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match="say in a few words why"):
        reject_candidate(store, draft, reason, by="mona")

    assert state_of(store, draft)[0] == "pending"


# Two people


@pytest.mark.parametrize("second", ["accept", "reject"])
@pytest.mark.parametrize("first", ["accept", "reject"])
def test_whoever_decides_second_is_told_who_was_first(store: Store, draft: str, first: str, second: str) -> None:
    def decide(what: str, by: str) -> None:
        if what == "accept":
            accept_candidate(store, draft, by=by)
        else:
            reject_candidate(store, draft, "It is scenery.", by=by)

    decide(first, "mona")
    before = contents(store.connection)

    with pytest.raises(ChangedMeanwhile, match="was decided by mona") as told:
        decide(second, "nour")

    assert told.value.recorded["decided_by"] == "mona"
    assert contents(store.connection) == before


# Undoing


@pytest.mark.parametrize("changes", [{}, {"statement": "A dozen schools were opened in January."}])
def test_an_undone_decision_leaves_the_draft_waiting_and_no_claim(store: Store, draft: str, changes: dict[str, object]) -> None:
    made = accept_candidate(store, draft, changes, by="mona")

    undone = undo_decision(store, draft, by="nour")

    assert undone.claim_id == made.claim_id
    assert state_of(store, draft) == ("pending", None, None, None)
    assert one(store.connection, "select count(*) from claims") == 0
    history = store.connection.execute("select table_name, op, actor from history where actor = 'nour' order by id").fetchall()
    assert ("candidates", "update", "nour") in history
    assert ("claims", "delete", "nour") in history
    assert list(check_store(store)) == []
    assert accept_candidate(store, draft, by="nour").state == "accepted"


def test_a_rejection_is_undone(store: Store, draft: str) -> None:
    reject_candidate(store, draft, "It is scenery.", by="mona")

    assert undo_decision(store, draft, by="mona").claim_id is None
    assert state_of(store, draft) == ("pending", None, None, None)


def test_what_waits_cannot_be_undone(store: Store, draft: str) -> None:
    with pytest.raises(ClaimsError, match="waits already"):
        undo_decision(store, draft, by="mona")


def test_undoing_leaves_a_claim_that_was_recorded_before(store: Store, tmp_path: Path) -> None:
    first, second = put_drafts(store, tmp_path, DRAFT, DRAFT)
    recorded = accept_candidate(store, first, by="mona").claim_id
    accept_candidate(store, second, by="nour")

    assert undo_decision(store, second, by="nour").claim_id is None

    assert one(store.connection, "select id from claims") == recorded
    assert state_of(store, second)[0] == "pending"


def _assess(store: Store, claim: str) -> None:
    assess_claim(store, claim, reason=Reason.PUBLIC_RECORD, rationale=RATIONALE, by="nour")


def _add_evidence(store: Store, claim: str) -> None:
    document = typed_document(title="Register", outlet="School Board", url="https://board.example/1")
    add_evidence(store, claim, document, stance=EvidenceStance.CONTEXT, note="Page 3.", by="nour")


def _correct(store: Store, claim: str) -> None:
    edit_claim(store, claim, {"claim_date": "2024-01"}, by="nour")


def _link(store: Store, claim: str) -> None:
    other = add_claim(store, typed_claim(speaker="Ann Example"), by="nour").claim_id
    link_claims(store, claim, other, relation=Relation.SUPPORTS, by="nour")


@pytest.mark.parametrize(
    ("build", "name"), [(_assess, "assessments"), (_add_evidence, "evidence"), (_correct, "corrections"), (_link, "links")]
)
def test_a_claim_that_somebody_has_built_on_is_kept_and_so_is_the_decision(store: Store, draft: str, build: Any, name: str) -> None:
    made = accept_candidate(store, draft, by="mona")
    build(store, made.claim_id)

    with pytest.raises(RefusedByDatabase, match=rf"somebody has built on it since \({name}\)"):
        undo_decision(store, draft, by="mona")

    assert state_of(store, draft) == ("accepted", None, "mona", made.claim_id)
    assert one(store.connection, "select count(*) from claims where id = ?", made.claim_id) == 1


# Suggested links


@pytest.fixture
def pair(store: Store) -> tuple[str, str]:
    """Return the ids of two claims, suggested to be the same, in the order in which the link is stored."""
    one_claim = add_claim(store, typed_claim(speaker="Ann Example"), by="carla").claim_id
    elsewhere = document_fields(url="https://courier.example/1", outlet="Courier")
    other = add_claim(store, typed_claim(document=elsewhere, speaker="Ben Sample"), by="carla", allow_similar=True).claim_id
    link = link_claims(store, one_claim, other, relation=Relation.SAME_AS, judgement=Judgement.SUGGESTED, by="matcher", score=0.75)
    return link.from_id, link.to_id


def links(store: Store) -> list[tuple[Any, ...]]:
    query = "select from_id, to_id, relation, judgement, score, decided_by, decided_at from claim_links order by relation"
    return list(map(tuple, store.connection.execute(query)))


def joined(store: Store) -> int:
    count: int = one(store.connection, "select count(*) from claims where canonical_id is not null")
    return count


@pytest.mark.parametrize(("judgement", "repeats"), [(Judgement.CONFIRMED, 1), (Judgement.REJECTED, 0)])
def test_a_suggested_link_is_decided_and_the_decision_undone_without_a_trace_but_the_history(
    store: Store, pair: tuple[str, str], judgement: Judgement, repeats: int
) -> None:
    before = contents(store.connection, "claim_links", "claims")

    decided = decide_link(store, *pair, Relation.SAME_AS, judgement=judgement, by="mona")

    assert (decided.judgement, decided.decided_by, joined(store)) == (judgement, "mona", repeats)
    undo_link(store, *pair, Relation.SAME_AS, by="nour")
    assert contents(store.connection, "claim_links", "claims") == before
    assert list(check_store(store)) == []
    assert one(store.connection, "select actor from history where table_name = 'claim_links' order by id desc limit 1") == "nour"


@pytest.mark.parametrize(
    ("instead", "is_turned"),
    [(Relation.CONTRADICTS, False), (Relation.CONTRADICTS, True), (Relation.NARROWS, False), (Relation.NARROWS, True)],
)
def test_another_relation_takes_the_place_of_the_suggested_one_and_goes_when_undone(
    store: Store, pair: tuple[str, str], instead: Relation, is_turned: bool
) -> None:
    before = contents(store.connection, "claim_links", "claims")

    link = decide_link(store, *pair, Relation.SAME_AS, judgement=Judgement.CONFIRMED, by="mona", instead=instead, is_turned=is_turned)

    ends = pair[::-1] if is_turned and instead is Relation.NARROWS else pair
    assert (link.from_id, link.to_id, link.relation, link.judgement) == (*ends, instead, Judgement.CONFIRMED)
    assert [(row[2], row[3]) for row in links(store)] == sorted([(instead, "confirmed"), ("same_as", "rejected")])
    assert len(undo_link(store, *pair, Relation.SAME_AS, by="mona")) == 2
    assert contents(store.connection, "claim_links", "claims") == before


def test_another_relation_that_was_recorded_before_stands_as_before_when_undone(store: Store, pair: tuple[str, str]) -> None:
    link_claims(store, *pair, relation=Relation.CONTRADICTS, judgement=Judgement.REJECTED, by="carla")
    before = contents(store.connection, "claim_links", "claims")
    for _ in range(2):
        decide_link(store, *pair, Relation.SAME_AS, judgement=Judgement.CONFIRMED, by="mona", instead=Relation.CONTRADICTS)

        undo_link(store, *pair, Relation.SAME_AS, by="mona")

        assert contents(store.connection, "claim_links", "claims") == before


def test_a_same_as_confirmed_instead_joins_the_two_and_parts_them_when_undone(store: Store, pair: tuple[str, str]) -> None:
    link_claims(store, *pair, relation=Relation.SUPPORTS, judgement=Judgement.SUGGESTED, by="matcher")
    store.connection.execute("delete from claim_links where relation = 'same_as'")
    before = contents(store.connection, "claim_links", "claims")

    decide_link(store, *pair, Relation.SUPPORTS, judgement=Judgement.CONFIRMED, by="mona", instead=Relation.SAME_AS)

    assert joined(store) == 1
    undo_link(store, *pair, Relation.SUPPORTS, by="mona")
    assert joined(store) == 0
    assert contents(store.connection, "claim_links", "claims") == before


def test_the_same_relation_chosen_instead_is_a_confirmation(store: Store, pair: tuple[str, str]) -> None:
    link = decide_link(store, *pair, Relation.SAME_AS, judgement=Judgement.REJECTED, by="mona", instead=Relation.SAME_AS, is_turned=True)

    assert (link.judgement, len(links(store))) == (Judgement.CONFIRMED, 1)


def test_a_link_is_decided_once(store: Store, pair: tuple[str, str]) -> None:
    decide_link(store, *pair, Relation.SAME_AS, judgement=Judgement.REJECTED, by="mona")

    with pytest.raises(ChangedMeanwhile, match="was decided by mona") as told:
        decide_link(store, *pair, Relation.SAME_AS, judgement=Judgement.CONFIRMED, by="nour")

    assert told.value.recorded["judgement"] == "rejected"
    assert joined(store) == 0


def test_a_link_that_waits_or_is_unknown_cannot_be_undone(store: Store, pair: tuple[str, str]) -> None:
    with pytest.raises(ClaimsError, match="waits already"):
        undo_link(store, *pair, Relation.SAME_AS, by="mona")
    with pytest.raises(NotRecorded):
        undo_link(store, *pair, Relation.NARROWS, by="mona")


def test_a_claim_is_not_linked_to_itself_instead(store: Store, pair: tuple[str, str]) -> None:
    with pytest.raises(NotRecorded):
        decide_link(store, pair[0], pair[0], Relation.SAME_AS, judgement=Judgement.CONFIRMED, by="mona")


# An assessment


@pytest.fixture
def claim(store: Store) -> str:
    """Return the id of a claim that was assessed twice: verifiable, then opinion."""
    claim_id = add_claim(store, typed_claim(), by="carla").claim_id
    assess_claim(store, claim_id, reason=Reason.PUBLIC_RECORD, rationale=RATIONALE, by="carla", credibility=2)
    assess_claim(store, claim_id, reason=Reason.OPINION, rationale="It is a view of the mayor.", by="mona")
    return claim_id


def assessments(store: Store) -> list[tuple[Any, ...]]:
    return list(map(tuple, store.connection.execute("select id, reason, rationale, credibility, assessor from assessments order by id")))


def test_an_earlier_assessment_is_restored_as_a_copy_and_all_are_kept(store: Store, claim: str) -> None:
    first, second = assessments(store)

    restore_assessment(store, claim, first[0], by="mona")

    kept = assessments(store)
    assert kept[:2] == [first, second]
    assert kept[2][1:] == ("public_record", f"Restores the assessment of {now()[:10]} by carla. {RATIONALE}", 2, "mona")
    assert one(store.connection, "select verifiability from claims") == "verifiable"


def test_a_restored_assessment_names_its_first_origin_only(store: Store, claim: str) -> None:
    restore_assessment(store, claim, assessments(store)[0][0], by="mona")
    restored = assessments(store)[2]
    assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view of the mayor.", by="mona")

    restore_assessment(store, claim, restored[0], by="mona")

    assert assessments(store)[4][2] == restored[2]


def test_an_assessment_of_a_repeat_can_be_restored_and_one_of_another_claim_cannot(store: Store, claim: str) -> None:
    elsewhere = document_fields(url="https://courier.example/1", outlet="Courier")
    other = add_claim(store, typed_claim(document=elsewhere), by="carla").claim_id
    first = assessments(store)[0][0]

    with pytest.raises(NotRecorded):
        restore_assessment(store, other, first, by="mona")

    link_claims(store, claim, other, relation=Relation.SAME_AS, by="mona")
    assert restore_assessment(store, other, first, by="mona")[0] == other


def test_an_assessment_whose_day_has_passed_is_not_restored(store: Store, claim: str) -> None:
    store.connection.execute(
        "insert into assessments (claim_id, status, reason, rationale, check_after, assessor, assessed_at)"
        " values (?, 'not_yet', 'prediction', 'It says what will happen.', '2024-02-01', 'carla', '2024-01-01T00:00:00Z')",
        (claim,),
    )

    with pytest.raises(ClaimsError, match="has passed: assess the claim anew"):
        restore_assessment(store, claim, assessments(store)[2][0], by="mona")
