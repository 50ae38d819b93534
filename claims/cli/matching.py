"""The command that finds what says the same among the claims of a file: what other programs score or read on."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import click

from claims.cli.command import command, counted, tell_bad_lines
from claims.store.repeats import Collection
from claims.workflow import matching_files


@command("match", "claims match --collection claims.jsonl.gz --queries questions.jsonl.gz --output run.jsonl")
@click.option(
    "--collection", "-c", type=click.Path(path_type=Path), required=True, help="The claims that are recorded, or - for standard input."
)
@click.option("--queries", "-q", type=click.Path(path_type=Path), required=True, help="What is asked about, or - for standard input.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), default="-", show_default=True,
              help="Where the matches go; an older file is replaced when the new one is complete.")  # fmt: skip
@click.option("--semantic", is_flag=True, help="Compare meanings, too (extra: semantic). Encodes the claims first, 150 a second.")
def match(collection: Path, queries: Path, target: Path, semantic: bool) -> None:
    """Find for each question the claims that say the same: JSON lines in, JSON lines out, zipped where the name ends in .gz.

    \b
    claims:    {"id": "1", "text": "...", "title": "...", "subtitle": "...", "speaker": "..."}      text and id are needed
    questions: {"id": "a", "text": "...", "speaker": "...", "context": ["..."], "context_after": ["..."]}
    out:       {"query_id": "a", "doc_id": "1", "score": 0.93}

    The score is the probability that both say the same; the best hundred of each question are listed, the likeliest first. If a
    line is bad, no file is written; into a pipe the good ones are.
    """  # noqa: D301  (click reads the escape as: keep these lines)
    look_of = _by_meaning() if semantic else None
    sizes = [source.stat().st_size for source in (collection, queries) if source.is_file()]
    is_shown = sys.stderr.isatty() and len(sizes) == 2
    with click.progressbar(length=sum(sizes), label="Matching", file=sys.stderr) if is_shown else nullcontext() as bar:
        report = matching_files.match_files(collection, queries, target, look_of=look_of, progress=bar.update if bar else None)
    bad = [f"'{source}', line {number} {reason}" for source, number, reason in report.bad]
    tell_bad_lines(bad, report.bad_count, is_written=report.written)
    click.echo(f"{counted(report.queries, 'question')} compared with {counted(report.claims, 'claim')}.", err=True)


def _by_meaning() -> Callable[[Collection], matching_files.Look]:
    """Return what compares by meaning, too. Raises ClaimsError where the extra is not installed."""
    from claims.matching.encoding import sentence_encoder  # noqa: PLC0415  (loads a model)
    from claims.workflow.encoding import texts_of  # noqa: PLC0415
    from claims.workflow.meaning import CollectionByMeaning  # noqa: PLC0415

    encoder = sentence_encoder()

    def look_of(claims: Collection) -> matching_files.Look:
        count = len(texts_of([one.said for one in claims])) if sys.stderr.isatty() else 0
        with click.progressbar(length=count, label="Encoding", file=sys.stderr, hidden=not count) as bar:
            return CollectionByMeaning(claims, encoder, bar.update).look

    return look_of
