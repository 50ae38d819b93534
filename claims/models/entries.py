"""A claim as a person types it: names instead of ids, and what can be worked out left out."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from claims.models.fields import (
    Context,
    Day,
    Language,
    Line,
    Model,
    Name,
    Offset,
    PartialDate,
    PublicationDate,
    Quote,
    Rationale,
    RowId,
    Sha256,
    Statement,
    Text,
    Url,
    UtcTime,
)
from claims.vocabularies import (
    Confirmation,
    DocumentKind,
    Location,
    Medium,
    Quotation,
    Reason,
    Reliability,
    SourceType,
    Stance,
    Verifiability,
)
from claims.wording import normalise_text

CapturedText = Annotated[Text, AfterValidator(normalise_text)]


class SourceEntry(Model):
    """One source, by name. Its place in the list is its hop, unless hop and seq are given."""

    speaker: Name | None = Field(default=None, description="Name or id of the person or organisation; left out for an unnamed source.")
    source_type: SourceType | None = Field(default=None, description="Left out: named_person with a speaker, else it must be given.")
    hop: Annotated[int, Field(ge=0, le=9)] | None = Field(default=None, description="0 asserts the claim, 1 passed it on ...")
    seq: Annotated[int, Field(ge=0, le=99)] = Field(default=0, description="Counts the sources of one hop.")
    affiliation: Name | None = Field(default=None, description="Name or id of the organisation it belongs to.")
    source_text: Line | None = Field(default=None, description="The source as printed; left out: the speaker as given.")
    role_text: Line | None = Field(default=None, description="The role as printed.")
    cue: Line | None = Field(default=None, description="The words that attribute, as printed.")
    stance: Stance = Field(default=Stance.AFFIRMS, description="Where the source stands.")
    medium: Medium | None = Field(default=None, description="The way in which it spoke.")
    platform: Name | None = Field(default=None, description="Name or id of the platform it was posted on.")
    said_date: PartialDate | None = Field(default=None, description="When this source said it, EDTF.")
    origin_document_id: RowId | None = Field(default=None, description="The captured original.")
    anonymity_reason: Line | None = Field(default=None, description="Why the reporter withholds the name.")
    confirmation: Confirmation = Field(default=Confirmation.AS_REPORTED, description="Whether they said it.")
    reliability: Reliability | None = Field(default=None, description="Admiralty letter, A to F.")


class DocumentEntry(Model):
    """The document a claim stands in, by what is known of it."""

    title: Line = Field(description="Title as printed.")
    outlet: Name = Field(description="Name or id of the outlet.")
    url: Url | None = Field(default=None, description="Where it was found.")
    kind: DocumentKind = Field(default=DocumentKind.ARTICLE, description="What kind of document it is.")
    byline: Line | None = Field(default=None, description="Author as printed.")
    language: Language = Field(default="und", description="BCP 47 tag.")
    published_at: PublicationDate | None = Field(default=None, description="EDTF date or UTC time.")
    published_at_inferred: bool = Field(default=False, description="Whether it was inferred and not printed.")
    accessed_at: UtcTime | None = Field(default=None, description="When it was captured; left out: now.")
    content_sha256: Sha256 | None = Field(default=None, description="Left out where the text is given.")
    archive_url: Url | None = Field(default=None, description="A copy in a web archive.")
    text: CapturedText | None = Field(default=None, description="Full text.")


class AssessmentEntry(Model):
    """A first assessment that comes with the claim."""

    reason: Reason = Field(description="Why; belongs to the status.")
    rationale: Rationale = Field(description="A sentence on why.")
    status: Verifiability | None = Field(default=None, description="Left out: the status of the reason.")
    check_after: Day | None = Field(default=None, description="For not_yet: the day to look again.")
    credibility: Annotated[int, Field(ge=1, le=6)] | None = Field(default=None, description="Admiralty digit, 1 to 6.")


class ClaimEntry(Model):
    """One claim to be added."""

    record: Literal["entry"] = "entry"
    document: DocumentEntry | RowId = Field(union_mode="left_to_right", description="The document, or the id of one already recorded.")
    statement: Statement = Field(description="What is claimed, in your words, standing alone.")
    quote: Quote = Field(default="", description="The document's words, exactly, with or without their quotation marks.")
    prefix: Context = Field(default="", description="Words before the quote; filled in where the text is stored.")
    suffix: Context = Field(default="", description="Words after it.")
    start_char: Offset | None = Field(default=None, description="Where the quote begins; found where the text is stored.")
    end_char: Offset | None = Field(default=None, description="Where it ends.")
    quotation: Quotation | None = Field(
        default=None, description="Left out: own_voice without a source, direct if the quote stands in quotation marks, else indirect."
    )
    location: Location = Field(default=Location.BODY, description="Where in the document it stands.")
    language: Language | None = Field(default=None, description="Left out: the document's.")
    claim_date: PartialDate | None = Field(default=None, description="The day, month or year that the statement is about, EDTF.")
    claim_date_inferred: bool = Field(default=False, description="Whether that date was inferred and not printed.")
    attributions: tuple[SourceEntry, ...] = Field(default=(), description="Who says so, from the one who asserts it.")
    assessment: AssessmentEntry | None = Field(default=None, description="Can it be checked?")
    created_by: Line | None = Field(default=None, description="Who adds it; left out: you.")
    created_at: UtcTime | None = Field(default=None, description="Left out: now.")
