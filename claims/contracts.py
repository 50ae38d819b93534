"""What a reader and an exporter are: a name, the file endings it answers to, and a function."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

from claims.errors import Fault
from claims.models import ClaimEntry, Record

MAX_ROW_BYTES = 32 * 1024 * 1024
"""A longer row is refused before it is parsed, so that no file can fill the memory."""


class Row(NamedTuple):
    """One row of a file: what it holds, or what is wrong with it."""

    line: int
    """Line it begins on, counted from 1."""
    raw: bytes
    """The row as it stands in the file."""
    content: Record | ClaimEntry | None
    faults: list[Fault]


@dataclass(frozen=True)
class Reader:
    """Reads one format of claims."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[IO[bytes]], Iterator[Row]]
    """Yields the rows of a file opened for bytes. Raises UnknownColumns and the like where no row can be read at all."""
    refuse: Callable[[IO[bytes], Row, list[Fault]], None]
    """Writes a row that was refused, with the reasons, so that it can be mended and read again."""


@dataclass(frozen=True)
class Exporter:
    """Writes records in one format."""

    name: str
    suffix: str
    write: Callable[[Iterable[dict[str, Any]], IO[bytes]], None]
    """Takes records as `store.read.records` yields them and a file opened for bytes."""
