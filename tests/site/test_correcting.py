"""Forms that mend a slip: two people who mend one claim hear of each other, and a removal says what it takes away."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from desk import RATIONALE, at, form_on, new_claim, press, words_on
from store.typed import TEXT, document_fields
from visitors import CHECKER, EDITOR, Site, opened

from claims.store.check import check_store
from claims.store.schema import open_store
from claims.vocabularies import Reason
from claims.workflow.correcting import edit_claim
from claims.workflow.judging import assess_claim


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on an empty database; tests add claims of their own, and in the end it must be sound."""
    database = tmp_path_factory.mktemp("correcting") / "claims.db"
    open_store(database, create=True).close()
    with opened(database) as site:
        yield site
        with at(site) as store:
            assert list(check_store(store)) == []


def quoted_claim(site: Site, number: int) -> str:
    """Add a claim with a direct quote in a stored text, and a date."""
    return new_claim(
        site,
        document=document_fields(url=f"https://gazette.example/quoted/{number}", text=TEXT),
        statement="The bridge is not safe at all.",
        quote='"It is not safe,"',
        attributions=[{"speaker": "Ann Example", "cue": "told us"}],
        claim_date="2024-05",
        claim_date_inferred=True,
    )


def row(site: Site, claim: str, *columns: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = site.execute(f"select {', '.join(columns)} from claims where id = ?", [claim])[0]
    return found


# Mending.


def test_the_form_holds_what_is_recorded_and_sent_back_as_it_is_changes_nothing(site: Site) -> None:
    claim = quoted_claim(site, 1)
    page = site.page(f"/claim/{claim}/edit", CHECKER)

    filled = form_on(page, "statement")
    answer = site.post(f"/claim/{claim}/edit", filled, CHECKER)

    assert filled == {
        "statement": "The bridge is not safe at all.",
        "quote": '"It is not safe,"',
        "quotation": "direct",
        "location": "body",
        "language": "en",
        "claim_date": "2024-05",
        "claim_date_inferred": "1",
        "seen": "0",
    }
    assert answer.status_code == 400
    assert "Nothing to change: it stands like that already." in words_on(answer.text)
    assert site.execute("select count(*) from history where row_id = ?", [claim]) == [(0,)]


def test_a_claim_is_mended_and_the_history_names_who_did_it(site: Site) -> None:
    claim = quoted_claim(site, 2)
    filled = form_on(site.page(f"/claim/{claim}/edit", CHECKER), "statement")

    answer = site.post(f"/claim/{claim}/edit", filled | {"statement": "The bridge is unsafe for all.", "location": "lead"}, CHECKER)

    assert answer.status_code == 303
    assert row(site, claim, "statement", "location", "quote", "quotation") == (
        "The bridge is unsafe for all.",
        "lead",
        "It is not safe,",
        "direct",
    )
    assert site.execute("select actor, json_extract(old, '$.statement') from history where row_id = ?", [claim]) == [
        ("ann", "The bridge is not safe at all.")
    ]


def test_a_date_is_cleared_by_emptying_it(site: Site) -> None:
    claim = quoted_claim(site, 3)
    filled = form_on(site.page(f"/claim/{claim}/edit", CHECKER), "statement")
    del filled["claim_date_inferred"]

    answer = site.post(f"/claim/{claim}/edit", filled | {"claim_date": ""}, CHECKER)

    assert answer.status_code == 303
    assert row(site, claim, "claim_date", "claim_date_inferred") == (None, 0)


def test_what_was_emptied_and_unticked_comes_back_so_when_another_field_is_refused(site: Site) -> None:
    claim = quoted_claim(site, 4)
    filled = form_on(site.page(f"/claim/{claim}/edit", CHECKER), "statement") | {"claim_date": "", "statement": "Is it safe at all?"}
    del filled["claim_date_inferred"]

    answer = site.post(f"/claim/{claim}/edit", filled, CHECKER)

    assert answer.status_code == 400
    assert form_on(answer.text, "statement") == filled
    assert "is a question; say what is claimed" in answer.text


@pytest.mark.parametrize("field", ["statement", "language"])
def test_what_a_claim_needs_cannot_be_emptied(site: Site, field: str) -> None:
    claim = quoted_claim(site, 11)
    filled = form_on(site.page(f"/claim/{claim}/edit", CHECKER), "statement") | {field: " "}

    answer = site.post(f"/claim/{claim}/edit", filled, CHECKER)

    assert answer.status_code == 400
    assert f'id="fault-{field}"' in answer.text
    assert form_on(answer.text, "statement")[field] == ""


def test_a_quote_that_occurs_twice_stays_where_it_is_while_the_statement_is_mended(site: Site) -> None:
    claim = new_claim(
        site,
        document=document_fields(url="https://gazette.example/twice", text="It is shut. It rains. It is shut."),
        quote="It is shut.",
        start_char=22,
        end_char=33,
    )
    filled = form_on(site.page(f"/claim/{claim}/edit", CHECKER), "statement")

    answer = site.post(f"/claim/{claim}/edit", filled | {"statement": "The bridge is shut to everybody."}, CHECKER)

    assert answer.status_code == 303
    assert row(site, claim, "start_char", "statement") == (22, "The bridge is shut to everybody.")


def test_a_program_changes_what_it_names_and_clears_a_date_with_null(site: Site) -> None:
    claim = quoted_claim(site, 5)

    answer = site.post_json(f"/claim/{claim}/edit", {"claim_date": None, "claim_date_inferred": False, "location": "headline"}, CHECKER)

    assert answer.status_code == 200
    assert answer.json().items() >= {"claim": claim, "claim_date": None, "location": "headline", "quote": '"It is not safe,"'}.items()
    assert row(site, claim, "claim_date", "location", "statement") == (None, "headline", "The bridge is not safe at all.")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"statement": "Why?"}, "statement"),
        ({"quote": "never printed"}, "quote"),
        ({"quote": ""}, "quote"),
        ({"quotation": "own_voice"}, ""),
        ({"claim_date": "2024-02-30"}, "claim_date"),
        ({"document_id": "d1"}, "document_id"),
        ({}, ""),
        ({"seen": -1}, "seen"),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused_beside_its_field(site: Site, sent: dict[str, Any], field: str) -> None:
    claim = quoted_claim(site, 6)

    answer = site.post_json(f"/claim/{claim}/edit", sent, CHECKER)

    assert answer.status_code == 400
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]


