"""Signing in: by password, token, proxy or another plugin; roles come from the accounts, at once, and nobody guesses in peace."""

import asyncio
import base64
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from datasette.app import Datasette
from datasette.utils import baseconv
from visitors import EDITOR, MEMBER, Actor, Site

from claims.people import Role, people_file, read_people
from claims.settings import house_folder
from claims.site import make_site
from claims.site.gate.signin import FORGET_S, WAIT_S, Tries, tries
from claims.site.roles import CHECK, EDIT, rights_of
from claims.site.serving import behind_proxies
from claims.workflow.accounts import add_user, remove_user
from claims.workflow.keeping import build_database

PASSWORD = "green tree long pony"  # noqa: S105  (of nobody)
ROLES = {"mem": Role.READER, "ann": Role.CHECKER, "ed": Role.EDITOR}
SQL = "/claims/-/query.json?sql=select+1+as+one"
"""Open to those who are signed in."""


@contextmanager
def site_of(datasette: Datasette, database: Path) -> Iterator[Site]:
    with asyncio.Runner() as runner, closing(datasette):
        runner.run(datasette.invoke_startup())
        yield Site(datasette, runner, database)


def copied(folder: Path, to: Path) -> Path:
    """Copy a database and its accounts."""
    to.mkdir(exist_ok=True)
    for file in folder.iterdir():
        shutil.copy(file, to)
    return to / "claims.db"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a database with three accounts: ann, who checks, ed, who edits, and mem, who reads."""
    database = tmp_path_factory.mktemp("newsroom") / "claims.db"
    build_database(database)
    for name, role in ROLES.items():
        add_user(database, name, role=role, called=f"{name.title()} Example", password=PASSWORD)
    return database.parent


@pytest.fixture(scope="module")
def site(newsroom: Path) -> Iterator[Site]:
    """Open the site with these accounts, for tests that change nothing."""
    with site_of(make_site(newsroom / "claims.db", house_folder()), newsroom / "claims.db") as site:
        yield site


@pytest.fixture
def own(newsroom: Path, tmp_path: Path) -> Iterator[Site]:
    """Open a site of the test's own, whose accounts and rules may be changed."""
    database = copied(newsroom, tmp_path / "copy")
    with site_of(make_site(database, house_folder()), database) as site:
        yield site


@pytest.fixture(autouse=True)
def _nobody_tried_yet() -> None:
    tries.lately.clear()


def signed_in(site: Site, name: str, password: str = PASSWORD, **fields: str) -> Any:
    """Send the form of the sign-in page."""
    return site.post("/-/login", {"username": name, "password": password, **fields})


def session(answer: Any) -> dict[str, str]:
    """Return the cookie that an answer sets, as the next request sends it."""
    return {"ds_actor": re.search(r'ds_actor="?([^";]+)', answer.headers["set-cookie"])[1]}  # type: ignore[index]


def actor(site: Site, **given: Any) -> Any:
    """Return who the site thinks is asking."""
    return site.get("/-/actor.json", **given).json()["actor"]


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


# With a password.


def test_whoever_knows_the_password_is_signed_in_and_goes_on_where_they_were(site: Site) -> None:
    answer = signed_in(site, "ann", next="/claims/claims?_size=5")

    assert (answer.status_code, answer.headers["location"]) == (303, "/claims/claims?_size=5")
    assert actor(site, cookies=session(answer)) == {"id": "ann", "name": "Ann Example", "role": "checker"}
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "; secure" not in cookie, "this request did not come by HTTPS"


