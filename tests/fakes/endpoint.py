"""What the fake endpoints have in common: an HTTP server on loopback that ends with its block."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

__all__ = ["Endpoint"]


class Endpoint:
    """An HTTP server, from the beginning of a `with` block to its end."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._ending = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL, up to `/v1`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def ends(self) -> bool:
        """Whether its block has ended."""
        return self._ending.is_set()

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end of the server."""
        self._ending.wait(seconds)
