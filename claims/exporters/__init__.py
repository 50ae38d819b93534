"""Files that claims are written to: one file a format. To add one, write it and list it here."""

from claims.contracts import Exporter
from claims.exporters import csv_table, json_lines

EXPORTERS: tuple[Exporter, ...] = (json_lines.EXPORTER, csv_table.EXPORTER)


def exporter_named(name: str) -> Exporter:
    """Return the exporter of a format."""
    return next(exporter for exporter in EXPORTERS if exporter.name == name)
