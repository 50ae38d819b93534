"""Chromium, a site that `claims serve` serves, and people who sign in. Without Chromium these tests are skipped, and say so."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser.watching import ARGUMENTS, CHROMIUM, NARROW, REQUIRED, WIDE, Served, Watch, served, sign_in, watched
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from claims.people import Role
from claims.workflow.accounts import add_user
from claims.workflow.keeping import build_database

PASSWORD = "a long invented password"  # noqa: S105  (of an account that lives as long as a test)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium for the tests of one file: Playwright's loop must be gone before other tests run theirs."""
    if CHROMIUM is None:
        refuse = pytest.fail if REQUIRED else pytest.skip
        refuse("Chromium is not installed: `apt-get install chromium`, or put it on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample once; sites are made of copies. A checker, an editor and a reader may sign in."""
    database = tmp_path_factory.mktemp("built") / "claims.db"
    build_database(database)
    for role in Role:
        add_user(database, role.value, role=role, password=PASSWORD)
    return database


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a sample that the tests of one file share."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(built.parent, folder, dirs_exist_ok=True)
    with served(folder / built.name) as site:
        yield site


Opener = Callable[..., Page]


@pytest.fixture
def watches() -> list[Watch]:
    """List what is listened to, for tests about refusals."""
    return []


@pytest.fixture
def opened(chromium: Browser, site: Served, watches: list[Watch]) -> Iterator[Opener]:
    """Open pages: `opened(NARROW)`, `opened(javascript=False)`. Each must have nothing to complain about."""
    with ExitStack() as stack:

        def open_one(size: dict[str, int] = WIDE, **how: Any) -> Page:
            page, watch = stack.enter_context(watched(chromium, site, size, **how))
            watches.append(watch)
            return page

        yield open_one


@pytest.fixture
def page(opened: Opener) -> Page:
    """Open a page on a desk."""
    return opened()


@pytest.fixture
def phone(opened: Opener) -> Page:
    """Open a page on a telephone."""
    return opened(NARROW)


@pytest.fixture(scope="module")
def sessions(chromium: Browser, site: Served) -> Callable[[str], StorageState]:
    """Sign in once for each role that the tests of a file need."""

    @cache
    def session(role: str) -> StorageState:
        context = chromium.new_context(base_url=site.address)
        sign_in(context.new_page(), role, PASSWORD)
        state = context.storage_state()
        context.close()
        return state

    return session


@pytest.fixture
def signed_in(opened: Opener, sessions: Callable[[str], StorageState]) -> Callable[..., Page]:
    """Open a page as somebody who has signed in: `signed_in("checker")`, `signed_in("editor", NARROW)`."""

    def enter(role: str, size: dict[str, int] = WIDE) -> Page:
        return opened(size, session=sessions(role))

    return enter
