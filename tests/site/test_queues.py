"""The queues as people read them: one item large, what comes next, nothing that only some may see, and no scan of a table."""

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from factories import QUOTE, STATEMENT
from store.typed import STATEMENT as TYPED
from visitors import CHECKER, EDITOR, MEMBER, READER, Actor, Site, opened
from waiting import GONE, NEW, Desk, add, fill, opened_store, suggest

from claims.settings import house_folder
from claims.site.pages.queue_items import REASON_KEYS
from claims.site.pages.queues import QUEUES
from claims.site.sql import page_questions
from claims.store.connection import sqlite3
from claims.store.schema import open_store
from claims.vocabularies import Reason, Relation

NAMES = list(QUEUES)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Desk]:
    """Make a database in which something waits in every queue."""
    path = tmp_path_factory.mktemp("desk") / "claims.db"
    return path, fill(path)


@pytest.fixture(scope="module")
def site(desk: tuple[Path, Desk]) -> Iterator[Site]:
    """Open the site on it; nobody here writes."""
    with opened(desk[0]) as site:
        yield site


@pytest.fixture
def own(desk: tuple[Path, Desk], tmp_path: Path) -> Path:
    """Return a copy of the database that a test may write to."""
    return Path(shutil.copy(desk[0], tmp_path / "claims.db"))


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open the site on a database without a row."""
    path = tmp_path_factory.mktemp("empty") / "claims.db"
    open_store(path, create=True).close()
    with opened(path) as site:
        yield site


def waiting(site: Site, queue: str, query: str = "", actor: Actor = CHECKER) -> list[str]:
    return [row["key"] for row in site.json(f"/queue/{queue}.json{query}", actor)["waiting"]]


def way(page: str, rel: str) -> str:
    """Return where the link to the next or the previous item leads; empty if there is none."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return unescape(found[1]) if found else ""


def order_of(desk: Desk) -> dict[str, list[str]]:
    return {
        "unassessed": desk.unassessed[::-1],
        "due": desk.due[::-1],
        "quotes": sorted(desk.quotes),
        "links": desk.links,
        "names": desk.names,
        "candidates": desk.candidates,
    }


# The overview


def test_the_overview_tells_what_waits_and_from_when(site: Site, desk: tuple[Path, Desk]) -> None:
    rows = {row["queue"]: row for row in site.json("/queue.json", CHECKER)["queues"]}

    assert {name: row["waiting"] for name, row in rows.items()} == {name: len(keys) for name, keys in order_of(desk[1]).items()}
    assert (rows["due"]["oldest"], rows["due"]["newest"]) == ("2024-02-01", "2024-03-01")
    page = site.page("/queue", CHECKER)
    for queue in QUEUES.values():
        assert f'<a href="{queue.address()}">{queue.label}</a>' in page
    assert "due 1 Feb 2024 to 1 Mar 2024" in page


@pytest.mark.parametrize("actor", [READER, MEMBER])
def test_candidates_are_counted_for_those_who_may_see_them(site: Site, actor: Actor) -> None:
    queues = {row["queue"] for row in site.json("/queue.json", actor)["queues"]}

    assert ("candidates" in queues) is (actor is not READER)


def test_an_empty_database_says_that_nothing_waits_and_what_to_do(empty_site: Site) -> None:
    assert empty_site.page("/queue").count("nothing waits") == len(QUEUES) - 2
    for name, queue in QUEUES.items():
        page = empty_site.page(f"/queue/{name}", CHECKER)
        assert queue.nothing in page
        assert 'href="/claim/new"' in page
        assert "What comes next" not in page


def test_an_empty_queue_names_those_in_which_something_waits(own: Path) -> None:
    with opened_store(own) as store:
        store.connection.execute("delete from claim_links")
    with opened(own) as site:
        page = site.page("/queue/links", CHECKER)

    assert "What waits elsewhere:" in page
    assert '<a href="/queue/candidates">Candidates</a>: 3' in page
    assert '<a href="/queue/links">Suggested links</a>' not in page


# One item after the other


@pytest.mark.parametrize("name", NAMES)
def test_a_queue_is_walked_to_its_end_and_back_by_plain_links(site: Site, desk: tuple[Path, Desk], name: str) -> None:
    expected = order_of(desk[1])[name]
    path = f"/queue/{name}"
    seen: list[str] = []
    while path:
        page = site.page(path, CHECKER)
        left = len(expected) - len(seen)
        assert f"{left} of {len(expected)} left" in page
        seen.append(path)
        path = way(page, "next")
    back, steps = way(page, "prev"), 1
    while back:
        steps += 1
        back = way(site.page(back, CHECKER), "prev")

    assert len(seen) == len(expected) == steps
    assert waiting(site, name) == expected
    for place, key in enumerate(expected):
        assert waiting(site, name, f"?at={key}") == expected[place:]


