"""What programs suggest, as people meet it: marked as suggested, with reasons, answered with a button, and never asked twice."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from desk import at, form_on, new_claim, words_on
from store.typed import document_fields
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened

from claims.dates import now
from claims.models import Ground, SuggestedAssessment
from claims.site.pages.checkable import as_typed, day_after, rationale, worded
from claims.site.pages.comparing import Piece
from claims.site.pages.repeats import marked
from claims.store.connection import writing
from claims.store.schema import open_store
from claims.store.suggestions import save_suggested_assessments
from claims.vocabularies import EvidenceStance, Reason, ReviewState, Verdict, Verifiability
from claims.workflow.correcting import edit_claim
from claims.workflow.judging import add_evidence, assess_claim, review_claim

FORTY = "The ferry to Ossel carried 40 percent more passengers in May 2026."
SIXTY = "The ferry to Ossel carried 60 percent more passengers in May 2026."
AGAIN = "In May 2026 the ferry to Ossel carried 40 percent more passengers."
AHEAD = "The ferry to Ossel will carry twice as many passengers by 2035."
RATIONALE = "The port publishes its counts of passengers."


class Ferry(NamedTuple):
    """Claims about one ferry, by what they say."""

    forty: str
    sixty: str
    again: str
    ahead: str


def recorded(site: Site, statement: str, number: int) -> str:
    document = document_fields(url=f"https://gazette.example/{number}", outlet=f"Outlet {number}", title=f"Edition {number}")
    return new_claim(site, statement, document=document)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Open a site on a database that a test may write to."""
    open_store(tmp_path / "claims.db", create=True).close()
    with opened(tmp_path / "claims.db") as site:
        yield site


@pytest.fixture
def ferry(site: Site) -> Ferry:
    """Record the claims; the one that says the same in other words has a published verdict."""
    made = Ferry(*(recorded(site, statement, number) for number, statement in enumerate((FORTY, SIXTY, AGAIN, AHEAD))))
    with at(site) as store:
        assess_claim(store, made.again, reason=Reason.PUBLIC_DATA, rationale=RATIONALE, by="carla")
        add_evidence(store, made.again, made_document(store), stance=EvidenceStance.REFUTES, note="It was 12 percent.", by="carla")
        review_claim(
            store, made.again, verdict=Verdict.FALSE, summary="The port counted 12 percent more, not 40.", publisher="Port Desk",
            state=ReviewState.PUBLISHED, url="https://desk.example/1", by="ed", allow_similar=True,
        )  # fmt: skip
    return made


def made_document(store: Any) -> str:
    return str(store.connection.execute("select id from documents order by rowid limit 1").fetchone()[0])


def repeats(site: Site, claim: str, actor: Actor = READER) -> dict[str, Any]:
    return {row["id"]: row for row in site.json(f"/claim/{claim}.json", actor)["repeats"]}


def section(page: str, heading: str) -> str:
    return page.split(f'<h2 id="{heading}">')[1].split("<h2", maxsplit=1)[0]


def suggest(site: Site, claim: str, **changes: Any) -> None:
    fields: dict[str, Any] = {
        "status": Verifiability.VERIFIABLE, "reason": Reason.PUBLIC_DATA, "score": 0.8, "worth": 0.7, "program": "reader 1",
        "suggested_at": now(),
    }  # fmt: skip
    with at(site) as store, writing(store) as connection:
        save_suggested_assessments(connection, [SuggestedAssessment(claim_id=claim, **(fields | changes))])


# Has this been said before?


def test_what_says_the_same_is_shown_with_its_verdict_and_the_words_that_match(site: Site, ferry: Ferry) -> None:
    found = repeats(site, ferry.forty)
    shown = section(site.page(f"/claim/{ferry.forty}"), "repeats")

    assert found[ferry.again]["likeness"] == "likely"
    assert found[ferry.again]["verdict"] == "false"
    assert "Likely the same" in shown
    assert "Has a published verdict:" in shown
    assert '<mark class="shared">' in shown
    assert "Outlet 2" in shown
    assert "only suggested" in shown


