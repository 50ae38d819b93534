"""From what a person typed to what is recorded: names become ids, the quote finds its place, the rest follows from both.

Pure: whatever must be looked up is asked of a `Lookup`, which the store provides.
"""

from typing import NamedTuple, Protocol

from pydantic import ValidationError

from claims.errors import Fault, InvalidInput
from claims.identifiers import claim_id, content_sha256, document_id
from claims.models import Assessment, Attribution, Claim, ClaimEntry, Document, DocumentEntry, SourceEntry
from claims.models.entries import AssessmentEntry
from claims.models.faults import faults_of
from claims.vocabularies import EntityKind, Quotation, SourceType, status_of
from claims.wording import context, find_quote, is_half_quoted, is_quoted, shorten, strip_marks


class Lookup(Protocol):
    """What composing needs to know of the database."""

    def entity(self, name: str, kind: EntityKind) -> str:
        """Return the id of the entity of that name or id; one of that kind is made if there is none."""
        ...

    def document_language(self, document_id: str) -> str:
        """Return the language of a recorded document. Raises NotRecorded."""
        ...

    def newest_version(self, document: DocumentEntry) -> str | None:
        """Return the id of the newest recorded version of a page, if any. Raises InvalidInput if it is described otherwise there."""
        ...

    def text(self, document_id: str) -> str | None:
        """Return the stored text of a recorded document, if any."""
        ...


class Composed(NamedTuple):
    """What an entry comes to; the document is None where the entry names a recorded one."""

    document: Document | None
    claim: Claim


class _Span(NamedTuple):
    quote: str
    prefix: str
    suffix: str
    start_char: int | None
    end_char: int | None


_NEW_KIND = {SourceType.NAMED_PERSON: EntityKind.PERSON, SourceType.NAMED_ORGANISATION: EntityKind.ORGANISATION}


def compose(entry: ClaimEntry, lookup: Lookup, *, by: str, at: str, document: Document | None = None) -> Composed:
    """Return the document and the claim that an entry comes to.

    `by` and `at` (UTC) stand in where the entry does not say who and when; `document` is what the entry's own came to in an
    earlier row. Raises InvalidInput with every fault found.
    """
    try:
        home = entry.document if isinstance(entry.document, str) else _recorded_version(entry.document, lookup)
        if home is None and document is None and not isinstance(entry.document, str):
            document = compose_document(entry.document, lookup, at)
        home = home or (document.id if document else "")
        text = document.text if document and document.text is not None else lookup.text(home)
        span = _span(entry, text)
        by, at = entry.created_by or by, entry.created_at or at
        claim = Claim(
            id=claim_id(home, span.start_char, span.end_char, entry.statement),
            document_id=home,
            statement=entry.statement,
            quote=span.quote,
            prefix=span.prefix,
            suffix=span.suffix,
            start_char=span.start_char,
            end_char=span.end_char,
            quotation=entry.quotation or _quotation(entry, span),
            location=entry.location,
            language=entry.language or (document.language if document else lookup.document_language(home)),
            claim_date=entry.claim_date,
            claim_date_inferred=entry.claim_date_inferred,
            created_by=by,
            created_at=at,
            attributions=tuple(_attribution(source, place, lookup) for place, source in enumerate(entry.attributions)),
            assessments=(_assessment(entry.assessment, by, at),) if entry.assessment else (),
        )
    except ValidationError as error:
        raise InvalidInput("This claim", faults_of(error)) from error
    return Composed(document, claim)


def _recorded_version(document: DocumentEntry, lookup: Lookup) -> str | None:
    """Return the version that is meant where only the address is given: the newest that is recorded."""
    only_the_address = document.url is not None and document.text is None and document.content_sha256 is None
    return lookup.newest_version(document) if only_the_address else None