@pytest.mark.parametrize("name", ["unassessed", "due", "links", "names", "candidates"])
def test_after_an_item_comes_the_next_that_waits(site: Site, desk: tuple[Path, Desk], name: str) -> None:
    expected = order_of(desk[1])[name]

    for place, key in enumerate(expected):
        assert waiting(site, name, f"?after={key}") == expected[place + 1 :]


def test_the_unassessed_may_be_read_oldest_first(site: Site, desk: tuple[Path, Desk]) -> None:
    keys = desk[1].unassessed

    assert waiting(site, "unassessed", "?order=oldest") == keys
    assert waiting(site, "unassessed", f"?order=oldest&after={keys[0]}") == keys[1:]
    page = site.page(f"/queue/unassessed?order=oldest&at={keys[1]}", CHECKER)
    assert way(page, "next") == f"/queue/unassessed?order=oldest&at={keys[2]}"
    assert way(page, "prev") == f"/queue/unassessed?order=oldest&at={keys[0]}"


def test_the_end_of_a_queue_leads_back_to_what_was_passed_over(site: Site, desk: tuple[Path, Desk]) -> None:
    last = order_of(desk[1])["unassessed"][-1]

    page = site.page(f"/queue/unassessed?after={last}", CHECKER)

    assert "This is the end of the queue." in page
    assert "5 claims that you passed over still wait" in page
    assert way(page, "prev") == f"/queue/unassessed?at={last}"
    assert '<a href="/queue/unassessed">start again at the first</a>' in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/queue/unassessed?at=nobody", "No claim &#39;nobody&#39; is recorded"),
        ("/queue/due?at=nobody", "No claim &#39;nobody&#39; is recorded"),
        ("/queue/quotes?at=nobody", "No quote &#39;nobody&#39; is recorded"),
        ("/queue/links?at=a.b.same_as", "No link &#39;a.b.same_as&#39; is recorded"),
        ("/queue/links?at=nonsense", "No link &#39;nonsense&#39; is recorded"),
        ("/queue/names?at=tariq-namir.nobody", "No pair &#39;tariq-namir.nobody&#39; is recorded"),
        ("/queue/names?at=nonsense", "No pair &#39;nonsense&#39; is recorded"),
        ("/queue/candidates?at=nobody", "No candidate &#39;nobody&#39; is recorded"),
        ("/queue/nothing", ""),
    ],
)
def test_what_is_not_recorded_is_not_found(site: Site, path: str, told: str) -> None:
    answer = site.get(path, CHECKER)

    assert answer.status_code == 404
    assert told in answer.text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("after", ["nobody", "a.b.same_as", "a.b.c.d", "%00"])
def test_an_unknown_place_means_the_first(site: Site, desk: tuple[Path, Desk], name: str, after: str) -> None:
    assert waiting(site, name, f"?after={after}") == order_of(desk[1])[name]


def test_a_claim_that_was_never_due_comes_before_all_that_are(site: Site, desk: tuple[Path, Desk]) -> None:
    assert waiting(site, "due", f"?at={desk[1].unassessed[0]}") == order_of(desk[1])["due"]


# What is shown of it


def test_a_claim_is_shown_with_who_says_so_where_and_in_which_words(site: Site, desk: tuple[Path, Desk]) -> None:
    claim = desk[1].quotes[0]

    page = site.page(f"/queue/unassessed?at={claim}", READER)

    assert "Ann Example" in page
    assert "Gazette" in page
    assert f'<mark class="quote">{GONE}</mark>' in page
    assert f'href="/claim/{claim}"' in page
    assert re.search(r'href="/document/[a-z0-9]+"', page)


def test_the_words_around_a_quote_are_as_many_as_one_may_read(site: Site, desk: tuple[Path, Desk]) -> None:
    path = f"/queue/unassessed?at={desk[1].quotes[0]}"

    assert "A fence stands there." in site.page(path, MEMBER)
    assert "A fence stands there." not in site.page(path, READER)
    assert "said the mayor" in site.page(path, READER)


def test_a_due_claim_is_shown_with_what_was_said_of_it(site: Site) -> None:
    page = site.page("/queue/due", READER)

    assert "It says what will happen." in page
    assert "look again on <strong>1 Feb 2024</strong>" in page


