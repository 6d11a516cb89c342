"""An OpenAI-compatible endpoint on loopback whose answers, delays and faults a test writes.

    with FakeEndpoint("Una respuesta.") as endpoint:
        settings = Settings(llm_base_url=endpoint.url, llm_model="fake")

It is a real HTTP server speaking the streaming protocol (server-sent events); only the words are scripted.
"""

from __future__ import annotations

import json
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fakes.endpoint import Endpoint

__all__ = ["FakeEndpoint", "Reply"]

CHAT = "/v1/chat/completions"


@dataclass(frozen=True)
class Reply:
    """How one request is answered.

    Attributes:
        text: The answer, streamed word by word; or the pieces themselves: a text, a whole delta, or bytes to be sent as
            they are.
        first_delay: Seconds before the first piece.
        delay: Seconds before each later piece.
        status: HTTP status; another than 200 answers `body` and no stream.
        body: Answered instead of a stream where it is not empty.
        content_type: Of `body`.
        cut_after: Pieces after which the connection is dropped; `None`: it is not.
        polite_cut: Whether a cut looks like the end of the response, as behind some proxies.
        hang_after: Pieces after which nothing more comes, though the connection stays.
        headers: Beside the usual ones, where no stream is answered.
        finish: Why the model ended.
    """

    text: str | Sequence[str | Mapping[str, Any] | bytes] = ""
    first_delay: float = 0.0
    delay: float = 0.0
    status: int = 200
    body: str = ""
    content_type: str = "application/json"
    cut_after: int | None = None
    polite_cut: bool = False
    hang_after: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    finish: str = "stop"

    @property
    def pieces(self) -> list[str | Mapping[str, Any] | bytes]:
        """What is streamed, piece by piece."""
        return re.findall(r"\s*\S+\s*?|\s+", self.text) if isinstance(self.text, str) else list(self.text)


Script = str | Reply | Callable[[list[dict[str, Any]]], str | Reply]


@dataclass
class FakeEndpoint(Endpoint):
    """A server that answers every chat with `script`, and keeps what it was asked.

    Attributes:
        script: A text, a `Reply`, or a function of the messages that returns either. It may be replaced.
        api_key: Where it is not empty, requests without it are refused with 401.
        requests: The JSON bodies of the chats, in order.
        headers: Their headers.
        dropped: How often a client went away before its answer was complete.
        told: What is answered elsewhere, by path.
        looked: The paths elsewhere that were asked for.
    """

    script: Script = "Una respuesta."
    api_key: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    dropped: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    told: dict[str, Any] = field(default_factory=dict)
    looked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(_handler(self))

    def reply(self, messages: list[dict[str, Any]]) -> Reply:
        """The reply to some messages."""
        said = self.script(messages) if callable(self.script) else self.script
        return Reply(said) if isinstance(said, str) else said


def _handler(endpoint: FakeEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            endpoint.looked.append(self.path)
            known = self.path in endpoint.told
            self._whole(200 if known else 404, json.dumps(endpoint.told.get(self.path)), "application/json")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.requests.append(body)
            endpoint.headers.append(dict(self.headers.items()))
            if endpoint.api_key and self.headers["Authorization"] != f"Bearer {endpoint.api_key}":
                self._whole(401, json.dumps({"error": {"message": "wrong key"}}), "application/json")
                return
            if self.path != CHAT:
                self._whole(404, json.dumps({"error": {"message": "no such page"}}), "application/json")
                return
            reply = endpoint.reply(body["messages"])
            try:
                if reply.body or reply.status != 200:
                    self._wait(reply.first_delay)
                    self._whole(reply.status, reply.body, reply.content_type, reply.headers)
                else:
                    self._stream(reply, body["model"])
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
                endpoint.dropped.release()

        def _wait(self, seconds: float) -> None:
            """Be silent, but not for whoever has gone."""
            until = time.monotonic() + seconds
            while (left := until - time.monotonic()) > 0 and not endpoint.ends:
                readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
                if readable and not self.connection.recv(1, socket.MSG_PEEK):
                    raise ConnectionResetError

        def _whole(self, status: int, body: str, content_type: str, headers: Mapping[str, str] | None = None) -> None:
            data = body.encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: Reply, model: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._event(_chunk(model, {"role": "assistant", "content": ""}))
            for number, piece in enumerate(reply.pieces):
                self._wait(reply.delay if number else reply.first_delay)
                if number == reply.hang_after:
                    self._wait(60)
                if number == reply.cut_after:
                    self._cut(polite=reply.polite_cut)
                    return
                if isinstance(piece, bytes):
                    self._write(piece)
                else:
                    self._event(_chunk(model, {"content": piece} if isinstance(piece, str) else piece))
            self._event(_chunk(model, {}, reply.finish))
            self._write(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")

        def _cut(self, *, polite: bool) -> None:
            if polite:
                self.wfile.write(b"0\r\n\r\n")
            self.close_connection = True

        def _event(self, event: dict[str, Any]) -> None:
            self._write(f"data: {json.dumps(event)}\n\n".encode())

        def _write(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:  # who has gone need not say so
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            pass

    return Handler


def _chunk(model: str, delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "fake",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
