"""Claims are written by the exporter of that name, and no exporter is forgotten."""

import importlib
import pkgutil

import pytest

from claims import exporters
from claims.contracts import Exporter
from claims.exporters import EXPORTERS, csv_table, exporter_named, json_lines


@pytest.mark.parametrize(("name", "exporter"), [("jsonl", json_lines.EXPORTER), ("csv", csv_table.EXPORTER)])
def test_an_exporter_is_known_by_its_name(name: str, exporter: Exporter) -> None:
    assert exporter_named(name) is exporter
    assert exporter.suffix == f".{name}"


def test_no_exporter_is_forgotten() -> None:
    files = [importlib.import_module(f"claims.exporters.{found.name}") for found in pkgutil.iter_modules(exporters.__path__)]

    assert {file.EXPORTER.name for file in files} == {exporter.name for exporter in EXPORTERS}


def test_no_two_exporters_share_a_name() -> None:
    assert len({exporter.name for exporter in EXPORTERS}) == len({exporter.suffix for exporter in EXPORTERS}) == len(EXPORTERS)
