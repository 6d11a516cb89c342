"""Serves the page: takes the port, draws at once, opens the archive behind it, and ends without a trace.

Gradio's `launch` would ask the page over the network whether it is up, take another port than the one asked for, and
leave signals to its caller; so the page is mounted in an application of its own, behind `Guard`, on a socket that is
bound before anything slow is imported.
"""

from __future__ import annotations

import asyncio
import os
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from starlette.types import ASGIApp

from rag.settings import Settings
from ui.serving.arenas import share_arenas
from ui.serving.chores import Chores
from ui.serving.desk import Desk
from ui.serving.listening import Server, announce, bind, ended_by_signals, people_of, require_a_door
from ui.serving.opening import OpenArchive, Opening
from ui.serving.room import ServingRoom
from ui.serving.rules import Rules
from ui.web.chosen import Chosen
from ui.web.guard import Guard, reader_of
from ui.web.lean_gradio import skip_stubs
from ui.web.login import Login
from ui.web.vestibule import Vestibule

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.serving.database import ReadersDatabase
    from ui.serving.people import People

__all__ = ["Around", "build_app", "serve"]

FOLDER = Path(__file__).parent
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

Around: TypeAlias = Callable[[ServingRoom, ASGIApp], ASGIApp]
"""Makes of a page what is served."""


def serve(
    open_archive: OpenArchive,
    *,
    settings: Settings,
    open_browser: bool,
    on_ready: Callable[[str], None] = announce,
    around: Around = lambda _room, page: page,
    patience: float = 0.0,
) -> None:
    """Serve the page until SIGINT or SIGTERM, and close the archive then.

    Args:
        open_archive: Opens the archive, slowly; called in a thread once the page can be seen.
        settings: For the host and the port.
        open_browser: Whether to show the page in the reader's browser.
        on_ready: Told the page's address once it can be opened.
        around: Puts other faces beside the page.
        patience: Seconds that what is being answered is given to end, once the page is told to.

    Raises:
        PortBusy: Another process has the port.
        SettingsError: The host is not an address of this machine, or is open to others without anybody having said so.
    """
    require_a_door(settings, Rules.of(settings))
    share_arenas()
    # As with Gradio: a busy port is told before anything slow is imported.
    with people_of(settings) as people, bind(settings.host, settings.port) as listening, ExitStack() as held:
        room = ServingRoom.of(settings, open_archive)
        held.callback(room.close)

        def build() -> FastAPI:
            from ui.serving.database import ReadersDatabase  # SQLAlchemy: nobody waits for it before the port is open

            readers = held.enter_context(closing(ReadersDatabase(settings.data_dir, settings.database_url)))
            return _in_a_loop(partial(_build_page, room, readers, login=people is not None))

        def ready(url: str) -> None:
            on_ready(url)
            if open_browser:
                # A browser in a terminal would hold the page's own thread.
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

        def give_up() -> None:
            server.should_exit = True

        vestibule = Vestibule(build, built=room.opening.start, failed=give_up)
        app = around(room, _behind_the_door(vestibule, room, people))
        desk = room.desk
        server = Server(app, listening, ready, busy=desk.is_busy, patience=patience, on_end=desk.close)
        with ended_by_signals():
            server.run()
        if vestibule.fault is not None:
            raise vestibule.fault


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
    asking = settings.model_copy(update={"login": people is not None})
    room = ServingRoom.over(asking, opening, desk, chores or Chores(opening))
    build = partial(_build_page, room, readers, login=people is not None)
    return _behind_the_door(_in_a_loop(build), room, people)


def _behind_the_door(app: ASGIApp, room: ServingRoom, people: People | None) -> ASGIApp:
    login = Login(people, room.limits) if people else None
    return Guard(Chosen(app), room.rules, login=login, limits=room.limits, uploads=room.uploads)


def _in_a_loop(build: Callable[[], FastAPI]) -> FastAPI:
    """Build within an event loop: Gradio makes one, and leaves it open, for each of its locks where none is running."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_within_a_loop(build))
    return build()


async def _within_a_loop(build: Callable[[], FastAPI]) -> FastAPI:
    return build()


def _build_page(room: ServingRoom, readers: ReadersDatabase, *, login: bool) -> FastAPI:
    os.environ |= GRADIO_ENVIRONMENT | {"GRADIO_TEMP_DIR": str(room.uploads.folder)}
    skip_stubs()
    import gradio as gr
    from fastapi import FastAPI

    from ui.web.curating import Rights
    from ui.web.fast_path import FastPath
    from ui.web.page import WAITING_LIMIT, build_page
    from ui.web.theme import newspaper
    from ui.web.translations import TRANSLATIONS

    settings, rules = room.settings, room.rules
    page = build_page(
        room.opening,
        room.desk,
        readers,
        room.chores,
        rights=Rights(rules.changes, settings.upload_files, settings.upload_bytes),
        limits=room.limits,
        login=login,
    )

    @asynccontextmanager
    async def having_uploads(_: FastAPI) -> AsyncIterator[None]:
        with room.uploads.opened():
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
    app.add_middleware(FastPath, page=page, reader=reader_of, at_once=WAITING_LIMIT)
    return app


def _script() -> str:
    """The functions of all scripts of this folder as one, which calls each once the page is there."""
    functions = [path.read_text(encoding="utf-8").rstrip().rstrip(";") for path in sorted(FOLDER.glob("*.js"))]
    return "() => {\n" + "".join(f"({function})();\n" for function in functions) + "}"
