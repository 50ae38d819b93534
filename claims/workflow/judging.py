"""What people find out about a claim: can it be checked, what speaks for or against it, is it true."""

from pydantic import ValidationError

from claims.dates import now
from claims.errors import InvalidInput
from claims.models import Assessment, DocumentEntry, Evidence, Review
from claims.models.faults import faults_of
from claims.store.connection import Store, writing
from claims.store.read import resolve_claim
from claims.store.write import entity_for, save_assessment, save_entities, save_evidence, save_review
from claims.vocabularies import EntityKind, EvidenceStance, Reason, ReviewState, Verdict, Verifiability, status_of
from claims.workflow.adding import add_document


def assess_claim(
    store: Store,
    claim: str,
    *,
    reason: Reason,
    rationale: str,
    by: str,
    status: Verifiability | None = None,
    check_after: str | None = None,
    credibility: int | None = None,
) -> tuple[str, Assessment]:
    """Add an assessment of whether a claim can be checked; the newest wins. Returns the claim's id with what was added."""
    claim_id = resolve_claim(store.connection, claim)
    try:
        assessment = Assessment(
            status=status or status_of(reason),
            reason=reason,
            rationale=rationale,
            check_after=check_after,
            credibility=credibility,
            assessor=by,
            assessed_at=now(),
        )
    except ValidationError as error:
        raise InvalidInput("This assessment", faults_of(error)) from error
    return claim_id, save_assessment(store, claim_id, assessment)


def add_evidence(
    store: Store,
    claim: str,
    document: DocumentEntry | str,
    *,
    stance: EvidenceStance,
    note: str,
    by: str,
    is_primary: bool = False,
    quote: str | None = None,
) -> tuple[str, Evidence, bool]:
    """Add a captured document for or against a claim. Returns the claim's id, the evidence and whether it is new."""
    claim_id = resolve_claim(store.connection, claim)
    with writing(store, by):
        document_id = document if isinstance(document, str) else add_document(store, document, by=by)[0].id
        try:
            evidence = Evidence(
                document_id=document_id, stance=stance, is_primary=is_primary, quote=quote or None, note=note, added_by=by, added_at=now()
            )
        except ValidationError as error:
            raise InvalidInput("This evidence", faults_of(error)) from error
        return claim_id, evidence, save_evidence(store, claim_id, evidence)


def review_claim(
    store: Store,
    claim: str,
    *,
    verdict: Verdict,
    summary: str,
    publisher: str,
    by: str,
    state: ReviewState = ReviewState.DRAFT,
    url: str | None = None,
    original_rating: str | None = None,
) -> Review:
    """Add a verdict on a claim, ours or somebody else's (then with the original rating); the newest wins.

    Raises RefusedByDatabase where the gate is shut: a verdict of ours needs evidence, and a claim assessed as verifiable.
    """
    claim_id = resolve_claim(store.connection, claim)
    with writing(store, by):
        publisher_id, made = entity_for(store, publisher, EntityKind.ORGANISATION)
        save_entities(store, made, by)
        try:
            review = Review(
                claim_id=claim_id,
                verdict=verdict,
                original_rating=original_rating or None,
                summary=summary,
                publisher_id=publisher_id,
                url=url or None,
                state=state,
                reviewer=by,
                reviewed_at=now(),
            )
        except ValidationError as error:
            raise InvalidInput("This review", faults_of(error)) from error
        return save_review(store, review)
