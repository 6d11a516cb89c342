"""What requests carry: read to a limit, handed on, and no more than was announced."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.types import Message, Receive, Scope

__all__ = ["body_of", "length_of", "no_more_than", "with_body"]


async def body_of(request: Request, limit: int) -> bytes | None:
    """What a request carries; None where that is more than a limit."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            return None
    return bytes(body)


def length_of(request: Request) -> int | None:
    """How many bytes a request says that it carries; None where it does not."""
    said = request.headers.get("content-length", "")
    return int(said) if re.fullmatch(r"[0-9]{1,15}", said) else None


def no_more_than(size: int, receive: Receive) -> Receive:
    """Receive what was announced; whoever sends more is taken to have gone."""
    left = size

    async def receiving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return receiving


def with_body(scope: Scope, receive: Receive, body: bytes) -> tuple[Scope, Receive]:
    """A request that carries something else."""
    kept = [(name, value) for name, value in scope["headers"] if name not in (b"content-length", b"transfer-encoding")]
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return {**scope, "headers": [*kept, (b"content-length", str(len(body)).encode("ascii"))]}, receiving
