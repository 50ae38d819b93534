"""What every command shares: its options, its manners with errors, pipes and colour, and the way it prints."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from tabulate import tabulate

from claims.errors import ClaimsError
from claims.settings import current_person, database_path
from claims.store.connection import Store
from claims.store.schema import open_store

Function = TypeVar("Function", bound=Callable[..., Any])


class PoliteCommand(click.Command):
    """A command that answers bad input with one sentence and exit code 1, and a closed pipe with silence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ClaimsError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader of our output (head, less) has seen enough; keep Python from complaining when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


class OrderedGroup(click.Group):
    """Lists the commands in the order in which they were added: first what people do most."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(self.commands)


@click.group(cls=OrderedGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="claim-tracker", prog_name="claims")
def cli() -> None:
    """Record who says what in the news, whether it can be checked and whether it is true.

    The database is db/claims.db of this checkout; --db or $CLAIMS_DB name another. $CLAIMS_USER says who you are.
    """


def command(name: str, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command, with an example below its help."""
    return click.command(
        name, cls=PoliteCommand, epilog=f"\b\nExample:\n  {example}", context_settings={"help_option_names": ["-h", "--help"]}
    )


def database_option(function: Function) -> Function:
    """Let a command name its database."""
    return click.option(
        "--db", "database", type=click.Path(path_type=Path), help="The database file. [default: $CLAIMS_DB, else db/claims.db]"
    )(function)


def by_option(function: Function) -> Function:
    """Let a command say who does it."""
    return click.option("--by", default=None, help="Who does this. [default: $CLAIMS_USER, else your login name]")(function)


def json_option(function: Function) -> Function:
    """Let a command print JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(function)


@contextmanager
def opened(database: Path | None) -> Iterator[Store]:
    """Open the database that a command means."""
    store = open_store(database_path(database))
    try:
        yield store
    finally:
        store.close()


def person(by: str | None) -> str:
    """Return who does it."""
    return by or current_person()


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Sequence[object]], headings: Sequence[str], *, err: bool = False) -> None:
    """Print rows as a table that fits the screen; in a pipe, as tab-separated values. `err` sends it to standard error."""
    if (sys.stderr if err else sys.stdout).isatty():
        width = max(12, shutil.get_terminal_size().columns // len(headings) - 3)
        click.echo(tabulate(rows, headers=headings, maxcolwidths=width), err=err)
        return
    for row in [headings, *rows]:
        click.echo("\t".join("" if cell is None else str(cell) for cell in row), err=err)


def has_colours() -> bool:
    """Tell whether somebody looks who has not said NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def styled(text: str, **style: Any) -> str:
    """Return a text in colour where somebody looks and has not said NO_COLOR."""
    return click.style(text, **style) if has_colours() else text
