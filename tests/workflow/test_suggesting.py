"""What programs say of a claim as soon as it is recorded: suggestions beside it, never instead of a person."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from insight import APART, FERRY, FERRY_AGAIN, FERRY_OTHERWISE, count, entry, links, record, record_apart
from store.by_hand import contents, one

from claims.errors import ClaimsError, DatabaseBusy
from claims.matching.encoding import is_installed, sentence_encoder
from claims.models import ClaimEntry
from claims.store.check import check_store
from claims.store.connection import Store, connect
from claims.store.suggestions import suggested_assessment
from claims.vocabularies import Reason
from claims.workflow.adding import add_claim, add_claims
from claims.workflow.correcting import edit_claim
from claims.workflow.encoding import encode_claims, to_encode
from claims.workflow.importing import MOST_AT_ONCE, ImportReport, import_claims, suggest_about_import
from claims.workflow.judging import assess_claim
from claims.workflow.matching import to_compare
from claims.workflow.suggesting import (
    suggest_about,
    suggest_about_new,
    suggest_assessments,
    suggest_new_assessments,
    suggested_for,
    suggestion_for_entry,
    triager,
    without_suggestion,
)

OPINION = "The new ferry should be given a better name."


def suggested_status(store: Store, claim: str) -> str | None:
    found = suggested_assessment(store.connection, claim)
    assert found is not None
    status: str | None = found.get("status")
    return status


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a database as another writer does."""
    with closing(connect(path)) as other:
        other.connection.execute("begin immediate")
        yield
        other.connection.execute("rollback")


def test_a_claim_is_looked_at_as_soon_as_it_is_recorded(store: Store) -> None:
    claim = record(store, OPINION, "ferry")

    assert suggested_status(store, claim) == "not_checkable"
    assert one(store.connection, "select program from suggested_assessments") == triager()
    assert without_suggestion(store) == 0


def test_a_suggestion_assesses_nothing(store: Store) -> None:
    claim = record(store, OPINION, "ferry")

    assert one(store.connection, "select verifiability from claims where id = ?", claim) == "unassessed"
    assert count(store, "assessments") == 0
    assert list(check_store(store)) == []


def test_the_words_that_led_to_it_point_into_the_statement(store: Store) -> None:
    found = suggested_assessment(store.connection, record(store, OPINION, "ferry"))

    assert found is not None
    assert any("should" in OPINION[ground["start"] : ground["end"]] for ground in found["grounds"])


def test_the_same_is_said_of_a_claim_before_and_after_it_is_recorded(store: Store) -> None:
    typed = [entry(statement, f"page-{number}") for number, statement in enumerate((FERRY, OPINION, *APART))]
    before = [suggestion_for_entry(one) for one in typed]

    added = add_claims(store, typed, by="carla", allow_similar=True)

    assert [suggested_for(store, one.claim_id)[1] for one in added] == before


def test_a_document_that_is_named_by_its_id_tells_its_language_and_its_date(store: Store) -> None:
    record(store, FERRY, "ferry")
    document = one(store.connection, "select id from documents")
    typed = entry(OPINION, "ferry", document=document)

    assert suggestion_for_entry(typed, store=store) == suggestion_for_entry(entry(OPINION, "ferry"))


def test_saying_the_same_again_writes_nothing(store: Store) -> None:
    claim = record(store, FERRY, "ferry")
    before = contents(store.connection)

    assert suggest_assessments(store, [claim]) == []
    assert suggest_new_assessments(store) == 0

    assert contents(store.connection) == before


