"""Drafts wait for a person: never twice, never again once rejected, and never where somebody has claimed it already."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from store.by_hand import one
from store.typed import document_fields, typed_document

from claims.errors import ClaimsError, NotRecorded
from claims.extractors.drafts import Draft
from claims.store.check import check_store
from claims.store.connection import Store
from claims.workflow.accepting import accept_candidates
from claims.workflow.adding import add_claim, add_document, claim_entry
from claims.workflow.deciding import accept_candidate, reject_candidate, undo_decision
from claims.workflow.drafting import Drafted, draft_claims, save_drafts

TEXT = (
    "The bridge was closed on Monday. “It is not safe,” said the mayor, Ann Example. "
    "She said that it opens again in June, and that the ferry runs meanwhile. The ferry runs twice a day."
)
URL = "https://gazette.example/bridge"
SPOKEN, PARAPHRASED, OWN = "It is not safe,", "it opens again in June, and that the ferry runs meanwhile", "The ferry runs twice a day."

Put = Callable[..., str]


@pytest.fixture
def put(store: Store) -> Put:
    """Return a function that records a version of an article and returns its id."""

    def record(text: str = TEXT, url: str | None = URL) -> str:
        return add_document(store, typed_document(text=text, url=url), by="mona")[0].id

    return record


def draft_of(words: str, *, text: str = TEXT, speaker: str | None = "Ann Example", **changes: Any) -> Draft:
    """Return a draft of some words of a text; without a speaker in the outlet's own voice."""
    start = text.index(words)
    entry: dict[str, object] = {
        "statement": "The bridge is not safe, says a draft.",
        "quote": words,
        "start_char": start,
        "end_char": start + len(words),
        "quotation": "indirect" if speaker else "own_voice",
        "attributions": [{"speaker": speaker, "source_text": "the mayor", "cue": "said"}] if speaker else [],
    }
    spans = {"content": ((start, start + len(words)),)}
    return Draft(entry | changes, start, start + len(words), 0.8, "Somebody says it.", spans)  # type: ignore[arg-type]


def save(store: Store, document: str, *drafts: Draft, extractor: str = "rules 1") -> Drafted:
    return save_drafts(store, document, drafts, extractor=extractor, by="mona")


def shifted(draft: Draft, by: int) -> Draft:
    """Return a draft whose span begins a few characters later."""
    start = draft.start + by
    entry = {**draft.entry, "start_char": start, "quote": TEXT[start : draft.end]}
    return replace(draft, entry=entry, start=start)


def test_drafts_wait_with_everything_that_the_program_says_of_them(store: Store, put: Put) -> None:
    document = put()

    drafted = save(store, document, draft_of(SPOKEN), draft_of(OWN, speaker=None))

    assert (len(drafted.new), drafted.known, drafted.rejected_before, drafted.claimed) == (2, 0, 0, 0)
    query = "select document_id, extractor, start_char, end_char, score, because, state, spans, draft from candidates where id = ?"
    row = store.connection.execute(query, (drafted.new[0],)).fetchone()
    start = TEXT.index(SPOKEN)
    assert tuple(row[:7]) == (document, "rules 1", start, start + len(SPOKEN), 0.8, "Somebody says it.", "pending")
    assert json.loads(row[7]) == {"content": [[start, start + len(SPOKEN)]]}
    assert json.loads(row[8]) == draft_of(SPOKEN).entry
    assert list(check_store(store)) == []


def test_drafting_twice_adds_nothing(store: Store, put: Put) -> None:
    document = put()
    drafts = [draft_of(SPOKEN), draft_of(PARAPHRASED), draft_of(OWN, speaker=None)]
    save(store, document, *drafts)
    before = store.connection.total_changes

    again = save(store, document, *drafts)

    assert (again.new, again.known) == ([], 3)
    assert store.connection.total_changes == before


def test_another_version_of_the_program_adds_only_what_is_new(store: Store, put: Put) -> None:
    document = put()
    save(store, document, draft_of(PARAPHRASED))

    again = save(store, document, shifted(draft_of(PARAPHRASED), 3), draft_of(SPOKEN), extractor="rules 2")

    assert (len(again.new), again.known) == (1, 1)


