"""Articles on web pages: what belongs to them is kept in its order and its paragraphs, the rest is not. All pages are invented."""

import pytest
from capture.web import ARTICLE
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.capture.html_page import read
from claims.capture.page import Page, Reading

HEAD = '<meta charset="utf-8"><title>Ferry stays in port | The Invented Courier</title>'
FILLING = "".join(
    f"<p>Paragraph {number} says how many passengers the invented ferry carried in that month, and that nobody was hurt.</p>"
    for number in range(1, 5)
)


def reading(body: str, head: str = HEAD, attributes: str = 'lang="en"', **page: str) -> Reading:
    """Read a page of this head and body."""
    html = f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"
    return read(Page(html.encode(), **page))  # type: ignore[arg-type]


def lines(body: str, **more: str) -> list[str]:
    return reading(body, **more).text.split("\n")


def test_what_a_page_says_of_its_article_is_read() -> None:
    read_page = read(Page(ARTICLE.encode()))

    assert read_page.title == "Ferry stays in port until June"
    assert (read_page.outlet, read_page.byline, read_page.language) == ("The Invented Courier", "Jane Invented", "en")
    assert read_page.published_at == "2026-03-04T07:15:00Z"
    assert read_page.tool.startswith("trafilatura 2.")


def test_a_paragraph_is_a_line_and_the_headline_comes_first() -> None:
    assert read(Page(ARTICLE.encode())).text.split("\n") == [
        "Ferry stays in port until June",
        "The ferry will stay in port until June, its operator said on Wednesday, after a crack was found in the hull.",
        "“We will not sail with a crack,” said Ann Example, who runs the company and has done so for the last eleven years.",
        "The council, which owns the pier, counts 3,100 passengers a day, and the next bridge is forty minutes away by car.",
    ]


def test_a_headline_that_stands_outside_of_the_article_is_put_before_it() -> None:
    page = f"<header><h1>Ferry stays in port</h1></header><article>{FILLING}</article>"

    assert lines(page)[:2] == [
        "Ferry stays in port",
        "Paragraph 1 says how many passengers the invented ferry carried in that month, and that nobody was hurt.",
    ]


@pytest.mark.parametrize(
    "surroundings",
    [
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/x">Ten boats that never sailed</a></li></ul></nav>',
        '<div id="cookie-banner" class="cookie-consent"><p>We use cookies to make this better. Accept all?</p></div>',
        '<aside class="related"><h3>Related</h3><ul><li><a href="/x">Ten boats that never sailed</a></li></ul></aside>',
        '<div class="newsletter"><p>Sign up for our letter and get the best of it every morning.</p></div>',
        '<section class="comments" id="comments"><div class="comment"><p>First! A great article, thanks.</p></div></section>',
        "<footer><p>© 2026 The Invented Courier. All rights reserved.</p></footer>",
        '<figure><img src="a.jpg"><figcaption>The ferry on Monday. Photo: invented</figcaption></figure>',
        "<table><tr><td>Year</td><td>Trips</td></tr><tr><td>2024</td><td>410</td></tr></table>",
        "<script>var secret = 'never printed';</script><style>p {color: red}</style><noscript>Turn scripts on.</noscript>",
        "<form><label>Your opinion <input></label><button>Send it off</button></form>",
    ],
    ids=["menu", "cookies", "related", "letter", "comments", "footer", "caption", "table", "script", "form"],
)
def test_what_surrounds_an_article_is_left_out(surroundings: str) -> None:
    article = f"<article><h1>Ferry stays in port</h1>{FILLING}</article>"
    plain = reading(article)

    assert reading(f"{surroundings}{article}{surroundings}").text == plain.text


def test_quotes_list_items_short_paragraphs_and_subheadings_are_kept_in_order() -> None:
    page = (
        f"<article><h1>Ferry stays in port</h1>{FILLING}<p>She added:</p><blockquote><p>Safety comes first. Nobody wants a second "
        "accident.</p></blockquote><p>Yes.</p><h2>What passengers say</h2><ul><li>“I was told nothing,” said Bob Invented.</li>"
        "<li>Two others paid twice.</li></ul><p>The council <em>denies</em> <a href='/x'>that</a>.<br>It gave no source.</p></article>"
    )

    assert lines(page)[5:] == [
        "She added:",
        "Safety comes first. Nobody wants a second accident.",
        "Yes.",
        "What passengers say",
        "“I was told nothing,” said Bob Invented.",
        "Two others paid twice.",
        "The council denies that.",
        "It gave no source.",
    ]