def test_over_https_the_session_never_travels_in_the_clear(site: Site) -> None:
    async def send() -> Any:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=site.datasette.app())) as client:
            return await client.post("https://claims.example/-/login", data={"username": "ann", "password": PASSWORD})

    assert "; secure" in site.run(send()).headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("ann", ""), ("nobody", PASSWORD), ("", ""), ("ann\x00", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_are_told_apart_by_nobody(site: Site, name: str, password: str) -> None:
    answer = signed_in(site, name, password, next="/claims")

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "The name or the password is wrong." in answer.text
    assert 'name="next" value="/claims"' in answer.text
    assert password in ("", "wrong") or password not in answer.text


def test_a_name_is_found_however_its_letters_are_typed(site: Site) -> None:
    assert signed_in(site, " Ann ").status_code == 303


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\tx", "evil"])
def test_signing_in_leads_to_no_other_site(site: Site, elsewhere: str) -> None:
    assert signed_in(site, "ann", next=elsewhere).headers["location"] == "/"


def test_after_five_wrong_passwords_the_next_try_waits_and_is_told_how_long(site: Site) -> None:
    for _ in range(5):
        assert signed_in(site, "ann", "wrong").status_code == 403

    answer = signed_in(site, "ann")

    assert answer.status_code == 429
    wait_s = int(answer.headers["retry-after"])
    assert 0 < wait_s <= WAIT_S
    assert f"Wait {wait_s} seconds" in answer.text
    assert signed_in(site, "ed").status_code == 303, "others are not held up"


def test_from_one_address_names_are_not_tried_one_after_the_other(site: Site) -> None:
    for number in range(19):
        tries.begin((("name", f"name-{number}"), ("address", "127.0.0.1")), time.monotonic())
    assert signed_in(site, "name-19", "wrong").status_code == 403

    assert signed_in(site, "ann").status_code == 429


def test_tries_at_the_same_time_all_count(site: Site) -> None:
    async def at_once() -> list[int]:
        sent = [site.datasette.client.post("/-/login", data={"username": "ann", "password": "wrong"}) for _ in range(12)]
        return [answer.status_code for answer in await asyncio.gather(*sent)]

    assert sorted(site.run(at_once())) == [403] * 5 + [429] * 7


def test_tries_are_forgotten_after_a_while_and_by_whoever_knows_the_password() -> None:
    who = (("name", "ann"), ("address", "192.0.2.7"))
    tried = Tries()
    for second in range(5):
        tried.begin(who, float(second))

    assert tried.wait_s(who, 5.0) == WAIT_S - 1
    assert tried.wait_s((("name", "bob"), who[1]), 5.0) == 0
    assert tried.wait_s(who, 5.0 + WAIT_S) == 0
    tried.begin(who, 5.0 + WAIT_S)
    assert tried.wait_s(who, 6.0 + WAIT_S) == WAIT_S - 1, "one try a minute, then"
    assert tried.wait_s(who, 6.0 + WAIT_S + FORGET_S) == 0
    tried.succeed(who)
    assert tried.lately == {("address", "192.0.2.7"): (5, 5.0 + WAIT_S)}


def test_hashing_holds_up_nobody_who_reads(site: Site) -> None:
    async def both() -> list[str]:
        done: list[str] = []

        async def note(name: str, request: Any) -> None:
            await request
            done.append(name)

        sign_in = site.datasette.client.post("/-/login", data={"username": "ann", "password": PASSWORD})
        reading = site.datasette.client.get("/-/actor.json")
        await asyncio.gather(note("signed in", sign_in), note("read", reading))
        return done

    assert site.run(both()) == ["read", "signed in"]


def test_the_sign_in_page_says_who_is_signed_in_already_and_how_accounts_are_made(site: Site, tmp_path: Path) -> None:
    assert "You are signed in as Ed Example" in site.page("/-/login", EDITOR)
    assert "claims add-user" not in site.page("/-/login")

    database = tmp_path / "fresh.db"
    build_database(database)
    with site_of(make_site(database, house_folder()), database) as fresh:
        assert "claims add-user NAME" in fresh.page("/-/login")


def test_signing_out_ends_the_session(site: Site) -> None:
    cookies = session(signed_in(site, "ann"))

    answer = site.run(site.datasette.client.post("/-/logout", cookies=cookies))

    assert answer.headers["location"] == "/"
    assert "ds_actor=" in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]


# Sessions.


def test_a_session_ends(site: Site) -> None:
    def cookie(seconds: int) -> dict[str, str]:
        return {"ds_actor": site.datasette.sign({"a": {"id": "ann"}, "e": baseconv.base62.encode(int(time.time()) + seconds)}, "actor")}

    assert actor(site, cookies=cookie(60))["id"] == "ann"
    assert actor(site, cookies=cookie(-60)) is None


def test_whoever_is_removed_is_signed_out_at_once(own: Site) -> None:
    cookies = session(signed_in(own, "ann"))
    assert own.get(SQL, cookies=cookies).status_code == 200

    remove_user(own.database, "ann")

    assert actor(own, cookies=cookies) is None
    assert own.get(SQL, cookies=cookies).status_code == 403


def test_a_changed_role_counts_at_once_in_sessions_that_are_open(own: Site) -> None:
    cookies = session(signed_in(own, "ann"))

    add_user(own.database, "ann", role=Role.EDITOR, replace=True)

    assert actor(own, cookies=cookies)["role"] == "editor"
    assert rights(own, {"id": "ann"}) == {CHECK, EDIT}


