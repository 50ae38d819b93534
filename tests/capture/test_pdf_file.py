"""Articles in PDF files: lines become paragraphs again; what cannot be read is told. All texts are invented."""

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from claims.capture.page import Page
from claims.capture.pdf_file import read

LINES = [
    "Ferry stays in port until June, its operator says",
    "",
    "The ferry will stay in port until June, its operator said on Wedn-",
    "esday. A crack was found in the hull by a diver who had looked for",
    "something else.",
    "The council counts 3,100 passengers a day on the invented ferry and",
    "paid for the pier.",
]


def pdf(lines: Sequence[str], described: Mapping[str, str] | None = None) -> bytes:
    """Return a file of one page, its lines below one another; an empty one leaves room."""
    shown = " ".join(f"({line}) Tj T*" if line else "T*" for line in lines)
    content = f"BT /F1 10 Tf 12 TL 50 750 Td {shown} ET".encode("latin-1")
    entries = " ".join(f"/{name} ({value})" for name, value in (described or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {entries} >>".encode("latin-1"),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def test_lines_become_paragraphs_and_broken_words_are_mended() -> None:
    text = read(Page(pdf(LINES))).text

    assert "operator said on Wednesday. A crack was found in the hull by a diver who had looked for something else.\n" in text
    assert text.endswith("\nThe council counts 3,100 passengers a day on the invented ferry and paid for the pier.")


def test_a_file_may_say_its_title_and_author() -> None:
    reading = read(Page(pdf(LINES, {"Title": "Ferry report", "Author": "Ann Example"})))

    assert (reading.title, reading.byline, reading.language) == ("Ferry report", "Ann Example", "en")
    assert reading.text.startswith("Ferry report\n")
    assert reading.tool.startswith("pypdf ")


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "untitled", "ferry_final.indd"])
def test_what_a_program_put_in_for_a_title_is_none(title: str) -> None:
    assert read(Page(pdf(LINES, {"Title": title}))).title.startswith("Ferry stays in port")


@pytest.mark.parametrize("content", [b"%PDF-1.4 and no more", pdf(LINES)[:300], b"%PDF-1.7\n%%EOF"])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="it is locked or damaged"):
        read(Page(content))


def test_a_file_of_pictures_is_refused() -> None:
    with pytest.raises(ValueError, match="recognise its text first"):
        read(Page(pdf([])))


def test_without_pypdf_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return load(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(ValueError, match=r"pip install 'claim-tracker\[pdf\]'"):
        read(Page(pdf(LINES)))
