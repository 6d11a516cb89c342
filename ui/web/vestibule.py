"""What stands where the page will be while its application is built: a box that takes questions meanwhile.

    the port is bound ─▶ vestibule ─▶ the page (Gradio, two seconds and more of imports), which sends what was asked

A browser shows it a second after the command. Its script asks whether the page is there and loads that in its place;
what was typed goes through the browser's own storage, where asking.js keeps questions that are not answered yet.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from string import Template

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.questions import QUESTION_LIMIT
from ui.web.escaping import escape
from ui.web.plain import plain_page
from ui.web.strings import Strings, strings_for

__all__ = ["Vestibule"]

NOT_YET = {"retry-after": "1", "cache-control": "no-store"}


class Vestibule:
    """An application that builds another behind itself, and becomes it.

    Args:
        build: Makes the other, slowly; called in a thread of its own once this one is served.
        built: Called once the other is served.
        failed: Called where it could not be made; the fault is in `fault` then.
    """

    def __init__(
        self, build: Callable[[], Starlette], built: Callable[[], object], failed: Callable[[], object]
    ) -> None:
        self._build = build
        self._built = built
        self._failed = failed
        self._app: ASGIApp | None = None
        self.fault: BaseException | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, by the other where it is there."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)
        else:
            await _wait(scope)(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        leaving = asyncio.Event()
        serving = asyncio.create_task(self._become(leaving))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        leaving.set()
        if self._app is None:
            serving.cancel()  # nobody waits for what is still being imported
        await asyncio.wait({serving})
        await send({"type": "lifespan.shutdown.complete"})

    async def _become(self, leaving: asyncio.Event) -> None:
        try:
            app = await _in_a_daemon(self._build)
            async with app.router.lifespan_context(app):
                self._app = app
                self._built()
                await leaving.wait()
        except Exception as error:  # noqa: BLE001 - whoever serves raises it, once the server is down
            self.fault = error
            self._failed()


async def _in_a_daemon(build: Callable[[], Starlette]) -> Starlette:
    """What is built in a thread that the process may end without: asyncio's own threads are waited for."""
    built: Future[Starlette] = Future()
    built.set_running_or_notify_cancel()

    def run() -> None:
        try:
            built.set_result(build())
        except Exception as error:  # noqa: BLE001 - told to who waits
            built.set_exception(error)

    threading.Thread(target=run, name="build-page", daemon=True).start()
    return await asyncio.wrap_future(built)


def _wait(scope: Scope) -> Response:
    """The page until the page is there: a browser shows it, whatever else asks is told to come again."""
    said = strings_for(Headers(scope=scope).get("accept-language"))
    if scope["path"] != "/":
        return PlainTextResponse(said.status.loading, 503, NOT_YET)
    shown = plain_page(said.code, said.status.loading, said.promise, _body(said), kind="amplio")
    return HTMLResponse(shown, 503, NOT_YET)


def _body(said: Strings) -> str:
    return _template().substitute(
        label=escape(said.reading.question_label),
        placeholder=escape(said.reading.question_placeholder),
        most=QUESTION_LIMIT,
        ask=escape(said.reading.ask),
        loading=escape(said.status.loading),
    )


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("vestibule.html").read_text(encoding="utf-8"))
