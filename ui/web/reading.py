"""The view in which questions are asked and sources read: what stands where, and which event calls which handler.

    reading ─▶ reopening (a conversation comes onto the page) ┐
            └▶ answering (a question is asked) ───────────────┴▶ showing (what of it the browser is sent)

What a handler shows is made by `ui.web.messages` and `ui.web.sources`; what the browser does itself is in page.js.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.serving.conversations import Conversations
from ui.serving.database import ReadersDatabase
from ui.serving.desk import Desk
from ui.serving.feedback import Feedback
from ui.serving.limits import Limits
from ui.serving.opening import Opening
from ui.serving.pending import Pending
from ui.web.answering import Answering
from ui.web.asking import SEND, TAKE_BACK, AskingParts, lay_out_last, lay_out_sent
from ui.web.conversations import lay_out_conversations, wire_conversations
from ui.web.feedback import lay_out_feedback, wire_feedback
from ui.web.found import lay_out_found, wire_found
from ui.web.opened import lay_out_article, wire_article
from ui.web.reading_parts import ReadingParts, SourcesParts
from ui.web.reopening import Reopening
from ui.web.showing import Showing
from ui.web.taking import ASKED_NEXT, TakingParts, lay_out_taking
from ui.web.translations import TRANSLATIONS
from ui.web.writing import WRITE

__all__ = ["lay_out_reading", "wire_reading"]

# A window keeps nothing but the id of its conversation, so that it finds it after a reload, and two windows are two. A
# browser may refuse even that: the conversation is then found in the list.
RECALL = "() => { try { return [sessionStorage.getItem('conversacion') ?? ''] } catch { return [''] } }"
REMEMBER = "(place) => { try { sessionStorage.setItem('conversacion', place) } catch {} }"

UNFILTERED = "(_, ...others) => [document.documentElement.dataset.filtro ?? '', ...others]"
"""The filter that page.js was told to take off."""

CHOSEN = "(_, ...others) => [document.documentElement.dataset.fuente ?? '', ...others]"
"""The answer of which a citation was chosen, as page.js says."""

# "private": these are the page's own, not an interface for other programs; the command line is that.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

TICK_SECONDS = 2.0
"""How often a page asks how far the index is, while it grows."""


def lay_out_reading(status: gr.HTML) -> ReadingParts:
    """Put the view where it is called; `status` is the line on the archive, which stands above all views."""
    conversation = gr.State(())
    place = gr.Textbox("", visible="hidden", elem_id="memoria")
    written = gr.Textbox("", visible="hidden")
    taken_off = gr.Textbox(visible="hidden")
    again = gr.Button(visible="hidden", elem_id="quitar")
    watch = gr.Timer(TICK_SECONDS, active=False)
    with gr.Row(elem_id="cuerpo"):
        kept = lay_out_conversations()
        with gr.Column(scale=3, min_width=300, elem_id="izquierda"):
            earlier = gr.Button(TRANSLATIONS("conversations_earlier"), size="sm", visible=False, elem_id="anteriores")
            chat, taking, question, notice, stop, new, asking = _lay_out_chat()
            feedback = lay_out_feedback()
            found = lay_out_found()
        with gr.Column(scale=2, min_width=300, elem_id="derecha"):
            gr.Button(TRANSLATIONS("reading_sources_open"), elem_id="abrir-fuentes", size="sm")
            gr.Button(TRANSLATIONS("reading_back"), elem_id="cerrar-fuentes", size="sm")
            gr.Markdown(TRANSLATIONS("reading_sources_heading"), elem_id="titulo-fuentes")
            article = lay_out_article()
            sources = _lay_out_sources()
    return ReadingParts(
        conversation, place, status, watch, chat, written, question, notice, stop, new, taken_off, again,
        sources, asking, earlier, kept, feedback, taking, article, found,
    )  # fmt: skip


def _lay_out_sources() -> SourcesParts:
    with gr.Column(elem_id="fuentes"):
        newest, earlier = gr.HTML(elem_id="fuentes-nuevas"), gr.HTML(elem_id="fuentes-anteriores")
    chosen, look = gr.Textbox(visible="hidden"), gr.Button(visible="hidden", elem_id="revisar")
    return SourcesParts(newest, earlier, gr.State(None), gr.State(None), chosen, look)


def _lay_out_chat() -> tuple[gr.Chatbot, TakingParts, gr.Textbox, gr.HTML, gr.Button, gr.Button, AskingParts]:
    say = TRANSLATIONS
    chat = gr.Chatbot(
        label=say("reading_conversation"),
        show_label=False,
        elem_id="conversacion",
        placeholder=str(say("reading_welcome")),
        layout="panel",
        height="calc(100dvh - 15.5rem)",
        min_height=320,
        buttons=[],
        autoscroll=False,  # reading.js brings a question to the top; its answer is read from its beginning
        feedback_options=["Like", "Dislike"],
        # Nothing of a message is to be read as more than text, save the marks that ui.web.messages makes.
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        line_breaks=False,
    )
    taking = lay_out_taking()
    notice = gr.HTML(elem_id="aviso")
    sent, code, send, take_back, edited = lay_out_sent()
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
            gr.Button(say("reading_ask"), size="sm", variant="primary", elem_id="preguntar", scale=0)
    return chat, taking, question, notice, stop, new, AskingParts(sent, code, send, take_back, repeat, edit, edited)


def wire_reading(
    page: gr.Blocks, parts: ReadingParts, opening: Opening, desk: Desk, readers: ReadersDatabase, limits: Limits
) -> tuple[list[Any], list[Any]]:
    """Wire the view to an archive that may still be opening; see `ui.web.page.build_page`.

    Returns:
        The events by which questions are asked; and what has ended when there is another conversation on the page.
    """
    conversations, feedback, pending = Conversations(readers), Feedback(readers), Pending()
    showing = Showing(parts, opening, feedback)
    reopening = Reopening(parts, showing, opening, desk, pending, conversations)
    answering = Answering(parts, showing, desk, pending, conversations, limits)
    wire_article(parts.article, opening)
    wire_found(parts.found, parts.conversation)
    wire_conversations(page, parts.kept, parts.place, parts.notice, parts.all, conversations, reopening.show)
    wire_feedback(parts.feedback, parts.chat, parts.conversation, parts.place, parts.notice, feedback)
    return _wire_answering(parts, answering), _wire_reopening(page, parts, reopening)


def _wire_reopening(page: gr.Blocks, parts: ReadingParts, handlers: Reopening) -> list[Any]:
    opened, sources = [parts.conversation, parts.place], parts.sources
    greeted = page.load(handlers.greet, parts.place, parts.all, js=RECALL, **QUIET)
    parts.place.change(None, parts.place, None, js=REMEMBER)
    looked = [sources.chosen, *opened, sources.seen, sources.seen_earlier]
    sources.look.click(handlers.look_up, looked, sources.all, js=CHOSEN, trigger_mode="always_last", **QUIET)
    parts.earlier.click(handlers.show_earlier, opened, parts.all, **QUIET)
    parts.watch.tick(handlers.look, None, [parts.status, parts.watch], **QUIET)
    return [
        greeted.then(handlers.revive, opened, parts.all, **QUIET),
        parts.new.click(handlers.renew, None, parts.all, **QUIET),
    ]


def _wire_answering(parts: ReadingParts, handlers: Answering) -> list[Any]:
    asking, opened = parts.asking, [parts.conversation, parts.place]
    parts.written.change(None, [parts.written, parts.chat], parts.chat, js=WRITE)
    parts.stop.click(handlers.stop, None, None, **QUIET)
    asking.take_back.click(handlers.take_back, asking.code, asking.sent, js=TAKE_BACK, **QUIET)
    edited = [parts.question, asking.edited, parts.conversation]
    asking.edit.click(handlers.edit, edited, [parts.question, parts.notice, asking.edit, asking.edited], **QUIET)
    asked = [parts.question, asking.code, asking.edited, *opened]
    # "multiple": what is sent while another question is answered waits behind it, and is not passed over.
    return [
        asking.send.click(handlers.ask, asked, parts.all, js=SEND, trigger_mode="multiple", **QUIET),
        asking.repeat.click(handlers.repeat, opened, parts.all, **QUIET),
        parts.taking.go.click(handlers.ask_next, [parts.taking.chosen, *opened], parts.all, js=ASKED_NEXT, **QUIET),
        parts.again.click(handlers.ask_without, [parts.taken_off, *opened], parts.all, js=UNFILTERED, **QUIET),
    ]
