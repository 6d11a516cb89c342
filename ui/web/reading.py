"""The view in which questions are asked and sources read: what stands where, and which event calls which handler.

What a handler shows is made by `ui.web.messages` and `ui.web.sources`; what the browser does itself is in page.js.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from rag.types import (
    ClaimVerified,
    Filters,
    Standing,
    Token,
    Version,
)
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
from ui.serving.database import ReadersDatabase
from ui.serving.desk import Desk, Step
from ui.serving.feedback import Feedback
from ui.serving.limits import Limits
from ui.serving.opening import Opening, Ready
from ui.serving.pending import PENDING_LIMIT, Pending, Sent
from ui.serving.record import referred, revive
from ui.web.access import too_often
from ui.web.asking import SEND, TAKE_BACK, AskingParts, lay_out_last, lay_out_sent, sent_list
from ui.web.conversations import ConversationParts, lay_out_conversations, wire_conversations
from ui.web.feedback import FeedbackParts, lay_out_feedback, wire_feedback
from ui.web.messages import messages
from ui.web.notices import fault_of, notice
from ui.web.opened import ArticleParts, lay_out_article, wire_article
from ui.web.readers import reader_of, strings_of
from ui.web.sources import Standings, panel
from ui.web.status import grows, status_line
from ui.web.strings import Strings
from ui.web.taking import ASKED_NEXT, TakingParts, lay_out_taking
from ui.web.translations import TRANSLATIONS

__all__ = ["ReadingParts", "lay_out_reading", "wire_reading"]

# A window keeps nothing but the id of its conversation, so that it finds it after a reload, and two windows are two. A
# browser may refuse even that: the conversation is then found in the list.
RECALL = "() => { try { return [sessionStorage.getItem('conversacion') ?? ''] } catch { return [''] } }"
REMEMBER = "(place) => { try { sessionStorage.setItem('conversacion', place) } catch {} }"

CHOSEN = "(_, conversation, place) => [document.documentElement.dataset.filtro ?? '', conversation, place]"
"""The filter that page.js was told to take off."""

TICK_SECONDS = 2.0
"""How often a page asks how far the index is, while it grows."""

PACE_SECONDS = 0.1
"""How often the words that are being written are shown at most."""

_LOG = logging.getLogger(__name__)

Changes = dict[Any, Any]
"""New values by component."""


@dataclass(frozen=True, slots=True)
class ReadingParts:
    """The components that handlers read and change."""

    conversation: gr.State
    standings: gr.State
    place: gr.Textbox
    status: gr.HTML
    watch: gr.Timer
    chat: gr.Chatbot
    question: gr.Textbox
    notice: gr.HTML
    ask: gr.Button
    stop: gr.Button
    new: gr.Button
    review: gr.Button
    taken_off: gr.Textbox
    again: gr.Button
    sources: gr.HTML
    asking: AskingParts
    earlier: gr.Button
    kept: ConversationParts
    feedback: FeedbackParts
    taking: TakingParts
    article: ArticleParts

    @property
    def all(self) -> list[Any]:
        """Every one, for handlers that change what they like."""
        return [
            self.conversation, self.standings, self.place, self.status, self.watch, self.chat, self.question,
            self.notice, self.ask, self.stop, self.new, self.review, self.taken_off, self.again,
            self.sources, *self.asking.all, self.earlier, self.feedback.why,
        ]  # fmt: skip


def lay_out_reading(status: gr.HTML) -> ReadingParts:
    """Put the view where it is called; `status` is the line on the archive, which stands above all views."""
    conversation, standings = gr.State(()), gr.State({})
    place = gr.Textbox("", visible="hidden", elem_id="memoria")
    review = gr.Button(visible="hidden", elem_id="revisar")
    taken_off = gr.Textbox(visible="hidden")
    again = gr.Button(visible="hidden", elem_id="quitar")
    watch = gr.Timer(TICK_SECONDS, active=False)
    with gr.Row(elem_id="cuerpo"):
        kept = lay_out_conversations()
        with gr.Column(scale=3, min_width=300, elem_id="izquierda"):
            earlier = gr.Button(TRANSLATIONS("conversations_earlier"), size="sm", visible=False, elem_id="anteriores")
            chat, taking, question, notice, ask, stop, new, asking = _lay_out_chat()
            feedback = lay_out_feedback()
        with gr.Column(scale=2, min_width=300, elem_id="derecha"):
            gr.Button(TRANSLATIONS("reading_sources_open"), elem_id="abrir-fuentes", size="sm")
            gr.Button(TRANSLATIONS("reading_back"), elem_id="cerrar-fuentes", size="sm")
            gr.Markdown(TRANSLATIONS("reading_sources_heading"), elem_id="titulo-fuentes")
            article = lay_out_article()
            sources = gr.HTML(elem_id="fuentes")
    return ReadingParts(
        conversation, standings, place, status, watch, chat, question, notice, ask, stop, new, review, taken_off,
        again, sources, asking, earlier, kept, feedback, taking, article,
    )  # fmt: skip


def _lay_out_chat() -> tuple[
    gr.Chatbot, TakingParts, gr.Textbox, gr.HTML, gr.Button, gr.Button, gr.Button, AskingParts
]:
    say = TRANSLATIONS
    chat = gr.Chatbot(
        label=say("reading_conversation"),
        show_label=False,
        elem_id="conversacion",
        placeholder=str(say("reading_welcome")),
        layout="panel",
        height="calc(100dvh - 15.5rem)",
        min_height=320,
        autoscroll=False,  # reading.js brings a question to the top; its answer is read from its beginning
        buttons=[],
        feedback_options=["Like", "Dislike"],
        # Nothing of a message is to be read as more than text, save the marks that ui.web.messages makes.
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        line_breaks=False,
    )
    taking = lay_out_taking()
    notice = gr.HTML(elem_id="aviso")
    sent, code, take_back, edited = lay_out_sent()
    with gr.Column(elem_id="caja"):
        question = gr.Textbox(
            label=say("reading_question_label"),
            placeholder=say("reading_question_placeholder"),
            elem_id="pregunta",
            lines=1,
            max_lines=6,
            autofocus=True,
            container=False,
        )
        with gr.Row(elem_id="botones"):
            new = gr.Button(say("reading_new"), size="sm", variant="secondary", elem_id="nueva", scale=0, min_width=160)
            repeat, edit = lay_out_last()
            stop = gr.Button(say("reading_stop"), size="sm", variant="stop", elem_id="detener", visible=False, scale=0)
            ask = gr.Button(say("reading_ask"), size="sm", variant="primary", elem_id="preguntar", scale=0)
    return chat, taking, question, notice, ask, stop, new, AskingParts(sent, code, take_back, repeat, edit, edited)


def wire_reading(
    page: gr.Blocks, parts: ReadingParts, opening: Opening, desk: Desk, readers: ReadersDatabase, limits: Limits
) -> list[Any]:
    """Wire the view to an archive that may still be opening; see `ui.web.page.build_page`.

    Returns:
        What has ended when there is another conversation on the page, or another answer.
    """
    conversations = Conversations(readers)
    handlers = _Handlers(parts, opening, desk, conversations, limits)
    wire_article(parts.article, opening)
    # "private": these are the page's own, not an interface for other programs; the command line is that.
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asking = parts.asking
    asked = [parts.question, asking.code, asking.edited, parts.conversation, parts.place]
    greeted = page.load(handlers.greet, parts.place, parts.all, js=RECALL, **quiet)
    revived = greeted.then(handlers.revive, parts.conversation, parts.all, **quiet)
    parts.place.change(None, parts.place, None, js=REMEMBER)
    parts.review.click(handlers.review, [parts.conversation, parts.standings], parts.all, **quiet)
    # "multiple": what is sent while another question is answered waits behind it, and is not passed over.
    sending: dict[str, Any] = {"js": SEND, "trigger_mode": "multiple", **quiet}
    answered = gr.on([parts.question.submit, parts.ask.click], handlers.ask, asked, parts.all, **sending)
    asking.take_back.click(handlers.take_back, asking.code, asking.sent, js=TAKE_BACK, **quiet)
    repeated = asking.repeat.click(handlers.repeat, [parts.conversation, parts.place], parts.all, **quiet)
    edited = [parts.question, asking.edited, parts.conversation]
    asking.edit.click(handlers.edit, edited, [parts.question, parts.notice, asking.edit, asking.edited], **quiet)
    chosen = [parts.taking.chosen, parts.conversation, parts.place]
    followed = parts.taking.go.click(handlers.ask_next, chosen, parts.all, js=ASKED_NEXT, **quiet)
    without = [parts.taken_off, parts.conversation, parts.place]
    again = parts.again.click(handlers.ask_without, without, parts.all, js=CHOSEN, **quiet)
    parts.earlier.click(handlers.show_earlier, [parts.conversation, parts.place], parts.all, **quiet)
    parts.watch.tick(handlers.look, None, [parts.status, parts.watch], **quiet)
    parts.stop.click(handlers.stop, None, None, **quiet)
    renewed = parts.new.click(handlers.renew, None, parts.all, **quiet)
    wire_conversations(page, parts.kept, parts.place, parts.notice, parts.all, conversations, handlers.show)
    wire_feedback(parts.feedback, parts.chat, parts.conversation, parts.place, parts.notice, Feedback(readers))
    return [revived, answered, repeated, followed, again, renewed]


@dataclass(frozen=True, slots=True)
class _Asking:
    """Where a question is asked: the id of its conversation, the words of its reader, and the request itself."""

    place: str
    strings: Strings
    request: gr.Request


class _Handlers:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(
        self, parts: ReadingParts, opening: Opening, desk: Desk, conversations: Conversations, limits: Limits
    ) -> None:
        self._parts = parts
        self._opening = opening
        self._desk = desk
        self._pending = Pending()
        self._conversations = conversations
        self._limits = limits

    def greet(self, place: str, request: gr.Request) -> Iterator[Changes]:
        """Bring back the conversation that this window had open, and say what is being loaded until it is."""
        strings = strings_of(request)
        yield self._opened(place, request, strings)
        said = None
        for state in self._opening.states():
            status = status_line(state, strings)
            if status != said:
                said = status
                yield {self._parts.status: status}
        yield self._stated(strings)

    def look(self, request: gr.Request) -> Changes:
        """Say how far the index is."""
        return self._stated(strings_of(request))

    def revive(self, conversation: Conversation, request: gr.Request) -> Any:
        """Show the answers that had to wait for the archive, unless a question on its way does so itself."""
        waiting = any(exchange.restoring for exchange in conversation)
        if not waiting or self._desk.is_asking(_session(request)):
            return gr.skip()
        strings = strings_of(request)
        return self._shown(self._revived(conversation, strings), strings)

    def review(self, conversation: Conversation, standings: Standings, request: gr.Request) -> Any:
        """Say of each article on the page what has become of it, where that is news."""
        now = self._standings(conversation)
        if now == standings:
            return gr.skip()
        return {self._parts.standings: now, self._parts.sources: panel(conversation, now, strings_of(request))}

    def show(self, place: str, request: gr.Request) -> Changes:
        """Show a conversation of the list, or a new one; an answer that is being written would be lost sight of."""
        strings = strings_of(request)
        if self._pending.of(_session(request)):
            return {self._parts.notice: notice(strings.conversations.busy)}
        return {self._parts.notice: "", **self._opened(place, request, strings)}

    def show_earlier(self, conversation: Conversation, place: str, request: gr.Request) -> Changes:
        """Show more of the open conversation, above what is shown."""
        strings = strings_of(request)
        first = conversation[0].number if conversation else None
        try:
            earlier = self._conversations.read(reader_of(request), place, before=first)
        except HemerotecaError as error:
            return {self._parts.notice: fault_of(error, strings)}
        return self._shown(self._revived((*earlier, *conversation), strings), strings)

    def _opened(self, place: str, request: gr.Request, strings: Strings) -> Changes:
        """A conversation as it is kept; a new one where the reader has none of this id."""
        try:
            conversation = self._conversations.read(reader_of(request), place)
        except HemerotecaError as error:
            return {self._parts.notice: fault_of(error, strings)}
        shown = self._shown(self._revived(conversation, strings), strings)
        controls = self._controls(busy=False, last=bool(conversation))
        return {self._parts.place: place if conversation else "", **controls, **shown}

    def ask(
        self, question: str, code: str, edited: int, conversation: Conversation, place: str, request: gr.Request
    ) -> Iterator[Changes]:
        """Answer a question step by step, and then those that are sent meanwhile; or put it behind the one that is."""
        strings = strings_of(request)
        sent, fault = Sent(code, question.strip()), _fault(question, strings)
        if fault or not sent.question:
            yield {self._parts.notice: fault, **self._sent(strings, request, given_back=code)}
            return
        instead = bool(conversation) and edited == conversation[-1].number
        asking = _Asking(place, strings, request)
        yield from self._answering(sent, conversation, asking, instead=instead)

    def ask_without(self, chosen: str, conversation: Conversation, place: str, request: gr.Request) -> Iterator[Any]:
        """Ask a question again without a filter that its reader takes off."""
        again = without_filter(conversation, chosen)
        if again is None or self._pending.of(_session(request)):
            yield gr.skip()
            return
        if fault := too_often(self._limits, request):
            yield {self._parts.notice: fault}
            return
        question, filters = again
        asking = _Asking(place, strings_of(request), request)
        yield from self._answering(Sent("", question), conversation, asking, filters)

    def repeat(self, conversation: Conversation, place: str, request: gr.Request) -> Iterator[Any]:
        """Ask the last question again; the new answer takes the place of the old one."""
        if not conversation or not conversation[-1].phase.final or self._pending.of(_session(request)):
            yield gr.skip()
            return
        last = conversation[-1]
        chosen = last.filters if last.filters and not last.asked_bare else None  # its words do not say them
        asking = _Asking(place, strings_of(request), request)
        yield from self._answering(Sent("", last.question), conversation, asking, chosen, instead=True)

    def edit(self, typed: str, edited: int, conversation: Conversation, request: gr.Request) -> Changes:
        """Put the last question into the box, to be sent in its own place; pressed again, leave it as it is."""
        strings, parts = strings_of(request), self._parts
        words = strings.asking
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
        session, strings = _session(request), strings_of(request)
        taken = self._pending.take_back(session, code)
        return sent_list(self._pending.of(session), strings, code if taken else "")

    def _answering(
        self,
        sent: Sent,
        conversation: Conversation,
        asking: _Asking,
        filters: Filters | None = None,
        *,
        instead: bool = False,
    ) -> Iterator[Changes]:
        """Answer a question and those behind it; `instead` puts it in the place of the last one."""
        strings, request = asking.strings, asking.request
        session = _session(request)
        if fault := too_often(self._limits, request):
            yield {self._parts.notice: fault, **self._sent(strings, request, given_back=sent.code)}
            return
        before = self._pending.add(session, sent)
        if before != 0:
            full = notice(strings.asking.too_many.format(limit=PENDING_LIMIT)) if before < 0 else ""
            given_back = sent.code if before < 0 else ""
            yield {self._parts.notice: full, **self._sent(strings, request, given_back)}
            return
        now: Sent | None = sent
        given_back = ""
        try:
            while now:
                conversation, asking = yield from self._answered(now, conversation, asking, filters, instead=instead)
                given_back = now.code if conversation[-1].phase is Phase.FAILED else ""
                filters, instead, now = None, False, self._pending.following(session)
        except BaseException:  # the reader has left
            self._pending.forget(session)
            raise
        # What is yielded last is sent twice: let it be little.
        yield {**self._controls(busy=False), **self._sent(strings, request, given_back)}

    def _answered(
        self, sent: Sent, conversation: Conversation, asking: _Asking, filters: Filters | None, *, instead: bool
    ) -> Generator[Changes, None, tuple[Conversation, _Asking]]:
        """Answer one question; returns the conversation with its answer, and its id."""
        strings, request = asking.strings, asking.request
        before = conversation[:-1] if instead else retried(conversation, sent.question)
        asking, revived, notice = self._begun(asking, conversation, len(conversation) - len(before), sent.question)
        # The panel is long, and a question changes nothing in it.
        begun = self._kept if revived[:-1] == conversation else self._shown
        turns = history(revived[:-1]) if filters is None else ()  # asked again it stands alone
        conversation = revived
        yield {
            **self._controls(busy=True),
            **begun(conversation, strings),
            **self._sent(strings, request),
            self._parts.notice: notice,
            self._parts.place: asking.place,
            self._parts.feedback.why: gr.update(visible=False),
        }
        last = conversation
        try:
            steps = self._desk.ask(_session(request), sent.question, turns, filters)
            for stepped in self._stepped(conversation, steps, strings):
                last, changes = stepped
                if changes:
                    yield changes
            ended = self._shown(last, strings)
        except Exception:  # noqa: BLE001 - a fault of the program, told in one line; the reader goes on
            _LOG.exception("an answer could not be shown")
            last = with_last(last, _failed(last[-1]))
            ended = self._shown(last, strings)
        finally:  # also where the reader has left
            notice = self._keep(asking, last) or notice
        yield {**ended, **self._stated(strings), self._parts.notice: notice}
        return last, asking

    def _begun(
        self, asking: _Asking, conversation: Conversation, dropped: int, question: str
    ) -> tuple[_Asking, Conversation, str]:
        """The conversation with a question at its end, some of its last exchanges dropped; why that is not kept."""
        reader, strings = reader_of(asking.request), asking.strings
        try:
            place, begun = self._conversations.begin(reader, asking.place, conversation, question, dropped=dropped)
        except HemerotecaError as error:
            left = conversation[: len(conversation) - dropped]
            return asking, begin(left, question), _not_kept(error, strings)
        return replace(asking, place=place), self._revived(begun, strings), ""

    def _keep(self, asking: _Asking, conversation: Conversation) -> str:
        """Keep what has become of the last question; why that cannot be."""
        try:
            self._conversations.write(reader_of(asking.request), asking.place, conversation[-1])
        except HemerotecaError as error:
            return _not_kept(error, asking.strings)
        return ""

    def _stepped(
        self, conversation: Conversation, steps: Iterator[Step], strings: Strings
    ) -> Iterator[tuple[Conversation, Changes]]:
        """The conversation after each step of an answer, and what of it is shown; nothing of the last step yet."""
        shown = 0.0
        for step in steps:
            before, after = conversation, with_last(conversation, advance(conversation[-1], step))
            conversation = self._revived(after, strings)
            if conversation[-1].phase.final:
                yield conversation, {}
                return
            if before[-1].passages != after[-1].passages or conversation is not after:
                yield conversation, self._shown(conversation, strings)
            elif not isinstance(step, Token | ClaimVerified) or time.monotonic() - shown > PACE_SECONDS:
                shown = time.monotonic()
                yield conversation, self._grown(conversation, strings)
            else:
                yield conversation, {}

    def ask_next(self, chosen: str, conversation: Conversation, place: str, request: gr.Request) -> Iterator[Changes]:
        """Ask one of the questions that the page suggests."""
        yield from self.ask(chosen, "", 0, conversation, place, request)

    def stop(self, request: gr.Request) -> None:
        """Stop the answer that is being written; its own handler then says so."""
        self._desk.stop(_session(request))

    def renew(self, request: gr.Request) -> Changes:
        """Begin a new conversation."""
        strings, session = strings_of(request), _session(request)
        self._pending.forget(session)
        self._desk.stop(session)
        return {
            **self._controls(busy=False, last=False),
            **self._shown((), strings),
            **self._sent(strings, request),
            self._parts.notice: "",
            self._parts.place: "",
            self._parts.feedback.why: gr.update(visible=False),
        }

    def _stated(self, strings: Strings) -> Changes:
        """What is said of the archive, and whether to ask again soon."""
        state = self._opening.state()
        return {self._parts.status: status_line(state, strings), self._parts.watch: gr.Timer(active=grows(state))}

    def _shown(self, conversation: Conversation, strings: Strings) -> Changes:
        standings = self._standings(conversation)
        return {
            **self._kept(conversation, strings),
            self._parts.standings: standings,
            self._parts.sources: panel(conversation, standings, strings),
        }

    def _kept(self, conversation: Conversation, strings: Strings) -> Changes:
        return {
            **self._grown(conversation, strings),
            self._parts.conversation: conversation,
            self._parts.earlier: gr.update(visible=bool(conversation) and conversation[0].number > 1),
        }

    def _grown(self, conversation: Conversation, strings: Strings) -> Changes:
        return {self._parts.chat: messages(conversation, strings)}

    def _revived(self, conversation: Conversation, strings: Strings) -> Conversation:
        """The same conversation, or what has become of one that was kept, as soon as that is known."""
        if not any(exchange.restoring for exchange in conversation):
            return conversation
        versions = self._versions(conversation)
        return conversation if versions is None else revive(conversation, versions, strings.messages.source_lost)

    def _standings(self, conversation: Conversation) -> Standings:
        versions = self._versions(conversation)
        if versions is None:
            return {}
        gone = dict.fromkeys(referred(conversation), Standing.GONE)
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

    def _controls(self, *, busy: bool, last: bool = True) -> Changes:
        """What can be pressed: while a question is answered, and where there is a last one."""
        idle = gr.update(visible=last and not busy)
        return {
            self._parts.stop: gr.update(visible=busy),
            self._parts.new: gr.update(interactive=not busy),
            self._parts.asking.repeat: idle,
            self._parts.asking.edit: idle,
            self._parts.asking.edited: 0,
        }

    def _sent(self, strings: Strings, request: gr.Request, given_back: str = "") -> Changes:
        sent = self._pending.of(_session(request))
        return {self._parts.asking.sent: sent_list(sent, strings, given_back)}


def _session(request: gr.Request) -> str:
    return request.session_hash or ""


def _fault(question: str, strings: Strings) -> str:
    if len(question) <= QUESTION_LIMIT:
        return ""
    return notice(strings.reading.too_long.format(length=len(question), limit=QUESTION_LIMIT))


def _failed(exchange: Exchange) -> Exchange:
    """A question of whose answer nothing is shown, since what there is of it may be what cannot be."""
    return Exchange(exchange.number, exchange.question, Phase.FAILED)


def _not_kept(error: HemerotecaError, strings: Strings) -> str:
    return fault_of(error, strings, strings.conversations.not_kept)
