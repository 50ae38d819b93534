"""The command that learns the weights of matching from questions whose answers people know."""

import sys
from pathlib import Path

import click

from claims.cli.command import command
from claims.workflow import matching_training
from claims.workflow.matching_files import Look


@command("train-matching", "claims train-matching --data corpora/matching --output weights.npz")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False, exists=True), required=True,
              help="Folder of matching_tweets and matching_debates: .collection, .train.queries and .train.qrels (.jsonl.gz).")  # fmt: skip
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), required=True, help="Where the weights go.")
@click.option("--semantic", is_flag=True, help="Learn with sentence vectors (extra: semantic).")
@click.option("--shares", type=click.Path(path_type=Path), help="Also count how common words are at large, and write that here.")
def train_matching(data: Path, target: Path, semantic: bool, shares: Path | None) -> None:
    """Learn the weights of matching, and tell by cross-validation what they are worth."""
    sets = [matching_training.read_set(data, name) for name in matching_training.SETS]
    if shares:
        matching_training.count_shares(sets, shares)
    looks = [_look(one) for one in sets] if semantic else None
    learned = matching_training.learn_matching(sets, target, looks=looks, progress=_tell if sys.stderr.isatty() else None)
    for line in matching_training.figures(learned):
        click.echo(line)


def _look(one: matching_training.TrainingSet) -> Look:
    from claims.matching.encoding import sentence_encoder  # noqa: PLC0415  (loads a model)
    from claims.workflow.meaning import CollectionByMeaning  # noqa: PLC0415

    return CollectionByMeaning(one.claims, sentence_encoder()).look


def _tell(name: str, done: int, of: int) -> None:
    click.echo(f"\r{name}: {done:,} of {of:,} questions", nl=done == of, err=True)
