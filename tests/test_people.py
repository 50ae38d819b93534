"""Accounts: one private file beside the database, whole whatever happens to it, and commands that make and remove them."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from datasette_auth_passwords.utils import verify_password

from claims import people
from claims.errors import ClaimsError, DatabaseMissing, InvalidInput, NotRecorded, UnreadableFile
from claims.people import People, Role, current_people, people_file, plain, read_people, signing_secret
from claims.store.schema import open_store
from claims.workflow.accounts import add_user, list_users, remove_user

PASSWORD = "green tree long pony"  # noqa: S105  (of nobody)
HOUSE = Path(__file__).resolve().parent.parent


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    open_store(path, create=True).close()
    return path


# The file.


def test_accounts_stand_beside_their_database_for_its_owner_alone_and_without_passwords(database: Path) -> None:
    add_user(database, "ann", role=Role.CHECKER, called="Ann Example", password=PASSWORD)

    file = database.parent / "claims.users.json"
    assert file == people_file(database)
    assert file.stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in file.read_text(encoding="utf-8")
    assert list(database.parent.glob("*.users.json*")) == [file]


def test_the_file_of_accounts_never_gets_into_version_control_or_a_package() -> None:
    assert "db/claims.users.json*" in (HOUSE / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert '"db/*.users.json*"' in (HOUSE / "pyproject.toml").read_text(encoding="utf-8")


def test_a_password_is_hashed_as_the_sign_in_plugin_hashes_and_whatever_keyboard_typed_it(database: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "crème brûlée à midi") for form in ("NFC", "NFD"))

    account = add_user(database, "ann", password=decomposed)

    assert composed != decomposed
    assert verify_password(plain(composed), account.password_hash)
    assert not verify_password("creme brulee a midi", account.password_hash)


@pytest.mark.parametrize("password", ["short", "123456789", "aaaaaaaaaaaaaaaa", "abababababab", "ann.example"])
def test_a_password_that_is_easy_to_guess_is_refused(database: Path, password: str) -> None:
    with pytest.raises(InvalidInput, match=r"too short|easy to guess"):
        add_user(database, "ann.example", password=password)

    assert not people_file(database).exists()


@pytest.mark.parametrize("name", ["ann", "ann.example", "ann-2", "ann@example.org", "7of9"])
def test_a_name_may_be_what_a_newsroom_calls_people(database: Path, name: str) -> None:
    add_user(database, name)

    assert list(list_users(database)) == [name]


@pytest.mark.parametrize("name", ["", "Ann", "ann example", "-ann", "a/b", "ann\n", "änn", "a" * 101, "root", "github:", "github:a b"])
def test_a_name_that_is_none_is_refused(database: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match="name"):
        add_user(database, name)

    assert not people_file(database).exists()


def test_somebody_who_signs_in_at_github_has_no_password_here(database: Path) -> None:
    with pytest.raises(InvalidInput, match="--no-password"):
        add_user(database, "github:ann-example", password=PASSWORD)

    assert add_user(database, "github:ann-example", role=Role.EDITOR, password="").password_hash == ""


def test_an_account_that_exists_is_changed_only_by_replace_and_keeps_what_is_not_given(database: Path) -> None:
    before = add_user(database, "ann", role=Role.CHECKER, called="Ann Example", password=PASSWORD)

    with pytest.raises(InvalidInput, match="add --replace"):
        add_user(database, "ann", role=Role.EDITOR)
    after = add_user(database, "ann", role=Role.EDITOR, replace=True)

    assert after == before.model_copy(update={"role": Role.EDITOR})
    assert list_users(database) == {"ann": after}


def test_a_new_password_ends_the_sessions_of_the_old_one(database: Path) -> None:
    old = add_user(database, "ann", password=PASSWORD)
    new = add_user(database, "ann", password=f"{PASSWORD} 2", replace=True)

    assert old.session != new.session
    assert old.password_hash != new.password_hash


def test_an_account_is_removed_by_its_name_and_a_slip_is_told(database: Path) -> None:
    add_user(database, "ann")

    with pytest.raises(NotRecorded, match="Did you mean ann"):
        remove_user(database, "anne")
    remove_user(database, "ann")

    assert list_users(database) == {}
    assert read_people(people_file(database)).users == {}, "who removed everybody did not mean to let everybody in"


def test_accounts_belong_to_a_database_that_is_there(tmp_path: Path) -> None:
    for action in (lambda path: add_user(path, "ann"), lambda path: remove_user(path, "ann"), list_users):
        with pytest.raises(DatabaseMissing):
            action(tmp_path / "none.db")


def test_many_writers_at_once_lose_no_account_and_agree_on_one_secret(database: Path) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        secrets = list(pool.map(lambda _: signing_secret(people_file(database)), range(8)))
        list(pool.map(lambda number: add_user(database, f"user-{number}"), range(24)))

    assert len(set(secrets)) == 1
    assert len(secrets[0]) == 64
    assert set(list_users(database)) == {f"user-{number}" for number in range(24)}
    assert signing_secret(people_file(database)) == secrets[0]


def test_a_writer_that_was_cut_off_is_named_and_nothing_is_lost(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "BUSY_TIMEOUT_S", 0.2)
    add_user(database, "ann")
    left = database.parent / "claims.users.json.new"
    left.touch()

    with pytest.raises(ClaimsError, match=re.escape(f"'{left}' has been in the way")):
        add_user(database, "bob")
    assert list(list_users(database)) == ["ann"]

    left.unlink()
    add_user(database, "bob")
    assert list(list_users(database)) == ["ann", "bob"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"users": {"ann": {"role": "king"}}}', '{"user": {}}'])
def test_a_damaged_file_is_refused_in_a_sentence_and_never_overwritten(database: Path, damage: str) -> None:
    people_file(database).write_text(damage, encoding="utf-8")

    for action in (lambda: add_user(database, "ann"), lambda: signing_secret(people_file(database)), lambda: list_users(database)):
        with pytest.raises(UnreadableFile, match="no file of accounts"):
            action()
    assert people_file(database).read_text(encoding="utf-8") == damage
    assert not (database.parent / "claims.users.json.new").exists()


def test_without_a_place_to_write_the_secret_lasts_as_long_as_the_program() -> None:
    nowhere = Path("/proc/none.users.json")

    assert len(signing_secret(nowhere)) == 64
    assert signing_secret(nowhere) != signing_secret(nowhere)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_the_file_stays_with_its_owner_when_an_administrator_changes_it(database: Path) -> None:
    add_user(database, "ann")
    os.chown(people_file(database), 65534, 65534)

    add_user(database, "bob")

    assert people_file(database).stat().st_uid == 65534


def test_a_change_is_seen_at_once_and_a_file_that_is_unchanged_is_not_read_again(database: Path) -> None:
    file = people_file(database)
    assert current_people(file) == People()

    add_user(database, "ann", role=Role.CHECKER)
    first = current_people(file)
    assert current_people(file) is first
    add_user(database, "ann", role=Role.EDITOR, replace=True)

    assert [account.role for account in (current_people(file).users or {}).values()] == [Role.EDITOR]


@pytest.mark.parametrize("happening", ["damaged", "deleted"])
def test_where_the_file_is_damaged_or_gone_nobody_is_let_in(database: Path, happening: str, caplog: pytest.LogCaptureFixture) -> None:
    file = people_file(database)
    add_user(database, "ann")
    assert current_people(file).users

    if happening == "damaged":
        file.write_text("{", encoding="utf-8")
    else:
        file.unlink()

    assert current_people(file).users == {}
    assert current_people(file).users == {}
    assert len(caplog.records) == (happening == "damaged"), "it is said once, not at every request"


# The commands.


def run(database: Path, *arguments: str, stdin: str = "", status: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "claims", *arguments, "--db", str(database)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    assert done.returncode == status, (done.stdout, done.stderr)
    return done


def test_accounts_are_made_listed_and_removed_by_commands(database: Path) -> None:
    assert "Nobody may sign in yet" in run(database, "list-users").stderr
    arguments = ("--role", "checker", "--name", "Ann Example", "--password-stdin")
    assert run(database, "add-user", "ann", *arguments, stdin=f"{PASSWORD}\n").stdout == "ann may sign in as checker.\n"
    run(database, "add-user", "github:bob", "--no-password")

    listed = json.loads(run(database, "list-users", "--json").stdout)
    assert [(one["user"], one["role"], one["name"], one["password"]) for one in listed] == [
        ("ann", "checker", "Ann Example", "yes"),
        ("github:bob", "reader", None, "no"),
    ]
    assert "pbkdf2" not in run(database, "list-users").stdout

    run(database, "remove-user", "ann")
    assert "ann" not in run(database, "list-users").stdout
    assert "No account 'ann' is recorded" in run(database, "remove-user", "ann", status=1).stderr


def test_a_role_is_changed_without_asking_for_a_password(database: Path) -> None:
    run(database, "add-user", "ann", "--password-stdin", stdin=PASSWORD)
    before = list_users(database)["ann"]

    run(database, "add-user", "ann", "--role", "editor", "--replace")

    assert list_users(database)["ann"] == before.model_copy(update={"role": Role.EDITOR})


def test_without_a_terminal_a_password_has_to_be_given(database: Path) -> None:
    assert "give --password-stdin, or --no-password" in run(database, "add-user", "ann", status=1).stderr
    assert "The password is empty" in run(database, "add-user", "ann", "--password-stdin", status=1).stderr
    assert list_users(database) == {}


def typed(database: Path, *lines: str) -> str:
    """Answer the questions of `claims add-user ann` in a real terminal and return what it shows."""
    inner, outer = pty.openpty()
    command = [sys.executable, "-m", "claims", "add-user", "ann", "--db", str(database)]
    shown = b""
    with subprocess.Popen(command, stdin=outer, stdout=outer, stderr=outer, close_fds=True) as process:
        os.close(outer)
        waiting, give_up = list(lines), time.monotonic() + 30
        while time.monotonic() < give_up:
            if select.select([inner], [], [], 0.2)[0]:
                try:
                    shown += os.read(inner, 4096)
                except OSError:
                    break
            if waiting and shown.count(b": ") == len(lines) - len(waiting) + 1:
                os.write(inner, waiting.pop(0).encode() + b"\n")
        process.wait(timeout=30)
    os.close(inner)
    return shown.decode()


def test_in_a_terminal_the_password_is_asked_for_twice_and_never_shown(database: Path) -> None:
    shown = typed(database, PASSWORD, PASSWORD)

    assert "Password for ann" in shown
    assert "ann may sign in as reader" in shown
    assert PASSWORD not in shown
    assert verify_password(PASSWORD, list_users(database)["ann"].password_hash)


def test_two_passwords_that_differ_change_nothing(database: Path) -> None:
    assert "The two passwords differ" in typed(database, PASSWORD, f"{PASSWORD}!")
    assert list_users(database) == {}
