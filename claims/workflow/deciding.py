"""Deciding about what a program or a colleague proposed, and undoing a decision: drafted claims, suggested links, an assessment.

What is decided already is not decided twice: whoever comes second is told who was first, and nothing is written.
"""

import json
from typing import NamedTuple

from pydantic import ValidationError

from claims.dates import now, today
from claims.errors import ChangedMeanwhile, ClaimsError, Fault, InvalidInput
from claims.models import Assessment, ClaimEntry, ClaimLink
from claims.models.faults import faults_of
from claims.store.connection import Store, writing
from claims.store.decide import (
    claim_came_of,
    links_of_one_decision,
    put_link_back,
    recorded_assessment,
    recorded_candidate,
    recorded_link,
    reopen_candidate,
    save_decision,
    take_back_claim,
    waiting_candidate,
)
from claims.store.read import Fields
from claims.store.write import save_entry, save_link
from claims.vocabularies import SYMMETRIC_RELATIONS, CandidateState, Judgement, Relation
from claims.workflow.adding import claim_entry
from claims.workflow.judging import assess_claim
from claims.workflow.recutting import take_back_recut

_OFFSETS = ("start_char", "end_char")


class Decided(NamedTuple):
    """What became of a candidate."""

    candidate_id: str
    state: CandidateState
    claim_id: str | None
    """The claim that came of it; after an undo, the one that was removed again."""
    is_new: bool
    """Whether the decision made that claim; it may have been recorded before."""
    links: tuple[ClaimLink, ...] = ()
    """Claims that it likely repeats: links that wait for a person."""


def drafted_claim(store: Store, candidate: str) -> dict[str, object]:
    """Return a draft as the fields of an entry for the document that it was drafted from. Raises NotRecorded."""
    return _drafted(recorded_candidate(store.connection, candidate))


def _drafted(candidate: Fields) -> dict[str, object]:
    return {**candidate["draft"], "record": "entry", "document": candidate["document_id"]}


def accept_candidate(
    store: Store, candidate: str, changes: dict[str, object] | None = None, *, by: str, allow_similar: bool = False
) -> Decided:
    """Record the claim that a draft comes to, as drafted or with fields changed (None takes one away), by the rules of `add_claim`.

    The draft is kept as it was; what was really changed is kept beside it. Raises what `add_claim` raises, and ChangedMeanwhile
    where somebody has decided already.
    """
    from claims.workflow.suggesting import refuse_bad_settings, suggest_about_new  # noqa: PLC0415  (slow to load)

    refuse_bad_settings(store)
    with writing(store, by) as connection:
        found = waiting_candidate(connection, candidate)
        drafted = _drafted(found)
        wanted = _without_stale_offsets(drafted, drafted | (changes or {}))
        # Whoever decides answers for the claim, whatever the program wrote there.
        entry = claim_entry({**wanted, "created_by": by, "created_at": None})
        changed = _changed(drafted, entry)
        at = now()
        added = save_entry(store, entry, by=by, at=at, allow_similar=allow_similar)
        state = CandidateState.EDITED if changed else CandidateState.ACCEPTED
        decision = {"changed": changed} if changed else None
        save_decision(connection, candidate, state, decision=decision, claim_id=added.claim_id, by=by, at=at)
    links = suggest_about_new(store, [added.claim_id]).comparison.suggested if added.is_new else []
    return Decided(candidate, state, added.claim_id, added.is_new, tuple(links))


def reject_candidate(store: Store, candidate: str, reason: str, *, by: str) -> Decided:
    """Say that a draft is no claim, and why; it is never drafted again. Raises ChangedMeanwhile where somebody has decided already."""
    if len(reason.strip()) < len("no claim"):
        raise InvalidInput("This decision", [Fault("reason", repr(reason), "is too short; say in a few words why it is no claim")])
    with writing(store, by) as connection:
        waiting_candidate(connection, candidate)
        decision: Fields = {"reason": reason.strip()}
        save_decision(connection, candidate, CandidateState.REJECTED, decision=decision, claim_id=None, by=by, at=now())
    return Decided(candidate, CandidateState.REJECTED, None, False)


def undo_decision(store: Store, candidate: str, *, by: str) -> Decided:
    """Let a candidate wait again, and remove the claim that the decision made, or close what it was split or merged into.

    The history keeps all of it. Raises RefusedByDatabase where somebody has built on that claim since, ClaimsError where what came
    of a split or a merge has been decided about.
    """
    with writing(store, by) as connection:
        found = recorded_candidate(connection, candidate)
        if found["state"] == CandidateState.PENDING:
            raise ClaimsError(f"Candidate '{candidate}' waits already: there is nothing to undo.")
        decision = found.get("decision", {})
        if "undone" in decision:
            raise ClaimsError(f"Candidate '{candidate}' came of a split or a merge that was undone: decide about '{decision['undone']}'.")
        if "split" in decision or "merged_into" in decision:
            take_back_recut(store, found, by=by)
            return Decided(candidate, CandidateState.PENDING, None, False)
        claim, decided = found.get("claim_id"), {"by": found["decided_by"], "at": found["decided_at"]}
        reopen_candidate(connection, candidate)
        if claim is None or not claim_came_of(connection, claim, **decided):
            return Decided(candidate, CandidateState.PENDING, None, False)
        take_back_claim(store, claim, by=by, since=decided["at"])
    return Decided(candidate, CandidateState.PENDING, claim, True)


