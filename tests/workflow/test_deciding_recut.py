"""A draft of two claims is split, two drafts of one claim are merged, and both are taken back; the machine's drafts stay as they were."""

import json
from typing import Any

import pytest
from store.by_hand import contents, one
from store.typed import typed_document

from claims.errors import ChangedMeanwhile, ClaimsError
from claims.extractors.drafts import Draft
from claims.extractors.findings import Span
from claims.store.check import check_store
from claims.store.connection import Store
from claims.store.read import claim_page
from claims.workflow.adding import add_document
from claims.workflow.deciding import accept_candidate, reject_candidate, undo_decision
from claims.workflow.drafting import save_drafts
from claims.workflow.recutting import merge_candidates, split_candidate
from claims.workflow.waiting import look_at_candidate, next_in_document, waiting_candidates, words_begin_at

TEXT = (
    "“The bridge is not safe. It opens again in June,” said the mayor, Ann Example. "
    "Trucks have to turn back, she said, as well as buses. The ferry runs twice a day."
)
BOTH = "The bridge is not safe. It opens again in June,"
TRUCKS = (Span(TEXT.index("Trucks"), TEXT.index(", she")), Span(TEXT.index("as well"), TEXT.index(". The ferry")))
SECOND = TEXT.index("It opens")


def draft_of(*content: Span, quotation: str = "indirect", speaker: str = "Ann Example", **changes: Any) -> Draft:
    start, end = content[0].start, content[-1].end
    entry: dict[str, object] = {
        "statement": "The bridge is not safe and opens in June.",
        "quote": TEXT[start:end],
        "start_char": start,
        "end_char": end,
        "quotation": quotation,
        "attributions": [] if quotation == "own_voice" else [{"speaker": speaker, "source_text": "the mayor", "cue": "said"}],
    }
    mayor = TEXT.index("the mayor")
    return Draft(entry | changes, start, end, 0.8, "Somebody says it.", {"content": content, "source": (Span(mayor, mayor + 9),)})


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def document(store: Store) -> str:
    """Return the id of a recorded article."""
    return add_document(store, typed_document(text=TEXT), by="mona")[0].id


@pytest.fixture
def quoted(store: Store, document: str) -> str:
    """Return the draft of a direct quotation that holds two claims."""
    return save(store, document, draft_of(span(BOTH), quotation="direct"))[0]


def save(store: Store, document: str, *drafts: Draft) -> list[str]:
    return save_drafts(store, document, drafts, extractor="rules 1", by="mona").new


def row(store: Store, candidate: str) -> dict[str, Any]:
    names = ("state", "decision", "decided_by", "draft", "extractor", "spans", "start_char", "end_char")
    found = store.connection.execute(f"select {', '.join(names)} from candidates where id = ?", (candidate,)).fetchone()
    fields = dict(zip(names, found, strict=True))
    return {name: json.loads(value) if name in ("decision", "draft", "spans") and value else value for name, value in fields.items()}


# Splitting


def test_a_draft_is_split_where_a_person_says(store: Store, quoted: str) -> None:
    before = row(store, quoted)

    recut = split_candidate(store, quoted, SECOND, by="mona")

    first, second = (row(store, part) for part in recut.made)
    assert [part["draft"]["statement"] for part in (first, second)] == ["The bridge is not safe.", "It opens again in June."]
    assert (first["state"], first["extractor"], first["decided_by"]) == ("pending", "person mona", None)
    assert [TEXT[part["start_char"] : part["end_char"]] for part in (first, second)] == [
        "The bridge is not safe.",
        "It opens again in June,",
    ]
    assert first["draft"]["attributions"] == before["draft"]["attributions"]
    assert first["spans"]["source"] == before["spans"]["source"]
    after = row(store, quoted)
    assert after["draft"] == before["draft"]
    assert (after["state"], after["decision"]["split"], after["decided_by"]) == ("rejected", list(recut.made), "mona")
    assert waiting_candidates(store) == list(recut.made)
    assert list(check_store(store)) == []


def test_the_parts_of_a_direct_quotation_stay_direct_since_its_marks_stand_around_all_of_it(store: Store, quoted: str) -> None:
    recut = split_candidate(store, quoted, SECOND, by="mona")

    claims = [claim_page(store, accept_candidate(store, part, by="mona").claim_id or "").claim for part in recut.made]

    assert [claim["quotation"] for claim in claims] == ["direct", "direct"]
    assert [claim["quote"] for claim in claims] == [BOTH, BOTH]
    assert claims[0]["statement"] != claims[1]["statement"]


