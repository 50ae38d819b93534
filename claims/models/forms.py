"""What people send through a form of the site, and programs through its write API: the fields of each, with what they mean."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from claims.models.entries import AssessmentEntry, DocumentEntry
from claims.models.fields import Language, Line, Model, Name, PartialDate, Prose, Quote, RowId, Score, Statement, Summary, Url
from claims.vocabularies import EvidenceStance, Judgement, Location, Quotation, Relation, ReviewState, Verdict

Seen = Annotated[int, Field(ge=0)]
"""Says what its sender has seen, so that nobody overwrites a colleague unawares."""

_REALLY_NEW = "Whether a new name is really somebody else where one much like it is recorded."


class AssessmentForm(AssessmentEntry):
    """Say whether a claim can be checked."""

    seen: Seen | None = Field(
        default=None, description="Id of the newest assessment that you have seen, 0 for none; left out: whatever there is."
    )


class EvidenceForm(Model):
    """Add a captured document that supports a claim, refutes it or gives context."""

    document_id: RowId | None = Field(default=None, description="A document that is recorded already; or describe a new one in document.")
    document: DocumentEntry | None = Field(default=None, description="A new document, by what is known of it.")
    stance: EvidenceStance = Field(description="What it does to the claim.")
    note: Prose = Field(description="What it shows.")
    is_primary: bool = Field(default=False, description="Whether it is first-hand: the record itself, not a report on it.")
    quote: Quote | None = Field(default=None, description="The words that matter, letter by letter.")
    allow_similar: bool = Field(default=False, description=_REALLY_NEW)

    @model_validator(mode="after")
    def _names_one_document(self) -> Self:
        if self.document_id is None and self.document is None:
            raise ValueError("document_id is missing; give the id of a recorded document, or describe a new one")
        if self.document_id is not None and self.document is not None:
            raise ValueError("document_id and a new document are both given; give one of them")
        return self


class ReviewForm(Model):
    """Give a verdict on a claim, yours or somebody else's; withdraw one by a newer review whose state is retracted."""

    verdict: Verdict = Field(description="Is it true?")
    summary: Summary = Field(description="What was found, in a sentence or more.")
    publisher: Name = Field(description="Name or id of who publishes the verdict.")
    state: ReviewState = Field(default=ReviewState.DRAFT, description="Draft, published or retracted.")
    url: Url | None = Field(default=None, description="Where it is published; a published review needs it.")
    original_rating: Line | None = Field(
        default=None, description="Somebody else's rating, verbatim; left out: the verdict is yours and has to pass the gate."
    )
    allow_similar: bool = Field(default=False, description=_REALLY_NEW)
    seen: Seen | None = Field(
        default=None, description="Id of the newest review that you have seen, 0 for none; left out: whatever there is."
    )


class LinkForm(Model):
    """Say how this claim relates to another; a rejected judgement undoes a link."""

    other: RowId = Field(description="Id of the other claim.")
    relation: Relation = Field(description="How this claim, the first, relates to the other.")
    judgement: Judgement = Field(default=Judgement.CONFIRMED, description="Suggested, confirmed or rejected.")
    score: Score | None = Field(default=None, description="Of a program that suggests the link, 0 to 1.")


class EditForm(Model):
    """Mend a claim's own words and dates; whatever is left out stays as it is. Its id stays, and the history keeps what stood there."""

    statement: Statement | None = Field(default=None, description="What is claimed, in your words, standing alone.")
    quote: Quote | None = Field(default=None, description="The document's words, exactly, with the quotation marks that they have there.")
    quotation: Quotation | None = Field(default=None, description="How the words are given.")
    location: Location | None = Field(default=None, description="Where in the document it stands.")
    language: Language | None = Field(default=None, description="Language of the document's words, BCP 47.")
    claim_date: PartialDate | None = Field(default=None, description="What the statement is about, EDTF; null clears it.")
    claim_date_inferred: bool | None = Field(default=None, description="Whether that date was inferred and not printed.")
    seen: Seen | None = Field(
        default=None, description="The `seen` of the claim as you read it (GET this address with .json); left out: as it stands now."
    )

    @property
    def changes(self) -> dict[str, object]:
        """What is to stand there, field by field; only a date can be cleared."""
        given = self.model_dump(mode="json", exclude_unset=True, exclude={"seen"})
        return {name: value for name, value in given.items() if value is not None or name == "claim_date"}


class RemovalForm(Model):
    """Remove a claim that was added by mistake and that nobody has judged; send an empty object."""


class MergeForm(Model):
    """Let an entity stand for another that turned out to be the same, or undo that."""

    into: Name | None = Field(default=None, description="Id or name of the entity that it is the same as.")
    undo: bool = Field(default=False, description="Whether to part it again from what it was merged into.")

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if self.undo and self.into is not None:
            raise ValueError("into and undo are both given; merge, or undo a merge")
        if not self.undo and self.into is None:
            raise ValueError("into is missing; choose the entity that it is the same as")
        return self