def _without_stale_offsets(drafted: dict[str, object], wanted: dict[str, object]) -> dict[str, object]:
    """Forget where the drafted words stood when the words were changed and the offsets were not."""
    is_stale = wanted.get("quote") != drafted.get("quote") and all(wanted.get(name) == drafted.get(name) for name in _OFFSETS)
    kept = {name: value for name, value in wanted.items() if not (is_stale and name in _OFFSETS)}
    return {name: value for name, value in kept.items() if value is not None}


def _changed(drafted: dict[str, object], entry: ClaimEntry) -> Fields:
    """Return the fields whose meaning differs from the draft; spelling out a default changes nothing."""
    wanted = _spelt_out(entry)
    try:
        before = _spelt_out(ClaimEntry.model_validate_json(json.dumps(drafted)))
    except ValidationError:
        before = drafted
    changed = {name: value for name, value in wanted.items() if value != before.get(name, _default(name))}
    if "quote" in changed:  # other words stand at another place
        changed = {name: value for name, value in changed.items() if name not in _OFFSETS}
    return changed


def _spelt_out(entry: ClaimEntry) -> Fields:
    """Return an entry with every default in its place; a source without a hop has the one of its place in the list."""
    fields: Fields = json.loads(entry.model_dump_json(exclude={"record", "document", "created_by", "created_at"}))
    for place, source in enumerate(fields["attributions"]):
        source["hop"] = place if source["hop"] is None else source["hop"]
    return fields


def _default(name: str) -> object:
    default = ClaimEntry.model_fields[name].get_default()
    return list(default) if isinstance(default, tuple) else default


def decide_link(
    store: Store,
    first: str,
    second: str,
    relation: Relation,
    *,
    judgement: Judgement,
    by: str,
    instead: Relation | None = None,
    is_turned: bool = False,
) -> ClaimLink:
    """Confirm or reject a suggested link. `instead` confirms another relation and rejects the suggested one.

    `is_turned` reads that other relation from the second claim to the first. Returns the link that now stands. Raises
    ChangedMeanwhile where somebody has decided already.
    """
    with writing(store, by) as connection:
        suggested = recorded_link(connection, first, second, relation)
        if suggested["judgement"] != Judgement.SUGGESTED:
            raise ChangedMeanwhile("This link", suggested["decided_by"], suggested, deed="decided")
        at = now()
        ends = (second, first) if is_turned else (first, second)
        other = None if instead is None else _link(*ends, instead, Judgement.CONFIRMED, by=by, at=at)
        if other is not None and (other.from_id, other.to_id, other.relation) == (first, second, relation):
            other, judgement = None, Judgement.CONFIRMED
        link = _link(first, second, relation, Judgement.REJECTED if other else judgement, by=by, at=at)
        save_link(store, link)
        if other is not None:
            save_link(store, other)
    return other or link


def undo_link(store: Store, first: str, second: str, relation: Relation, *, by: str) -> list[ClaimLink]:
    """Let a link between two claims stand as it did before it was decided about, with whatever was decided in the same step.

    Returns the links as they were decided.
    """
    with writing(store, by) as connection:
        decided = recorded_link(connection, first, second, relation)
        if decided["judgement"] == Judgement.SUGGESTED:
            raise ClaimsError("This link waits already: there is nothing to undo.")
        together = links_of_one_decision(connection, decided)
        for link in together:
            put_link_back(store, link)
    return together


def _link(first: str, second: str, relation: Relation, judgement: Judgement, *, by: str, at: str) -> ClaimLink:
    ends = sorted((first, second)) if relation in SYMMETRIC_RELATIONS else [first, second]
    try:
        return ClaimLink(from_id=ends[0], to_id=ends[1], relation=relation, judgement=judgement, decided_by=by, decided_at=at)
    except ValidationError as error:
        raise InvalidInput("This link", faults_of(error)) from error


RESTORED = "Restores the assessment of "


def restore_assessment(store: Store, claim: str, number: int, *, by: str, seen: int | None = None) -> tuple[str, Assessment]:
    """Add a copy of an earlier assessment, so that it is the newest again; what was assessed in between is kept too.

    `seen` is as for `assess_claim`. Raises ClaimsError where its day to look again has passed.
    """
    with writing(store, by) as connection:
        earlier = recorded_assessment(connection, claim, number)
        if earlier.check_after is not None and earlier.check_after <= today():
            raise ClaimsError("The day to look again of that assessment has passed: assess the claim anew, with another day.")
        origin = "" if earlier.rationale.startswith(RESTORED) else f"{RESTORED}{earlier.assessed_at[:10]} by {earlier.assessor}. "
        return assess_claim(
            store,
            claim,
            reason=earlier.reason,
            rationale=origin + earlier.rationale,
            by=by,
            check_after=earlier.check_after,
            credibility=earlier.credibility,
            seen=seen,
        )
