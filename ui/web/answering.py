"""What happens when a question is asked: again, without a filter, in the place of the last one, or behind another.

Each way of asking ends in one: a question is answered step by step, and then those that were sent meanwhile.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from rag.types import ClaimVerified, Filters, Token
from ui.questions import QUESTION_LIMIT
from ui.serving.conversation import (
    Conversation,
    Exchange,
    Phase,
    advance,
    begin,
    history,
    retried,
    with_last,
    without_filter,
)
from ui.serving.conversations import Conversations
from ui.serving.desk import Desk, Step
from ui.serving.limits import Limits
from ui.serving.pending import PENDING_LIMIT, Pending, Sent
from ui.web.access import too_often
from ui.web.asking import sent_list
from ui.web.notices import fault_of, notice
from ui.web.reading_parts import Changes, ReadingParts
from ui.web.showing import Showing, Window, window_of
from ui.web.strings import Strings
from ui.web.writing import Written, begun, grown

__all__ = ["Answering"]

PACE_SECONDS = 0.1
"""How often the words that are being written are shown at most."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _OnPage:
    """A conversation whose last answer is being written, and what the browser has been sent of it."""

    conversation: Conversation
    written: Written

    @property
    def last(self) -> Exchange:
        """The exchange that is being written."""
        return self.conversation[-1]


