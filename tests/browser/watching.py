"""A person at a browser, watched: what the page complains about fails the test that looked at it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Response, StorageState

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
REQUIRED = os.environ.get("CLAIMS_BROWSER_TESTS") == "required"
"""Whether a missing Chromium fails the tests that need it, as in continuous integration."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
_START_S = 60


@dataclass(frozen=True)
class Served:
    """A site that `claims serve` serves, and the database that it shows."""

    address: str
    database: Path


@contextmanager
def served(database: Path) -> Iterator[Served]:
    """Serve a database with the program itself, on a port that is free."""
    command = [sys.executable, "-m", "claims", "serve", "--db", str(database), "--port", "0"]
    log = database.with_suffix(".log")
    with log.open("w", encoding="utf-8") as told, subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT) as process:
        try:
            yield Served(_address(process, log), database)
        finally:
            process.terminate()
            process.wait(_START_S)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    give_up = time.monotonic() + _START_S
    while process.poll() is None and time.monotonic() < give_up:
        for word in log.read_text(encoding="utf-8").split():
            if word.startswith("http://"):
                return word.rstrip("/")
        time.sleep(0.05)
    raise AssertionError(f"claims serve did not start: {log.read_text(encoding='utf-8')}")


@dataclass
class Watch:
    """What pages complained about while they were looked at."""

    complaints: list[str] = field(default_factory=list)
    refusals_expected: bool = False
    """Whether a page that is not there, or not for this person, is what the test is about."""

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"error in a script: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused page is noted by its status; the browser's own word for it says less.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and not self.refusals_expected):
            self.complaints.append(f"{response.status} {response.url}")


@contextmanager
def watched(
    browser: Browser, site: Served, size: dict[str, int], *, javascript: bool = True, session: StorageState | None = None
) -> Iterator[tuple[Page, Watch]]:
    """Open a page of its own, and see that nothing on it complained."""
    watch = Watch()
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": size["width"], "height": size["height"]},
        java_script_enabled=javascript,
        locale="en-GB",
        storage_state=session,
    )
    context.set_default_timeout(10_000)
    try:
        watch.over(context)
        page = context.new_page()
        yield page, watch
        assert not watch.complaints, watch.complaints
    finally:
        context.close()


def sign_in(page: Page, name: str, password: str) -> None:
    """Sign in as a person does."""
    page.goto("/-/login")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def sideways(page: Page) -> int:
    """Return by how many pixels a page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def select(page: Page, words: str, within: str = "[data-text]") -> None:
    """Select words of a text as a person does, from their first letter to their last, whatever elements they lie in."""
    page.evaluate(
        """([within, words]) => {
          const box = document.querySelector(within);
          const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          const letters = [];
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (!node.parentElement.closest("[data-start]")) continue;
            for (let at = 0; at < node.length; at++) letters.push([node, at]);
          }
          const start = letters.map(([node, at]) => node.data[at]).join("").indexOf(words);
          if (start < 0) throw new Error("the words are not there");
          const range = document.createRange();
          range.setStart(...letters[start]);
          const [last, at] = letters[start + words.length - 1];
          range.setEnd(last, at + 1);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [within, words],
    )


def waiting(page: Page, queue: str) -> int:
    """Return how many items wait in a queue, as the list of queues says."""
    page.goto("/queue")
    return int(page.get_by_role("row").filter(has_text=queue).locator("td.number").inner_text())
