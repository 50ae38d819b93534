"""Commands about those who sign in to the site."""

import sys
from pathlib import Path

import click

from claims.cli.command import command, database_option, json_option, print_json, print_table
from claims.errors import ClaimsError
from claims.people import Account, Role
from claims.settings import database_path
from claims.workflow import accounts


@command("add-user", "claims add-user ann --role checker --name 'Ann Example'")
@click.argument("user", metavar="NAME")
@click.option("--role", type=click.Choice([role.value for role in Role]),
              help="What they may do: " + " ".join(f"{role.value}: {role.definition}" for role in Role) + " [default: reader]")  # fmt: skip
@click.option("--name", "called", help="As colleagues know them; shown on the site.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input. [default: asked for, hidden]")
@click.option("--no-password", is_flag=True, help="They sign in by another way: at GitHub (NAME is github:LOGIN), or at a proxy.")
@click.option("--replace", is_flag=True, help="Change the account if it exists; what is not given stays.")
@database_option
def add_user(
    user: str, role: str | None, called: str | None, password_stdin: bool, no_password: bool, replace: bool, database: Path | None
) -> None:
    """Let NAME sign in to the site. What they do there is recorded under NAME; a running site knows them at once."""
    path = database_path(database)
    accounts.check_name(path, user, replace=replace)
    password = "" if no_password else _password(user, from_stdin=password_stdin, may_stay=replace and user in accounts.list_users(path))
    account = accounts.add_user(path, user, role=Role(role) if role else None, called=called, password=password, replace=replace)
    click.echo(f"{user} may sign in as {account.role.value}{'' if account.password_hash else ', without a password of this site'}.")


def _password(user: str, *, from_stdin: bool, may_stay: bool) -> str | None:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        hint = ", empty to keep the old one" if may_stay else ""
        password = click.prompt(f"Password for {user}{hint}", hide_input=True, default="" if may_stay else None, show_default=False)
        if password and click.prompt("The same again", hide_input=True, default="", show_default=False) != password:
            raise ClaimsError("The two passwords differ: nothing was changed. Try again.")
    elif may_stay:
        return None
    else:
        raise ClaimsError("There is no terminal to ask for a password in: give --password-stdin, or --no-password.")
    if not password and not may_stay:
        raise ClaimsError("The password is empty: nothing was changed. Give one, or --no-password.")
    return password or None


@command("remove-user", "claims remove-user ann")
@click.argument("user", metavar="NAME")
@database_option
def remove_user(user: str, database: Path | None) -> None:
    """Let NAME sign in no more. Their sessions and API tokens end at once; what they recorded stays."""
    accounts.remove_user(database_path(database), user)
    click.echo(f"Removed {user}.")


@command("list-users", "claims list-users")
@json_option
@database_option
def list_users(as_json: bool, database: Path | None) -> None:
    """List those who may sign in to the site, without anything secret."""
    users = accounts.list_users(database_path(database))
    if as_json:
        print_json([_shown(user, account) for user, account in users.items()])
    elif users:
        print_table(
            [list(_shown(user, account).values()) for user, account in users.items()], ["user", "role", "name", "password", "added"]
        )
    else:
        click.echo("Nobody may sign in yet: claims add-user NAME --role checker", err=True)


def _shown(user: str, account: Account) -> dict[str, object]:
    return {
        "user": user,
        "role": account.role.value,
        "name": account.name or None,
        "password": "yes" if account.password_hash else "no",
        "added_at": account.added_at or None,
    }