def test_the_parts_of_a_paraphrase_have_their_own_words(store: Store, document: str) -> None:
    (draft,) = save(store, document, draft_of(*TRUCKS))

    recut = split_candidate(store, draft, TEXT.index("as well"), by="mona")

    assert [row(store, part)["draft"]["quote"] for part in recut.made] == ["Trucks have to turn back", "as well as buses"]


@pytest.mark.parametrize("at", [0, 1, SECOND + 22, len(TEXT), 10**9])
def test_a_draft_is_split_inside_its_words_only(store: Store, quoted: str, at: int) -> None:
    before = contents(store.connection)

    with pytest.raises(ClaimsError, match="choose another place"):
        split_candidate(store, quoted, at, by="mona")

    assert contents(store.connection) == before


def test_a_split_is_taken_back_and_the_parts_are_closed_for_good(store: Store, quoted: str) -> None:
    before = row(store, quoted)
    recut = split_candidate(store, quoted, SECOND, by="mona")

    undo_decision(store, quoted, by="nour")

    assert row(store, quoted) == before
    assert waiting_candidates(store) == [quoted]
    assert {row(store, part)["state"] for part in recut.made} == {"rejected"}
    with pytest.raises(ClaimsError, match=f"was undone: decide about '{quoted}'"):
        undo_decision(store, recut.made[0], by="mona")
    assert list(check_store(store)) == []


def test_the_same_split_made_again_lets_the_same_parts_wait_again(store: Store, quoted: str) -> None:
    recut = split_candidate(store, quoted, SECOND, by="mona")
    undo_decision(store, quoted, by="mona")

    assert split_candidate(store, quoted, SECOND, by="mona") == recut
    assert waiting_candidates(store) == list(recut.made)


def test_a_split_is_not_taken_back_from_under_a_claim(store: Store, quoted: str) -> None:
    recut = split_candidate(store, quoted, SECOND, by="mona")
    accept_candidate(store, recut.made[1], by="nour")
    before = contents(store.connection)

    with pytest.raises(
        ClaimsError, match=f"Candidate '{recut.made[1]}', which came of this, has been decided about since: undo that first"
    ):
        undo_decision(store, quoted, by="mona")

    assert contents(store.connection) == before
    undo_decision(store, recut.made[1], by="mona")
    undo_decision(store, quoted, by="mona")
    assert waiting_candidates(store) == [quoted]


def test_a_draft_that_was_split_or_its_parts_are_not_drafted_again(store: Store, document: str, quoted: str) -> None:
    split_candidate(store, quoted, SECOND, by="mona")

    assert save(store, document, draft_of(span(BOTH), quotation="direct")) == []
    assert save(store, document, draft_of(span("It opens again in June,"), quotation="direct")) == []


def test_whoever_splits_second_is_told_who_was_first(store: Store, quoted: str) -> None:
    reject_candidate(store, quoted, "It is scenery.", by="mona")

    with pytest.raises(ChangedMeanwhile, match="was decided by mona"):
        split_candidate(store, quoted, SECOND, by="nour")


def test_a_draft_without_a_place_is_not_cut(store: Store, document: str) -> None:
    store.connection.execute(
        "insert into candidates (id, document_id, extractor, draft) values ('k1', ?, 'by hand', '{\"statement\": \"It is closed.\"}')",
        (document,),
    )

    with pytest.raises(ClaimsError, match="is not anchored in a stored text"):
        split_candidate(store, "k1", 5, by="mona")


# Merging


@pytest.fixture
def two(store: Store, document: str) -> list[str]:
    """Return two drafts of the same speaker that are one claim."""
    return save(store, document, draft_of(TRUCKS[0]), draft_of(TRUCKS[1]))


def test_two_drafts_become_one_that_waits(store: Store, two: list[str]) -> None:
    recut = merge_candidates(store, *two, by="mona")

    merged = row(store, recut.made[0])
    assert merged["draft"]["statement"] == "Trucks have to turn back as well as buses."
    assert merged["draft"]["quote"] == "Trucks have to turn back, she said, as well as buses"
    assert merged["spans"]["content"] == [list(piece) for piece in TRUCKS]
    assert {row(store, one)["decision"]["merged_into"] for one in two} == {recut.made[0]}
    assert waiting_candidates(store) == list(recut.made)
    claim = claim_page(store, accept_candidate(store, recut.made[0], by="mona").claim_id or "").claim
    assert (claim["quotation"], claim["created_by"]) == ("indirect", "mona")
    assert list(check_store(store)) == []


