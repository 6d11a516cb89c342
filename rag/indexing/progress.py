"""How somebody hears how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable

from rag.types import Growth

__all__ = ["Pace", "Progress", "silent"]

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number there are; first with those that were done before."""


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


class Pace:
    """Reckons how long the rest takes from how long what is done took; what was done before took no time.

    Args:
        clock: Tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, int] | None = None

    def growth(self, done: int, total: int) -> Growth | None:
        """How far it is, to be asked at the beginning and whenever more is done; none once all is."""
        now = self._clock()
        begun, before = self._first = self._first or (now, done)
        if done >= total:
            return None
        left = (now - begun) / (done - before) * (total - done) if done > before else None
        return Growth(done, total, left)
