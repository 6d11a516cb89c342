"""Which addresses are of the open web."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.web.addresses import addresses_of, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%2", "fec0::1", "fc00::1", "fd12::1", "ff02::1", "ff0e::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("64:ff9b:1::808:808", "2002:7f00:1::", "2002:808:808::", "2001::1", "100::1"),
    ],
)
def test_what_only_this_machine_or_its_network_reaches_is_not_public(address: str) -> None:
    """In either version, and in every way in which one stands for the other."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4003::200e", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_machines_of_the_open_web_are_public(address: str) -> None:
    """Those too of IPv4 that an IPv6 network translates."""
    assert is_public(ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_as_public_as_the_one_that_it_stands_for(number: int) -> None:
    """Mapped and translated."""
    public = is_public(IPv4Address(number))
    assert is_public(IPv6Address((0xFFFF << 32) + number)) is public
    assert is_public(IPv6Address((0x64FF9B << 96) + number)) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "017700000001"])
def test_however_an_address_is_written_it_is_the_one_that_is_connected_to(host: str) -> None:
    """The system reads it, and what it read is looked at."""
    assert addresses_of(host, 80) == [ip_address("127.0.0.1")]


def test_a_host_that_cannot_be_is_not_known() -> None:
    """A name that no system takes is as one that nobody has."""
    with pytest.raises(OSError, match=r"\w"):
        addresses_of(f"{'x' * 70}.example", 80)
