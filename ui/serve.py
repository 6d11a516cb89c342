"""What `hemeroteca serve` does: the archive for programs over HTTP, with the page beside it where it is wanted."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING

from anyio import from_thread
from starlette.types import ASGIApp

from rag.models import launch_language_model
from rag.settings import Settings
from ui.chat import open_archive
from ui.http.room import ASKED_AT_ONCE, Room
from ui.http.service import NOTHING, Beside, Mounted, build_service
from ui.output import echo
from ui.serving.arenas import share_arenas
from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.feedback import Feedback
from ui.serving.keys import Keys, open_keys
from ui.serving.listening import Server, announce, bind, ended_by_signals
from ui.serving.opening import OpenArchive
from ui.serving.people import open_people
from ui.serving.room import ServingRoom
from ui.serving.rules import Rules
from ui.serving.saved import open_saved
from ui.serving.turned import Turned
from ui.serving.wire import HAS_SOCKETS
from ui.speech import speech

if TYPE_CHECKING:
    from rag.library import Library

__all__ = ["run_service", "serve"]

PATIENCE = 20.0
"""Seconds that answers are given to end once the service is told to; then they are handed back as stopped."""


def run_service(
    settings: Settings, *, with_page: bool, access_log: bool, run: Callable[[Sequence[str], Library], int]
) -> None:
    """Serve the archive until it is interrupted.

    Args:
        settings: Of the archive, of who may knock and how often. Beyond this machine keys are asked for, and the page
            asks for a login, unless it is open to all.
        with_page: Whether the page is served too.
        access_log: Whether each request is told on standard error.
        run: Runs a command line over the archive, for other processes.
    """
    if access_log:
        _log_requests()
    if not (Rules.of(settings).local_only or settings.open_to_all):
        settings = settings.model_copy(update={"login": True})
    open_model = launch_language_model(settings)
    with ExitStack() as held:

        def opened(library: Library) -> None:
            if HAS_SOCKETS:
                from ui.serving.server import answering_commands  # there are none elsewhere to derive it from

                held.enter_context(answering_commands(library, settings, run))

        def opens(progress: Callable[[str], None]) -> Library:
            return open_archive(settings, progress, opened, open_model)

        if with_page:
            from ui.web import serve as serve_page  # Gradio

            around = partial(_beside, held)
            serve_page(opens, settings=settings, open_browser=False, around=around, patience=PATIENCE)
        else:
            serve(opens, settings)


def serve(open_archive: OpenArchive, settings: Settings, on_ready: Callable[[str], None] = announce) -> None:
    """Serve programs until SIGINT or SIGTERM, and close the archive then.

    Args:
        open_archive: Opens the archive, slowly; called in a thread once the port is open.
        settings: Of the service.
        on_ready: Told the address once it can be reached.

    Raises:
        PortBusy: Another process has the port.
        SettingsError: The host is not an address of this machine.
    """
    share_arenas()
    with bind(settings.host, settings.port) as listening, ExitStack() as held:
        room = ServingRoom.of(settings, open_archive)
        held.callback(room.close)
        app, _ = _service(held, room)
        room.opening.start()
        desk = room.desk
        server = Server(app, listening, on_ready, busy=desk.is_busy, patience=PATIENCE, on_end=desk.close)
        with ended_by_signals():
            server.run()


def _beside(held: ExitStack, room: ServingRoom, page: ASGIApp) -> ASGIApp:
    """The service beside the page, with one desk and one line for both."""
    service, tools = _service(held, room)
    return Beside(service, page, tools)


def _service(held: ExitStack, serving: ServingRoom) -> tuple[ASGIApp, Mounted]:
    """The service, and what it has mounted."""
    settings = serving.settings
    readers = held.enter_context(closing(ReadersDatabase(settings.data_dir, settings.database_url)))
    keys = _keys(settings, held)
    known = keys is not None or serving.rules.local_only
    saved = held.enter_context(closing(open_saved(settings)))
    room = Room(serving, Conversations(readers), Feedback(readers), saved, known)
    tools = _tools(room)
    return build_service(room, keys, tools), tools


def _tools(room: Room) -> Mounted:
    """The tools of `ui.mcp` at `/mcp`; nothing where the packages of its extra are not installed."""
    try:
        from mcp.server.transport_security import TransportSecuritySettings  # of an extra
        from sse_starlette.sse import AppStatus

        from ui.mcp import build_mcp
    except ModuleNotFoundError:
        return NOTHING
    AppStatus.enable_automatic_graceful_drain = False  # what is being answered has until the desk closes
    archive = Turned(room.serving.opening, room.serving.desk, from_thread.check_cancelled)
    # They all wait at the desk, which every face has, and as many as may wait there.
    server = build_mcp(lambda: archive, lambda: ASKED_AT_ONCE, searches=ASKED_AT_ONCE, admit=room.admit)
    # The door has asked already by which name, and from which site, a request comes.
    asked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    routes = server.streamable_http_app(stateless_http=True, transport_security=asked).routes
    return Mounted(routes, server.session_manager.run)


def _keys(settings: Settings, held: ExitStack) -> Keys | None:
    """Whose keys are taken; None where none are asked for."""
    if not settings.login:
        return None
    keys = held.enter_context(closing(open_keys(settings, open_people(settings))))
    if not keys.listed():
        echo(speech()("There is no key yet, so no program can ask: `hemeroteca keys add NAME` makes one."), err=True)
    return keys


def _log_requests() -> None:
    logger = logging.getLogger("hemeroteca.access")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
