"""The list of claims against a plain look at each claim: which fit, in what order, how many, and what is said of those not looked at."""

import csv
import io
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from visitors import EDITOR, Site, opened

from claims.settings import house_folder
from claims.site import page_questions
from claims.site.pages import search
from claims.site.searching import found
from claims.site.searching.filters import STATUSES, Filters
from claims.site.searching.found import next_day
from claims.site.searching.matching import BOUNDS, LAST, Matching
from claims.store.connection import Store, connect
from claims.store.schema import open_store
from claims.vocabularies import ReviewState, Verdict
from claims.workflow.adding import add_claims, add_document, claim_entry, document_entry
from claims.workflow.judging import review_claim
from claims.workflow.linking import merge_entities

WORDS = ("pier", "toll", "ferry", "lamp", "crane", "Brücke")
SPEAKERS = ("Ann Aldane", "Bo Brack", "Cy Corr", "Dee Dorn")
OUTLETS = ("Daily Example", "Evening Example", "Weekly Example")
DAYS = ("2025", "2026-03", "2026-03-10", "2026-04-01", "2026-10-31", "XXXX-03-10", None)
REASONS = {"public_record": {}, "opinion": {}, "compound": {}, "prediction": {"check_after": "2999-01-01"}}
SOURCES: tuple[dict[str, Any], ...] = (
    {"source_type": "unnamed_group", "source_text": "Experts"},
    {"source_type": "anonymous", "source_text": "An official"},
)
CLAIMS = 240


def fields(number: int, chance: random.Random) -> dict[str, Any]:
    """Return one of many claims, as it is typed; five come of each document."""
    page = number // 5
    document = {"title": f"News {page} of the {WORDS[page % 6]}", "outlet": OUTLETS[page % 3], "url": f"https://news.example/{page}"}
    document |= {"published_at": day} if (day := DAYS[page % len(DAYS)]) else {}
    words = " ".join(chance.choices(WORDS, weights=(9, 5, 4, 3, 2, 1), k=2))
    entry: dict[str, Any] = {"document": document, "statement": f"At place {number} there is a {words} to see."}
    entry["quote"] = f"The {chance.choice(WORDS)} again"
    source = chance.choices((*SPEAKERS, *SOURCES, None), weights=(9, 4, 2, 1, 3, 2, 4))[0]
    if source is not None:
        entry["quote"] = f"“{entry['quote']},”"
        entry["attributions"] = [source if isinstance(source, dict) else {"speaker": source, "cue": "said"}]
    if chance.random() < 0.4:
        reason, more = chance.choice(tuple(REASONS.items()))
        entry["assessment"] = {"reason": reason, "rationale": "It says so itself.", **more}
    return entry


