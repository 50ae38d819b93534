"""Where a connection may lead: to public addresses only, and to the very one that was checked."""

import socket

import httpcore2
import pytest
from capture.web import Timer, Web

from claims.capture.network import CheckedNetwork, MayReach, NotPublic, addresses_of, is_any, is_public


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  (to be refused)
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.251",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "fc00::1",
        "fd12:3456:789a::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_that_is_not_of_the_public_internet_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::6810:84e5", "2a00:1450:4001:80e::200e", "64:ff9b::808:808"])
def test_a_public_address_is_known(address: str) -> None:
    assert is_public(address)


def network(*answers: list[str], may_reach: MayReach = is_public) -> tuple[CheckedNetwork, list[str]]:
    """Return a network whose names resolve to one answer after the other, and the list of names that were asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        del port
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    timer = Timer()
    return CheckedNetwork(resolve=resolve, may_reach=may_reach, until=5.0, clock=timer.clock), asked


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    made, _ = network(["93.184.215.14", "10.0.0.1"])

    with pytest.raises(NotPublic, match=r"^courier\.example is 10\.0\.0\.1, which is no public address$"):
        made.connect_tcp("courier.example", 80)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "localhost", "::1"])
def test_other_ways_to_write_the_loopback_address_are_refused(host: str) -> None:
    made = CheckedNetwork(resolve=addresses_of, may_reach=is_public, until=5.0, clock=Timer().clock)

    with pytest.raises((NotPublic, httpcore2.ConnectError)):
        made.connect_tcp(host, 80)


def test_a_name_is_resolved_once_and_the_connection_goes_to_that_address(web: Web) -> None:
    """A name that answers otherwise the second time (DNS rebinding) gains nothing: nobody asks a second time."""
    made, asked = network(["127.0.0.1"], ["10.0.0.1"], may_reach=is_any)

    stream = made.connect_tcp("rebinding.example", int(web.origin.rpartition(":")[2]))

    assert asked == ["rebinding.example"]
    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    stream.close()


def test_the_next_address_is_tried_where_the_first_does_not_answer(web: Web) -> None:
    made, _ = network(["127.0.0.2", "127.0.0.1"], may_reach=is_any)

    stream = made.connect_tcp("courier.example", int(web.origin.rpartition(":")[2]))

    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    stream.close()


def test_a_name_without_an_address_is_refused() -> None:
    made, _ = network([])

    with pytest.raises(httpcore2.ConnectError, match="has no address"):
        made.connect_tcp("nowhere.example", 80)


def test_a_name_that_cannot_be_resolved_is_refused() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(host, port)

    made = CheckedNetwork(resolve=resolve, may_reach=is_public, until=5.0, clock=Timer().clock)

    with pytest.raises(httpcore2.ConnectError, match=r"the name nowhere\.example cannot be resolved"):
        made.connect_tcp("nowhere.example", 80)


def test_nothing_is_connected_to_when_the_time_is_up(web: Web) -> None:
    timer = Timer()
    made = CheckedNetwork(resolve=lambda *_: ["127.0.0.1"], may_reach=is_any, until=5.0, clock=timer.clock)
    stream = made.connect_tcp("courier.example", int(web.origin.rpartition(":")[2]))
    timer.pause(6)

    with pytest.raises(httpcore2.ReadTimeout):
        stream.read(10)
    with pytest.raises(httpcore2.ReadTimeout):
        made.connect_tcp("courier.example", 80)
    stream.close()
