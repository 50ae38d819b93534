"""Importing articles: a page or a file becomes a document version with its text, once, and whoever asks is told which."""

import gzip
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from claims.capture import Page, Reading, open_file, read_page
from claims.capture.fetching import Fetcher
from claims.composing import compose_document
from claims.dates import is_after, now
from claims.errors import (
    ClaimsError,
    DatabaseReadOnly,
    DatabaseUnusable,
    DiskFull,
    InvalidInput,
    NotFetched,
    UnreadableFile,
)
from claims.extractors import DEFAULT_ENGINE
from claims.models import Capture, Document
from claims.models.faults import faults_of
from claims.models.fields import check_url
from claims.store.connection import Store
from claims.store.names import Names
from claims.store.write import save_document
from claims.workflow.adding import document_entry, newest_version
from claims.workflow.drafting import draft_claims


class Outcome(StrEnum):
    """What became of one article."""

    ADDED = "added"
    NEW_VERSION = "new version"
    TEXT_ADDED = "text added"
    """The document was recorded without its text."""
    ALREADY = "already recorded"
    FAILED = "failed"


MAX_KEPT_BYTES = 10 * 1024 * 1024
"""A larger page, gzipped, is not kept: with its text it must fit on one line of an export."""


@dataclass(frozen=True)
class Imported:
    """What became of one address or file."""

    source: str
    outcome: Outcome
    document_id: str = ""
    title: str = ""
    reason: str = ""
    """Why it failed, on one line."""
    candidates: int | None = None
    """How many drafted claims wait for a decision; None where none were to be drafted."""


@dataclass(frozen=True)
class Wishes:
    """What a person says about the articles of one import."""

    by: str
    given: Mapping[str, object] = field(default_factory=dict)
    """Fields of a document entry, which go before what the page says of itself."""
    keep_raw: bool = False
    """Keep the page as it came, gzipped, beside the document."""
    draft: bool = True
    """Draft the claims of each article, for a person to decide about."""
    engine: str = DEFAULT_ENGINE
    """Which extractor drafts."""
    allow_similar: bool = False
    """An outlet whose name is like a recorded one really is another."""


def is_address(source: str) -> bool:
    """Tell whether a source is an address and not the name of a file. Raises NotFetched for one of a kind that is not fetched."""
    if source.lower().startswith(("http://", "https://")):
        return True
    if "://" in source and not Path(source).exists():
        raise NotFetched(source, "it begins neither with http:// nor with https://; give the address of a page, or the name of a file")
    return False


def import_articles(
    store: Store, sources: Iterable[str], wishes: Wishes, *, fetcher: Fetcher, pass_over: bool = False
) -> Iterator[Imported]:
    """Import articles one by one, each in a transaction of its own, and yield what became of each once it is safely recorded.

    With `pass_over`, an address that was captured before is not fetched again. What is wrong with one article stops no other;
    a database that cannot be written does.
    """
    for source in sources:
        try:
            known = _captured_before(store, source) if pass_over else None
            imported = known or import_article(store, source, wishes, fetcher=fetcher)
            yield _with_candidates(store, imported, wishes, only_if_none=known is not None) if wishes.draft else imported
        except (DatabaseReadOnly, DatabaseUnusable, DiskFull):
            raise
        except ClaimsError as error:
            yield Imported(source, Outcome.FAILED, reason=_on_one_line(error))


def import_article(store: Store, source: str, wishes: Wishes, *, fetcher: Fetcher) -> Imported:
    """Fetch or open one article and record it with its text and how it was captured.

    Raises NotFetched, UnreadableFile, InvalidInput or SimilarName; then nothing was written.
    """
    page = fetcher.fetch(source) if is_address(source) else open_file(Path(source))
    try:
        reading = read_page(page)
    except ValueError as error:
        refusal = NotFetched if page.requested_url else UnreadableFile
        raise refusal(source, f"{error}.") from error
    at = now()
    names = Names(store.connection, suggest=True, allow_similar=wishes.allow_similar)
    document = _document(page, reading, wishes, names, at)
    outcome = _foreseen(store, document)
    if outcome is not Outcome.ALREADY:
        save_document(store, document, names.take_new(), wishes.by)
    return Imported(source, outcome, document.id, document.title)


