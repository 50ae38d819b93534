"""The page of a claim: three questions in their order, the chain as it is, what is not decided shown as such."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from datasette.utils.asgi import NotFound
from visitors import CHECKER, EDITOR, READER, Site, opened

from claims.site.pages.claim import LONGEST, newest_by_publisher, next_step, only_match, words_around
from claims.store.connection import Store
from claims.store.schema import open_store
from claims.vocabularies import EvidenceStance, Judgement, Reason, Relation, ReviewState, Verdict
from claims.workflow.adding import add_claim, claim_entry
from claims.workflow.correcting import edit_claim
from claims.workflow.judging import assess_claim, review_claim
from claims.workflow.linking import link_claims, merge_entities

VOTE = "c479352e349aa979b"
INSPECTED = "c497d173927dc7f04"
SHUT = "c42fb96dfe6937f6e"
CLOSED = "c674554d2453606a8"
WITHOUT_TEXT = "select c.id from claims c where c.quote <> '' and c.document_id not in (select document_id from document_texts) limit 1"

Adding = Callable[..., str]


@contextmanager
def site_of(tmp_path: Path, fill: Callable[[Store, Adding], Any]) -> Iterator[tuple[Site, Any]]:
    """Open a site on claims of a test's own; `fill` is given a store and a way to add a claim to it by what is special about it."""
    store = open_store(tmp_path / "own.db", create=True)

    def add(outlet: str = "Daily Example", **changes: Any) -> str:
        document = {"title": f"News of {outlet}", "outlet": outlet, "url": f"https://{len(outlet)}.example/{hash(outlet)}"}
        fields = {"document": document, "statement": "The dam of Ossel holds 40 million cubic metres.", **changes}
        return add_claim(store, claim_entry(fields), by="sam", allow_similar=True).claim_id

    made = fill(store, add)
    store.close()
    with opened(tmp_path / "own.db") as site:
        yield site, made


