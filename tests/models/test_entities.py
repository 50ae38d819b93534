"""Entities are not their own doubles, and roles end after they begin."""

import pytest
from factories import make_entity, make_entity_link, make_role, make_tag, read_record, refusals


def test_an_entity_keeps_its_names() -> None:
    entity = read_record(make_entity(aliases=["L. Hassan", "ليلى حسن"]))

    assert (entity.name, entity.aliases) == ("Layla Hassan", ("L. Hassan", "ليلى حسن"))


def test_an_entity_may_be_merged_into_another() -> None:
    assert read_record(make_entity(canonical_id="layla-al-hassan")).canonical_id == "layla-al-hassan"


def test_an_entity_is_not_merged_into_itself() -> None:
    assert refusals(make_entity(canonical_id="layla-hassan")) == ["entity: canonical_id names the entity itself; leave it out"]


@pytest.mark.parametrize(
    ("start_date", "end_date"),
    [("2020-01-01", "2024-02-05"), ("2024-02-05", "2024-02-05"), (None, "2024-02-05"), ("2024-02-05", None), (None, None)],
)
def test_a_role_may_be_dated(start_date: str | None, end_date: str | None) -> None:
    role = read_record(make_role(start_date=start_date, end_date=end_date))

    assert (role.start_date, role.end_date) == (start_date, end_date)


def test_a_role_ends_after_it_begins() -> None:
    fault = "role: end_date lies before start_date; swap them"

    assert refusals(make_role(start_date="2024-02-05", end_date="2024-02-04")) == [fault]


@pytest.mark.parametrize("kind", ["topic", "place", "event"])
def test_a_tag_names_a_topic_a_place_or_an_event(kind: str) -> None:
    assert read_record(make_tag(kind=kind)).kind == kind


def test_two_entities_that_may_be_one_are_named_once_the_smaller_id_first() -> None:
    link = read_record(make_entity_link())

    assert (link.from_id, link.to_id, link.judgement) == ("layla-hasan", "layla-hassan", "suggested")
    sentence = "entity_link: a pair of entities is stored once: the smaller id is from_id; swap them"
    assert refusals(make_entity_link(from_id="layla-hassan", to_id="layla-hasan")) == [sentence]
    assert refusals(make_entity_link(to_id="layla-hasan")) == [sentence]


@pytest.mark.parametrize(
    "changes", [{"judgement": "maybe"}, {"score": 1.2}, {"decided_by": ""}, {"decided_at": "2024-02-05"}, {"note": "?"}]
)
def test_what_is_said_of_two_names_keeps_the_rules(changes: dict[str, object]) -> None:
    assert len(refusals(make_entity_link(**changes))) == 1
