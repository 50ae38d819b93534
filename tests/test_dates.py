"""Times are UTC and past; dates exist and are as precise as they are known."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from factories import exactly, refusal
from hypothesis import given
from hypothesis import strategies as st

from claims.dates import check_day, check_partial_date, check_publication_date, check_utc_time, is_after, now, today

TIME_FORM = "give a UTC time such as 2024-02-12T09:30:00Z"
TIME_EXISTS = "give a time that exists, such as 2024-02-12T09:30:00Z"
DAY_EXISTS = "give a date that exists, such as 2024-02-05"
DATE_FORM = "give a year (2024), a month (2024-02), a day (2024-02-05) or a day without its year (XXXX-02-05)"

any_text = st.text(st.characters())
partial_dates = st.one_of(
    st.integers(1000, 9999).map(str),
    st.dates(dt.date(1000, 1, 1)).map(lambda day: day.isoformat()[:7]),
    st.dates(dt.date(1000, 1, 1)).map(dt.date.isoformat),
    st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)).map(lambda day: f"XXXX{day.isoformat()[4:]}"),
)


def in_utc(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_now_is_a_utc_time_to_the_second() -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)

    moment = dt.datetime.fromisoformat(now())

    assert before <= moment <= dt.datetime.now(dt.UTC)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())


def test_today_is_the_utc_day() -> None:
    assert today() in (now()[:10], dt.datetime.now(dt.UTC).date().isoformat())
    assert check_day(today()) == today()


@pytest.mark.parametrize("text", ["2024-02-12T09:30:00Z", "2024-02-29T23:59:59Z", "1999-12-31T00:00:00Z"])
def test_a_utc_time_is_returned_as_given(text: str) -> None:
    assert check_utc_time(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2024-02-12T09:30:00", id="no time zone"),
        pytest.param("2024-02-12T09:30:00+00:00", id="UTC written as an offset"),
        pytest.param("2024-02-12T09:30:00+03:00", id="Baghdad"),
        pytest.param("2024-02-12T09:30:00z", id="small z"),
        pytest.param("2024-02-12 09:30:00Z", id="space for T"),
        pytest.param("2024-02-12T09:30Z", id="no seconds"),
        pytest.param("2024-02-12T09:30:00.5Z", id="fractions"),
        pytest.param("20240212T093000Z", id="basic format"),
        pytest.param("2024-02-12", id="a day"),
        pytest.param("1707730200", id="seconds since 1970"),
        pytest.param("0", id="zero"),
        pytest.param("", id="nothing"),
        pytest.param("2024-02-12T09:30:00Z\n", id="line end"),
        pytest.param(" 2024-02-12T09:30:00Z", id="space before"),
        pytest.param("٢٠٢٤-02-12T09:30:00Z", id="Arabic digits"),
        pytest.param("-2024-02-12T09:30:00Z", id="before Christ"),
        pytest.param("12024-02-12T09:30:00Z", id="five-digit year"),
    ],
)
def test_a_time_is_utc_and_ends_in_z(text: str) -> None:
    with pytest.raises(ValueError, match=exactly(TIME_FORM)):
        check_utc_time(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2016-12-31T23:59:60Z", id="leap second"),
        pytest.param("2023-02-29T09:30:00Z", id="29 February of a common year"),
        pytest.param("2024-13-01T09:30:00Z", id="month 13"),
        pytest.param("2024-02-12T24:30:00Z", id="hour 24"),
        pytest.param("2024-02-12T09:60:00Z", id="minute 60"),
        pytest.param("0000-01-01T00:00:00Z", id="year 0"),
    ],
)
def test_a_time_exists(text: str) -> None:
    with pytest.raises(ValueError, match=exactly(TIME_EXISTS)):
        check_utc_time(text)


@pytest.mark.parametrize("ahead", [dt.timedelta(minutes=6), dt.timedelta(hours=3), dt.timedelta(days=400)], ids=str)
def test_a_time_does_not_lie_in_the_future(ahead: dt.timedelta) -> None:
    with pytest.raises(ValueError, match=exactly("lies in the future; check the clock or the time zone")):
        check_utc_time(in_utc(dt.datetime.now(dt.UTC) + ahead))


def test_the_last_second_of_the_calendar_lies_in_the_future() -> None:
    with pytest.raises(ValueError, match="lies in the future"):
        check_utc_time("9999-12-31T23:59:59Z")


def test_clocks_may_differ_by_some_minutes() -> None:
    soon = in_utc(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=4))

    assert check_utc_time(soon) == soon


@pytest.mark.parametrize("text", ["2024-02-05", "2024-02-29", "1000-01-01", "9999-12-31"])
def test_a_day_is_returned_as_given(text: str) -> None:
    assert check_day(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2023-02-29", id="29 February of a common year"),
        pytest.param("1900-02-29", id="1900 was no leap year"),
        pytest.param("2024-02-30", id="30 February"),
        pytest.param("2024-04-31", id="31 April"),
        pytest.param("2024-13-01", id="month 13"),
        pytest.param("2024-00-01", id="month 0"),
        pytest.param("2024-01-00", id="day 0"),
        pytest.param("0001-01-01", id="year 1"),
        pytest.param("0999-12-31", id="year 999"),
        pytest.param("2024", id="a year"),
        pytest.param("2024-02", id="a month"),
        pytest.param("20240205", id="basic format"),
        pytest.param("2024-W06", id="a week"),
        pytest.param("05.02.2024", id="German"),
        pytest.param("02/05/2024", id="American"),
        pytest.param("XXXX-02-05", id="no year"),
        pytest.param("2024-02-05T09:30:00Z", id="a time"),
        pytest.param("2024-02-05\n", id="line end"),
        pytest.param("٢٠٢٤-02-05", id="Arabic digits"),
        pytest.param("0", id="zero"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_day_exists_and_is_complete(text: str) -> None:
    with pytest.raises(ValueError, match=exactly(DAY_EXISTS)):
        check_day(text)


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-05", "XXXX-02-05", "XXXX-02-29", "1000", "9999", "9999-12-31"])
def test_a_date_may_be_partial(text: str) -> None:
    assert check_partial_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2024-13", id="month 13"),
        pytest.param("2024-00", id="month 0"),
        pytest.param("2023-02-29", id="29 February of a common year"),
        pytest.param("XXXX-02-30", id="30 February of any year"),
        pytest.param("XXXX-13-01", id="month 13 of any year"),
        pytest.param("2024-02-00", id="day 0"),
        pytest.param("0001", id="year 1"),
        pytest.param("0999-12", id="year 999"),
    ],
)
def test_a_partial_date_can_exist(text: str) -> None:
    with pytest.raises(ValueError, match=exactly(DAY_EXISTS)):
        check_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("XXXX", id="no year alone"),
        pytest.param("XXXX-02", id="a month of no year"),
        pytest.param("XXXX-XX-05", id="no month"),
        pytest.param("2024-XX-05", id="a year without its month"),
        pytest.param("202X", id="a decade"),
        pytest.param("xxxx-02-05", id="small x"),
        pytest.param("2024?", id="uncertain"),
        pytest.param("2024~", id="approximate"),
        pytest.param("2024-02/2024-03", id="interval"),
        pytest.param("2024-21", id="spring"),
        pytest.param("2024-2-5", id="no zeros"),
        pytest.param("24-02-05", id="two-digit year"),
        pytest.param("2024-02-", id="half a day"),
        pytest.param("2024-W06-1", id="a day of a week"),
        pytest.param("2024-02-05\n", id="line end"),
        pytest.param("٢٠٢٤", id="Arabic digits"),
        pytest.param("0", id="zero"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_partial_date_is_a_year_a_month_or_a_day(text: str) -> None:
    with pytest.raises(ValueError, match=f"^({re.escape(DATE_FORM)}|{re.escape(DAY_EXISTS)})$"):
        check_partial_date(text)


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-05", "XXXX-02-05", "2024-02-05T06:00:00Z"])
def test_a_publication_date_is_a_time_or_a_date(text: str) -> None:
    assert check_publication_date(text) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("2024-02-05T06:00:00+03:00", TIME_FORM, id="a time of another zone"),
        pytest.param("2023-02-29T06:00:00Z", TIME_EXISTS, id="a time of no day"),
        pytest.param("2023-02-29", DAY_EXISTS, id="no day"),
        pytest.param("yesterday", DATE_FORM, id="words"),
    ],
)
def test_a_publication_date_is_refused_by_the_rule_for_its_form(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=exactly(message)):
        check_publication_date(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024-02-06", "2024-02-05"),
        ("2024-03", "2024-02-29"),
        ("2025", "2024-12-31T23:59:59Z"),
        ("2024-02-12T09:30:01Z", "2024-02-12T09:30:00Z"),
        ("2024-02-13", "2024-02-12T09:30:00Z"),
    ],
)
def test_a_date_is_after_one_that_has_ended_before_it_begins(first: str, second: str) -> None:
    assert is_after(first, second)
    assert not is_after(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("2024-02-05", "2024-02-05", id="the same day"),
        pytest.param("2024", "2024-02-05", id="the year of that day"),
        pytest.param("2024-02", "2024-02-05T09:30:00Z", id="the month of that time"),
        pytest.param("2024-02-12T23:00:00Z", "2024-02-12", id="a time of that day"),
        pytest.param("XXXX-12-31", "2024-02-05", id="a day of an unknown year"),
        pytest.param("2024-02-05", "XXXX-01-01", id="against a day of an unknown year"),
    ],
)
def test_what_is_not_known_is_not_after(first: str, second: str) -> None:
    assert not is_after(first, second)


@given(st.dates(dt.date(1000, 1, 1)))
def test_every_day_of_the_calendar_is_accepted(day: dt.date) -> None:
    assert check_day(day.isoformat()) == check_partial_date(day.isoformat()) == day.isoformat()


@given(st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(2024, 1, 1)))  # noqa: DTZ001  (in_utc says Z)
def test_every_past_second_is_accepted(moment: dt.datetime) -> None:
    assert check_utc_time(in_utc(moment)) == check_publication_date(in_utc(moment))


@given(partial_dates, partial_dates)
def test_of_two_dates_at_most_one_is_after_the_other(first: str, second: str) -> None:
    assert check_partial_date(first) == first
    assert not (is_after(first, second) and is_after(second, first))


@pytest.mark.parametrize("check", [check_utc_time, check_day, check_partial_date, check_publication_date])
@given(text=any_text | st.from_regex(r"\A(\d{4}|XXXX)[-\dTZ:W]{0,16}\Z"))
def test_any_text_is_returned_as_given_or_refused(check: Callable[[str], str], text: str) -> None:
    assert refusal(check, text).isprintable()
