"""What ties records together: links between claims, and the machine's drafts beside what people made of them."""

from typing import Literal, Self

from pydantic import Field, JsonValue, model_validator

from claims.models.fields import Line, Model, Offset, Prose, RowId, Score, UtcTime
from claims.vocabularies import SYMMETRIC_RELATIONS, CandidateState, Judgement, Relation


class ClaimLink(Model):
    """How one claim relates to another, and what a person decided about it."""

    record: Literal["link"] = "link"
    from_id: RowId = Field(description="The one claim.")
    to_id: RowId = Field(description="The other.")
    relation: Relation = Field(description="How the first relates to the second.")
    judgement: Judgement = Field(description="Suggested, confirmed or rejected.")
    score: Score | None = Field(default=None, description="Of the program that suggested it, 0 to 1.")
    decided_by: Line = Field(description="Who.")
    decided_at: UtcTime = Field(description="When, UTC.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.from_id == self.to_id:
            raise ValueError("a claim is not linked to itself; name two")
        if self.relation in SYMMETRIC_RELATIONS and self.from_id > self.to_id:
            raise ValueError(f"{self.relation} reads the same both ways and is stored once: the smaller id is from_id; swap them")
        return self


FoundSpans = dict[Literal["content", "cue", "source"], tuple[tuple[Offset, Offset], ...]]
"""The pieces of a text that a program found, by what they are; offsets in code points."""


class Candidate(Model):
    """A claim drafted by a program: the draft as it was, and what a person made of it."""

    record: Literal["candidate"] = "candidate"
    id: RowId = Field(description="Follows from document, span and draft.")
    document_id: RowId = Field(description="The document it was drafted from.")
    extractor: Line = Field(description="Name and version of the program.")
    draft: dict[str, JsonValue] = Field(description="The draft, kept as it was.")
    start_char: Offset | None = Field(default=None, description="Where its content begins in the text.")
    end_char: Offset | None = Field(default=None, description="Where it ends.")
    score: Score | None = Field(default=None, description="How sure the program is, 0 to 1.")
    because: Prose = Field(default="", description="Why, in words.")
    state: CandidateState = Field(default=CandidateState.PENDING, description="What became of it.")
    decision: dict[str, JsonValue] | None = Field(
        default=None, description="What the person changed, why it was rejected, or what it was split or merged into."
    )
    decided_by: Line | None = Field(default=None, description="Who decided.")
    decided_at: UtcTime | None = Field(default=None, description="When, UTC.")
    claim_id: RowId | None = Field(default=None, description="The claim that came of it.")
    created_at: UtcTime = Field(description="When it was drafted, UTC.")
    spans: FoundSpans | None = Field(default=None, description="Where content, cue and source were found, each in pieces [start, end].")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        decided = self.state is not CandidateState.PENDING
        if decided != (self.decided_by is not None) or decided != (self.decided_at is not None):
            raise ValueError("a decided candidate says who decided and when; a pending one does not")
        if (self.state in (CandidateState.ACCEPTED, CandidateState.EDITED)) != (self.claim_id is not None):
            raise ValueError("an accepted candidate has its claim_id, another has none")
        if (self.start_char is None) != (self.end_char is None):
            raise ValueError("start_char and end_char come together; give both or none")
        if any(start >= end for pieces in (self.spans or {}).values() for start, end in pieces):
            raise ValueError("a piece of spans ends before it begins; give [start, end]")
        return self
