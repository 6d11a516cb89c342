"""Serves the page: takes the port, draws at once, opens the archive behind it, and ends without a trace.

Gradio's `launch` would ask the page over the network whether it is up, take another port than the one asked for, and
leave signals to its caller; so the page is mounted in an application of its own, behind `Guard`, on a socket that is
bound before anything slow is imported.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp

from rag.errors import PortBusy, SettingsError
from rag.settings import Settings
from ui.output import echo
from ui.serving.arriving import is_loopback
from ui.serving.chores import Chores
from ui.serving.desk import Desk, places
from ui.serving.limits import Limits
from ui.serving.opening import OpenArchive, Opening
from ui.serving.rules import Rules
from ui.serving.uploads import Uploads
from ui.speech import speech
from ui.web.chosen import Chosen
from ui.web.guard import Guard, reader_of
from ui.web.lean_gradio import skip_stubs
from ui.web.login import Login
from ui.web.vestibule import Vestibule

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.serving.database import ReadersDatabase
    from ui.serving.people import People

__all__ = ["PageServer", "announce", "bind", "build_app", "serve"]

FOLDER = Path(__file__).parent
UPLOADS = "uploads"
"""The folder, in that of the data, in which uploads lie until the archive has them."""
# Set before Gradio is imported, which reads them then; whoever set them otherwise gets no other page.
GRADIO_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_SHARE": "False",
    # Else each event would have pandas sum up all events so far, for a dashboard that is closed.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    # And they would be kept for it.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}


def announce(url: str) -> None:
    """Say where the page is."""
    sys.stdout.write(f"Hemeroteca: {url}\n")
    sys.stdout.flush()


def serve(
    open_archive: OpenArchive,
    *,
    settings: Settings,
    open_browser: bool,
    on_ready: Callable[[str], None] = announce,
) -> None:
    """Serve the page until SIGINT or SIGTERM, and close the archive then.

    Args:
        open_archive: Opens the archive, slowly; called in a thread once the page can be seen.
        settings: For the host and the port.
        open_browser: Whether to show the page in the reader's browser.
        on_ready: Told the page's address once it can be opened.

    Raises:
        PortBusy: Another process has the port.
        SettingsError: The host is not an address of this machine, or is open to others without anybody having said so.
    """
    rules = Rules.of(settings)
    _require_a_door(settings, rules)
    # As with Gradio: a busy port is told before anything slow is imported.
    with _people(settings) as people, bind(settings.host, settings.port) as listening, ExitStack() as serving:
        opening = Opening(open_archive)
        desk, chores = Desk(opening, partial(places, settings)), Chores(opening)
        limits, sent = _limits(settings, people), _uploads(settings)

        def build() -> FastAPI:
            from ui.serving.database import ReadersDatabase  # SQLAlchemy: nobody waits for it before the port is open

            readers = serving.enter_context(closing(ReadersDatabase(settings.data_dir, settings.database_url)))
            login = people is not None
            return _in_a_loop(partial(_build_page, opening, desk, settings, readers, chores, limits, sent, login))

        def ready(url: str) -> None:
            on_ready(url)
            if open_browser:
                # A browser in a terminal would hold the page's own thread.
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

        def give_up() -> None:
            server.should_exit = True

        for ended in (opening, chores, desk):
            serving.callback(ended.close)
        vestibule = Vestibule(build, built=opening.start, failed=give_up)
        server = PageServer(_behind_the_door(vestibule, settings, people, limits, sent), listening, ready)
        with _ended_by_signals():
            server.run()
        if vestibule.fault is not None:
            raise vestibule.fault


def bind(host: str, port: int) -> socket.socket:
    """Take the port, so that nobody else can.

    Raises:
        PortBusy: Another process has it.
        SettingsError: The host is not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # there, it would let two processes have one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen()
    except socket.gaierror as error:
        listening.close()
        raise SettingsError(f"host = {host!r} is not an address of this machine: use 127.0.0.1.") from error
    except OSError as error:
        listening.close()
        raise PortBusy(
            f"port {port} of {host} cannot be taken ({error.strerror}): choose another with "
            f"`hemeroteca chat --port {port % 65535 + 1}`, or `--port 0` for any that is free."
        ) from error
    return listening


def _require_a_door(settings: Settings, rules: Rules) -> None:
    """See to it that nobody serves an archive to a network without having said so."""
    if not (rules.local_only or settings.login or settings.open_to_all):
        raise SettingsError(
            f"host = {settings.host!r} lets other machines reach the page, and it asks for no login: use `--login`, "
            "with users of `hemeroteca users add NAME`, or `--open-to-all` if whoever reaches it may read and ask."
        )


