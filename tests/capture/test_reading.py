"""Formats: each file and each answer finds what reads it, or is refused with the reason."""

import gzip
from pathlib import Path

import pytest
from capture.web import ARTICLE, bomb

from claims.capture import open_file, read_page
from claims.capture.page import MAX_BYTES, Page
from claims.capture.reading import FORMATS
from claims.errors import UnreadableFile

TEXT = b"Ferry stays in port until June\nThe ferry will stay in port, its operator said on Wednesday.\n"
HOUSE = Path(__file__).resolve().parent.parent.parent


def test_every_format_is_listed() -> None:
    others = {"__init__", "decoding", "fetching", "language", "listings", "manners", "network", "page", "reading"}
    files = {path.stem for path in (HOUSE / "claims" / "capture").glob("*.py")} - others

    assert {one.read.__module__.rpartition(".")[2] for one in FORMATS} == files


@pytest.mark.parametrize("name", ["saved.html", "saved.HTM", "saved.xhtml", "saved.html.gz", "saved", "saved.gz", "saved.php"])
def test_a_saved_page_is_read_by_its_name_or_its_first_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(ARTICLE.encode()) if name.endswith(".gz") else ARTICLE.encode())

    page = open_file(path)

    assert read_page(page).title == "Ferry stays in port until June"
    assert (page.file_name, page.requested_url, page.http_status) == (name, None, None)


@pytest.mark.parametrize("name", ["saved.txt", "saved.md", "saved.txt.gz", "saved", "saved.eml"])
def test_a_saved_text_is_read_by_its_name_or_its_first_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TEXT) if name.endswith(".gz") else TEXT)

    assert read_page(open_file(path)).text == TEXT.decode()


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml", "", "application/octet-stream"])
def test_an_answer_is_read_by_its_media_type(media_type: str) -> None:
    assert read_page(Page(ARTICLE.encode(), media_type=media_type)).tool.startswith("trafilatura")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(b"\x89PNG", media_type="image/png"), "it is image/png; articles are read from html, text, pdf"),
        (Page(b"PK\3\4\0\0"), "it is no text"),
        (Page(b"  \n"), "it is empty"),
        (Page(bomb(MAX_BYTES + 1), media_type="text/html"), "unpacked, it is larger than 20 MiB"),
        (Page(b"%PDF-1.4", media_type="application/pdf"), "it is locked or damaged"),
    ],
)
def test_what_holds_no_article_is_refused(page: Page, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_page(page)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"No such file or directory\. Check the name and the rights"):
        open_file(tmp_path / "nowhere.html")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableFile, match="it is larger than 20 MiB"):
        open_file(path)


def test_a_name_is_what_a_person_knows_a_page_by() -> None:
    assert [Page(b"", file_name="a.html").name, Page(b"", requested_url="https://a.example/").name] == ["a.html", "https://a.example/"]
