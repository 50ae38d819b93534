"""Links tie two claims together; candidates keep the machine's draft beside what a person made of it."""

import pytest
from factories import TIME, Fields, make_candidate, make_link, read_record, refusals

DECIDED = {"decided_by": "mona", "decided_at": TIME}


@pytest.mark.parametrize("relation", ["same_as", "contradicts", "supports", "narrows", "corrects"])
def test_a_claim_is_not_linked_to_itself(relation: str) -> None:
    assert read_record(make_link(relation=relation)).relation == relation
    assert refusals(make_link(relation=relation, to_id="c1")) == ["link: a claim is not linked to itself; name two"]


@pytest.mark.parametrize("relation", ["same_as", "contradicts"])
def test_a_relation_that_reads_both_ways_is_stored_once(relation: str) -> None:
    fault = f"link: {relation} reads the same both ways and is stored once: the smaller id is from_id; swap them"

    assert refusals(make_link(relation=relation, from_id="c2", to_id="c1")) == [fault]


@pytest.mark.parametrize("relation", ["supports", "narrows", "corrects"])
def test_another_relation_has_a_direction(relation: str) -> None:
    link = read_record(make_link(relation=relation, from_id="c2", to_id="c1"))

    assert (link.from_id, link.to_id) == ("c2", "c1")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="pending"),
        pytest.param({"state": "accepted", "claim_id": "c1", **DECIDED}, id="accepted"),
        pytest.param({"state": "edited", "claim_id": "c1", "decision": {"statement": "Another."}, **DECIDED}, id="edited"),
        pytest.param({"state": "rejected", "decision": {"why": "no claim"}, **DECIDED}, id="rejected"),
        pytest.param({"start_char": 0, "end_char": 9, "score": 0.5}, id="with its place"),
    ],
)
def test_a_candidate_is_pending_or_decided(changes: Fields) -> None:
    assert read_record(make_candidate(**changes)).state == changes.get("state", "pending")


def test_a_candidate_keeps_its_draft_as_it_was() -> None:
    draft = {"statement": 5, "quote": ["a", None, {"b": 1.5}], "colour": "red"}

    assert read_record(make_candidate(draft=draft)).draft == draft


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"decided_by": "mona"}, id="pending, by somebody"),
        pytest.param({"decided_at": TIME}, id="pending, at some time"),
        pytest.param({"state": "rejected"}, id="rejected by nobody"),
        pytest.param({"state": "rejected", "decided_by": "mona"}, id="rejected at no time"),
        pytest.param({"state": "accepted", "claim_id": "c1", "decided_at": TIME}, id="accepted by nobody"),
    ],
)
def test_a_decision_says_who_decided_and_when(changes: Fields) -> None:
    fault = "candidate: a decided candidate says who decided and when; a pending one does not"

    assert refusals(make_candidate(**changes)) == [fault]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"claim_id": "c1"}, id="pending, with a claim"),
        pytest.param({"state": "rejected", "claim_id": "c1", **DECIDED}, id="rejected, with a claim"),
        pytest.param({"state": "accepted", **DECIDED}, id="accepted, without a claim"),
        pytest.param({"state": "edited", **DECIDED}, id="edited, without a claim"),
    ],
)
def test_a_claim_comes_of_an_accepted_candidate_only(changes: Fields) -> None:
    assert refusals(make_candidate(**changes)) == ["candidate: an accepted candidate has its claim_id, another has none"]


@pytest.mark.parametrize("changes", [{"start_char": 0}, {"end_char": 9}], ids=str)
def test_the_offsets_of_a_candidate_come_together(changes: Fields) -> None:
    assert refusals(make_candidate(**changes)) == ["candidate: start_char and end_char come together; give both or none"]


def test_a_candidate_says_where_its_parts_were_found() -> None:
    found = read_record(make_candidate(spans={"content": [[3, 9], [12, 20]], "cue": [[9, 12]]})).spans

    assert found == {"content": ((3, 9), (12, 20)), "cue": ((9, 12),)}


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ({"content": [[9, 3]]}, "candidate: a piece of spans ends before it begins; give [start, end]"),
        ({"content": [[3, 3]]}, "candidate: a piece of spans ends before it begins; give [start, end]"),
    ],
)
def test_a_part_of_a_candidate_has_a_beginning_and_an_end(spans: Fields, fault: str) -> None:
    assert refusals(make_candidate(spans=spans)) == [fault]


@pytest.mark.parametrize("spans", [{"frame": [[3, 9]]}, {"content": [[3]]}, {"content": [[-1, 9]]}, {"content": "3-9"}, [3, 9]])
def test_parts_of_a_candidate_are_content_cue_and_source_in_pieces(spans: object) -> None:
    assert all(line.startswith("candidate.spans") for line in refusals(make_candidate(spans=spans)))