# Two people, one claim.


def test_the_second_of_two_is_told_shown_all_three_versions_and_can_send_again(site: Site) -> None:
    claim = quoted_claim(site, 7)
    path = f"/claim/{claim}/edit"
    opened_by_ann = form_on(site.page(path, CHECKER), "statement")
    with at(site) as store:
        edit_claim(store, claim, {"statement": "The bridge is not safe for lorries.", "location": "lead"}, by="dora")

    refused = site.post(path, opened_by_ann | {"statement": "The bridge is not safe for buses.", "language": "en-GB"}, CHECKER)

    assert refused.status_code == 409
    words = words_on(refused.text)
    assert "Nothing was saved: dora was quicker" in words
    assert "You opened The bridge is not safe at all." in words
    assert "Recorded now, by dora The bridge is not safe for lorries ." in words
    assert "You typed The bridge is not safe for buses ." in words
    assert "<ins>for lorries</ins>" in refused.text
    again = form_on(refused.text, "statement")
    assert again["statement"] == "The bridge is not safe for buses."
    assert again["location"] == "lead", "what ann had not touched shows what dora wrote, or sending again would undo it"
    assert again["language"] == "en-GB"
    assert row(site, claim, "statement") == ("The bridge is not safe for lorries.",)

    assert site.post(path, again, CHECKER).status_code == 303
    assert row(site, claim, "statement", "location", "language") == ("The bridge is not safe for buses.", "lead", "en-GB")


def test_whoever_sends_a_form_twice_is_told_that_it_was_themselves(site: Site) -> None:
    claim = quoted_claim(site, 12)
    path = f"/claim/{claim}/edit"
    filled = form_on(site.page(path, CHECKER), "statement") | {"location": "lead"}

    first, second = (site.post(path, filled, CHECKER) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 409)
    assert "you were quicker yourself, in another window" in words_on(second.text)