def test_another_version_of_the_program_looks_at_every_claim_again(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    claims = [*record_apart(store), record(store, FERRY, "ferry")]
    own = tmp_path / "own.toml"
    own.write_text('[[rule]]\nname = "keeps bees"\nreason = "opinion"\nwhy = "is about bees"\nweight = 0.9\nwords = ["keeps bees"]\n')
    monkeypatch.setenv("CLAIMS_TRIAGE_RULES", str(own))
    told: list[int] = []

    assert without_suggestion(store) == len(claims)
    assert suggest_new_assessments(store, progress=told.append) == sum(told) == len(claims)
    assert without_suggestion(store) == 0
    assert suggested_status(store, claims[1]) == "not_checkable"


def test_an_edited_claim_is_looked_at_anew_even_within_the_same_second(store: Store) -> None:
    claim = record(store, FERRY, "ferry")

    edit_claim(store, claim, {"statement": OPINION}, by="carla")

    assert suggested_status(store, claim) == "not_checkable"
    assert count(store, "suggested_assessments") == 2


def test_what_is_most_worth_checking_is_kept_for_what_nobody_has_assessed(store: Store) -> None:
    first, second = record(store, FERRY, "ferry-1"), record(store, OPINION, "ferry-2")

    assess_claim(store, first, reason=Reason.PUBLIC_RECORD, rationale="The council publishes its accounts.", by="carla")

    assert [row[0] for row in store.connection.execute("select claim_id from claims_to_assess")] == [second]
    assert list(check_store(store)) == []


@pytest.mark.skipif(not is_installed(), reason="the extra is not installed: pip install 'claim-tracker[semantic]'")
def test_a_database_with_vectors_has_those_of_new_and_reworded_claims_too(store: Store) -> None:
    record_apart(store)
    assert count(store, "claim_vectors") == 0
    encode_claims(store, sentence_encoder())

    claim = record(store, FERRY, "ferry")
    assert to_encode(store, sentence_encoder()) == 0
    edit_claim(store, claim, {"statement": FERRY_AGAIN}, by="carla")

    assert to_encode(store, sentence_encoder()) == 0


# What must not happen


BAD_RULES = [
    "this is no TOML",
    '[[rule]]\nname = "x"\n',
    '[[rule]]\nname = "x"\nreason = "no such reason"\nwhy = "w"\nweight = 1\nwords = ["x"]\n',
]


@pytest.mark.parametrize("rules", BAD_RULES)
@pytest.mark.parametrize("several", [False, True])
def test_bad_rules_of_ones_own_stop_adding_before_anything_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, several: bool
) -> None:
    (tmp_path / "own.toml").write_text(rules)
    monkeypatch.setenv("CLAIMS_TRIAGE_RULES", str(tmp_path / "own.toml"))
    before = contents(store.connection)
    typed: list[ClaimEntry] = [entry(FERRY, "ferry-1"), entry(FERRY_AGAIN, "ferry-2")]

    with pytest.raises(ClaimsError, match=r"own\.toml"):
        add_claims(store, typed, by="carla") if several else add_claim(store, typed[0], by="carla")

    assert contents(store.connection) == before


def test_bad_rules_stop_an_edit_before_anything_is_written(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = record(store, FERRY, "ferry")
    before = contents(store.connection)
    monkeypatch.setenv("CLAIMS_TRIAGE_RULES", str(tmp_path / "none.toml"))

    with pytest.raises(ClaimsError, match=r"none\.toml"):
        edit_claim(store, claim, {"statement": OPINION}, by="carla")

    assert contents(store.connection) == before


def test_where_somebody_else_writes_for_too_long_a_claim_that_was_just_recorded_stays_and_waits(store: Store) -> None:
    record_apart(store)
    claim = record(store, FERRY, "ferry")
    for table in ("claims_to_assess", "suggested_assessments", "compared_claims"):
        store.connection.execute(f"delete from {table}")
    store.connection.execute("pragma busy_timeout = 50")

    with locked(store.path):
        made = suggest_about_new(store, [claim])
        with pytest.raises(DatabaseBusy):
            suggest_about(store, [claim])

    assert (made.comparison.compared, made.assessments) == (0, [])
    assert without_suggestion(store) == to_compare(store) == len(APART) + 1
    assert suggest_about(store, [claim]).comparison.compared == 1


def test_what_is_not_recorded_is_not_looked_at(store: Store) -> None:
    with pytest.raises(ClaimsError, match="No claim"):
        suggest_about(store, ["c0123"])


# Imports


def imported(store: Store, folder: Path, statements: list[str]) -> ImportReport:
    file = folder / "claims.csv"
    rows = [f'"{statement}",Gazette,Page {number},https://gazette.example/{number}' for number, statement in enumerate(statements)]
    file.write_text("\n".join(["statement,outlet,title,url", *rows, ""]), encoding="utf-8")
    return import_claims(store, [file], by="carla")


def test_what_an_import_added_is_compared_and_looked_at(store: Store, tmp_path: Path) -> None:
    record_apart(store)
    told: list[int] = []
    report = imported(store, tmp_path, [FERRY, FERRY_AGAIN, OPINION])

    made = suggest_about_import(store, report, progress=told.append)

    assert made is not None
    assert (made.comparison.compared, len(made.assessments), sum(told)) == (3, 3, 3)
    assert len(links(store)) == 1
    assert list(check_store(store)) == []


def test_an_import_that_added_nothing_compares_nothing(store: Store, tmp_path: Path) -> None:
    imported(store, tmp_path, [FERRY, FERRY_OTHERWISE])
    again = imported(store, tmp_path, [FERRY, FERRY_OTHERWISE])

    made = suggest_about_import(store, again)

    assert made is not None
    assert made.comparison.compared == count(store, "compared_claims") == 0


def test_more_than_a_thousand_new_claims_are_left_to_the_commands_for_that(store: Store, tmp_path: Path) -> None:
    report = imported(store, tmp_path, [f"The ferry made {number} trips in May 2025." for number in range(MOST_AT_ONCE + 1)])

    assert suggest_about_import(store, report) is None
    assert count(store, "compared_claims") == count(store, "suggested_assessments") == 0
