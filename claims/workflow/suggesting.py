"""What programs say of a claim as soon as it is recorded: what it repeats, and whether it can be checked. A person decides."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.dates import now
from claims.errors import DatabaseBusy
from claims.models import ClaimEntry, Ground, SourceEntry, SuggestedAssessment
from claims.store.connection import Store, writing
from claims.store.meanwhile import newest_added
from claims.store.read import Fields, claims_with_publication, document_dated, resolve_claim
from claims.store.suggestions import claims_without_suggestion, count_without_suggestion, save_suggested_assessments
from claims.store.unassessed import claims_to_assess
from claims.triage import Suggestion, suggest, version
from claims.vocabularies import Quotation, SourceType
from claims.workflow.encoding import encode_claims, to_encode
from claims.workflow.matching import Comparison, compare_claims
from claims.workflow.matching import program as matcher
from claims.workflow.meaning import MOST_ENCODED, encoder_of

Progress = Callable[[int], None]
"""Is told how many claims have been looked at since it was last called."""


DEFAULT_LANGUAGE = "en"


@dataclass
class Suggestions:
    """What programs said of claims."""

    comparison: Comparison = field(default_factory=Comparison)
    assessments: list[SuggestedAssessment] = field(default_factory=list)

    def add(self, more: "Suggestions") -> None:
        """Take in what was said of other claims."""
        self.comparison.add(more.comparison)
        self.assessments += more.assessments


def triager() -> str:
    """Return the name under which suggested assessments are kept, with its version. Raises ClaimsError for bad rules of one's own."""
    return f"claims triage {version()}"


def refuse_bad_settings(store: Store) -> None:
    """Raise ClaimsError where rules or a model of one's own cannot be used: before a claim is recorded, not after."""
    triager()
    matcher(store)


def suggest_about(store: Store, claims: Sequence[str]) -> Suggestions:
    """Look for what recorded claims repeat, and for whether they can be checked. Raises NotRecorded."""
    ids = [resolve_claim(store.connection, claim) for claim in claims]
    return Suggestions(compare_claims(store, ids), suggest_assessments(store, ids))


def suggest_about_new(store: Store, claims: Sequence[str]) -> Suggestions:
    """Do so for claims that were recorded just now. They stay recorded where somebody else writes for too long.

    What is not compared or looked at then comes with the next `compare_new_claims` and `suggest_new_assessments`.
    """
    made = Suggestions()
    with suppress(DatabaseBusy):
        _encode_few(store)
        made.comparison = compare_claims(store, claims)
        made.assessments = suggest_assessments(store, claims)
    return made


def _encode_few(store: Store) -> None:
    """Keep the sentence vectors of a database that has them up to date, as long as few are missing."""
    encoder = encoder_of(store)
    if encoder is not None and to_encode(store, encoder) <= MOST_ENCODED:
        encode_claims(store, encoder)


def suggest_assessments(store: Store, claims: Sequence[str]) -> list[SuggestedAssessment]:
    """Write down how recorded claims may be assessed, beside what was suggested earlier, and return what is new. Raises NotRecorded."""
    ids = [resolve_claim(store.connection, claim) for claim in claims]
    program, at = triager(), now()
    made = [_suggested(claim, published, program, at) for claim, published in claims_with_publication(store.connection, ids)]
    with writing(store, program) as connection:
        return save_suggested_assessments(connection, made)


def suggest_new_assessments(store: Store, *, progress: Progress | None = None) -> int:
    """Write down how every claim may be assessed of which this version of the program has said nothing. Returns how many."""
    count = 0
    for chunk in claims_without_suggestion(store.connection, triager()):
        suggest_assessments(store, chunk)
        count += len(chunk)
        if progress:
            progress(len(chunk))
    return count


def suggested_for(store: Store, claim: str) -> tuple[Fields, Suggestion]:
    """Return a recorded claim, and what this version of the program says of it; nothing is written. Raises NotRecorded."""
    ((found, published),) = claims_with_publication(store.connection, [resolve_claim(store.connection, claim)])
    return found, suggestion_for(found, published)


class Unassessed(NamedTuple):
    """A claim that a person looks at to assess it."""

    claim: Fields
    suggestion: Suggestion
    seen: int
    """Number of its newest assessment, 0 for none."""


def unassessed_claims(store: Store) -> list[str]:
    """List the claims that nobody has assessed, the most worth checking first."""
    return claims_to_assess(store.connection)


def look_at_unassessed(store: Store, claim: str) -> Unassessed:
    """Return a claim with what is suggested of it, which is written down first: the report compares it with the answer."""
    newest = newest_added(store.connection, "assessments", resolve_claim(store.connection, claim))
    suggest_assessments(store, [claim])
    return Unassessed(*suggested_for(store, claim), newest.number if newest else 0)


def without_suggestion(store: Store) -> int:
    """Count the claims of which this version of the program has said nothing."""
    return count_without_suggestion(store.connection, triager())


def suggestion_for(claim: Fields, published: str | None) -> Suggestion:
    """Return what a program says of a claim as it is recorded; nothing is written."""
    return suggest(
        claim["statement"],
        sources=[_source(hop) for hop in claim.get("attributions", [])],
        quotation=Quotation(claim["quotation"]) if claim.get("quotation") else None,
        claim_date=claim.get("claim_date"),
        published=published,
        language=claim.get("language", DEFAULT_LANGUAGE),
    )


def suggestion_for_entry(entry: ClaimEntry, *, store: Store | None = None) -> Suggestion:
    """Return what a program says of a claim that somebody is about to add; nothing is written.

    `store` tells the date and the language of a document that is named by its id.
    """
    published, language = _document_of(entry, store)
    return suggest(
        entry.statement,
        sources=entry.attributions,
        quotation=entry.quotation,
        claim_date=entry.claim_date,
        published=published,
        language=entry.language or language,
    )


def _document_of(entry: ClaimEntry, store: Store | None) -> tuple[str | None, str]:
    if not isinstance(entry.document, str):
        return entry.document.published_at, entry.document.language
    found = document_dated(store.connection, entry.document) if store else None
    return found or (None, DEFAULT_LANGUAGE)


def _source(hop: Fields) -> SourceEntry:
    """Return a recorded hop as somebody would have typed it, as far as triage looks at it; what is recorded is not checked again."""
    seen = {name: hop.get(name) for name in ("source_text", "role_text", "cue", "hop")}
    return SourceEntry.model_construct(speaker=hop.get("entity_id"), source_type=SourceType(hop["source_type"]), **seen)


def _suggested(claim: Fields, published: str | None, program: str, at: str) -> SuggestedAssessment:
    """Return what is said of a claim; an id that is recorded is not checked again."""
    found = suggestion_for(claim, published)
    return SuggestedAssessment.model_construct(
        claim_id=claim["id"],
        status=found.status,
        reason=found.reason,
        score=round(found.score, 4),
        worth=round(found.worth, 4),
        grounds=tuple(Ground.model_construct(start=cue.start, end=cue.end, why=cue.why) for cue in found.because),
        program=program,
        suggested_at=at,
    )
