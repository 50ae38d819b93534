"""Deciding in a queue: what was decided leaves it, the next item comes, a colleague is told, and every decision has its way back."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from factories import QUOTE, STATEMENT, make_source
from store.typed import typed_document
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened
from waiting import DRAFT, RATIONALE, Desk, fill, opened_store

from claims.dates import now
from claims.vocabularies import Reason
from claims.workflow.adding import add_document
from claims.workflow.judging import assess_claim

ASSESSED = {"reason": "public_record", "rationale": RATIONALE, "seen": "0"}


class Worked:
    """A site that people work at, and what waits there."""

    def __init__(self, site: Site, desk: Desk) -> None:
        self.site = site
        self.desk = desk

    def waiting(self, queue: str) -> list[str]:
        """Return the keys of what waits in a queue."""
        return [row["key"] for row in self.site.json(f"/queue/{queue}.json", CHECKER)["waiting"]]

    def send(self, path: str, actor: Actor = CHECKER, /, **fields: str) -> str:
        """Send a form that is taken, and return where it leads to."""
        answer = self.site.post(path, fields, actor)
        assert answer.status_code == 303, (answer.status_code, told(answer.text))
        return str(answer.headers["location"])

    def refused(self, path: str, status: int, actor: Actor = CHECKER, /, **fields: str) -> str:
        """Send a form that is not taken, and return the page that comes back."""
        answer = self.site.post(path, fields, actor)
        assert answer.status_code == status, (answer.status_code, answer.headers.get("location"))
        return str(answer.text)

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return rows of the database."""
        return self.site.execute(sql, list(values))


def told(page: str) -> str:
    """Return the words of a page."""
    main = page[page.index("<main") : page.index("</main>")] if "<main" in page else page
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Worked]:
    """Open a site on a database of the test's own, with something in every queue."""
    path = tmp_path / "claims.db"
    desk = fill(path)
    with opened(path) as site:
        yield Worked(site, desk)


# Assessing


def test_an_assessed_claim_leaves_the_queue_and_the_next_one_comes(work: Worked) -> None:
    first, second, *_ = work.waiting("unassessed")

    there = work.send(f"/queue/unassessed/{first}", **ASSESSED)

    assert there == f"/queue/unassessed?after={first}&done={first}"
    assert work.waiting("unassessed")[0] == second
    assert work.rows("select status, reason, rationale, assessor from assessments where claim_id = ?", first) == [
        ("verifiable", "public_record", RATIONALE, "ann")
    ]
    page = work.site.page(there, CHECKER)
    assert f"/queue/unassessed/{second}" in page
    assert f'<a class="button second" href="/queue/unassessed?at={first}&amp;undo=1" data-key="u">' in page


def test_the_message_says_what_was_decided_about_which_claim(work: Worked) -> None:
    first = work.waiting("unassessed")[0]
    (statement,) = work.rows("select statement from claims where id = ?", first)[0]

    answer = work.site.post_json(f"/queue/unassessed/{first}", {**ASSESSED, "seen": 0}, CHECKER)

    assert answer.status_code == 201
    assert answer.json()["message"] == f"Assessed as Verifiable: “{statement}”"
    assert (answer.json()["claim"], answer.json()["status"]) == (first, "verifiable")


def test_assessing_goes_on_in_the_order_in_which_one_reads(work: Worked) -> None:
    first, second, *_ = work.desk.unassessed
    page = work.site.page(f"/queue/unassessed?order=oldest&at={first}", CHECKER)
    action = unescape(re.findall(r'class="decide" method="post" action="([^"]+)"', page)[0])

    there = work.send(action, **ASSESSED)

    assert there == f"/queue/unassessed?order=oldest&after={first}&done={first}"
    assert f'action="/queue/unassessed/{second}?order=oldest' in work.site.page(there, CHECKER)


