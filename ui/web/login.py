"""The login and its end: two pages of the guard's own, without a script, and the session in a cookie.

Nobody elsewhere can log a reader in or out: a form is taken only where the browser says that it was sent from here.
"""

from __future__ import annotations

import asyncio
import html
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from ui.serving.limits import NAME_LIMIT, PASSWORD_LIMIT, Limits
from ui.web.plain import plain_page
from ui.web.strings import Strings

if TYPE_CHECKING:
    from ui.serving.people import People

__all__ = ["Login"]

FORM_LIMIT = 16_384
"""Most bytes of a form: the longest name and password, each byte written as three."""

HASHED_AT_ONCE = 2
"""Passwords that are hashed at once: each takes 32 MB and a quarter of a second of a processor."""

PATIENCE = 4.0
"""Seconds that one waits for that."""

_LOG_IN, _LOG_OUT = "/login", "/logout"
_ENDED = "fin"
"""Asks the login to say that a session has ended."""


class Login:
    """Asks who a reader is.

    Args:
        people: The users and their sessions.
        limits: How often a password may be tried.
    """

    path = _LOG_IN
    ended = f"{_LOG_IN}?{_ENDED}"
    """Where a window is led whose session has ended, here or in another window."""

    def __init__(self, people: People, limits: Limits) -> None:
        self._people = people
        self._limits = limits
        self._places = asyncio.Semaphore(HASHED_AT_ONCE)

    def serves(self, path: str) -> bool:
        """Whether a page is one of these."""
        return path in (_LOG_IN, _LOG_OUT)

    async def reader(self, request: Request, *, acts: bool = True) -> str | None:
        """The name of the user whose session a request belongs to; None where there is none.

        Args:
            request: With its cookies.
            acts: Whether it is the reader's doing, which puts off the end of the session.
        """
        token = request.cookies.get(_cookie_name(request), "")
        return await run_in_threadpool(self._people.user_of, token, acts=acts) if token else None

    async def answer(self, request: Request, said: Strings) -> Response:
        """What is shown or done at one of these pages."""
        if request.method in ("GET", "HEAD"):
            reader = await self.reader(request)
            if request.scope["path"] == _LOG_IN:
                note = said.access.ended_here if request.scope["query_string"] == _ENDED.encode() else ""
                return RedirectResponse("/", 303) if reader else _login_page(said, note=note)
            return _log_out_page(said, reader) if reader else RedirectResponse(_LOG_IN, 303)
        if request.method != "POST":
            return PlainTextResponse(said.access.nothing_here, 405, {"allow": "GET, HEAD, POST"})
        if request.headers.get("origin") is None:  # the guard has compared it where there is one
            return PlainTextResponse(said.access.other_site, 403)
        return await (self._log_in if request.scope["path"] == _LOG_IN else self._log_out)(request, said)

    async def _log_in(self, request: Request, said: Strings) -> Response:
        form = await _form(request)
        name, password = form.get("name", "")[: 2 * NAME_LIMIT], form.get("password", "")
        address = request.client.host if request.client else ""
        if wait := self._limits.login(self._people.key(name), address):
            fault = said.access.tries.format(seconds=wait)
            return _login_page(said, name, fault, status=429, headers={"retry-after": str(wait)})
        try:
            token = await self._token(name, password)
        except TimeoutError:
            return _login_page(said, name, said.access.crowded, status=503, headers={"retry-after": "5"})
        if token is None:
            return _login_page(said, name, said.access.wrong, status=401)
        await self._end(request)  # of who was logged in here before
        response = RedirectResponse("/", 303, {"cache-control": "no-store"})
        response.set_cookie(
            # Lax: a link elsewhere opens the page for who has logged in; forms from elsewhere are refused anyway.
            _cookie_name(request), token, path="/", httponly=True, samesite="lax", secure=_is_secure(request)
        )  # fmt: skip
        return response

    async def _token(self, name: str, password: str) -> str | None:
        """The token of a new session, as soon as there is a place to hash the password.

        Raises:
            TimeoutError: There was none. Waiting itself takes no thread, which other requests may need.
        """
        await asyncio.wait_for(self._places.acquire(), PATIENCE)
        try:
            return await run_in_threadpool(self._people.log_in, name, password)
        finally:
            self._places.release()

    async def _log_out(self, request: Request, _: Strings) -> Response:
        await self._end(request)
        # What the browser has kept of the conversation is not the next one's.
        response = RedirectResponse(_LOG_IN, 303, {"clear-site-data": '"storage"', "cache-control": "no-store"})
        response.delete_cookie(
            _cookie_name(request), path="/", httponly=True, samesite="lax", secure=_is_secure(request)
        )
        return response

    async def _end(self, request: Request) -> None:
        """End the session whose cookie came with a request, where there is one."""
        if token := request.cookies.get(_cookie_name(request)):
            await run_in_threadpool(self._people.log_out, token)


def _is_secure(request: Request) -> bool:
    return bool(request.scope["scheme"] == "https")


def _cookie_name(request: Request) -> str:
    return "__Host-sesion" if _is_secure(request) else "sesion"


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name; none where it is too long to be one."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > FORM_LIMIT:
            return {}
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in fields.items()}


def _login_page(
    said: Strings,
    name: str = "",
    fault: str = "",
    *,
    note: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    told = f'<p class="nota" role="status">{html.escape(note)}</p>' if note else ""
    told += f'<p class="fallo" id="fallo" role="alert">{html.escape(fault)}</p>' if fault else ""
    described = ' aria-describedby="fallo" aria-invalid="true"' if fault else ""
    # The form has no address: so it is sent to where it stands, with what the link behind it asked to open.
    body = f"""<h1>{html.escape(said.access.log_in)}</h1>
{told}<form method="post">
<label for="nombre">{html.escape(said.access.name)}</label>
<input id="nombre" name="name" value="{html.escape(name)}" maxlength="{NAME_LIMIT}" autocomplete="username"
 autocapitalize="none" spellcheck="false" required{described}{"" if name else " autofocus"}>
<label for="clave">{html.escape(said.access.password)}</label>
<input id="clave" name="password" type="password" maxlength="{PASSWORD_LIMIT}" autocomplete="current-password"
 required{described}{" autofocus" if name else ""}>
<button>{html.escape(said.access.enter)}</button>
</form>"""
    return _page(said, said.access.log_in, body, status, headers)


def _log_out_page(said: Strings, reader: str) -> Response:
    question = html.escape(said.access.log_out_question.format(name=reader))
    body = f"""<h1>{question}</h1>
<form method="post" class="dos">
<button>{html.escape(said.access.log_out)}</button> <a class="boton" href="/">{html.escape(said.access.stay)}</a>
</form>"""
    return _page(said, said.access.log_out, body)


def _page(said: Strings, title: str, body: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    nonce = secrets.token_urlsafe(16)
    told = plain_page(said.code, title, said.promise, body, nonce=nonce)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    own = {
        "content-security-policy": policy,
        # With `no-referrer` a browser would not say where the form was sent from.
        "referrer-policy": "same-origin",
        "cache-control": "no-store",
        "vary": "accept-language",
    }
    return HTMLResponse(told, status, own | (headers or {}))
