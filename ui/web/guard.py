"""The door of the page: who may knock, which rooms are open, who is who, and what the browser may fetch and run.

    arriving (what a request says of itself) ─▶ guard ─▶ login (who has no session) or passing (what Gradio may hear)

Gradio brings many endpoints (file serving, a proxy, deep links, an API and its docs) of which this page needs a
handful; the rest are closed. It takes whatever name of a session it is sent, so that each reader is given names of
their own here: nobody can read another's answers, or stop them. The content policy makes the browser itself refuse
whatever would leave the machine, and whatever script is not the page's own.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.text.program import retold
from ui.serving.arriving import arrived
from ui.serving.bodies import TooSlow, body_of, length_of, no_more_than, with_body
from ui.serving.letting import served_while
from ui.serving.limits import Limits
from ui.serving.rules import HEADERS, UNKEPT, Rules, Strange, with_headers
from ui.serving.uploads import Uploads
from ui.web.login import Login
from ui.web.passing import collecting, event_of, with_names
from ui.web.strings import Strings, strings_for

__all__ = ["ANONYMOUS", "Guard", "reader_of"]

ANONYMOUS = "anonymous"
"""The reader of a page without a login, with `:` and an id of their own; no user can have a name with a colon."""

_GET, _POST = ("GET", "HEAD"), ("POST",)
_PUBLIC = re.compile(
    r"/(?:theme\.css|favicon\.ico|manifest\.json|pwa_icon|assets/[\w.-]+|static/(?:js|fonts|img)/[\w./-]+)"
)
"""Gradio's own files, which tell nothing of the archive."""
_PAGE = "/"
_NAMING = "/lector.js"
"""An empty script that a page without a cookie asks for before all else, and which brings the cookie.

A page that a link elsewhere opened is asked for without the cookie that there is, as that is `SameSite=Strict`; what
the page then asks for carries it. So no browser is given a second name, whose conversations would be others.
"""
_JOIN, _DATA, _CANCEL = "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/cancel"
_HEARTBEAT = re.compile(r"/gradio_api/heartbeat/(\w{1,64})")
_UPLOAD, _UPLOADING = "/gradio_api/upload", "/gradio_api/upload_progress"
_RESET, _WHO = "/gradio_api/reset", "/gradio_api/app_id"
_FIELDS = {
    _JOIN: ("session_hash", "fn_index", "trigger_id", "data", "event_data"),
    _CANCEL: ("session_hash", "fn_index", "event_id"),
}
"""What the page says of an event; more goes no further."""
_NAMES = {_DATA: "session_hash", _UPLOAD: "upload_id", _UPLOADING: "upload_id"}
"""What of an address is a name that the browser has made up."""
_METHODS: Mapping[str, tuple[str, ...]] = {
    _PAGE: _GET,
    _JOIN: _POST,
    _DATA: _GET,
    _CANCEL: _POST,
    _RESET: _POST,
    _WHO: _GET,
    _UPLOAD: _POST,
    _UPLOADING: _GET,
}
"""What else the page asks of Gradio, as recorded in a browser, and how; `app_id` now and then, by reconnect.js."""

_LINKED = (_PAGE, Login.path)
"""What a link on another site may open."""

_NAMER = f'<script src="{_NAMING}"></script>'.encode()
_LEAVER = b'<script>addEventListener("beforeunload", (event) => event.stopImmediatePropagation())</script>'
"""Before Gradio's own scripts: where the page is left, Gradio drops its lines, takes that for a loss, and says so; and
two seconds later it loads the page anew, in the place of any that takes longer to come."""

BODY_LIMIT = 2_000_000
"""Most bytes of what the page says of an event: the longest record of a conversation several times over."""
YEAR = 365 * 24 * 3600
STILL_THERE_SECONDS = 2.0
"""How often it is asked whether the session is still one, while an answer is being sent."""

_POLICY = "; ".join([
    "default-src 'none'",
    # Gradio compiles the functions that it is given; but nothing runs that stands in what is shown.
    "script-src {scripts} 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
])  # fmt: skip

_READER = "hemeroteca-reader"
"""A header that says to a window whether its reader is still the same, also after a restart: a hash of their name."""


def reader_of(request: Any) -> str | None:
    """Whose request it is, for Gradio: a user's name, or `anonymous:` and the id of a browser."""
    reader: str | None = request.scope.get("reader")
    return reader