def test_a_quote_that_is_gone_stands_beside_what_the_page_says_now(site: Site, desk: tuple[Path, Desk]) -> None:
    page = site.page(f"/queue/quotes?at={desk[1].quotes[0]}", CHECKER)

    assert '<mark class="differs">almost </mark>' in page
    assert re.search(r'href="/claim/new\?document=[a-z0-9]+"', page)
    assert "There is nothing to tick off here" in page


def test_the_text_of_a_newer_version_is_for_those_who_may_read_texts(site: Site, desk: tuple[Path, Desk]) -> None:
    path = f"at={desk[1].quotes[0]}"

    page = site.page(f"/queue/quotes?{path}", READER)

    assert "almost" not in page
    assert "sign in to see the passage" in page
    for actor in (READER, CHECKER):
        found = site.json(f"/queue/quotes.json?{path}", actor)
        assert NEW not in json.dumps(found, ensure_ascii=False)
        assert "text" not in found["version"][0]


def test_two_claims_stand_side_by_side_with_what_differs_marked(site: Site) -> None:
    page = site.page("/queue/links", READER)

    assert "Same as?" in page
    assert "score 0.75" in page
    assert page.count('<mark class="shared">bridge</mark>') == 2
    assert "Words that both have" in page


def test_two_claims_that_are_hardly_alike_are_marked_where_they_differ(own: Path) -> None:
    """A person tied them, and the program sees no likeness: the words that the other one does not have in that place are marked."""
    with opened_store(own) as store:
        suggest(store, add(store, "Ferries run daily."), add(store, "Trams stop hourly."), Relation.SUPPORTS)
    with opened(own) as site:
        page = site.page(f"/queue/links?at={waiting(site, 'links')[-1]}", READER)

    assert "Words that the other one does not have in that place are marked." in page
    assert '<mark class="differs">Ferries run daily</mark>' in page
    assert '<mark class="differs">Trams stop hourly</mark>' in page


def test_a_draft_stands_beside_the_words_that_it_was_made_from(site: Site) -> None:
    page = site.page("/queue/candidates", MEMBER)

    assert f'<mark class="quote">{QUOTE}</mark>' in page
    assert '<mark class="cue">said</mark>' in page
    assert '<mark class="source">Layla Hassan</mark>' in page
    assert "A cue stands beside it." in page
    assert STATEMENT in page


def test_drafts_are_not_for_readers(site: Site) -> None:
    for path in ("/queue/candidates", "/queue/candidates.json", "/queue/candidates.csv", "/candidate/k1/decide"):
        answer = site.get(path, READER)
        assert answer.status_code == 403
        assert STATEMENT not in answer.text


def test_a_passage_of_a_text_is_for_those_who_may_read_texts(desk: tuple[Path, Desk]) -> None:
    with opened(desk[0]) as site:
        site.datasette.config["databases"]["claims"]["tables"]["document_texts"] = {"permissions": {"view-table": {"id": "ed"}}}
        page, full = site.page("/queue/candidates", CHECKER), site.page("/queue/candidates", EDITOR)

    assert "Two officials told Radio Dune" in full
    assert "Two officials told Radio Dune" not in page
    assert QUOTE in page
    assert "Full texts are for those who may read them." in page


# Who decides


@pytest.mark.parametrize("name", [name for name in NAMES if not QUEUES[name].is_for_drafters])
def test_readers_look_and_are_told_how_to_decide(site: Site, name: str) -> None:
    page = site.page(f"/queue/{name}", READER)
    main = page[page.index("<main") : page.index("</main>")]

    assert "What comes next" in main
    assert "<form" not in main
    assert '<a href="/-/login">Sign in</a> to decide' in main


@pytest.mark.parametrize("name", NAMES)
def test_members_without_the_role_are_told_whom_to_ask(site: Site, name: str) -> None:
    page = site.page(f"/queue/{name}", MEMBER)

    assert f"ask whoever runs this site for the role of {'an editor' if name == 'names' else 'a checker'}" in page
    assert "<form" not in page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_key_does_stands_on_the_page_and_no_key_does_two_things(site: Site, desk: tuple[Path, Desk], name: str) -> None:
    middle = order_of(desk[1])[name][-1]
    for path in (f"/queue/{name}", f"/queue/{name}?at={middle}"):
        page = site.page(path, EDITOR)
        keys = re.findall(r'data-key="([^"]+)"', page)

        assert len(keys) == len(set(keys)), keys
        for key in keys:
            assert f"<kbd>{key}</kbd>" in page


