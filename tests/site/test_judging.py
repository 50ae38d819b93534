"""Forms in which people judge a claim: by the rules of the scripts, and whoever comes second hears of whoever came first."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from desk import RATIONALE, at, checked_claim, form_on, new_claim, words_on
from store.by_hand import contents, one
from store.typed import TEXT, document_fields, typed_document
from visitors import CHECKER, EDITOR, Site, opened

from claims.store.check import check_store
from claims.store.schema import open_store
from claims.vocabularies import REASONS_BY_STATUS, Reason, Relation, ReviewState, Verdict, Verifiability
from claims.workflow.adding import add_document
from claims.workflow.judging import assess_claim, review_claim
from claims.workflow.linking import link_claims

SUMMARY = "The minutes list nine votes for and four against."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on an empty database; tests add claims of their own, and in the end it must be sound."""
    database = tmp_path_factory.mktemp("judging") / "claims.db"
    open_store(database, create=True).close()
    with opened(database) as site:
        yield site
        with at(site) as store:
            assert list(check_store(store)) == []


def both(site: Site, path: str, *sent: dict[str, Any]) -> list[int]:
    """Send two forms at the same time, as two people do, and return their statuses in order."""

    async def send() -> list[int]:
        answers = await asyncio.gather(*(site.datasette.client.post(path, actor=EDITOR, data=fields) for fields in sent))
        return sorted(answer.status_code for answer in answers)

    return site.run(send())


# Can it be checked?


@pytest.mark.parametrize("status", Verifiability)
def test_the_reason_decides_the_status(site: Site, status: Verifiability) -> None:
    claim = new_claim(site)
    reason = REASONS_BY_STATUS[status][0]
    page = site.page(f"/claim/{claim}/assess", CHECKER)
    filled = form_on(page, "rationale") | {"reason": reason.value, "rationale": RATIONALE}
    filled |= {"check_after": "2999-01-01"} if status is Verifiability.NOT_YET else {}

    answer = site.post(f"/claim/{claim}/assess", filled, CHECKER)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{claim}")
    assert site.execute("select verifiability from claims where id = ?", [claim]) == [(status.value,)]


def test_the_form_shows_the_claim_and_every_reason_with_its_definition(site: Site) -> None:
    claim = new_claim(site, document=document_fields(url="https://gazette.example/shown", text=TEXT), quote="The bridge was shut in May.")

    page = site.page(f"/claim/{claim}/assess", CHECKER)

    words = words_on(page)
    assert "<title>Can it be checked?: The ferry made" in page
    assert "The ferry made" in words
    assert "The bridge was shut in May." in words
    assert "Gazette , in its own voice" in words
    assert "Bridge closed" in words
    for reason in Reason:
        assert f"{reason.label}: {reason.definition}" in words


def test_earlier_assessments_stand_beside_the_form_newest_first(site: Site) -> None:
    claim = new_claim(site)
    with at(site) as store:
        assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view that others do not share.", by="carla")
        assess_claim(store, claim, reason=Reason.VAGUE_QUANTITY, rationale="Many is no number.", by="dora")

    words = words_on(site.page(f"/claim/{claim}/assess", CHECKER))

    assert words.index("Many is no number.") < words.index("It is a view that others do not share.")
    assert "None yet." not in words


def test_an_assessment_of_a_repeat_is_one_of_the_claim(site: Site) -> None:
    claim, repeat = new_claim(site), new_claim(site)
    with at(site) as store:
        link_claims(store, claim, repeat, relation=Relation.SAME_AS, by="carla")
        assess_claim(store, repeat, reason=Reason.OPINION, rationale="It is a view that others do not share.", by="dora")

    page = site.page(f"/claim/{claim}/assess", CHECKER)

    assert "It is a view that others do not share." in page
    assert f'<a href="/claim/{repeat}">the same claim elsewhere</a>' in page
    assert form_on(page, "seen")["seen"] != "0"


def test_whoever_assesses_second_is_told_shown_the_newer_one_and_can_send_again(site: Site) -> None:
    claim = new_claim(site)
    path = f"/claim/{claim}/assess"
    typed = form_on(site.page(path, CHECKER), "rationale") | {"reason": "public_data", "rationale": "The gauges are read every hour."}
    with at(site) as store:
        assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view that others do not share.", by="dora")

    refused = site.post(path, typed, CHECKER)

    assert refused.status_code == 409
    words = words_on(refused.text)
    assert "Nothing was saved: dora was quicker" in words
    assert "It is a view that others do not share." in words
    again = form_on(refused.text, "rationale")
    assert {**again, "seen": ""} == {**typed, "seen": ""}
    assert again["seen"] != typed["seen"] == "0"
    assert site.post(path, again, CHECKER).status_code == 303
    assert site.execute("select assessor from assessments where claim_id = ? order by id", [claim]) == [("dora",), ("ann",)]


