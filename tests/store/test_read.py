"""What is recorded, read back: as records, as a page about one claim, as its history."""

import json
from typing import Any

import pytest
from store.by_hand import LATER, TIME, add

from claims.errors import NotRecorded
from claims.models.records import RECORD_KINDS, validate_record
from claims.store.connection import Store, connect, writing
from claims.store.read import (
    claim_history,
    claim_page,
    count_records,
    counts,
    documents_newest_first,
    entity_names,
    overview,
    records,
    resolve_claim,
)


def test_every_record_is_read_back_in_the_order_in_which_a_load_takes_them(world: Store) -> None:
    kinds = [record["record"] for record in records(world)]

    assert kinds == sorted(kinds, key=RECORD_KINDS.index)
    assert set(kinds) == set(RECORD_KINDS)
    assert len(kinds) == count_records(world)


def test_every_record_refers_to_earlier_ones_only(world: Store) -> None:
    world.connection.execute("update claims set canonical_id = 'fence' where id = 'closed'")
    world.connection.execute("update entities set canonical_id = 'ben' where id = 'ann'")

    order = [record.get("id") for record in records(world)]

    assert order.index("fence") < order.index("closed")
    assert order.index("ben") < order.index("ann")


def test_what_is_read_back_is_what_the_models_take(world: Store) -> None:
    for record in records(world):
        validate_record(record)


def test_a_record_is_read_back_without_what_is_absent(world: Store) -> None:
    found = {record.get("id"): record for record in records(world)}

    assert found["ann"] == {"record": "entity", "id": "ann", "kind": "person", "name": "Ann Example", "wikidata_id": "Q42"}
    assert found["courier"]["aliases"] == ["The Courier"]
    assert found["drafted"]["draft"] == {"statement": "A dog guards the bridge."}
    assert found["again"] == {
        "record": "claim",
        "id": "again",
        "document_id": "report",
        "statement": "The bridge in town is closed.",
        "quotation": "indirect",
        "location": "body",
        "language": "en",
        "created_by": "tester",
        "created_at": TIME,
        "attributions": [
            {
                "hop": 0,
                "seq": 0,
                "source_type": "named_person",
                "entity_id": "ben",
                "source_text": "Ben Sample",
                "stance": "affirms",
                "confirmation": "as_reported",
            }
        ],
    }


def test_the_parts_of_a_claim_come_in_order(world: Store) -> None:
    add(world.connection, "assessments", claim_id="closed", assessed_at=LATER)
    add(world.connection, "tags", id="accidents", name="Accidents")
    add(world.connection, "claim_tags", claim_id="closed", tag_id="accidents")
    add(world.connection, "attributions", claim_id="stays", hop=0, seq=1)

    found = {record.get("id"): record for record in records(world)}

    assert [one["assessed_at"] for one in found["closed"]["assessments"]] == [TIME, LATER]
    assert found["closed"]["tags"] == ["accidents", "bridges"]
    assert [(one["hop"], one["seq"]) for one in found["stays"]["attributions"]] == [(0, 0), (0, 1), (1, 0)]


def test_texts_can_be_withheld(world: Store) -> None:
    assert sum("text" in record for record in records(world)) == 1
    assert sum("text" in record for record in records(world, with_texts=False)) == 0


def test_reading_sees_one_state_whatever_others_write_meanwhile(world: Store) -> None:
    reading = records(world)
    first = next(reading)
    other = connect(world.path)
    with writing(other) as connection:
        add(connection, "tags")
        add(connection, "claims")
    other.close()

    ids = {first.get("id"), *(record.get("id") for record in reading)}

    assert not ids & {"rivers", "new"}
    assert {"rivers", "new"} <= {record.get("id") for record in records(world)}


def test_reading_that_is_given_up_leaves_the_connection_free(world: Store) -> None:
    reading = records(world)
    next(reading)
    reading.close()

    assert not world.connection.in_transaction


def test_claims_come_in_chunks_without_a_loss(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(records(world))
    monkeypatch.setattr("claims.store.read._CHUNK", 1)

    assert list(records(world)) == whole


@pytest.fixture
def hashed(world: Store) -> Store:
    """Return a database with claims whose ids are as long as real ones."""
    for number, claim_id in enumerate(("c0123456789abcdef", "c01234aaaaaaaaaaa", "c0129999999999999")):
        add(world.connection, "claims", id=claim_id, statement=f"The bridge is closed, number {number}.")
    return world


@pytest.mark.parametrize("wanted", ["c0123456789abcdef", "c012345", "c01234567"])
def test_a_claim_is_found_by_its_first_characters(hashed: Store, wanted: str) -> None:
    assert resolve_claim(hashed.connection, wanted) == "c0123456789abcdef"


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("c01234", " Did you mean c0123456789abcdef or c01234aaaaaaaaaaa?"),
        ("c012", " Did you mean c0123456789abcdef or c01234aaaaaaaaaaa or c0129999999999999?"),
        ("zzzz", ""),
        ("C012345", ""),
        ("c%", ""),
    ],
)
def test_characters_that_fit_several_or_none_are_answered_with_the_claims_that_fit(hashed: Store, wanted: str, hint: str) -> None:
    with pytest.raises(NotRecorded) as refusal:
        resolve_claim(hashed.connection, wanted)

    assert str(refusal.value) == f"No claim '{wanted}' is recorded.{hint}"


def test_fewer_than_four_characters_mean_no_claim(hashed: Store) -> None:
    with pytest.raises(NotRecorded, match=r"^No claim 'clo' is recorded\. Did you mean .*closed\?$"):
        resolve_claim(hashed.connection, "clo")


