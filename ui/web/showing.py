"""What is shown of a conversation, as values for the components of the reading view.

A conversation is sent whole when it is opened. Of an answer that is being written its sources are sent, and of its
words what is new (`ui.web.writing`); the sources of an earlier answer when one of its citations is chosen. So a
fiftieth question costs what the first one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import gradio as gr

from rag.errors import HemerotecaError
from rag.types import Standing, Version
from ui.serving.conversation import Conversation, Exchange
from ui.serving.feedback import Feedback, Opinion
from ui.serving.opening import Opening, Ready
from ui.serving.record import referred, revive
from ui.web.feedback import Opinions, thumbs
from ui.web.messages import messages
from ui.web.readers import reader_of, strings_of
from ui.web.reading_parts import Changes, ReadingParts
from ui.web.sources import Beside, Standings, newest, panel
from ui.web.status import grows, status_line
from ui.web.strings import Strings
from ui.web.writing import Written

__all__ = ["Showing", "Sight", "Window", "window_of"]


@dataclass(frozen=True, slots=True)
class Window:
    """Where something is shown: the id of its conversation, the words of its reader, and the request itself."""

    place: str
    strings: Strings
    request: gr.Request

    @property
    def reader(self) -> str:
        """The name of its reader."""
        return reader_of(self.request)

    @property
    def session(self) -> str:
        """The name of the window itself."""
        return self.request.session_hash or ""


def window_of(request: gr.Request, place: str = "") -> Window:
    """The window that sent a request."""
    return Window(place, strings_of(request), request)


@dataclass(frozen=True, slots=True)
class Sight:
    """What the section of an exchange was drawn from: drawn anew, it would look the same."""

    number: int
    beside: Beside


class Showing:
    """Knows what each component is to show; of readers it remembers nothing."""

    def __init__(self, parts: ReadingParts, opening: Opening, feedback: Feedback) -> None:
        self._parts = parts
        self._opening = opening
        self._feedback = feedback

    def opened(self, conversation: Conversation, window: Window) -> Changes:
        """A conversation in the place of what was on the page."""
        sources = self._parts.sources
        opinions = self._opinions(window)
        judged = thumbs(conversation, opinions)
        return {
            **self.kept(conversation),
            **self._newest(conversation, opinions, window.strings),
            self._parts.chat: gr.update(value=messages(conversation, window.strings), feedback_value=judged),
            self._parts.written: "",
            sources.earlier: "",
            sources.seen_earlier: None,
        }

    def kept(self, conversation: Conversation) -> Changes:
        """What the server remembers of a conversation, and whether there is more of it."""
        return {
            self._parts.conversation: conversation,
            self._parts.earlier: gr.update(visible=bool(conversation) and conversation[0].number > 1),
        }

    def thumbs(self, conversation: Conversation, window: Window) -> Changes:
        """Each thumb below its answer, where answers have moved up or gone."""
        return {self._parts.chat: gr.update(feedback_value=thumbs(conversation, self._opinions(window)))}

    def written(self, written: Written) -> Changes:
        """The answer that is being written, as far as it is."""
        return {self._parts.written: written.log}

    def newest(self, conversation: Conversation, window: Window) -> Changes:
        """The sources of the newest answer that has any."""
        return self._newest(conversation, self._opinions(window), window.strings)

    def being_written(self, conversation: Conversation, window: Window) -> Changes:
        """The same while the last answer is written, of which nobody can have said anything."""
        own = newest(conversation) is conversation[-1]
        return self._newest(conversation, {} if own else self._opinions(window), window.strings)

    def looked_up(
        self, exchange: Exchange, conversation: Conversation, seen: tuple[Sight | None, Sight | None], window: Window
    ) -> Changes:
        """The sources of an answer of which a citation was chosen; nothing where the browser has them as they are.

        Args:
            exchange: The answer.
            conversation: What it stands in.
            seen: What the sources of the newest and of an earlier answer were drawn from.
            window: Where they are shown.
        """
        sources, is_newest = self._parts.sources, exchange is newest(conversation)
        sight = self._sight(exchange, self._opinions(window))
        if sight == seen[0 if is_newest else 1]:
            return {}
        place, state = (sources.newest, sources.seen) if is_newest else (sources.earlier, sources.seen_earlier)
        return {place: panel(exchange, window.strings, sight.beside), state: sight}

    def stated(self, strings: Strings) -> Changes:
        """What is said of the archive, and whether to ask again soon."""
        state = self._opening.state()
        return {self._parts.status: status_line(state, strings), self._parts.watch: gr.Timer(active=grows(state))}

    def controls(self, *, busy: bool, last: bool = True) -> Changes:
        """What can be pressed: while a question is answered, and where there is a last one."""
        idle = gr.update(visible=last and not busy)
        return {
            self._parts.stop: gr.update(visible=busy),
            self._parts.new: gr.update(interactive=not busy),
            self._parts.asking.repeat: idle,
            self._parts.asking.edit: idle,
            self._parts.asking.edited: 0,
        }

    def revived(self, conversation: Conversation, strings: Strings) -> Conversation:
        """The same conversation, or what has become of one that was kept, as soon as that is known."""
        if not any(exchange.restoring for exchange in conversation):
            return conversation
        versions = self._versions(conversation)
        return conversation if versions is None else revive(conversation, versions, strings.messages.source_lost)

    def _newest(self, conversation: Conversation, opinions: Opinions, strings: Strings) -> Changes:
        exchange, sources = newest(conversation), self._parts.sources
        if exchange is None:
            return {sources.newest: panel(None, strings), sources.seen: None}
        sight = self._sight(exchange, opinions)
        return {sources.newest: panel(exchange, strings, sight.beside), sources.seen: sight}

    def _sight(self, exchange: Exchange, opinions: Opinions) -> Sight:
        doubted = frozenset(
            citation
            for (number, citation), said in opinions.items()
            if number == exchange.number and said is Opinion.UNSAID
        )
        return Sight(exchange.number, Beside(self._standings(exchange), doubted))

    def _opinions(self, window: Window) -> Opinions:
        """What the reader has said in a conversation; nothing where that cannot be read, which is told elsewhere."""
        try:
            return self._feedback.of(window.reader, window.place)
        except HemerotecaError:
            return {}

    def _standings(self, exchange: Exchange) -> Standings:
        versions = self._versions((exchange,))
        if versions is None:
            return {}
        gone = dict.fromkeys(referred((exchange,)), Standing.GONE)
        now = gone | {i: version.standing for i, version in versions.items()}
        return {i: standing for i, standing in now.items() if standing is not Standing.CURRENT}

    def _versions(self, conversation: Conversation) -> Mapping[str, Version] | None:
        """The articles of a conversation as the archive has them; none while it cannot be read."""
        match self._opening.state():
            case Ready(archive):
                try:
                    return archive.versions(sorted(referred(conversation)))
                except HemerotecaError:
                    return None
            case _:
                return None
