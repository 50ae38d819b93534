"""Claims from files into the database: all good, or nothing written and every bad row reported."""

import gzip
import shutil
import tempfile
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from claims.composing import compose
from claims.contracts import Row
from claims.dates import now
from claims.errors import ClaimsError, Fault, InvalidInput, UnreadableFile
from claims.models import ClaimEntry, Document, DocumentEntry
from claims.readers import reader_for
from claims.store.batch import Item
from claims.store.bulk import Loader, load
from claims.store.connection import Store
from claims.store.names import Names
from claims.store.read import claims_since

if TYPE_CHECKING:
    from claims.workflow.suggesting import Suggestions

Progress = Callable[[int], None]
"""Told how many bytes were read since the last call."""

MOST_AT_ONCE = 1_000
"""So many new claims are compared with what is recorded while somebody waits."""
_STEP = 50
_LISTED = 1_000
_REMEMBERED_DOCUMENTS = 10_000


_Version = tuple[str | None, str | None, str | None]


def _version(document: DocumentEntry) -> _Version:
    return document.url, document.content_sha256, document.text


class BadRow(NamedTuple):
    """A row that was refused, and why."""

    path: Path
    line: int
    faults: list[Fault]


@dataclass
class ImportReport:
    """What an import did, or would have done."""

    rows: int = 0
    added: Counter[str] = field(default_factory=Counter)
    """Records added, by table."""
    already: int = 0
    kept: list[str] = field(default_factory=list)
    """Records that differ from the recorded ones, which were kept; the first thousand."""
    kept_count: int = 0
    bad: list[BadRow] = field(default_factory=list)
    """The first thousand."""
    bad_count: int = 0
    written: bool = False
    first_claim: int = 0
    """The rowid from which claims belong to this import."""
    refused_files: list[Path] = field(default_factory=list)


def import_claims(
    store: Store, paths: list[Path], *, by: str, dry_run: bool = False, skip_bad: bool = False, progress: Progress | None = None
) -> ImportReport:
    """Load files of claims (JSON lines, CSV) into the database.

    Nothing is written unless every row is good, or `skip_bad` is set: then the bad rows go, with their reasons, into a
    file beside each input. With `dry_run` nothing is written at all. Rows already recorded are never overwritten.
    """
    with _spooled(paths) as files:
        readers = [(path, local, reader_for(path)) for path, local in files]
        report = ImportReport()

        def feed(loader: Loader) -> bool:
            nonlocal report
            _remove_refusals(report)
            report = ImportReport()
            one_import = _Import(loader, report, by)
            for path, local, reader in readers:
                with ExitStack() as stack:
                    refusals = stack.enter_context(_refusals(path, report)) if skip_bad and not dry_run else None
                    for row in _rows(path, local, progress):
                        if faults := one_import.take(row):
                            one_import.refuse(path, row, faults)
                            if refusals is not None:
                                reader.refuse(refusals(), row, faults)
                one_import.finish()
            report.first_claim = loader.first_of("claims")
            report.written = not dry_run and (skip_bad or not report.bad_count)
            return report.written

        totals = load(store, by, feed)
        report.added, report.already, report.kept, report.kept_count = totals.added, totals.already, totals.kept, totals.kept_count
        if not report.written:
            _remove_refusals(report)
        return report


def suggest_about_import(store: Store, report: ImportReport, *, progress: Callable[[int], None] | None = None) -> "Suggestions | None":
    """Compare what an import added with what is recorded, and suggest whether it can be checked: at once, where it is not too much.

    Returns None where it is more than `MOST_AT_ONCE` claims: then nothing was done. `progress` is told how many claims were looked at.
    """
    from claims.workflow.suggesting import Suggestions, suggest_about_new  # noqa: PLC0415  (slow to load)

    made = Suggestions()
    if not report.written or not report.added["claims"]:
        return made
    if report.added["claims"] > MOST_AT_ONCE:
        return None
    added = claims_since(store.connection, report.first_claim)
    for start in range(0, len(added), _STEP):
        step = added[start : start + _STEP]
        made.add(suggest_about_new(store, step))
        if progress is not None:
            progress(len(step))
    return made


