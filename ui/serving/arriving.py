"""What a request says of where it comes from, once what anybody could have written into it is left out.

Gradio takes the address of the page from `X-Forwarded-Host`, and from a header of its own; so these go no further than
here. What a proxy says counts where a setting names the proxy, and is then told by the request itself.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import TypeAlias

from starlette.datastructures import Headers
from starlette.types import Scope

__all__ = ["Network", "arrived", "host_of", "is_loopback", "is_numeric"]

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_OF_PROXIES = re.compile(
    rb"forwarded|x-forwarded-.*|x-gradio-.*|x-real-.*|x-original-.*|x-rewrite-.*|x-http-method.*|x-method-.*|x-host"
)


def arrived(scope: Scope, proxies: Sequence[Network]) -> Scope:
    """A request without the headers that speak for it; what a trusted proxy says stands in the request itself."""
    headers = Headers(scope=scope)
    kept = [(name, value) for name, value in scope["headers"] if not _OF_PROXIES.fullmatch(name)]
    found: Scope = {**scope, "headers": kept}
    address = scope["client"][0] if scope.get("client") else ""
    if not _is_among(address, proxies):
        return found
    hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    # Of a chain of proxies the last one that is not ours says the truth about who asked it.
    found["client"] = (next((hop for hop in reversed(hops) if not _is_among(hop, proxies)), address), 0)
    if (scheme := headers.get("x-forwarded-proto", "").split(",")[-1].strip().lower()) in ("http", "https"):
        found["scheme"] = scheme
    if host := headers.get("x-forwarded-host", "").split(",")[-1].strip():
        found["headers"] = [*((n, v) for n, v in kept if n != b"host"), (b"host", host.encode("latin-1"))]
    return found


def host_of(authority: str) -> str:
    """The host of a name or address with or without a port, in small letters and without brackets; "" if it is none."""
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+?)\.?)(?::\d{1,5})?", authority)
    if found:
        return (found[1] or found[2]).lower()
    return authority.lower() if is_numeric(authority) else ""


def is_numeric(host: str) -> bool:
    """Whether a host is an address in figures, which nobody else can have point to this machine."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(authority: str) -> bool:
    """Whether a host name, or an address with or without a port, means this machine alone."""
    host = host_of(authority)
    return host == "localhost" or (is_numeric(host) and ipaddress.ip_address(host).is_loopback)


def _is_among(address: str, networks: Sequence[Network]) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)