def fill(store: Store) -> None:
    """Record many claims of every kind, some with the verdict of somebody else."""
    chance = random.Random(5)  # noqa: S311  (reproducible, not secret)
    entries = [claim_entry(fields(number, chance)) for number in range(CLAIMS)]
    ids = [added.claim_id for added in add_claims(store, entries, by="sam", allow_similar=True)]
    for number, claim in enumerate(ids[::9]):
        about: dict[str, Any] = {"publisher": "Example Facts", "url": "https://facts.example/1", "original_rating": "Pants", "by": "kim"}
        verdict = (Verdict.FALSE, Verdict.TRUE)[number % 2]
        review_claim(store, claim, verdict=verdict, summary="The place was looked at.", state=ReviewState.PUBLISHED, **about)
    later = {"title": "News 0 of the pier", "outlet": OUTLETS[0], "url": "https://news.example/0", "text": "Nothing is there now."}
    add_document(store, document_entry({**later}), by="sam")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on many claims of every kind."""
    path = tmp_path_factory.mktemp("search") / "claims.db"
    store = open_store(path, create=True)
    fill(store)
    store.close()
    with opened(path) as site:
        yield site


@pytest.fixture(scope="module")
def everything(site: Site) -> list[dict[str, Any]]:
    """Return every claim, newest first, with its words."""
    columns = ("id", "statement", "quote", "source_words", *STATUSES, "speaker_id", "outlet_id", "published_at")
    rows = site.execute(
        "select c.id, c.statement, c.quote, c.source_words, c.verifiability, coalesce(c.verdict, 'none'), c.quotation, c.source_type,"
        " c.speaker_id, c.outlet_id, d.published_at from claims c join documents d on d.id = c.document_id order by c.rowid desc"
    )
    return [dict(zip(columns, row, strict=True)) for row in rows]


def fits(claim: dict[str, Any], query: str, but_for: str = "") -> bool:
    """Tell whether a claim is what a query asks for, as a person would who looked at it."""
    asked = parse_qs(query)
    said = re.findall(r"\w+", f"{claim['statement']} {claim['quote']} {claim['source_words']}".lower())
    day = claim["published_at"] or "XXXX"
    since, until = asked.get("from", [""])[0], asked.get("to", [""])[0]
    return (
        all(word.lower() in said for word in asked.get("q", [""])[0].split())
        and all(claim[name] in asked[name] for name in STATUSES if name in asked and name != but_for)
        and all(claim[f"{name}_id"] == asked[name][0] for name in ("speaker", "outlet") if name in asked)
        and (not (since or until) or day[:4] != "XXXX")
        and (not since or day[: len(since)] >= since[: len(day)])
        and (not until or day[: len(until)] <= until[: len(day)])
    )


def pages(site: Site, query: str) -> Iterator[Any]:
    """Yield the list page by page."""
    path: str | None = f"/search?{query}"
    while path:
        answer = site.json(path.replace("/search", "/search.json", 1))
        yield answer
        path = answer["total"][0]["next"]


VOCABULARIES = (
    "verifiability=unassessed",
    "verifiability=verifiable&verifiability=not_checkable",
    "verdict=none",
    "verdict=false&verdict=none",
    "quotation=direct",
    "source_type=anonymous&source_type=unnamed_group",
)
OTHERS = (
    "",
    "speaker=ann-aldane",
    "outlet=daily-example",
    "speaker=bo-brack&outlet=evening-example",
    "q=pier",
    "q=pier+again",
    "q=br%C3%BCcke&speaker=ann-aldane",
    "from=2026-03&to=2026-03-10",
    "to=2026-03",
    "from=2026-04-01",
    "q=toll&from=2026&outlet=weekly-example",
)
QUERIES = ["&".join(part for part in parts if part) for parts in itertools.product(OTHERS, ("", *VOCABULARIES, "&".join(VOCABULARIES[:2])))]


@pytest.mark.parametrize("query", QUERIES)
def test_the_list_holds_what_fits_newest_first_and_counts_it(site: Site, everything: list[dict[str, Any]], query: str) -> None:
    expected = [claim["id"] for claim in everything if fits(claim, query)]

    answers = list(pages(site, query))

    assert [claim["id"] for answer in answers for claim in answer["claims"]] == expected
    assert {(answer["total"][0]["claims"], answer["total"][0]["is_exact"]) for answer in answers} == {(len(expected), True)}


@pytest.mark.parametrize("query", QUERIES)
def test_each_facet_counts_what_the_other_choices_leave(site: Site, everything: list[dict[str, Any]], query: str) -> None:
    answer = site.json(f"/search.json?{query}")
    shown = {(row["facet"], row["key"]): row["claims"] for row in answer["facets"] if row["claims"]}

    for name in STATUSES:
        expected = Counter(claim[name] for claim in everything if fits(claim, query, but_for=name))
        assert {key: number for (facet, key), number in shown.items() if facet == name} == expected
    for name in ("speaker", "outlet"):
        expected = Counter(claim[f"{name}_id"] for claim in everything if fits(claim, query) and claim[f"{name}_id"])
        assert {key: number for (facet, key), number in shown.items() if facet == name} == ({} if f"{name}=" in query else expected)


def test_choosing_in_a_facet_leads_to_as_many_claims_as_it_says(site: Site) -> None:
    page = unescape(site.page("/search?q=pier&verifiability=unassessed"))
    choices = re.findall(
        r'<li><a href="(/search[^"]+)"[^>]*?(aria-current="true")?><bdi[^>]*>[^<]*</bdi></a> <span class="count">(\d+)<', page
    )

    assert len(choices) > 10
    for path, chosen, number in choices:
        found_ = site.json(path.replace("/search", "/search.json"))["total"][0]["claims"]
        facet_of_chosen = "verifiability=" in path and path.count("verifiability=") > 1
        assert chosen or facet_of_chosen or found_ == int(number), path


# Where one page does not look through all.


@pytest.fixture
def short_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page look through few claims, and into few documents."""
    monkeypatch.setattr(found, "REACH", 40)
    monkeypatch.setitem(BOUNDS, "reach", 40)
    monkeypatch.setitem(BOUNDS, "documents", 7)
    monkeypatch.setitem(BOUNDS, "sample", 20)