def test_what_contradicts_is_said_in_words_and_marked_in_both(site: Site, ferry: Ferry) -> None:
    row = repeats(site, ferry.forty)[ferry.sixty]
    shown = unescape(section(site.page(f"/claim/{ferry.forty}"), "repeats"))

    assert [(one["kind"], one["here"], one["there"]) for one in row["differences"]] == [("number", "40 percent", "60 percent")]
    assert "Same sentence, other number: 40 percent here, 60 percent there." in shown
    assert shown.count('<mark class="other">60 percent</mark>') == shown.count('<mark class="other">40 percent</mark>') == 1
    assert row["differences"][0]["sentence"] not in row["because"]


def test_readers_see_suggestions_and_no_buttons(site: Site, ferry: Ferry) -> None:
    shown = section(site.page(f"/claim/{ferry.forty}"), "repeats")

    assert "Found by a program, which may be wrong." in shown
    assert "<form" not in shown
    assert site.post(f"/claim/{ferry.forty}/repeat/{ferry.again}", {"answer": "same"}, MEMBER).status_code == 403


@pytest.mark.parametrize(
    ("answer", "links"),
    [
        ("same", {("same_as", "confirmed")}),
        ("different", {("same_as", "rejected")}),
        ("contradicts", {("same_as", "rejected"), ("contradicts", "confirmed")}),
    ],
)
def test_an_answer_is_recorded_never_asked_again_and_undone(site: Site, ferry: Ferry, answer: str, links: set[tuple[str, str]]) -> None:
    path = f"/claim/{ferry.forty}/repeat/{ferry.again}"
    assert f'action="{path}"' in site.page(f"/claim/{ferry.forty}", CHECKER)

    answered = site.post(path, {"answer": answer}, CHECKER)

    assert (answered.status_code, answered.headers["location"]) == (303, f"/claim/{ferry.forty}?repeat={ferry.again}#repeats")
    assert set(site.execute("select relation, judgement from claim_links")) == links
    assert ferry.again not in repeats(site, ferry.forty)
    after = section(site.page(f"/claim/{ferry.forty}?repeat={ferry.again}", CHECKER), "repeats")
    assert 'data-key="u"' in after
    assert site.post(path, {"answer": "undo"}, CHECKER).status_code == 303
    assert site.execute("select * from claim_links") == []
    assert ferry.again in repeats(site, ferry.forty)


def test_a_second_answer_is_refused_with_who_was_first(site: Site, ferry: Ferry) -> None:
    path = f"/claim/{ferry.forty}/repeat/{ferry.again}"
    site.post(path, {"answer": "different"}, CHECKER)

    answer = site.post(path, {"answer": "same"}, EDITOR)

    assert answer.status_code == 409
    assert "ann" in words_on(answer.text)
    assert site.post_json(path, {"answer": "perhaps"}, CHECKER).status_code == 400
    assert site.post_json(f"/claim/{ferry.forty}/repeat/nobody", {"answer": "same"}, CHECKER).status_code == 404
    assert site.get(f"/claim/{ferry.forty[:6]}/repeat/{ferry.again}", CHECKER).status_code == 404


def test_keys_belong_to_the_first_repeat_alone(site: Site, ferry: Ferry) -> None:
    keys = re.findall(r'data-key="([^"]+)"', site.page(f"/claim/{ferry.forty}", CHECKER))

    assert sorted(keys) == ["n", "s", "x"]


def test_the_only_claim_and_one_like_no_other_say_so(site: Site) -> None:
    first = recorded(site, FORTY, 1)
    assert "This is the only claim recorded so far" in site.page(f"/claim/{first}")

    other = recorded(site, "Zebras have been counted in Quillmoor since 1911.", 2)

    assert "No recorded claim says this, or nearly this." in site.page(f"/claim/{other}")


