"""Many drafts are accepted at once and undone again, and how far people agreed with a program is told by what they decided."""

from typing import Any

import pytest
from store.by_hand import one
from store.typed import document_fields, typed_claim, typed_document

from claims.errors import ClaimsError
from claims.extractors.drafts import Draft
from claims.extractors.findings import Span
from claims.store.connection import Store
from claims.workflow.accepting import accept_candidates, undo_last
from claims.workflow.adding import add_claim, add_document, claim_entry
from claims.workflow.agreement import Agreement, extraction_report, training_texts, undecided_documents
from claims.workflow.deciding import accept_candidate, reject_candidate
from claims.workflow.drafting import save_drafts
from claims.workflow.recutting import split_candidate
from claims.workflow.waiting import waiting_candidates

TEXT = (
    "The bridge is shut, said Ann Example. She added that it opens in June. “Buses turn back,” said Ben Sample. "
    "The ferry runs twice a day. Why was it shut?"
)
FIRST, SECOND, QUOTED, OWN, QUESTION = (
    "The bridge is shut",
    "it opens in June",
    "Buses turn back,",
    "The ferry runs twice a day.",
    "Why was it shut?",
)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def draft_of(words: str, speaker: str | None, cue: str = "said", *, score: float = 0.9, quotation: str = "indirect") -> Draft:
    place = span(words)
    entry: dict[str, object] = {
        "statement": f"{words[0].upper()}{words[1:].rstrip('.,')}{'' if words.endswith('?') else '.'}",
        "quote": words,
        "start_char": place.start,
        "end_char": place.end,
        "quotation": quotation if speaker else "own_voice",
        "attributions": [{"speaker": speaker, "source_text": speaker, "cue": cue}] if speaker else [],
    }
    spans: dict[str, tuple[Span, ...]] = {"content": (place,), **({"cue": (span(cue),), "source": (span(speaker),)} if speaker else {})}
    return Draft(entry, *place, score, "", spans)


ALL = (
    draft_of(FIRST, "Ann Example"),
    draft_of(SECOND, "Ann Example", "added that", score=0.5),
    draft_of(QUOTED, "Ben Sample", quotation="direct"),
    draft_of(OWN, None, score=0.3),
    draft_of(QUESTION, None, score=0.1),
)


@pytest.fixture
def document(store: Store) -> str:
    """Return the id of a recorded article."""
    return add_document(store, typed_document(text=TEXT), by="mona")[0].id


@pytest.fixture
def ids(store: Store, document: str) -> list[str]:
    """Return the ids of its drafts, in the order of the text; the last one is a question."""
    return save_drafts(store, document, ALL, extractor="rules 1", by="mona").new


# Accepting and undoing many


def test_accepting_all_leaves_only_what_the_record_refuses_and_says_why(store: Store, ids: list[str]) -> None:
    done = accept_candidates(store, by="mona")

    assert [one.candidate_id for one in done.accepted] == ids[:4]
    assert [(one.candidate_id, one.statement) for one in done.refused] == [(ids[4], QUESTION)]
    assert "is a question; say what is claimed" in done.refused[0].reason
    assert waiting_candidates(store) == ids[4:]
    rows = store.connection.execute("select speaker_id, quotation from claims order by start_char").fetchall()
    assert [tuple(row) for row in rows] == [
        ("ann-example", "indirect"),
        ("ann-example", "indirect"),
        ("ben-sample", "direct"),
        ("gazette", "own_voice"),
    ]


def test_only_what_scores_enough_is_accepted(store: Store, ids: list[str]) -> None:
    done = accept_candidates(store, by="mona", least_score=0.5)

    assert [one.candidate_id for one in done.accepted] == ids[:3]
    assert (done.refused, done.below) == ([], 2)


def test_only_the_drafts_of_one_document_are_accepted(store: Store, ids: list[str]) -> None:
    other = add_document(store, typed_document(text=TEXT, url="https://gazette.example/2"), by="mona")[0].id
    save_drafts(store, other, ALL[:1], extractor="rules 1", by="mona")

    done = accept_candidates(store, by="mona", document_id=other[:8])

    assert len(done.accepted) == 1
    assert waiting_candidates(store) == ids


def test_a_name_like_a_recorded_one_waits_for_a_person(store: Store, ids: list[str]) -> None:
    add_claim(store, typed_claim(speaker="Ann Exampel", document=document_fields(url="https://gazette.example/3")), by="mona")

    refused = {one.candidate_id: one.reason for one in accept_candidates(store, by="mona").refused}

    assert "'Ann Example' is not recorded, but ann-exampel is" in refused[ids[0]]
    assert [one.candidate_id for one in accept_candidates(store, by="mona", allow_similar=True).accepted] == ids[:2]


def test_the_last_decisions_are_undone_newest_first(store: Store, ids: list[str]) -> None:
    accept_candidates(store, by="mona")
    reject_candidate(store, ids[4], "It is a question.", by="mona")

    undone = undo_last(store, by="mona", count=3)

    assert [one.candidate_id for one in undone] == [ids[4], ids[3], ids[2]]
    assert waiting_candidates(store) == ids[2:]
    assert one(store.connection, "select count(*) from claims") == 2


