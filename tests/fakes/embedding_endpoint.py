"""An OpenAI-compatible endpoint on loopback that embeds, with the faults that a test wants.

    with EmbeddingEndpoint(FakeEmbedder().embed_queries) as endpoint:
        settings = Settings(embedding_base_url=endpoint.url, embedding_model="fake")

It is a real HTTP server; what embeds is the test's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.fakes.endpoint import Endpoint

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["EmbeddingEndpoint", "Fault"]


@dataclass(frozen=True)
class Fault:
    """What is answered instead of vectors.

    Attributes:
        status: HTTP status.
        body: What is said.
        content_type: Of the body.
        seconds: Before it is said.
    """

    status: int = 200
    body: str = "{}"
    content_type: str = "application/json"
    seconds: float = 0.0


@dataclass
class EmbeddingEndpoint(Endpoint):
    """A server that embeds what it is sent, and keeps it.

    Attributes:
        embed: Makes one row a text.
        api_key: Where it is not empty, requests without it are refused with 401.
        faults: Answered first, one a request.
        requests: The JSON bodies, in order.
        headers: Their headers.
    """

    embed: Callable[[Sequence[str]], Vectors]
    api_key: str = ""
    faults: list[Fault] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(_handler(self))

    def answer(self, body: dict[str, Any], authorization: str | None) -> Fault:
        """What a request is answered with."""
        if self.faults:
            return self.faults.pop(0)
        if self.api_key and authorization != f"Bearer {self.api_key}":
            return Fault(401, json.dumps({"error": {"message": "wrong key"}}))
        rows = self.embed(body["input"])
        data = [{"object": "embedding", "index": n, "embedding": row.tolist()} for n, row in enumerate(rows)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        # Not in the order of the request: only `index` says which is whose.
        return Fault(body=json.dumps({"object": "list", "data": data[::-1], "model": body["model"], "usage": usage}))


def _handler(endpoint: EmbeddingEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.requests.append(body)
            endpoint.headers.append(dict(self.headers.items()))
            answer = (
                Fault(404) if self.path != "/v1/embeddings" else endpoint.answer(body, self.headers["Authorization"])
            )
            endpoint.pause(answer.seconds)
            data = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:  # who waited too long has gone
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            pass

    return Handler
