"""The line before the desk: who may begin, in the order in which they came, and how long the others will wait."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from statistics import fmean

__all__ = ["Line", "WaitingForTurn", "expected_wait"]

LATELY = 10
"""Answers from whose lengths the next ones are foretold."""


@dataclass(frozen=True, slots=True)
class WaitingForTurn:
    """Other questions are answered first.

    Attributes:
        place: In the line, from 1.
        seconds: Until its turn, in whole seconds; none before any answer has told how long one takes.
    """

    place: int
    seconds: int | None = None


class Line:
    """Lets so many be answered at once; whoever enters leaves again, whatever has come between."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[Hashable] = []
        self._begun: dict[Hashable, float] = {}
        self._took: deque[float] = deque(maxlen=LATELY)

    def enter(self, who: Hashable) -> None:
        """Stand at the end of the line."""
        with self._changed:
            self._waiting.append(who)

    def begins(self, who: Hashable, at_once: int, patience: float) -> bool:
        """Whether it is the turn of one that waits, if need be after some seconds of patience; it has a place then."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._is_turn(who, at_once), patience):
                return False
            self._waiting.remove(who)
            self._begun[who] = time.monotonic()
            self._changed.notify_all()  # there may be a place for the next one too
            return True

    def turn(self, who: Hashable, at_once: int) -> WaitingForTurn:
        """Where one that waits stands, and how long it will."""
        with self._changed:
            before = self._waiting.index(who)
            if not self._took:
                return WaitingForTurn(before + 1)
            now, each = time.monotonic(), fmean(self._took)
            left = [each - (now - begun) for begun in self._begun.values()]
            return WaitingForTurn(before + 1, round(expected_wait(left, before, each, at_once)))

    def leave(self, who: Hashable) -> None:
        """Go, with the answer or without; once is enough."""
        with self._changed:
            begun = self._begun.pop(who, None)
            if begun is not None:
                self._took.append(time.monotonic() - begun)
            elif who in self._waiting:
                self._waiting.remove(who)
            self._changed.notify_all()

    def clear(self, kind: type, patience: float) -> bool:
        """Whether nobody of a kind is in this line, if need be after some seconds of patience."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not any(isinstance(who, kind) for who in (*self._waiting, *self._begun)), patience
            )

    def _is_turn(self, who: Hashable, at_once: int) -> bool:
        return self._waiting[0] == who and len(self._begun) < at_once


def expected_wait(left: Sequence[float], before: int, each: float, at_once: int) -> float:
    """Seconds until one begins before whom others wait, each of whom takes the first place that is free.

    Args:
        left: Seconds that each of those who are being answered will still need; below zero where one is late.
        before: How many wait before.
        each: Seconds that an answer takes.
        at_once: How many are answered at once.
    """
    free = sorted([max(seconds, 0.0) for seconds in left] + [0.0] * (at_once - len(left)))
    for _ in range(before):
        heapq.heapreplace(free, free[0] + each)
    return free[0]
