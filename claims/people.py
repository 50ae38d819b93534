"""Who may sign in: the accounts of a site and the secret that signs its sessions, in one private file beside the database."""

import json
import logging
import os
import secrets
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.errors import ClaimsError, UnreadableFile
from claims.settings import BUSY_TIMEOUT_S
from claims.vocabularies import Term

GITHUB = "github:"
"""What the names of accounts begin with whose people sign in at GitHub."""


class Role(Term):
    """What an account may do; each role may do what those before it may."""

    READER = ("reader", "Reader", "Reads full texts and drafts, and asks in SQL.")
    CHECKER = ("checker", "Checker", "Adds, assesses and links claims, adds evidence, decides about candidates.")
    EDITOR = ("editor", "Editor", "Reviews, merges, retracts and removes.")


class Account(BaseModel):
    """One person who may sign in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role
    name: str = Field(default="", description="As colleagues know them.")
    password_hash: str = Field(default="", description="Empty for those who sign in by another way.")
    session: str = Field(default="", description="Changes with the password, which ends the sessions that were begun with the old one.")
    added_at: str = Field(default="", description="UTC.")


class People(BaseModel):
    """What the file holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    secret: str = Field(default="", description="Signs sessions and API tokens; whoever knows it can pretend to be anybody.")
    users: dict[str, Account] | None = Field(
        default=None, description="None before the first account is made; empty when the last was removed."
    )


class _Seen(NamedTuple):
    state: tuple[int, int, int] | None
    people: People


_seen: dict[Path, _Seen] = {}


def people_file(database: Path) -> Path:
    """Return the file of the accounts that belong to a database: `claims.db` has `claims.users.json`."""
    return database.with_name(f"{database.stem}.users.json")


def plain(password: str) -> str:
    """Return a password as it is hashed: the same whatever keyboard its accents were typed on."""
    return unicodedata.normalize("NFKC", password)


def read_people(file: Path) -> People:
    """Return what a file of accounts holds; a missing one holds nothing. Raises UnreadableFile."""
    try:
        return People.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return People()
    except OSError as error:
        raise UnreadableFile(file, f"{error.strerror}. It must belong to whoever runs this.") from error
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise UnreadableFile(file, f"it is no file of accounts ({place}: {first['msg']}). Mend it, or put a copy back.") from error


def current_people(file: Path) -> People:
    """Return the accounts as they stand this moment; the file is read again only when it has changed.

    Where it is damaged, or gone after accounts were seen in it, nobody is let in.
    """
    try:
        found = file.stat()
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
    except OSError:
        state = None
    known = _seen.get(file)
    if known and known.state == state:
        return known.people
    try:
        people = read_people(file)
    except UnreadableFile as error:
        logging.getLogger(__name__).warning("%s Nobody can sign in until then.", error)
        people = People(users={})
    if people.users is None and known and known.people.users is not None:
        people = People(users={})
    _seen[file] = _Seen(state, people)
    return people


def change_people(file: Path, change: Callable[[People], People]) -> People:
    """Change the accounts: whole or not at all, and one writer after the other. Raises ClaimsError."""
    try:
        return _change(file, change)
    except OSError as error:
        raise ClaimsError(f"Cannot write '{file}': {error.strerror}. Nothing was changed; check the rights of its folder.") from error


def signing_secret(file: Path) -> str:
    """Return the secret that signs sessions, made when it is first needed. Where no file can be written, it lasts as long as the program.

    Raises UnreadableFile.
    """
    if secret := read_people(file).secret:
        return secret
    try:
        return _change(file, lambda people: people if people.secret else people.model_copy(update={"secret": _random()})).secret
    except OSError:
        return _random()


def new_session() -> str:
    """Return the mark of an account's sessions after its password was set."""
    return secrets.token_hex(8)


def _random() -> str:
    return secrets.token_hex(32)


def _change(file: Path, change: Callable[[People], People]) -> People:
    # The file that is being written is also the lock, as in git: only one writer can make it, and moving it into place gives it back.
    writing = file.with_name(f"{file.name}.new")
    lock = _opened_alone(writing)
    try:
        with os.fdopen(lock, "w", encoding="utf-8") as new:
            people = change(read_people(file))
            json.dump(people.model_dump(mode="json", exclude_defaults=True), new, ensure_ascii=False, indent=2)
            new.write("\n")
            new.flush()
            os.fsync(new.fileno())
        _keep_owner(file, writing)
        writing.replace(file)
    except BaseException:
        writing.unlink(missing_ok=True)
        raise
    return people


def _opened_alone(writing: Path) -> int:
    give_up = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            return os.open(writing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if time.monotonic() > give_up:
                raise ClaimsError(
                    f"'{writing}' has been in the way for {BUSY_TIMEOUT_S:g} seconds: another command is writing the accounts, "
                    "or one was cut off. If none runs, delete that file and try again. Nothing was changed."
                ) from None
            time.sleep(0.05)


def _keep_owner(file: Path, writing: Path) -> None:
    """Let the new file belong to whom the old one did, so that an administrator's command does not lock the site out."""
    with suppress(OSError, AttributeError):
        owner = (file if file.exists() else file.parent).stat()
        os.chown(writing, owner.st_uid, owner.st_gid)