def test_a_due_claim_is_put_off_to_another_day_and_leaves_the_queue(work: Worked) -> None:
    first, second = work.waiting("due")
    (seen,) = work.rows("select id from assessments where claim_id = ?", first)[0]

    there = work.send(
        f"/queue/due/{first}", reason="prediction", rationale="It is put off by a year.", check_after="2999-01-01", seen=str(seen)
    )

    assert there == f"/queue/due?after={first}&done={first}"
    assert work.waiting("due") == [second]
    assert f'action="/queue/due/{second}"' in work.site.page(there, CHECKER)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"reason": "opinion", "rationale": "No."}, "is too short; say in a sentence why"),
        ({"rationale": "It is a view of the mayor."}, "reason"),
        ({"reason": "prediction", "rationale": "It says what will be."}, "not_yet needs check_after"),
        ({"reason": "prediction", "rationale": "It says what will be.", "check_after": "2024-02-31"}, "give a date that exists"),
        ({"reason": "guess", "rationale": "It is a view of the mayor."}, "is not one of"),
    ],
)
def test_a_refused_assessment_comes_back_in_the_queue_with_what_was_typed(work: Worked, fields: dict[str, str], fault: str) -> None:
    claim = work.waiting("unassessed")[1]

    page = work.refused(f"/queue/unassessed/{claim}", 400, **fields, seen="0")

    assert fault in told(page)
    assert f'action="/queue/unassessed/{claim}"' in page
    assert fields["rationale"] in page
    assert "What comes next" in page
    if fields.get("reason") in set(Reason):
        assert re.search(rf'value="{fields["reason"]}"[^>]* checked', page)
    if "check_after" in fields:
        assert f'value="{fields["check_after"]}"' in page
    assert work.rows("select count(*) from assessments where claim_id = ?", claim) == [(0,)]


@pytest.mark.parametrize("actor", [READER, MEMBER])
@pytest.mark.parametrize(
    "path", ["/queue/unassessed/{unassessed}", "/queue/links/{link}", "/candidate/k1/decide", "/queue/due/{due}/restore"]
)
def test_who_only_reads_decides_nothing(work: Worked, actor: Actor, path: str) -> None:
    where = path.format(unassessed=work.desk.unassessed[0], due=work.desk.due[0], link=work.desk.links[0].replace(".", "/"))
    count = "select (select count(*) from assessments), (select count(*) from history), (select count(*) from claims)"
    before = work.rows(count)

    page = work.refused(where, 403, actor, **ASSESSED, decision="accept", assessment="1")
    answer = work.site.post_json(where, {"decision": "accept"}, actor)

    assert "checker" in page
    assert answer.status_code == 403
    assert work.rows(count) == before


# Two people


def test_a_colleague_who_was_quicker_is_heard_and_nothing_typed_is_lost(work: Worked) -> None:
    claim = work.waiting("unassessed")[0]
    work.send(f"/queue/unassessed/{claim}", EDITOR, **ASSESSED)
    mine = {"reason": "opinion", "rationale": "It is a view of the mayor."}

    page = work.refused(f"/queue/unassessed/{claim}", 409, **mine, seen="0")

    assert "ed was quicker" in told(page)
    assert RATIONALE in page
    assert mine["rationale"] in page
    assert re.search(r'value="opinion"[^>]* checked', page)
    (seen,) = re.findall(r'name="seen" value="(\d+)"', page)
    assert work.rows("select count(*) from assessments where claim_id = ?", claim) == [(1,)]

    work.send(f"/queue/unassessed/{claim}", **mine, seen=seen)

    assert work.rows("select reason from assessments where claim_id = ? order by id", claim) == [("public_record",), ("opinion",)]


def test_a_script_that_assesses_meanwhile_counts_as_a_colleague(work: Worked) -> None:
    claim = work.waiting("due")[0]
    page = work.site.page("/queue/due", CHECKER)
    seen = re.findall(r'name="seen" value="(\d+)"', page)[0]
    with opened_store(work.site.database) as store:
        assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view of the mayor.", by="script")

    assert "script was quicker" in told(work.refused(f"/queue/due/{claim}", 409, **{**ASSESSED, "seen": seen}))


# Undoing an assessment


def test_an_assessment_is_undone_by_assessing_anew_and_both_are_kept(work: Worked) -> None:
    claim = work.waiting("unassessed")[0]
    work.send(f"/queue/unassessed/{claim}", **ASSESSED)

    page = work.site.page(f"/queue/unassessed?at={claim}&undo=1", CHECKER)

    assert "It stands as" in told(page)
    assert "both are kept" in told(page)
    assert "Restore the one before" not in page
    assert f'action="/queue/unassessed/{claim}"' in page