def test_a_look_that_takes_too_long_leaves_the_page_whole(site: Site, ferry: Ferry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.site.pages.looking.LONGEST_LOOK_MS", 0)

    page = site.page(f"/claim/{ferry.forty}")

    assert "Looking took too long" in page
    assert FORTY in page


def test_words_are_marked_in_whole_runs_and_what_contradicts_wins() -> None:
    assert marked("one two, three four", [(0, 3), (4, 7), (9, 14)], [(9, 14)]) == [
        Piece("one two", "shared"),
        Piece(", "),
        Piece("three", "other"),
        Piece(" four"),
    ]
    assert marked("short", [(-3, 2), (4, 99), (3, 3)]) == [Piece("sh", "shared"), Piece("or"), Piece("t", "shared")]
    assert marked("", []) == [Piece("")]


# Can it be checked?


def test_an_unassessed_claim_has_a_suggestion_for_those_who_may_see_it(site: Site, ferry: Ferry) -> None:
    page = site.page(f"/claim/{ferry.ahead}", CHECKER)
    (row,) = site.json(f"/claim/{ferry.ahead}.json", CHECKER)["suggestion"]

    assert (row["status"], row["reason"]) == ("not_yet", "prediction")
    assert "What a program would say" in page
    assert '<mark class="ground">will' in page
    assert f'href="/claim/{ferry.ahead}/assess?suggested=1"' in page
    assert "What a program would say" not in site.page(f"/claim/{ferry.ahead}", READER)
    assert site.json(f"/claim/{ferry.ahead}.json", READER)["suggestion"] == []
    assert "What a program would say" not in site.page(f"/claim/{ferry.again}", CHECKER)


def test_an_accepted_suggestion_fills_the_form_in_and_a_person_sends_it(site: Site, ferry: Ferry) -> None:
    suggest(site, ferry.forty, grounds=(Ground(start=27, end=37, why="gives a figure"),))
    path = f"/claim/{ferry.forty}/assess"

    filled = form_on(site.page(f"{path}?suggested=1", CHECKER), "rationale")

    assert filled["reason"] == "public_data"
    assert filled["rationale"] == f"{Reason.PUBLIC_DATA.definition} It says “40 percent” (gives a figure)."
    assert form_on(site.page(path, CHECKER), "rationale")["rationale"] == ""
    assert site.post(path, filled, CHECKER).status_code == 303
    assert site.execute("select reason, assessor from assessments where claim_id = ?", [ferry.forty]) == [("public_data", "ann")]


def test_what_was_stored_is_shown_until_the_claim_is_reworded(site: Site, ferry: Ferry) -> None:
    suggest(site, ferry.forty, program="reader 1", suggested_at="2024-01-01T00:00:00Z")
    assert site.json(f"/claim/{ferry.forty}.json", CHECKER)["suggestion"][0]["program"] == "reader 1"

    with at(site) as store:
        edit_claim(store, ferry.forty, {"statement": "The ferry to Ossel should carry more passengers."}, by="ann")

    (row,) = site.json(f"/claim/{ferry.forty}.json", CHECKER)["suggestion"]
    assert row["program"] != "reader 1"
    assert (row["status"], row["reason"]) == ("not_checkable", "normative")


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2035", "2036-01-01"),
        ("2030-12", "2031-01-01"),
        ("2030-04", "2030-05-01"),
        ("2030-04-09", "2030-04-09"),
        ("2020", None),
        (None, None),
    ],
)
def test_a_date_that_is_named_gives_the_day_to_look_again(date: str | None, day: str | None) -> None:
    assert day_after(date, "2026-01-01") == day


def test_a_rationale_tells_the_reason_and_its_grounds() -> None:
    grounds = [{"words": "will", "why": "about the future"}, {"words": "2035", "why": "a year to come"}]

    told = "It says “will” (about the future) and “2035” (a year to come)."
    assert rationale("prediction", grounds) == f"{Reason.PREDICTION.definition} {told}"
    assert rationale("prediction", []) == Reason.PREDICTION.definition
    assert rationale(None, grounds) == ""


def test_nothing_suggested_fills_nothing_in() -> None:
    row = worded({"status": None, "reason": None, "grounds": [], "check_after": None}, FORTY)

    assert as_typed(row) == as_typed(None) == {}


