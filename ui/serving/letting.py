"""A request that lasts is served for as long as its reader is let in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

__all__ = ["served_while"]


async def served_while(serving: Awaitable[None], holds: Callable[[], Awaitable[bool]], every: float) -> bool:
    """Serve a request until it is served, or something no longer holds.

    Args:
        serving: Serves it.
        holds: Whether it still does.
        every: Seconds between two times that this is asked.

    Returns:
        Whether it was served to its end.
    """
    task = asyncio.ensure_future(serving)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=every)
            if not task.done() and not await holds():
                break
    finally:
        ended = task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return ended
