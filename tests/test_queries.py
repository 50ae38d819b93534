"""The query pages: each answers its question, on a database with rows and on one without."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from claims.errors import SiteUnusable
from claims.models import Assessment
from claims.settings import house_folder
from claims.site import QueryPage, make_site, query_pages
from claims.store.connection import Store
from claims.store.schema import open_store
from claims.store.write import save_assessment
from claims.vocabularies import EvidenceStance, Judgement, Relation, ReviewState, Verdict
from claims.workflow.adding import add_claim, add_document, claim_entry, document_entry
from claims.workflow.judging import add_evidence, review_claim
from claims.workflow.linking import link_claims

PAGES = query_pages(house_folder())
NAMES = [page.name for page in PAGES]

HERALD = "The Harrow bridge is shut. It opens in April. It has eleven cracks. The cameras failed. Steel was swapped. It is ugly."
COURIER = "The bridge has eleven cracks. The bridge has no cracks. The closure costs millions. The guard slept."
HERALD_DOCUMENT = {"title": "Bridge shut", "outlet": "Northern Herald", "url": "https://herald.example/bridge", "text": HERALD}
COURIER_DOCUMENT = {"title": "Cracks or none", "outlet": "City Courier", "url": "https://courier.example/cracks", "text": COURIER}

ORSK = {"speaker": "Lena Orsk", "role_text": "minister"}
VELL = {"speaker": "Tomas Vell", "stance": "affirms"}
EXPERTS = {"source_type": "unnamed_group", "source_text": "Experts"}
OFFICIAL = {"source_type": "anonymous", "source_text": "An official", "anonymity_reason": "feared for the job"}
GUARD = {"source_type": "anonymous", "source_text": "A guard"}
WORKS = {"speaker": "Harrow Works", "source_type": "named_organisation", "stance": "denies", "cue": "denied"}

CLAIMS: dict[str, tuple[dict[str, Any], str, list[dict[str, Any]]]] = {
    "shut": (HERALD_DOCUMENT, "The Harrow bridge is shut.", []),
    "opens": (HERALD_DOCUMENT, "It opens in April.", [ORSK]),
    "eleven": (HERALD_DOCUMENT, "It has eleven cracks.", [ORSK]),
    "cameras": (HERALD_DOCUMENT, "The cameras failed.", [OFFICIAL]),
    "steel": (HERALD_DOCUMENT, "Steel was swapped.", [WORKS]),
    "ugly": (HERALD_DOCUMENT, "It is ugly.", [EXPERTS]),
    "eleven again": (COURIER_DOCUMENT, "The bridge has eleven cracks.", [ORSK]),
    "none": (COURIER_DOCUMENT, "The bridge has no cracks.", [VELL]),
    "millions": (COURIER_DOCUMENT, "The closure costs millions.", [{"source_type": "unstated"}]),
    "guard": (COURIER_DOCUMENT, "The guard slept.", [GUARD]),
}
"""Document, quote and sources of each claim. Its statement is its name with a few words more."""


def statement(name: str) -> str:
    return f"Claimed of the bridge: {name}."


def fill(store: Store) -> None:
    """Record the claims above, and what people found out about them."""
    for name, (document, quote, sources) in CLAIMS.items():
        fields: dict[str, object] = {"document": document, "statement": statement(name), "quote": quote, "attributions": sources}
        add_claim(store, claim_entry(fields), by="sam", allow_similar=True)
    assess(store, "opens", "not_yet", "2026-01-01", check_after="2026-02-01")
    assess(store, "none", "not_yet", "2026-01-01", check_after="2026-02-01")
    assess(store, "none", "verifiable", "2026-01-02")
    assess(store, "steel", "not_yet", "2026-01-01", check_after="2999-01-01")
    assess(store, "eleven", "verifiable", "2026-01-01")
    link(store, "eleven", "none", Relation.CONTRADICTS, Judgement.CONFIRMED)
    link(store, "cameras", "guard", Relation.CONTRADICTS, Judgement.SUGGESTED)
    link(store, "ugly", "steel", Relation.CONTRADICTS, Judgement.REJECTED)
    link(store, "eleven", "eleven again", Relation.SAME_AS, Judgement.CONFIRMED)
    report = document_entry({"title": "Inspection", "outlet": "City of Harrow", "url": "https://harrow.example/report"})
    add_evidence(store, claim(store, "eleven"), report, stance=EvidenceStance.SUPPORTS, note="Table 3 lists eleven.", by="kim")
    review(store, "eleven", ReviewState.PUBLISHED)
    review(store, "eleven", ReviewState.DRAFT, verdict=Verdict.MIXED)
    review(store, "ugly", ReviewState.DRAFT, verdict=Verdict.UNPROVEN)
    add_document(store, document_entry({**HERALD_DOCUMENT, "text": HERALD.replace("eleven cracks", "many cracks")}), by="sam")


def claim(store: Store, name: str) -> str:
    (found,) = store.connection.execute("select id from claims where statement = ?", (statement(name),)).fetchone()
    return str(found)


def assess(store: Store, name: str, status: str, day: str, *, check_after: str | None = None) -> None:
    reason = {"not_yet": "prediction", "verifiable": "public_record"}[status]
    fields = {"status": status, "reason": reason, "check_after": check_after, "assessed_at": f"{day}T00:00:00Z"}
    told = json.dumps({**fields, "rationale": "It says so itself.", "assessor": "kim"})
    save_assessment(store, claim(store, name), Assessment.model_validate_json(told))


def link(store: Store, first: str, second: str, relation: Relation, judgement: Judgement) -> None:
    link_claims(store, claim(store, first), claim(store, second), relation=relation, judgement=judgement, by="kim")


def review(store: Store, name: str, state: ReviewState, *, verdict: Verdict = Verdict.TRUE) -> None:
    summary = "The report lists eleven cracks."
    url = "https://facts.example/cracks"
    review_claim(store, claim(store, name), verdict=verdict, summary=summary, publisher="Harrow Facts", state=state, url=url, by="kim")


class Site:
    """A site on a database of this test, and the loop in which it answers."""

    def __init__(self, datasette: Datasette, runner: asyncio.Runner) -> None:
        self.datasette = datasette
        self.run = runner.run

    def page(self, path: str) -> str:
        """Return a page for an anonymous reader."""
        answer = self.run(self.datasette.client.get(f"/claims/{path}"))
        assert answer.status_code == 200, answer.text[:500]
        return str(answer.text)

    def rows(self, name: str, **values: str) -> list[dict[str, Any]]:
        """Return what a query page answers."""
        given = "&".join(f"{key}={value}" for key, value in values.items())
        rows: list[dict[str, Any]] = json.loads(self.page(f"{name}.json?_shape=array&{given}"))
        return rows

    def claims(self, name: str, **values: str) -> list[str]:
        """Return the names of the claims that a query page lists."""
        return [row["statement"].removeprefix("Claimed of the bridge: ").removesuffix(".") for row in self.rows(name, **values)]


@contextmanager
def opened(path: Path) -> Iterator[Site]:
    with asyncio.Runner() as runner, closing(make_site(path, house_folder())) as datasette:
        runner.run(datasette.invoke_startup())
        yield Site(datasette, runner)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve ten claims."""
    path = tmp_path_factory.mktemp("queries") / "claims.db"
    store = open_store(path, create=True)
    fill(store)
    store.close()
    with opened(path) as site:
        yield site


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve no claim."""
    path = tmp_path_factory.mktemp("empty") / "claims.db"
    open_store(path, create=True).close()
    with opened(path) as site:
        yield site


@pytest.mark.parametrize("kind", ["site", "empty_site"])
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_query_page_runs_with_and_without_rows(page: QueryPage, kind: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(kind)
    shown = unescape(site.page(page.name))

    assert f"<h1>{page.title}</h1>" in shown
    assert f"<title>{page.title}</title>" in shown
    assert page.description in shown
    assert 'class="message-error"' not in shown
    assert bool(site.rows(page.name)) == (kind == "site")
    assert site.page(f"{page.name}.csv").startswith(("claim,", "judgement,", "document_id,") if kind == "site" else "")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_query_page_leads_to_the_claims_or_documents_that_it_lists(site: Site, page: QueryPage) -> None:
    row, shown = site.rows(page.name)[0], site.page(page.name)

    target = f"claim/{row['claim']}" if "claim" in row else f"document/{row['document_id']}"
    assert f'<a href="/{target}">' in shown


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_query_page_is_bounded_and_says_so(page: QueryPage) -> None:
    assert re.search(r"^ *limit 200$", page.sql, re.MULTILINE)
    assert "200" in page.description


def test_there_is_a_page_for_every_question_that_fact_checkers_ask_most() -> None:
    assert {
        "claims_by_speaker",
        "claims_by_outlet",
        "unassessed_claims",
        "claims_without_named_source",
        "due_for_recheck",
        "quotes_that_no_longer_match",
        "contradicting_pairs",
        "many_outlets_one_origin",
    } <= set(NAMES)


def test_no_query_page_hides_behind_a_table_or_view_of_its_name(site: Site) -> None:
    rows = site.run(site.datasette.get_database("claims").execute("select name from sqlite_master")).rows

    assert set(NAMES).isdisjoint(name for (name,) in rows)


def test_the_sql_of_a_page_is_shown_on_request_only(site: Site) -> None:
    assert "join claim_overview" not in site.page("recently_added")
    assert "join claim_overview" in site.page("recently_added?_show_sql=1")


@pytest.mark.parametrize("typed", ["orsk", "Lena Orsk", "lena-orsk", "LENA"])
def test_a_speaker_is_found_by_name_part_or_id(site: Site, typed: str) -> None:
    assert site.claims("claims_by_speaker", speaker=typed) == ["eleven again", "eleven", "opens"]


def test_without_a_name_the_claims_of_all_named_speakers_are_shown(site: Site) -> None:
    named = ["none", "eleven again", "steel", "eleven", "opens", "shut"]

    assert site.claims("claims_by_speaker") == named
    assert site.claims("claims_by_speaker", speaker="nobody") == []
    assert 'name="speaker"' in site.page("claims_by_speaker")


def test_an_outlet_is_found_by_name_part_or_id(site: Site) -> None:
    courier = ["guard", "millions", "none", "eleven again"]

    assert site.claims("claims_by_outlet", outlet="courier") == courier
    assert site.claims("claims_by_outlet", outlet="city-courier") == courier
    assert len(site.claims("claims_by_outlet")) == len(CLAIMS)


def test_a_merged_name_finds_the_claims_of_both(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    store = open_store(path, create=True)
    fill(store)
    store.connection.execute("update entities set canonical_id = 'lena-orsk' where id = 'tomas-vell'")
    store.close()

    with opened(path) as site:
        assert site.claims("claims_by_speaker", speaker="vell") == ["none", "eleven again", "eleven", "opens"]


def test_claims_that_nobody_has_assessed_are_listed(site: Site) -> None:
    assert site.claims("unassessed_claims") == ["guard", "millions", "ugly", "cameras", "shut"]


def test_claims_without_a_named_source_are_listed_but_not_the_outlets_own(site: Site) -> None:
    assert site.claims("claims_without_named_source") == ["guard", "millions", "ugly", "cameras"]


def test_a_prediction_is_due_when_its_day_has_come_and_its_newest_assessment_is_still_not_yet(site: Site) -> None:
    assert site.claims("due_for_recheck") == ["opens"]


def test_a_quote_that_is_gone_from_the_newest_version_no_longer_matches(site: Site) -> None:
    (row,) = site.rows("quotes_that_no_longer_match")

    assert (row["statement"], row["quote"]) == (statement("eleven"), "It has eleven cracks.")
    assert row["fault"] == "gone from the newest version"


def test_a_quote_that_is_not_in_its_own_version_no_longer_matches(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    store = open_store(path, create=True)
    fill(store)
    store.connection.execute("drop trigger claims_quote_update")
    store.connection.execute(
        "update claims set quote = 'Steel was bought.', end_char = end_char - 1 where statement = ?", (statement("steel"),)
    )
    store.close()

    with opened(path) as site:
        assert site.rows("quotes_that_no_longer_match")[0]["fault"] == "not in its own version: elsewhere"


def test_contradicting_pairs_are_confirmed_or_suggested_but_not_rejected(site: Site) -> None:
    pairs = [(row["judgement"], {row["statement"], row["other_statement"]}) for row in site.rows("contradicting_pairs")]

    assert pairs == [
        ("confirmed", {statement("eleven"), statement("none")}),
        ("suggested", {statement("cameras"), statement("guard")}),
    ]


def test_two_outlets_that_rest_on_one_source_have_one_origin(site: Site) -> None:
    (row,) = site.rows("many_outlets_one_origin")

    assert row["statement"] in (statement("eleven"), statement("eleven again"))
    assert (row["outlets"], row["appearances"], row["named_origins"]) == (2, 2, 1)


def test_articles_are_listed_with_how_their_claims_are_sourced(site: Site) -> None:
    counts = {
        row["title"]: (row["claims"], row["named"], row["without_a_name"], row["own_voice"])
        for row in site.rows("how_documents_are_sourced")
    }

    assert counts == {"Bridge shut": (6, 3, 2, 1), "Cracks or none": (4, 2, 2, 0)}


def test_who_denies_is_listed(site: Site) -> None:
    assert [(row["statement"], row["denied_by"]) for row in site.rows("denials")] == [(statement("steel"), "Harrow Works")]


def test_published_verdicts_are_listed_with_their_evidence_and_drafts_are_not(site: Site) -> None:
    (row,) = site.rows("verdicts_and_evidence")

    assert (row["statement"], row["verdict"], row["supporting"], row["refuting"]) == (statement("eleven"), "true", 1, 0)


def test_a_retracted_verdict_is_listed_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    store = open_store(path, create=True)
    fill(store)
    store.connection.execute(
        "insert into reviews (claim_id, verdict, summary, publisher_id, state, reviewer, reviewed_at)"
        " select claim_id, verdict, summary, publisher_id, 'retracted', 'kim', strftime('%Y-%m-%dT%H:%M:%SZ', reviewed_at, '+5 seconds')"
        " from reviews where state = 'published'"
    )
    store.close()

    with opened(path) as site:
        assert site.rows("verdicts_and_evidence") == []


def test_anonymous_sources_are_listed_with_the_reason_that_was_printed(site: Site) -> None:
    reasons = [(row["source_as_printed"], row["anonymity_reason"]) for row in site.rows("anonymous_sources")]

    assert reasons == [("A guard", "no reason printed"), ("An official", "feared for the job")]


def test_keys_in_answers_are_shown_as_labels_that_lead_to_their_definitions(site: Site) -> None:
    assert '/claims/vocabularies/source_type,unnamed_group" title="' in site.page("claims_without_named_source")


def test_a_query_page_says_in_its_header_what_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    page = tmp_path / "queries" / "late.sql"

    page.write_text("-- title: Late\n-- description: What is: late.\n--   And how late.\nselect 1;\n", encoding="utf-8")
    assert query_pages(tmp_path) == [QueryPage("late", "Late", "What is: late. And how late.", "select 1")]

    for text, lacks in (
        ("-- description: x\nselect 1;\n", "title"),
        ("-- title: x\nselect 1;\n", "description"),
        ("-- title: x\n-- description: y\n", "SQL"),
    ):
        page.write_text(text, encoding="utf-8")
        with pytest.raises(SiteUnusable, match=f"'late.sql' has no {lacks}: "):
            query_pages(tmp_path)