@pytest.mark.parametrize("edge", [0, 1, 10])
def test_a_rejected_draft_is_never_drafted_again(store: Store, put: Put, edge: int) -> None:
    document = put()
    (draft,) = save(store, document, draft_of(PARAPHRASED)).new
    reject_candidate(store, draft, "It is scenery.", by="mona")

    again = save(store, document, shifted(draft_of(PARAPHRASED), edge), extractor="rules 2")

    assert (again.new, again.rejected_before) == ([], 1)


def test_what_shares_less_than_half_with_a_rejected_draft_is_something_else(store: Store, put: Put) -> None:
    document = put()
    (draft,) = save(store, document, draft_of(PARAPHRASED)).new
    reject_candidate(store, draft, "It is scenery.", by="mona")

    assert len(save(store, document, draft_of("the ferry runs meanwhile")).new) == 1


def test_a_sentence_rejected_as_the_outlets_own_is_drafted_once_somebody_is_found_to_say_it(store: Store, put: Put) -> None:
    document = put()
    (draft,) = save(store, document, draft_of(OWN, speaker=None)).new
    reject_candidate(store, draft, "Somebody else says it.", by="mona")

    assert len(save(store, document, draft_of(OWN), extractor="rules 2").new) == 1


def test_a_rejection_that_was_undone_no_longer_holds(store: Store, put: Put) -> None:
    document = put()
    (draft,) = save(store, document, draft_of(SPOKEN)).new
    reject_candidate(store, draft, "It is scenery.", by="mona")
    undo_decision(store, draft, by="mona")

    assert save(store, document, draft_of(SPOKEN)).known == 1


def test_what_was_rejected_stays_rejected_in_a_later_version_of_the_page(store: Store, put: Put) -> None:
    (draft,) = save(store, put(), draft_of(SPOKEN)).new
    reject_candidate(store, draft, "It is scenery.", by="mona")
    later = "Updated at noon. " + TEXT

    again = save(store, put(later), draft_of(SPOKEN, text=later), draft_of(PARAPHRASED, text=later))

    assert (len(again.new), again.rejected_before) == (1, 1)


@pytest.mark.parametrize("changes", [{"speaker": "Ben Sample"}, {"url": "https://gazette.example/other"}, {"url": None}])
def test_other_sources_and_other_pages_are_judged_anew(store: Store, put: Put, changes: dict[str, Any]) -> None:
    url = changes.pop("url", URL)
    (draft,) = save(store, put(url=url if url is None else URL), draft_of(SPOKEN)).new
    reject_candidate(store, draft, "It is scenery.", by="mona")
    later = "Updated at noon. " + TEXT

    assert len(save(store, put(later, url), draft_of(SPOKEN, text=later, **changes)).new) == 1


def test_what_is_claimed_already_is_not_drafted(store: Store, put: Put) -> None:
    document = put()
    entry = {"document": document, "statement": "The mayor finds the bridge unsafe.", "quote": f"“{SPOKEN}”"}
    add_claim(store, claim_entry({**entry, "attributions": [{"speaker": "Ann Example"}]}), by="mona")

    again = save(store, document, draft_of(SPOKEN), draft_of(PARAPHRASED))

    assert (len(again.new), again.claimed) == (1, 1)


def test_an_accepted_draft_is_not_drafted_again(store: Store, put: Put) -> None:
    document = put()
    (draft,) = save(store, document, draft_of(SPOKEN)).new
    accept_candidate(store, draft, by="mona")

    assert save(store, document, shifted(draft_of(SPOKEN), 3)).new == []


def test_nested_drafts_of_one_run_all_wait(store: Store, put: Put) -> None:
    document = put()
    nested = [draft_of(PARAPHRASED), draft_of(PARAPHRASED, speaker="Ben Sample")]

    assert len(save(store, document, *nested).new) == 2
    assert save(store, document, *nested).known == 2


