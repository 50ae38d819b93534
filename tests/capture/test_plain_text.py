"""Articles saved as text: kept whole, headline and byline found by where they stand. All texts are invented."""

import pytest

from claims.capture.page import Page
from claims.capture.plain_text import read

BODY = (
    "The ferry will stay in port until June, its operator said on Wednesday.\n"
    '"We will not sail with a crack," Ann Example told The Invented Courier.\n'
)
HEADLINE = "Ferry stays in port until its hull is welded"
STANDFIRST = "The operator says that a crack has to be closed before anybody can be carried again."


@pytest.mark.parametrize(
    ("head", "title", "byline"),
    [
        (f"Transport\n{HEADLINE}\n{STANDFIRST}\nBy Jane Invented |\n", HEADLINE, "Jane Invented"),
        (f"{HEADLINE}\n{STANDFIRST}\nBy Jane van der Invented\n", HEADLINE, "Jane van der Invented"),
        (f"{HEADLINE}\nBy Jane Invented and Carl Made-up | 4 March 2026\n", HEADLINE, "Jane Invented and Carl Made-up"),
        (f"Transport\n\n{HEADLINE}\n\n", HEADLINE, None),
        (f"{HEADLINE}\n\n", HEADLINE, None),
        (f"Ferry stays\n{STANDFIRST}\nBy Jane Invented\n", "Ferry stays", "Jane Invented"),
        (f"Ferry stays in port?\n{STANDFIRST}\n", "Ferry stays in port?", None),
        (f"Verkehr\n{HEADLINE}\nVon Jana Erfunden\n", HEADLINE, "Jana Erfunden"),
        (f"{HEADLINE}\nBy the time anybody looked, the water had risen.\n", HEADLINE, None),
        (f"{HEADLINE}\nBy noon the water had risen and nobody looked\n", HEADLINE, None),
        ("", "The ferry will stay in port until June, its operator said on Wednesday.", None),
    ],
)
def test_headline_and_byline_are_found(head: str, title: str, byline: str | None) -> None:
    reading = read(Page((head + BODY).encode()))

    assert (reading.title, reading.byline) == (title, byline)


def test_a_text_is_kept_whole() -> None:
    text = f"Transport\n{HEADLINE}\nBy Jane Invented |\n\n{BODY}"

    assert read(Page(text.encode())).text == text


def test_a_text_is_stored_composed_with_plain_line_feeds() -> None:
    reading = read(Page("\ufeffBru\u0308cke zu\r\nSo steht es da.\r\n".encode()))

    assert reading.text == "Brücke zu\nSo steht es da.\n"


def test_a_long_paragraph_without_a_headline_gives_its_beginning() -> None:
    reading = read(Page(("The ferry, " * 30 + "stays.\n").encode()))

    assert reading.title == "The ferry, The ferry, The ferry, The ferry, The ferry, The ferry …"


def test_the_language_of_a_text_is_told() -> None:
    assert read(Page((HEADLINE + "\n" + BODY).encode())).language == "en"


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="it is empty"):
        read(Page(b" \n\n"))
