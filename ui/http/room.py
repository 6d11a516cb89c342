"""What every route works with: the serving room, what is kept of readers, and how it says what cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from rag.errors import HemerotecaError
from ui.serving.conversation import Conversation
from ui.serving.conversations import Conversations
from ui.serving.feedback import Feedback
from ui.serving.opening import Archive, Loading, Ready, Unopened
from ui.serving.record import referred, revive
from ui.serving.room import ServingRoom

__all__ = ["NotOpen", "Room", "TooMany", "reader_of", "revived"]

LOST = "an article that this answer cites is no longer as it was."


class NotOpen(HemerotecaError):
    """The archive is still being opened, or could not be."""


class TooMany(HemerotecaError):
    """Somebody asks more often than is allowed, or more ask at once than there is room for.

    Attributes:
        seconds: After which it may be tried again.
    """

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Room:
    """The serving room, and what is kept of readers."""

    serving: ServingRoom
    conversations: Conversations
    feedback: Feedback

    def archive(self) -> Archive:
        """The archive.

        Raises:
            NotOpen: It is not open yet, or cannot be opened.
        """
        match self.serving.opening.state():
            case Ready(archive):
                return archive
            case Loading():
                raise NotOpen("the archive is still being opened: try again in a few seconds.")
            case Unopened(message):
                raise NotOpen(message or "the archive has been closed: try again once the service is up.")

    def count_question(self, request: Request) -> None:
        """Count something that costs as a question does.

        Raises:
            TooMany: Its reader has asked too often.
        """
        address = request.client.host if request.client else ""
        if wait := self.serving.limits.question(reader_of(request), address):
            raise TooMany(f"too many questions in a minute: try again in {wait} seconds.", wait)


def revived(room: Room, exchanges: Conversation) -> Conversation:
    """Exchanges that were kept, held against the archive as it is.

    Raises:
        NotOpen: It is not open yet.
    """
    return revive(exchanges, room.archive().versions(sorted(referred(exchanges))), LOST) if exchanges else ()


def reader_of(request: Request) -> str:
    """Whose request it is: see `ui.http.door`."""
    reader: str = request.scope["reader"]
    return reader
