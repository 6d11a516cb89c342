"""What a reader chose for the page, its language and its light, before what the browser would ask for.

The choice lies in two cookies, which the script of the masthead writes. It is put in the place of the browser's own
word here, at the door, so that whoever reads that word, handlers of ours or Gradio's own labels, follows it and the two
never speak different languages on one page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.escaping import escape
from ui.web.strings import EN, ES, Strings, strings_for

__all__ = ["Chosen", "chosen_language", "chosen_theme", "switches"]

LANGUAGE_COOKIE = "hemeroteca_idioma"
THEME_COOKIE = "hemeroteca_tema"
SYSTEM = "system"

_HEAD = "<head>"
_HTML_LANGUAGE = 'lang="en"'


def chosen_language(headers: Mapping[str, str]) -> str:
    """The code of the language that a reader chose; empty where none was."""
    code = _cookie(headers, LANGUAGE_COOKIE)
    return code if code in (ES.code, EN.code) else ""


def chosen_theme(headers: Mapping[str, str]) -> str:
    """`light` or `dark` where a reader chose one of them, else `system`."""
    theme = _cookie(headers, THEME_COOKIE)
    return theme if theme in ("light", "dark") else SYSTEM


def _cookie(headers: Mapping[str, str], name: str) -> str:
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""


def switches(strings: Strings, theme: str) -> str:
    """The switches of the masthead; the script chosen.js acts on them."""
    languages = "".join(
        f'<button type="button" data-idioma="{one.code}" lang="{one.code}"'
        f' aria-pressed="{"true" if one is strings else "false"}">{name}</button>'
        for one, name in ((ES, "Español"), (EN, "English"))
    )
    themes = "".join(
        f'<option value="{value}"{" selected" if value == theme else ""}>{escape(said)}</option>'
        for value, said in (
            (SYSTEM, strings.theme_system),
            ("light", strings.theme_light),
            ("dark", strings.theme_dark),
        )
    )
    thumbs = f'data-gusta="{escape(strings.feedback.like)}" data-no-gusta="{escape(strings.feedback.dislike)}"'
    found = f'data-hallazgo="{escape(strings.messages.how_found)}"'
    return (
        f'<div class="elegir" data-conversacion="{escape(strings.reading.conversation)}" {thumbs} {found}>'
        f'<div role="group" aria-label="{escape(strings.language)}">{languages}</div>'
        f"<label>{escape(strings.theme)} <select data-tema>{themes}</select></label></div>"
    )


class Chosen:
    """Wraps the page's application, which then sees the reader's choice as if the browser asked for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request in the language that was chosen, and let the page begin with both choices."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if code := chosen_language(headers):
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-language"]
            scope = {**scope, "headers": [*kept, (b"accept-language", code.encode())]}
        if scope["path"] == "/":
            code = code or strings_for(headers.get("accept-language")).code
            send = _Beginning(send, code, chosen_theme(headers)).send
        await self._app(scope, receive, send)


class _Beginning:
    """Writes the choices into the beginning of the page, before any script of Gradio has run."""

    def __init__(self, send: Send, code: str, theme: str) -> None:
        self._send = send
        self._code = code
        self._theme = theme
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Hold back what is sent until it is whole."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        headers = MutableHeaders(scope=self._start)
        if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers and self._body:
            self._body = _begun(self._body.decode(), self._code, self._theme).encode()
            headers["content-length"] = str(len(self._body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def _begun(page: str, code: str, theme: str) -> str:
    script = _SCRIPT.replace("CODE", json.dumps(code)).replace("THEME", json.dumps(theme))
    spoken = page.replace(_HTML_LANGUAGE, f'lang="{code}"', 1)
    return spoken.replace(_HEAD, f"{_HEAD}<script>{script}</script>", 1)


# Gradio asks these two, once, what to speak and whether it is dark; chosen.js takes the address back as it was.
_SCRIPT = """
Object.defineProperty(navigator, "language", { get: () => CODE });
Object.defineProperty(navigator, "languages", { get: () => [CODE] });
if (THEME !== "system") {
  const address = new URL(location);
  address.searchParams.set("__theme", THEME);
  history.replaceState(history.state, "", address);
}
"""
