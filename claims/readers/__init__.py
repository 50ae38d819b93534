"""Files that claims are read from: one file a format. To add one, write it and list it here."""

from pathlib import Path

from claims.contracts import Reader
from claims.errors import UnknownFormat
from claims.readers import csv_table, json_lines

READERS: tuple[Reader, ...] = (json_lines.READER, csv_table.READER)


def reader_for(path: Path) -> Reader:
    """Return the reader for a file, by its name; standard input is JSON lines. Raises UnknownFormat."""
    if str(path) == "-":
        return json_lines.READER
    for reader in READERS:
        if path.name.lower().removesuffix(".gz").endswith(reader.suffixes):
            return reader
    raise UnknownFormat(path, sorted(suffix for reader in READERS for suffix in reader.suffixes))
