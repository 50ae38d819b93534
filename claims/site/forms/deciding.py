"""Forms of the queues: assess and restore, confirm or reject a link, decide about a draft. Each leads on to what waits next."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claims.errors import InvalidInput
from claims.models import ClaimEntry
from claims.models.decisions import CandidateDecision, LinkDecision, Restoration
from claims.models.forms import AssessmentForm
from claims.site.fields import Fields
from claims.site.form import Done, Form, Sent
from claims.site.forms.recutting import recut
from claims.site.forms.sources import MOST_SOURCES, as_chain, as_chosen, told_beside_fields
from claims.site.page import Asked, Shown
from claims.site.pages.queue_items import about_candidate
from claims.site.pages.queue_looks import look_at_draft
from claims.site.pages.queues import QUEUES, show_queue
from claims.site.roles import CHECK
from claims.store.connection import Store
from claims.vocabularies import Judgement, Relation
from claims.wording import shorten
from claims.workflow.deciding import (
    Decided,
    accept_candidate,
    decide_link,
    drafted_claim,
    reject_candidate,
    restore_assessment,
    undo_decision,
    undo_link,
)
from claims.workflow.judging import assess_claim
from claims.workflow.looking import show_claim

_ID = r"[A-Za-z0-9_-]+"
_QUOTED = 90


_CANDIDATES = QUEUES["candidates"]


async def show_around(asked: Asked) -> Shown:
    """Show the queue that a decision is made in."""
    return await show_queue(asked, QUEUES[asked.given["queue"]])


def assess(store: Store, sent: Sent) -> Done:
    """Assess the claim that a queue shows."""
    given = sent.parsed(AssessmentForm)
    claim, assessment = assess_claim(
        store,
        sent.given["claim"],
        reason=given.reason,
        rationale=given.rationale,
        by=sent.by,
        status=given.status,
        check_after=given.check_after,
        credibility=given.credibility,
        seen=given.seen,
    )
    return _assessed(store, sent, claim, f"Assessed as {assessment.status.label}", assessment.status)


def restore(store: Store, sent: Sent) -> Done:
    """Let an earlier assessment of a claim be the newest again."""
    given = sent.parsed(Restoration)
    claim, assessment = restore_assessment(store, sent.given["claim"], given.assessment, by=sent.by, seen=given.seen)
    return _assessed(store, sent, claim, f"Restored: {assessment.status.label}", assessment.status)


def _assessed(store: Store, sent: Sent, claim: str, told: str, status: str) -> Done:
    path = QUEUES[sent.given["queue"]].address(after=claim, done=claim)
    return Done(path, f"{told}: {_quoted(show_claim(store, claim).claim['statement'])}", {"claim": claim, "status": status})


def _quoted(statement: str) -> str:
    return f"“{shorten(statement, _QUOTED)}”"


def decide_about_link(store: Store, sent: Sent) -> Done:
    """Confirm or reject a suggested link, or undo that."""
    given = sent.parsed(LinkDecision)
    ends = sent.given["first"], sent.given["second"], Relation(sent.given["relation"])
    key = ".".join(ends)
    queue = QUEUES["links"]
    if given.decision == "undo":
        undo_link(store, *ends, by=sent.by)
        return Done(queue.address(at=key), "Undone: the link waits again.", {"link": key}, 200)
    link = decide_link(
        store,
        *ends,
        judgement=Judgement.REJECTED if given.decision == "reject" else Judgement.CONFIRMED,
        by=sent.by,
        instead=given.relation if given.decision == "instead" else None,
        is_turned=given.is_turned,
    )
    told = f"{link.judgement.label}: {link.relation.label.lower()}."
    return Done(queue.address(after=key, done=key), told, {"link": f"{link.from_id}.{link.to_id}.{link.relation}"})


def decide_about_candidate(store: Store, sent: Sent) -> Done:
    """Accept a draft, as it is or mended, reject, split or merge it, or undo that.

    A form that asks for one more source comes back with room for it.
    """
    fields = as_chain(as_chosen(sent.fields))
    if fields.get("more"):
        raise InvalidInput("This form", [])
    if fields.get("is_whole"):  # a form whose rows were all emptied sends none
        fields = {"attributions": [], **fields}
    fields = {name: value for name, value in fields.items() if name not in ("use", "is_whole")}
    given = replace(sent, fields=fields).parsed(CandidateDecision)
    candidate = sent.given["candidate"]
    if given.decision == "undo":
        undone = undo_decision(store, candidate, by=sent.by)
        removed = " The claim that came of it is removed." if undone.claim_id else ""
        return Done(_CANDIDATES.address(at=candidate), f"Undone: the draft waits again.{removed}", {"candidate": candidate}, 200)
    if given.decision in ("split", "merge"):
        return recut(store, candidate, given, by=sent.by)
    if given.decision == "reject":
        decided = reject_candidate(store, candidate, given.reason or "", by=sent.by)
        return _decided(decided, f"Rejected: {shorten(given.reason or '', _QUOTED)}")
    with told_beside_fields(store, drafted_claim(store, candidate) | fields, _with_sources(given)):
        decided = accept_candidate(store, candidate, given.changes, by=sent.by, allow_similar=given.allow_similar)
    statement = show_claim(store, str(decided.claim_id)).claim["statement"]
    known = "" if decided.is_new else " It was recorded already."
    return _decided(decided, f"{decided.state.label}: {_quoted(statement)}{known}")


def _with_sources(given: CandidateDecision) -> ClaimEntry:
    """Return as much of an entry as refusals of its sources are told by."""
    return ClaimEntry.model_construct(attributions=given.attributions or ())


def _decided(decided: Decided, told: str) -> Done:
    candidate = decided.candidate_id
    body = {"candidate": candidate, "state": decided.state, "claim": decided.claim_id}
    return Done(_CANDIDATES.address(after=candidate, done=candidate), told, body)


async def show_candidate(asked: Asked) -> Shown:
    """Show a draft beside the words of its document, with a form that holds it."""
    from datasette.utils.asgi import Forbidden, NotFound  # noqa: PLC0415

    if not asked.rights.may_read_drafts:
        raise Forbidden("Drafts of claims are for those who are signed in: sign in first.")
    candidate = asked.given["candidate"]
    answers = await asked.answers(item=candidate, texts=int(asked.rights.may_read_texts))
    if not answers["item"]:
        raise NotFound(f"No candidate '{candidate}' is recorded. Go on with what waits at /queue/candidates.")
    about = about_candidate(asked, answers)
    return Shown(
        title="Decide about a draft",
        answers=answers,
        canonical=f"/candidate/{candidate}/decide",
        context={
            **about,
            **await look_at_draft(asked, answers),
            "queue": _CANDIDATES,
            "queue_path": _CANDIDATES.address(at=candidate),
            "drafted": as_typed(about["draft"]),
            "typed": {},
            "most_sources": MOST_SOURCES,
            "faults": [],
        },
    )


def as_typed(draft: Mapping[str, Any]) -> Fields:
    """Return a draft as the form about it holds it: a source of the same hop as the one before it stands alongside."""
    return {**draft, "attributions": [{**row, **({"alongside": "1"} if row.get("seq") else {})} for row in draft["attributions"]]}


_ASSESSED = r"(?P<queue>unassessed|due)"

FORMS = (
    Form(
        "queue_assess",
        rf"/queue/{_ASSESSED}/(?P<claim>{_ID})",
        CHECK,
        assess,
        show_around,
        integers=frozenset({"credibility", "seen"}),
        takes=AssessmentForm,
        deed="assess a claim",
    ),
    Form(
        "queue_restore",
        rf"/queue/{_ASSESSED}/(?P<claim>{_ID})/restore",
        CHECK,
        restore,
        show_around,
        integers=frozenset({"assessment", "seen"}),
        takes=Restoration,
        deed="restore an assessment",
    ),
    Form(
        "queue_link",
        rf"/queue/(?P<queue>links)/(?P<first>{_ID})/(?P<second>{_ID})/(?P<relation>{'|'.join(Relation)})",
        CHECK,
        decide_about_link,
        show_around,
        flags=frozenset({"is_turned"}),
        takes=LinkDecision,
        deed="decide about a link",
    ),
    Form(
        "candidate_decide",
        rf"/candidate/(?P<candidate>{_ID})/decide",
        CHECK,
        decide_about_candidate,
        show_candidate,
        integers=frozenset({"start_char", "end_char"}),
        flags=frozenset({"claim_date_inferred", "allow_similar", "attributions.*.alongside"}),
        clears={"statement": "", "quote": "", "claim_date": None, "quotation": None, "language": None, "claim_date_inferred": False},
        takes=CandidateDecision,
        deed="decide about a draft",
    ),
)
