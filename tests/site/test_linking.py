"""Forms that say what belongs together; every link and every merge can be undone."""

from collections.abc import Iterator

import pytest
from desk import at, form_on, new_claim, words_on
from visitors import CHECKER, EDITOR, Site, opened

from claims.store.check import check_store
from claims.store.schema import open_store
from claims.vocabularies import Judgement, Relation
from claims.workflow.linking import link_claims


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a site on an empty database; tests add claims of their own, and in the end it must be sound."""
    database = tmp_path_factory.mktemp("linking") / "claims.db"
    open_store(database, create=True).close()
    with opened(database) as site:
        yield site
        with at(site) as store:
            assert list(check_store(store)) == []


def canonical(site: Site, *claims: str) -> list[str | None]:
    return [site.execute("select canonical_id from claims where id = ?", [claim])[0][0] for claim in claims]


# Claims.


def test_the_other_claim_is_found_chosen_and_linked(site: Site) -> None:
    claim = new_claim(site)
    other = new_claim(site, "Turbots were counted at the weir of Ossel.", speaker="Ann Example")
    new_claim(site, "Turbots were never counted anywhere at all.", speaker="Ben Sample")

    found = site.page(f"/claim/{claim}/link?q=turbots+wei", CHECKER)
    assert f'href="/claim/{claim}/link?other={other}"' in found
    assert "never counted anywhere" not in found

    page = site.page(f"/claim/{claim}/link?other={other}", CHECKER)
    assert "Turbots were counted at the weir of Ossel." in page
    answer = site.post(
        f"/claim/{claim}/link?other={other}",
        form_on(page, "other") | {"relation": "supports"},
        CHECKER,
    )

    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{claim}")
    assert site.execute("select from_id, to_id, relation, judgement, decided_by from claim_links where from_id = ?", [claim]) == [
        (claim, other, "supports", "confirmed", "ann")
    ]


def test_a_claim_is_found_by_its_id_and_never_offered_for_a_link_with_itself(site: Site) -> None:
    claim, other = new_claim(site), new_claim(site)

    assert f"other={other}" in site.page(f"/claim/{claim}/link?q={other}", CHECKER)
    assert f"other={claim}" not in site.page(f"/claim/{claim}/link?q={claim}", CHECKER)
    assert "A claim is not linked to itself" in site.page(f"/claim/{claim}/link?other={claim}", CHECKER)
    assert "is recorded: find it by its words" in site.page(f"/claim/{claim}/link?other=czzz", CHECKER)


def test_a_long_list_of_results_says_that_it_is_cut(site: Site) -> None:
    claim = new_claim(site)
    for number in range(21):
        new_claim(site, f"The lighthouse blinked {number} times in one night.")

    words = words_on(site.page(f"/claim/{claim}/link?q=lighthouse", CHECKER))

    assert "Only the 20 newest are shown" in words
    assert "blinked 20 times" in words
    assert "blinked 0 times" not in words


def test_a_confirmed_repeat_is_undone_by_one_button(site: Site) -> None:
    claim, other = new_claim(site), new_claim(site)
    site.post(f"/claim/{claim}/link", {"other": other, "relation": "same_as", "judgement": "confirmed"}, CHECKER)
    assert canonical(site, claim, other) == [None, claim]

    page = site.page(f"/claim/{claim}/link", CHECKER)
    undo = form_on(page, "judgement")
    first = min(claim, other)
    answer = site.post(f"/claim/{first}/link?next=/claim/{claim}/link", undo, CHECKER)

    assert f'action="/claim/{first}/link?next=/claim/{claim}/link"' in page.replace("%2F", "/")
    assert undo["judgement"] == "rejected"
    assert answer.headers["location"] == f"/claim/{claim}/link"
    assert canonical(site, claim, other) == [None, None]


def test_a_suggestion_comes_first_and_waits_for_a_decision(site: Site) -> None:
    claim, other, third = new_claim(site), new_claim(site), new_claim(site)
    sent = {"other": other, "relation": "contradicts", "judgement": "suggested", "score": 0.75}

    made = site.post_json(f"/claim/{claim}/link", sent, CHECKER)
    with at(site) as store:
        link_claims(store, claim, third, relation=Relation.SUPPORTS, judgement=Judgement.CONFIRMED, by="carla")

    assert made.status_code == 201
    first, second = sorted([claim, other])
    assert made.json().items() >= {"from_id": first, "to_id": second, "score": 0.75, "judgement": "suggested"}.items()
    words = words_on(site.page(f"/claim/{claim}/link", CHECKER))
    assert words.index("contradicts , suggested") < words.index("supports , confirmed")
    assert "score 0.75" in words


@pytest.mark.parametrize(
    ("other", "field", "message"),
    [
        ("czzz", "other", "No claim 'czzz' is recorded."),
        ("c x", "other", "has the wrong form; it looks like an id such as c0123456789abcdef"),
        ("", "other", "has the wrong form; it looks like an id such as c0123456789abcdef"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(site: Site, other: str, field: str, message: str) -> None:
    answer = site.post_json(f"/claim/{new_claim(site)}/link", {"other": other, "relation": "supports"}, CHECKER)

    assert answer.status_code == 400
    assert [(fault["field"], fault["message"]) for fault in answer.json()["errors"]] == [(field, message)]


def test_a_claim_is_not_linked_to_itself(site: Site) -> None:
    claim = new_claim(site)

    answer = site.post(f"/claim/{claim}/link", {"other": claim, "relation": "supports", "judgement": "confirmed"}, CHECKER)

    assert answer.status_code == 400
    assert "a claim is not linked to itself; name two" in words_on(answer.text)
    assert form_on(answer.text, "other")["relation"] == "supports"


# Names.


def test_a_name_is_merged_and_parted_again(site: Site) -> None:
    said = [new_claim(site, speaker=name) for name in ("Ottilie Vandermeer", "O. Vandermeer")]
    path = "/entity/o-vandermeer/merge"

    found = site.page(f"{path}?q=vander+ottil", EDITOR)
    assert f'href="{path}?into=ottilie-vandermeer"' in found
    page = site.page(f"{path}?into=ottilie-vandermeer", EDITOR)
    assert "1 claim said" in words_on(page)
    merged = site.post(path, form_on(page, "into"), EDITOR)

    assert (merged.status_code, merged.headers["location"]) == (303, path)
    assert site.execute("select distinct speaker_id from claims where id in (?, ?)", said) == [("ottilie-vandermeer",)]
    assert "Stands for Ottilie Vandermeer already O. Vandermeer" in words_on(site.page("/entity/ottilie-vandermeer/merge", EDITOR))

    standing = site.page(path, EDITOR)
    assert "It stands for Ottilie Vandermeer" in words_on(standing)
    parted = site.post(path, form_on(standing, "undo"), EDITOR)

    assert parted.status_code == 303
    assert site.execute("select canonical_id from entities where id = 'o-vandermeer'") == [(None,)]
    with at(site) as store:
        actors = store.connection.execute("select distinct actor from history where table_name = 'entities' and row_id = 'o-vandermeer'")
        assert actors.fetchall() == [("ed",)]


def test_only_what_may_be_the_same_is_offered(site: Site) -> None:
    new_claim(site, speaker="Quentin Marlowe")
    new_claim(site, attributions=[{"speaker": "Marlowe Institute", "source_type": "named_organisation"}])

    page = site.page("/entity/quentin-marlowe/merge?q=marlowe", EDITOR)

    assert "marlowe-institute" not in page
    assert "No other person has" in page


def test_a_merge_that_makes_no_sense_is_refused_in_words(site: Site) -> None:
    new_claim(site, speaker="Petra Lindqvist")
    path = "/entity/petra-lindqvist/merge"

    for sent, field, words in (
        ({"into": "petra-lindqvist"}, "into", "cannot be merged into itself"),
        ({"into": "gazette"}, "", "they cannot be the same"),
        ({"into": "nobody-at-all"}, "into", "No entity 'nobody-at-all' is recorded."),
        ({"undo": True}, "into", "is not merged into anything: there is nothing to undo"),
        ({"undo": True, "into": "gazette"}, "into", "are both given"),
        ({}, "into", "choose the entity that it is the same as"),
    ):
        answer = site.post_json(path, sent, EDITOR)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["field"] == field, answer.json()
        assert words in answer.json()["errors"][0]["message"]


def test_a_program_merges_and_undoes(site: Site) -> None:
    for name in ("Ferry Company of Ossel", "Ossel Ferries"):
        new_claim(site, attributions=[{"speaker": name, "source_type": "named_organisation"}])

    merged = site.post_json("/entity/ossel-ferries/merge", {"into": "Ferry Company of Ossel"}, EDITOR)
    undone = site.post_json("/entity/ossel-ferries/merge", {"undo": True}, EDITOR)

    assert (merged.status_code, merged.json()["canonical"]) == (201, "ferry-company-of-ossel")
    assert (undone.status_code, undone.json()["canonical"]) == (200, None)


def test_an_entity_that_is_not_there_is_not_found(site: Site) -> None:
    assert site.get("/entity/nobody-at-all/merge", EDITOR).status_code == 404
    assert site.post_json("/entity/nobody-at-all/merge", {"into": "gazette"}, EDITOR).status_code == 404
    assert site.get("/entity/gazette/merge", CHECKER).status_code == 403
