"""Which machines may be asked for a page: those of the open web, and no other.

Whoever writes a page, or runs a name server, decides where an address leads. Were it followed anywhere, a link could
have this machine ask its own services, or those of its network, and keep what they say.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

__all__ = ["Address", "addresses_of", "is_public"]

Address: TypeAlias = IPv4Address | IPv6Address

_OPEN = IPv6Network("2000::/3")
"""All that has been given out for the open web in IPv6."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where an IPv6 network shows the machines of IPv4 (RFC 6052)."""

_TUNNELS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
"""Teredo and 6to4: they lead to an IPv4 address, given by whoever wrote them, and are no longer in use."""


def is_public(address: Address) -> bool:
    """Whether an address is of a machine on the open web."""
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _TRANSLATED:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _OPEN and address.is_global and not any(address in tunnel for tunnel in _TUNNELS)


def addresses_of(host: str, port: int) -> list[Address]:
    """The addresses of a host, as the system knows them, in the order in which they should be tried.

    Raises:
        OSError: It is not known.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a part of the name that is empty or too long
        raise OSError(str(error)) from error
    return list(dict.fromkeys(ip_address(place[4][0]) for place in found))
