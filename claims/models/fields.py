"""The kinds of value that fields hold, each with its rule, and the base of every model."""

from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from claims.dates import check_day, check_partial_date, check_publication_date, check_utc_time
from claims.wording import check_clean, check_line, check_statement

MAX_TEXT = 5_000_000
"""Longest text of a document, in code points."""


class Model(BaseModel):
    """A frozen record: unknown keys, coercion and later changes are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)


def check_url(url: str) -> str:
    """Return a URL as given; raise ValueError unless it is http(s) with a plain host."""
    check_line(url)
    try:
        parts = urlsplit(url)
        host, user = parts.hostname, parts.username
    except ValueError as error:
        raise ValueError("is no URL; give one such as https://example.org/page") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("begins neither with http:// nor with https://; give the address of the page")
    if user is not None:
        raise ValueError("holds a user name before the host, which can disguise the host; remove it")
    if len(url.split()) > 1:
        raise ValueError("holds a space; write it as %20")
    return url


@lru_cache(maxsize=1024)
def check_language(tag: str) -> str:
    """Return a language tag as given; raise ValueError unless it is BCP 47 and registered."""
    import langcodes  # noqa: PLC0415  (its tables take a fifth of a second to load)

    if not langcodes.tag_is_valid(tag):
        raise ValueError("is no BCP 47 language tag; give one such as en, ar or pt-BR, or und if it is unknown")
    return tag


def check_quote(quote: str) -> str:
    """Return a quote as given; raise ValueError if it is unclean or blank but not empty."""
    if quote and not quote.strip():
        raise ValueError("is blank; give the words or leave it out")
    return check_clean(quote)


def check_rationale(text: str) -> str:
    """Return a rationale as given; raise ValueError unless it says something."""
    if len(text.strip()) < 10 or " " not in text.strip():
        raise ValueError("is too short; say in a sentence why")
    return check_clean(text)


_often = lru_cache(maxsize=8192)
"""Remembers values that come again and again in a load: languages, times, cues, names. What was right once stays right."""

_just_now = lru_cache(maxsize=64)
"""Remembers what an entry was checked for a moment before its claim is."""

Line = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_often(check_line))]
"""Up to 2,000 characters on one line."""
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(check_line)]
Prose = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(check_clean)]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT), AfterValidator(check_clean)]
Statement = Annotated[str, AfterValidator(_just_now(check_statement))]
Quote = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_just_now(check_quote))]
Context = Annotated[str, StringConstraints(max_length=200), AfterValidator(_often(check_clean))]
Rationale = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(check_rationale)]
Summary = Annotated[str, StringConstraints(min_length=20, max_length=20_000), AfterValidator(check_clean)]
Url = Annotated[str, StringConstraints(max_length=4_000), AfterValidator(_often(check_url))]
Language = Annotated[str, StringConstraints(max_length=60), AfterValidator(check_language)]
UtcTime = Annotated[str, AfterValidator(_often(check_utc_time))]
Day = Annotated[str, AfterValidator(check_day)]
PartialDate = Annotated[str, AfterValidator(check_partial_date)]
PublicationDate = Annotated[str, AfterValidator(check_publication_date)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100)]
RowId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=64)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
WikidataId = Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$", max_length=20)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Domain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]
Offset = Annotated[int, Field(ge=0, le=2**31)]
Score = Annotated[float, Field(ge=0, le=1)]
