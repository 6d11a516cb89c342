"""What brings a conversation onto the page: a window that opens, the list of conversations, what came before, «new».

Also what keeps it right while it stands there: how far the archive is, and what has become of the articles it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from ui.serving.conversation import Conversation
from ui.serving.conversations import Conversations
from ui.serving.desk import Desk
from ui.serving.opening import Opening
from ui.serving.pending import Pending
from ui.web.asking import sent_list
from ui.web.notices import fault_of, notice
from ui.web.readers import strings_of
from ui.web.reading_parts import Changes, ReadingParts
from ui.web.showing import Showing, Sight, Window, window_of
from ui.web.sources import has_sources
from ui.web.status import status_line

__all__ = ["Reopening"]


class Reopening:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(
        self,
        parts: ReadingParts,
        showing: Showing,
        opening: Opening,
        desk: Desk,
        pending: Pending,
        conversations: Conversations,
    ) -> None:
        self._parts = parts
        self._showing = showing
        self._opening = opening
        self._desk = desk
        self._pending = pending
        self._conversations = conversations

    def greet(self, place: str, request: gr.Request) -> Iterator[Changes]:
        """Bring back the conversation that this window had open, and say what is being loaded until it is."""
        window = window_of(request, place)
        yield self._opened(window)
        said = None
        for state in self._opening.states():
            status = status_line(state, window.strings)
            if status != said:
                said = status
                yield {self._parts.status: status}
        yield self._showing.stated(window.strings)

    def look(self, request: gr.Request) -> Changes:
        """Say how far the index is."""
        return self._showing.stated(strings_of(request))

    def revive(self, conversation: Conversation, place: str, request: gr.Request) -> Any:
        """Show the answers that had to wait for the archive, unless a question on its way does so itself."""
        window = window_of(request, place)
        waiting = any(exchange.restoring for exchange in conversation)
        if not waiting or self._desk.is_asking(window.session):
            return gr.skip()
        return self._showing.opened(self._showing.revived(conversation, window.strings), window)

    def look_up(
        self,
        chosen: str,
        conversation: Conversation,
        place: str,
        seen: Sight | None,
        seen_earlier: Sight | None,
        request: gr.Request,
    ) -> Any:
        """Show the sources of an answer of which a citation was chosen, and what has become of its articles."""
        exchange = next((e for e in conversation if str(e.number) == chosen and has_sources(e)), None)
        if exchange is None:
            return gr.skip()
        seen_now = (seen, seen_earlier)
        return self._showing.looked_up(exchange, conversation, seen_now, window_of(request, place)) or gr.skip()

    def show(self, place: str, request: gr.Request) -> Changes:
        """Show a conversation of the list, or a new one; an answer that is being written would be lost sight of."""
        window = window_of(request, place)
        if self._pending.of(window.session):
            return {self._parts.notice: notice(window.strings.conversations.busy)}
        return {self._parts.notice: "", **self._opened(window)}

    def show_earlier(self, conversation: Conversation, place: str, request: gr.Request) -> Changes:
        """Show more of the open conversation, above what is shown."""
        window = window_of(request, place)
        first = conversation[0].number if conversation else None
        try:
            earlier = self._conversations.read(window.reader, place, before=first)
        except HemerotecaError as error:
            return {self._parts.notice: fault_of(error, window.strings)}
        return self._showing.opened(self._showing.revived((*earlier, *conversation), window.strings), window)

    def renew(self, request: gr.Request) -> Changes:
        """Begin a new conversation."""
        window = window_of(request)
        self._pending.forget(window.session)
        self._desk.stop(window.session)
        return {
            **self._showing.controls(busy=False, last=False),
            **self._showing.opened((), window),
            self._parts.asking.sent: sent_list((), window.strings),
            self._parts.notice: "",
            self._parts.place: "",
            self._parts.feedback.why: gr.update(visible=False),
        }

    def _opened(self, window: Window) -> Changes:
        """A conversation as it is kept; a new one where the reader has none of this id."""
        try:
            conversation = self._conversations.read(window.reader, window.place)
        except HemerotecaError as error:
            return {self._parts.notice: fault_of(error, window.strings)}
        return {
            self._parts.place: window.place if conversation else "",
            **self._showing.controls(busy=False, last=bool(conversation)),
            **self._showing.opened(self._showing.revived(conversation, window.strings), window),
        }