def _document(page: Page, reading: Reading, wishes: Wishes, names: Names, at: str) -> Document:
    packed = _packed(page) if wishes.keep_raw else None
    try:
        capture = Capture(
            requested_url=page.requested_url,
            final_url=page.final_url,
            http_status=page.http_status,
            file_name=page.file_name,
            media_type=page.media_type or "application/octet-stream",
            tool=reading.tool,
            captured_by=wishes.by,
            captured_at=at,
            page=packed,
        )
        document = compose_document(document_entry(_fields(page, reading, wishes.given, at)), names, at)
    except ValidationError as error:
        raise InvalidInput("This document", faults_of(error)) from error
    return document.model_copy(update={"capture": capture})


def _packed(page: Page) -> str:
    packed = gzip.compress(page.content, mtime=0)
    if len(packed) > MAX_KEPT_BYTES:
        raise ClaimsError(f"'{page.name}' is too large to be kept as it came: leave out --keep-raw.")
    return b64encode(packed).decode()


def _fields(page: Page, reading: Reading, given: Mapping[str, object], at: str) -> dict[str, object]:
    """Return the fields of a document entry: what the person says, else what the page says."""
    url = given.get("url") or page.final_url or _own_address(reading)
    accessed_at = given.get("accessed_at") or at
    published_at = reading.published_at
    if published_at and is_after(published_at, str(accessed_at)):
        published_at = None
    read = {
        "title": reading.title,
        "outlet": reading.outlet or _host(url),
        "byline": reading.byline,
        "language": reading.language,
        "published_at": published_at,
        "url": url,
        "accessed_at": accessed_at,
        "text": reading.text,
    }
    fields = {name: value for name, value in {**read, **given}.items() if value is not None}
    if "outlet" not in fields:
        raise ClaimsError(f"Who published '{page.name}'? It does not say: add --outlet NAME.")
    return fields


def _own_address(reading: Reading) -> str | None:
    """Return the address that a saved page gives as its own, unless that is the home page, as careless sites have it."""
    try:
        return check_url(reading.url) if reading.url and urlsplit(reading.url).path.strip("/") else None
    except ValueError:
        return None


def _host(url: object) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if isinstance(url, str) else None


def _foreseen(store: Store, document: Document) -> Outcome:
    """Return what recording a document will come to."""
    query = "select exists (select 1 from document_texts t where t.document_id = d.id) from documents d where d.id = ?"
    recorded = store.connection.execute(query, (document.id,)).fetchone()
    if recorded is not None:
        return Outcome.ALREADY if recorded[0] else Outcome.TEXT_ADDED
    return Outcome.NEW_VERSION if document.url and newest_version(store, document.url) else Outcome.ADDED


def _captured_before(store: Store, source: str) -> Imported | None:
    """Return the newest document that was captured from an address, if there is one."""
    query = (
        "select d.id, d.title from captures c join documents d on d.id = c.document_id"
        " where c.requested_url = ?1 or c.final_url = ?1 order by c.captured_at desc, d.rowid desc limit 1"
    )
    row = store.connection.execute(query, (source,)).fetchone()
    return Imported(source, Outcome.ALREADY, row[0], row[1]) if row else None


def _with_candidates(store: Store, imported: Imported, wishes: Wishes, *, only_if_none: bool) -> Imported:
    """Draft the claims of an article and say how many wait; one that was passed over is drafted only if it never was."""
    if not (only_if_none and _count(store, "select count(*) from candidates where document_id = ?", imported)):
        try:
            draft_claims(store, imported.document_id, engine=wishes.engine, by=wishes.by)
        except ClaimsError as error:
            return replace(
                imported, outcome=Outcome.FAILED, reason=f"It is recorded, but its claims are not drafted: {_on_one_line(error)}"
            )
    waiting = _count(store, "select count(*) from candidates where document_id = ? and state = 'pending'", imported)
    return replace(imported, candidates=waiting)


def _count(store: Store, query: str, imported: Imported) -> int:
    return int(store.connection.execute(query, (imported.document_id,)).fetchone()[0])


def _on_one_line(error: ClaimsError) -> str:
    return "; ".join(map(str, error.faults)) if isinstance(error, InvalidInput) else str(error)