class Guard:
    """Wraps the page's application.

    Args:
        app: The application behind the door.
        rules: Who may knock.
        login: Asks for names and passwords; where there is none, every reader is let in.
        limits: How often a reader may do something.
        uploads: Where what readers send lies meanwhile.
    """

    def __init__(self, app: ASGIApp, rules: Rules, *, login: Login | None, limits: Limits, uploads: Uploads) -> None:
        self._app = app
        self._rules = rules
        self._login = login
        self._limits = limits
        self._uploads = uploads
        self._key = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            request = Request(arrived(scope, self._rules.proxies), receive)
            kept = {} if _PUBLIC.fullmatch(_path(request)) else UNKEPT
            await self._answer(request, with_headers(send, HEADERS | kept))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, request: Request, send: Send) -> None:
        said = strings_for(request.headers.get("accept-language"))
        refusal = self._refusal(request, said)
        if refusal is None and self._login is not None and self._login.serves(_path(request)):
            try:
                refusal = await self._login.answer(request, said)
            except HemerotecaError as error:
                refusal = _failed(error, said)
        elif refusal is None and self._login is None and _path(request) == _NAMING:
            refusal = _naming(request)
        if refusal is None:
            refusal = _closed(request, said, uploads=bool(self._rules.upload))
        if refusal is not None:
            await refusal(request.scope, request.receive, send)
        elif _PUBLIC.fullmatch(_path(request)):
            await self._app(request.scope, request.receive, send)
        else:
            await self._let_in(request, said, send)

    def _refusal(self, request: Request, said: Strings) -> Response | None:
        match self._rules.strange(request.scope, linked=_path(request) in _LINKED):
            case Strange.HOST:
                return PlainTextResponse(said.access.other_host, 403)
            case Strange.SITE:
                return PlainTextResponse(said.access.other_site, 403)
            case None:
                return None

    async def _let_in(self, request: Request, said: Strings, send: Send) -> None:
        path = _path(request)
        try:
            reader = await self._reader(request)
        except HemerotecaError as error:
            await _failed(error, said)(request.scope, request.receive, send)
            return
        if reader is None:
            await _sent_away(request, said, self._login)(request.scope, request.receive, send)
            return
        request.scope["reader"] = reader
        if path == _PAGE:
            await self._app(*_whole_page(request, send, names=reader == ANONYMOUS))
        elif path == _UPLOAD:
            await self._take_upload(request, reader, said, send)
        elif path == _WHO:
            told = with_headers(send, {_READER: hashlib.sha256(reader.encode(errors="replace")).hexdigest()})
            await self._app(request.scope, request.receive, told)
        else:
            await self._pass_on(request, reader, said, send)

    async def _reader(self, request: Request) -> str | None:
        """Who asks; None for who has to log in, or has no cookie where one is needed."""
        path = _path(request)
        if self._login is not None:
            return await self._login.reader(request, acts=not _is_repeated(path))
        browser = _browser(request)
        if browser is None:
            return ANONYMOUS if path == _PAGE else None
        return f"{ANONYMOUS}:{browser}"

    def _name(self, reader: str, given: object) -> str:
        """The name that stands for one which a reader's browser has made up."""
        return hmac.new(self._key, f"{reader}\0{given}".encode(errors="replace"), hashlib.sha256).hexdigest()

    async def _take_upload(self, request: Request, reader: str, said: Strings, send: Send) -> None:
        address, size = request.client.host if request.client else "", length_of(request)
        if wait := self._limits.upload(reader, address):
            text = said.access.uploads.format(seconds=wait)
            refusal: Response = PlainTextResponse(text, 429, {"retry-after": str(wait)})
        elif size is None or size > self._rules.upload:
            refusal = PlainTextResponse(said.access.large.format(limit=self._rules.upload), 413)
        else:
            refusal = await self._arriving(request, reader, size, said)
        await refusal(request.scope, request.receive, send)

    async def _arriving(self, request: Request, reader: str, size: int, said: Strings) -> Response:
        """What is said of files once Gradio has written them: where they lie, or why they do not."""
        try:
            if not await run_in_threadpool(self._uploads.begin, reader, size):
                return PlainTextResponse(said.access.full, 503)
        except OSError:
            return PlainTextResponse(said.access.unwritten, 503)
        try:
            sent: list[Message] = []
            scope = with_names(request.scope, _NAMES[_UPLOAD], partial(self._name, reader))
            await self._app(scope, no_more_than(size, request.receive), collecting(sent))
            status, body = sent[0]["status"], b"".join(message.get("body", b"") for message in sent)
            if status == 200:
                return JSONResponse(await run_in_threadpool(self._uploads.arrived, reader, json.loads(body)))
            if status == 413:
                return PlainTextResponse(said.access.large.format(limit=self._rules.file), 413)
            return PlainTextResponse(said.access.unread, 400)
        except (AttributeError, TypeError, ClientDisconnect):  # what Gradio makes of a part that is no file, or of half
            return PlainTextResponse(said.access.unread, 400)
        except OSError:
            return PlainTextResponse(said.access.unwritten, 503)
        finally:
            self._uploads.end(reader, size)

    async def _pass_on(self, request: Request, reader: str, said: Strings, send: Send) -> None:
        """Hand a request on to Gradio with the session's name in place of the one that the browser gave it."""
        scope, receive, path = request.scope, request.receive, _path(request)
        named, is_own = partial(self._name, reader), partial(self._uploads.are_of, reader)
        if path in (_JOIN, _CANCEL, _RESET):
            try:
                body = await body_of(request, BODY_LIMIT)
            except TooSlow:
                await PlainTextResponse(said.access.unread, 408, {"connection": "close"})(scope, receive, send)
                return
            heard = body if body is None or path == _RESET else event_of(body, _FIELDS[path], named, is_own)
            if heard is None:
                refusal = PlainTextResponse(said.access.nothing_here, 400)
                if body is None:
                    refusal = PlainTextResponse(said.access.large.format(limit=BODY_LIMIT), 413)
                await refusal(scope, receive, send)
                return
            scope, receive = with_body(scope, receive, heard)
        elif path in _NAMES:
            scope = with_names(scope, _NAMES[path], named)
        elif found := _HEARTBEAT.fullmatch(path):
            path = f"/gradio_api/heartbeat/{named(found[1])}"
            scope = {**scope, "path": path, "raw_path": path.encode("ascii")}
        if self._login is not None and path == _DATA:
            await self._while_let_in(request, scope, said, send)
        else:
            await self._app(scope, receive, send)

    async def _while_let_in(self, request: Request, scope: Scope, said: Strings, send: Send) -> None:
        """Send what is sent for long, until its reader is no more let in."""
        assert self._login is not None  # noqa: S101 - for the type checker
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        async def is_let_in() -> bool:
            assert self._login is not None  # noqa: S101 - for the type checker
            return await self._login.reader(request, acts=False) is not None

        serving = self._app(scope, request.receive, sending)
        ended = await served_while(serving, is_let_in, STILL_THERE_SECONDS)
        if not ended and begun:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        elif not ended:
            await PlainTextResponse(said.access.ended, 401)(request.scope, request.receive, send)