# In the queues.


def test_what_is_most_worth_checking_comes_first_and_what_has_no_suggestion_last(site: Site, ferry: Ferry) -> None:
    suggest(site, ferry.sixty, worth=0.2)
    suggest(site, ferry.ahead, worth=0.9)

    def keys(query: str = "") -> list[str]:
        return [row["key"] for row in site.json(f"/queue/unassessed.json{query}", CHECKER)["waiting"]]

    assert keys() == [ferry.ahead, ferry.sixty, ferry.forty]
    assert keys("?order=newest") == [ferry.ahead, ferry.sixty, ferry.forty]
    assert keys("?order=oldest") == [ferry.forty, ferry.sixty, ferry.ahead]
    for place, key in enumerate(keys()):
        counts = site.json(f"/queue/unassessed.json?at={key}", CHECKER)["counts"]
        assert counts == [{"waiting": 3, "left_over": 3 - place}]
        assert keys(f"?after={key}") == keys()[place + 1 :]


def test_an_assessed_claim_keeps_its_place_for_what_comes_after_it(site: Site, ferry: Ferry) -> None:
    for claim, worth in ((ferry.forty, 0.5), (ferry.sixty, 0.2), (ferry.ahead, 0.9)):
        suggest(site, claim, worth=worth)
    with at(site) as store:
        assess_claim(store, ferry.forty, reason=Reason.PUBLIC_DATA, rationale=RATIONALE, by="ann")

    found = site.json(f"/queue/unassessed.json?after={ferry.forty}", CHECKER)

    assert [row["key"] for row in found["waiting"]] == [ferry.sixty]
    assert found["counts"] == [{"waiting": 2, "left_over": 1}]


def test_a_suggestion_is_accepted_with_one_key_and_the_queue_goes_on(site: Site, ferry: Ferry) -> None:
    suggest(site, ferry.forty, worth=0.9, grounds=(Ground(start=27, end=37, why="gives a figure"),))
    page = site.page("/queue/unassessed", CHECKER)
    assert 'data-key="y"' in page

    accepted = form_on(page, "seen")
    answer = site.post(f"/queue/unassessed/{ferry.forty}", accepted, CHECKER)

    assert answer.headers["location"] == f"/queue/unassessed?after={ferry.forty}&done={ferry.forty}"
    assert site.execute("select reason, assessor from assessments where claim_id = ?", [ferry.forty]) == [("public_data", "ann")]


def test_a_suggestion_that_needs_a_day_is_taken_into_the_form(site: Site, ferry: Ferry) -> None:
    suggest(site, ferry.forty, worth=0.9, status=Verifiability.NOT_YET, reason=Reason.PROMISE)

    page = site.page("/queue/unassessed", CHECKER)
    taken = form_on(site.page(f"/queue/unassessed?at={ferry.forty}&suggested=1", CHECKER), "rationale")

    assert 'data-key="y"' not in page
    assert f'href="/queue/unassessed?at={ferry.forty}&suggested=1#field-reason"' in page.replace("&amp;", "&")
    assert (taken["reason"], taken["rationale"]) == ("promise", Reason.PROMISE.definition)


def test_readers_do_not_see_what_programs_say_in_the_queue(site: Site, ferry: Ferry) -> None:
    suggest(site, ferry.forty)

    assert "What a program would say" not in site.page("/queue/unassessed", READER)
    assert "What a program would say" in site.page("/queue/unassessed", MEMBER)


def test_a_suggested_link_tells_what_contradicts_and_how_likely_it_is(site: Site, ferry: Ferry) -> None:
    link = {"other": ferry.sixty, "relation": "same_as", "judgement": "suggested", "score": 0.87}
    site.post_json(f"/claim/{ferry.forty}/link", link, CHECKER)

    page = unescape(site.page("/queue/links", READER))

    assert re.search(r"other number: \d0 percent here, \d0 percent there", page)
    assert "87 %" in page
    assert page.count('<mark class="other">') == 3, "one in each statement, one in the legend"


# Names.


