"""Making and removing the accounts of those who sign in to the site."""

import difflib
import re
from pathlib import Path

from claims.dates import now
from claims.errors import DatabaseMissing, Fault, InvalidInput, NotRecorded
from claims.people import GITHUB, Account, People, Role, change_people, new_session, people_file, plain, read_people

SHORTEST_PASSWORD = 10
_FEWEST_CHARACTERS = 5
_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,99}")
_GITHUB_NAME = re.compile(rf"{GITHUB}[a-z0-9](?:-?[a-z0-9]){{0,38}}")
_EXISTS = Fault("name", "", "exists; add --replace to change it")
_TAKEN = {"root": "is the name of whoever starts Datasette with --root"}


def add_user(
    database: Path,
    name: str,
    *,
    role: Role | None = None,
    called: str | None = None,
    password: str | None = None,
    replace: bool = False,
) -> Account:
    """Make an account, a reader's if no role is named; without a password its person signs in by another way.

    With `replace`, an account that exists takes what is given (an empty password takes its password away) and keeps the rest.
    Raises InvalidInput, DatabaseMissing.
    """
    check_name(database, name, replace=replace)
    if password and (rule := _fault_of_password(name, plain(password))):
        raise _refused(name, Fault("password", "", rule))
    given = {"role": role, "name": called, **_hashed(password)}
    made = Account(role=Role.READER, added_at=now())

    def add(people: People) -> People:
        nonlocal made
        users = people.users or {}
        if name in users:
            if not replace:
                raise _refused(name, _EXISTS)
            made = users[name]
        made = made.model_copy(update={key: value for key, value in given.items() if value is not None})
        return people.model_copy(update={"users": {**users, name: made}})

    change_people(_file(database), add)
    return made


def check_name(database: Path, name: str, *, replace: bool = False) -> None:
    """Raise InvalidInput unless an account may be made by this name, and DatabaseMissing."""
    if rule := _fault_of_name(name):
        raise _refused(name, Fault("name", repr(name), rule))
    if name in list_users(database) and not replace:
        raise _refused(name, _EXISTS)


def remove_user(database: Path, name: str) -> None:
    """Remove an account: its sessions and tokens end at once. Raises NotRecorded, DatabaseMissing."""

    def remove(people: People) -> People:
        users = people.users or {}
        if name not in users:
            raise NotRecorded("account", name, difflib.get_close_matches(name, users))
        return people.model_copy(update={"users": {one: account for one, account in users.items() if one != name}})

    change_people(_file(database), remove)


def list_users(database: Path) -> dict[str, Account]:
    """Return the accounts of a site by their names. Raises DatabaseMissing, UnreadableFile."""
    return dict(sorted((read_people(_file(database)).users or {}).items()))


def _file(database: Path) -> Path:
    if not database.exists():
        raise DatabaseMissing(database)
    return people_file(database)


def _hashed(password: str | None) -> dict[str, str | None]:
    if password is None:
        return {}
    # Loads Datasette, which is slow, and nothing else here needs it.
    from datasette_auth_passwords.utils import hash_password  # noqa: PLC0415

    return {"password_hash": hash_password(plain(password)) if password else "", "session": new_session()}


def _refused(name: str, fault: Fault) -> InvalidInput:
    return InvalidInput(f"The account '{name}'", [fault])


def _fault_of_name(name: str) -> str:
    if name in _TAKEN:
        return f"{_TAKEN[name]}; choose another"
    if name.startswith(GITHUB):
        return "" if _GITHUB_NAME.fullmatch(name) else f"is no name at GitHub; write {GITHUB}LOGIN, in lower case"
    if not _NAME.fullmatch(name):
        return "write lower-case letters, digits and . _ @ + -, beginning with a letter or a digit, such as ann or ann@example.org"
    return ""


def _fault_of_password(name: str, password: str) -> str:
    if name.startswith(GITHUB):
        return "is not for those who sign in at GitHub; give --no-password"
    if len(password) < SHORTEST_PASSWORD:
        return f"is too short; take {SHORTEST_PASSWORD} characters or more, such as four words that do not belong together"
    if len(set(password)) < _FEWEST_CHARACTERS or password.lower() == name:
        return "is easy to guess; take words that do not belong together"
    return ""
