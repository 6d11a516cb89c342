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

    def following(self, session: str, ended: Sent) -> Sent | None:
        """Put the first aside, whose answer has ended, and name the next; none ends the matter.

        Where all was put aside meanwhile, what has been sent since is answered by whoever took that, and stays.
        """
        with self._lock:
            sent = self._sent.get(session, [])
            if not sent or sent[0] is not ended:
                return None
            if left := sent[1:]:
                self._sent[session] = left
                return left[0]
            del self._sent[session]
            return None

    def forget(self, session: str, begun: Sent | None = None) -> None:
        """Put everything aside; where a question is named, only while it is the one that is being answered."""
        with self._lock:
            sent = self._sent.get(session, [])
            if begun is None or (sent and sent[0] is begun):
                self._sent.pop(session, None)
