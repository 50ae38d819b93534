"""What a program would say of a claim before a person has: kept as it was, so that the two can be compared."""

from typing import Literal, Self

from pydantic import Field, model_validator

from claims.models.claims import check_reason
from claims.models.fields import Line, Model, Offset, RowId, Score, UtcTime
from claims.vocabularies import Reason, Verifiability


class Ground(Model):
    """Words of a statement that led to a suggestion; offsets in code points."""

    start: Offset = Field(description="Where they begin.")
    end: Offset = Field(description="Where they end.")
    why: Line = Field(description="What they tell.")

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if self.start >= self.end:
            raise ValueError("the words end before they begin; give start and end")
        return self


class SuggestedAssessment(Model):
    """Whether a claim can be checked, and how much it is worth checking, as a program sees it. It decides nothing."""

    record: Literal["suggested_assessment"] = "suggested_assessment"
    claim_id: RowId = Field(description="The claim.")
    status: Verifiability | None = Field(default=None, description="Can it be checked? Absent where the program does not know.")
    reason: Reason | None = Field(default=None, description="Why; belongs to the status.")
    score: Score = Field(description="How sure it is of the status, 0 to 1.")
    worth: Score = Field(description="Check-worthiness, 0 to 1.")
    grounds: tuple[Ground, ...] = Field(default=(), description="The words of the statement that led to it.")
    program: Line = Field(description="Name and version of the program.")
    suggested_at: UtcTime = Field(description="When, UTC.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if (self.status is None) != (self.reason is None):
            raise ValueError("status and reason come together; give both or none")
        if self.status is not None and self.reason is not None:
            check_reason(self.status, self.reason)
        return self
