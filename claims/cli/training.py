"""The command that teaches the learned engine."""

import sys
from pathlib import Path

import click

from claims.cli.command import command, json_option, print_json
from claims.extractors.languages import DEFAULT_LANGUAGE, languages
from claims.workflow import training


@command("train-extractor", "claims extraction-report --export ours.jsonl && claims train-extractor ours.jsonl --output ours.npz")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), required=True, help="Where the model goes.")
@click.option("--test", type=click.Path(path_type=Path), help="Articles that are kept apart, to try the model on.")
@click.option("--language", type=click.Choice(languages()), default=DEFAULT_LANGUAGE, show_default=True, help="Language of the articles.")
@click.option("--wordnet", type=click.Path(path_type=Path),
              help="WordNet's dict folder, to learn anew what words mean; left out: as the shipped model knows it.")  # fmt: skip
@click.option("--threshold", type=click.FloatRange(0, 1), help="Lowest score to keep. [default: where F1 is highest on unseen articles]")
@json_option
def train_extractor(
    sources: tuple[Path, ...], target: Path, test: Path | None, language: str, wordnet: Path | None, threshold: float | None, as_json: bool
) -> None:
    """Teach the extractor from articles in which people marked who says what: your own decisions, or a corpus.

    SOURCES are JSON lines as `claims extract` writes them, with the text: {"doc_id", "text", "attributions": [{"source", "cue",
    "content"}]}. Set CLAIMS_MODEL to the file that is made, and `claims import-article` drafts with it. Needs the extra `train`.
    """

    def progress(step: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"{step} ...", err=True)

    done = training.train_extractor(sources, target, language=language, test=test, wordnet=wordnet, threshold=threshold, progress=progress)
    if as_json:
        print_json({**done._asdict(), "model": str(done.model)})
        return
    click.echo(f"Learned from {done.statements:,} statements in {done.articles:,} articles: {done.model} (version {done.version}).")
    for measure, f1 in done.figures.items():
        click.echo(f"{measure}: F1 {100 * f1:.1f}")
    click.echo(f"To use it: export CLAIMS_MODEL={done.model}", err=True)
