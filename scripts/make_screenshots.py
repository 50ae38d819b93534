#!/usr/bin/env python3
"""Make the pictures of the site in tests/pictures from the sample (for maintainers; needs `./scripts/install test` and Chromium)."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import _house

sys.path.insert(0, str(_house.HOUSE / "tests"))

from browser.watching import ARGUMENTS, CHROMIUM, select, served, sign_in
from playwright.sync_api import Page, sync_playwright

from claims.people import Role
from claims.workflow.accounts import add_user
from claims.workflow.keeping import build_database

FOLDER = _house.HOUSE / "tests" / "pictures"
LARGEST = 150_000
"""Bytes: a clone carries every version of every picture."""
ARTICLE = "d305a97ccea92fd20"
ACCOUNT, PASSWORD = "checker", "an invented password"


class Picture(NamedTuple):
    """What one picture shows."""

    name: str
    path: str
    prepare: Callable[[Page], None] = lambda _: None
    size: tuple[int, int] = (1280, 700)
    is_signed_in: bool = False


def show_a_claim_in_the_text(page: Page) -> None:
    """Step to the sixth claim of the article, so that text and card lie side by side."""
    for _ in range(6):
        page.keyboard.press("j")


def select_words(page: Page) -> None:
    """Take words of the text into the form, as somebody does who adds a claim."""
    select(page, "Mayor Petra Placeholder as she opened the debate")
    page.get_by_role("button", name="Use the selection").click()
    page.get_by_label("Statement").fill("Petra Placeholder opened the debate of the council.")
    page.evaluate("scrollTo(0, 0)")


PICTURES = (
    Picture("home", "/"),
    Picture("search", "/search?q=bridge"),
    Picture("claim", "/claim/c42fb96dfe6937f6e"),
    Picture("article", f"/document/{ARTICLE}", show_a_claim_in_the_text, is_signed_in=True),
    Picture("queue", "/queue/unassessed?order=oldest", is_signed_in=True),
    Picture("add", f"/claim/new?document={ARTICLE}", select_words, (1280, 600), is_signed_in=True),
    Picture("telephone", "/claim/c6e39bd265e3906fe", size=(390, 800)),
)


def main() -> None:
    """Write the pictures; stop if one is too large."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "claims.db"
        build_database(database)
        add_user(database, ACCOUNT, role=Role.CHECKER, password=PASSWORD)
        with served(database) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            for picture in PICTURES:
                width, height = picture.size
                context = browser.new_context(
                    base_url=site.address, viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB"
                )
                size = take(context.new_page(), picture)
                context.close()
                print(f"{picture.name}.png: {size:,} bytes")  # noqa: T201
            browser.close()


def take(page: Page, picture: Picture) -> int:
    """Take one picture and return its size in bytes."""
    if picture.is_signed_in:
        sign_in(page, ACCOUNT, PASSWORD)
    page.goto(picture.path)
    picture.prepare(page)
    page.wait_for_load_state("networkidle")
    size = len(page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled"))
    if size > LARGEST:
        sys.exit(f"{picture.name}.png has {size:,} bytes, {LARGEST:,} at most: show less of the page.")
    return size


if __name__ == "__main__":
    main()