def test_every_reason_has_a_key_of_its_own_and_none_that_moves_about(site: Site) -> None:
    page = site.page("/queue/unassessed", CHECKER)

    assert len(set(REASON_KEYS.values())) == len(Reason)
    assert not set(REASON_KEYS.values()) & set("jkoup?/")
    for reason, key in REASON_KEYS.items():
        assert f'value="{reason.value}" data-key="{key}"' in page


# As data, and in any size


@pytest.mark.parametrize("name", NAMES)
def test_a_queue_goes_out_as_data_whole(site: Site, desk: tuple[Path, Desk], name: str) -> None:
    table = site.page(f"/queue/{name}.csv", CHECKER).splitlines()

    assert len(table) == 1 + len(order_of(desk[1])[name])
    assert table[0].startswith("key,")


def test_a_long_queue_is_listed_in_part_and_counted_up_to_a_limit(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened_store(own) as store:
        claims = [add(store, f"{TYPED} ({number})") for number in range(25)]
        for number, claim in enumerate(claims[1:]):
            suggest(store, claims[number], claim, Relation.NARROWS)
    monkeypatch.setattr("claims.site.pages.queues.CAP", 20)
    with opened(own) as site:
        page = site.page("/queue/links", CHECKER)

        assert "20+ of 20+ left" in page
        assert page[page.index("What comes next") :].count("<li><a") == 8
        assert len(waiting(site, "links")) == 26
        assert len(site.json("/queue/links.json", CHECKER)["waiting"]) == 26
        assert re.search(r"Suggested links</a>.*?20\+", site.page("/queue", CHECKER), re.DOTALL)


SMALL = re.compile(
    r"SCAN (CONSTANT ROW|\d+ CONSTANT ROWS|\(subquery-\d+\)|"
    r"(gone_quotes|place|due|d|g|gone|l|suggested|w|n|total|found|newer|others|worthy|claims_to_assess)\b|[ej] VIRTUAL TABLE)"
)
"""What may be read from end to end: a row of constants, what is limited already, what was found ready, the order of a queue itself."""
DETAILS = ["queue_claim", "queue_quote", "queue_link", "queue_name", "candidate_decide", "repeats", "suggestion", "suggest"]
PAGES = ["queue", *(f"queue_{name}" for name in NAMES), "queue_worth", *DETAILS]


@pytest.mark.parametrize("page", PAGES)
def test_no_question_of_a_queue_reads_a_table_from_end_to_end(desk: tuple[Path, Desk], page: str) -> None:
    connection = sqlite3.connect(desk[0])
    for name, sql in page_questions(house_folder(), page).items():
        values = dict.fromkeys(re.findall(r":(\w+)", sql))
        plan = [row[3] for row in connection.execute(f"explain query plan {sql}", values)]
        assert [step for step in plan if step.startswith("SCAN") and not SMALL.match(step)] == [], (page, name)
    connection.close()


# Words that somebody else wrote


def test_what_a_draft_holds_is_inert(own: Path) -> None:
    attack = "<script>alert(1)</script> \u202e<b>bold</b>"
    draft: dict[str, Any] = {
        "statement": attack,
        "quote": attack,
        "quotation": attack,
        "claim_date": attack,
        "attributions": [
            {"speaker": attack, "role_text": attack, "cue": attack, "source_type": attack, "stance": attack, "medium": attack}
        ],
    }
    with opened_store(own) as store:
        store.connection.execute("update candidates set state = 'rejected', decided_by = 'carla', decided_at = created_at")
        store.connection.execute(
            "insert into candidates (id, document_id, extractor, draft, because) select 'k9', id, ?, ?, ? from documents limit 1",
            (attack, json.dumps(draft), attack),
        )
    with opened(own) as site:
        for path in ("/queue/candidates", "/candidate/k9/decide"):
            page = site.page(path, CHECKER)
            assert "<script>alert" not in page
            assert "<b>bold" not in page
            fields = re.compile(r"<textarea.*?</textarea>|<input[^>]*>", re.DOTALL)  # where it can be mended, it stands as it is
            assert "\u202e" not in fields.sub("", page)
            assert "&lt;script&gt;alert(1)" in page


def test_addresses_of_a_queue_take_nobody_elsewhere(site: Site) -> None:
    page = site.page("/queue/unassessed?order=%22%3E%3Cscript%3E&done=%22%3E%3Cscript%3E", CHECKER)

    assert "<script>" not in page.replace("<script src=", "")
    for link in re.findall(r'href="([^"]+)"', page[page.index("<main") : page.index("</main>")]):
        assert not urlsplit(unescape(link)).netloc
