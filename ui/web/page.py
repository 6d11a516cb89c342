"""The page: its masthead, and the views below it, each laid out and wired in a module of its own."""

from __future__ import annotations

from functools import partial

import gradio as gr

from ui.serving.chores import Chores
from ui.serving.database import ReadersDatabase
from ui.serving.desk import Desk
from ui.serving.limits import Limits
from ui.serving.opening import Opening
from ui.serving.suggesting import Suggester
from ui.web.access import lay_out_access
from ui.web.chosen import chosen_theme, switches
from ui.web.curating import Rights
from ui.web.frugal import FrugalBlocks
from ui.web.readers import strings_of
from ui.web.reading import lay_out_reading, wire_reading
from ui.web.session_messages import Messages
from ui.web.stacks import lay_out_stacks, wire_stacks
from ui.web.taking import wire_taking
from ui.web.translations import TRANSLATIONS

__all__ = ["WAITING_LIMIT", "build_page"]

NAME = "Hemeroteca"
WAITING_LIMIT = 64
"""Of each kind of event, such as questions or openings of the page, under way at once."""

THREADS = 256
"""Events under way at once, each of which holds a thread while it waits; were none left, nobody could stop one."""

SESSIONS = 2_000
"""Windows of which anything is kept: one that goes without a word is forgotten when there are others in its place."""

LOOK_SECONDS = 0.01
"""How often Gradio's queue looks for events: a thousand times a second, as it comes, takes a sixteenth of a core."""


def build_page(
    opening: Opening,
    desk: Desk,
    readers: ReadersDatabase,
    chores: Chores,
    *,
    rights: Rights | None = None,
    limits: Limits | None = None,
    login: bool = False,
) -> FrugalBlocks:
    """Lay the page out and wire it to an archive that may still be opening.

    Args:
        opening: The archive.
        desk: Where questions are asked.
        readers: Where their conversations are kept, and what they say of answers.
        chores: By whom articles are added and removed.
        rights: What readers may do to the archive.
        limits: How often a reader may ask; when not given, as often as they like.
        login: Whether readers have logged in, and so can log out.
    """
    rights = rights or Rights()
    page = FrugalBlocks(title=NAME, analytics_enabled=False, fill_width=True)
    page.max_threads = THREADS
    page.state_session_capacity = SESSIONS
    with page:
        status = _masthead(page, login=login)
        with gr.Tabs(elem_id="vistas"):
            with gr.Tab(TRANSLATIONS("stacks_reading_room"), id="sala", elem_id="vista-sala"):
                reading = lay_out_reading(status)
            with gr.Tab(TRANSLATIONS("stacks_archive"), id="fondo", elem_id="vista-fondo") as tab:
                stacks = lay_out_stacks(tab, rights)
        asked, opened = wire_reading(page, reading, opening, desk, readers, limits or Limits())
        wire_taking(reading.taking, reading.conversation, [*asked, *opened], Suggester(opening, desk))
        wire_stacks(stacks, opening, chores, rights)
    page.queue(default_concurrency_limit=WAITING_LIMIT, api_open=False)
    page.asking = frozenset(event["id"] for event in asked)
    page.messages.sleep_when_free = LOOK_SECONDS
    page.messages.pending_messages_per_session = messages = Messages(SESSIONS, page.messages.pending_event_ids_session)
    page.forget = partial(_let_go, page, messages, desk)
    return page


def _let_go(page: FrugalBlocks, messages: Messages, desk: Desk, session: str) -> None:
    """Stop what a reader has asked who closes the window, and forget what was kept for it.

    At the next step of the answer it would be noticed anyway, which a model may take long for. What waits behind that
    answer ends with it, since the session has no messages any more.
    """
    messages.forget(session)
    desk.stop(session)
    page.state_holder.session_data.pop(session, None)
    page.state_holder.time_last_used.pop(session, None)


def _masthead(page: gr.Blocks, *, login: bool) -> gr.HTML:
    """The name, the promise, and the line on the archive, which is given back."""
    with gr.Row(elem_id="cabecera"):
        gr.HTML(f"<h1>{NAME}</h1>", elem_id="titulo")
        gr.Markdown(TRANSLATIONS("promise"), elem_id="promesa")
        if login:  # here, so that the keyboard reaches it where it is seen
            lay_out_access(page)
        status, choices = gr.HTML(elem_id="estado"), gr.HTML(elem_id="elegir")
    page.load(_switches, None, choices, show_progress="hidden", api_visibility="private")
    return status


def _switches(request: gr.Request) -> str:
    return switches(strings_of(request), chosen_theme(request.headers))
