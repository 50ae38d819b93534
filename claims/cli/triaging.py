"""Commands that tell whether statements can be checked, without recording anything, and that teach how to tell."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from claims.cli.command import command, json_option, print_json, tell_bad_lines
from claims.triage.languages import DEFAULT_LANGUAGE, languages
from claims.triage.schemes import DEFAULT_SCHEME, scheme_names
from claims.workflow import triage_files, triage_training


@command("triage", "claims triage --input statements.jsonl.gz --output triaged.jsonl")
@click.option("--input", "-i", "source", type=click.Path(path_type=Path), required=True, help="Statements, or - for standard input.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), default="-", show_default=True,
              help="Where the lines go; an older file is replaced when the new one is complete.")  # fmt: skip
@click.option("--scheme", type=click.Choice(scheme_names()), default=DEFAULT_SCHEME, show_default=True,
              help="Whose labels: those of a corpus, or the general ones of all corpora together.")  # fmt: skip
@click.option("--language", type=click.Choice(languages()), default=DEFAULT_LANGUAGE, show_default=True, help="Language of the statements.")
def triage(source: Path, target: Path, scheme: str, language: str) -> None:
    """Tell whether statements can be checked, and why: JSON lines in, JSON lines out, zipped where the name ends in .gz.

    \b
    in:  {"id": "1", "text": "...", "published": "2024-02-05", "source_type": "anonymous"}     the last two may be missing
    out: {"id": "1", "label": "verifiable", "score": 0.91, "status": "not_yet", "reason": "prediction", "because": [[4, 8]]}

    Status and reason are suggestions in the terms of `claims terms`; because is [start, end] in code points of the text as given. If a
    line is bad, no file is written; into a pipe the good ones are. Rules of your own: $CLAIMS_TRIAGE_RULES.
    """  # noqa: D301  (click reads the escape as: keep these lines)
    is_shown = sys.stderr.isatty() and source.is_file()
    with click.progressbar(length=source.stat().st_size, label="Judging", file=sys.stderr) if is_shown else nullcontext() as bar:
        report = triage_files.triage_file(source, target, scheme, language=language, progress=bar.update if bar else None)
    tell_bad_lines([f"'{source}', line {number} {reason}" for number, reason in report.bad], report.bad_count, is_written=report.written)
    click.echo(f"{report.statements:,} statements.", err=True)


@command("train-triage", "claims train-triage claimbuster=sentences.jsonl.gz ours.jsonl --output ours.npz")
@click.argument("sources", nargs=-1, required=True)
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), required=True, help="Where the model goes.")
@click.option("--language", type=click.Choice(languages()), default=DEFAULT_LANGUAGE, show_default=True, help="Language of the statements.")
@json_option
def train_triage(sources: tuple[str, ...], target: Path, language: str, as_json: bool) -> None:
    """Teach triage from statements that people have labelled: corpora, or your own assessments.

    SOURCES are files of JSON lines. SCHEME=FILE is a corpus: {"text", "label"} with the labels of that scheme, "document" if known. A
    FILE alone holds assessments: {"text", "status"}. Set CLAIMS_TRIAGE_MODEL to the file that is made. Needs the extra `train`.
    """

    def progress(step: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"{step} ...", err=True)

    done = triage_training.train_triage([_named(one) for one in sources], target, language=language, progress=progress)
    if as_json:
        print_json({**done._asdict(), "model": str(done.model)})
        return
    click.echo(f"Learned from {done.statements:,} statements: {done.model} (version {done.version}).")
    click.echo(f"To use it: export CLAIMS_TRIAGE_MODEL={done.model}", err=True)


def _named(source: str) -> tuple[Path, str | None]:
    """Return the file and the scheme of a source; a file whose name holds a = is named with its scheme, or as ./NAME."""
    scheme, separator, path = source.partition("=")
    return (Path(path), scheme) if separator and scheme in scheme_names() else (Path(source), None)
