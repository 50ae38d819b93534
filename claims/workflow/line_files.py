"""Files and pipes of lines: read one line at a time, written whole or not at all; zipped where the name ends in `.gz`."""

import gzip
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from claims.contracts import MAX_ROW_BYTES
from claims.errors import ClaimsError, UnreadableFile

PIPE = "-"
"""The name of standard input and standard output."""
Progress = Callable[[int], None]
"""Told how many bytes were read since the last call."""

_BOM = b"\xef\xbb\xbf"


def numbered_lines(source: Path, progress: Progress | None = None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something, with their numbers from 1. Raises UnreadableFile.

    Of a line longer than MAX_ROW_BYTES only so much is given.
    """
    try:
        with _input(source) as (file, position):
            done = number = 0
            while line := file.readline(MAX_ROW_BYTES):
                number += 1
                if len(line) == MAX_ROW_BYTES and not line.endswith(b"\n"):
                    _skip_line(file)
                if progress is not None and (here := position()) > done:
                    progress(here - done)
                    done = here
                if line := line.removeprefix(_BOM).strip():
                    yield number, line
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(source, f"{getattr(error, 'strerror', None) or error}. Check the name and the rights.") from error


def row_of(line: bytes, *needed: str) -> dict[str, Any]:
    """Return the JSON object of a line. Raises ValueError with the rule that it breaks; `needed` names must be there."""
    if len(line) >= MAX_ROW_BYTES:
        raise ValueError(f"is longer than {MAX_ROW_BYTES // 1024 // 1024} MiB; split it")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start + 1}); save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON ({error}); each line is one JSON object") from error
    if not isinstance(row, dict):
        raise ValueError(f"is not a JSON object; each line is one object with {' and '.join(needed)}")  # noqa: TRY004  (the line is bad)
    for name in needed:
        if name not in row:
            raise ValueError(f"has no {name}; each line is an object with {' and '.join(needed)}")
    return row


def line_of(row: object) -> bytes:
    """Return a value as a line of JSON, UTF-8; half of a surrogate pair, which JSON can say and UTF-8 cannot, is escaped."""
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(row).encode() + b"\n"


def _skip_line(file: IO[bytes]) -> None:
    while (rest := file.readline(MAX_ROW_BYTES)) and not rest.endswith(b"\n"):
        pass


@contextmanager
def _input(source: Path) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """Open what is read, and tell how many bytes of the file have been."""
    if str(source) == PIPE:
        yield sys.stdin.buffer, int
        return
    with source.open("rb") as plain:
        position = plain.tell if source.is_file() else int
        if source.suffix == ".gz":
            with gzip.open(plain) as unzipped:
                yield cast("IO[bytes]", unzipped), position
        else:
            yield plain, position


def is_stream(target: Path) -> bool:
    """Tell whether what is written is gone at once: a pipe or a device, not a file."""
    return str(target) == PIPE or (target.exists() and not target.is_file())


@contextmanager
def output(target: Path, *, is_good: Callable[[], bool]) -> Iterator[IO[bytes]]:
    """Open what is written: a stream as it is; a file beside its place, put there at the end if all is good. Raises ClaimsError."""
    if str(target) == PIPE:
        yield sys.stdout.buffer
    elif is_stream(target):
        with _opened(target, target, mode="wb") as file:
            yield file
    else:
        building = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with _opened(building, target, mode="xb") as file:
                yield file
            if is_good():
                building.replace(target)
        finally:
            building.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, target: Path, *, mode: str) -> Iterator[IO[bytes]]:
    try:
        plain = cast("IO[bytes]", path.open(mode))
    except OSError as error:
        raise ClaimsError(f"Cannot write '{target}': {error.strerror}. Check the folder and its rights.") from error
    with plain:
        if target.suffix == ".gz":
            with gzip.GzipFile(filename="", fileobj=plain, mode="wb", mtime=0) as zipped:
                yield cast("IO[bytes]", zipped)
        else:
            yield plain
