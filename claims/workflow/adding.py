"""Adding one claim, or one document, by hand."""

import json
from pathlib import Path

from pydantic import ValidationError

from claims.composing import compose_document
from claims.dates import now
from claims.errors import ClaimsError, InvalidInput, UnreadableFile
from claims.models import ClaimEntry, Document, DocumentEntry, parse_record
from claims.models.faults import faults_of
from claims.store import read
from claims.store.connection import Store, writing
from claims.store.names import Names
from claims.store.write import Added, save_document, save_entry


def add_claim(store: Store, entry: ClaimEntry, *, by: str, allow_similar: bool = False) -> Added:
    """Record one claim with its document, its sources and its first assessment.

    Speakers and outlets are found by id, name or alias; new ones are made. Adding the same claim twice adds nothing.
    What it repeats, and whether it can be checked, is suggested at once.
    Raises InvalidInput with every fault, SimilarName for a name that may be a misspelling, RefusedByDatabase for a broken rule.
    """
    return add_claims(store, [entry], by=by, allow_similar=allow_similar)[0]


def add_claims(store: Store, entries: list[ClaimEntry], *, by: str, allow_similar: bool = False) -> list[Added]:
    """Record several claims, all or none. Raises what `add_claim` raises."""
    from claims.workflow.suggesting import refuse_bad_settings, suggest_about_new  # noqa: PLC0415  (slow to load)

    refuse_bad_settings(store)
    with writing(store, by):
        added = [save_entry(store, entry, by=by, at=now(), allow_similar=allow_similar) for entry in entries]
    suggest_about_new(store, [one.claim_id for one in added if one.is_new])
    return added


def claim_entry(fields: dict[str, object]) -> ClaimEntry:
    """Return typed fields as an entry. Raises InvalidInput with every fault."""
    try:
        return ClaimEntry.model_validate_json(_dump(fields))
    except ValidationError as error:
        raise InvalidInput("This claim", faults_of(error)) from error


def claim_entries_from_json(raw: bytes) -> list[ClaimEntry]:
    """Return the claims of a JSON text: one object, or an object a line. Raises InvalidInput."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        found = [parse_record(raw)]
    except InvalidInput:
        lines = [(number, line) for number, line in enumerate(raw.splitlines(), 1) if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith(b"{") and line.rstrip().endswith(b"}") for _, line in lines):
            raise
        found = [parse_record(line, f"line {number}") for number, line in lines]
    entries = [one for one in found if isinstance(one, ClaimEntry)]
    if len(entries) != len(found):
        raise ClaimsError("These are records of an export, not claims as people type them: use `claims import-claims FILE`.")
    return entries


def add_document(store: Store, entry: DocumentEntry, *, by: str, allow_similar: bool = False) -> tuple[Document, bool]:
    """Record a captured document and return it, with whether it is new."""
    names = Names(store.connection, suggest=True, allow_similar=allow_similar)
    try:
        document = compose_document(entry, names, now())
    except ValidationError as error:
        raise InvalidInput("This document", faults_of(error)) from error
    return document, save_document(store, document, names.take_new(), by)


def document_entry(fields: dict[str, object]) -> DocumentEntry:
    """Return typed fields as a document. Raises InvalidInput with every fault."""
    try:
        return DocumentEntry.model_validate_json(_dump(fields))
    except ValidationError as error:
        raise InvalidInput("This document", faults_of(error)) from error


def newest_version(store: Store, url: str) -> str | None:
    """Return the id of the newest recorded version of a page, if there is one."""
    return read.newest_version(store.connection, url)


def recorded_entities(store: Store, ids: list[str]) -> list[dict[str, str]]:
    """Return id, name and kind of entities in the order of their ids, for a person to choose from."""
    query = "select id, name, kind from entities where id in (select value from json_each(?))"
    found = {row[0]: dict(zip(("id", "name", "kind"), row, strict=True)) for row in store.connection.execute(query, (json.dumps(ids),))}
    return [found[one] for one in ids if one in found]


def read_text(path: Path) -> str:
    """Return the text of a file, UTF-8. Raises UnreadableFile."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, "it is not UTF-8 text. Save it as UTF-8 first.") from error
    except OSError as error:
        raise UnreadableFile(path, f"{error.strerror}. Check the name and the rights.") from error


def _dump(fields: dict[str, object]) -> bytes:
    return json.dumps(fields).encode()