def test_the_earlier_assessment_is_restored_at_once(work: Worked) -> None:
    claim = work.desk.unassessed[0]
    for reason in ("public_record", "opinion"):
        page = work.site.page(f"/queue/unassessed?at={claim}", CHECKER)
        seen = re.findall(r'name="seen" value="(\d+)"', page)[-1]
        work.send(f"/queue/unassessed/{claim}", **{**ASSESSED, "reason": reason, "seen": seen})
    page = work.site.page(f"/queue/unassessed?at={claim}&undo=1", CHECKER)
    (action,) = re.findall(r'action="([^"]+/restore)"', page)
    fields = dict(re.findall(r'name="(assessment|seen)" value="(\d+)"', page))

    there = work.send(action, **fields)

    assert there == f"/queue/unassessed?after={claim}&done={claim}"
    kept = work.rows("select reason, rationale from assessments where claim_id = ? order by id", claim)
    assert kept == [
        ("public_record", RATIONALE),
        ("opinion", RATIONALE),
        ("public_record", f"Restores the assessment of {now()[:10]} by ann. {RATIONALE}"),
    ]
    assert "ann was quicker" in told(work.refused(action, 409, **fields))


def test_an_assessment_whose_day_has_passed_is_offered_as_a_beginning(work: Worked) -> None:
    claim = work.desk.due[0]
    with opened_store(work.site.database) as store:
        assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view of the mayor.", by="ann")

    page = work.site.page(f"/queue/due?at={claim}&undo=1", CHECKER)

    assert "The day of the one before has passed" in told(page)
    assert "/restore" not in page
    assert re.search(r'value="prediction"[^>]* checked', page)
    assert "It says what will happen.</textarea>" in page
    number = work.rows("select min(id) from assessments where claim_id = ?", claim)[0][0]
    assert "assess the claim anew" in told(work.refused(f"/queue/due/{claim}/restore", 400, assessment=str(number)))


# Links


def link_path(key: str) -> str:
    return f"/queue/links/{key.replace('.', '/')}"


