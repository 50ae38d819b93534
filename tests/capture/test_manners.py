"""Manners: how long to wait, and for whom."""

import pytest
from capture.web import Timer

from claims.capture.manners import Pace, Robots, retry_after_s


def test_hosts_do_not_wait_for_one_another() -> None:
    timer = Timer()
    pace = Pace(timer.pause, timer.clock)

    for host in ("a.example", "b.example", "c.example"):
        pace.take_turn(host)

    assert timer.pauses == []


def test_a_host_waits_only_for_what_is_left_of_its_second() -> None:
    timer = Timer()
    pace = Pace(timer.pause, timer.clock)

    pace.take_turn("a.example")
    timer.now += 0.75
    pace.take_turn("a.example")
    timer.now += 5
    pace.take_turn("a.example")

    assert timer.pauses == [0.25]


@pytest.mark.parametrize(("asked", "waited"), [(None, 1.0), (0.2, 1.0), (10.0, 10.0), (100_000.0, 60.0)])
def test_a_delay_is_respected_within_reason(asked: float | None, waited: float) -> None:
    timer = Timer()
    pace = Pace(timer.pause, timer.clock)
    pace.slow_down("a.example", asked)

    pace.take_turn("a.example")
    pace.take_turn("a.example")

    assert timer.pauses == [waited]


@pytest.mark.parametrize(
    ("value", "attempt", "seconds"), [("30", 0, 30.0), (" 7 ", 1, 7.0), (None, 0, 2.0), ("soon", 1, 4.0), ("", 2, 8.0), ("-5", 0, 2.0)]
)
def test_a_server_says_how_long_to_wait_or_we_do(value: str | None, attempt: int, seconds: float) -> None:
    assert retry_after_s(value, attempt) == seconds


def test_a_time_that_is_past_is_no_wait() -> None:
    assert retry_after_s("Wed, 21 Oct 2015 07:28:00 GMT", 0) == 0.0


def test_only_the_part_of_a_robots_txt_that_is_to_be_read_is_read() -> None:
    """RFC 9309, 2.5: at least 500 KiB."""
    late = b"User-agent: *\n" + b"# padding\n" * 60_000 + b"Disallow: /\n"
    early = b"User-agent: *\nDisallow: /\n" + b"# padding\n" * 60_000

    assert Robots(200, late, "claim-tracker").allows("https://a.example/")
    assert not Robots(200, early, "claim-tracker").allows("https://a.example/")


def test_the_delay_of_our_own_group_counts() -> None:
    rules = b"User-agent: *\nCrawl-delay: 1\n\nUser-agent: claim-tracker\nCrawl-delay: 9\n"

    assert Robots(200, rules, "claim-tracker").crawl_delay_s == 9
