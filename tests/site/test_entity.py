"""The pages of speakers and outlets: exact counts, lists of a bounded length that say so, and never a score."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from visitors import EDITOR, READER, Site, opened

from claims.settings import house_folder
from claims.site import page_questions
from claims.site.pages import entity
from claims.site.pages.entity import profile_chart
from claims.site.searching.facets import as_stored, claims_left, facets_of
from claims.store.connection import Store
from claims.store.schema import open_store
from claims.vocabularies import Reason, Relation
from claims.workflow.adding import add_claims, claim_entry
from claims.workflow.judging import assess_claim
from claims.workflow.linking import link_claims, merge_entities

GAZETTE = "/outlet/invented-gazette-sample"
MAYOR = "/speaker/petra-placeholder"


def fields(number: int = 0, outlet: str = "Daily Example", speaker: str | None = "Ann Aldane", **changes: Any) -> dict[str, Any]:
    """Return a claim as it is typed, with a document of its own."""
    document = {"title": f"News {number} of {outlet}", "outlet": outlet, "url": f"https://news.example/{outlet}/{number}".replace(" ", "-")}
    document |= {"published_at": changes.pop("published_at")} if "published_at" in changes else {}
    sources: dict[str, Any] = {"attributions": [{"speaker": speaker, "cue": "said"}]} if speaker else {}
    return {"document": document, "statement": f"The dam of Ossel holds {number + 10} million cubic metres.", **sources, **changes}


def add(store: Store, *claims: dict[str, Any]) -> list[str]:
    return [added.claim_id for added in add_claims(store, [claim_entry(one) for one in claims], by="sam", allow_similar=True)]


@contextmanager
def site_of(tmp_path: Path, fill: Callable[[Store], Any]) -> Iterator[tuple[Site, Any]]:
    """Open a site on what `fill` puts into an empty database."""
    store = open_store(tmp_path / "own.db", create=True)
    made = fill(store)
    store.close()
    with opened(tmp_path / "own.db") as site:
        yield site, made


def counts_on(page: str, facet: str) -> dict[str, int]:
    """Return the counts of one facet as a page shows them."""
    listed = page.split(f'id="facet-{facet}"')[1].split("</ul>", maxsplit=1)[0]
    found = re.findall(r"<a [^>]*>([^<]*)</a> <span class=\"count\">([\d,]+)</span>", listed)
    return {label: int(number.replace(",", "")) for label, number in found}


def statements(page: str) -> list[str]:
    cards = page.split('<h2 id="claims">')[1].split("<h2", maxsplit=1)[0]
    return re.findall(r'<h3 class="statement"><a [^>]*><bdi dir="auto">([^<]*)</bdi>', cards)


@pytest.mark.parametrize(("path", "column"), [(MAYOR, "speaker_id"), (GAZETTE, "outlet_id"), ("/speaker/al-fassel", "speaker_id")])
def test_counts_are_those_of_the_claims(sample: Site, path: str, column: str) -> None:
    page = sample.page(path)
    name = path.rsplit("/", 1)[1]
    for facet, vocabulary in (("verifiability", "verifiability_statuses"), ("verdict", "verdicts")):
        rows = sample.execute(
            f"select coalesce(t.label, 'No verdict'), count(*) from claims c left join {vocabulary} t on t.id = c.{facet}"
            f" where c.{column} = ? group by 1",
            [name],
        )
        assert counts_on(page, facet) == dict(rows)


def test_there_is_no_share_of_what_is_true(sample: Site) -> None:
    speaker = sample.page(MAYOR)
    standing = sample.page(GAZETTE).split('<h2 id="counts">')[1].split("<h2")[0]

    assert not re.search(r"\d ?%", speaker.split("<main")[1].split("as-data")[0])
    assert not re.search(r"\d ?%", standing)
    assert "never a score" in speaker
    assert 'href="/method#no-score"' in speaker


def test_a_choice_narrows_the_list_and_the_other_counts(sample: Site) -> None:
    page = sample.page(f"{GAZETTE}?verifiability=not_yet")

    assert len(statements(page)) == counts_on(sample.page(GAZETTE), "verifiability")["Not yet"] == 5
    assert "5 claims of 26" in page
    assert sum(counts_on(page, "verdict").values()) == 5
    assert counts_on(page, "verifiability") == counts_on(sample.page(GAZETTE), "verifiability")
    assert f'<a href="{GAZETTE}#claims" title' in page, "the choice can be taken back"
    assert f'{GAZETTE}?verifiability=not_yet&amp;verdict=none#claims"' in page


def test_claims_without_a_verdict_are_a_choice_of_their_own(sample: Site) -> None:
    page = sample.page(f"{GAZETTE}?verdict=none")

    assert len(statements(page)) == counts_on(page, "verdict")["No verdict"] == 25


def test_choices_that_nothing_fits_say_so_and_lead_back(sample: Site) -> None:
    page = sample.page(f"{MAYOR}?verifiability=too_vague")

    assert "No claim fits all of these choices" in page
    assert f'<a href="{MAYOR}">Show all 3</a>' in page


def test_every_count_leads_to_as_many_claims(sample: Site) -> None:
    for facet in ("verifiability", "verdict", "source_type"):
        listed = sample.page(GAZETTE).split(f'id="facet-{facet}"')[1].split("</ul>")[0]
        for address, number in re.findall(r'<a href="([^"]*)"[^>]*>[^<]*</a> <span class="count">(\d+)</span>', listed):
            assert len(statements(sample.page(address.replace("&amp;", "&")))) == int(number), address


def test_claims_come_thirty_a_page_each_once_newest_first(tmp_path: Path) -> None:
    with site_of(tmp_path, lambda store: add(store, *(fields(number) for number in range(65)))) as (site, ids):
        path, found, pages = "/speaker/ann-aldane", [], 0
        while path:
            rows = site.json(path.replace("ann-aldane", "ann-aldane.json"))["claims"]
            found += [row["id"] for row in rows]
            page = site.page(path)
            older = re.search(r'<a rel="next" href="([^"]*)">Older', page)
            path, pages = older[1] if older else "", pages + 1

    assert found == ids[::-1]
    assert pages == 3
    assert "← Newest" in page


@pytest.mark.parametrize("page", ["speaker", "outlet"])
def test_claims_are_found_in_the_index_whatever_the_choices(sample: Site, page: str) -> None:
    sql = page_questions(house_folder(), page)["claims"]
    names = dict.fromkeys(re.findall(r":([a-z_]+)", sql))
    plan = [row[3] for row in sample.execute(f"explain query plan {sql}", {**names, "before": 9, "most": 9})]

    assert [step for step in plan if f"n USING COVERING INDEX claims_{page}_status_idx ({page}_id=? AND" in step and "rowid<?" in step]
    assert not [step for step in plan if step.startswith(("SCAN n ", "SCAN c ", "SCAN claims"))]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "1 or 1"])
def test_a_place_that_is_none_begins_at_the_newest(sample: Site, before: str) -> None:
    assert len(statements(sample.page(f"{MAYOR}?before={before}"))) == 3


def test_a_merged_name_leads_to_the_one_it_goes_by(tmp_path: Path) -> None:
    def fill(store: Store) -> None:
        add(store, fields(1), fields(2, speaker="Anne Aldane"), fields(3, outlet="Dayly Example"))
        merge_entities(store, "anne-aldane", "ann-aldane", by="sam")
        merge_entities(store, "dayly-example", "daily-example", by="sam")

    with site_of(tmp_path, fill) as (site, _):
        answer = site.get("/speaker/anne-aldane.json")
        speaker, outlet = site.page("/speaker/ann-aldane"), site.page("/outlet/daily-example")
        moved = site.get("/outlet/dayly-example")

    assert (answer.status_code, answer.headers["location"]) == (302, "/speaker/ann-aldane.json")
    assert moved.headers["location"] == "/outlet/daily-example"
    assert "<code>anne-aldane</code>" in speaker
    assert len(statements(speaker)) == len(statements(outlet)) == 3
    assert "News 3 of Dayly Example" in outlet.split('<h2 id="documents">')[1]


@pytest.mark.parametrize("path", ["/speaker/nobody", "/outlet/nobody", "/outlet/nobody.json"])
def test_somebody_who_is_not_recorded_is_said_not_to_be(sample: Site, path: str) -> None:
    answer = sample.get(path)

    assert answer.status_code == 404
    assert "Nobody is recorded as" in answer.text


def test_whoever_publishes_nothing_is_no_outlet(sample: Site) -> None:
    assert sample.get("/outlet/petra-placeholder").headers["location"] == MAYOR
    assert "publishes documents" in sample.page("/outlet/council-of-lower-sampleton-invented")


def test_an_outlet_and_its_own_voice_lead_to_each_other(sample: Site) -> None:
    assert "7 claims that it asserts itself</a>" in sample.page(GAZETTE)
    assert f'href="{GAZETTE}">What it prints, as an outlet' in sample.page("/speaker/invented-gazette-sample")


def test_a_speaker_s_page_shows_roles_over_time_and_as_printed(sample: Site) -> None:
    page = sample.page(MAYOR)

    assert re.search(r"Mayor</bdi>, <a href=\"/speaker/council-of-lower[^>]*>.*?</td><td>1 May 2022</td><td>[^<]</td>", page)
    assert '“<bdi dir="auto">Mayor</bdi>” <span class="soft">3 times, 12 Oct 2026' in page


def test_a_speaker_s_page_shows_who_quotes_them(sample: Site) -> None:
    quoting = sample.page(MAYOR).split('<h2 id="outlets">')[1].split("</section>")[0]

    assert re.findall(r'href="(/outlet/[^"]*)".*?<span class="count">([^<]*)<', quoting) == [
        (GAZETTE, "2 claims"), ("/outlet/invented-courier-sample", "1 claim"),
    ]  # fmt: skip
    assert '<h2 id="outlets">' not in sample.page("/speaker/al-fassel"), "nobody quotes its own voice"


def test_a_speaker_s_page_shows_what_they_pass_on(sample: Site) -> None:
    passed = sample.page("/speaker/council-of-lower-sampleton-invented").split('<h2 id="passed">')[1].split("</section>")[0]

    assert "The Mockwater Bridge was shut for 11 days in August 2026." in passed
    assert "Petra Placeholder" in passed


def test_what_is_said_of_an_entity_is_shown(tmp_path: Path) -> None:
    def fill(store: Store) -> None:
        add(store, fields())
        store.connection.execute(
            "update entities set aliases = '[\"A. Aldane\"]', wikidata_id = 'Q42', domain = 'aldane.example', country = 'SE',"
            " note = 'Invented.' where id = 'ann-aldane'"
        )

    with site_of(tmp_path, fill) as (site, _):
        page = site.page("/speaker/ann-aldane")

    assert 'href="https://www.wikidata.org/wiki/Q42"' in page
    assert 'href="https://aldane.example"' in page
    assert all(words in page for words in ("A. Aldane", "Invented.", "<dd>SE</dd>"))


def test_the_sourcing_profile_counts_every_month(tmp_path: Path) -> None:
    sources: dict[str, Any] = {"attributions": [{"source_type": "unnamed_group", "source_text": "Experts"}]}
    claims = [
        fields(1, published_at="2024-01-05"),
        fields(2, published_at="2024-03-05", speaker=None, **sources),
        fields(3, published_at="2024-03-06T10:00:00Z", speaker=None),
        fields(4, published_at="2024"),
        fields(5),
        fields(6, published_at="2021-01-05"),
    ]
    with site_of(tmp_path, lambda store: add(store, *claims)) as (site, _):
        page, found = site.page("/outlet/daily-example"), site.json("/outlet/daily-example.json")
    table = unescape(page).split("<caption")[1].split("</table>")[0]

    assert [(row["month"], row["source_type"], row["claims"]) for row in found["profile"]] == [
        ("2024-01", "named_person", 1), ("2024-03", "own_voice", 1), ("2024-03", "unnamed_group", 1),
    ]  # fmt: skip
    assert re.findall(r'<th scope="row">([^<]*)</th>', table) == ["Jan 2024", "Feb 2024", "Mar 2024"]
    assert re.findall(r'<th scope="col">([^<]*)</th>', table)[1:-1] == ["Named source", "Source without a name", "Outlet's own voice"]
    assert "The chart holds 3 of 6 claims" in page


def test_a_profile_of_nothing_is_no_chart() -> None:
    assert profile_chart([]).bars == ()


def test_an_outlet_without_claims_looks_right(tmp_path: Path) -> None:
    def fill(store: Store) -> None:
        add(store, fields())
        store.connection.execute("insert into entities (id, kind, name) values ('quiet', 'outlet', 'Quiet Example')")
        store.connection.execute("insert into entities (id, kind, name) values ('posts', 'platform', 'Posts Example')")

    with site_of(tmp_path, fill) as (site, _):
        outlet, platform = site.page("/outlet/quiet"), site.page("/speaker/posts")

    assert "Nothing is recorded from what it prints yet" in outlet
    assert "<svg" not in outlet.split("<main")[1]
    assert "A platform is where others post" in platform


def test_documents_are_listed_newest_first_and_no_longer_than_that(tmp_path: Path) -> None:
    with site_of(tmp_path, lambda store: add(store, *(fields(number) for number in range(entity.SHORT + 2)))) as (site, _):
        listed = site.page("/outlet/daily-example").split('<h2 id="documents">')[1]

    titles = re.findall(r'<bdi dir="auto">News (\d+) of', listed)
    assert titles == [str(number) for number in range(entity.SHORT + 1, 1, -1)]
    assert f"The {entity.SHORT} recorded last" in listed


def test_a_page_names_its_feed_and_its_address(sample: Site) -> None:
    page = sample.page(f"{MAYOR}?verdict=none")

    feed = '<link rel="alternate" type="application/atom+xml" title="Newest claims by Petra Placeholder"'
    assert f'{feed} href="{MAYOR}.atom">' in page
    assert f'<link rel="canonical" href="http://localhost{MAYOR}">' in page
    assert sample.get(f"{MAYOR}.atom").status_code == 200


def test_the_list_is_also_csv_with_its_choices(sample: Site) -> None:
    lines = sample.page(f"{GAZETTE}.csv?verifiability=not_yet").splitlines()

    assert lines[0].startswith("place,id,statement,")
    assert len(lines) == 6


def test_only_an_editor_is_offered_to_merge(sample: Site) -> None:
    assert "/entity/petra-placeholder/merge" in sample.page(MAYOR, EDITOR)
    assert "/entity/petra-placeholder/merge" not in sample.page(MAYOR, READER)


def test_repeats_of_a_claim_each_count_for_their_own_outlet(tmp_path: Path) -> None:
    def fill(store: Store) -> None:
        ids = add(store, fields(1), fields(1, outlet="Weekly Example"))
        assess_claim(store, ids[0], reason=Reason.PUBLIC_DATA, rationale="The gauges are public.", by="ann")
        link_claims(store, *ids, relation=Relation.SAME_AS, by="sam")

    with site_of(tmp_path, fill) as (site, _):
        assert counts_on(site.page("/outlet/weekly-example"), "verifiability") == {"Verifiable": 1}
        assert counts_on(site.page("/speaker/ann-aldane"), "verifiability") == {"Verifiable": 2}


COUNTS = [
    {"verifiability": "verifiable", "verdict": "true", "claims": 2},
    {"verifiability": "verifiable", "verdict": "", "claims": 3},
    {"verifiability": "too_vague", "verdict": "", "claims": 4},
]
NAMES = {"verifiability": "Can it be checked?", "verdict": "Is it true?"}


def test_a_facet_counts_what_the_other_choices_leave() -> None:
    chosen = {"verifiability": "verifiable"}
    checkable, true = facets_of(COUNTS, NAMES, chosen, "/speaker/ann")

    assert [(one.key, one.claims, one.is_chosen) for one in checkable.choices] == [("verifiable", 5, True), ("too_vague", 4, False)]
    assert [(one.label, one.claims) for one in true.choices] == [("No verdict", 3), ("True", 2)]
    assert claims_left(COUNTS, {**chosen, "verdict": "none"}) == 3
    assert as_stored({"verdict": "none"}) == {"verdict": ""}
