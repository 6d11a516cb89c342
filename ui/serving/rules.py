"""What every face asks of a request before all else, and the headers that each answer bears, errors too."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from rag.settings import Settings
from ui.serving.arriving import Network, host_of, is_loopback, is_numeric

__all__ = ["HEADERS", "UNKEPT", "Rules", "Strange", "with_headers"]

FORMS = 1_000_000
"""Bytes of an upload beside its files: their names and the marks between them."""

_CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""Of what is no page."""

HEADERS = {
    "content-security-policy": _CLOSED,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
UNKEPT = {"cache-control": "no-store"}
"""Whatever tells of the archive, or of a reader, is not to be found in the browser once they have gone."""


class Strange(Enum):
    """Why a request is not looked at.

    `HOST`: it calls this machine by a name that is not its own. `SITE`: another site has a browser send it.
    """

    HOST = "host"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the settings say of who may knock.

    Attributes:
        local_only: Whether others than this machine are shut out.
        hosts: Names by which it may be called beside those.
        proxies: Whose word on a request counts.
        changes: Whether readers may change the archive.
        upload: Most bytes of an upload; 0: there is none.
        file: Most bytes of a file in it.
    """

    local_only: bool
    hosts: frozenset[str] = frozenset()
    proxies: tuple[Network, ...] = ()
    changes: bool = True
    upload: int = 0
    file: int = 0

    @classmethod
    def of(cls, settings: Settings) -> Rules:
        """Those of the settings."""
        local_only = is_loopback(settings.host)
        # Whoever logs in was let in by name, and whoever is at this machine has its files anyhow.
        known = settings.login or local_only
        changes = {"all": True, "off": False, "auto": known}[settings.changes]
        return cls(
            local_only,
            frozenset(settings.allowed_hosts),
            tuple(map(ipaddress.ip_network, settings.trusted_proxies)),
            changes,
            settings.upload_files * settings.upload_bytes + FORMS if changes and settings.upload_files else 0,
            settings.upload_bytes,
        )

    def takes_host(self, authority: str) -> bool:
        """Whether what is served may be called so: a name elsewhere that points to this machine is an attack."""
        host = host_of(authority)
        return is_loopback(authority) or host in self.hosts or (not self.local_only and is_numeric(host))

    def strange(self, scope: Scope, *, linked: bool = False) -> Strange | None:
        """Why a request is refused by what its browser says of it.

        Args:
            scope: The request.
            linked: Whether a link on another site may open what it asks for.
        """
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self.takes_host(host):
            return Strange.HOST
        if origin is not None and origin != f"{scope['scheme']}://{host}":
            return Strange.SITE
        by_link = linked and scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not by_link:
            return Strange.SITE
        return None


def with_headers(send: Send, given: Mapping[str, str]) -> Send:
    """Send with some headers, which an answer may have set itself: the login has a policy of its own."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in given.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