@pytest.mark.usefixtures("short_reach")
@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("q=pier&verdict=false", "the newest 40 claims with these words"),
        ("q=there", "the newest 40 claims with these words"),
        ("speaker=ann-aldane&outlet=daily-example", "the newest 40 claims of this speaker"),
        ("outlet=daily-example&from=2026", "the newest 40 claims of this outlet"),
        ("from=2025&verifiability=unassessed", "the claims of the 7 documents printed last in that time"),
    ],
)
def test_a_count_of_what_was_looked_through_says_so_and_the_rest_is_found_further_back(
    site: Site, everything: list[dict[str, Any]], query: str, among: str
) -> None:
    page = re.sub(r"\s+", " ", unescape(site.page(f"/search?{query}")))
    answers = list(pages(site, query))
    listed = [claim["id"] for answer in answers for claim in answer["claims"]]

    assert f"All numbers here are counted among {among}." in page
    assert f"Counted as far as {among}." in page or f"Found among {among}; there may be more further back." in page
    assert answers[0]["total"][0]["is_exact"] is False
    assert list(dict.fromkeys(listed)) == listed or "from=" in query
    assert set(listed) == {claim["id"] for claim in everything if fits(claim, query)}


@pytest.mark.usefixtures("short_reach")
def test_a_page_without_a_find_is_not_taken_for_the_end(site: Site, everything: list[dict[str, Any]]) -> None:
    def query(claim: dict[str, Any]) -> str:
        return f"q=there&verdict={claim['verdict']}&source_type={claim['source_type']}&outlet={claim['outlet_id']}"

    newest = {query(claim) for claim in everything[:40]}
    older = next(query(claim) for claim in everything[41:] if query(claim) not in newest)
    page = site.page(f"/search?{older}")

    assert "None of them is among the 40 claims that were looked through here." in page
    assert "Look further back" in page
    assert [claim for answer in pages(site, older) for claim in answer["claims"]]


@pytest.mark.usefixtures("short_reach")
def test_what_the_summary_counts_is_exact_at_any_size(site: Site, everything: list[dict[str, Any]]) -> None:
    answer = site.json("/search.json?verifiability=unassessed&verdict=none")
    names = {row["key"]: row["claims"] for row in answer["facets"] if row["facet"] == "speaker"}

    assert answer["total"][0]["is_exact"] is True
    for name, number in names.items():
        assert number == sum(fits(claim, f"verifiability=unassessed&verdict=none&speaker={name}") for claim in everything)
    assert "Found most among the newest 20; the numbers are of all." in site.page("/search?verifiability=unassessed&verdict=none")
    assert "Counted among the newest 20 of them." in site.page("/search?q=there")


@pytest.mark.parametrize(
    ("earliest", "until", "day"),
    [
        ("2026-03-10", "", "2026-03-10"),
        ("2026-03-10T09:00:00Z", "2026-04", "2026-03-10"),
        ("2026-03-10", "2026-03-10", "2026-03-09"),
        ("2026-03", "2026-03-01", "2026-02-28"),
        ("2026-03", "2026", "2026-03-01"),
        ("2026", "2026-03", "2026-01-01"),
        ("2026", "2026-01-01", "2025-12-31"),
    ],
)
def test_looking_at_what_was_printed_earlier_always_leads_on(earliest: str, until: str, day: str) -> None:
    assert next_day(earliest, until) == day


@pytest.mark.parametrize("query", QUERIES)
def test_no_question_reads_a_whole_table(site: Site, query: str) -> None:
    filters = Filters.read(Arguments(query))
    matching = Matching(filters, page_questions(house_folder(), "search"))
    values = {**dict.fromkeys(STATUSES), **filters.values, **BOUNDS, "before": int(LAST), "most": 31, "passed": "[]", "passed_on": "[]"}
    questions = {**matching.ways(is_later_page=True), "found": matching.found(), "counts": matching.counts(), **matching.who()}

    for name, sql in questions.items():
        plan = [row[3] for row in site.execute(f"explain query plan {sql}", values)]
        assert not [step for step in plan if re.match(r"SCAN (c|d|e|k|claims|documents|entities|claim_counts)\b", step)], (name, plan)
    if matching.is_counted and filters.statuses:
        steps = [row[3] for row in site.execute(f"explain query plan {matching.found()}", values)]
        assert "status_idx" in " ".join(steps)