def _path(request: Request) -> str:
    """The path as Gradio finds it: that of `request.url` ends at a `?` which was written as `%3F`."""
    path: str = request.scope["path"]
    return path


def _closed(request: Request, said: Strings, *, uploads: bool) -> Response | None:
    """The refusal of whatever the page does not ask for itself."""
    path = _path(request)
    methods = _GET if _PUBLIC.fullmatch(path) else _METHODS.get(path, ())
    if _HEARTBEAT.fullmatch(path):
        methods = _GET + _POST  # of a window that opens, and of one that goes
    if not methods or ".." in path or (path in (_UPLOAD, _UPLOADING) and not uploads):
        return PlainTextResponse(said.access.nothing_here, 404)
    if request.method not in methods:
        return PlainTextResponse(said.access.nothing_here, 405, {"allow": ", ".join(methods)})
    return None


def _failed(error: HemerotecaError, said: Strings) -> Response:
    """What is said where the users cannot be looked up; nobody is let in meanwhile."""
    return PlainTextResponse(retold(str(error), language_of(said.code)), 503)


def _sent_away(request: Request, said: Strings, login: Login | None) -> Response:
    if login is None:
        return PlainTextResponse(said.access.no_cookie, 401)
    if _path(request) == _PAGE:
        return RedirectResponse(login.path, 303)
    return PlainTextResponse(said.access.ended, 401, {"location": login.ended})


def _is_repeated(path: str) -> bool:
    """Whether a page asks for something by itself, again and again, whether anybody sits before it or not."""
    return path in (_DATA, _WHO) or _HEARTBEAT.fullmatch(path) is not None


def _naming(request: Request) -> Response:
    given = {"set-cookie": _cookie(request)} if _browser(request) is None else {}
    return Response("", headers={"cache-control": "no-store"} | given, media_type="text/javascript")


def _cookie_name(request: Request) -> str:
    # The prefix has the browser refuse the cookie from anybody who is not this very host.
    return "__Host-lector" if request.scope["scheme"] == "https" else "lector"


def _browser(request: Request) -> str | None:
    """The name of a browser, where it is one that was given here."""
    found = request.cookies.get(_cookie_name(request), "")
    return found if re.fullmatch(r"[\w-]{22}", found, re.ASCII) else None


def _cookie(request: Request) -> str:
    secure = "; Secure" if request.scope["scheme"] == "https" else ""
    value = secrets.token_urlsafe(16)
    return f"{_cookie_name(request)}={value}; Max-Age={YEAR}; Path=/; HttpOnly; SameSite=Strict{secure}"


def _whole_page(request: Request, send: Send, *, names: bool) -> tuple[Scope, Receive, Send]:
    """Have the page sent with the mark that tells its own scripts from what somebody may have put between them.

    Args:
        request: For the page.
        send: Takes it.
        names: Whether the browser is to ask for its name first.
    """
    scope, nonce = request.scope, secrets.token_urlsafe(16)
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    begun: list[Message] = []
    body = bytearray()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.append(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        page = re.sub(rb"(?=<script)", (_NAMER if names else b"") + _LEAVER, bytes(body), count=1)
        marked = re.sub(rb"<script(?=[\s>])", f'<script nonce="{nonce}"'.encode(), page)
        headers = MutableHeaders(scope=begun[0])
        headers["content-security-policy"] = _POLICY.format(scripts=f"'self' 'nonce-{nonce}'")
        headers["cache-control"] = "no-store"
        headers["vary"] = "accept-encoding"
        if zipped:
            marked = gzip.compress(marked, 6)
            headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(marked))
        await send(begun[0])
        await send({"type": "http.response.body", "body": marked if request.method != "HEAD" else b""})

    return {**scope, "headers": plain}, request.receive, sending