class Answering:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(
        self,
        parts: ReadingParts,
        showing: Showing,
        desk: Desk,
        pending: Pending,
        conversations: Conversations,
        limits: Limits,
    ) -> None:
        self._parts = parts
        self._showing = showing
        self._desk = desk
        self._pending = pending
        self._conversations = conversations
        self._limits = limits

    def ask(
        self, question: str | None, code: str, edited: int, conversation: Conversation, place: str, request: gr.Request
    ) -> Iterator[Changes]:
        """Answer a question step by step, and then those that are sent meanwhile; or put it behind the one that is.

        A browser that has heard nothing of what it sent asks none, and is told what there is.
        """
        window = window_of(request, place)
        if question is None:
            yield self._sent(window)
            return
        sent, fault = Sent(code, question.strip()), _fault(question, window.strings)
        if fault or not sent.question:
            yield {self._parts.notice: fault, **self._sent(window, given_back=code)}
            return
        instead = bool(conversation) and edited == conversation[-1].number
        yield from self._answering(sent, conversation, window, instead=instead)

    def ask_next(self, chosen: str, conversation: Conversation, place: str, request: gr.Request) -> Iterator[Changes]:
        """Ask one of the questions that the page suggests."""
        yield from self.ask(chosen, "", 0, conversation, place, request)

    def ask_without(self, chosen: str, conversation: Conversation, place: str, request: gr.Request) -> Iterator[Any]:
        """Ask a question again without a filter that its reader takes off."""
        window = window_of(request, place)
        again = without_filter(conversation, chosen)
        if again is None or self._pending.of(window.session):
            yield gr.skip()
            return
        question, filters = again
        yield from self._answering(Sent("", question), conversation, window, filters)

    def repeat(self, conversation: Conversation, place: str, request: gr.Request) -> Iterator[Any]:
        """Ask the last question again; the new answer takes the place of the old one."""
        window = window_of(request, place)
        if not conversation or not conversation[-1].phase.final or self._pending.of(window.session):
            yield gr.skip()
            return
        last = conversation[-1]
        chosen = last.filters if last.filters and not last.asked_bare else None  # its words do not say them
        yield from self._answering(Sent("", last.question), conversation, window, chosen, instead=True)

    def edit(self, typed: str, edited: int, conversation: Conversation, request: gr.Request) -> Changes:
        """Put the last question into the box, to be sent in its own place; pressed again, leave it as it is."""
        words, parts = window_of(request).strings.asking, self._parts
        if edited or not conversation:
            return {parts.notice: "", parts.asking.edited: 0, parts.asking.edit: gr.Button(words.edit)}
        if typed.strip():
            return {parts.notice: notice(words.box_taken)}
        last = conversation[-1]
        return {
            parts.question: last.question,
            parts.notice: notice(words.edited, done=True),
            parts.asking.edited: last.number,
            parts.asking.edit: gr.Button(words.keep),
        }

    def take_back(self, code: str, request: gr.Request) -> str:
        """Take back a question that waits; it goes into the box again, where that is empty."""
        window = window_of(request)
        taken = self._pending.take_back(window.session, code)
        return sent_list(self._pending.of(window.session), window.strings, code if taken else "")

    def stop(self, request: gr.Request) -> None:
        """Stop the answer that is being written; its own handler then says so."""
        self._desk.stop(window_of(request).session)

    def _answering(
        self,
        sent: Sent,
        conversation: Conversation,
        window: Window,
        filters: Filters | None = None,
        *,
        instead: bool = False,
    ) -> Iterator[Changes]:
        """Answer a question and those behind it; `instead` puts it in the place of the last one."""
        if refused := self._refused(sent, window):
            yield refused
            return
        now: Sent | None = sent
        given_back = ""
        try:
            while now:
                conversation, window = yield from self._answered(now, conversation, window, filters, instead=instead)
                given_back = now.code if conversation[-1].phase is Phase.FAILED else ""
                filters, instead, now = None, False, self._pending.following(window.session, now)
        except BaseException:  # the reader has left
            self._pending.forget(window.session, now)
            raise
        # What is yielded last is sent twice: let it be little. After «new» another question may be on its way already.
        busy = bool(self._pending.of(window.session))
        yield {**self._showing.controls(busy=busy), **self._sent(window, given_back)}

    def _refused(self, sent: Sent, window: Window) -> Changes:
        """What is shown where a question is not answered now: it is asked too soon, or others come first."""
        if fault := too_often(self._limits, window.request):
            return {self._parts.notice: fault, **self._sent(window, given_back=sent.code)}
        before = self._pending.add(window.session, sent)
        if before == 0:
            return {}
        full = window.strings.asking.too_many.format(limit=PENDING_LIMIT) if before < 0 else ""
        return {self._parts.notice: notice(full), **self._sent(window, sent.code if before < 0 else "")}

    def _answered(
        self,
        sent: Sent,
        conversation: Conversation,
        window: Window,
        filters: Filters | None,
        *,
        instead: bool,
    ) -> Generator[Changes, None, tuple[Conversation, Window]]:
        """Answer one question; returns the conversation with its answer, and its id.

        Args:
            sent: The question.
            conversation: What it is asked below.
            window: Where.
            filters: What limits the search, whatever the question says.
            instead: Whether it takes the place of the last one.
        """
        before = conversation[:-1] if instead else retried(conversation, sent.question)
        window, asked, fault = self._begun(window, conversation, len(conversation) - len(before), sent.question)
        # The browser may have missed the last words of the answer before, where this question follows at once.
        on_page = _OnPage(asked, begun(conversation[:-1], asked, window.strings))
        turns = history(asked[:-1]) if filters is None else ()  # asked again it stands alone
        # Where answers of another window have come in between, or the archive has been opened, their sources are news.
        is_known = all(exchange in conversation for exchange in asked[:-1])
        sources = {} if is_known else self._showing.newest(asked, window)
        yield {
            **self._showing.controls(busy=True),
            **self._showing.kept(asked),
            **self._showing.thumbs(asked, window),
            **self._showing.written(on_page.written),
            **sources,
            **self._sent(window),
            self._parts.notice: fault,
            self._parts.place: window.place,
            self._parts.feedback.why: gr.update(visible=False),
        }
        try:
            steps = self._desk.ask(window.session, sent.question, turns, filters)
            for stepped in self._stepped(on_page, steps, window):
                on_page, changes = stepped
                if changes:
                    yield changes
            ended = self._ended(on_page, window)
        except Exception:  # noqa: BLE001 - a fault of the program, told in one line; the reader goes on
            _LOG.exception("an answer could not be shown")
            failed = with_last(on_page.conversation, _failed(on_page.last))
            on_page = replace(on_page, conversation=failed)
            ended = self._ended(on_page, window)
        finally:  # also where the reader has left
            fault = self._keep(window, on_page.last) or fault
        yield {**ended, **self._showing.stated(window.strings), self._parts.notice: fault}
        return on_page.conversation, window

    def _stepped(self, on_page: _OnPage, steps: Iterator[Step], window: Window) -> Iterator[tuple[_OnPage, Changes]]:
        """The conversation after each step of an answer, and what of it is shown; nothing of the last step yet."""
        shown = 0.0
        for step in steps:
            before, stepped = on_page, with_last(on_page.conversation, advance(on_page.last, step))
            revived = self._showing.revived(stepped, window.strings)
            news = revived is not stepped  # of what stands above the answer
            written = begun((), revived, window.strings) if news else before.written
            on_page = _OnPage(revived, written)
            if on_page.last.phase.final:
                yield on_page, {}
                return
            if news:
                yield on_page, self._all_of(on_page, window)
            elif before.last.passages != on_page.last.passages:
                on_page = self._grown(on_page, window)
                yield on_page, self._all_of(on_page, window)
            elif not isinstance(step, Token | ClaimVerified) or time.monotonic() - shown > PACE_SECONDS:
                on_page = self._grown(on_page, window)
                yield on_page, self._showing.written(on_page.written)
                shown = time.monotonic()  # not before: while many read, to show a word takes longer than to write it
            else:
                yield on_page, {}

    def _grown(self, on_page: _OnPage, window: Window) -> _OnPage:
        return replace(on_page, written=grown(on_page.written, on_page.conversation, window.strings))

    def _ended(self, on_page: _OnPage, window: Window) -> Changes:
        return self._all_of(self._grown(on_page, window), window)

    def _all_of(self, on_page: _OnPage, window: Window) -> Changes:
        """The answer with its sources."""
        return {
            **self._showing.kept(on_page.conversation),
            **self._showing.written(on_page.written),
            **self._showing.being_written(on_page.conversation, window),
        }

    def _begun(
        self, window: Window, conversation: Conversation, dropped: int, question: str
    ) -> tuple[Window, Conversation, str]:
        """The conversation with a question at its end, some of its last exchanges dropped; why that is not kept."""
        try:
            place, asked = self._conversations.begin(
                window.reader, window.place, conversation, question, dropped=dropped
            )
        except HemerotecaError as error:
            left = conversation[: len(conversation) - dropped]
            return window, begin(left, question), _not_kept(error, window.strings)
        return replace(window, place=place), self._showing.revived(asked, window.strings), ""

    def _keep(self, window: Window, exchange: Exchange) -> str:
        """Keep what has become of a question; why that cannot be."""
        try:
            self._conversations.write(window.reader, window.place, exchange)
        except HemerotecaError as error:
            return _not_kept(error, window.strings)
        return ""

    def _sent(self, window: Window, given_back: str = "") -> Changes:
        sent = self._pending.of(window.session)
        return {self._parts.asking.sent: sent_list(sent, window.strings, given_back)}


def _fault(question: str, strings: Strings) -> str:
    if len(question) <= QUESTION_LIMIT:
        return ""
    return notice(strings.reading.too_long.format(length=len(question), limit=QUESTION_LIMIT))


def _failed(exchange: Exchange) -> Exchange:
    """A question of whose answer nothing is shown, since what there is of it may be what cannot be."""
    return Exchange(exchange.number, exchange.question, Phase.FAILED)


def _not_kept(error: HemerotecaError, strings: Strings) -> str:
    return fault_of(error, strings, strings.conversations.not_kept)