@pytest.mark.parametrize(("decision", "judgement"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_link_is_decided_with_one_button_and_undone_with_another(work: Worked, decision: str, judgement: str) -> None:
    first, second = work.waiting("links")
    links = "select from_id, to_id, relation, judgement, decided_by, decided_at from claim_links order by 1, 2, 3"
    before = work.rows(links)

    there = work.send(link_path(first), decision=decision)

    assert there == f"/queue/links?after={first}&done={first}"
    assert work.waiting("links") == [second]
    assert judgement in [row[3] for row in work.rows(links)]
    page = work.site.page(there, CHECKER)
    assert re.search(rf'action="{link_path(first)}">\s*<button type="submit" name="decision" value="undo"', page)
    assert link_path(second) in page

    assert work.send(link_path(first), decision="undo") == f"/queue/links?at={first}"
    assert work.waiting("links") == [first, second]
    assert work.rows(links) == before


def test_another_relation_is_recorded_instead(work: Worked) -> None:
    key = work.desk.links[0]
    first, second, _ = key.split(".")

    work.send(link_path(key), decision="instead", relation="narrows", is_turned="1")

    found = work.rows("select from_id, to_id, relation, judgement from claim_links where judgement <> 'suggested' order by relation")
    assert found == [(second, first, "narrows", "confirmed"), (first, second, "same_as", "rejected")]


def test_another_relation_has_to_be_named(work: Worked) -> None:
    page = work.refused(link_path(work.desk.links[0]), 400, decision="instead", relation="", is_turned="1")

    assert "relation is missing; choose how the two claims relate" in told(page)
    assert re.search(r'name="is_turned" value="1" checked', page)
    assert work.waiting("links") == work.desk.links


def test_whoever_decides_about_a_link_second_is_told(work: Worked) -> None:
    key = work.desk.links[0]
    work.send(link_path(key), EDITOR, decision="reject")

    page = work.refused(link_path(key), 409, decision="confirm")

    assert "ed was quicker" in told(page)
    assert "Rejected by ed" in told(page)
    answer = work.site.post_json(link_path(key), {"decision": "confirm"}, CHECKER)
    assert answer.status_code == 409
    assert answer.json()["by"] == "ed"
    assert answer.json()["recorded"]["judgement"] == "rejected"


def test_a_link_that_is_not_recorded_is_not_decided(work: Worked) -> None:
    key = work.desk.links[0].replace("same_as", "narrows")

    assert work.site.post(link_path(key), {"decision": "confirm"}, CHECKER).status_code == 404


# Candidates


def candidate(work: Worked, name: str = "k1") -> tuple[Any, ...]:
    (found,) = work.rows("select state, decision, decided_by, claim_id from candidates where id = ?", name)
    return tuple(found)


def sent_form(page: str) -> dict[str, str]:
    """Return what a browser sends when the form about a draft is sent as it stands."""
    form = page[page.index('aria-label="The draft"') : page.index('<template id="source-row"')]
    form = form[: form.index("</form>")]
    fields = {name: unescape(value) for name, value in re.findall(r'<input id="[^"]+" name="([^"]+)" type="[^"]+" value="([^"]*)"', form)}
    fields |= dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    fields |= {name: unescape(text) for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)}
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        fields[name] = chosen[1] if chosen else ""
    fields |= dict(re.findall(r'type="checkbox" id="[^"]+" name="([^"]+)" value="(1)" checked', form))
    return {**fields, "decision": "accept"}


def test_a_draft_is_accepted_as_it_is_and_the_next_one_comes(work: Worked) -> None:
    there = work.send("/candidate/k1/decide", decision="accept")

    assert there == "/queue/candidates?after=k1&done=k1"
    state, decision, by, claim = candidate(work)
    assert (state, decision, by) == ("accepted", None, "ann")
    assert work.rows("select statement, quote, created_by from claims where id = ?", claim) == [(STATEMENT, QUOTE, "ann")]
    assert work.waiting("candidates") == ["k2", "k3"]
    page = work.site.page(there, CHECKER)
    assert f'href="/queue/unassessed?at={claim}"' in page
    assert claim in work.waiting("unassessed")


def test_a_form_sent_as_it_stands_changes_nothing(work: Worked) -> None:
    form = sent_form(work.site.page("/candidate/k1/decide", CHECKER))

    assert (form["statement"], form["quote"], form["attributions.0.speaker"]) == (STATEMENT, QUOTE, "Layla Hassan")
    work.send("/candidate/k1/decide", **form)

    assert candidate(work)[:2] == ("accepted", None)


def test_what_was_mended_is_kept_beside_the_draft(work: Worked) -> None:
    form = sent_form(work.site.page("/candidate/k1/decide", CHECKER))
    form |= {
        "quote": "We opened twelve schools",
        "quotation": "mixed",
        "claim_date": "2024-01",
        "attributions.0.role_text": "the spokesperson",
    }

    work.send("/candidate/k1/decide", **form)

    state, decision, _, claim = candidate(work)
    changed = json.loads(decision)["changed"]
    assert state == "edited"
    assert sorted(changed) == ["attributions", "claim_date", "quotation", "quote"]
    assert changed["attributions"][0]["role_text"] == "the spokesperson"
    assert work.rows("select quote, quotation, claim_date from claims where id = ?", claim) == [
        ("We opened twelve schools", "mixed", "2024-01")
    ]
    assert json.loads(work.rows("select draft from candidates where id = 'k1'")[0][0]) == DRAFT


def test_what_was_emptied_is_taken_away(work: Worked) -> None:
    form = sent_form(work.site.page("/candidate/k1/decide", CHECKER))
    without = {name: "" if name.startswith("attributions.") else value for name, value in form.items()}

    work.send("/candidate/k1/decide", **{**without, "quotation": "own_voice"})

    _, decision, _, claim = candidate(work)
    assert json.loads(decision)["changed"]["attributions"] == []
    assert work.rows("select source_type from claims where id = ?", claim) == [("own_voice",)]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"statement": ""}, "statement '' is empty"),
        ({"statement": "Is it so, that it is open?"}, "is a question"),
        ({"quote": "Nobody said this."}, "does not occur in the text"),
        ({"claim_date": "soon"}, "give a year"),
        ({"attributions.0.stance": "shouts"}, "is not one of"),
        ({"start_char": "here"}, "is no whole number"),
        (
            {"attributions.0.speaker": "", "attributions.0.source_type": "unnamed_person", "attributions.0.source_text": ""},
            "source_text is missing",
        ),
    ],
)
def test_a_draft_that_is_refused_comes_back_as_it_was_mended(work: Worked, changes: dict[str, str], fault: str) -> None:
    form = sent_form(work.site.page("/candidate/k1/decide", CHECKER)) | {"claim_date": "2024"} | changes

    page = work.refused("/candidate/k1/decide", 400, **form)

    assert fault in told(page)
    assert {name: value for name, value in sent_form(page).items() if value} == {
        name: value for name, value in form.items() if value and not (name.endswith("stance") and value == "shouts")
    }
    assert candidate(work) == ("pending", None, None, None)


