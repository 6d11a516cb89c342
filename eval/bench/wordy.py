"""A language model that writes as many words as it is told to, at an even pace: an endpoint of its own on this machine.

It knows nothing: whatever it is asked, it tells sentences of the article of `seeds/` again and again.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from types import TracebackType
from typing import Self

__all__ = ["WORDS", "Wordy"]

WORDS = 2_000
PACE_SECONDS = 0.005
"""Between two words: faster than any model that is read as it writes, and slow enough for each to be shown."""

TOLD = (
    "OpenAI ha firmado un acuerdo valorado en 38.000 millones de dólares con Amazon Web Services (AWS). "
    "AWS se convierte así en uno de los principales proveedores de infraestructura de OpenAI. "
    "Para Amazon, el acuerdo representa una victoria estratégica."
)


class Wordy:
    """Serves while the block lasts.

    Attributes:
        words: How many it writes, to the end of a sentence.
        url: What `llm_base_url` is set to.
    """

    def __init__(self, words: int = WORDS) -> None:
        self.words = words
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def pieces(self) -> list[str]:
        """What it writes, word by word."""
        words = TOLD.split()
        whole = -(-self.words // len(words)) * len(words)
        return [f"{word} " for word in islice(cycle(words), whole)]


def _handler(model: Wordy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            with suppress(ConnectionError):  # who asks may have heard enough
                for piece in model.pieces():
                    self._say({"content": piece})
                    time.sleep(PACE_SECONDS)
                self._say({}, "stop")
                self.wfile.write(b"data: [DONE]\n\n")

        def _say(self, delta: dict[str, str], reason: str | None = None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "wordy", "choices": [choice]}
            self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - it overrides
            """Say nothing."""

    return Handler
