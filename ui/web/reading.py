"""The view in which questions are asked and sources read: what stands where, and which event calls which handler.

What a handler shows is made by `ui.web.messages` and `ui.web.sources`; what the browser does itself is in page.js.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.text.program import retold
from rag.types import CalibrationOrigin, Filters, LibraryStatus, Mode, Standing, Version
from ui.questions import QUESTION_LIMIT
from ui.serving.conversation import Conversation, Phase, advance, begin, history, with_last, without_filter
from ui.serving.desk import Desk
from ui.serving.limits import Limits
from ui.serving.opening import Loading, Opening, OpeningState, Ready, Unopened
from ui.serving.record import read, referred, revive, write
from ui.web.access import too_often
from ui.web.escaping import escape
from ui.web.messages import messages, told
from ui.web.sources import Standings, panel
from ui.web.strings import EXAMPLES, Strings, strings_for
from ui.web.translations import TRANSLATIONS

__all__ = ["ReadingParts", "lay_out_reading", "wire_reading"]

# Gradio's own BrowserState would encrypt the record, with a key that it sends to every reader, and complain aloud of
# whatever it cannot decipher. A browser may refuse to keep anything: the conversation then ends with the window.
RECALL = "() => { try { return [localStorage.getItem('hemeroteca') ?? ''] } catch { return [''] } }"
REMEMBER = """(record) => {
    try { record ? localStorage.setItem('hemeroteca', record) : localStorage.removeItem('hemeroteca') } catch {}
}"""

CHOSEN = "(_, conversation) => [document.documentElement.dataset.filtro ?? '', conversation]"
"""The filter that page.js was told to take off."""

TICK_SECONDS = 2.0
"""How often a page asks how far the index is, while it grows."""

Changes = dict[Any, Any]
"""New values by component."""


@dataclass(frozen=True, slots=True)
class ReadingParts:
    """The components that handlers read and change."""

    conversation: gr.State
    standings: gr.State
    record: gr.Textbox
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

    @property
    def all(self) -> list[Any]:
        """Every one, for handlers that change what they like."""
        return [
            self.conversation, self.standings, self.record, self.status, self.watch, self.chat, self.question,
            self.notice, self.ask, self.stop, self.new, self.review, self.taken_off, self.again,
            self.sources,
        ]  # fmt: skip


def lay_out_reading(status: gr.HTML) -> ReadingParts:
    """Put the view where it is called; `status` is the line on the archive, which stands above all views."""
    conversation, standings = gr.State(()), gr.State({})
    record = gr.Textbox(visible="hidden", elem_id="memoria")
    review = gr.Button(visible="hidden", elem_id="revisar")
    taken_off = gr.Textbox(visible="hidden")
    again = gr.Button(visible="hidden", elem_id="quitar")
    watch = gr.Timer(TICK_SECONDS, active=False)
    with gr.Row(elem_id="cuerpo"):
        with gr.Column(scale=3, min_width=300, elem_id="izquierda"):
            chat, question, notice, ask, stop, new = _lay_out_chat()
        with gr.Column(scale=2, min_width=300, elem_id="derecha"):
            gr.Markdown(TRANSLATIONS("sources"), elem_id="titulo-fuentes")
            sources = gr.HTML(elem_id="fuentes")
    return ReadingParts(
        conversation, standings, record, status, watch, chat, question, notice, ask, stop, new, review, taken_off,
        again, sources,
    )  # fmt: skip


def _lay_out_chat() -> tuple[gr.Chatbot, gr.Textbox, gr.HTML, gr.Button, gr.Button, gr.Button]:
    say = TRANSLATIONS
    chat = gr.Chatbot(
        label=say("conversation"),
        show_label=False,
        elem_id="conversacion",
        placeholder=str(say("welcome")),
        examples=[{"text": example} for example in EXAMPLES],
        layout="panel",
        height="calc(100dvh - 13.5rem)",
        min_height=320,
        buttons=[],
        feedback_options=["Dislike"],
        # Nothing of a message is to be read as more than text, save the marks that ui.web.messages makes.
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        line_breaks=False,
    )
    notice = gr.HTML(elem_id="aviso")
    question = gr.Textbox(
        label=say("question_label"),
        placeholder=say("question_placeholder"),
        elem_id="pregunta",
        lines=1,
        max_lines=6,
        autofocus=True,
        container=False,
    )
    with gr.Row(elem_id="botones"):
        new = gr.Button(say("new"), size="sm", variant="secondary", elem_id="nueva", scale=0, min_width=160)
        stop = gr.Button(say("stop"), size="sm", variant="stop", elem_id="detener", visible=False, scale=0)
        ask = gr.Button(say("ask"), size="sm", variant="primary", elem_id="preguntar", scale=0)
    return chat, question, notice, ask, stop, new


def wire_reading(
    page: gr.Blocks, parts: ReadingParts, opening: Opening, desk: Desk, data_dir: Path, limits: Limits
) -> None:
    """Wire the view to an archive that may still be opening; see `ui.web.page.build_page`."""
    handlers = _Handlers(parts, opening, desk, data_dir, limits)
    # "private": these are the page's own, not an interface for other programs; the command line is that.
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asked = [parts.question, parts.conversation]
    greeted = page.load(handlers.greet, parts.record, parts.all, js=RECALL, **quiet)
    greeted.then(handlers.revive, parts.conversation, parts.all, **quiet)
    parts.record.change(None, parts.record, None, js=REMEMBER)
    parts.review.click(handlers.review, [parts.conversation, parts.standings], parts.all, **quiet)
    gr.on([parts.question.submit, parts.ask.click], handlers.ask, asked, parts.all, **quiet)
    parts.chat.example_select(handlers.ask_example, parts.conversation, parts.all, **quiet)
    without = [parts.taken_off, parts.conversation]
    parts.again.click(handlers.ask_without, without, parts.all, js=CHOSEN, **quiet)
    parts.chat.like(handlers.mark_wrong, parts.conversation, parts.notice, **quiet)
    parts.watch.tick(handlers.look, None, [parts.status, parts.watch], **quiet)
    parts.stop.click(handlers.stop, None, None, **quiet)
    parts.new.click(handlers.renew, None, parts.all, **quiet)


class _Handlers:
    """What happens at each event; one for all sessions, so whatever belongs to one reader is passed in."""

    def __init__(self, parts: ReadingParts, opening: Opening, desk: Desk, data_dir: Path, limits: Limits) -> None:
        self._parts = parts
        self._opening = opening
        self._desk = desk
        self._data_dir = data_dir
        self._limits = limits

    def greet(self, record: str, request: gr.Request) -> Iterator[Changes]:
        """Bring back the conversation that the browser kept, and say what is being loaded until it is."""
        strings = _strings(request)
        yield self._shown(self._revived(read(record), strings), strings)
        said = None
        for state in self._opening.states():
            status = _status(state, strings)
            if status != said:
                said = status
                yield {self._parts.status: status}
        yield self._stated(strings)

    def look(self, request: gr.Request) -> Changes:
        """Say how far the index is."""
        return self._stated(_strings(request))

    def revive(self, conversation: Conversation, request: gr.Request) -> Any:
        """Show the answers that had to wait for the archive, unless a question on its way does so itself."""
        waiting = any(exchange.restoring for exchange in conversation)
        if not waiting or self._desk.is_asking(_session(request)):
            return gr.skip()
        strings = _strings(request)
        return self._shown(self._revived(conversation, strings), strings)

    def review(self, conversation: Conversation, standings: Standings, request: gr.Request) -> Any:
        """Say of each article on the page what has become of it, where that is news."""
        now = self._standings(conversation)
        if now == standings:
            return gr.skip()
        return {self._parts.standings: now, self._parts.sources: panel(conversation, now, _strings(request))}

    def ask(self, question: str, conversation: Conversation, request: gr.Request) -> Iterator[Changes]:
        """Answer a question, step by step."""
        strings = _strings(request)
        fault = _fault(question, strings)
        if not fault and question.strip():
            fault = too_often(self._limits, request)
        if fault or not question.strip():
            yield {self._parts.notice: fault}
            return
        yield from self._answered(question.strip(), self._revived(conversation, strings), strings, request)

    def ask_without(self, chosen: str, conversation: Conversation, request: gr.Request) -> Iterator[Changes]:
        """Ask a question again without a filter that its reader takes off."""
        again = without_filter(conversation, chosen)
        if again is None or self._desk.is_asking(_session(request)):
            yield {}
            return
        if fault := too_often(self._limits, request):
            yield {self._parts.notice: fault}
            return
        question, filters = again
        strings = _strings(request)
        yield from self._answered(question, self._revived(conversation, strings), strings, request, filters)

    def _answered(
        self,
        question: str,
        conversation: Conversation,
        strings: Strings,
        request: gr.Request,
        filters: Filters | None = None,
    ) -> Iterator[Changes]:
        turns = history(conversation) if filters is None else ()  # asked again it stands alone
        conversation = begin(conversation, question)
        yield {**self._controls(busy=True), **self._shown(conversation, strings), self._parts.question: "",
               self._parts.notice: ""}  # fmt: skip
        for step in self._desk.ask(_session(request), question, turns, filters):
            before, after = conversation, with_last(conversation, advance(conversation[-1], step))
            conversation = self._revived(after, strings)
            if conversation[-1].phase.final:
                break
            sources_changed = before[-1].passages != after[-1].passages or conversation is not after
            yield self._shown(conversation, strings) if sources_changed else self._grown(conversation, strings)
        yield {
            **self._controls(busy=False),
            **self._shown(conversation, strings),
            **self._stated(strings),
        }

    def ask_example(self, conversation: Conversation, chosen: gr.SelectData, request: gr.Request) -> Iterator[Changes]:
        """Ask one of the examples."""
        yield from self.ask(str(chosen.value["text"]), conversation, request)

    def mark_wrong(self, conversation: Conversation, chosen: gr.LikeData, request: gr.Request) -> Any:
        """Keep the question of an answer that the reader found wrong, as a draft of a case for the examination."""
        place = chosen.index // 2 if isinstance(chosen.index, int) else -1  # a question and its answer each
        if chosen.liked is not False or not 0 <= place < len(conversation):  # pressing again takes it back: ""
            return gr.skip()
        exchange, strings = conversation[place], _strings(request)
        if exchange.restoring or exchange.phase not in (Phase.ANSWERED, Phase.INSUFFICIENT):
            return gr.skip()
        # What makes cases imports the proof and the store: the page is drawn without them.
        from eval.draft_file import add_cases
        from eval.drafts import DRAFTS, draft_of_reader

        draft = draft_of_reader(
            exchange.question,
            exchange.text,
            history=history(conversation[:place]),
            citations=exchange.citations,
            passages=exchange.passages,
        )
        try:
            add_cases(self._data_dir / DRAFTS, [draft])
        except HemerotecaError as error:
            return f'<p class="aviso" role="alert">{escape(retold(str(error), language_of(strings.code)))}</p>'
        return f'<p class="aviso hecho" role="status">{escape(strings.marked_wrong)}</p>'

    def stop(self, request: gr.Request) -> None:
        """Stop the answer that is being written; its own handler then says so."""
        self._desk.stop(_session(request))

    def renew(self, request: gr.Request) -> Changes:
        """Begin a new conversation."""
        self._desk.stop(_session(request))
        return {**self._controls(busy=False), **self._shown((), _strings(request)), self._parts.notice: ""}

    def _stated(self, strings: Strings) -> Changes:
        """What is said of the archive, and whether to ask again soon."""
        state = self._opening.state()
        return {self._parts.status: _status(state, strings), self._parts.watch: gr.Timer(active=_grows(state))}

    def _shown(self, conversation: Conversation, strings: Strings) -> Changes:
        standings = self._standings(conversation)
        return {
            **self._grown(conversation, strings),
            self._parts.conversation: conversation,
            self._parts.standings: standings,
            self._parts.record: write(conversation),
            self._parts.sources: panel(conversation, standings, strings),
        }

    def _grown(self, conversation: Conversation, strings: Strings) -> Changes:
        return {self._parts.chat: messages(conversation, strings)}

    def _revived(self, conversation: Conversation, strings: Strings) -> Conversation:
        """The same conversation, or what has become of one that came back from a browser, as soon as that is known."""
        if not any(exchange.restoring for exchange in conversation):
            return conversation
        versions = self._versions(conversation)
        return conversation if versions is None else revive(conversation, versions, strings.source_lost)

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

    def _controls(self, *, busy: bool) -> Changes:
        return {
            self._parts.ask: gr.update(visible=not busy),
            self._parts.stop: gr.update(visible=busy),
            self._parts.new: gr.update(interactive=not busy),
        }


def _strings(request: gr.Request) -> Strings:
    return strings_for(request.headers.get("accept-language"))


def _session(request: gr.Request) -> str:
    return request.session_hash or ""


def _fault(question: str, strings: Strings) -> str:
    if len(question) <= QUESTION_LIMIT:
        return ""
    said = strings.too_long.format(length=len(question), limit=QUESTION_LIMIT)
    return f'<p class="aviso" role="alert">{escape(said)}</p>'


def _grows(state: OpeningState) -> bool:
    return isinstance(state, Ready) and state.archive.status().growth is not None


def _status(state: OpeningState, strings: Strings) -> str:
    """One line on the archive, in a live region so that a screen reader hears it change."""
    live = "polite"
    match state:
        case Loading(progress):
            kind, text = "cargando", f"{strings.loading} {strings.step(progress)}".strip()
        case Unopened(message):
            kind, text = "fallo", f"✕ {strings.unopened}: {retold(message, language_of(strings.code))}"
        case Ready(archive):
            status = archive.status()
            kind, text = "listo", _inventory(status, strings)
            # What changes every two seconds is not to be read out each time.
            live = "off" if status.growth else "polite"
    return f'<p class="estado {kind}" role="status" aria-live="{live}">{escape(text)}</p>'


def _inventory(status: LibraryStatus, strings: Strings) -> str:
    extractive = status.mode is Mode.EXTRACTIVE
    mode = strings.mode_extractive if extractive else strings.mode_llm.format(model=status.model)
    growing = [strings.growth(status.growth)] if status.growth else []
    if status.fault:
        growing = [f"✕ {strings.unindexed}: {retold(status.fault, language_of(strings.code)).rstrip('.')}"]
    parts = [*growing, mode, strings.articles(status.documents), strings.passages(status.chunks)]
    if status.calibration is CalibrationOrigin.NONE:
        parts.append(strings.uncalibrated)
    notice = told(status.notice, strings)
    return " · ".join([*parts, notice] if notice else parts)
