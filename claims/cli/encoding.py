"""The command that makes the sentence vectors of the recorded claims."""

import sys
from pathlib import Path

import click

from claims.cli.command import command, database_option, json_option, opened, print_json
from claims.matching.encoding import sentence_encoder
from claims.workflow.encoding import encode_claims as encode
from claims.workflow.encoding import to_encode


@command("encode-claims", "claims encode-claims")
@json_option
@database_option
def encode_claims(as_json: bool, database: Path | None) -> None:
    """Make the sentence vectors of what is new or reworded, so that claims that say the same in other words are found too.

    Needs the extra `semantic`. About 150 claims a second on one core; stop it at any time, it goes on where it was. Once a database has
    vectors, matching uses them.
    """
    encoder = sentence_encoder()
    with opened(database) as store:
        waiting = to_encode(store, encoder)
        with click.progressbar(length=waiting, label="Encoding", file=sys.stderr, hidden=not (waiting and sys.stderr.isatty())) as bar:
            written = encode(store, encoder, progress=bar.update)
    if as_json:
        print_json({"encoded": written, "model": encoder.name})
    elif written:
        click.echo(f"{written:,} {'claim' if written == 1 else 'claims'} encoded with {encoder.name}.")
    else:
        click.echo("Every claim has its vector already.")