def test_a_whole_id_is_found_though_others_begin_with_it(world: Store) -> None:
    add(world.connection, "claims", id="closed-too")

    assert resolve_claim(world.connection, "closed") == "closed"


def test_the_page_of_a_claim_tells_all_about_it(world: Store) -> None:
    world.connection.execute("update claims set canonical_id = 'closed' where id = 'again'")

    page = claim_page(world, "clos")

    assert page.claim["id"] == "closed"
    assert page.document["title"] == "Bridge closed"
    assert page.names == {"ann": "Ann Example", "council": "Town Council", "desk": "Our Desk", "gazette": "Gazette"}
    assert (page.verifiability, page.verdict) == ("verifiable", "true")
    assert [review["verdict"] for review in page.reviews] == ["true"]
    assert [(link["from_id"], link["relation"], link["to_id"]) for link in page.links] == [("closed", "supports", "stays")]
    assert page.repeats == [
        {"id": "again", "statement": "The bridge in town is closed.", "speaker": "Ben Sample", "outlet": "Courier"},
    ]


def test_a_repeat_shows_the_claim_that_it_repeats(world: Store) -> None:
    world.connection.execute("update claims set canonical_id = 'closed' where id = 'again'")

    page = claim_page(world, "again")

    assert [repeat["id"] for repeat in page.repeats] == ["closed"]
    assert (page.verifiability, page.verdict) == ("verifiable", "true")


def test_the_newest_review_comes_first(world: Store) -> None:
    add(world.connection, "reviews")

    assert [review["reviewed_at"] for review in claim_page(world, "closed").reviews] == [LATER, TIME]


def test_the_page_of_an_unknown_claim_is_refused(world: Store) -> None:
    with pytest.raises(NotRecorded, match="No claim 'nowhere' is recorded"):
        claim_page(world, "nowhere")


def test_the_history_of_a_claim_is_told_from_the_beginning(world: Store) -> None:
    with writing(world, "carla") as connection:
        connection.execute("update claims set location = 'lead' where id = 'closed'")
        connection.execute("update attributions set cue = 'stated' where claim_id = 'closed'")
        connection.execute("delete from claim_tags where claim_id = 'closed'")
    add(world.connection, "assessments", claim_id="closed")

    events = claim_history(world, "closed")

    assert [(event.at[:10], event.who, event.what) for event in events[:6]] == [
        ("2024-02-05", "tester", "recorded"),
        ("2024-02-05", "tester", "assessed"),
        ("2024-02-05", "tester", "reviewed"),
        ("2024-02-05", "tester", "evidence"),
        ("2024-02-05", "tester", "link confirmed"),
        ("2024-02-06", "tester", "assessed"),
    ]
    assert [(event.who, event.what) for event in events[6:]] == [
        ("carla", "claims updated"),
        ("carla", "attributions updated"),
        ("carla", "claim_tags deleted"),
    ]
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[6].detail["location"] == "body"
    assert None not in events[6].detail.values()


def test_the_history_of_one_claim_is_not_that_of_another(world: Store) -> None:
    world.connection.execute("update claims set location = 'lead' where id = 'fence'")

    assert [event.what for event in claim_history(world, "stays")] == ["recorded", "link confirmed"]


def test_a_link_in_the_history_names_the_other_claim_from_either_end(world: Store) -> None:
    (link,) = [event.detail for event in claim_history(world, "stays") if event.what.startswith("link")]
    ends = {link["from_id"], link["to_id"]}

    assert link["other"] != "stays"
    assert {"stays", link["other"]} == ends
    (back,) = [event.detail for event in claim_history(world, link["other"]) if event.detail.get("other") == "stays"]
    assert back["from_id"] == link["from_id"]


def test_the_history_of_an_unknown_claim_is_refused(world: Store) -> None:
    with pytest.raises(NotRecorded, match="No claim 'nowhere' is recorded"):
        claim_history(world, "nowhere")


def test_names_are_listed_by_kind(world: Store) -> None:
    assert entity_names(world, ("person",)) == ["Ann Example", "Ben Sample"]
    assert entity_names(world, ("outlet", "organisation")) == ["Courier", "Gazette", "Our Desk", "Town Council"]


def test_the_newest_documents_come_first(world: Store) -> None:
    found = documents_newest_first(world, most=2)

    assert [(document["id"], document["outlet"]) for document in found] == [("minutes", "Town Council"), ("report", "Courier")]


def test_what_there_is_is_counted(world: Store) -> None:
    assert counts(world) == {"claims": 4, "documents": 3, "entities": 7, "assessments": 1, "reviews": 1}


def test_claims_are_listed_in_words(world: Store) -> None:
    rows = overview(world, ["fence", "closed", "stays"])

    said: list[tuple[Any, ...]] = [(row["id"], row["speaker"], row["outlet"], row["verifiability"], row["verdict"]) for row in rows]
    assert said == [
        ("closed", "Ann Example", "Gazette", "Verifiable", "True"),
        ("fence", "Gazette", "Gazette", "Unassessed", None),
        ("stays", "experts", "Gazette", "Unassessed", None),
    ]


def test_history_keeps_the_row_as_json(world: Store) -> None:
    world.connection.execute("update tags set name = 'Brücken' where id = 'bridges'")
    world.connection.execute("update tags set name = 'Bridges' where id = 'bridges'")

    olds = [json.loads(old)["name"] for (old,) in world.connection.execute("select old from history order by id")]

    assert olds == ["Bridges", "Brücken"]
