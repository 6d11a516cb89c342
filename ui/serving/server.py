"""The page's side: runs `ask` and `search` for other processes of the same user, with the archive that is open.

What comes in is not trusted to be sense: a line of limited length, read within seconds, from few clients at once.
"""

from __future__ import annotations

import codecs
import os
import socket
import socketserver
import stat
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from rag.configured import reader_language
from rag.errors import HemerotecaError
from rag.library import Library
from rag.settings import Settings, load_settings
from ui.output import writing_to
from ui.serving.wire import (
    LINE_LIMIT,
    PATIENCE,
    SOCKET_NAME,
    TAKEN,
    Request,
    code_stamp,
    packed,
    read_request,
    servable,
)
from ui.speech import speaking

__all__ = ["Run", "answering_commands"]

Run: TypeAlias = Callable[[Sequence[str], Library], int]
"""Runs a command line over an archive that is open; returns its exit status."""

CLIENTS = 8
"""Commands that are answered at once; others do their work themselves."""
READ_SECONDS = 5.0
WRITE_SECONDS = 30.0

OF_OTHER_COMMANDS = frozenset(
    "host port concurrent_answers corpus added fields web_seconds web_bytes web_pause chunk_chars embedding_batch "
    "embedding_threads ray_address login session_hours open_to_all changes allowed_hosts trusted_proxies "
    "questions_minute logins_minute upload_files upload_bytes".split()
)
"""Settings of the page, of indexing and of fetching, which change no answer."""


@contextmanager
def answering_commands(library: Library, settings: Settings, run: Run) -> Iterator[None]:
    """Answer the commands of other processes until the block ends.

    Where no socket can be had (another page has it, the data folder is read-only or its path too long for one), they
    do their work themselves, as they do without a page.

    Args:
        library: With which they are run.
        settings: Those that it was opened with; a command of others is not taken.
        run: Runs one.
    """
    place = settings.data_dir / SOCKET_NAME
    try:
        _remove_left(place)
        server = _Server(place, _Commands(library, settings, run))
    except OSError:
        yield
        return
    thread = threading.Thread(target=server.serve_forever, name="commands", daemon=True)
    thread.start()
    try:
        yield
    finally:
        place.unlink(missing_ok=True)  # first: whoever comes from now on does without
        server.shutdown()
        server.server_close()


def _remove_left(place: Path) -> None:
    """Remove the socket of a page that was killed."""
    with socket.socket(socket.AF_UNIX) as probe, suppress(FileNotFoundError):
        probe.settimeout(PATIENCE)
        try:
            probe.connect(str(place))
        except ConnectionRefusedError:
            if stat.S_ISSOCK(place.lstat().st_mode):
                place.unlink()


class _Commands:
    """Which commands are taken, and with what they are run."""

    def __init__(self, library: Library, settings: Settings, run: Run) -> None:
        self._library = library
        self._run = run
        self._code = code_stamp()
        self._settings = _deciding(settings, Path.cwd())

    def takes(self, request: Request) -> bool:
        """Whether a command would do the same in its own process: the same code, settings and archive."""
        if request.code != self._code or not servable(request.arguments):
            return False
        try:
            codecs.lookup(request.encoding)
            folder = Path(request.folder)
            same = _deciding(load_settings(request.environ, folder), folder) == self._settings
            return same and bool(self._library.status().documents)  # an empty one is filled by whoever asks first
        except (HemerotecaError, OSError, ValueError, LookupError):
            return False

    def run(self, request: Request, send: Callable[[Any], object]) -> int:
        """Run a command; what it writes is sent."""
        language = reader_language(request.environ, Path(request.folder))
        out, err = _Pieces("out", request.encoding, send), _Pieces("err", request.encoding, send)
        with writing_to(out, err), speaking(language):
            return self._run(request.arguments, self._library)


def _deciding(settings: Settings, folder: Path) -> dict[str, Any]:
    """The settings on which an answer depends, paths whole: of two folders a relative one is not the same."""
    return {
        name: _whole(getattr(settings, name), folder) for name in Settings.model_fields if name not in OF_OTHER_COMMANDS
    }


def _whole(value: Any, folder: Path) -> Any:
    if isinstance(value, Path) or (isinstance(value, str) and value and (folder / value).exists()):
        return (folder / value).resolve()
    return value


class _Pieces:
    """Sends what a command writes, piece by piece.

    Raises:
        OSError: Whoever asked is gone, which ends the command.
    """

    def __init__(self, name: str, encoding: str, send: Callable[[Any], object]) -> None:
        self._name = name
        self.encoding = encoding
        self._send = send

    def write(self, text: str, /) -> int:
        """Send a piece."""
        self._send({self._name: text})
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""


class _Exchange(socketserver.StreamRequestHandler):
    """One request and its answer."""

    server: _Server
    timeout = READ_SECONDS

    def handle(self) -> None:
        with suppress(OSError):  # the client is gone, or says nothing
            request = read_request(self.rfile.readline(LINE_LIMIT + 1))
            self.connection.settimeout(WRITE_SECONDS)
            if request is None or not self.server.commands.takes(request):
                self._send({"taken": False})
                return
            self._send(TAKEN)
            self._send({"status": self.server.commands.run(request, self._send)})

    def _send(self, value: Any) -> None:
        self.connection.sendall(packed(value))


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens in a folder, for the processes of its own user."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, place: Path, commands: _Commands) -> None:
        self.commands = commands
        self._free = threading.Semaphore(CLIENTS)
        super().__init__(str(place), _Exchange)

    def server_bind(self) -> None:
        super().server_bind()
        Path(str(self.server_address)).chmod(0o600)  # before it listens, so that nobody else has connected

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002 - it overrides
        return _is_own(request) and self._free.acquire(blocking=False)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()


def _is_own(connection: socket.socket) -> bool:
    """Whether the other end is a process of the same user, where the system says so."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    ids = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", ids)
    return bool(user == os.getuid())