def test_so_many_decisions_are_undone_or_none(store: Store, ids: list[str]) -> None:
    accept_candidate(store, ids[0], by="mona")
    accept_candidate(store, ids[1], by="nour")

    with pytest.raises(ClaimsError, match="mona has decided about 1 drafts, not 2: nothing was undone"):
        undo_last(store, by="mona", count=2)

    assert waiting_candidates(store) == ids[2:]


def test_a_split_is_one_decision_to_be_undone(store: Store, ids: list[str]) -> None:
    accept_candidate(store, ids[0], by="mona")
    split_candidate(store, ids[1], TEXT.index("in June"), by="mona")

    undo_last(store, by="mona")
    undo_last(store, by="mona")

    assert waiting_candidates(store) == ids


# How far people agreed


def voices(store: Store) -> dict[str, Agreement]:
    return {one.voice: one for one in extraction_report(store)}


def test_nothing_drafted_is_nothing_to_report(store: Store) -> None:
    assert extraction_report(store) == []


def test_the_report_counts_what_people_made_of_the_drafts(store: Store, ids: list[str]) -> None:
    accept_candidate(store, ids[0], by="mona")
    accept_candidate(store, ids[1], {"attributions": [{"speaker": "Ben Sample"}], "claim_date": "2026-06"}, by="mona")
    split_candidate(store, ids[2], TEXT.index("turn back"), by="mona")
    reject_candidate(store, ids[4], "It is a question.", by="mona")

    found = voices(store)

    said, own = found["attributed"], found["own voice"]
    assert (said.drafted, said.waiting, said.accepted, said.edited, said.split, said.rejected) == (3, 0, 1, 1, 1, 0)
    assert (said.source_right, said.quotation_right) == (1, 2)
    assert said.edited_fields == {"attributions": 1, "claim_date": 1}
    assert said.precision == pytest.approx(2 / 3, abs=0.001)
    assert (own.drafted, own.waiting, own.rejected, own.precision) == (2, 1, 1, 0.0)
    assert own.reasons == {"It is a question.": 1}


def test_what_a_program_thought_stands_beside_what_people_thought(store: Store, ids: list[str]) -> None:
    accept_candidate(store, ids[0], by="mona")
    reject_candidate(store, ids[1], "Nobody says it.", by="mona")
    accept_candidate(store, ids[2], by="mona")

    bands = {band.least: (band.decided, band.mean_score, band.share) for band in voices(store)["attributed"].bands}

    assert bands == {0.0: (0, None, None), 0.2: (0, None, None), 0.4: (1, 0.5, 0.0), 0.6: (0, None, None), 0.8: (2, 0.9, 1.0)}


def test_versions_of_a_program_are_told_apart_and_persons_are_no_program(store: Store, document: str, ids: list[str]) -> None:
    split_candidate(store, ids[0], TEXT.index("is shut"), by="mona")
    later = add_document(store, typed_document(text=TEXT + " ", url="https://gazette.example/2"), by="mona")[0].id
    save_drafts(store, later, ALL[:1], extractor="rules 2", by="mona")

    assert [(one.extractor, one.voice) for one in extraction_report(store)] == [
        ("rules 1", "attributed"),
        ("rules 1", "own voice"),
        ("rules 2", "attributed"),
    ]


# Training data


def attributions(store: Store) -> list[dict[str, Any]]:
    (only,) = training_texts(store)
    assert only.text == TEXT
    return only.attributions


def printed(pieces: list[tuple[int, int]]) -> list[str]:
    return [TEXT[start:end] for start, end in pieces]


def test_what_people_accepted_is_training_data_and_what_they_rejected_is_absent(store: Store, ids: list[str]) -> None:
    accept_candidates(store, by="mona")
    reject_candidate(store, ids[4], "It is a question.", by="mona")

    found = [(printed(one["content"]), printed(one["cue"]), printed(one["source"]), one["quotation"]) for one in attributions(store)]

    assert found == [
        ([FIRST], ["said"], ["Ann Example"], "indirect"),
        ([SECOND], ["added that"], ["Ann Example"], "indirect"),
        ([QUOTED], ["said"], ["Ben Sample"], "direct"),
    ]


def test_what_people_changed_and_what_they_added_by_hand_is_training_data_as_they_said_it(
    store: Store, document: str, ids: list[str]
) -> None:
    accept_candidate(store, ids[0], {"quote": "bridge is shut", "attributions": [{"speaker": "Ben Sample", "cue": "said"}]}, by="mona")
    for candidate in ids[1:]:
        reject_candidate(store, candidate, "Out of scope here.", by="mona")
    entry = {"document": document, "statement": "The bridge opens in June.", "quote": "opens in June"}
    add_claim(store, claim_entry({**entry, "attributions": [{"speaker": "Ann Example", "cue": "added"}]}), by="mona")

    found = [(printed(one["content"]), printed(one["cue"]), printed(one["source"])) for one in attributions(store)]

    assert found == [(["bridge is shut"], ["said"], ["Ben Sample"]), (["opens in June"], ["added"], ["Ann Example"])]


def test_a_document_in_which_drafts_wait_is_no_training_data_yet(store: Store, document: str, ids: list[str]) -> None:
    accept_candidate(store, ids[0], by="mona")

    assert list(training_texts(store)) == []
    assert undecided_documents(store) == [document]
