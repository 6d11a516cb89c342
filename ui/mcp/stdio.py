"""`hemeroteca mcp`: the server over standard input and output, for a client that starts it as its child.

Standard output is the protocol's alone. The handshake waits for nothing: the archive is opened meanwhile, and the
first call waits for it, or hears why it cannot be opened.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future, InvalidStateError
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.mcp.server import build_mcp
from ui.progress import TerminalReport
from ui.serving.desk import places
from ui.serving.opening import MODEL_PATIENCE

if TYPE_CHECKING:
    from rag.library import Library

__all__ = ["run_mcp"]


def run_mcp(settings: Settings) -> None:
    """Serve the archive of the settings until the client closes standard input.

    Raises:
        SettingsError: The packages of the extra `mcp` are not installed.
    """
    opened: Future[Library] = Future()

    @asynccontextmanager
    async def opening(_server: object) -> AsyncIterator[None]:
        # Not before: from here on what anything prints goes to standard error.
        threading.Thread(target=_open, args=(settings, opened), name="open-archive", daemon=True).start()
        yield

    server = build_mcp(opened.result, lambda: places(settings, opened.result()), opening)
    try:
        server.run("stdio")
    finally:
        opened.cancel()  # whoever still waits stops waiting
        if not opened.cancelled() and opened.exception() is None:
            opened.result().close()


def _open(settings: Settings, opened: Future[Library]) -> None:
    try:
        from rag.library import Library  # Chroma: seconds, for which no handshake should wait

        with TerminalReport() as terminal:
            library = Library.open(settings, report=terminal.report, model_patience=MODEL_PATIENCE)
    except BaseException as error:  # noqa: BLE001 - raised again by whoever waits for the archive
        with suppress(InvalidStateError):
            opened.set_exception(error)
        return
    try:
        opened.set_result(library)
    except InvalidStateError:  # the client has gone meanwhile
        library.close()
