"""A claim with the chain of its sources, its assessments, its evidence and its reviews."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from claims.models.fields import (
    Context,
    Day,
    Language,
    Line,
    Model,
    Offset,
    PartialDate,
    Prose,
    Quote,
    Rationale,
    RowId,
    Slug,
    Statement,
    Summary,
    Url,
    UtcTime,
)
from claims.vocabularies import (
    NAMED_SOURCES,
    REASONS_BY_STATUS,
    Confirmation,
    EvidenceStance,
    Location,
    Medium,
    Quotation,
    Reason,
    Reliability,
    ReviewState,
    SourceType,
    Stance,
    Verdict,
    Verifiability,
)
from claims.wording import has_quotation_mark, is_quoted


class Attribution(Model):
    """One hop of the chain from the one who asserts the claim (hop 0) towards the outlet."""

    hop: Annotated[int, Field(ge=0, le=9)] = Field(default=0, description="0 asserts the claim, 1 passed it on ...")
    seq: Annotated[int, Field(ge=0, le=99)] = Field(default=0, description="Counts the sources of one hop.")
    source_type: SourceType = Field(description="What kind of source it is.")
    entity_id: Slug | None = Field(default=None, description="The named source.")
    affiliation_id: Slug | None = Field(default=None, description="The organisation it belongs to, as printed.")
    source_text: Line | None = Field(default=None, description="The source as printed.")
    role_text: Line | None = Field(default=None, description="The role as printed.")
    cue: Line | None = Field(default=None, description="The words that attribute, as printed: said, stressed.")
    stance: Stance = Field(default=Stance.AFFIRMS, description="Where the source stands.")
    medium: Medium | None = Field(default=None, description="The way in which it spoke.")
    platform_id: Slug | None = Field(default=None, description="The platform it was posted on.")
    said_date: PartialDate | None = Field(default=None, description="When this source said it, EDTF.")
    origin_document_id: RowId | None = Field(default=None, description="The captured original.")
    anonymity_reason: Line | None = Field(default=None, description="Why the reporter withholds the name, as printed.")
    confirmation: Confirmation = Field(default=Confirmation.AS_REPORTED, description="Whether they said it.")
    reliability: Reliability | None = Field(default=None, description="Admiralty letter, A to F.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        named = self.source_type in NAMED_SOURCES
        if named and self.entity_id is None:
            raise ValueError(f"a {self.source_type.label.lower()} needs its entity; name it, or choose an unnamed source type")
        if self.entity_id is not None and not named and self.source_type is not SourceType.DOCUMENT:
            raise ValueError(f"the source type {self.source_type} has no entity; remove it, or choose a named source type")
        if self.source_text is None and self.source_type is not SourceType.UNSTATED:
            raise ValueError("source_text is missing; give the source as printed")
        if self.anonymity_reason is not None and self.source_type is not SourceType.ANONYMOUS:
            raise ValueError("anonymity_reason belongs to an anonymous source only; remove it")
        if self.confirmation is Confirmation.ORIGIN_SEEN and self.origin_document_id is None:
            raise ValueError("origin_seen needs origin_document_id; capture the original first")
        return self


def check_reason(status: Verifiability, reason: Reason) -> None:
    """Raise ValueError for a reason that is bound to another status."""
    if reason not in REASONS_BY_STATUS[status]:
        raise ValueError(f"the reason {reason} does not belong to {status}; choose {', '.join(REASONS_BY_STATUS[status])}")


class Assessment(Model):
    """Verifiability of a claim as one person saw it at one time. Append-only; the newest wins."""

    status: Verifiability = Field(description="Can it be checked?")
    reason: Reason = Field(description="Why; belongs to the status.")
    rationale: Rationale = Field(description="A sentence on why.")
    check_after: Day | None = Field(default=None, description="For not_yet: the day to look again.")
    credibility: Annotated[int, Field(ge=1, le=6)] | None = Field(default=None, description="Admiralty digit, 1 to 6.")
    assessor: Line = Field(description="Who assessed.")
    assessed_at: UtcTime = Field(description="When, UTC.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        check_reason(self.status, self.reason)
        if self.status is Verifiability.NOT_YET and self.check_after is None:
            raise ValueError("not_yet needs check_after, the day to look again")
        if self.status is not Verifiability.NOT_YET and self.check_after is not None:
            raise ValueError("check_after belongs to not_yet only; remove it")
        if self.check_after is not None and self.check_after <= self.assessed_at[:10]:
            raise ValueError("check_after lies before the assessment; give a later day")
        return self


class Evidence(Model):
    """A captured document that supports a claim, refutes it or gives context."""

    document_id: RowId = Field(description="The document.")
    stance: EvidenceStance = Field(description="What it does to the claim.")
    is_primary: bool = Field(description="Whether it is first-hand: the record itself, not a report on it.")
    quote: Quote | None = Field(default=None, description="The words that matter.")
    note: Prose = Field(description="What it shows.")
    added_by: Line = Field(description="Who added it.")
    added_at: UtcTime = Field(description="When, UTC.")


class Review(Model):
    """A verdict, ours or somebody else's. Append-only; a retraction is a newer one."""

    record: Literal["review"] = "review"
    claim_id: RowId = Field(description="The claim.")
    verdict: Verdict = Field(description="Is it true?")
    original_rating: Line | None = Field(default=None, description="Somebody else's rating, verbatim; empty: the verdict is ours.")
    summary: Summary = Field(description="What was found.")
    publisher_id: Slug = Field(description="Who publishes the verdict.")
    url: Url | None = Field(default=None, description="Where it is published.")
    state: ReviewState = Field(description="Draft, published or retracted.")
    reviewer: Line = Field(description="Who reviewed.")
    reviewed_at: UtcTime = Field(description="When, UTC.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.state is ReviewState.PUBLISHED and self.url is None:
            raise ValueError("a published review needs its url; give it, or record a draft")
        return self


class Claim(Model):
    """One statement in one document version: an occurrence, not a proposition."""

    record: Literal["claim"] = "claim"
    id: RowId = Field(description="`c` and 16 hexadecimal digits of document, span and the statement as first written.")
    document_id: RowId = Field(description="The document version it stands in.")
    statement: Statement = Field(description="What is claimed, in our words, standing alone.")
    quote: Quote = Field(default="", description="The document's words, exactly; empty where only a paraphrase can be kept.")
    prefix: Context = Field(default="", description="Words before the quote.")
    suffix: Context = Field(default="", description="Words after the quote.")
    start_char: Offset | None = Field(default=None, description="Where the quote begins in the text, in code points from 0.")
    end_char: Offset | None = Field(default=None, description="Where it ends.")
    quotation: Quotation = Field(description="How the words are given.")
    location: Location = Field(default=Location.BODY, description="Where in the document it stands.")
    language: Language = Field(description="Language of the document's words, BCP 47.")
    claim_date: PartialDate | None = Field(default=None, description="The day, month or year that the statement is about, EDTF.")
    claim_date_inferred: bool = Field(default=False, description="Whether that date was inferred and not printed.")
    canonical_id: RowId | None = Field(default=None, description="The claim that it repeats.")
    created_by: Line = Field(description="Who added it.")
    created_at: UtcTime = Field(description="When, UTC.")
    attributions: tuple[Attribution, ...] = Field(default=(), description="The chain; none: the outlet's own voice.")
    assessments: tuple[Assessment, ...] = Field(default=(), description="Can it be checked? The newest wins.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="What speaks for or against it.")
    tags: tuple[Slug, ...] = Field(default=(), description="Topics, places and events.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        self._check_span()
        self._check_quotation()
        self._check_chain()
        if self.claim_date is None and self.claim_date_inferred:
            raise ValueError("claim_date_inferred without claim_date; give the date or leave the flag out")
        if self.canonical_id == self.id:
            raise ValueError("canonical_id names the claim itself; leave it out")
        return self

    def _check_span(self) -> None:
        if self.start_char is None and self.end_char is None:
            return
        if self.start_char is None or self.end_char is None:
            raise ValueError("start_char and end_char come together; give both or none")
        if not self.quote:
            raise ValueError("an empty quote has no offsets; remove them or give the quote")
        if self.end_char - self.start_char != len(self.quote):
            raise ValueError(f"the quote has {len(self.quote)} characters, its offsets say {self.end_char - self.start_char}; mend one")

    def _check_quotation(self) -> None:
        if self.quotation in (Quotation.DIRECT, Quotation.MIXED) and not self.quote:
            raise ValueError(f"{self.quotation} quotation needs the quote; give the words, or choose indirect")
        if self.quotation is Quotation.DIRECT and not is_quoted(self.prefix, self.quote, self.suffix):
            raise ValueError("direct quotation needs quotation marks around the quote; give them with the quote, or choose indirect")
        if self.quotation is Quotation.MIXED and not has_quotation_mark(self.prefix, self.quote, self.suffix):
            raise ValueError("mixed quotation needs quotation marks in the quote or around it; give them, or choose indirect")

    def _check_chain(self) -> None:
        if self.quotation is Quotation.OWN_VOICE:
            if self.attributions:
                raise ValueError("own_voice has no attributions; remove them, or choose direct, indirect or mixed")
            return
        if not self.attributions:
            raise ValueError(f"{self.quotation} quotation needs an attribution; say who said it, or choose own_voice")
        if len(self.attributions) == 1:
            if self.attributions[0].hop or self.attributions[0].seq:
                raise ValueError("the first attribution has hop 0 and seq 0")
            return
        places = [(one.hop, one.seq) for one in self.attributions]
        if places[0] != (0, 0) or any(later not in ((hop, seq + 1), (hop + 1, 0)) for (hop, seq), later in pairwise(places)):
            raise ValueError("hops and the sources of one hop are counted from 0 without gaps, in order")
        named = [one.entity_id for one in self.attributions if one.entity_id]
        if len(named) != len(set(named)):
            raise ValueError("a source stands only once in one chain")
