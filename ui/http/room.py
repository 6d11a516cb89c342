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
from ui.serving.saved import Saved

__all__ = ["ASKED_AT_ONCE", "NotOpen", "Room", "TooMany", "Unknown", "reader_of", "revived"]

ASKED_AT_ONCE = 256
"""Questions, searches and texts that wait or are worked on; each holds two threads."""
LOST = "an article that this answer cites is no longer as it was."


class NotOpen(HemerotecaError):
    """The archive is still being opened, or could not be."""


class Unknown(HemerotecaError):
    """Something of a reader is asked for where nobody knows who asks."""


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
    """The serving room, and what is kept of readers.

    Attributes:
        saved: The saved questions of the archive, which are nobody's.
        knows_readers: Whether who asks is one and the same, by a key or by being at this machine; where not, nothing
            is kept of them.
    """

    serving: ServingRoom
    conversations: Conversations
    feedback: Feedback
    saved: Saved
    knows_readers: bool = True

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

    def require_reader(self) -> None:
        """See to it that nobody is given what somebody else has asked.

        Raises:
            Unknown: Nobody knows who asks.
        """
        if not self.knows_readers:
            raise Unknown("conversations are kept of who has a key: this service asks for none.")

    def admit(self, request: Request) -> None:
        """Let in, and count, a request that computes.

        Raises:
            TooMany: There is no room for it, or its reader has asked too often.
        """
        if self.serving.desk.asked() >= ASKED_AT_ONCE:
            raise TooMany(f"{ASKED_AT_ONCE} questions are being answered: try again in a few seconds.", 5)
        address = request.client.host if request.client else ""
        reader = reader_of(request) if self.knows_readers else address
        if wait := self.serving.limits.question(reader, address):
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