def pair(site: Site) -> str:
    """Return where the pair that `put_names` has suggested first is decided about."""
    from waiting import put_names  # noqa: PLC0415

    with at(site) as store:
        put_names(store)
    return "/queue/names/tariq-al-namir/tariq-namir"


def test_two_names_are_shown_with_what_is_recorded_of_both(site: Site) -> None:
    pair(site)
    new_claim(site, "The harbour was dredged in 2021.", speaker="Tariq Namir")

    words = words_on(site.page("/queue/names", EDITOR))

    assert "Tariq al-Namir and Tariq Namir : the same?" in words
    assert "The same but for the article." in words
    assert "1 claim said" in words
    assert "The harbour was dredged in 2021." in words


@pytest.mark.parametrize(
    ("decision", "gone", "kept"), [("first", "tariq-namir", "tariq-al-namir"), ("second", "tariq-al-namir", "tariq-namir")]
)
def test_names_are_merged_and_wait_again_when_that_is_undone(site: Site, decision: str, gone: str, kept: str) -> None:
    path = pair(site)

    answer = site.post(path, {"decision": decision}, EDITOR)

    there = "/queue/names?after=tariq-al-namir.tariq-namir&done=tariq-al-namir.tariq-namir"
    assert (answer.status_code, answer.headers["location"]) == (303, there)
    assert site.execute("select canonical_id from entities where id = ?", [gone]) == [(kept,)]
    page = site.page(there, EDITOR)
    assert "1 of 1 left" in page
    assert 'data-key="u"' in page
    site.post(path, {"decision": "undo"}, EDITOR)
    assert site.execute("select canonical_id from entities where canonical_id is not null") == []
    assert len(site.json("/queue/names.json", EDITOR)["waiting"]) == 2


def test_names_that_mean_two_are_never_suggested_again(site: Site) -> None:
    path = pair(site)

    assert site.post(path, {"decision": "different"}, EDITOR).status_code == 303

    assert [row["key"] for row in site.json("/queue/names.json", EDITOR)["waiting"]] == ["harbour-post.the-harbour-post"]
    assert site.post(path, {"decision": "first"}, EDITOR).status_code == 409


def test_names_are_for_editors_to_decide_and_for_those_signed_in_to_see(site: Site) -> None:
    path = pair(site)

    assert site.get("/queue/names", READER).status_code == 403
    assert site.post(path, {"decision": "first"}, CHECKER).status_code == 403
    assert "Names are merged by editors." in site.page("/queue/names", CHECKER)
    assert "pairs of names may be one" in site.page("/", MEMBER) or "No claims yet" in site.page("/", MEMBER)


@pytest.mark.parametrize("table", ["entity_links", "suggested_assessments", "claims_to_assess", "compared_claims", "claim_pairs"])
def test_tables_of_suggestions_are_for_those_who_are_signed_in(site: Site, table: str) -> None:
    assert site.get(f"/claims/{table}.json", READER).status_code == 403
    assert site.get(f"/claims/{table}.json", MEMBER).status_code == 200


# While a claim is being added.


def typed(site: Site, statement: str = FORTY) -> tuple[str, dict[str, str]]:
    """Return the address of the form for a document without a text, and what somebody has typed there."""
    claim = recorded(site, "Zebras have been counted in Quillmoor since 1911.", 99)
    ((document,),) = site.execute("select document_id from claims where id = ?", [claim])
    return f"/claim/new?document={document}", {"document": document, "statement": statement}


def test_repeats_come_while_one_types(site: Site, ferry: Ferry) -> None:
    _, fields = typed(site, AHEAD)

    found = site.run(site.datasette.client.post("/-/suggest.json", actor=CHECKER, data=fields)).json()
    asked = site.json(f"/-/suggest.json?statement={AGAIN.replace(' ', '+')}", CHECKER)
    piece = site.run(site.datasette.client.post("/-/suggest", actor=CHECKER, data=fields)).text

    assert found["repeats"][0]["id"] == ferry.ahead
    assert (found["suggestion"]["status"], found["suggestion"]["reason"]) == ("not_yet", "prediction")
    assert ferry.again in {row["id"] for row in asked["repeats"]}
    assert f'<input type="radio" name="same_as" value="{ferry.ahead}">' in piece
    assert "<html" not in piece


