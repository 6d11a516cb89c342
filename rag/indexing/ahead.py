"""Work that goes on while somebody else uses what has come of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from queue import Empty, Queue
from typing import Generic, TypeVar

__all__ = ["ahead"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    """Nothing follows, and why where something was raised."""

    error: BaseException | None = None


@contextmanager
def ahead(
    items: Generator[T, None, None], most: int, weight: Callable[[T], int] = lambda _: 1
) -> Iterator[Iterator[T]]:
    """Work a generator off in a thread of its own while the block lasts.

    What it raises comes out in its turn, behind the items before it. With the end of the block the thread ends at the
    item that it is at, and the block is left once it has.

    Args:
        items: Used by that thread alone.
        most: How much it may be ahead of who takes the items, at least 1; the last of them may go beyond it.
        weight: What an item counts, at least 1.
    """
    worker = _Worker(items, _Weighed(most, weight))
    worker.thread.start()
    try:
        yield worker.taken()
    finally:
        worker.end()


class _Weighed(Queue["T | _End"], Generic[T]):
    """A queue that is full by the weight of what it holds."""

    def __init__(self, most: int, weight: Callable[[T], int]) -> None:
        super().__init__(most)
        self._weight = weight
        self._held = 0

    def _qsize(self) -> int:
        return self._held

    def _put(self, item: T | _End) -> None:
        self._held += self._weighed(item)
        super()._put(item)

    def _get(self) -> T | _End:
        item = super()._get()
        self._held -= self._weighed(item)
        return item

    def _weighed(self, item: T | _End) -> int:
        return 1 if isinstance(item, _End) else self._weight(item)


class _Worker(Generic[T]):
    def __init__(self, items: Generator[T, None, None], made: _Weighed[T]) -> None:
        self._items = items
        self._made = made
        self._unwanted = threading.Event()
        # A daemon: where the wait for its end is interrupted too, it does not keep the program.
        self.thread = threading.Thread(target=self._work, name="ahead", daemon=True)

    def taken(self) -> Iterator[T]:
        """The items, to be gone through once."""
        while not isinstance(item := self._made.get(), _End):
            yield item
        if item.error is not None:
            raise item.error

    def end(self) -> None:
        """Want no more: the thread, which may wait for room, finds some and ends."""
        self._unwanted.set()
        try:
            while True:
                self._made.get_nowait()
        except Empty:
            self.thread.join()

    def _work(self) -> None:
        try:
            with closing(self._items):
                for item in self._items:
                    self._made.put(item)
                    if self._unwanted.is_set():
                        return
        except BaseException as error:  # noqa: BLE001 - raised again by whoever takes the items
            self._made.put(_End(error))
        else:
            self._made.put(_End())
