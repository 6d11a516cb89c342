"""What the events of a session tell, sent as it comes: one stream for all of them, as Gradio's client expects it.

The messages are those of `gradio.server_messages` (6.31). Gradio itself looks for them twenty times a second, and ends
the stream with the last of them.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, MutableMapping
from typing import Any, TypeAlias

from gradio.queueing import Queue
from gradio.server_messages import (
    CloseStreamMessage,
    EventMessage,
    HeartbeatMessage,
    ProcessCompletedMessage,
    UnexpectedErrorMessage,
)
from gradio.utils import LRUCache
from starlette.types import Send

__all__ = ["Inbox", "Messages", "tell"]

EVENTS = [(b"content-type", b"text/event-stream; charset=utf-8")]
BEAT_SECONDS = 15.0
"""How often something is sent while nothing happens, so that no proxy takes the line for dead."""
LINGER_SECONDS = 0.3
"""How long a stream stays when all is complete, since one event often leads to another.

It is no longer than that, since a browser opens six lines to a server for all of its windows.
"""

Inbox: TypeAlias = asyncio.Queue[EventMessage]
"""What is to be sent to one session."""


class Messages(LRUCache[str, Inbox]):
    """What is to be sent to each session, in the place of Gradio's own, which forgets the one that came first.

    This one forgets the session that was used the longest ago of those whose events are complete, or of all: a
    window that is open all day is the oldest, and may be asking. Where a window was closed while one of its events went
    Gradio's way, that has something to say to nobody: Gradio would print a traceback in the terminal.
    """

    def __init__(self, size: int, going: MutableMapping[str, set[str]]) -> None:
        """Nothing is to be sent yet.

        Args:
            size: Of how many sessions messages are kept.
            going: The events of each session that are not complete.
        """
        super().__init__(size)
        self._going = going

    def __setitem__(self, session: str, messages: Inbox) -> None:
        """Keep what is to be sent to a session."""
        if session not in self and len(self) >= self.max_size:
            self.forget(next((one for one in self if not self._going.get(one)), next(iter(self))))
        super().__setitem__(session, messages)

    def __getitem__(self, session: str) -> Inbox:
        """What is to be sent to a session, which has been used by that."""
        if session in self:
            self.move_to_end(session)
        return super().__getitem__(session)

    def __missing__(self, session: str) -> Inbox:
        """What nobody reads."""
        return asyncio.Queue()

    def forget(self, session: str) -> None:
        """Keep nothing of a session any more; who listens to it wakes, and is told that it has ended."""
        messages = self.pop(session, None)
        self._going.pop(session, None)
        if messages is not None:
            messages.put_nowait(HeartbeatMessage())


async def tell(
    queue: Queue,
    session: str,
    messages: Inbox,
    leaving: asyncio.Task[Any],
    ending: Callable[[], None],
    *,
    send: Send,
) -> bool:
    """Send the messages of a session until all of its events are complete, or it is forgotten.

    Args:
        queue: Knows which events of a session are on their way.
        session: One that has messages.
        messages: Those.
        leaving: Is done once who listens does so no more.
        ending: Is called when the stream ends, before whoever listens is told.
        send: Takes what is sent.

    Returns:
        Whether somebody listened until all were complete, or the server stopped.
    """
    await send({"type": "http.response.start", "status": 200, "headers": EVENTS})
    idle = over = False
    while not (over or leaving.done()):
        said = await _next_of(messages, leaving, LINGER_SECONDS if idle else BEAT_SECONDS)
        if (fault := _fault(queue, session, messages)) is not None:
            said, idle, over = [fault, CloseStreamMessage()], False, True
        else:
            silent, going = not (said or leaving.done()), _going(queue, session, said)
            over, idle = idle and silent and not going, not going
            said = said or [CloseStreamMessage() if over else HeartbeatMessage()]
        if over:
            ending()
        going_on = not (over or leaving.done())
        await send({"type": "http.response.body", "body": b"".join(map(_line, said)), "more_body": going_on})
    return (over or idle) and _is_kept(queue, session, messages)


def _fault(queue: Queue, session: str, messages: Inbox) -> EventMessage | None:
    """Why a stream ends before its events do, where it does; what they said last is then not to be told."""
    if queue.stopped:
        return UnexpectedErrorMessage(message="the server has stopped")
    if not _is_kept(queue, session, messages):
        # Gradio's client takes the line for lost where it waits for anything, and the page comes back by itself
        # (reconnect.js). What an event said last may be among the messages, and would pass for the whole of an answer.
        return UnexpectedErrorMessage(message="this window was taken for closed", session_not_found=True)
    return None


def _going(queue: Queue, session: str, said: list[EventMessage]) -> bool:
    """Whether any event of a session is not complete, once something has been said."""
    going = queue.pending_event_ids_session.get(session, set())
    going -= {one.event_id for one in said if isinstance(one, ProcessCompletedMessage)}
    return bool(going)


def _is_kept(queue: Queue, session: str, messages: Inbox) -> bool:
    """Whether a session has not been forgotten since, nor come back under its name."""
    return queue.pending_messages_per_session.get(session) is messages


async def _next_of(messages: Inbox, leaving: asyncio.Task[Any], patience: float) -> list[EventMessage]:
    """What there is; where there is nothing, what comes; nothing where that takes longer than so many seconds."""
    said = []
    if messages.empty():
        coming = asyncio.create_task(messages.get())
        try:
            await asyncio.wait({coming, leaving}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            coming.cancel()  # else it would take the next message for nobody
        if not coming.done():
            return []
        said.append(coming.result())
    while not messages.empty():
        said.append(messages.get_nowait())
    return said


def _line(message: EventMessage) -> bytes:
    said = json.dumps(message.model_dump(), ensure_ascii=False, default=str)
    return f"data: {said}\n\n".encode("utf-8", "replace")
