"""On the site too, a draft of two claims is split, and two drafts of one are merged; what comes of it is decided about next."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import QUOTE
from visitors import CHECKER, READER, Site, opened
from waiting import fill

K1 = "/candidate/k1/decide"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Open a site on a database in which the drafts k1 and k2 of the same words, and k3 of none, wait."""
    path = tmp_path / "claims.db"
    fill(path)
    with opened(path) as found:
        yield found


def waiting(site: Site) -> list[str]:
    return [row["key"] for row in site.json("/queue/candidates.json", CHECKER)["waiting"]]


def states(site: Site) -> list[str]:
    return [state for (state,) in site.execute("select state from candidates order by rowid")]


def test_a_draft_is_split_where_the_second_claim_begins_and_that_is_undone(site: Site) -> None:
    answer = site.post(K1, {"decision": "split", "second_begins": "twelve schools"}, CHECKER)

    assert answer.status_code == 303
    made = json.loads(site.execute("select decision from candidates where id = 'k1'")[0][0])["split"]
    assert answer.headers["location"] == f"/queue/candidates?at={made[0]}&done=k1"
    assert waiting(site) == ["k2", "k3", *made]
    page = site.page(answer.headers["location"], CHECKER)
    assert "<strong>Split</strong>" in page
    assert "twelve schools in January" not in page.split("</h2>")[0].split("<h2")[-1]

    assert site.post(K1, {"decision": "undo"}, CHECKER).status_code == 303
    assert waiting(site) == ["k1", "k2", "k3"]


def test_two_drafts_are_merged_by_a_program_with_a_token_too(site: Site) -> None:
    answer = site.post_json(K1, {"decision": "merge"}, CHECKER)

    assert answer.status_code == 201
    (made,) = answer.json()["made"]
    assert states(site) == ["rejected", "rejected", "pending", "pending"]
    assert waiting(site) == ["k3", made]
    assert "<strong>Merged</strong>" in site.page(f"/queue/candidates?at={made}&done=k1", CHECKER)


@pytest.mark.parametrize(
    ("path", "fields", "fault"),
    [
        (K1, {"decision": "split", "second_begins": "nobody said this"}, "do not stand in the content of this draft"),
        (K1, {"decision": "split", "second_begins": QUOTE}, "choose another place"),
        (K1, {"decision": "split"}, "second_begins is missing"),
        ("/candidate/k3/decide", {"decision": "merge"}, "nothing to merge it with"),
        (K1, {"decision": "merge", "merge_with": "k9"}, "No candidate"),
        (K1, {"decision": "merge", "merge_with": "k1"}, "name two"),
    ],
)
def test_a_cut_that_makes_no_sense_is_refused_and_nothing_is_written(site: Site, path: str, fields: dict[str, str], fault: str) -> None:
    answer = site.post(path, fields, CHECKER)

    assert answer.status_code in (400, 404), answer.status_code
    assert fault in answer.text
    assert states(site) == ["pending"] * 3


def test_whoever_may_only_read_cuts_nothing(site: Site) -> None:
    assert site.post(K1, {"decision": "split", "second_begins": "twelve schools"}, READER).status_code == 403
    assert states(site) == ["pending"] * 3