def compose_document(entry: DocumentEntry, lookup: Lookup, at: str) -> Document:
    """Return the document that an entry describes. Raises pydantic's ValidationError."""
    sha256 = content_sha256(entry.text) if entry.text is not None else entry.content_sha256
    return Document(
        id=document_id(entry.url, sha256),
        kind=entry.kind,
        url=entry.url,
        outlet_id=lookup.entity(entry.outlet, EntityKind.OUTLET),
        title=entry.title,
        byline=entry.byline,
        language=entry.language,
        published_at=entry.published_at,
        published_at_inferred=entry.published_at_inferred,
        accessed_at=entry.accessed_at or at,
        content_sha256=entry.content_sha256 or sha256,
        archive_url=entry.archive_url,
        text=entry.text,
    )


def _span(entry: ClaimEntry, text: str | None) -> _Span:
    """Find the quote in the text, where there is one; its outer quotation marks are context and not quote."""
    if text is None or not entry.quote:
        before, quote, after = strip_marks(entry.quote) if entry.start_char is None else ("", entry.quote, "")
        if not before and is_half_quoted(quote):
            raise _misplaced(entry, "has a quotation mark at one end only; give both, or none")
        return _Span(quote, entry.prefix + before, after + entry.suffix, entry.start_char, entry.end_char)
    if entry.start_char is not None and entry.end_char is not None:
        if text[entry.start_char : entry.end_char] != entry.quote:
            raise _misplaced(entry, f"is not at start_char; there it reads {shorten(text[entry.start_char : entry.end_char])!r}")
        return _Span(entry.quote, *context(text, entry.start_char, entry.end_char), entry.start_char, entry.end_char)
    before, quote, after = strip_marks(entry.quote)
    places = find_quote(text, before + quote + after)
    if not places:
        raise _misplaced(entry, "does not occur in the text of the document; copy it from there, letter by letter")
    if len(places) > 1:
        raise _misplaced(
            entry,
            f"occurs more than once in the text (first at {places[0]}); give start_char and end_char",
        )
    start = places[0] + len(before)
    end = start + len(quote)
    return _Span(quote, *context(text, start, end), start, end)


def _misplaced(entry: ClaimEntry, message: str) -> InvalidInput:
    return InvalidInput("This claim", [Fault("quote", repr(shorten(entry.quote)), message)])


def _quotation(entry: ClaimEntry, span: _Span) -> Quotation:
    quoted = bool(span.quote) and is_quoted(span.prefix, span.quote, span.suffix)
    if entry.attributions:
        return Quotation.DIRECT if quoted else Quotation.INDIRECT
    if quoted:
        raise _misplaced(entry, "stands in quotation marks, so somebody said it; name the source, or say that quotation is own_voice")
    return Quotation.OWN_VOICE


def _attribution(source: SourceEntry, place: int, lookup: Lookup) -> Attribution:
    source_type = source.source_type or (SourceType.NAMED_PERSON if source.speaker else None)
    if source_type is None:
        known = ", ".join(SourceType)
        raise InvalidInput(
            "This claim",
            [
                Fault(
                    f"attributions.{place}.source_type",
                    "",
                    f"is missing; name the speaker, or choose the kind of source: {known}",
                )
            ],
        )
    return Attribution(
        hop=place if source.hop is None else source.hop,
        seq=source.seq,
        source_type=source_type,
        entity_id=lookup.entity(source.speaker, _NEW_KIND.get(source_type, EntityKind.ORGANISATION)) if source.speaker else None,
        affiliation_id=lookup.entity(source.affiliation, EntityKind.ORGANISATION) if source.affiliation else None,
        source_text=source.source_text or source.speaker,
        role_text=source.role_text,
        cue=source.cue,
        stance=source.stance,
        medium=source.medium,
        platform_id=lookup.entity(source.platform, EntityKind.PLATFORM) if source.platform else None,
        said_date=source.said_date,
        origin_document_id=source.origin_document_id,
        anonymity_reason=source.anonymity_reason,
        confirmation=source.confirmation,
        reliability=source.reliability,
    )


def _assessment(entry: AssessmentEntry, by: str, at: str) -> Assessment:
    return Assessment(
        status=entry.status or status_of(entry.reason),
        reason=entry.reason,
        rationale=entry.rationale,
        check_after=entry.check_after,
        credibility=entry.credibility,
        assessor=by,
        assessed_at=at,
    )