def test_a_new_password_ends_the_sessions_that_the_old_one_began(own: Site) -> None:
    cookies = session(signed_in(own, "ann"))

    add_user(own.database, "ann", password=f"{PASSWORD} 2", replace=True)

    assert actor(own, cookies=cookies) is None
    assert actor(own, cookies=session(signed_in(own, "ann", f"{PASSWORD} 2")))["id"] == "ann"


def test_nobody_is_signed_in_when_the_file_of_accounts_is_gone(own: Site) -> None:
    cookies = session(signed_in(own, "ann"))

    people_file(own.database).unlink()

    assert actor(own, cookies=cookies) is None


def test_who_has_no_account_is_not_signed_in_whoever_vouches_for_them(site: Site) -> None:
    assert actor(site, actor={"id": "somebody", "role": "editor"}) is None
    assert site.get(SQL, {"id": "somebody"}).status_code == 403


def test_before_the_first_account_datasettes_own_rules_decide(tmp_path: Path) -> None:
    database = tmp_path / "claims.db"
    build_database(database)
    with site_of(make_site(database, house_folder()), database) as site:
        site.datasette.config = {**site.datasette.config, "permissions": {CHECK: {"id": "bob"}}}

        assert actor(site, actor={"id": "bob"}) == {"id": "bob"}
        assert rights(site, {"id": "bob"}) == {CHECK}
        assert rights(site, {"id": "ann"}) == set()


def test_root_is_whoever_datasette_was_started_for_with_root(own: Site) -> None:
    assert actor(own, actor={"id": "root"}) is None

    own.datasette.root_enabled = True

    assert actor(own, actor={"id": "root"}) == {"id": "root"}
    assert rights(own, {"id": "root"}) == {CHECK, EDIT}


def test_sessions_survive_a_restart(site: Site) -> None:
    cookies = session(signed_in(site, "ann"))

    with site_of(make_site(site.database, house_folder()), site.database) as again:
        assert actor(again, cookies=cookies)["id"] == "ann"


def test_a_secret_in_the_environment_wins(own: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    cookies = session(signed_in(own, "ann"))
    monkeypatch.setenv("DATASETTE_SECRET", "another")

    with site_of(make_site(own.database, house_folder()), own.database) as again:
        assert actor(again, cookies=cookies) is None


# Roles.


def rights(site: Site, who: Actor) -> set[str]:
    """Return which of our two actions somebody may do."""
    found = site.run(rights_of(site.datasette, who))
    return {action for action in (CHECK, EDIT) if found.may(action)}


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("mem", set()), ("ann", {CHECK}), ("ed", {CHECK, EDIT}), ("nobody", set())],
    ids=["reader", "checker", "editor", "none"],
)
def test_a_role_says_what_its_people_may_do(site: Site, name: str, allowed: set[str]) -> None:
    assert rights(site, {"id": name}) == allowed


def test_the_role_comes_from_the_account_and_not_from_what_an_actor_says(site: Site) -> None:
    assert actor(site, actor={"id": "mem", "role": "editor", "name": "Ed Example"}) == {
        "id": "mem",
        "name": "Mem Example",
        "role": "reader",
    }
    assert rights(site, {"id": "mem", "role": "editor"}) == set()


def test_datasette_yaml_can_shut_for_the_database_what_a_role_would_allow(own: Site) -> None:
    tables = own.datasette.config["databases"]["claims"]
    tables["permissions"] = {**tables["permissions"], EDIT: False}

    assert rights(own, EDITOR) == {CHECK}


# Tokens.


def token(site: Site, name: str, *actions: str) -> str:
    """Make a token on its page, for some actions only or for all that its owner may do."""
    fields = {f"all:{action}": "on" for action in actions}
    answer = site.post("/-/create-token", {"expire_type": "", **fields}, {"id": name})
    return re.search(r'value="(dstok_[^"]+)"', answer.text)[1]  # type: ignore[index]


def test_the_page_for_tokens_names_our_actions_in_words(site: Site) -> None:
    page = site.page("/-/create-token", EDITOR)

    assert "<code>check-claims</code> Add documents and claims" in page
    assert "<code>edit-claims</code> Review, merge" in page
    assert site.get("/-/create-token").status_code == 403


def test_a_token_does_what_its_owner_may_do(site: Site) -> None:
    headers = bearer(token(site, "ed"))

    assert actor(site, headers=headers) == {"id": "ed", "name": "Ed Example", "role": "editor", "token": "dstok"}
    assert rights(site, actor(site, headers=headers)) == {CHECK, EDIT}
    assert site.get(SQL, headers=headers).status_code == 200