def test_only_those_who_may_add_are_told(site: Site, ferry: Ferry) -> None:
    for actor in (READER, MEMBER):
        assert site.get("/-/suggest.json?statement=ferry", actor).status_code == 403
    assert site.run(site.datasette.client.put("/-/suggest", actor=CHECKER)).status_code == 405


@pytest.mark.parametrize(
    "body", [{}, {"statement": "  "}, {"statement": 7, "attributions": "x", "same_as": []}, {"statement": "x" * 9_000}, {"quote": "\0"}]
)
def test_whatever_is_sent_gets_an_answer(site: Site, ferry: Ferry, body: dict[str, Any]) -> None:
    answer = site.post_json("/-/suggest.json", body, CHECKER)

    assert answer.status_code == 200
    assert json.loads(answer.text)["ok"] is True


def test_a_button_looks_for_repeats_without_a_script_and_nothing_typed_is_lost(site: Site, ferry: Ferry) -> None:
    path, fields = typed(site)

    answer = site.post(path, {**fields, "look": "1"}, CHECKER)

    assert answer.status_code == 200
    assert f'name="same_as" value="{ferry.again}"' in answer.text
    assert form_on(answer.text, "statement")["statement"] == FORTY
    assert site.execute("select count(*) from claims where statement = ?", [FORTY]) == [(1,)]


def test_a_claim_that_is_the_same_is_joined_when_it_is_saved(site: Site, ferry: Ferry) -> None:
    path, fields = typed(site, "The ferry to Ossel carried 40 percent more passengers that May.")

    answer = site.post(path, {**fields, "same_as": ferry.again}, CHECKER)

    claim = answer.headers["location"].rpartition("/")[2]
    assert site.execute("select canonical_id from claims where id = ?", [claim]) == [(ferry.again,)]
    assert site.execute("select verdict from claims where id = ?", [claim]) == [("false",)]
    assert "The same claim elsewhere" in site.page(f"/claim/{claim}")


def test_a_claim_that_was_chosen_and_is_not_there_keeps_the_new_one_from_being_saved(site: Site, ferry: Ferry) -> None:
    path, fields = typed(site, "The ferry to Ossel carried 40 percent more passengers that May.")
    before = site.execute("select count(*) from claims")

    answer = site.post(path, {**fields, "same_as": "cnobody"}, CHECKER)

    assert answer.status_code == 400
    assert "cnobody" in words_on(answer.text)
    assert site.execute("select count(*) from claims") == before


def test_a_claim_that_was_added_has_been_looked_at(site: Site, ferry: Ferry) -> None:
    path, fields = typed(site, AGAIN.replace("In May 2026", "During May 2026"))

    claim = site.post(path, fields, CHECKER).headers["location"].rpartition("/")[2]

    assert site.execute("select count(*) from suggested_assessments where claim_id = ?", [claim]) == [(1,)]
    assert ferry.forty in {row["id"] for row in site.json("/claim/" + claim + ".json")["repeats"]} | {
        row["id"] for row in site.json("/claim/" + claim + ".json")["links"]
    }


# Drafts.


def test_a_draft_shows_what_it_may_repeat_and_whether_it_could_be_checked(site: Site, ferry: Ferry, tmp_path: Path) -> None:
    from waiting import put_drafts  # noqa: PLC0415

    with at(site) as store:
        put_drafts(store, tmp_path, {"statement": AGAIN}, {"statement": AHEAD}, {"statement": ""})

    for path in ("/queue/candidates?at=k1", "/candidate/k1/decide"):
        assert f'data-claim="{ferry.forty}"' in site.page(path, CHECKER)
    ahead = words_on(site.page("/queue/candidates?at=k2", CHECKER))
    assert "Can it be checked? only suggested" in ahead
    assert "Prediction:" in ahead
    assert "Has this been said before?" not in site.page("/queue/candidates?at=k3", CHECKER)