class Arguments:
    """The arguments of a query string, as Datasette gives them."""

    def __init__(self, query: str) -> None:
        self._found = parse_qs(query)

    def get(self, name: str) -> str | None:
        return self.getlist(name)[0] if self.getlist(name) else None

    def getlist(self, name: str) -> list[str]:
        return self._found.get(name, [])


# What people type.


def test_words_that_were_looked_for_are_marked_where_they_stand(site: Site) -> None:
    page = site.page("/search?q=br%C3%BCcke")

    assert "<mark>Brücke</mark>" in page
    assert re.search(r'<p class="found">In the quote: <bdi dir="auto">The <mark>Brücke</mark> again,', page)
    assert 'In the words for the source: <bdi dir="auto"><mark>Ann</mark> Aldane' in site.page("/search?q=ann")


def test_marks_are_the_only_markup_in_a_text() -> None:
    shown = search.marked("a <b> \x02<i>pier</i>\x03 & \x03 \u202e \x02open")

    assert shown == "a &lt;b&gt; <mark>&lt;i&gt;pier&lt;/i&gt;</mark> &amp; \x03 [U+202E] <mark>open</mark>"


@pytest.mark.parametrize(
    "typed", ['"', "'", "-", "*", "-pier", "NEAR(", "a:b", '"a" OR', "^x AND", "\u202e", "%00", "<script>alert(1)</script>", "(" * 50]
)
@pytest.mark.parametrize("more", ["", "&order=relevance", "&verdict=false&speaker=nobody", "&view=table&before=x&page=-1"])
def test_whatever_is_typed_is_answered(site: Site, typed: str, more: str) -> None:
    page = site.page(f"/search?{urlencode({'q': typed})}{more}")

    assert "<script>alert" not in page
    assert "0 claims" in page or "<mark>" in page


