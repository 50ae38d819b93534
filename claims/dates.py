"""Times in UTC, and dates as precise as they are known (the part of EDTF that news needs).

EDTF (ISO 8601-2, Library of Congress): `2024`, `2024-02`, `2024-02-05`, and `XXXX-02-05` for a day whose year is not printed.
The general parsers of EDTF accept days that do not exist, which a fact-checker must hear about; hence this small one.
"""

import re
from datetime import UTC, date, datetime, timedelta

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_PARTIAL_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_CLOCK_SKEW = timedelta(minutes=5)
_EARLIEST_YEAR = 1000


def now() -> str:
    """Return the present time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """Return today's date in UTC."""
    return now()[:10]


def check_utc_time(text: str) -> str:
    """Return a UTC time as given; raise ValueError if it is malformed, without time zone or in the future."""
    if not _TIME.fullmatch(text):
        raise ValueError("give a UTC time such as 2024-02-12T09:30:00Z")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("give a time that exists, such as 2024-02-12T09:30:00Z") from error
    if moment > datetime.now(UTC) + _CLOCK_SKEW:
        raise ValueError("lies in the future; check the clock or the time zone")
    return text


def check_day(text: str) -> str:
    """Return a full date as given; raise ValueError if no such day exists."""
    try:
        if len(text) != len("2024-02-05") or date.fromisoformat(text).year < _EARLIEST_YEAR:
            raise ValueError(text)
    except ValueError as error:
        raise ValueError("give a date that exists, such as 2024-02-05") from error
    return text


def check_partial_date(text: str) -> str:
    """Return an EDTF date as given; raise ValueError if it is malformed or cannot exist."""
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None or (match[1] == "XXXX" and match[3] is None):
        raise ValueError("give a year (2024), a month (2024-02), a day (2024-02-05) or a day without its year (XXXX-02-05)")
    year = "2000" if match[1] == "XXXX" else match[1]
    check_day(f"{year}-{match[2] or '01'}-{match[3] or '01'}")
    return text


def check_publication_date(text: str) -> str:
    """Return a UTC time or an EDTF date as given; raise ValueError if it is neither."""
    return check_utc_time(text) if "T" in text else check_partial_date(text)


def is_after(first: str, second: str) -> bool:
    """Tell whether the first date begins after the second has ended, as far as both are known."""
    if first.startswith("XXXX") or second.startswith("XXXX"):
        return False
    shared = min(len(first), len(second))
    return first[:shared] > second[:shared]