def text_of(html: str) -> str:
    """Return a page as it is read."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def section(html: str, heading: str) -> str:
    """Return what stands below one heading of the second level."""
    return html.split(f'<h2 id="{heading}">')[1].split("<h2", maxsplit=1)[0]


def speaker(name: str, **more: str) -> dict[str, str]:
    return {"speaker": name, "cue": "said", **more}


def test_the_three_questions_stand_in_their_order(sample: Site) -> None:
    headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", sample.page(f"/claim/{VOTE}"))

    assert headings[:5] == ["Who says so?", "Has this been said before?", "Can it be checked?", "Is it true?", "Timeline"]


def test_the_first_characters_of_an_id_lead_to_its_page(sample: Site) -> None:
    answer = sample.get("/claim/c479")

    assert (answer.status_code, answer.headers["location"]) == (302, f"/claim/{VOTE}")
    assert sample.get("/claim/c479.json").headers["location"] == f"/claim/{VOTE}.json"


@pytest.mark.parametrize(
    ("path", "words"),
    [("/claim/c00000000", "No claim is recorded"), ("/claim/c47", "at least 4 characters"), ("/claim/c4.json", "at least 4")],
)
def test_an_id_that_leads_nowhere_is_said_to(sample: Site, path: str, words: str) -> None:
    answer = sample.get(path)

    assert answer.status_code == 404
    assert words in answer.text.replace("&#39;", "'")


def test_characters_that_fit_several_claims_name_them() -> None:
    with pytest.raises(NotFound, match="cabcd1, cabcd2"):
        only_match("cabcd", [{"id": "cabcd1"}, {"id": "cabcd2"}])


def test_the_quote_stands_marked_in_its_words_and_leads_to_its_place(sample: Site) -> None:
    page = sample.page(f"/claim/{SHUT}")

    assert "<mark>In August 2026 the bridge was shut for 11 days</mark>" in page
    assert f'href="/document/d305a97ccea92fd20#claim-{SHUT}"' in page
    assert "Proved against the stored text, characters 1,072 to 1,118" in page


def test_a_quote_without_a_stored_text_is_not_called_proved(sample: Site) -> None:
    ((claim,),) = sample.execute(WITHOUT_TEXT)
    page = sample.page(f"/claim/{claim}")

    assert "Not proved: no text of this document is stored" in page
    assert "Proved against" not in page


def test_words_that_are_gone_from_the_newest_version_are_said_to_be(sample: Site) -> None:
    assert "these words are gone from" in sample.page(f"/claim/{INSPECTED}")
    assert "these words are gone from" not in sample.page(f"/claim/{SHUT}")


@pytest.mark.parametrize(
    ("prefix", "suffix", "around"),
    [
        ("x" * 28 + " and said “", "” he said, and went away to the riv", ("…\u00a0and said “", "” he said, and went away to the\u00a0…")),
        (" whole words here, and no others: ", ", so whole words here and no more ", None),
        ("Short. ", " End.", ("Short. ", " End.")),
    ],
)
def test_a_word_that_the_kept_context_cuts_in_two_is_left_out(prefix: str, suffix: str, around: tuple[str, str] | None) -> None:
    assert words_around(prefix, suffix) == (around or (f"…\u00a0{prefix.lstrip()}", f"{suffix.rstrip()}\u00a0…"))


def test_a_claim_without_quote_attribution_or_assessment_looks_right(tmp_path: Path) -> None:
    with site_of(tmp_path, lambda _, add: add()) as (site, claim):
        page = text_of(site.page(f"/claim/{claim}"))

    assert "Only our wording is kept" in page
    assert "asserts it in its own voice Daily Example" in page
    assert "Nobody has said yet whether it can be checked" in page
    assert "No verdict is published" in page
    assert "No other appearance is recorded" in page
    assert "Did they say it?" not in page


def test_the_chain_runs_from_the_one_who_asserts_it_to_the_outlet(sample: Site) -> None:
    chain = sample.page(f"/claim/{SHUT}").split('<ol class="chain">')[1].split("</ol>")[0]
    told = text_of(chain)

    places = [
        told.index(words) for words in ("asserts it Petra Placeholder", "passes it on Council of Lower", "prints it Invented Gazette")
    ]
    assert places == sorted(places)
    assert "speech" in told
    assert "6 Oct 2026" in told


def test_several_sources_of_one_hop_stand_side_by_side(sample: Site) -> None:
    chain = sample.page("/claim/cf249baa0f9bdadc9").split('<ol class="chain">')[1].split("</ol>")[0]
    first_hop = chain.split('<li class="hop')[1]

    assert "2 sources side by side" in first_hop
    assert "Mara Mockford" in first_hop
    assert "Ben Filler" in first_hop


def test_a_denial_is_no_assertion(sample: Site) -> None:
    page = sample.page("/claim/c8ba544ba3b83a5f6")

    assert '<p class="does">denies it</p>' in page
    assert "asserts it" not in page
    assert "author" not in sample.json("/claim/c8ba544ba3b83a5f6.jsonld")


def test_a_source_without_a_name_is_nobody_s_page(sample: Site) -> None:
    page = sample.page("/claim/cfd29a2a324ffba44")
    source = page.split('<div class="source nameless')[1].split('<li class="hop last">')[0]

    assert '“<bdi dir="auto">a council official</bdi>”' in source
    assert "because the contract has not been signed" in source
    assert "without a name" in source
    assert "fairly reliable" in source
    assert 'class="name"><a' not in source
    assert "author" not in sample.json("/claim/cfd29a2a324ffba44.jsonld")


def test_repeats_are_counted_by_their_origins(sample: Site) -> None:
    page = text_of(sample.page(f"/claim/{INSPECTED}"))

    assert "Printed by 2 outlets; they rest on one named source, Petra Placeholder." in page
    assert "Once it came through a go-between" in page
    assert "That is one origin: repetition is not corroboration." in page


def test_origins_of_a_cluster_are_those_of_the_view(tmp_path: Path) -> None:
    def fill(store: Store, add: Adding) -> list[str]:
        sources: list[list[dict[str, str]]] = [
            [speaker("Ann Aldane")],
            [speaker("Ann Aldane"), speaker("Bo Bergen", seq=1, hop=0)],  # type: ignore[arg-type]
            [{"source_type": "unnamed_group", "source_text": "Experts"}],
            [speaker("Cy Corr", stance="denies")],
        ]
        ids = [add(f"Outlet {number}", attributions=one) for number, one in enumerate(sources)] + [add("Own Voice")]
        for other in ids[1:]:
            link_claims(store, ids[0], other, relation=Relation.SAME_AS, by="sam")
        return ids

    with site_of(tmp_path, fill) as (site, ids):
        found = site.json(f"/claim/{ids[0]}.json")
        view = "appearances, outlets, named_origins, unnamed_appearances, denials"
        ((appearances, outlets, named, unnamed, denials),) = site.execute(f"select {view} from corroboration where claim_id = ?", [ids[0]])
        told = text_of(site.page(f"/claim/{ids[3]}"))

    kinds = [row["origin"] for row in found["origins"]]
    assert (found["appearances"][0]["appearances"], found["appearances"][0]["outlets"]) == (appearances, outlets) == (5, 5)
    assert (kinds.count("named"), kinds.count("denied"), kinds.count("own_voice")) == (named, denials, 1)
    assert sum(row["appearances"] for row in found["origins"] if row["origin"] == "unnamed") == unnamed == 1
    assert "some rest on 2 named sources, Ann Aldane and Bo Bergen; Own Voice asserts it in its own voice; once the source has no" in told
    assert "Denied by Cy Corr." in told


def test_a_merged_name_is_one_origin_and_leads_to_the_name_it_goes_by(tmp_path: Path) -> None:
    def fill(store: Store, add: Adding) -> list[str]:
        ids = [add("Outlet A", attributions=[speaker("Ann Aldane")]), add("Outlet B", attributions=[speaker("Anne Aldane")])]
        link_claims(store, *ids, relation=Relation.SAME_AS, by="sam")
        merge_entities(store, "anne-aldane", "ann-aldane", by="sam")
        return ids

    with site_of(tmp_path, fill) as (site, ids):
        page = site.page(f"/claim/{ids[1]}")

    assert "they rest on one named source, Ann Aldane" in text_of(page)
    assert 'href="/speaker/ann-aldane"' in page
    assert 'href="/speaker/anne-aldane"' not in page


def test_a_judgement_on_a_repeat_says_where_it_was_made(tmp_path: Path) -> None:
    def fill(store: Store, add: Adding) -> list[str]:
        ids = [add("Outlet A"), add("Outlet B")]
        assess_claim(store, ids[1], reason=Reason.PUBLIC_DATA, rationale="The gauges are public.", by="ann")
        link_claims(store, *ids, relation=Relation.SAME_AS, by="sam")
        return ids

    with site_of(tmp_path, fill) as (site, ids):
        checkable = section(site.page(f"/claim/{ids[0]}"), "checkable")

    assert f'on <a href="/claim/{ids[1]}">the same claim in <bdi dir="auto">Outlet B</bdi></a>' in checkable


def test_a_draft_of_a_verdict_is_for_those_who_are_signed_in(sample: Site) -> None:
    draft = "Waits for an answer of the council"

    assert draft in sample.page(f"/claim/{INSPECTED}", EDITOR)
    assert draft not in sample.page(f"/claim/{INSPECTED}", READER)
    assert draft not in sample.page(f"/claim/{INSPECTED}.json", READER)


def test_a_retracted_verdict_stays_visible_and_is_no_verdict(writable: Site) -> None:
    store = open_store(writable.database)
    summary = "Those were the minutes of another day."
    review_claim(store, VOTE, verdict=Verdict.TRUE, summary=summary, publisher="invented-desk-sample", state=ReviewState.RETRACTED, by="ed")
    store.close()
    page = writable.page(f"/claim/{VOTE}")
    is_true = section(page, "true")

    assert "No verdict is published" in is_true
    assert "Retracted" in is_true
    assert "another day" in is_true
    assert "nine votes for and four against" in section(page, "timeline")


def test_a_draft_does_not_hide_what_the_same_desk_published() -> None:
    draft = {"publisher_id": "desk", "state": "draft", "id": 3}
    published = {"publisher_id": "desk", "state": "published", "id": 2}

    assert newest_by_publisher([draft, published, {**published, "id": 1}]) == [draft, published]


def test_the_timeline_tells_what_stood_there_before_newest_first(writable: Site) -> None:
    store = open_store(writable.database)
    edit_claim(store, VOTE, {"claim_date": "2026-10"}, by="ann")
    edit_claim(store, VOTE, {"statement": "The council of Lower Sampleton voted by 9 to 4 to repair its bridge."}, by="bo")
    store.close()
    events = section(writable.page(f"/claim/{VOTE}"), "timeline").split('<li class="event')[1:]

    assert [re.findall(r"<dt>([^<]*)</dt>", event) for event in events[:2]] == [["Statement"], ["Date it is about"]]
    assert "bo" in text_of(events[0])
    old_statement = "The council of Lower Sampleton voted by 9 to 4 on 6 October 2026 to repair the Mockwater Bridge."
    assert f'<del><span class="unseen">before: </span><bdi dir="auto">{old_statement}</bdi></del>' in events[0]
    assert '<ins><span class="unseen">after: </span><bdi dir="auto">2026-10</bdi></ins>' in events[1]
    assert "Recorded" in events[-1]
    times = [re.findall(r'datetime="([^"]*)"', event)[0][:19] for event in events]
    assert times == sorted(times, reverse=True)


def test_what_had_been_decided_about_a_link_before_stays_in_the_timeline(writable: Site) -> None:
    store = open_store(writable.database)
    link_claims(store, SHUT, CLOSED, relation=Relation.SAME_AS, judgement=Judgement.REJECTED, by="ann")
    store.close()
    page = writable.page(f"/claim/{CLOSED}")
    timeline = section(page, "timeline")

    assert timeline.index("Rejected") < timeline.index("Suggested")
    assert "1 link that was rejected" in page
    assert f"/claim/{SHUT}" not in section(page, "repeats")


def test_a_suggested_link_is_shown_as_undecided_and_whoever_may_check_decides(writable: Site) -> None:
    before = section(writable.page(f"/claim/{CLOSED}", READER), "repeats")
    assert "only suggested" in before
    assert f'href="/claim/{SHUT}"' in before
    assert "<form" not in before

    asked = section(writable.page(f"/claim/{CLOSED}", CHECKER), "repeats")
    action, body = re.findall(r'<form action="([^"]*/link[^"]*)" method="post">(.*?)</form>', asked, re.DOTALL)[0]
    fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', body))
    answer = writable.post(action, fields, CHECKER)

    assert fields == {"other": CLOSED, "relation": "same_as", "judgement": "confirmed"}
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{CLOSED}")
    assert f'data-claim="{SHUT}"' not in section(writable.page(f"/claim/{CLOSED}"), "repeats")
    assert "Printed twice by one outlet" in text_of(writable.page(f"/claim/{CLOSED}"))


@pytest.mark.parametrize(("end", "words"), [(0, "Supports:"), (1, "Is supported by:")])
def test_a_link_reads_right_from_both_of_its_ends(tmp_path: Path, end: int, words: str) -> None:
    def fill(store: Store, add: Adding) -> list[str]:
        ids = [add(statement="The gauge of the dam read 12 metres."), add(statement="The dam of Ossel is nearly full.")]
        link_claims(store, *ids, relation=Relation.SUPPORTS, by="sam")
        return ids

    with site_of(tmp_path, fill) as (site, ids):
        assert words in site.page(f"/claim/{ids[end]}")


@pytest.mark.parametrize(
    ("actor", "there", "missing"),
    [
        (READER, (), ("/assess", "/evidence", "/link", "/edit", "/review", "/remove")),
        (CHECKER, ("/assess", "/evidence", "/link", "/edit"), ("/review", "/remove")),
        (EDITOR, ("/assess", "/evidence", "/link", "/edit", "/review"), ("/remove",)),
    ],
)
def test_a_page_offers_what_its_reader_may_do(sample: Site, actor: Any, there: tuple[str, ...], missing: tuple[str, ...]) -> None:
    page = sample.page(f"/claim/{VOTE}", actor)

    assert all(f'href="/claim/{VOTE}{one}"' in page for one in there)
    assert not any(f'href="/claim/{VOTE}{one}"' in page for one in missing)


def test_a_claim_may_be_removed_until_somebody_builds_on_it(tmp_path: Path) -> None:
    def fill(store: Store, add: Adding) -> list[str]:
        ids = [add(), add(statement="The dam of Ossel was built in 1931.")]
        assess_claim(store, ids[1], reason=Reason.PUBLIC_DATA, rationale="The gauges are public.", by="ann")
        return ids

    with site_of(tmp_path, fill) as (site, ids):
        assert f'href="/claim/{ids[0]}/remove"' in site.page(f"/claim/{ids[0]}", EDITOR)
        assert "It cannot be removed any more: assessments rest on it." in site.page(f"/claim/{ids[1]}", EDITOR)


ASSESSED = {"check_after": None}
CHECKABLE = {"verifiability": "verifiable", "verdict": None}


@pytest.mark.parametrize(
    ("claim", "answers", "words"),
    [
        ({**CHECKABLE, "verifiability": "unassessed"}, {}, "assess it"),
        (CHECKABLE, {"assessments": [ASSESSED], "evidence": []}, "add evidence first"),
        (CHECKABLE, {"assessments": [ASSESSED], "evidence": [{}], "reviews": []}, "ready for a verdict"),
        (CHECKABLE, {"assessments": [ASSESSED], "evidence": [{}], "reviews": [{"state": "draft"}]}, "waits to be published"),
        ({**CHECKABLE, "verdict": "true"}, {"assessments": [ASSESSED]}, ""),
        ({**CHECKABLE, "verifiability": "not_checkable"}, {"assessments": [ASSESSED]}, ""),
        ({**CHECKABLE, "verifiability": "not_yet"}, {"assessments": [{"check_after": "2020-01-01"}]}, "Its day has come"),
        ({**CHECKABLE, "verifiability": "not_yet"}, {"assessments": [{"check_after": "2999-01-01"}]}, "It waits"),
    ],
)
def test_the_next_step_is_the_one_that_is_open(claim: dict[str, Any], answers: dict[str, Any], words: str) -> None:
    assert words in next_step(claim, answers)
    assert bool(words) == bool(next_step(claim, answers))


def test_the_neighbours_in_the_document_are_linked_by_place(sample: Site) -> None:
    before, here, after = (
        row[0] for row in sample.execute("select id from claims where document_id = 'd305a97ccea92fd20' order by start_char, rowid limit 3")
    )
    page = sample.page(f"/claim/{here}")

    assert f'<link rel="prev" href="/claim/{before}">' in page
    assert f'<link rel="next" href="/claim/{after}">' in page
    assert "Claim 2 of 26 in" in page
    assert 'rel="prev"' not in sample.page(f"/claim/{before}")


def test_a_claim_can_be_cited_and_shared(sample: Site) -> None:
    page = sample.page(f"/claim/{INSPECTED}")
    citation = text_of(page.split("data-copy>")[1].split("</p>")[0])

    assert f'<link rel="canonical" href="http://localhost/claim/{INSPECTED}">' in page
    assert (
        "The Mockwater Bridge was inspected in every year since 2019. [in our words] Petra Placeholder, in: “[Invented sample]" in citation
    )
    assert f"http://localhost/claim/{INSPECTED} (accessed " in citation
    assert re.search(r'<meta property="og:description" content="Invented Gazette \(sample\), 12 Oct 2026, source: Petra', page)


def test_a_claim_is_linked_data_too(sample: Site) -> None:
    answer = sample.get(f"/claim/{SHUT}.jsonld")
    found = json.loads(answer.text)

    assert answer.headers["content-type"] == "application/ld+json"
    assert f'<link rel="alternate" type="application/ld+json" href="/claim/{SHUT}.jsonld">' in sample.page(f"/claim/{SHUT}")
    assert (found["@type"], found["text"]) == ("Claim", "The Mockwater Bridge was shut for 11 days in August 2026.")
    assert found["author"] == {"@type": "Person", "name": "Petra Placeholder", "jobTitle": "mayor"}
    assert found["appearance"]["publisher"] == {"@type": "Organization", "name": "Invented Gazette (sample)"}


def test_a_long_list_is_cut_and_said_to_be(tmp_path: Path) -> None:
    def fill(store: Store, add: Adding) -> str:
        claim = add()
        for number in range(LONGEST + 1):
            assess_claim(store, claim, reason=Reason.PUBLIC_DATA, rationale=f"Reason number {number}.", by=f"ann{number}")
        return claim

    with site_of(tmp_path, fill) as (site, claim):
        page = site.page(f"/claim/{claim}")

    assert f"the newest {LONGEST} each of assessments" in page
    assert f"Reason number {LONGEST}." in page
    assert "Reason number 0." not in page


def test_evidence_stands_with_its_document_and_what_it_does(sample: Site) -> None:
    evidence = text_of(section(sample.page(f"/claim/{VOTE}"), "true"))

    assert EvidenceStance.SUPPORTS.definition in evidence
    assert "first-hand" in evidence
    assert "“ For: 9. Against: 4 ”" in evidence


def test_an_empty_database_has_no_claim_and_says_so(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db", create=True).close()
    with opened(tmp_path / "empty.db") as site:
        assert site.get(f"/claim/{VOTE}").status_code == 404


def test_the_stored_row_leads_to_the_page_of_the_claim(sample: Site) -> None:
    row = sample.page(f"/claims/claims/{VOTE}")

    assert f'<a href="/claim/{VOTE}">This claim on the site</a>' in row
    assert f'<link rel="canonical" href="http://localhost/claim/{VOTE}">' in row
    assert '<table class="fields">' in row