def test_the_best_come_first_where_they_are_asked_for(site: Site, everything: list[dict[str, Any]]) -> None:
    answers = list(pages(site, "q=pier&order=relevance"))
    ids = [claim["id"] for answer in answers for claim in answer["claims"]]
    statements = [claim["statement"] for answer in answers for claim in answer["claims"]]

    assert sorted(ids) == sorted(claim["id"] for claim in everything if fits(claim, "q=pier"))
    assert len(answers) > 1
    twice = [statement.count("pier") == 2 for statement in statements]
    assert sum(twice[: len(twice) // 4]) > sum(twice[-len(twice) // 4 :])
    assert 'aria-current="true">Best first' in site.page("/search?q=pier&order=relevance")
    assert "Best first" not in site.page("/search")


def test_the_best_are_ranked_among_the_newest_only_and_it_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOUNDS, "ranked", 50)
    monkeypatch.setattr(found, "RANKED", 50)
    newest = [claim["id"] for answer in pages(site, "q=pier") for claim in answer["claims"]][:50]

    answers = list(pages(site, "q=pier&order=relevance"))

    assert {claim["id"] for answer in answers for claim in answer["claims"]} == set(newest)
    assert "ranked among the newest 50" in site.page("/search?q=pier&order=relevance")


def test_what_is_not_understood_is_said_and_narrows_nothing_down(site: Site) -> None:
    page = unescape(site.page("/search?verdict=loud&from=31.12.2026&to=2026-02-3&speaker=nobody"))

    assert "There is no verdict “loud”: choose one of those listed." in page
    assert "“31.12.2026” is no date: write it as 2026-10-31, 2026-10 or 2026." in page
    assert "No speaker goes by “nobody”: search for a part of the name." in page
    assert site.json("/search.json?verdict=loud&from=31.12.2026")["total"][0]["claims"] == CLAIMS


def test_a_name_may_stand_for_its_id_and_nothing_else_that_was_asked_is_lost(site: Site) -> None:
    answer = site.get("/search?q=pier&speaker=ann+aldane&outlet=Daily+Example&verdict=loud&view=table")

    assert answer.status_code == 302
    assert answer.headers["location"] == "/search?q=pier&speaker=ann-aldane&outlet=daily-example&verdict=loud&view=table"


# Names and documents.


def test_speakers_outlets_and_documents_that_match_are_listed_beside_the_claims(site: Site) -> None:
    page = site.page("/search?q=brack")
    assert '<a href="/speaker/bo-brack"><bdi dir="auto">Bo Brack</bdi></a> <span class="soft">person, says ' in page
    assert '<a href="/outlet/weekly-example">' in site.page("/search?q=weekly")
    assert [one["id"] for one in site.json("/search.json?q=bo")["named_alike"]] == ["bo-brack"]

    answer = site.json("/search.json?q=news+lamp")
    assert len(answer["documents"]) == 5
    assert "The newest 5." in site.page("/search?q=news+lamp")
    assert all("lamp" in one["title"] for one in answer["documents"])
    assert "named_alike" not in site.json("/search.json?verdict=none")


def test_a_version_that_was_replaced_is_not_listed_among_the_documents(site: Site) -> None:
    (newest,) = site.execute("select newest_id from superseded_documents limit 1")[0]
    (title,) = site.execute("select title from documents where id = ?", (newest,))[0]

    listed = site.json(f"/search.json?{urlencode({'q': title})}")["documents"]

    assert [one["id"] for one in listed] == [newest]


def test_names_and_documents_come_with_the_first_page_only(site: Site) -> None:
    first = site.json("/search.json?q=news")
    later = site.json("/search.json?q=pier&before=100")

    assert first["documents"]
    assert "documents" not in later


def test_a_document_is_found_by_its_title_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    store = open_store(path, create=True)
    add_document(store, document_entry({"title": "The old gate", "outlet": "Example", "url": "https://gate.example/"}), by="sam")
    store.connection.execute("update documents set title = 'The new gate', byline = 'Nora Byline'")
    store.close()

    with opened(path) as site:
        found_by = {word: [one["title"] for one in site.json(f"/search.json?q={word}")["documents"]] for word in ("old", "new", "byline")}

    assert found_by == {"old": [], "new": ["The new gate"], "byline": ["The new gate"]}
    store = connect(path)
    store.connection.execute("delete from documents")
    store.connection.execute("insert into documents_fts (documents_fts, rank) values ('integrity-check', 1)")
    assert store.connection.execute("select count(*) from documents_fts where documents_fts match 'gate'").fetchone() == (0,)
    store.close()


def test_a_merged_speaker_is_found_under_both_ids(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    store = open_store(path, create=True)
    fill(store)
    merge_entities(store, "cy-corr", "ann-aldane", by="kim")
    store.close()

    with opened(path) as site:
        both, gone = (site.json(f"/search.json?speaker={name}&verdict=none") for name in ("ann-aldane", "cy-corr"))
        assert gone["total"][0]["claims"] == both["total"][0]["claims"] > 0
        assert [claim["id"] for claim in gone["claims"]] == [claim["id"] for claim in both["claims"]]
        assert "Claims without a verdict, by Ann Aldane" in site.page("/search?speaker=cy-corr&verdict=none")


# How it is shown.


def test_what_the_list_is_narrowed_down_to_can_be_taken_away_thing_by_thing(site: Site) -> None:
    page = unescape(site.page("/search?q=pier&verdict=none&verdict=false&speaker=ann-aldane&from=2026&view=table"))
    chips = re.findall(r'<li><a href="([^"]+)" title="Look without', page)

    assert [sorted(parse_qs(path.partition("?")[2])) for path in chips] == [
        ["from", "speaker", "verdict", "view"],
        ["from", "q", "speaker", "verdict", "view"],
        ["from", "q", "speaker", "verdict", "view"],
        ["from", "q", "verdict", "view"],
        ["q", "speaker", "verdict", "view"],
    ]
    assert "Claims with “pier”, without a verdict or with the verdict false, by Ann Aldane, printed from 2026" in page


def test_the_table_has_headings_and_the_same_claims(site: Site) -> None:
    cards, table = site.page("/search?q=pier"), site.page("/search?q=pier&view=table")

    assert re.findall(r'data-claim="(\w+)"', table) == re.findall(r'data-claim="(\w+)"', cards)
    assert re.findall(r'<th scope="col">([^<]+)', table) == [
        "Claim", "Who says so?", "Printed in", "Can it be checked?", "Is it true?", "Quotation", "Printed",
    ]  # fmt: skip
    assert table.count('<th scope="row"') == 30
    assert 'href="/search?q=pier&amp;before=' in cards
    assert re.search(r'rel="next" href="/search\?q=pier&amp;view=table&amp;before=\d+"', table)


def test_a_page_is_also_csv_and_datasette_has_all_of_the_same(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(site.page("/search.csv?q=pier&verdict=none"))))
    assert [row["id"] for row in rows] == [claim["id"] for claim in site.json("/search.json?q=pier&verdict=none")["claims"]]

    for query in (
        "q=pier&verdict=none",
        "verifiability=unassessed&verifiability=verifiable&speaker=ann-aldane",
        "outlet=daily-example&verdict=false",
        "",
    ):
        page, total = unescape(site.page(f"/search?{query}")), site.json(f"/search.json?{query}")["total"][0]["claims"]
        (listed,) = re.findall(r'<a href="(/claims/claims(?:\?[^"]*)?)">Open in Datasette', page)
        (streamed,) = re.findall(r'<a href="(/claims/claims\.csv\?[^"]*)">All of them as CSV', page)
        assert (
            site.json(listed.replace("/claims/claims", "/claims/claims.json", 1) + ("&" if "?" in listed else "?") + "_extra=count")[
                "count"
            ]
            == total
        )
        assert len(list(csv.DictReader(io.StringIO(site.page(streamed))))) == total


@pytest.mark.parametrize("query", ["q=%22the+pier%22", "from=2026", "verdict=none&verdict=true"])
def test_no_link_leads_to_datasette_where_it_cannot_say_the_same(site: Site, query: str) -> None:
    assert "Open in Datasette" not in site.page(f"/search?{query}")


def test_a_list_can_be_followed(site: Site) -> None:
    page = unescape(site.page("/search?q=pier&verdict=none&view=table"))

    assert (
        '<link rel="alternate" type="application/atom+xml" title="Newest of these claims" href="/search.atom?q=pier&verdict=none">' in page
    )
    assert '<link rel="canonical" href="http://localhost/search?q=pier&verdict=none">' in page


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Claims"),
        ("q=pier&verifiability=too_vague", "Claims with “pier”, too vague"),
        ("verifiability=too_vague&verifiability=unassessed", "Claims that are too vague or unassessed"),
        ("verdict=true&quotation=direct", "Claims with the verdict true, with the quotation direct"),
        ("outlet=daily-example&from=2026-03&to=2026-03", "Claims in Daily Example, printed in Mar 2026"),
        ("speaker=nobody&to=2026-03-10", "Claims by nobody, printed to 10 Mar 2026"),
        ("from=2026-03-10&to=2026-03-10", "Claims printed on 10 Mar 2026"),
    ],
)
def test_the_heading_says_what_the_list_is_narrowed_down_to(site: Site, query: str, heading: str) -> None:
    assert f"<h1>{heading}</h1>" in unescape(site.page(f"/search?{query}"))