def test_a_token_for_some_actions_does_no_other(site: Site) -> None:
    headers = bearer(token(site, "ed", CHECK, "view-instance", "view-database", "view-table"))

    assert rights(site, actor(site, headers=headers)) == {CHECK}
    assert site.get(SQL, headers=headers).status_code == 403


def test_a_token_with_the_two_actions_that_its_page_names_writes_and_reviews_nothing(own: Site) -> None:
    headers = bearer(token(own, "ed", CHECK, "view-table"))
    claim = own.execute("select id from claims limit 1")[0][0]

    def sent(path: str, fields: dict[str, Any]) -> Any:
        return own.run(own.datasette.client.post(path, json=fields, headers=headers))

    assessed = sent(f"/claim/{claim}/assess", {"reason": "public_data", "rationale": "The gauges are read every hour."})
    assert (assessed.status_code, assessed.json()["ok"]) == (201, True)
    assert own.execute("select assessor from assessments order by id desc limit 1") == [("ed",)]
    assert sent(f"/claim/{claim}/remove", {}).status_code == 403


def test_a_token_does_not_do_more_than_its_owner_may_do_now(own: Site) -> None:
    headers = bearer(token(own, "ed", CHECK, EDIT))

    add_user(own.database, "ed", role=Role.READER, replace=True)

    assert rights(own, actor(own, headers=headers)) == set()


def test_the_token_of_somebody_who_was_removed_does_nothing(own: Site) -> None:
    headers = bearer(token(own, "ed"))

    remove_user(own.database, "ed")

    assert actor(own, headers=headers) is None
    assert own.get(SQL, headers=headers).status_code == 403


# By other ways.


def test_who_signs_in_at_github_has_the_account_of_that_login_and_never_another(own: Site) -> None:
    octo = {"id": "ann", "gh_login": "Octo", "display": "Octo"}
    assert actor(own, actor=octo) is None

    add_user(own.database, "github:octo", role=Role.CHECKER, password="")

    assert actor(own, actor=octo) == {"id": "github:octo", "role": "checker"}
    assert rights(own, actor(own, actor=octo)) == {CHECK}
    assert actor(own, actor={"gh_login": "ed"}) is None


def proxied(site: Site, peer: str, *headers: tuple[str, str]) -> Any:
    """Ask who is signed in as a proxy at an address would, through all that stands before the site."""

    async def ask() -> Any:
        transport = httpx2.ASGITransport(app=behind_proxies(site.datasette.app()), client=(peer, 5))
        async with httpx2.AsyncClient(transport=transport) as client:
            return (await client.get("http://localhost/-/actor.json", headers=list(headers))).json()["actor"]

    return site.run(ask())


def test_no_header_says_who_is_signed_in_unless_datasette_yaml_names_it(site: Site) -> None:
    assert proxied(site, "127.0.0.1", ("X-Forwarded-User", "ed")) is None


def test_a_proxy_on_this_machine_says_who_is_signed_in(own: Site) -> None:
    own.datasette.config["plugins"] = {"claims-site": {"proxy_header": "X-Forwarded-User"}}
    told, reader = ("X-Forwarded-User", "Ed"), ("X-Forwarded-For", "192.0.2.7")

    assert proxied(own, "127.0.0.1", told)["id"] == "ed"
    assert proxied(own, "127.0.0.1", told, reader)["id"] == "ed", "where the reader is does not matter"
    assert proxied(own, "::1", told)["id"] == "ed"
    assert proxied(own, "127.0.0.1") is None
    assert proxied(own, "127.0.0.1", ("X-Forwarded-User", "nobody")) is None
    assert proxied(own, "127.0.0.1", ("X-Forwarded-User", " ")) is None
    own.datasette.root_enabled = True
    assert proxied(own, "127.0.0.1", ("X-Forwarded-User", "root")) is None


def test_nobody_else_says_who_is_signed_in(own: Site) -> None:
    own.datasette.config["plugins"] = {"claims-site": {"proxy_header": "X-Forwarded-User"}}
    told = ("X-Forwarded-User", "ed")

    assert proxied(own, "192.0.2.7", told) is None
    assert proxied(own, "192.0.2.7", told, ("X-Forwarded-For", "127.0.0.1")) is None
    assert proxied(own, "127.0.0.1", told, ("X-Forwarded-User", "ann")) is None, "the proxy added to what a reader sent"


