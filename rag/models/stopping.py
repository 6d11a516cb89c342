"""Whether whoever asked has gone: what waits for a silent model looks here, since nothing can be thrown into a wait.

It holds for the thread in which it is said, so that the rooms between a desk and a model need not pass it on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["is_stopped", "stopped_after", "stopped_by"]

_ASKS: ContextVar[Callable[[], bool]] = ContextVar("asks_whether_stopped", default=lambda: False)


@contextmanager
def stopped_by(asks: Callable[[], bool]) -> Iterator[None]:
    """Within the block, what waits in this thread for a model gives up once `asks` says so."""
    token = _ASKS.set(asks)
    try:
        yield
    finally:
        _ASKS.reset(token)


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Within the block, what waits in this thread for a model gives up after so many seconds, or before, as it would.

    It is for those who make do with what they have by then.
    """
    before, end = _ASKS.get(), time.monotonic() + seconds
    with stopped_by(lambda: before() or time.monotonic() > end):
        yield


def is_stopped() -> bool:
    """Whether what runs in this thread is wanted no more."""
    return _ASKS.get()()
