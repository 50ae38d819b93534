"""Making a database, carrying it elsewhere, and making sure that it is sound."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from claims.errors import ClaimsError, DatabaseExists, UnreadableFile
from claims.exporters import exporter_named
from claims.settings import DATABASE_NAME, house_folder
from claims.store.check import Finding, check_store
from claims.store.connection import Store
from claims.store.read import records
from claims.store.schema import open_store
from claims.workflow.importing import ImportReport, Progress, import_claims

_SITE_PARTS = ("datasette.yaml", "metadata.yaml", "migrations", "pages", "plugins", "queries", "sample", "static", "templates", "views")


def sample_files() -> list[Path]:
    """List the files of the sample that comes with the program."""
    return sorted((house_folder() / "sample").glob("*.jsonl"))


def build_database(path: Path, files: list[Path] | None = None, *, by: str = "sample", progress: Progress | None = None) -> ImportReport:
    """Make a database from files of claims (the sample, if none are named). Nothing is ever overwritten.

    The file appears at its place only when it is complete. Raises DatabaseExists, or InvalidInput where a row is bad.
    """
    if path.exists():
        raise DatabaseExists(path)
    if not path.parent.is_dir():
        raise ClaimsError(f"There is no folder '{path.parent}': make it first, or run `claims init {path.parent}`.")
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".building-") as folder:
        building = Path(folder) / DATABASE_NAME
        store = open_store(building, create=True)
        try:
            report = import_claims(store, sample_files() if files is None else files, by=by, progress=progress)
            # Leave one file behind, without its log, that can be moved.
            store.connection.execute("pragma journal_mode = delete")
            store.connection.execute("pragma optimize")
        finally:
            store.close()
        if not report.bad_count:
            _move_without_overwriting(building, path)
    if not report.bad_count:
        open_store(path).close()
    return report


def _move_without_overwriting(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError as error:
        raise DatabaseExists(target) from error
    except OSError:
        if target.exists():
            raise DatabaseExists(target) from None
        source.rename(target)


def init_folder(folder: Path) -> Path:
    """Make a working `db/` folder of one's own: the site, the queries and an empty place for the database."""
    if folder.exists() and any(folder.iterdir()):
        raise ClaimsError(f"'{folder}' is not empty and nothing is ever overwritten: name a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in _SITE_PARTS:
            source = house_folder() / part
            if source.is_dir():
                shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", ".gitkeep"))
            else:
                shutil.copy(source, folder / part)
    except OSError as error:
        raise ClaimsError(f"Cannot write '{folder}': {error.strerror}. Check the rights, or name another folder.") from error
    return folder / DATABASE_NAME


def export_claims(
    store: Store, output: IO[bytes], *, format_name: str = "jsonl", with_texts: bool = True, progress: Progress | None = None
) -> int:
    """Write every record to a file opened for bytes and return how many there were. `jsonl` is lossless."""
    counted = 0

    def counting(found: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
        nonlocal counted
        for record in found:
            counted += 1
            if progress is not None:
                progress(1)
            yield record

    with closing(records(store, with_texts=with_texts)) as found:
        exporter_named(format_name).write(counting(found), output)
    return counted


def write_whole(path: Path, write: Callable[[IO[bytes]], int]) -> int:
    """Write a file that appears only when it is complete; an existing one is never overwritten. Raises DatabaseExists."""
    if path.exists():
        raise DatabaseExists(path)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            building = Path(file.name)
            try:
                count = write(file)
                file.flush()
                _move_without_overwriting(building, path)
            finally:
                with suppress(FileNotFoundError):
                    building.unlink()
    except OSError as error:
        raise UnreadableFile(path, f"{error.strerror}. Check the folder, its rights and the room left.") from error
    return count


def check_database(store: Store) -> list[Finding]:
    """List every fault of a database; a sound one has none."""
    return list(check_store(store))