@pytest.mark.parametrize("credentials", [f"ed:{PASSWORD}", "no colon", ""])
def test_http_basic_is_no_second_door_for_guessing(site: Site, credentials: str) -> None:
    header = base64.b64encode(credentials.encode()).decode()

    assert actor(site, headers={"authorization": f"Basic {header}"}) is None
    assert site.get("/claims", headers={"authorization": b"Basic \xe9"}).status_code == 200


# What is nobody's business.


@pytest.mark.parametrize("who", [None, MEMBER, EDITOR], ids=["anonymous", "reader", "editor"])
def test_no_page_shows_a_hash_or_the_secret(site: Site, who: Actor) -> None:
    secret = read_people(people_file(site.database)).secret
    paths = [
        "/-/config",
        "/-/metadata",
        "/-/settings",
        "/-/plugins",
        "/-/databases",
        "/-/actor",
        "/claims.users.json",
        "/static/../claims.users.json",
    ]
    for path in [*paths, *(f"{path}.json" for path in paths[:6]), "/static/%2e%2e/claims.users.json", "/claims/claims.users.json"]:
        answer = site.get(path, who)
        assert "pbkdf2" not in answer.text, path
        assert secret not in answer.text, path


def test_the_password_tool_of_the_plugin_is_shut(site: Site) -> None:
    assert site.get("/-/password-tool").status_code == 404
    assert site.post("/-/password-tool", {"password": PASSWORD}).status_code == 404


# On every page.


@pytest.mark.parametrize("path", ["/claims/claims?_size=5", "/claims", "/method"], ids=["table", "database", "ours"])
def test_every_page_says_who_is_signed_in_and_what_they_may_do(site: Site, path: str) -> None:
    signed_out = site.page(path)
    assert f'href="/-/login?next={path.replace("?", "%3F").replace("=", "%3D")}">Sign in</a>' in signed_out
    assert "Sign out" not in signed_out
    assert "/claim/new" not in signed_out

    checker, reader = site.page(path, {"id": "ann"}), site.page(path, MEMBER)
    for page, name in (
        (checker, '<span class="person">Ann Example</span>, checker'),
        (reader, '<span class="person">Mem Example</span>, reader'),
    ):
        assert name in page
        assert '<button type="submit" class="quiet">Sign out</button>' in page
        assert 'href="/-/create-token">API tokens</a>' in page
    assert 'href="/claim/new">Add a claim</a>' in checker
    assert 'href="/queue">Queues</a>' in checker
    assert "Add a claim" not in reader


def test_on_datasettes_pages_its_own_menu_is_at_hand_for_those_who_are_signed_in(site: Site) -> None:
    assert "data-navigation-search-open" in site.page("/claims", {"id": "ann"})
    assert "data-navigation-search-open" not in site.page("/claims")


def test_somebody_signed_in_by_a_proxy_is_offered_no_sign_out_that_would_not_work(own: Site) -> None:
    own.datasette.config["plugins"] = {"claims-site": {"proxy_header": "X-Forwarded-User"}}

    page = own.get("/claims", headers={"X-Forwarded-User": "ann"}).text

    assert "Ann Example" in page
    assert "Sign out" not in page


# With plain Datasette.


@pytest.fixture
def folder(newsroom: Path, tmp_path: Path) -> Path:
    """Make a folder that plain `datasette` serves, with the accounts in it."""
    folder = tmp_path / "db"
    shutil.copytree(house_folder(), folder, ignore=shutil.ignore_patterns("*.db*", "*.users.json*", "__pycache__"))
    copied(newsroom, folder)
    return folder


def test_plain_datasette_lets_the_same_people_in(folder: Path) -> None:
    with site_of(Datasette(config_dir=folder), folder / "claims.db") as site:
        answer = signed_in(site, "ann")

        assert actor(site, cookies=session(answer))["role"] == "checker"
        assert rights(site, {"id": "ann"}) == {CHECK}
        assert "pbkdf2" not in site.page("/-/config.json")


def test_plain_datasette_signs_with_the_secret_of_the_accounts_unless_it_is_given_one(folder: Path) -> None:
    with site_of(make_site(folder / "claims.db", folder), folder / "claims.db") as site:
        made = token(site, "ed")

    def asked(*options: str) -> str:
        command = [sys.executable, "-m", "datasette", str(folder), "--get", "/-/actor.json", "--token", made, *options]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout

    assert json.loads(asked())["actor"]["id"] == "ed"
    assert "Invalid token signature" in asked("--secret", "another")