def test_a_draft_that_cannot_be_accepted_as_it_is_opens_its_form(work: Worked) -> None:
    page = work.refused("/candidate/k3/decide", 400, decision="accept")

    assert "4 characters" in told(page)
    assert sent_form(page)["statement"] == "Why?"


def test_a_name_like_a_recorded_one_may_be_that_one(work: Worked) -> None:
    work.send("/candidate/k1/decide", decision="accept")
    form = sent_form(work.site.page("/candidate/k2/decide", CHECKER)) | {"attributions.0.speaker": "Leyla Hassan"}

    page = work.refused("/candidate/k2/decide", 400, **form)

    assert "'Leyla Hassan' is not recorded, but layla-hassan is" in told(page)
    (use,) = re.findall(r'name="use" value="([^"]+)"', page)
    assert re.search(r'name="allow_similar" value="1"', page)

    work.send("/candidate/k2/decide", **form, use=use)

    claim = candidate(work, "k2")[3]
    assert work.rows("select entity_id, source_text from attributions where claim_id = ?", claim) == [("layla-hassan", "Leyla Hassan")]


def test_another_source_gets_room_without_a_script(work: Worked) -> None:
    form = sent_form(work.site.page("/candidate/k1/decide", CHECKER))

    page = work.refused("/candidate/k1/decide", 200, **form, more="1")

    assert 'name="attributions.1.speaker"' in page[: page.index('<template id="source-row"')]
    assert candidate(work)[0] == "pending"

    form = sent_form(page) | {"attributions.1.speaker": "Radio Dune", "attributions.1.source_type": "named_organisation"}
    work.send("/candidate/k1/decide", **form)

    claim = candidate(work)[3]
    assert work.rows("select hop, entity_id from attributions where claim_id = ? order by hop", claim) == [
        (0, "layla-hassan"),
        (1, "radio-dune"),
    ]


def test_sources_of_one_hop_stay_beside_each_other(work: Worked) -> None:
    two = [make_source(hop=0, seq=0), make_source(speaker="Ben Sample", hop=0, seq=1)]
    with opened_store(work.site.database) as store:
        store.connection.execute(
            "insert into candidates (id, document_id, extractor, draft) select 'k4', document_id, extractor, ? from candidates limit 1",
            (json.dumps({**DRAFT, "attributions": two}),),
        )
    form = sent_form(work.site.page("/candidate/k4/decide", CHECKER))
    assert form["attributions.1.alongside"] == "1"

    work.send("/candidate/k4/decide", **form)

    state, decision, _, claim = candidate(work, "k4")
    assert (state, decision) == ("accepted", None)
    assert work.rows("select hop, seq, entity_id from attributions where claim_id = ? order by seq", claim) == [
        (0, 0, "layla-hassan"),
        (0, 1, "ben-sample"),
    ]


def test_a_draft_is_rejected_with_a_reason(work: Worked) -> None:
    there = work.send("/candidate/k2/decide", decision="reject", reason="The words do not say this.")

    assert there == "/queue/candidates?after=k2&done=k2"
    state, decision, by, claim = candidate(work, "k2")
    assert (state, json.loads(decision), by, claim) == ("rejected", {"reason": "The words do not say this."}, "ann", None)
    assert work.waiting("candidates") == ["k1", "k3"]


@pytest.mark.parametrize("reason", ["", "no"])
def test_a_rejection_without_a_reason_comes_back(work: Worked, reason: str) -> None:
    page = work.refused("/candidate/k2/decide", 400, decision="reject", reason=reason)

    assert "why it is no claim" in told(page)
    assert candidate(work, "k2")[0] == "pending"


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_a_decision_about_a_draft_is_undone_at_once(work: Worked, decision: str) -> None:
    there = work.send("/candidate/k1/decide", decision=decision, reason="The words do not say this.")
    page = work.site.page(there, CHECKER)
    assert re.search(r'action="/candidate/k1/decide">\s*<button type="submit" name="decision" value="undo"', page)

    assert work.send("/candidate/k1/decide", EDITOR, decision="undo") == "/queue/candidates?at=k1"

    assert candidate(work) == ("pending", None, None, None)
    assert work.rows("select count(*) from claims where statement = ?", STATEMENT) == [(0,)]
    assert work.rows("select distinct actor from history where table_name = 'candidates' order by 1") == [("ann",), ("ed",)]
    assert work.waiting("candidates") == ["k1", "k2", "k3"]


