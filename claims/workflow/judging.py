"""What people find out about a claim: can it be checked, what speaks for or against it, is it true."""

from pydantic import ValidationError

from claims.dates import now
from claims.errors import ChangedMeanwhile, InvalidInput
from claims.models import Assessment, DocumentEntry, Evidence, Review
from claims.models.faults import faults_of
from claims.store.connection import Store, writing
from claims.store.meanwhile import newest_added
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
    seen: int | None = None,
) -> tuple[str, Assessment]:
    """Add an assessment of whether a claim can be checked; the newest wins. Returns the claim's id with what was added.

    `seen` is the number of the newest assessment that its author has seen, 0 for none. Raises ChangedMeanwhile where there is a
    newer one; left out, that is not asked.
    """
    with writing(store, by):
        claim_id = resolve_claim(store.connection, claim)
        _refuse_if_added(store, "assessments", claim_id, seen, "assessed")
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


def _refuse_if_added(store: Store, table: str, claim_id: str, seen: int | None, deed: str) -> None:
    newest = newest_added(store.connection, table, claim_id)
    if seen is not None and newest is not None and newest.number > seen:
        raise ChangedMeanwhile("This claim", newest.who, newest.fields, seen=newest.number, deed=deed)


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
    allow_similar: bool = False,
) -> tuple[str, Evidence, bool]:
    """Add a captured document for or against a claim. Returns the claim's id, the evidence and whether it is new."""
    with writing(store, by):
        claim_id = resolve_claim(store.connection, claim)
        document_id = document if isinstance(document, str) else add_document(store, document, by=by, allow_similar=allow_similar)[0].id
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
    allow_similar: bool = False,
    seen: int | None = None,
) -> Review:
    """Add a verdict on a claim, ours or somebody else's (then with the original rating); the newest wins.

    Raises RefusedByDatabase where the gate is shut: a verdict of ours needs evidence, and a claim assessed as verifiable.
    `seen` is the number of the newest review that its author has seen, 0 for none. Raises ChangedMeanwhile where there is a newer
    one; left out, that is not asked.
    """
    with writing(store, by):
        claim_id = resolve_claim(store.connection, claim)
        _refuse_if_added(store, "reviews", claim_id, seen, "reviewed")
        publisher_id, made = entity_for(store, publisher, EntityKind.ORGANISATION, allow_similar=allow_similar)
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
