"""What requests carry: read to a limit and at no less than a pace, and handed on."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope

__all__ = ["TooLarge", "TooSlow", "body_of", "length_of", "no_more_than", "paced", "with_body"]

GRACE_SECONDS = 20.0
"""How long a body may take, however little of it comes: a line that falters is no attack."""
SLOWEST = 16_000
"""Bytes that buy a second more: whoever is slower than so many a second holds what is kept free for them too long."""


class TooLarge(ClientDisconnect):
    """More is sent than is read; who does not tell of it may take the sender to have gone."""


class TooSlow(ClientDisconnect):
    """What is sent comes so slowly that it is not waited for; likewise."""


def paced(receive: Receive, most: int, clock: Callable[[], float] = time.monotonic) -> Receive:
    """Receive a body of so many bytes at most, and no slower than `GRACE_SECONDS` and `SLOWEST` say.

    What is received raises `TooLarge` or `TooSlow` instead; once the body is whole, anything is waited for.
    """
    began, taken, whole = clock(), 0, False

    async def receiving() -> Message:
        nonlocal taken, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout(began + GRACE_SECONDS + taken / SLOWEST - clock()):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge
        whole = not message.get("more_body", False)
        return message

    return receiving


async def body_of(request: Request, limit: int) -> bytes | None:
    """What a request carries; None where that is more than a limit.

    Raises:
        TooSlow: It does not come.
        ClientDisconnect: Whoever sends it has gone.
    """
    try:
        return await Request(request.scope, paced(request.receive, limit)).body()
    except TooLarge:
        return None


def length_of(request: Request) -> int | None:
    """How many bytes a request says that it carries; None where it does not."""
    said = request.headers.get("content-length", "")
    return int(said) if re.fullmatch(r"[0-9]{1,15}", said) else None


def no_more_than(size: int, receive: Receive) -> Receive:
    """Receive what was announced; whoever sends more, or too slowly, is taken to have gone."""
    arriving = paced(receive, size)

    async def receiving() -> Message:
        try:
            return await arriving()
        except (TooLarge, TooSlow):
            return {"type": "http.disconnect"}

    return receiving


def with_body(scope: Scope, receive: Receive, body: bytes) -> tuple[Scope, Receive]:
    """A request that carries something else."""
    kept = [(name, value) for name, value in scope["headers"] if name not in (b"content-length", b"transfer-encoding")]
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return {**scope, "headers": [*kept, (b"content-length", str(len(body)).encode("ascii"))]}, receiving
