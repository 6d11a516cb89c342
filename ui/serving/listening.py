"""Listens for browsers and programs: takes the port, says where it is, and ends without a trace.

The port is taken before anything slow is imported, so that a busy one is told at once.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp

from rag.errors import PortBusy, SettingsError
from rag.settings import Settings
from ui.output import echo
from ui.serving.rules import Rules
from ui.speech import speech

if TYPE_CHECKING:
    from ui.serving.people import People

__all__ = ["Server", "announce", "bind", "ended_by_signals", "people_of", "require_a_door"]


def announce(url: str) -> None:
    """Say where it is served."""
    sys.stdout.write(f"Hemeroteca: {url}\n")
    sys.stdout.flush()


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


def require_a_door(settings: Settings, rules: Rules) -> None:
    """See to it that nobody serves an archive to a network without having said so."""
    if not (rules.local_only or settings.login or settings.open_to_all):
        raise SettingsError(
            f"host = {settings.host!r} lets other machines reach the page, and it asks for no login: use `--login`, "
            "with users of `hemeroteca users add NAME`, or `--open-to-all` if whoever reaches it may read and ask."
        )


@contextmanager
def people_of(settings: Settings) -> Iterator[People | None]:
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


LOOK_SECONDS = 0.05
"""How often a server that is ending looks whether it may."""
HANDING_SECONDS = 1.0
"""How long what is left is given to hand itself back."""


class Server(uvicorn.Server):
    """A web server on a socket that is bound already, which says when it can be reached.

    Args:
        app: What it serves.
        listening: The socket.
        on_ready: Told the address.
        busy: Whether something is being answered.
        patience: Seconds that this is given to end, once the server is told to; 0: its lines are cut, and a page that
            loses one asks again at the next server.
        on_end: Called then, to have what is left hand itself back.
    """

    def __init__(
        self,
        app: ASGIApp,
        listening: socket.socket,
        on_ready: Callable[[str], None],
        *,
        busy: Callable[[], bool] = lambda: False,
        patience: float = 0.0,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
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
        self._busy = busy
        self._patience = patience
        self._on_end = on_end

    @property
    def url(self) -> str:
        """Where it is."""
        host, port = self._listening.getsockname()[:2]
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
        return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to end."""
        super().run(sockets or [self._listening])

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told once, end; told twice, by whichever signal, at once."""
        self.force_exit = self.should_exit
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and say so."""
        await super().startup(sockets)
        self._on_ready(self.url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End; with patience once what is being answered has ended, while nothing new is taken."""
        if self._patience:
            await self._let_end()
        await super().shutdown(sockets)

    async def _let_end(self) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await _waited(lambda: self._busy() and not self.force_exit, self._patience)
        self._on_end()
        await _waited(lambda: bool(self.server_state.tasks), HANDING_SECONDS)


async def _waited(holds: Callable[[], bool], seconds: float) -> None:
    """Wait while something holds, and no longer than that."""
    until = time.monotonic() + seconds
    while holds() and time.monotonic() < until:
        await asyncio.sleep(LOOK_SECONDS)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end the server as SIGINT does: the server repeats the signal that ended it once it is down."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)
