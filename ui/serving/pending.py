"""Questions that a reader sends while another of theirs is being answered: they wait, and can be taken back."""

from __future__ import annotations

import threading
from dataclasses import dataclass

__all__ = ["PENDING_LIMIT", "Pending", "Sent"]

PENDING_LIMIT = 10
"""Questions of one reader that can wait behind the one that is being answered."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A question as the browser sent it, with the name that the browser gave it."""

    code: str
    question: str


class Pending:
    """What every reader has sent, by the session of their browser: the first is being answered."""

    def __init__(self) -> None:
        self._sent: dict[str, list[Sent]] = {}
        self._lock = threading.Lock()

    def add(self, session: str, sent: Sent) -> int:
        """Put a question behind those of its session.

        Returns:
            How many come before it: 0 where it is answered now, -1 where so many wait that it was not taken.
        """
        with self._lock:
            others = self._sent.setdefault(session, [])
            if len(others) > PENDING_LIMIT:
                return -1
            others.append(sent)
            return len(others) - 1

    def of(self, session: str) -> tuple[Sent, ...]:
        """All of a session, the one that is being answered first."""
        with self._lock:
            return tuple(self._sent.get(session, ()))

    def take_back(self, session: str, code: str) -> bool:
        """Take out a question that waits; whether it was there."""
        with self._lock:
            sent = self._sent.get(session, [])
            left = [one for place, one in enumerate(sent) if place == 0 or one.code != code]
            if len(left) == len(sent):
                return False
            self._sent[session] = left
            return True

    def following(self, session: str) -> Sent | None:
        """Put the first aside, whose answer has ended, and name the next; none ends the matter."""
        with self._lock:
            left = self._sent.get(session, [])[1:]
            if left:
                self._sent[session] = left
                return left[0]
            self._sent.pop(session, None)
            return None

    def forget(self, session: str) -> None:
        """Put everything aside."""
        with self._lock:
            self._sent.pop(session, None)
