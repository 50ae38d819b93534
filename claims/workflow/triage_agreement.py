"""How far people agree with what was suggested about verifiability, for each version of the program; and their judgement as data.

Only a suggestion that was there before the assessment counts. Whoever assesses sees it, so the agreement is flattered somewhat.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.store.connection import Store
from claims.store.read import Fields, claims_with_publication
from claims.store.suggestions import assessed_claims, judged_suggestions
from claims.workflow.bands import Band, count, empty_bands

NOTHING = "nothing"
"""What stands where the program had no suggestion."""


@dataclass
class TriageAgreement:
    """What people made of the suggestions of one version of the program."""

    program: str
    assessed: int = 0
    """Claims that were assessed after the program had looked at them, those without a suggestion among them."""
    same_status: int = 0
    same_reason: int = 0
    """Of those with the same status."""
    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each status was suggested (or nothing), and what a person said."""
    bands: list[Band] = field(default_factory=empty_bands)

    @property
    def suggested(self) -> int:
        """For how many of them it had a suggestion."""
        return self.assessed - sum(n for (status, _), n in self.table.items() if status == NOTHING)

    @property
    def agreement(self) -> float | None:
        """The share of the suggestions whose status a person gave, too."""
        return round(self.same_status / self.suggested, 3) if self.suggested else None


def triage_report(store: Store) -> list[TriageAgreement]:
    """Return the agreement between suggested and given assessments for each version of the program, the earliest first."""
    found: dict[str, TriageAgreement] = {}
    for judged in judged_suggestions(store.connection):
        program = judged.suggestion["program"]
        _count(found.setdefault(program, TriageAgreement(program)), judged.suggestion, judged.assessment)
    return list(found.values())


def _count(agreement: TriageAgreement, suggestion: Fields, assessment: Fields) -> None:
    status = suggestion.get("status", NOTHING)
    agreement.assessed += 1
    agreement.table[status, assessment["status"]] += 1
    if status == NOTHING:
        return
    is_right = status == assessment["status"]
    agreement.same_status += is_right
    agreement.same_reason += is_right and suggestion["reason"] == assessment["reason"]
    count(agreement.bands, suggestion["score"], is_right=is_right)


def training_statements(store: Store) -> Iterator[Fields]:
    """Yield every assessed claim with its newest assessment, as `claims train-triage` reads it."""
    for chunk in assessed_claims(store.connection):
        for claim, published in claims_with_publication(store.connection, chunk):
            newest = max(reversed(claim["assessments"]), key=lambda one: one["assessed_at"])
            told = {
                "id": claim["id"],
                "text": claim["statement"],
                "status": newest["status"],
                "reason": newest["reason"],
                "sources": [
                    {name: hop[name] for name in ("source_type", "source_text", "role_text", "cue") if name in hop}
                    for hop in claim.get("attributions", [])
                ],
                "published": published,
                "claim_date": claim.get("claim_date"),
                "language": claim.get("language"),
            }
            yield {name: value for name, value in told.items() if value}