def test_a_program_cannot_draft_from_what_is_not_recorded(store: Store) -> None:
    with pytest.raises(NotRecorded, match="No document 'd9'"):
        save(store, "d9", draft_of(SPOKEN))
    with pytest.raises(NotRecorded, match="No document 'd9'"):
        draft_claims(store, "d9", by="mona")


def test_a_document_without_a_text_says_what_to_do(store: Store) -> None:
    document = add_document(store, typed_document(), by="mona")[0].id

    with pytest.raises(ClaimsError, match=r"No text of document .* is stored.*import"):
        draft_claims(store, document, by="mona")


def test_a_document_is_drafted_from_its_stored_text(store: Store, put: Put) -> None:
    document = put()

    drafted = draft_claims(store, document[:8], by="mona")

    assert drafted.document_id == document
    assert drafted.new
    places = "select substr(t.text, k.start_char + 1, k.end_char - k.start_char), json_extract(k.draft, '$.quote') from candidates k"
    rows = store.connection.execute(f"{places} join document_texts t on t.document_id = k.document_id").fetchall()
    assert all(printed == quote for printed, quote in rows)
    assert draft_claims(store, document, by="mona").new == []


def test_many_drafts_are_compared_in_time(store: Store, put: Put) -> None:
    """Three thousand against three thousand: pair by pair it would be nine million comparisons, and a minute."""
    text = "\n".join(f"The bridge number {number} of the town is closed for good." for number in range(3_000))
    document = put(text, "https://gazette.example/long")
    drafts = [draft_of(line, text=text) for line in text.split("\n")]

    assert len(save(store, document, *drafts).new) == 3_000
    assert save(store, document, *drafts).known == 3_000
    assert one(store.connection, "select count(*) from candidates") == 3_000


def test_a_quote_that_was_recorded_before_the_text_counts_as_claimed(store: Store, put: Put) -> None:
    entry = {"document": document_fields(url=URL), "statement": "The mayor finds the bridge unsafe.", "quote": f"“{SPOKEN}”"}
    added = add_claim(store, claim_entry({**entry, "attributions": [{"speaker": "Ann Example"}]}), by="mona")
    store.connection.execute("insert into document_texts (document_id, text) values (?, ?)", (added.document_id, TEXT))

    again = save(store, added.document_id, draft_of(SPOKEN), draft_of(PARAPHRASED))

    assert (len(again.new), again.claimed) == (1, 1)


ARTICLE = (
    "Bridge over the Example stays closed\n"
    "By Jane Invented\n"
    "The bridge over the Example was closed on 3 May 2026.\n"
    "“It is not safe,” said Ann Example, the mayor of Sampleton. “Nobody should cross it.”\n"
    "The repair will take three weeks, she added.\n"
    "According to the harbour office, 3,100 vehicles use the bridge every day.\n"
    "Engineers said that the “old bolts” have to be replaced.\n"
    "The ferry runs twice a day."
)


def test_accepting_all_gives_the_right_speakers_and_quotation_types_without_editing(store: Store) -> None:
    entry = typed_document(title="Bridge over the Example stays closed", text=ARTICLE, url="https://gazette.example/whole")
    document = add_document(store, entry, by="mona")[0].id
    draft_claims(store, document, engine="rules", by="mona")

    done = accept_candidates(store, by="mona")

    assert done.refused == []
    query = (
        "select c.statement, c.quotation, c.location, coalesce(e.name, a.source_text) from claims c"
        " left join attributions a on a.claim_id = c.id left join entities e on e.id = a.entity_id order by c.start_char"
    )
    assert [tuple(row) for row in store.connection.execute(query)] == [
        ("Bridge over the Example stays closed.", "own_voice", "headline", None),
        ("The bridge over the Example was closed on 3 May 2026.", "own_voice", "lead", None),
        ("It is not safe. Nobody should cross it.", "direct", "body", "Ann Example"),
        ("The repair will take three weeks.", "indirect", "body", "Ann Example"),
        ("3,100 vehicles use the bridge every day.", "indirect", "body", "harbour office"),
        ("The old bolts have to be replaced.", "mixed", "body", "Engineers"),
        ("The ferry runs twice a day.", "own_voice", "body", None),
    ]
    assert list(check_store(store)) == []