def test_a_claim_that_was_built_on_stays_and_its_decision_too(work: Worked) -> None:
    work.send("/candidate/k1/decide", decision="accept")
    claim = candidate(work)[3]
    work.send(f"/queue/unassessed/{claim}", EDITOR, **ASSESSED)

    page = work.refused("/candidate/k1/decide", 400, decision="undo")

    assert "somebody has built on it since (assessments)" in told(page)
    assert candidate(work)[0] == "accepted"


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_whoever_decides_about_a_draft_second_is_told(work: Worked, decision: str) -> None:
    work.send("/candidate/k1/decide", EDITOR, decision="reject", reason="The words do not say this.")

    page = work.refused("/candidate/k1/decide", 409, decision=decision, reason="It is scenery.")

    assert "ed was quicker" in told(page)
    assert "The words do not say this." in told(page)
    assert 'href="/queue/candidates?after=k1"' in page


def test_a_program_decides_with_the_fields_that_differ(work: Worked) -> None:
    answer = work.site.post_json("/candidate/k1/decide", {"decision": "accept", "claim_date": "2024-01"}, CHECKER)

    assert answer.status_code == 201
    assert (answer.json()["state"], answer.json()["candidate"]) == ("edited", "k1")
    assert json.loads(candidate(work)[1]) == {"changed": {"claim_date": "2024-01"}}
    assert work.site.post_json("/candidate/k1/decide", {"decision": "undo"}, CHECKER).status_code == 200
    assert work.site.post_json("/candidate/k9/decide", {"decision": "undo"}, CHECKER).status_code == 404
    assert work.site.post_json("/candidate/k1/decide", {"decision": "maybe"}, CHECKER).status_code == 400
    assert work.site.post_json("/candidate/k1/decide", {"decision": "accept", "verdict": "true"}, CHECKER).status_code == 400


def test_a_decided_item_opens_with_its_decision(work: Worked) -> None:
    work.send("/candidate/k1/decide", decision="accept")
    work.send(link_path(work.desk.links[0]), decision="confirm")

    for path in ("/queue/candidates?at=k1", "/candidate/k1/decide"):
        page = told(work.site.page(path, CHECKER))
        assert "Accepted by ann" in page
        assert "Undo: let it wait again" in page
    assert "Confirmed by ann" in told(work.site.page(f"/queue/links?{urlencode({'at': work.desk.links[0]})}", CHECKER))


def test_a_draft_that_is_not_recorded_is_not_found(work: Worked) -> None:
    assert work.site.get("/candidate/k9/decide", CHECKER).status_code == 404


def drafted_in_the_middle(work: Worked, text: str, quote: str) -> str:
    """Record a document with a draft whose quote stands in its text, and return its id."""
    with opened_store(work.site.database) as store:
        document, _ = add_document(store, typed_document(text=text, url="https://gazette.example/long"), by="ann", allow_similar=True)
        draft = json.dumps({"statement": STATEMENT, "quote": quote})
        start = text.index(quote)
        row = ("k9", document.id, "rules 1", draft, start, start + len(quote))
        store.connection.execute(
            "insert into candidates (id, document_id, extractor, draft, start_char, end_char) values (?, ?, ?, ?, ?, ?)", row
        )
    return document.id


@pytest.mark.parametrize(
    ("filling", "shown"),
    [("harbourmaster ", "… harbourmaster harbourmaster "), ("橋は閉鎖された", "… ")],
    ids=["words", "writing without spaces"],
)
def test_a_passage_begins_and_ends_with_a_whole_word(work: Worked, filling: str, shown: str) -> None:
    text = f"{filling * 100}The ferry stays in port. {filling * 100}"
    drafted_in_the_middle(work, text, "The ferry stays in port.")

    passage = told(work.site.page("/queue/candidates?at=k9", CHECKER)).split("The words of the document ")[1]

    assert passage.startswith(shown)
    assert set(passage.split(" … what is claimed")[0].removeprefix("… ").split()) <= set(text.split()) or " " not in filling


def test_a_document_leads_to_what_was_drafted_from_it(work: Worked) -> None:
    document = drafted_in_the_middle(work, "The ferry stays in port. It is not safe.", "The ferry stays in port.")

    assert 'href="/queue/candidates?at=k9">1 drafted claim of this document' in work.site.page(f"/document/{document}", CHECKER)
    assert "drafted claim" not in work.site.page(f"/document/{document}")
    assert "k9" not in work.site.page(f"/document/{document}")
