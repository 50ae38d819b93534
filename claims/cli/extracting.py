"""Commands that find statements in articles without recording any: what other programs read on."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from claims.cli.command import command, tell_bad_lines
from claims.extractors import DEFAULT_ENGINE, EXTRACTORS
from claims.extractors.languages import languages
from claims.workflow import extracting


@command("extract", "claims extract --input articles.jsonl.gz --output statements.jsonl")
@click.option("--input", "-i", "source", type=click.Path(path_type=Path), required=True, help="Articles, or - for standard input.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), default="-", show_default=True,
              help="Where the statements go; an older file is replaced when the new one is complete.")  # fmt: skip
@click.option("--engine", type=click.Choice([*EXTRACTORS]), default=DEFAULT_ENGINE, show_default=True, help="Which extractor.")
@click.option("--language", type=click.Choice([*languages(), extracting.AUTO]), default=extracting.AUTO, show_default=True,
              help="Language of the articles; auto tells it from each text.")  # fmt: skip
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out statements with a lower score.")
def extract(source: Path, target: Path, engine: str, language: str, threshold: float) -> None:
    """Find who says what in articles: JSON lines in, JSON lines out, zipped where the name ends in .gz.

    \b
    in:  {"doc_id": "1", "title": "...", "text": "..."}            title may be missing
    out: {"doc_id": "1", "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 40]],
          "quotation": "indirect", "score": 0.93, "speaker": "Ann Example"}]}

    Each span is [start, end] in code points of the text as given; a part may stand in several pieces, or be missing. If a line is
    bad, no file is written; into a pipe the good ones are.
    """  # noqa: D301  (click reads the escape as: keep these lines)
    settings = extracting.Settings(engine, language, threshold)
    is_shown = sys.stderr.isatty() and source.is_file()
    with click.progressbar(length=source.stat().st_size, label="Extracting", file=sys.stderr) if is_shown else nullcontext() as bar:
        report = extracting.extract_statements(source, target, settings, progress=bar.update if bar else None)
    tell_bad_lines([f"line {number} {reason}" for number, reason in report.bad], report.bad_count, is_written=report.written)
    click.echo(f"{report.statements:,} statements in {report.documents:,} articles.", err=True)