def test_a_link_that_was_made_meanwhile_is_no_conflict(site: Site) -> None:
    claim, other = new_claim(site), new_claim(site)
    path = f"/claim/{other}/edit"
    opened_by_ann = form_on(site.page(path, CHECKER), "statement")
    site.post(f"/claim/{claim}/link", {"other": other, "relation": "same_as", "judgement": "confirmed"}, EDITOR)
    assert row(site, other, "canonical_id") == (claim,)

    assert site.post(path, opened_by_ann | {"location": "headline"}, CHECKER).status_code == 303


def test_of_two_who_mend_at_the_same_time_one_is_told(site: Site) -> None:
    claim = quoted_claim(site, 8)
    filled = form_on(site.page(f"/claim/{claim}/edit", CHECKER), "statement")

    async def send() -> list[int]:
        client = site.datasette.client
        statements = [f"The bridge is not safe for {whom}." for whom in ("lorries", "buses", "trams", "carts")]
        answers = await asyncio.gather(
            *(client.post(f"/claim/{claim}/edit", actor=CHECKER, data=filled | {"statement": one}) for one in statements)
        )
        return sorted(answer.status_code for answer in answers)

    assert site.run(send()) == [303, 409, 409, 409]
    assert site.execute("select count(*) from history where row_id = ?", [claim]) == [(1,)]


def test_a_program_is_told_who_was_quicker_and_what_stands_there(site: Site) -> None:
    claim = quoted_claim(site, 9)
    seen = site.json(f"/claim/{claim}/edit.json", CHECKER)["newest"][0]["seen"]
    with at(site) as store:
        edit_claim(store, claim, {"location": "lead"}, by="dora")

    refused = site.post_json(f"/claim/{claim}/edit", {"location": "headline", "seen": seen}, CHECKER)

    assert refused.status_code == 409
    answer = refused.json()
    assert answer["by"] == "dora"
    assert answer["recorded"] == {"location": "lead"}
    assert answer["opened"]["location"] == "body"
    assert "was changed by dora after you opened it" in answer["errors"][0]["message"]
    assert site.post_json(f"/claim/{claim}/edit", {"location": "headline", "seen": answer["seen"]}, CHECKER).status_code == 200


# Removing.


def test_a_removal_says_what_goes_and_what_is_kept_and_then_leads_to_the_document(site: Site) -> None:
    claim = quoted_claim(site, 10)
    (document,) = row(site, claim, "document_id")

    page = site.page(f"/claim/{claim}/remove", EDITOR)
    answer = press(site, f"/claim/{claim}/remove", EDITOR)

    assert "1 source of its chain, 0 pieces of evidence and 0 tags" in words_on(page)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/document/{document}")
    assert site.execute("select count(*) from claims where id = ?", [claim]) == [(0,)]
    assert site.execute("select distinct actor from history where row_id = ? and op = 'delete'", [claim]) == [("ed",)]
    assert site.get(f"/claim/{claim}/remove", EDITOR).status_code == 404


def test_a_claim_that_people_built_on_stays_and_the_page_says_why(site: Site) -> None:
    claim = new_claim(site)
    with at(site) as store:
        assess_claim(store, claim, reason=Reason.OPINION, rationale=RATIONALE, by="carla")

    page = site.page(f"/claim/{claim}/remove", EDITOR)
    shown = press(site, f"/claim/{claim}/remove", EDITOR)
    refused = site.post_json(f"/claim/{claim}/remove", {}, EDITOR)

    assert "This claim stays" in page
    assert "1 assessment" in words_on(page)
    assert "Remove it" not in page
    assert shown.status_code == refused.status_code == 400
    assert refused.json()["errors"][0]["message"] == (
        f"Refused: {claim} is kept, because assessments rest on it; mend its wording, or assess it anew. Nothing was written."
    )


def test_a_program_removes_with_an_empty_object_and_nothing_else(site: Site) -> None:
    claim = new_claim(site)

    assert site.post_json(f"/claim/{claim}/remove", {"why": "twice"}, EDITOR).status_code == 400
    answer = site.post_json(f"/claim/{claim}/remove", {}, EDITOR)

    assert answer.status_code == 200
    assert answer.json()["claim"] == claim