# Nothing found.


def test_who_finds_nothing_is_told_which_choice_to_drop(site: Site) -> None:
    page = unescape(site.page("/search?q=pier&verdict=mixed&outlet=daily-example"))
    left = site.json("/search.json?q=pier&outlet=daily-example")["total"][0]["claims"]

    assert "No claim fits. There are claims without one of these:" in page
    assert f'<a href="/search?q=pier&outlet=daily-example">Without verdict “<bdi dir="auto">Mixed</bdi>”</a>: {left} claims' in page
    assert "Without words “" not in page
    assert '<a href="/search">Show all claims</a>' in page


def test_a_word_that_nobody_said_may_have_other_endings(site: Site) -> None:
    assert "try <code>piere*</code> for other endings" in site.page("/search?q=piere")
    assert "No claim fits, nor would any without one of these choices." in site.page("/search?q=piere&verdict=mixed")


def test_behind_the_last_claim_a_way_leads_back(site: Site) -> None:
    page = site.page("/search?q=pier&before=1")

    assert 'There are no more. <a href="/search?q=pier">Back to the newest</a>.' in page


def test_an_empty_database_says_how_to_add_a_claim(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db", create=True).close()

    with opened(tmp_path / "empty.db") as site:
        page = site.page("/search")
        assert "This database holds no claims yet." in page
        assert "claims import-claims claims.csv" in page
        assert 'href="/claim/new"' not in page
        assert 'href="/claim/new">Add the first one</a>' in site.page("/search", EDITOR)
        assert "No claim fits." in site.page("/search?q=pier")
