"""Forms in which people judge a claim: can it be checked, what speaks for or against it, is it true."""

from claims.models.forms import AssessmentForm, EvidenceForm, ReviewForm
from claims.site.fields import Fields
from claims.site.form import Done, Form, Sent
from claims.site.forms.subject import CLAIM, MOST, about_claim
from claims.site.page import Asked, Shown
from claims.site.pages.checkable import as_typed, suggestion_for_claim
from claims.site.roles import CHECK, EDIT
from claims.site.searching.finding import all_words
from claims.store.connection import Store, writing
from claims.store.meanwhile import newest_added
from claims.vocabularies import ReviewState
from claims.workflow.judging import add_evidence, assess_claim, review_claim


async def show_assess(asked: Asked) -> Shown:
    """Show the claim, the form, and the assessments so far; `?suggested=` fills it in with what a program would say."""
    answers = await about_claim(asked)
    claim = answers["claim"][0]
    suggestion = await suggestion_for_claim(asked, claim["id"], claim["statement"]) if asked.rights.may_read_drafts else None
    context = {
        "most": MOST,
        "seen": answers["newest"][0]["seen"],
        "suggestion": suggestion,
        "typed": as_typed(suggestion) if asked.arg("suggested") else {},
    }
    return Shown(title="Can it be checked?", answers=answers, context=context)


def assess(store: Store, sent: Sent) -> Done:
    """Add an assessment."""
    entry = sent.parsed(AssessmentForm)
    with writing(store, sent.by) as connection:
        claim_id, assessment = assess_claim(
            store,
            sent.given["claim"],
            reason=entry.reason,
            rationale=entry.rationale,
            status=entry.status,
            check_after=entry.check_after,
            credibility=entry.credibility,
            by=sent.by,
            seen=entry.seen,
        )
        newest = newest_added(connection, "assessments", claim_id)
    told = f"Assessed: {assessment.status.label.lower()}, {assessment.reason.label.lower()}."
    body = {"claim": claim_id, "seen": newest.number if newest else 0, **assessment.model_dump(mode="json", exclude_none=True)}
    return Done(f"/claim/{claim_id}", told, body)


async def show_evidence(asked: Asked) -> Shown:
    """Let people choose the document, or describe a new one; then show the form."""
    words = asked.arg("q")
    answers = await about_claim(asked, document=asked.arg("document"), words=words, match=all_words(words))
    return Shown(title="Add evidence", answers=answers, context={"most": MOST, "words": words, "is_new": bool(asked.arg("new"))})


def support(store: Store, sent: Sent) -> Done:
    """Add a piece of evidence."""
    entry = sent.parsed(EvidenceForm)
    claim_id, evidence, is_new = add_evidence(
        store,
        sent.given["claim"],
        entry.document or entry.document_id or "",
        stance=entry.stance,
        note=entry.note,
        is_primary=entry.is_primary,
        quote=entry.quote,
        by=sent.by,
        allow_similar=entry.allow_similar,
    )
    told = f"Evidence added ({evidence.stance.label.lower()})." if is_new else "This evidence was recorded already; nothing was added."
    body = {"claim": claim_id, "added": is_new, **evidence.model_dump(mode="json", exclude_none=True)}
    return Done(f"/claim/{claim_id}", told, body, 201 if is_new else 200)


async def show_review(asked: Asked) -> Shown:
    """Show the claim, what the gate lacks, the form, and the reviews so far.

    `?retract=` fills it in to withdraw one of them, `?publish=` to publish a draft.
    """
    answers = await about_claim(asked)
    by_number = {str(row["id"]): row for row in answers["reviews"]}
    retracted, draft = by_number.get(asked.arg("retract")), by_number.get(asked.arg("publish"))
    filled: Fields = {}
    if earlier := retracted or draft:
        kept = ("verdict", "url", "original_rating") if retracted else ("verdict", "summary", "url", "original_rating")
        filled = {name: earlier[name] for name in kept if earlier[name]}
        filled |= {"publisher": earlier["publisher_id"], "state": ReviewState.RETRACTED if retracted else ReviewState.PUBLISHED}
    context = {"most": MOST, "seen": answers["newest"][0]["seen"], "typed": filled, "retracted": retracted}
    return Shown(title="Retract a verdict" if retracted else "Is it true?", answers=answers, context=context)


def review(store: Store, sent: Sent) -> Done:
    """Add a review."""
    entry = sent.parsed(ReviewForm)
    with writing(store, sent.by) as connection:
        given = review_claim(
            store,
            sent.given["claim"],
            verdict=entry.verdict,
            summary=entry.summary,
            publisher=entry.publisher,
            state=entry.state,
            url=entry.url,
            original_rating=entry.original_rating,
            by=sent.by,
            allow_similar=entry.allow_similar,
            seen=entry.seen,
        )
        newest = newest_added(connection, "reviews", given.claim_id)
    told = {
        ReviewState.DRAFT: "Kept as a draft; nobody but those who are signed in sees it.",
        ReviewState.PUBLISHED: f"Published: {given.verdict.label.lower()}.",
        ReviewState.RETRACTED: "Retracted. The verdict that it withdraws is kept, and marked so.",
    }[given.state]
    body = {"claim": given.claim_id, "seen": newest.number if newest else 0, **given.model_dump(mode="json", exclude_none=True)}
    return Done(f"/claim/{given.claim_id}", told, body)


ASSESS = Form(
    "assess",
    rf"{CLAIM}/assess",
    CHECK,
    assess,
    show_assess,
    integers=frozenset({"credibility", "seen"}),
    takes=AssessmentForm,
    deed="assess claims",
)
EVIDENCE = Form(
    "evidence",
    rf"{CLAIM}/evidence",
    CHECK,
    support,
    show_evidence,
    flags=frozenset({"is_primary", "allow_similar", "document.published_at_inferred"}),
    takes=EvidenceForm,
    deed="add evidence",
)
REVIEW = Form(
    "review",
    rf"{CLAIM}/review",
    EDIT,
    review,
    show_review,
    integers=frozenset({"seen"}),
    flags=frozenset({"allow_similar"}),
    takes=ReviewForm,
    deed="give a verdict",
)
FORMS = (ASSESS, EVIDENCE, REVIEW)
