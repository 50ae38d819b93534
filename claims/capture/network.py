"""Where a connection may lead: to the very address that was looked up and checked, and for no longer than was set.

A name is resolved once for each connection, every address of it is checked, and the connection is made to one of those: a name
that answers otherwise the second time (DNS rebinding) gains nothing. Proxies of the environment are not used: they would resolve anew.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

Resolve = Callable[[str, int], list[str]]
"""Returns the addresses of a host. Raises OSError."""
MayReach = Callable[[str], bool]
"""Tells whether an address may be connected to."""
Clock = Callable[[], float]
"""Returns seconds that only ever grow."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses behind a translator (RFC 6052): the last 32 bits."""


class NotPublic(Exception):
    """A host has an address that is not public."""


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a host, in the order in which the system prefers them. Raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public internet: not private, loopback, link-local, multicast, reserved, or one in disguise."""
    found = ipaddress.ip_address(address)
    if found in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    if isinstance(found, ipaddress.IPv6Address) and found.is_site_local:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in (found, *_carried(found)))


def _carried(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterable[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 one carries: mapped, 6to4, Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo


def is_any(address: str) -> bool:
    """Tell that any address will do; for whoever trusts the addresses that they give."""
    del address
    return True


class CheckedNetwork(httpcore2.NetworkBackend):
    """Connects only to addresses that it may reach, and ends every connection at a time that is set."""

    def __init__(self, *, resolve: Resolve, may_reach: MayReach, until: float, clock: Clock) -> None:
        self._resolve = resolve
        self._may_reach = may_reach
        self._until = until
        self._clock = clock
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address that answers. Raises NotPublic where any of them is not allowed."""
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, timeout=_left(self._until, self._clock, timeout), local_address=local_address,
                    socket_options=socket_options,
                )  # fmt: skip
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._until, self._clock)
        raise failure

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} cannot be resolved") from error
        for address in addresses:
            if not self._may_reach(address):
                raise NotPublic(f"{host} is {address}, which is no public address")
        return addresses


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every step ends when the time of all of them is up."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float, clock: Clock) -> None:
        self._stream = stream
        self._until = until
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come. Raises ReadTimeout."""
        return self._stream.read(max_bytes, _left(self._until, self._clock, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes. Raises ReadTimeout or WriteTimeout."""
        self._stream.write(buffer, _left(self._until, self._clock, timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Encrypt the connection; the certificate must be that of the name, not of the address."""
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._until, self._clock, timeout))
        return _TimedStream(secured, self._until, self._clock)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._stream.get_extra_info(info)


def _left(until: float, clock: Clock, timeout: float | None) -> float:
    left = until - clock()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for it is up")
    return left if timeout is None else min(left, timeout)
