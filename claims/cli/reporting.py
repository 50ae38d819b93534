"""The command that tells how far people agreed with a program, and hands their decisions on as training data."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from claims.cli.command import command, database_option, json_option, opened, print_json, print_table, write_lines
from claims.cli.showing_drafts import visible
from claims.store.connection import Store
from claims.workflow import agreement


@command("extraction-report", "claims extraction-report --export decisions.jsonl")
@click.option("--export", "export_file", type=click.Path(path_type=Path), help="Write the decided documents as training data, JSON lines.")
@json_option
@database_option
def extraction_report(export_file: Path | None, as_json: bool, database: Path | None) -> None:
    """Show how far people agreed with the drafts of each version of a program.

    --export writes their decisions for `claims train-extractor`: accepted and edited claims are right, what is absent was rejected.
    """
    with opened(database) as store:
        found = agreement.extraction_report(store)
        exported = None if export_file is None else _export(store, export_file)
    if as_json:
        print_json({"extractors": [_report_fields(one) for one in found], "exported": exported})
        return
    if not found:
        click.echo("No program has drafted anything yet: claims draft-claims DOCUMENT")
    else:
        _print_report(found)
    if exported is not None:
        click.echo(
            f"{exported['documents']} documents with {exported['attributions']} attributions written to {export_file}; "
            f"{exported['undecided']} left out, in which drafts still wait."
        )


def _export(store: Store, path: Path) -> dict[str, int]:
    attributions = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal attributions
        for one in agreement.training_texts(store):
            attributions += len(one.attributions)
            yield one._asdict()

    documents = write_lines(path, rows())
    return {"documents": documents, "attributions": attributions, "undecided": len(agreement.undecided_documents(store))}


def _report_fields(one: agreement.Agreement) -> dict[str, Any]:
    bands = [{"from": band.least, "decided": band.decided, "mean_score": band.mean_score, "accepted": band.share} for band in one.bands]
    counts = ("drafted", "waiting", "decided", "accepted", "edited", "rejected", "split", "merged", "precision")
    more = ("source_right", "quotation_right")
    return {
        "extractor": one.extractor,
        "voice": one.voice,
        **{name: getattr(one, name) for name in (*counts, *more)},
        "edited_fields": dict(one.edited_fields.most_common()),
        "reasons": dict(one.reasons.most_common()),
        "bands": bands,
    }


def _print_report(found: Sequence[agreement.Agreement]) -> None:
    headings = (
        "extractor",
        "voice",
        "drafted",
        "waiting",
        "accepted",
        "edited",
        "rejected",
        "split",
        "merged",
        "precision",
        "source right",
        "quotation right",
    )
    rows = [
        (
            visible(one.extractor), one.voice, one.drafted, one.waiting, one.accepted, one.edited, one.rejected, one.split, one.merged,
            _share(one.precision), _of(one.source_right, one), _of(one.quotation_right, one),
        )
        for one in found
    ]  # fmt: skip
    print_table(rows, headings)
    for title, counts in (("edited field", "edited_fields"), ("reason for rejecting", "reasons")):
        counted = [
            (visible(one.extractor), one.voice, visible(name), count)
            for one in found
            for name, count in getattr(one, counts).most_common(10)
        ]
        if counted:
            click.echo()
            print_table(counted, ("extractor", "voice", title, "drafts"))
    bands = [
        (visible(one.extractor), one.voice, f"{band.least:g} and more", band.decided, _share(band.mean_score), _share(band.share))
        for one in found
        for band in one.bands
        if band.decided
    ]
    if bands:
        click.echo()
        print_table(bands, ("extractor", "voice", "score", "decided", "mean score", "accepted"))


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _of(count: int, one: agreement.Agreement) -> str:
    return f"{count} of {one.accepted + one.edited}"
