"""The chain of sources of a claim."""

import pytest
from store.by_hand import Values, add
from store.libraries import Plain
from store.rules.asking import refused, refused_row

GAP = "hops, and the sources of one hop, are counted from 0 without gaps: add the one before this first"
DOES_NOT_FIT = "the source does not fit: it stands twice, is the outlet itself, or is of another kind"
KEEPS_ITS_PLACE = "an attribution keeps its place in its chain: remove it and add another"


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("the outlet's own voice has no attributions: choose another quotation", {"claim_id": "fence", "hop": 0}),
        (GAP, {"hop": 2}),
        (GAP, {"hop": 1, "seq": 1}),
        (GAP, {"hop": 0, "seq": 2}),
        ("a source stands only once in one chain", {"source_type": "named_person", "entity_id": "ben"}),
        (
            "the outlet of the document is the last hop already: leave it out",
            {"source_type": "named_organisation", "entity_id": "courier"},
        ),
        ("a named person is an entity of the kind person", {"source_type": "named_person", "entity_id": "council"}),
        ("a named organisation is no person", {"source_type": "named_organisation", "entity_id": "ann"}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_chain_of_sources_is_in_order(plain: Plain, sentence: str, changes: Values) -> None:
    assert refused_row(plain, "attributions", **changes) == sentence


def test_an_outlet_is_a_source_in_another_outlets_document(plain: Plain) -> None:
    add(plain, "attributions", source_type="named_organisation", entity_id="gazette")


@pytest.mark.parametrize("change", ["hop = 2", "seq = 1", "claim_id = 'closed', hop = 3"])
def test_an_attribution_keeps_its_place(plain: Plain, change: str) -> None:
    assert refused(plain, f"update attributions set {change} where claim_id = 'stays' and hop = 1") == KEEPS_ITS_PLACE


def test_an_attribution_keeps_its_claim(plain: Plain) -> None:
    add(plain, "claims", quotation="indirect")

    assert refused(plain, "update attributions set claim_id = 'new' where claim_id = 'again'") == KEEPS_ITS_PLACE


def test_a_source_is_not_changed_into_another_kind_by_its_type_alone(plain: Plain) -> None:
    assert refused(plain, "update attributions set source_type = 'named_organisation' where claim_id = 'again'") == DOES_NOT_FIT


@pytest.mark.parametrize("entity", ["gazette", "ann"])
def test_a_source_is_not_changed_into_one_that_does_not_fit(plain: Plain, entity: str) -> None:
    changed = "update attributions set entity_id = ? where claim_id = 'stays' and hop = 1"

    assert refused(plain, changed, entity) == DOES_NOT_FIT


def test_a_source_is_not_changed_into_one_of_the_same_chain(plain: Plain) -> None:
    add(plain, "attributions", claim_id="stays", hop=2, source_type="named_organisation", entity_id="desk")

    assert refused(plain, "update attributions set entity_id = 'council' where claim_id = 'stays' and hop = 2") == DOES_NOT_FIT


def test_a_source_may_be_corrected(plain: Plain) -> None:
    plain.execute("update attributions set entity_id = 'desk' where claim_id = 'stays' and hop = 1")


def test_hops_are_removed_from_the_end(plain: Plain) -> None:
    add(plain, "attributions", hop=0, seq=1)

    for first in ("claim_id = 'stays' and hop = 0", "claim_id = 'again' and hop = 0 and seq = 0"):
        assert refused(plain, f"delete from attributions where {first}") == "hops are counted without gaps: remove the last one first"
    plain.execute("delete from attributions where claim_id = 'stays' and hop = 1")
    plain.execute("delete from attributions where claim_id = 'stays' and hop = 0")


def test_a_claim_with_sources_is_not_turned_into_the_outlets_own_voice(plain: Plain) -> None:
    turned = "update claims set quotation = 'own_voice' where id = 'again'"

    assert refused(plain, turned) == "the outlet's own voice has no attributions: remove them first"
    plain.execute("delete from attributions where claim_id = 'again'")
    plain.execute(turned)