class _Import:
    """One pass over the files: turns rows into items and keeps the books."""

    def __init__(self, loader: Loader, report: ImportReport, by: str) -> None:
        self._loader = loader
        self._report = report
        self._by = by
        self._at = now()
        self._names = Names(loader.connection)
        self._documents: OrderedDict[_Version, tuple[DocumentEntry, Document]] = OrderedDict()

    def take(self, row: Row) -> list[Fault]:
        """Give a row to the loader and return what is wrong with it, if anything."""
        self._report.rows += 1
        if row.content is None:
            return row.faults
        try:
            if isinstance(row.content, ClaimEntry):
                self._compose(row.content, row.line)
            else:
                self._loader.add(Item(row.content, row.line))
        except InvalidInput as error:
            return error.faults
        except ClaimsError as error:
            return [Fault("", "", str(error))]
        if self._loader.is_full:
            return self.finish()
        return []

    def _compose(self, entry: ClaimEntry, line: int) -> None:
        made = self._names.made
        try:
            known = self._known_document(entry)
            document, claim = compose(entry, self._names, by=self._by, at=self._at, document=known)
        except ClaimsError:
            self._names.forget_all_but(made)
            raise
        if document is not None and known is None and isinstance(entry.document, DocumentEntry):
            self._loader.add(Item(document, line, typed=True))
            self._documents[_version(entry.document)] = (entry.document, document)
            if len(self._documents) > _REMEMBERED_DOCUMENTS:
                self._documents.popitem(last=False)
        self._loader.add(Item(claim, line, typed=True))

    def _known_document(self, entry: ClaimEntry) -> Document | None:
        """Return what the same document came to in an earlier row. Raises InvalidInput where that row describes it otherwise."""
        if isinstance(entry.document, str):
            return None
        described, document = self._documents.get(_version(entry.document), (None, None))
        if described is not None and described != entry.document:
            mend = "is described otherwise in an earlier row; describe it the same way, or give its id"
            raise InvalidInput("This claim", [Fault("document", "", mend)])
        return document

    def finish(self) -> list[Fault]:
        """Write what the loader holds, new entities first, and return what the rules of the database refused."""
        for entity in self._names.take_new():
            self._loader.add(Item(entity))
        before = len(self._loader.report.refused)
        self._loader.flush()
        return [fault for _, fault in self._loader.report.refused[before:]]

    def refuse(self, path: Path, row: Row, faults: list[Fault]) -> None:
        """Note a bad row."""
        self._report.bad_count += 1
        if len(self._report.bad) < _LISTED:
            self._report.bad.append(BadRow(path, row.line, faults))


def _rows(path: Path, local: Path, progress: Progress | None) -> Iterator[Row]:
    reader = reader_for(path)
    try:
        with ExitStack() as stack:
            plain: IO[bytes] = stack.enter_context(local.open("rb"))
            file = stack.enter_context(_unzipped(plain)) if path.name.endswith(".gz") else plain
            done = 0
            for row in reader.read(file):
                yield row
                if progress is not None and (here := plain.tell()) > done:
                    progress(here - done)
                    done = here
    except (OSError, EOFError) as error:
        raise UnreadableFile(path, f"{getattr(error, 'strerror', None) or error}. Check the name and the rights.") from error


def _unzipped(file: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(file))


@contextmanager
def _spooled(paths: list[Path]) -> Iterator[list[tuple[Path, Path]]]:
    """Pair each path with a file that can be read twice: standard input is copied to a temporary one."""
    with tempfile.TemporaryDirectory(prefix="claims-") as folder:
        pairs = []
        for number, path in enumerate(paths):
            local = path
            if str(path) == "-":
                local = Path(folder) / str(number)
                with local.open("wb") as copy:
                    shutil.copyfileobj(_standard_input(), copy)
            elif not path.is_file():
                raise UnreadableFile(path, "there is no such file. Check the name.")
            pairs.append((path, local))
        yield pairs


def _standard_input() -> IO[bytes]:
    import sys  # noqa: PLC0415  (only here, and only when somebody pipes)

    return sys.stdin.buffer


def refused_path(path: Path) -> Path:
    """Return where the refused rows of a file go: beside it, never over another file."""
    stem = Path("standard-input.jsonl") if str(path) == "-" else path.with_name(path.name.removesuffix(".gz"))
    target = stem.with_name(f"{stem.stem}.refused{stem.suffix}")
    number = 1
    while target.exists():
        number += 1
        target = stem.with_name(f"{stem.stem}.refused-{number}{stem.suffix}")
    return target


@contextmanager
def _refusals(path: Path, report: ImportReport) -> Iterator[Callable[[], IO[bytes]]]:
    """Give a function that opens the file of refused rows when the first one comes."""
    opened: list[IO[bytes]] = []

    def open_once() -> IO[bytes]:
        if not opened:
            target = refused_path(path)
            try:
                opened.append(target.open("xb"))
            except OSError as error:
                raise ClaimsError(f"Cannot write the refused rows to '{target}': {error.strerror}. Nothing was imported.") from error
            report.refused_files.append(target)
        return opened[0]

    try:
        yield open_once
    finally:
        for file in opened:
            file.close()


def _remove_refusals(report: ImportReport) -> None:
    for path in report.refused_files:
        path.unlink(missing_ok=True)
    report.refused_files.clear()