def test_what_was_said_in_two_sentences_stays_two_sentences(store: Store, document: str) -> None:
    safe = draft_of(span("The bridge is not safe"), statement="The bridge is not safe.")
    opens = draft_of(span("It opens again in June,"), statement="The bridge opens again in June")

    recut = merge_candidates(store, *save(store, document, safe, opens), by="mona")

    assert row(store, recut.made[0])["draft"]["statement"] == "The bridge is not safe. The bridge opens again in June."


@pytest.mark.parametrize("undone", [0, 1])
def test_a_merge_is_taken_back_from_either_of_the_two(store: Store, two: list[str], undone: int) -> None:
    recut = merge_candidates(store, *two, by="mona")

    undo_decision(store, two[undone], by="nour")

    assert waiting_candidates(store) == two
    assert row(store, recut.made[0])["state"] == "rejected"
    assert merge_candidates(store, *reversed(two), by="mona") == recut


def test_a_direct_and_an_indirect_draft_make_a_mixed_one(store: Store, document: str) -> None:
    two = save(store, document, draft_of(span(BOTH), quotation="direct"), draft_of(TRUCKS[0]))

    merged = row(store, merge_candidates(store, *two, by="mona").made[0])

    assert merged["draft"]["quotation"] == "mixed"


@pytest.mark.parametrize("other", [{"speaker": "Ben Sample"}, {"quotation": "own_voice"}])
def test_drafts_of_different_sources_are_not_merged(store: Store, document: str, other: dict[str, Any]) -> None:
    two = save(store, document, draft_of(TRUCKS[0]), draft_of(span("The ferry runs twice a day."), **other))

    with pytest.raises(ClaimsError, match="have different sources"):
        merge_candidates(store, *two, by="mona")


def test_a_draft_is_not_merged_with_itself_nor_with_one_of_another_document(store: Store, two: list[str]) -> None:
    elsewhere = add_document(store, typed_document(text=TEXT, url="https://gazette.example/2"), by="mona")[0].id
    (other,) = save(store, elsewhere, draft_of(TRUCKS[1]))

    with pytest.raises(ClaimsError, match="name two"):
        merge_candidates(store, two[0], two[0], by="mona")
    with pytest.raises(ClaimsError, match="same document"):
        merge_candidates(store, two[0], other, by="mona")
    assert one(store.connection, "select count(*) from candidates where state <> 'pending'") == 0


# What a person sees


def test_a_draft_is_shown_in_its_paragraph_with_content_cue_and_source_told_apart(store: Store, two: list[str]) -> None:
    waiting = look_at_candidate(store, two[0])

    assert "".join(piece.text for piece in waiting.passage) == TEXT
    told = {piece.kind: piece.text for piece in waiting.passage if piece.kind}
    assert told == {"content": "Trucks have to turn back", "source": "the mayor"}
    assert next_in_document(store, two[0]) == two[1]
    assert next_in_document(store, two[1]) is None


def test_a_draft_without_spans_is_shown_with_what_is_found_near_it(store: Store, document: str) -> None:
    start = TEXT.index("It opens again")
    draft = {
        "statement": "The bridge opens in June.",
        "attributions": [{"speaker": "Ann Example", "source_text": "the mayor", "cue": "said"}],
    }
    store.connection.execute(
        "insert into candidates (id, document_id, extractor, draft, start_char, end_char) values ('k1', ?, 'by hand', ?, ?, ?)",
        (document, json.dumps(draft), start, start + 14),
    )

    told = [(piece.kind, piece.text) for piece in look_at_candidate(store, "k1").passage if piece.kind]

    assert told == [("content", "It opens again"), ("cue", "said"), ("source", "the mayor")]


def test_the_place_of_a_split_is_named_by_words_that_stand_there_once(store: Store, quoted: str) -> None:
    candidate = look_at_candidate(store, quoted).candidate

    assert words_begin_at(store, candidate, "It  opens") == SECOND
    for words, fault in (("The ferry", "do not stand"), ("", "do not stand"), ("ot safe", "do not stand"), ("i", "more than once")):
        with pytest.raises(ValueError, match=fault):
            words_begin_at(store, candidate, words)