@contextmanager
def _people(settings: Settings) -> Iterator[People | None]:
    """The users, where the page asks for a login."""
    if not settings.login:
        yield None
        return
    from ui.serving.people import open_people  # SQLAlchemy: a page without a login is up before it is loaded

    with closing(open_people(settings)) as people:
        if not people.users():
            echo(
                speech()("There is no user yet, so nobody can log in: `hemeroteca users add NAME` adds one."), err=True
            )
        yield people


def build_app(
    opening: Opening,
    desk: Desk,
    settings: Settings,
    readers: ReadersDatabase,
    people: People | None = None,
    chores: Chores | None = None,
) -> ASGIApp:
    """The page as an application, behind its guard, which asks for a login where there are people.

    Conversations are kept in `readers`; `chores` add and remove articles.
    """
    limits, sent = _limits(settings, people), _uploads(settings)
    chores, login = chores or Chores(opening), people is not None
    build = partial(_build_page, opening, desk, settings, readers, chores, limits, sent, login)
    return _behind_the_door(_in_a_loop(build), settings, people, limits, sent)


def _behind_the_door(app: ASGIApp, settings: Settings, people: People | None, limits: Limits, sent: Uploads) -> ASGIApp:
    login = Login(people, limits) if people else None
    return Guard(Chosen(app), Rules.of(settings), login=login, limits=limits, uploads=sent)


def _uploads(settings: Settings) -> Uploads:
    return Uploads(settings.data_dir / UPLOADS, Rules.of(settings).upload)


def _limits(settings: Settings, people: People | None) -> Limits:
    return Limits.of(settings, shared=people is not None or not is_loopback(settings.host))


def _in_a_loop(build: Callable[[], FastAPI]) -> FastAPI:
    """Build within an event loop: Gradio makes one, and leaves it open, for each of its locks where none is running."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_within_a_loop(build))
    return build()


async def _within_a_loop(build: Callable[[], FastAPI]) -> FastAPI:
    return build()


def _build_page(
    opening: Opening,
    desk: Desk,
    settings: Settings,
    readers: ReadersDatabase,
    chores: Chores,
    limits: Limits,
    sent: Uploads,
    login: bool,
) -> FastAPI:
    os.environ |= GRADIO_ENVIRONMENT | {"GRADIO_TEMP_DIR": str(sent.folder)}
    skip_stubs()
    import gradio as gr
    from fastapi import FastAPI

    from ui.web.curating import Rights
    from ui.web.page import build_page
    from ui.web.theme import newspaper
    from ui.web.translations import TRANSLATIONS

    rules = Rules.of(settings)
    page = build_page(
        opening,
        desk,
        readers,
        chores,
        rights=Rights(rules.changes, settings.upload_files, settings.upload_bytes),
        limits=limits,
        login=login,
    )

    @asynccontextmanager
    async def having_uploads(_: FastAPI) -> AsyncIterator[None]:
        with sent.opened():
            yield

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=having_uploads)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=newspaper(),
        css_paths=sorted(FOLDER.glob("*.css")),
        js=_script(),
        favicon_path=str(FOLDER / "favicon.svg"),
        i18n=TRANSLATIONS,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        max_file_size=rules.file if rules.upload else 1,
        auth_dependency=reader_of,
        show_error=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=True,
        mcp_server=False,
    )
    return app


def _script() -> str:
    """The functions of all scripts of this folder as one, which calls each once the page is there."""
    functions = [path.read_text(encoding="utf-8").rstrip().rstrip(";") for path in sorted(FOLDER.glob("*.js"))]
    return "() => {\n" + "".join(f"({function})();\n" for function in functions) + "}"


class PageServer(uvicorn.Server):
    """A web server on a socket that is bound already, which says when it can be reached.

    Args:
        app: What it serves.
        listening: The socket.
        on_ready: Told the page's address.
    """

    def __init__(self, app: ASGIApp, listening: socket.socket, on_ready: Callable[[str], None]) -> None:
        # An open page holds connections on which it listens: nobody waits for these to end by themselves.
        # What proxies say is read by the guard, which knows whose word counts.
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="on",
                log_level="critical",
                access_log=False,
                timeout_graceful_shutdown=1,
                proxy_headers=False,
                server_header=False,
            )
        )
        self._listening = listening
        self._on_ready = on_ready

    @property
    def url(self) -> str:
        """Where the page is."""
        host, port = self._listening.getsockname()[:2]
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
        return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to end."""
        super().run(sockets or [self._listening])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and say so."""
        await super().startup(sockets)
        self._on_ready(self.url)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end the page as SIGINT does: the server repeats the signal that ended it once it is down."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)
