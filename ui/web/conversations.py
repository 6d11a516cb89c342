"""The list of a reader's conversations: searched, opened, given another title, deleted.

Of what a browser sends nothing is believed: an id counts together with its reader alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from ui.serving.conversations import TITLE_LIMIT, Conversations, Listed
from ui.web.escaping import escape
from ui.web.notices import fault_of
from ui.web.readers import reader_of, strings_of
from ui.web.strings import Strings
from ui.web.translations import TRANSLATIONS

__all__ = ["ConversationParts", "lay_out_conversations", "list_of", "wire_conversations"]

# One listener for all: each button says which event of the component it stands for, and of which conversation.
PRESSED = """element.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-id]');
    if (button) trigger(button.dataset.event, { place: button.dataset.id });
});"""

FOCUS_TITLE = "() => window.hemeroteca.lead('#nuevo-titulo input')"
FOCUS_DELETE = "() => window.hemeroteca.lead('#borrar-si')"

Changes = dict[Any, Any]
Show = Callable[[str, gr.Request], Changes]
"""Shows a conversation by its id, or a new one."""


@dataclass(frozen=True, slots=True)
class ConversationParts:
    """The components of the list."""

    words: gr.Textbox
    listing: gr.HTML
    target: gr.State
    naming: gr.Group
    title: gr.Textbox
    save: gr.Button
    keep_title: gr.Button
    deleting: gr.Group
    asked: gr.HTML
    delete: gr.Button
    keep: gr.Button


def lay_out_conversations() -> ConversationParts:
    """Put the list where it is called, closed."""
    say = TRANSLATIONS
    with gr.Accordion(say("conversations_heading"), open=False, elem_id="conversaciones"):
        words = gr.Textbox(
            "", label=say("conversations_search"), placeholder=say("conversations_search_hint"),
            container=False, max_lines=1, elem_id="buscar-conversacion",
        )  # fmt: skip
        target = gr.State("")
        with gr.Group(visible=False, elem_id="titular") as naming:
            title = gr.Textbox(
                label=say("conversations_title"),
                max_lines=1,
                max_length=TITLE_LIMIT,
                container=False,
                elem_id="nuevo-titulo",
            )
            with gr.Row():
                save = gr.Button(say("conversations_save"), size="sm", variant="primary", min_width=80)
                keep_title = gr.Button(say("conversations_cancel"), size="sm", min_width=80)
        with gr.Group(visible=False, elem_id="borrar") as deleting:
            asked = gr.HTML()
            with gr.Row():
                delete = gr.Button(
                    say("conversations_delete_sure"), size="sm", variant="stop", min_width=80, elem_id="borrar-si"
                )
                keep = gr.Button(say("conversations_cancel"), size="sm", min_width=80)
        listing = gr.HTML(elem_id="lista-conversaciones", js_on_load=PRESSED)
    return ConversationParts(words, listing, target, naming, title, save, keep_title, deleting, asked, delete, keep)


def wire_conversations(
    page: gr.Blocks,
    parts: ConversationParts,
    place: gr.Textbox,
    notice: gr.HTML,
    shown: Sequence[Any],
    conversations: Conversations,
    show: Show,
) -> None:
    """Wire the list.

    Args:
        page: What it stands in.
        parts: Its components.
        place: Holds the id of the conversation that is open.
        notice: Where a fault is told.
        shown: What `show` changes.
        conversations: Those of every reader.
        show: Shows a conversation in place of the one that is open.
    """
    handlers = _Handlers(parts, place, notice, conversations, show)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    searched = [parts.words, place]
    page.load(handlers.list, searched, [parts.listing, notice], **quiet)
    # A new conversation, or another one, is open: the list has one more, or marks another.
    gr.on([place.change, parts.words.change], handlers.list, searched, [parts.listing, notice], **quiet)
    parts.listing.click(handlers.open, None, [*shown], **quiet)
    panes = [parts.target, parts.naming, parts.title, parts.deleting, parts.asked, notice]
    parts.listing.edit(handlers.ask_title, None, panes, **quiet).then(None, None, None, js=FOCUS_TITLE)
    parts.listing.delete(handlers.ask_deletion, None, panes, **quiet).then(None, None, None, js=FOCUS_DELETE)
    changed = [parts.listing, parts.naming, parts.deleting, notice]
    named = [parts.target, parts.title, *searched]
    gr.on([parts.save.click, parts.title.submit], handlers.rename, named, changed, **quiet)
    # What shows the notice is among what is shown.
    everything = list(dict.fromkeys([*changed, *shown]))
    parts.delete.click(handlers.delete, [parts.target, *searched], everything, **quiet)
    gr.on([parts.keep.click, parts.keep_title.click], handlers.put_away, None, changed, **quiet)


class _Handlers:
    def __init__(
        self, parts: ConversationParts, place: gr.Textbox, notice: gr.HTML, conversations: Conversations, show: Show
    ) -> None:
        self._parts = parts
        self._place = place
        self._notice = notice
        self._conversations = conversations
        self._show = show

    def list(self, words: str, place: str, request: gr.Request) -> Changes:
        """The conversations that hold some words."""
        strings = strings_of(request)
        try:
            found = self._conversations.listed(reader_of(request), words)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, strings)}
        return {self._parts.listing: list_of(found, strings, place, searched=bool(words.strip()))}

    def open(self, event: gr.EventData, request: gr.Request) -> Changes:
        """Show the conversation that was pressed."""
        return self._show(_place(event), request)

    def ask_title(self, event: gr.EventData, request: gr.Request) -> Changes:
        """Ask for another title."""
        return self._asked(event, request, naming=True)

    def ask_deletion(self, event: gr.EventData, request: gr.Request) -> Changes:
        """Ask back before anything is deleted."""
        return self._asked(event, request, naming=False)

    def _asked(self, event: gr.EventData, request: gr.Request, *, naming: bool) -> Changes:
        place, strings, parts = _place(event), strings_of(request), self._parts
        try:
            title = self._conversations.title(reader_of(request), place)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, strings)}
        said = strings.conversations.delete_asked.format(title=title)
        return {
            parts.target: place,
            parts.naming: gr.update(visible=naming and bool(title)),
            parts.title: title,
            parts.deleting: gr.update(visible=not naming and bool(title)),
            parts.asked: f'<p role="alert">{escape(said)}</p>',
        }

    def rename(self, target: str, title: str, words: str, place: str, request: gr.Request) -> Changes:
        """Give the conversation another title."""
        try:
            self._conversations.rename(reader_of(request), target, title)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, strings_of(request))}
        return self.put_away() | self.list(words, place, request)

    def delete(self, target: str, words: str, place: str, request: gr.Request) -> Changes:
        """Delete the conversation, and begin a new one where it was open."""
        try:
            self._conversations.delete(reader_of(request), target)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, strings_of(request))}
        emptied = self._show("", request) if target == place else {}
        return emptied | self.put_away() | self.list(words, "" if emptied else place, request)

    def put_away(self) -> Changes:
        """Leave all as it is."""
        return {self._parts.naming: gr.update(visible=False), self._parts.deleting: gr.update(visible=False)}


def list_of(found: Sequence[Listed], strings: Strings, place: str = "", *, searched: bool = False) -> str:
    """The list's HTML.

    Args:
        found: The conversations, the latest first.
        strings: The words of the reader's language.
        place: The id of the one that is open.
        searched: Whether these are what a search found.
    """
    words = strings.conversations
    if not found:
        return f'<p class="vacio">{escape(words.none_found if searched else words.none)}</p>'
    items = "".join(_item(one, strings, is_open=one.id == place) for one in found)
    return f'<ul class="lista">{items}</ul>'


def _item(one: Listed, strings: Strings, *, is_open: bool) -> str:
    words = strings.conversations
    day = one.touched.date()
    told = words.day(day, datetime.now().date()) or strings.date(day)
    current = ' aria-current="true"' if is_open else ""
    return (
        f"<li{' class=abierta' if is_open else ''}>"
        f'<button type="button" class="abrir" data-event="click" data-id="{escape(one.id)}"{current}>'
        f'{escape(one.title)} <span class="cuando">{escape(told)}</span></button>'
        f"{_task('edit', '✎', words.rename, one)}{_task('delete', '×', words.delete, one)}</li>"
    )


def _task(event: str, sign: str, label: str, one: Listed) -> str:
    said = escape(label.format(title=one.title))
    return (
        f'<button type="button" class="tarea" data-event="{event}" data-id="{escape(one.id)}"'
        f' aria-label="{said}" title="{said}">{sign}</button>'
    )


def _place(event: gr.EventData) -> str:
    """The id that a browser sent, which may be anything."""
    sent = event._data  # noqa: SLF001 - its attributes would raise where there is none
    return str(sent.get("place", "")) if isinstance(sent, dict) else ""
