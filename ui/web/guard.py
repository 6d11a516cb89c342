"""The door of the page: who may knock, which rooms are open, and what the browser may fetch.

Gradio brings many endpoints (uploads, file serving, a proxy, deep links, an API and its docs) of which this page
needs a handful; the rest are closed. The content policy makes the browser itself refuse whatever would leave the
machine.
"""

from __future__ import annotations

import ipaddress
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard", "is_loopback"]

_OPEN_PATHS = re.compile(
    r"/|/config/?|/theme\.css|/favicon\.ico|/assets/[^/]+|/static/.+"
    r"|/gradio_api/(queue/(join|data)|app_id|cancel|reset|heartbeat/\w+|startup-events|theme\.css|upload(_progress)?)/?"
)

# Gradio's own page needs inline scripts and styles, and evaluates the functions that it is given.
_POLICY = "; ".join([
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
])  # fmt: skip

_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Whether a host name, or an address with or without a port, means this machine alone."""
    name = host.rsplit(":", 1)[0] if re.fullmatch(r"(\[.*\]|[^:]*):\d+", host) else host
    name = name.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Guard:
    """Wraps the page's application.

    Args:
        app: The application behind the door.
        local_only: Whether requests must name this machine as their host. A page served to others has names that
            are not known here; one on loopback has not, and a name elsewhere that points to loopback is an attack.
    """

    def __init__(self, app: ASGIApp, *, local_only: bool) -> None:
        self._app = app
        self._local_only = local_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif refusal := self._refusal(scope):
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._local_only and not is_loopback(host):
            return PlainTextResponse("This page is served to this machine only.", 403)
        origin = headers.get("origin")
        if origin is not None and origin.split("://")[-1] != host:
            return PlainTextResponse("This page takes no requests from other sites.", 403)
        if not _OPEN_PATHS.fullmatch(scope["path"]):
            return PlainTextResponse("There is nothing here.", 404)
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
