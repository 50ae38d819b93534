"""A file is read by the reader that its name calls for, and no reader is forgotten."""

import importlib
import pkgutil
from pathlib import Path

import pytest

from claims import readers
from claims.contracts import Reader
from claims.errors import UnknownFormat
from claims.readers import READERS, csv_table, json_lines, reader_for


@pytest.mark.parametrize("name", ["claims.jsonl", "claims.ndjson", "claims.json", "CLAIMS.JSONL", "claims.jsonl.gz", "a.csv.jsonl", "-"])
def test_json_lines_are_told_by_the_name(name: str) -> None:
    assert reader_for(Path(name)) is json_lines.READER


@pytest.mark.parametrize("name", ["claims.csv", "claims.tsv", "Claims.CSV", "claims.csv.gz", "claims.CSV.GZ", "a.jsonl.csv"])
def test_a_table_is_told_by_the_name(name: str) -> None:
    assert reader_for(Path(name)) is csv_table.READER


@pytest.mark.parametrize("name", ["claims.doc", "claims.xlsx", "claims", "csv", "claims.csv.zip", "claims.gz", "folder/"])
def test_another_format_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownFormat) as refused:
        reader_for(Path(name))

    message = f"Cannot read '{Path(name)}': known formats are .csv, .json, .jsonl, .ndjson, .tsv; name the file accordingly."
    assert str(refused.value) == message


def test_no_reader_is_forgotten() -> None:
    files = [importlib.import_module(f"claims.readers.{found.name}") for found in pkgutil.iter_modules(readers.__path__)]

    assert {file.READER.name for file in files} == {reader.name for reader in READERS}


def test_no_two_readers_claim_the_same_name() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]

    assert len(set(suffixes)) == len(suffixes)
    assert all(isinstance(reader, Reader) and suffix.startswith(".") for reader in READERS for suffix in reader.suffixes)
