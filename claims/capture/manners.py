"""Manners towards other people's servers: what their robots.txt asks (RFC 9309), and a pause before each request."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from time import time

from protego import Protego

Pause = Callable[[float], None]
"""Waits for so many seconds."""
Clock = Callable[[], float]

SECONDS_A_HOST = 1.0
"""One request a second to each host, or fewer where its robots.txt asks for that."""
LONGEST_DELAY_S = 60.0
"""A longer Crawl-delay is cut to this."""
_ROBOTS_BYTES = 500 * 1024
"""The part of a robots.txt that is read, as RFC 9309 has it."""


class Pace:
    """Lets requests to one host follow each other no faster than it likes."""

    def __init__(self, pause: Pause, clock: Clock) -> None:
        self._pause = pause
        self._clock = clock
        self._last: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def take_turn(self, host: str) -> None:
        """Wait until it is time for another request to a host."""
        if host in self._last:
            free_at = self._last[host] + max(SECONDS_A_HOST, self._delays.get(host, 0.0))
            if (wait := free_at - self._clock()) > 0:
                self._pause(wait)
        self._last[host] = self._clock()

    def slow_down(self, host: str, delay_s: float | None) -> None:
        """Heed the Crawl-delay of a host."""
        self._delays[host] = min(delay_s or 0.0, LONGEST_DELAY_S)


class Robots:
    """What the robots.txt of one host asks."""

    def __init__(self, status: int, content: bytes, product: str) -> None:
        """Take what a server answered: none (4xx) allows everything; one that cannot be had (5xx, 429) forbids everything."""
        self._product = product
        self.is_unreachable = status >= 500 or status == 429
        text = content[:_ROBOTS_BYTES].decode("utf-8", "replace") if status < 300 else ""
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Tell whether a program of this name may fetch a page."""
        return not self.is_unreachable and self._rules.can_fetch(url, self._product)

    @property
    def crawl_delay_s(self) -> float | None:
        """The seconds that it asks to wait between two requests, if it does."""
        return self._rules.crawl_delay(self._product)


def retry_after_s(value: str | None, attempt: int) -> float:
    """Return how long to wait before the next attempt: the seconds or the time of a Retry-After header, else 2, 4, 8 ..."""
    value = (value or "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, TypeError):
        return float(2 << attempt)