def test_quotation_marks_that_only_browsers_print_are_put_in() -> None:
    page = f"<article><h1>Ferry</h1>{FILLING}<p>She called it <q>a <b>shame</b></q>, and asked: <q>Who said <q>safe</q>?</q></p></article>"

    assert lines(page)[-1] == "She called it “a shame”, and asked: “Who said ‘safe’?”"


def test_a_paragraph_that_is_printed_twice_is_kept_twice() -> None:
    """A refrain, or a quote that comes again, is no accident; offsets tell the two apart."""
    twice = "<p>“Nobody asked us,” the captain said, and he said it more than once on that invented Monday in March.</p>"

    assert lines(f"<article><h1>Ferry</h1>{twice}{FILLING}{twice}</article>").count(twice[3:-4]) == 2


def test_a_short_notice_comes_without_the_menu() -> None:
    page = (
        '<nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>Ferry stays</h1><p>The ferry stays in port.</p>'
        "<p>“No,” said Ann.</p>"
    )

    assert lines(f"{page}</article><footer><p>All rights reserved.</p></footer>") == [
        "Ferry stays",
        "The ferry stays in port.",
        "“No,” said Ann.",
    ]


def test_letters_that_join_others_are_kept() -> None:
    """The zero-width non-joiner is spelling in Persian: without it the words are others."""
    persian = "می\u200cگوید که این پل بسته است و کشتی\u200cها نمی\u200cروند. " * 4
    page = f"<article><h1>خبر ساختگی</h1><p>{persian}</p></article>"

    assert reading(page, attributes='lang="fa"').text.endswith(persian.strip())


def test_text_is_stored_composed() -> None:
    assert "Brücke" in reading(f"<article><h1>Bru\u0308cke zu</h1>{FILLING}</article>").text


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="de-AT"', HEAD, "de-AT"),
        ("", f'{HEAD}<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ("", f'{HEAD}<meta http-equiv="content-language" content="fr, en">', "fr"),
        ('lang="klingon tongue"', HEAD, "en"),
        ("", HEAD, "en"),
    ],
)
def test_the_language_is_the_one_declared_else_the_one_of_the_words(attributes: str, head: str, language: str) -> None:
    assert reading(f"<article><h1>Ferry</h1>{FILLING}</article>", head, attributes).language == language


@pytest.mark.parametrize(
    ("head", "published_at"),
    [
        ('<meta property="article:published_time" content="2026-03-04T23:30:00-05:00">', "2026-03-05T04:30:00Z"),
        ('<meta property="article:published_time" content="2026-03-04">', "2026-03-04"),
        ('<meta property="article:published_time" content="2026-03-04T23:30:00">', "2026-03-04"),
        ('<meta property="article:published_time" content="soon"><meta name="date" content="2026-03-02">', "2026-03-02"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-01"}</script>', "2026-03-01"),
        ("", None),
    ],
)
def test_the_date_is_what_the_page_marks_as_such(head: str, published_at: str | None) -> None:
    assert reading(f"<article><h1>Ferry</h1>{FILLING}</article>", HEAD + head).published_at == published_at


def test_the_address_that_a_page_gives_as_its_own_is_read() -> None:
    head = f'{HEAD}<link rel="canonical" href="https://courier.example/ferry">'

    assert reading(f"<article><h1>Ferry</h1>{FILLING}</article>", head).url == "https://courier.example/ferry"


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<p></p>", "<html><script>1</script></html>", "<!-- nothing -->"])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="there is no article in it"):
        read(Page(html.encode()))


def test_a_page_that_is_made_to_keep_programs_busy_is_refused() -> None:
    attributes = " ".join(f"a{number}" for number in range(100_000))

    with pytest.raises(ValueError, match="a tag of it has thousands of attributes"):
        reading(f"<article>{FILLING}<p {attributes}>End.</p></article>")


def test_a_picture_inside_of_a_page_does_not_keep_it_from_being_read() -> None:
    picture = f'<img alt="a b c" src="data:image/png;base64,{"QUJD" * 10_000}" data-more=\'{"x y " * 5_000}\'>'

    assert reading(f"<article><h1>Ferry</h1>{picture}{FILLING}</article>").title == "Ferry"


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</article>", "<blockquote>", "<ul><li>", "<br>", "<h1>", "</h1>", "<!--", "<![CDATA[", "&#0;", "&nbsp;", "<"]
)


@settings(max_examples=60)
@given(st.lists(st.one_of(TAGS, st.text(max_size=30)), max_size=30))
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    try:
        found = read(Page(f"<html><body>{''.join(parts)}{FILLING}</body></html>".encode("utf-8", "replace")))
    except ValueError as error:
        assert "article" in str(error) or "trafilatura" in str(error)  # noqa: PT017
    else:
        assert all(line.strip() for line in found.text.split("\n"))
        assert found.title in found.text
