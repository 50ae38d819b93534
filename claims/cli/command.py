"""What every command shares: its options, its manners with errors, pipes and colour, and the way it prints."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claims.errors import ClaimsError
from claims.settings import current_person, database_path

if TYPE_CHECKING:
    from claims.store.connection import Store

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


class LateGroup(click.Group):
    """Loads a command when it is asked for, and lists all in the order in which they were offered: first what people do most."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names: dict[str, str] = {}
        self._load: Callable[[str], Any] = str

    def offer(self, names: dict[str, str], load: Callable[[str], Any]) -> None:
        """Offer commands: how they are called, and what `load` knows them by."""
        self._names, self._load = names, load

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None where there is none of that name."""
        del ctx
        return self._load(self._names[cmd_name]) if cmd_name in self._names else None


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
def opened(database: Path | None) -> Iterator["Store"]:
    """Open the database that a command means."""
    from claims.store.schema import open_store  # noqa: PLC0415  (commands without a database start without it)

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


Progress = Callable[[int], None]
"""Told how much was done since the last call."""


@contextmanager
def progress_bar(length: int, label: str) -> Iterator[Progress]:
    """Show on standard error how far a long work has come, where somebody looks."""
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=not (length and sys.stderr.isatty())) as bar:
        yield bar.update


def counted(count: int, noun: str) -> str:
    """Return how many there are, in words."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


_SHOWN = 20


def tell_bad_lines(bad: Sequence[str], count: int, *, is_written: bool) -> None:
    """Tell which lines of a file could not be used and what became of the rest; ends with exit code 1 if there are any.

    `bad` describes the first of them ("line 3 is no JSON"), `count` is how many there are.
    """
    for what in bad[:_SHOWN]:
        click.echo(f"Error: {what}.", err=True)
    if count > _SHOWN:
        click.echo(f"... and {count - _SHOWN:,} more bad lines.", err=True)
    if count:
        click.echo("These lines were left out." if is_written else "Nothing was written: mend these lines, or take them out.", err=True)
        click.get_current_context().exit(1)


def write_lines(path: Path, rows: Iterable[object]) -> int:
    """Write rows as JSON lines to a file that does not exist yet, and return how many. Raises ClaimsError."""
    count = 0
    try:
        with path.open("x", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
    except FileExistsError as error:
        raise ClaimsError(f"'{path}' exists and is never overwritten: move it away, or name another.") from error
    except OSError as error:
        raise ClaimsError(f"Cannot write '{path}': {error.strerror}. Name another place.") from error
    return count


def print_table(rows: Sequence[Sequence[object]], headings: Sequence[str], *, err: bool = False) -> None:
    """Print rows as a table that fits the screen; in a pipe, as tab-separated values. `err` sends it to standard error."""
    if (sys.stderr if err else sys.stdout).isatty():
        from tabulate import tabulate  # noqa: PLC0415  (loaded when a table is drawn)

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
