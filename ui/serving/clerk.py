"""A clerk does one thing after another behind the page, in a thread that nobody waits for when the program ends.

The threads of a `ThreadPoolExecutor` are waited for then: a page would not end while it fetches a slow address.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

__all__ = ["Clerk"]

T = TypeVar("T")


class Clerk:
    """Has a thread while there is something to do.

    Args:
        name: Of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._given: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._works = False
        self._lock = threading.Lock()

    def give(self, work: Callable[[], T]) -> Future[T]:
        """Have something done once what was given before is done; until then its future can be cancelled."""
        future: Future[T] = Future()
        with self._lock:
            self._given.append((future, work))
            begins, self._works = not self._works, True
        if begins:
            threading.Thread(target=self._work, name=self._name, daemon=True).start()
        return future

    def _work(self) -> None:
        while given := self._next():
            future, work = given
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:  # noqa: BLE001 - raised again by whoever asks the future
                    future.set_exception(error)

    def _next(self) -> tuple[Future[Any], Callable[[], Any]] | None:
        with self._lock:
            self._works = bool(self._given)
            return self._given.popleft() if self._given else None
