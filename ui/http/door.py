"""The door of the service: who asks and with which key, how much they send, what is written down and counted.

client ─▶ strange? ─▶ key ─▶ size, pace ─▶ the routes, while the key is one ─▶ headers, a line in the log, metrics
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.errors import HemerotecaError
from rag.spans import CALLER
from ui.http.faults import fault, fault_json, in_words, refused, text_of, too_large, too_slow
from ui.http.health import Metrics
from ui.serving.arriving import arrived
from ui.serving.bodies import TooSlow, body_of, length_of, paced, with_body
from ui.serving.keys import PREFIX, PROGRAM, Keys
from ui.serving.letting import served_while
from ui.serving.rules import HEADERS, UNKEPT, Rules, Strange, with_headers
from ui.terminal import one_line, printable

__all__ = ["ANYBODY", "BODY_LIMIT", "Door"]

ACCESS = logging.getLogger("hemeroteca.access")
"""A line for each request: address, reader, method, path, status, milliseconds, its number in `x-request-id`."""

ANYBODY = PROGRAM
"""The reader where no key is asked for; no program can have an empty name."""
BODY_LIMIT = 4_000_000
"""Most bytes of a request that is no upload: the longest conversation several times over."""
_OPEN = frozenset({"/healthz", "/readyz"})
"""What needs no key, and tells nothing."""
_UPLOAD = "/api/articles"
STILL_THERE_SECONDS = 2.0
"""How often it is asked of an answer that is being sent whether its key is still one."""
_LONGEST_CALLER = 100
"""Characters of a `traceparent` that is one, and some more for later versions of it."""

_STRANGE = {
    Strange.HOST: ("this service is not called so: the setting `allowed_hosts` says by which names it is.", "host"),
    Strange.SITE: ("no page of another site may ask here.", "cross_site"),
}


class Door:
    """Wraps the routes.

    Args:
        app: The routes.
        rules: Who may knock.
        keys: Whose keys are taken; None: none are asked for, and whoever knocks is `ANYBODY`.
        metrics: What is counted.
        clock: Tells the time, in seconds.
    """

    def __init__(
        self,
        app: ASGIApp,
        rules: Rules,
        keys: Keys | None,
        metrics: Metrics,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._app = app
        self._rules = rules
        self._keys = keys
        self._metrics = metrics
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            request = Request(arrived(scope, self._rules.proxies), receive)
            number = secrets.token_hex(8)
            await self._counted(request, with_headers(send, HEADERS | UNKEPT | {"x-request-id": number}), number)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _counted(self, request: Request, send: Send, number: str) -> None:
        """Answer, and write down what came of it."""
        status, began = 499, self._clock()  # as others write down whoever has left before the answer

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.under_way.inc()
        try:
            await self._answer(request, sending)
        finally:
            took = self._clock() - began
            self._metrics.under_way.dec()
            route = getattr(request.scope.get("route"), "path", "none")
            self._metrics.requests.labels(route, str(status)).inc()
            self._metrics.seconds.labels(route).observe(took)
            address = request.client.host if request.client else "-"
            reader = printable(request.scope.get("reader", "-"))
            path = one_line(request.scope["path"])[:200]
            ACCESS.info("%s %s %s %s %d %.1f %s", address, reader, request.method, path, status, 1000 * took, number)

    async def _answer(self, request: Request, send: Send) -> None:
        if (strange := self._rules.strange(request.scope)) is not None:
            message, code = _STRANGE[strange]
            await refused(request, message, 403, code)(request.scope, request.receive, send)
            return
        try:
            reader = await self._reader(request)
        except HemerotecaError as error:
            await (await fault(request, error))(request.scope, request.receive, send)
            return
        if reader is None:
            await _no_key(request)(request.scope, request.receive, send)
            return
        request.scope["reader"] = reader
        CALLER.set(request.headers.get("traceparent", "")[:_LONGEST_CALLER])
        await self._let_in(request, reader, send)

    async def _reader(self, request: Request) -> str | None:
        """Who asks; None where a key is needed and there is none that is known."""
        path = request.scope["path"]
        if path in _OPEN:
            return ANYBODY
        said = re.fullmatch(r"(?i:bearer)\s+(\S{1,200})", request.headers.get("authorization", ""))
        key = said[1] if said else request.headers.get("x-api-key", "")
        if self._keys is None:
            return ANYBODY
        return await run_in_threadpool(self._keys.reader_of, key) if key.startswith(PREFIX) else None

    async def _let_in(self, request: Request, reader: str, send: Send) -> None:
        """Hand on a request that is not too large; one with files as they come, any other once it is whole."""
        scope, size = request.scope, length_of(request)
        is_upload = (request.method, scope["path"]) == ("PUT", _UPLOAD)
        most = self._rules.upload if is_upload and self._rules.upload else BODY_LIMIT
        if size is not None and size > most:
            await too_large(request, most)(scope, request.receive, send)
            return
        if is_upload:
            await self._app(scope, paced(request.receive, most if size is None else size), send)
            return
        try:
            body = await body_of(request, most)
        except TooSlow:
            await too_slow(request)(scope, request.receive, send)
            return
        except ClientDisconnect:
            return
        if body is None:
            await too_large(request, most)(scope, request.receive, send)
            return
        scope, receive = with_body(scope, request.receive, body)
        request.scope.update(scope)  # so that the route that is found is known here too
        if self._keys is None or scope["path"] in _OPEN:
            await self._app(request.scope, receive, send)
        else:
            await self._while_let_in(request, reader, receive, send)

    async def _while_let_in(self, request: Request, reader: str, receive: Receive, send: Send) -> None:
        """Answer for as long as the key is somebody's: what is sent for long ends where it no longer is."""
        kind: str | None = None

        async def sending(message: Message) -> None:
            nonlocal kind
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
            await send(message)

        serving = self._app(request.scope, receive, sending)
        if await served_while(serving, partial(self._is_let_in, request, reader), STILL_THERE_SECONDS):
            return
        if kind is None:
            await _no_key(request)(request.scope, receive, send)
            return
        said = _revoked(request) if kind.startswith("text/event-stream") else b""
        await send({"type": "http.response.body", "body": said, "more_body": False})

    async def _is_let_in(self, request: Request, reader: str) -> bool:
        try:
            return await self._reader(request) == reader
        except HemerotecaError:  # the users cannot be looked up now: nobody has been shut out by that
            return True


_NO_KEY = (
    "a key is needed, as `Authorization: Bearer …`: `hemeroteca keys add NAME` makes one; this is none, or was revoked."
)


def _no_key(request: Request) -> Response:
    return refused(request, _NO_KEY, 401, "invalid_api_key", {"www-authenticate": "Bearer"})


def _revoked(request: Request) -> bytes:
    """The last event of a stream whose key was revoked."""
    said = fault_json(in_words(request, _NO_KEY), 401, "invalid_api_key")
    return f"event: error\ndata: {text_of(said)}\n\n".encode("utf-8", "replace")
