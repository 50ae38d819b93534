"""An article on a web page: told apart from menus, banners and related links by trafilatura, paragraph by paragraph."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import langcodes

from claims.capture.decoding import decode
from claims.capture.language import language_of
from claims.capture.page import Page, Reading, one_line
from claims.dates import today
from claims.wording import normalise_text

_BLOCKS = frozenset({"body", "code", "head", "item", "list", "p", "quote"})
"""Elements of trafilatura's tree that begin and end a paragraph."""
_SHORTEST = "50"
"""Characters from which on an article is one. Below it, trafilatura takes the whole page, with its menus (its own limit is 250)."""
_HEADLINE_AMONG = 4
"""The headline is one of the first so many paragraphs, or it is put before them."""
_MARKS, _INNER_MARKS = ("\u201c", "\u201d"), ("\u2018", "\u2019")
_JOINERS = "\u200c\u200d"
"""They change the letters around them (Persian, Hindi); trafilatura drops them."""
_STAND_INS = "\u2e19\u2e1a\u2e1b\u2e1e\u2e1f"
"""Signs that hardly any page has, which carry the joiners past trafilatura."""
_LANGUAGES = ("/html/@lang", "/html/@xml:lang", '//meta[@http-equiv="content-language"]/@content', '//meta[@property="og:locale"]/@content')
_TIMES = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//time[@itemprop="datePublished"]/@datetime',
)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 2_000
"""Parsers compare each attribute with all others: a megabyte of them took a minute and a half."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what they say of a page would stand in the terminal otherwise


def read(page: Page) -> Reading:
    """Return the article of a page. Raises ValueError where there is none.

    Tables, captions, comments and reader forms are left out; quotes and list items are paragraphs of their own.
    """
    import trafilatura  # noqa: PLC0415  (a quarter of a second; texts and other commands do without)

    html = decode(page.content, page.charset)
    if any(len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(html)):
        raise ValueError("it is made to keep programs busy: a tag of it has thousands of attributes")
    stand_ins = list(zip(_JOINERS, (sign for sign in _STAND_INS if sign not in html), strict=False))
    tree = trafilatura.load_html(_replaced(html, stand_ins))
    found = None if tree is None else _extracted(_with_printed_marks(tree), page.final_url)
    if found is None or found.body is None or not (paragraphs := [*_paragraphs(found.body)]):
        raise ValueError("there is no article in it; save its text as a .txt file and import that")
    title = _headline(found.body) or one_line(found.title) or paragraphs[0]
    if title not in paragraphs[:_HEADLINE_AMONG]:
        paragraphs.insert(0, title)
    restored = [(sign, joiner) for joiner, sign in stand_ins]
    text = normalise_text(_replaced("\n".join(paragraphs), restored))
    return Reading(
        text=text,
        title=normalise_text(_replaced(title, restored)),
        tool=f"trafilatura {trafilatura.__version__}",
        byline=one_line((found.author or "").replace(";", ",")),
        outlet=_outlet(found),
        published_at=_published(tree) or found.date,
        language=_language(tree) or language_of(text),
        url=found.url,
    )


def _with_printed_marks(tree: Any) -> Any:
    """Put quotation marks where browsers print them: around `q`, whose own text has none."""
    for quote in reversed([*tree.iter("q")]):
        opening, closing = _INNER_MARKS if next(quote.iterancestors("q"), None) is not None else _MARKS
        quote.text = opening + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + closing
        else:
            quote.text += closing
        quote.drop_tag()
    return tree


def _extracted(tree: Any, url: str | None) -> Any:
    """Return what trafilatura takes for the article, with what the page says of it; None where it finds none.

    No tables and no comments, nothing dropped because it comes twice; a date only where the page marks it as such.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import use_config  # noqa: PLC0415

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST)
    dates = {"original_date": True, "extensive_search": False, "max_date": today()}
    try:
        return bare_extraction(
            tree,
            url=url,
            config=config,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            deduplicate=False,
            date_extraction_params=dates,
        )
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ValueError(f"trafilatura cannot read it ({type(error).__name__}); save its text as a .txt file and import that") from error


def _replaced(text: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _paragraphs(body: Any) -> Iterator[str]:
    """Yield the paragraphs of an extracted tree, each on one line."""
    from lxml.etree import iterwalk  # noqa: PLC0415

    words: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS or element.tag == "lb":
            if line := one_line("".join(words)):
                yield line
            words.clear()
        words.append((element.text if event == "start" else element.tail) or "")


def _headline(body: Any) -> str | None:
    """Return the first-level heading of the article itself: as printed, where the page's own description may be another."""
    found = [one_line("".join(head.itertext())) for head in body.iter("head") if head.get("rend") == "h1"]
    return found[0] if len(found) == 1 else None


def _outlet(found: Any) -> str | None:
    """Return the name of the site; trafilatura puts the host in its place where the page gives none."""
    name = one_line(found.sitename)
    return None if name and name in (found.url or "") else name


def _published(tree: Any) -> str | None:
    """Return when a page says that it was published: in UTC where it gives the zone, else the day."""
    for value in _values(tree, _TIMES):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            continue
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if found := _DAY.match(value.strip()):
            return found[0]
    return None


def _language(tree: Any) -> str | None:
    """Return the language that a page declares, if it is one."""
    for value in _values(tree, _LANGUAGES):
        tag = value.partition(",")[0].strip().replace("_", "-")
        if tag and langcodes.tag_is_valid(tag):
            return langcodes.standardize_tag(tag)
    return None


def _values(tree: Any, paths: tuple[str, ...]) -> Iterator[str]:
    root = tree.getroottree()
    for path in paths:
        yield from (str(value) for value in root.xpath(path))
