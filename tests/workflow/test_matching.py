"""Comparing claims with those recorded: what is alike is suggested once, with its reasons, and what people decided stands."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from insight import APART, FERRY, FERRY_AGAIN, FERRY_OTHERWISE, count, entry, links, pair, record, record_apart, record_uncompared
from store.by_hand import contents, one
from store.typed import TEXT, document_fields, typed_claim

from claims.errors import DatabaseBusy, NotRecorded
from claims.matching.encoding import is_installed, sentence_encoder
from claims.models import ClaimEntry, DocumentEntry, SourceEntry
from claims.store.check import check_store
from claims.store.connection import Store, connect
from claims.vocabularies import Judgement, Relation
from claims.workflow.correcting import edit_claim, remove_claim
from claims.workflow.encoding import encode_claims
from claims.workflow.linking import link_claims
from claims.workflow.matching import (
    Repeat,
    compare_claims,
    compare_new_claims,
    program,
    repeats_of_claim,
    repeats_of_entry,
    to_compare,
)


@pytest.fixture
def ferry(store: Store) -> tuple[str, str]:
    """Return the ids of two claims that say the same, recorded among others."""
    record_apart(store)
    return record(store, FERRY, "ferry-1"), record(store, FERRY_AGAIN, "ferry-2")


def ids(repeats: Sequence[Repeat]) -> list[str]:
    return [repeat.claim["id"] for repeat in repeats]


def forget(store: Store) -> None:
    """Forget what was compared and suggested."""
    for table in ("claim_links", "compared_claims", "claim_pairs"):
        store.connection.execute(f"delete from {table}")


# What says the same


def test_a_repeat_comes_with_its_claim_its_score_and_its_reasons(store: Store, ferry: tuple[str, str]) -> None:
    (repeat, *_) = repeats_of_claim(store, ferry[1])

    assert repeat.is_likely
    assert 0.5 < repeat.match.score <= 1
    assert (repeat.claim["id"], repeat.claim["statement"], repeat.claim["outlet"]) == (ferry[0], FERRY, "Gazette")
    assert any("Amelia" in FERRY[start:end] for start, end in repeat.match.shared_there)
    assert "Amelia" in repeat.match.because


def test_two_claims_see_each_other_alike_whichever_is_asked_about(store: Store) -> None:
    record_apart(store)
    first = record(store, "The bridge over the Mock carries 3,100 vehicles a day.", "bridge-1")
    record(store, "The bridge over the Mock was built in 1912.", "bridge-2")
    last = record(store, "A day sees 3,100 vehicles on the bridge.", "bridge-3")

    there = {repeat.claim["id"]: repeat.match for repeat in repeats_of_claim(store, first)}[last]
    back = {repeat.claim["id"]: repeat.match for repeat in repeats_of_claim(store, last)}[first]

    (noted,) = store.connection.execute("select score from claim_pairs where (from_id, to_id) = (?, ?)", pair(first, last)).fetchone()
    assert back.score == noted
    assert there.score >= noted
    assert "bridge" in there.because
    assert there.shared


def test_another_number_in_the_same_sentence_is_told(store: Store, ferry: tuple[str, str]) -> None:
    repeats = repeats_of_entry(store, entry(FERRY.replace("4.2", "7.9"), "ferry-3"))

    assert not any(repeat.is_likely for repeat in repeats)
    assert any(
        "7.9 million here, 4.2 million there" in difference.sentence for repeat in repeats for difference in repeat.match.differences
    )


def test_what_contradicts_is_never_suggested_as_the_same(store: Store, ferry: tuple[str, str]) -> None:
    forget(store)
    record(store, FERRY.replace("4.2", "7.9"), "ferry-3")
    compare_new_claims(store)

    assert links(store) == [(*pair(*ferry), "suggested")]


def test_nothing_is_said_of_claims_that_are_like_no_others(store: Store) -> None:
    record_apart(store)

    assert links(store) == []
    assert not any(repeat.is_likely for repeat in repeats_of_entry(store, entry("A comet was seen over Port Sample in March.", "new")))


def test_a_claim_is_compared_as_soon_as_it_is_recorded(store: Store, ferry: tuple[str, str]) -> None:
    assert links(store) == [(*pair(*ferry), "suggested")]
    assert one(store.connection, "select decided_by from claim_links") == program(store)
    assert to_compare(store) == 0


def test_a_suggestion_joins_nothing(store: Store, ferry: tuple[str, str]) -> None:
    assert one(store.connection, "select count(*) from claims where canonical_id is not null") == 0
    assert list(check_store(store)) == []


def test_of_claims_that_are_joined_the_likeliest_stands_for_all(store: Store, ferry: tuple[str, str]) -> None:
    link_claims(store, *ferry, relation=Relation.SAME_AS, by="carla")

    assert len(repeats_of_entry(store, entry(FERRY_OTHERWISE, "ferry-3"))) == 1


def test_no_more_are_shown_than_asked_for(store: Store, ferry: tuple[str, str]) -> None:
    assert len(repeats_of_entry(store, entry(FERRY_OTHERWISE, "ferry-3"), most=1)) == 1


@pytest.mark.parametrize("look", [repeats_of_claim, lambda store, claim: compare_claims(store, [claim])])
def test_a_claim_that_is_not_recorded_is_not_compared(store: Store, look: Any) -> None:
    with pytest.raises(NotRecorded):
        look(store, "c0123")


# Claims of one document


def test_claims_of_one_document_are_no_repeats_of_each_other(store: Store) -> None:
    record_apart(store)
    first, second = record(store, FERRY, "ferry"), record(store, FERRY_AGAIN, "ferry")

    assert links(store) == []
    assert second not in ids(repeats_of_claim(store, first))
    assert first not in ids(repeats_of_claim(store, second))


@pytest.mark.parametrize("named", ["by its id", "by its address", "by its address and its text"])
def test_what_is_about_to_be_added_is_not_compared_with_its_own_document(store: Store, named: str) -> None:
    record_apart(store)
    fields = document_fields(url="https://gazette.example/ferry", **({"text": f"{TEXT} {FERRY}"} if named.endswith("text") else {}))
    quoted = {"quote": FERRY} if named.endswith("text") else {}
    recorded = record(store, FERRY, "ferry", document=fields, **quoted)
    document = one(store.connection, "select id from documents where url like '%/ferry'") if named == "by its id" else fields

    assert recorded not in ids(repeats_of_entry(store, typed_claim(FERRY_AGAIN, document=document)))


def test_another_version_of_a_page_is_another_document(store: Store) -> None:
    record_apart(store)
    for text in (FERRY, f"{FERRY} It sails daily."):
        record(store, FERRY, "ferry", document=document_fields(url="https://gazette.example/ferry", text=text), quote=FERRY)

    assert len(links(store)) == 1


# What people decided


@pytest.mark.parametrize("judgement", [Judgement.CONFIRMED, Judgement.REJECTED])
def test_what_was_decided_is_never_suggested_again(store: Store, ferry: tuple[str, str], judgement: Judgement) -> None:
    link_claims(store, *ferry, relation=Relation.SAME_AS, by="carla", judgement=judgement)
    before = contents(store.connection)["claim_links"]
    store.connection.execute("delete from compared_claims")

    assert compare_claims(store, ferry).suggested == []
    assert compare_new_claims(store).suggested == []

    assert contents(store.connection)["claim_links"] == before
    assert ferry[1] not in ids(repeats_of_claim(store, ferry[0]))
    assert ferry[0] not in ids(repeats_of_claim(store, ferry[1]))


def test_a_rejection_holds_for_all_claims_that_are_joined_with_the_two(store: Store, ferry: tuple[str, str]) -> None:
    third = record(store, FERRY_OTHERWISE, "ferry-3")
    link_claims(store, ferry[0], third, relation=Relation.SAME_AS, by="carla")
    link_claims(store, *ferry, relation=Relation.SAME_AS, by="carla", judgement=Judgement.REJECTED)

    assert compare_claims(store, [*ferry, third]).suggested == []
    assert not {*ferry, third} & {*ids(repeats_of_claim(store, third)), *ids(repeats_of_claim(store, ferry[1]))}
    assert [judgement for *_, judgement in links(store)].count("suggested") == 0


def test_a_claim_that_is_removed_takes_its_suggestions_along(store: Store, ferry: tuple[str, str]) -> None:
    remove_claim(store, ferry[1], by="carla")

    assert links(store) == []
    assert one(store.connection, "select count(*) from claim_pairs where ? in (from_id, to_id)", ferry[1]) == 0
    assert list(check_store(store)) == []


# Once, and again


def test_comparing_twice_changes_nothing(store: Store, ferry: tuple[str, str]) -> None:
    before = contents(store.connection)

    assert compare_new_claims(store).compared == 0
    compare_claims(store, ferry)

    assert contents(store.connection) | {"compared_claims": []} == before | {"compared_claims": []}


def test_everything_new_is_compared_in_one_go_with_the_same_outcome(store: Store, ferry: tuple[str, str]) -> None:
    one_by_one = links(store)
    forget(store)
    told: list[int] = []

    done = compare_new_claims(store, progress=told.append)

    assert links(store) == one_by_one
    assert (done.compared, sum(told)) == (count(store, "claims"), count(store, "claims"))
    assert [link.judgement for link in done.suggested] == [Judgement.SUGGESTED]


def test_an_interruption_loses_the_last_batch_alone(store: Store) -> None:
    record_uncompared(store, [f"{APART[number % 5].rstrip('.')} in the year {1800 + number}." for number in range(120)])
    compare_new_claims(store)
    expected = links(store)
    forget(store)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare_new_claims(store, progress=stop)
    left = to_compare(store)

    assert 0 < left < 120
    assert compare_new_claims(store).compared == left
    assert links(store) == expected


def test_who_finds_the_database_locked_is_told_and_goes_on_later(store: Store, ferry: tuple[str, str]) -> None:
    forget(store)
    store.connection.execute("pragma busy_timeout = 50")
    with closing(connect(store.path)) as other:
        other.connection.execute("begin immediate")
        with pytest.raises(DatabaseBusy):
            compare_new_claims(store)
        other.connection.execute("rollback")

    assert to_compare(store) == compare_new_claims(store).compared == len(APART) + 2


def test_an_edited_statement_is_compared_anew(store: Store, ferry: tuple[str, str]) -> None:
    edit_claim(store, ferry[1], {"statement": "A circus moved into the old library."}, by="carla")
    assert links(store) == []
    assert one(store.connection, "select count(*) from claim_pairs where from_id = ? and to_id = ?", *pair(*ferry)) == 0

    edit_claim(store, ferry[1], {"statement": FERRY_OTHERWISE}, by="carla")

    assert links(store) == [(*pair(*ferry), "suggested")]
    assert to_compare(store) == 0


def test_what_was_decided_of_the_old_wording_stands_after_an_edit(store: Store, ferry: tuple[str, str]) -> None:
    link_claims(store, *ferry, relation=Relation.SAME_AS, by="carla", judgement=Judgement.REJECTED)

    edit_claim(store, ferry[1], {"statement": FERRY_OTHERWISE}, by="carla")

    assert links(store) == [(*pair(*ferry), "rejected")]


def test_a_correction_of_something_else_keeps_what_waits(store: Store, ferry: tuple[str, str]) -> None:
    before = contents(store.connection)["claim_links"]

    edit_claim(store, ferry[1], {"claim_date": "2025"}, by="carla")

    assert contents(store.connection)["claim_links"] == before


def test_what_another_version_compared_is_compared_again_when_asked_for(store: Store, ferry: tuple[str, str]) -> None:
    store.connection.execute("update compared_claims set program = 'claims match-claims 0' where claim_id = ?", (ferry[0],))

    assert to_compare(store) == 0
    assert to_compare(store, again=True) == compare_new_claims(store, again=True).compared == 1
    assert to_compare(store, again=True) == 0


# By meaning


SENTENCES = pytest.mark.skipif(not is_installed(), reason="the extra is not installed: pip install 'claim-tracker[semantic]'")
PAID = "Mockwaterians purchased the Amelia ship for 4,200,000."
"""Says what `FERRY` says in other words."""


@SENTENCES
def test_a_database_with_vectors_is_compared_by_meaning(store: Store, ferry: tuple[str, str]) -> None:
    (by_words, *_) = repeats_of_entry(store, entry(PAID, "paid"))
    encode_claims(store, sentence_encoder())

    (by_meaning, *_) = repeats_of_entry(store, entry(PAID, "paid"))

    assert {by_words.claim["id"], by_meaning.claim["id"]} <= set(ferry)
    assert by_meaning.match.score > by_words.match.score


@SENTENCES
def test_claims_that_words_alone_compared_are_compared_by_meaning_when_asked_for(store: Store, ferry: tuple[str, str]) -> None:
    before = program(store)
    encode_claims(store, sentence_encoder())

    assert program(store) != before
    assert sentence_encoder().name in program(store)
    assert to_compare(store) == 0
    assert compare_new_claims(store, again=True).compared == count(store, "claims")
    assert (*pair(*ferry), "suggested") in links(store)


@SENTENCES
def test_by_meaning_too_nothing_is_asked_again_and_no_document_is_compared_with_itself(store: Store, ferry: tuple[str, str]) -> None:
    beside = record(store, FERRY_OTHERWISE, "ferry-1")
    link_claims(store, *ferry, relation=Relation.SAME_AS, by="carla", judgement=Judgement.REJECTED)
    encode_claims(store, sentence_encoder())

    assert not {ferry[1], beside} & set(ids(repeats_of_claim(store, ferry[0])))
    assert pair(ferry[0], beside) not in [pair(link.from_id, link.to_id) for link in compare_claims(store, [*ferry, beside]).suggested]


# Few, and strange


def test_an_empty_database_has_nothing_to_compare(store: Store) -> None:
    assert compare_new_claims(store).compared == to_compare(store) == 0
    assert repeats_of_entry(store, entry(FERRY, "ferry")) == []


def test_a_single_claim_is_like_no_other(store: Store) -> None:
    claim = record(store, FERRY, "ferry")

    assert repeats_of_claim(store, claim) == []
    assert (compare_claims(store, [claim]).alike, links(store)) == (0, [])


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_whatever_is_typed_is_looked_up_without_a_crash(
    ferry: tuple[str, str], store: Store, statement: str, quote: str, name: str, date: str
) -> None:
    """As a form sends it while somebody types: unchecked."""
    typed = ClaimEntry.model_construct(
        document=DocumentEntry.model_construct(title=name, outlet=name, url=None),
        statement=statement,
        quote=quote,
        claim_date=date,
        attributions=(SourceEntry.model_construct(speaker=name, source_text=quote),),
    )

    for repeat in repeats_of_entry(store, typed):
        assert all(0 <= start < end <= len(statement) for start, end in repeat.match.shared)


HOSTILE = [
    '"',
    "'",
    "*",
    "NEAR(a b)",
    "statement:x",
    "^ferry",
    "a AND NOT",
    "ferry OR",
    "(",
    "{statement} : x",
    "\0",
    "\ud800",
    "🚢" * 50,
    "٤ مليون",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_mean_something_to_the_index_are_words(store: Store, ferry: tuple[str, str], words: str) -> None:
    typed = entry(FERRY, "ferry-3").model_copy(update={"statement": f"{FERRY} {words}", "quote": words})

    assert set(ids(repeats_of_entry(store, typed))) == set(ferry)