def test_a_fault_does_not_make_one_forget_what_one_had_seen(site: Site) -> None:
    """The form that comes back with a fault was opened before a colleague assessed: that must still be told."""
    claim = new_claim(site)
    path = f"/claim/{claim}/assess"
    typed = form_on(site.page(path, CHECKER), "rationale") | {"reason": "public_data", "rationale": "short"}
    with at(site) as store:
        assess_claim(store, claim, reason=Reason.OPINION, rationale="It is a view that others do not share.", by="dora")
    first = site.post(path, {**typed, "reason": ""}, CHECKER)

    mended = form_on(first.text, "rationale") | {"reason": "public_data", "rationale": "The gauges are read every hour."}

    assert first.status_code == 400
    assert site.post(path, mended, CHECKER).status_code == 409


def test_of_two_who_assess_at_the_same_time_one_is_told(site: Site) -> None:
    claim = new_claim(site)
    sent = [{"reason": "opinion", "rationale": f"Number {number} thinks that it is a view.", "seen": "0"} for number in (1, 2)]

    assert both(site, f"/claim/{claim}/assess", *sent) == [303, 409]
    assert site.execute("select count(*) from assessments where claim_id = ?", [claim]) == [(1,)]


def test_a_program_may_say_what_it_has_seen_or_leave_it_out(site: Site) -> None:
    claim = new_claim(site)
    sent = {"reason": "opinion", "rationale": "It is a view that others do not share."}

    first = site.post_json(f"/claim/{claim}/assess", {**sent, "seen": 0}, CHECKER)
    late = site.post_json(f"/claim/{claim}/assess", {**sent, "seen": 0}, EDITOR)
    careless = site.post_json(f"/claim/{claim}/assess", sent, EDITOR)

    assert (first.status_code, late.status_code, careless.status_code) == (201, 409, 201)
    assert late.json()["by"] == "ann"
    assert late.json()["seen"] == first.json()["seen"]
    assert late.json()["recorded"]["reason"] == "opinion"
    assert site.json(f"/claim/{claim}/assess.json", CHECKER)["newest"] == [{"seen": careless.json()["seen"]}]


# Evidence.


def test_a_recorded_document_is_found_chosen_and_added(site: Site) -> None:
    claim = new_claim(site)
    with at(site) as store:
        document, _ = add_document(store, typed_document(title="Harbour register 2026", url="https://register.example/9"), by="carla")
    for words in ("harbour REGISTER", document.id, "https://register.example/9"):
        found = site.page(f"/claim/{claim}/evidence?q={words}", CHECKER)
        assert f"/claim/{claim}/evidence?document={document.id}" in found

    page = site.page(f"/claim/{claim}/evidence?document={document.id}", CHECKER)
    filled = form_on(page, "note") | {"stance": "refutes", "note": "Page 4 lists none.", "is_primary": "1"}
    answer = site.post(f"/claim/{claim}/evidence?document={document.id}", filled, CHECKER)

    assert "Harbour register 2026" in page
    assert answer.status_code == 303
    assert site.execute("select document_id, stance, is_primary, note, added_by from evidence where claim_id = ?", [claim]) == [
        (document.id, "refutes", 1, "Page 4 lists none.", "ann")
    ]
    assert "Page 4 lists none." in site.page(f"/claim/{claim}/evidence", CHECKER)


def test_a_document_is_found_by_the_words_of_a_claim_in_it(site: Site) -> None:
    claim = new_claim(site)
    new_claim(site, "Zanderfish was landed at quay seven.", document=document_fields(url="https://gazette.example/zander", title="Fish"))

    assert ">Fish</bdi></a>" in site.page(f"/claim/{claim}/evidence?q=zanderfish+quay", CHECKER)
    assert "No document holds all of" in site.page(f"/claim/{claim}/evidence?q=zanderfish+nowhere", CHECKER)


@pytest.mark.parametrize("words", ['"', "*", "a OR", "NEAR(", "…", "'; drop table claims; --", "x" * 5_000, "-", "title:x"])
def test_no_sign_in_a_search_has_a_meaning_of_its_own(site: Site, words: str) -> None:
    claim = new_claim(site)

    for form in ("evidence", "link"):
        answer = site.run(site.datasette.client.get(f"/claim/{claim}/{form}", actor=CHECKER, params={"q": words}))
        assert answer.status_code == 200


