"""Captured documents: one record for each version, told apart by URL and by the sha256 of the text."""

from base64 import b64decode
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from claims.dates import is_after
from claims.identifiers import content_sha256, document_id
from claims.models.fields import Language, Line, Model, PublicationDate, RowId, Sha256, Slug, Text, Url, UtcTime
from claims.vocabularies import DocumentKind


def _check_base64(packed: str) -> str:
    """Return base64 as given; raise ValueError unless it is of gzip."""
    try:
        is_gzip = b64decode(packed, validate=True).startswith(b"\x1f\x8b")
    except ValueError:
        is_gzip = False
    if not is_gzip:
        raise ValueError("is no base64 of gzip; leave the page out, or import it again")
    return packed


class Capture(Model):
    """How the program captured a document version: from where, with what, and the page as it came, where somebody asked to keep it."""

    requested_url: Url | None = Field(default=None, description="The address that was asked for; empty for a file.")
    final_url: Url | None = Field(default=None, description="Where the last redirect led.")
    http_status: Annotated[int, Field(ge=100, le=599)] | None = Field(default=None, description="What the server answered.")
    file_name: Line | None = Field(default=None, description="Name of the file, without its folder; empty for a URL.")
    media_type: Line = Field(description="As the server or the name of the file says.")
    tool: Line = Field(description="What told the article from what surrounds it, with its version.")
    captured_by: Line = Field(description="Who.")
    captured_at: UtcTime = Field(description="When, UTC.")
    page: Annotated[str, AfterValidator(_check_base64)] | None = Field(
        default=None, description="The bytes as they came, gzipped, in base64; withheld from anonymous readers."
    )

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if (self.requested_url is None) == (self.file_name is None):
            raise ValueError("a capture is of a URL or of a file; give one of both")
        if len({self.requested_url is None, self.final_url is None, self.http_status is None}) > 1:
            raise ValueError("a fetched page has requested_url, final_url and http_status, a file has none; give all or none")
        return self


class Document(Model):
    """One captured version of an article, post, report ..."""

    record: Literal["document"] = "document"
    id: RowId = Field(description="`d` and 16 hexadecimal digits of URL and sha256.")
    kind: DocumentKind = Field(description="What kind of document it is.")
    url: Url | None = Field(default=None, description="Where it was found; empty if unknown.")
    outlet_id: Slug = Field(description="The entity that published it.")
    title: Line = Field(description="Title as printed.")
    byline: Line | None = Field(default=None, description="Author as printed.")
    language: Language = Field(description="BCP 47 tag; `und` if unknown.")
    published_at: PublicationDate | None = Field(default=None, description="EDTF date or UTC time; empty if the document does not say.")
    published_at_inferred: bool = Field(default=False, description="Whether the date was inferred and not printed.")
    accessed_at: UtcTime = Field(description="When it was captured, UTC.")
    content_sha256: Sha256 | None = Field(default=None, description="sha256 of the text as stored; empty if no text was captured.")
    archive_url: Url | None = Field(default=None, description="A copy in a web archive.")
    text: Text | None = Field(default=None, description="Full text, NFC; kept in document_texts and withheld from anonymous readers.")
    text_added_at: UtcTime | None = Field(
        default=None, description="When the text came to a document recorded without it, UTC; empty where both came at once."
    )
    capture: Capture | None = Field(default=None, description="How the program captured it; empty where a person typed it.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.url is None and self.content_sha256 is None:
            raise ValueError("has neither a url nor the sha256 of a text; give the url or the text")
        if self.archive_url is not None and self.archive_url == self.url:
            raise ValueError("archive_url is the url itself; give the address of the copy or leave it out")
        if self.published_at is None and self.published_at_inferred:
            raise ValueError("published_at_inferred without published_at; give the date or leave the flag out")
        if self.published_at is not None and is_after(self.published_at, self.accessed_at):
            raise ValueError("published_at lies after accessed_at; one of them is wrong")
        if self.text is not None and content_sha256(self.text) != self.content_sha256:
            raise ValueError("content_sha256 is not the sha256 of the text; leave it out and it is computed")
        if self.text is None and self.text_added_at is not None:
            raise ValueError("text_added_at without a text; give the text or leave the time out")
        return self

    @classmethod
    def identify(cls, url: str | None, sha256: str | None) -> str:
        """Return the id that a document with this URL and this text gets."""
        return document_id(url, sha256)
