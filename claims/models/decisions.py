"""What people send when they decide about a proposal in a queue: a drafted claim, a suggested link, an assessment to be restored."""

from typing import Literal, Self

from pydantic import Field, model_validator

from claims.models.entries import SourceEntry
from claims.models.fields import Language, Line, Model, Offset, PartialDate, Quote, RowId, Statement
from claims.models.forms import Seen
from claims.vocabularies import Location, Quotation, Relation


class CandidateDecision(Model):
    """Accept a draft, with whatever fields should differ from it; reject it; cut it in two, join it with the next; or undo any of these."""

    decision: Literal["accept", "reject", "split", "merge", "undo"] = Field(description="accept, reject, split, merge or undo.")
    reason: Line | None = Field(default=None, description="For reject: why it is no claim.")
    second_begins: Line | None = Field(default=None, description="For split: the words that the second claim begins with, as printed.")
    merge_with: RowId | None = Field(default=None, description="For merge: the other draft; left out: the next one of the document.")
    statement: Statement | None = Field(default=None, description="Left out, like all below: as drafted.")
    quote: Quote | None = Field(default=None, description="The document's words, exactly.")
    start_char: Offset | None = Field(default=None, description="Where the quote begins; found where the quote is changed.")
    end_char: Offset | None = Field(default=None, description="Where it ends.")
    quotation: Quotation | None = Field(default=None, description="How the words are given; null: as the words show.")
    location: Location | None = Field(default=None, description="Where in the document it stands.")
    language: Language | None = Field(default=None, description="Language of the words, BCP 47.")
    claim_date: PartialDate | None = Field(default=None, description="What the statement is about, EDTF; null clears it.")
    claim_date_inferred: bool | None = Field(default=None, description="Whether that date was inferred and not printed.")
    attributions: tuple[SourceEntry, ...] | None = Field(default=None, description="Who says so; replaces the whole drafted chain.")
    allow_similar: bool = Field(default=False, description="Whether a new name is really somebody else where one much like it is recorded.")

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.decision == "reject" and self.reason is None:
            raise ValueError("reason is missing; say in a few words why it is no claim")
        if self.decision == "split" and self.second_begins is None:
            raise ValueError("second_begins is missing; give the words that the second claim begins with")
        return self

    @property
    def changes(self) -> dict[str, object]:
        """What should differ from the draft, field by field."""
        given = self.model_dump(
            mode="json", exclude_unset=True, exclude={"decision", "reason", "second_begins", "merge_with", "allow_similar"}
        )
        return {name: value for name, value in given.items() if value is not None or name not in ("statement", "location")}


class LinkDecision(Model):
    """Confirm or reject a suggested link, say how the two claims relate instead, or undo any of these."""

    decision: Literal["confirm", "reject", "instead", "undo"] = Field(description="confirm, reject, instead or undo.")
    relation: Relation | None = Field(default=None, description="For instead: how the first claim relates to the second.")
    is_turned: bool = Field(default=False, description="For instead: whether it is read from the second claim to the first.")

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if self.decision == "instead" and self.relation is None:
            raise ValueError("relation is missing; choose how the two claims relate")
        return self


class RepeatAnswer(Model):
    """Say whether the other claim says the same as this one, or undo what you said."""

    answer: Literal["same", "different", "contradicts", "undo"] = Field(
        description="same, different, contradicts (then they are not the same either) or undo."
    )


class NamesDecision(Model):
    """Say which of two names stays because both mean the same, or that they mean different ones; or undo that."""

    decision: Literal["first", "second", "different", "undo"] = Field(
        description="first or second: they mean the same, and that one stays; different; or undo."
    )


class Restoration(Model):
    """Let an earlier assessment be the newest again, by a copy of it."""

    assessment: int = Field(ge=1, description="Id of the earlier assessment.")
    seen: Seen | None = Field(default=None, description="Id of the newest assessment that you have seen; left out: whatever there is.")