def test_a_new_document_is_described_and_added_in_one_go(site: Site) -> None:
    claim = new_claim(site)
    described = {"document.title": "Minutes of 6 May", "document.outlet": "Town Council of Ossel", "document.kind": "record"}
    described |= {"document.text": "Item 3.\r\nThe ferry was laid up.", "document.published_at": "2026-05-06"}
    filled = form_on(site.page(f"/claim/{claim}/evidence?new=yes", CHECKER), "note") | described
    filled |= {"stance": "supports", "note": "Item 3.", "quote": "The ferry was laid up."}

    answer = site.post(f"/claim/{claim}/evidence?new=yes", filled, CHECKER)

    assert answer.status_code == 303
    assert site.execute(
        "select d.title, d.kind, t.text from evidence e join documents d on d.id = e.document_id"
        " join document_texts t on t.document_id = d.id where e.claim_id = ?",
        [claim],
    ) == [("Minutes of 6 May", "record", "Item 3.\nThe ferry was laid up.")]


def test_evidence_that_is_refused_leaves_no_document_and_loses_nothing(site: Site) -> None:
    claim = new_claim(site)
    with at(site) as store:
        before = contents(store.connection)
    typed = {"document.title": "Log", "document.outlet": "Harbour master", "document.text": "Laid up.", "stance": "context"}
    typed |= {"note": "The log.", "quote": "never written", "allow_similar": "1"}

    answer = site.post(f"/claim/{claim}/evidence?new=yes", typed, CHECKER)

    assert answer.status_code == 400
    assert form_on(answer.text, "note").items() >= typed.items()
    assert 'id="fault-quote"' in answer.text
    with at(site) as store:
        assert contents(store.connection) == before


@pytest.mark.parametrize(
    ("document", "field", "message"),
    [
        ({}, "document_id", "document_id is missing; give the id of a recorded document, or describe a new one"),
        (
            {"document_id": "d1", "document": document_fields()},
            "document_id",
            "document_id and a new document are both given; give one of them",
        ),
        ({"document_id": "dnone"}, "document_id", "No document 'dnone' is recorded."),
        ({"document": {"outlet": "Gazette"}}, "document.title", "is missing; give it"),
    ],
)
def test_evidence_names_one_document(site: Site, document: dict[str, Any], field: str, message: str) -> None:
    answer = site.post_json(f"/claim/{new_claim(site)}/evidence", {**document, "stance": "context", "note": "See there."}, CHECKER)

    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"field": field, "value": "", "message": message}]


def test_a_program_is_told_the_ids_and_whether_evidence_is_new(site: Site) -> None:
    claim = new_claim(site)
    sent = {"document": document_fields(url="https://gazette.example/api"), "stance": "supports", "note": "It says so."}

    first, again = (site.post_json(f"/claim/{claim}/evidence", sent, CHECKER) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json().items() >= {"ok": True, "claim": claim, "added": True, "stance": "supports"}.items()
    assert again.json()["added"] is False
    assert again.json()["document_id"] == first.json()["document_id"]


# Is it true?


def test_a_verdict_is_published_and_retracted(site: Site) -> None:
    claim = checked_claim(site)
    path = f"/claim/{claim}/review"
    filled = form_on(site.page(path, EDITOR), "summary") | {"verdict": "mostly_true", "summary": SUMMARY, "publisher": "Our Desk"}
    filled |= {"state": "published", "url": "https://desk.example/1"}

    published = site.post(path, filled, EDITOR)

    assert published.status_code == 303
    assert site.execute("select verdict from claims where id = ?", [claim]) == [("mostly_true",)]

    ((number,),) = site.execute("select id from reviews where claim_id = ?", [claim])
    page = site.page(f"{path}?retract={number}", EDITOR)
    withdrawing = form_on(page, "summary")
    assert withdrawing.items() >= {"verdict": "mostly_true", "publisher": "our-desk", "state": "retracted"}.items()
    assert "You withdraw this one" in page
    retracted = site.post(path, {**withdrawing, "summary": "We had misread the minutes: it was eight votes."}, EDITOR)

    assert retracted.status_code == 303
    assert site.execute("select verdict from claims where id = ?", [claim]) == [(None,)]
    assert site.execute("select state, reviewer from reviews where claim_id = ? order by id", [claim]) == [
        ("published", "ed"),
        ("retracted", "ed"),
    ]


def test_a_draft_is_published_as_it_is(site: Site) -> None:
    claim = checked_claim(site)
    path = f"/claim/{claim}/review"
    draft = {"verdict": "mixed", "summary": SUMMARY, "publisher": "Our Desk", "state": "draft", "allow_similar": "1"}
    site.post(path, draft, EDITOR)
    ((number,),) = site.execute("select id from reviews where claim_id = ?", [claim])

    assert f"{path}?publish={number}" in site.page(path, EDITOR)
    filled = form_on(site.page(f"{path}?publish={number}", EDITOR), "summary")
    answer = site.post(path, {**filled, "url": "https://desk.example/2"}, EDITOR)

    assert (filled["state"], filled["verdict"], filled["summary"]) == ("published", "mixed", SUMMARY)
    assert answer.status_code == 303
    assert site.execute("select verdict from claims where id = ?", [claim]) == [("mixed",)]


def test_only_a_standing_verdict_is_retracted(site: Site) -> None:
    claim = checked_claim(site)
    path = f"/claim/{claim}/review"
    sent = {"verdict": "true", "summary": SUMMARY, "publisher": "Our Desk", "url": "https://desk.example/3", "allow_similar": "1"}
    for state in ("published", "retracted"):
        site.post(path, sent | {"state": state}, EDITOR)

    assert "?retract=" not in site.page(path, EDITOR)


def test_the_form_says_beforehand_what_the_gate_lacks(site: Site) -> None:
    claim = new_claim(site)
    path = f"/claim/{claim}/review"

    lacking = site.page(path, EDITOR)
    assert "A verdict of your own is not possible yet" in lacking
    assert f"/claim/{claim}/evidence?next=/claim/{claim}/review" in lacking
    assert f"/claim/{claim}/assess?next=/claim/{claim}/review" in lacking
    assert "is not possible yet" not in site.page(f"/claim/{checked_claim(site)}/review", EDITOR)


def test_past_the_gate_nothing_is_written_and_the_sentence_stands_beside_the_verdict(site: Site) -> None:
    claim = new_claim(site)
    sent = {"verdict": "false", "summary": SUMMARY, "publisher": "Another Desk of Ours"}

    answer = site.post_json(f"/claim/{claim}/review", sent, EDITOR)

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "field": "verdict",
            "value": "",
            "message": "Refused: a verdict needs at least one evidence row: add the evidence first. Nothing was written.",
        }
    ]
    assert site.execute("select count(*) from entities where name = 'Another Desk of Ours'") == [(0,)]


def test_somebody_elses_verdict_needs_no_gate(site: Site) -> None:
    sent = {"verdict": "false", "summary": SUMMARY, "publisher": "Facts Elsewhere", "original_rating": "Four Pinocchios", "state": "draft"}

    answer = site.post_json(f"/claim/{new_claim(site)}/review", sent, EDITOR)

    assert answer.status_code == 201
    assert answer.json()["original_rating"] == "Four Pinocchios"


def test_a_published_review_needs_its_address(site: Site) -> None:
    sent = {"verdict": "true", "summary": SUMMARY, "publisher": "Our Desk", "state": "published"}

    answer = site.post(f"/claim/{checked_claim(site)}/review", sent, EDITOR)

    assert answer.status_code == 400
    assert 'id="fault-url"' in answer.text
    assert form_on(answer.text, "summary").items() >= sent.items()


def test_whoever_reviews_second_is_told_and_can_send_again(site: Site) -> None:
    claim = checked_claim(site)
    path = f"/claim/{claim}/review"
    typed = form_on(site.page(path, EDITOR), "summary") | {"verdict": "true", "summary": SUMMARY, "publisher": "Our Desk"}
    with at(site) as store:
        review_claim(
            store,
            claim,
            verdict=Verdict.FALSE,
            summary="The minutes list nine votes against it.",
            publisher="Our Desk",
            state=ReviewState.DRAFT,
            by="dora",
            allow_similar=True,
        )

    refused = site.post(path, typed, EDITOR)

    assert refused.status_code == 409
    assert "The minutes list nine votes against it." in refused.text
    assert "dora was quicker" in words_on(refused.text)
    again = form_on(refused.text, "summary")
    assert again["summary"] == SUMMARY
    assert site.post(path, again, EDITOR).status_code == 303


def test_of_two_who_review_at_the_same_time_one_is_told(site: Site) -> None:
    claim = checked_claim(site)
    sent = [{"verdict": "true", "summary": f"{SUMMARY} {who}.", "publisher": "Our Desk", "allow_similar": "1", "seen": "0"} for who in "ab"]

    assert both(site, f"/claim/{claim}/review", *sent) == [303, 409]
    with at(site) as store:
        assert one(store.connection, "select count(*) from reviews where claim_id = ?", claim) == 1


def test_the_desk_that_one_named_last_is_filled_in(site: Site) -> None:
    claim = checked_claim(site)
    site.post_json(
        f"/claim/{claim}/review", {"verdict": "true", "summary": SUMMARY, "publisher": "Desk of Ed", "allow_similar": True}, EDITOR
    )

    assert "Desk of Ed" in site.page(f"/claim/{checked_claim(site)}/review", EDITOR)
