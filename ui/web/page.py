"""The page: its masthead, and the views below it, each laid out and wired in a module of its own."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ui.serving.chores import Chores
from ui.serving.desk import Desk
from ui.serving.opening import Opening
from ui.web.reading import lay_out_reading, wire_reading
from ui.web.stacks import UploadLimits, lay_out_stacks, wire_stacks
from ui.web.translations import TRANSLATIONS

__all__ = ["build_page"]

NAME = "Hemeroteca"
WAITING_LIMIT = 32
"""Questions and openings of the page under way at once; each holds a thread while it waits."""


def build_page(
    opening: Opening, desk: Desk, data_dir: Path, chores: Chores, limits: UploadLimits | None = None
) -> gr.Blocks:
    """Lay the page out and wire it to an archive that may still be opening.

    Args:
        opening: The archive.
        desk: Where questions are asked.
        data_dir: The folder where answers that a reader marks as wrong are kept, as drafts of cases.
        chores: By whom articles are added and removed.
        limits: What may be added at once.
    """
    limits = limits or UploadLimits()
    page = gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True)
    with page:
        status = _masthead()
        with gr.Tabs(elem_id="vistas"):
            with gr.Tab(TRANSLATIONS("stacks_reading_room"), id="sala", elem_id="vista-sala"):
                reading = lay_out_reading(status)
            with gr.Tab(TRANSLATIONS("stacks_archive"), id="fondo", elem_id="vista-fondo") as tab:
                stacks = lay_out_stacks(tab, limits)
        wire_reading(page, reading, opening, desk, data_dir)
        wire_stacks(stacks, opening, chores, limits)
    page.queue(default_concurrency_limit=WAITING_LIMIT, api_open=False)
    return page


def _masthead() -> gr.HTML:
    """The name, the promise, and the line on the archive, which is given back."""
    with gr.Row(elem_id="cabecera"):
        gr.HTML(f"<h1>{NAME}</h1>", elem_id="titulo")
        gr.Markdown(TRANSLATIONS("promise"), elem_id="promesa")
        return gr.HTML(elem_id="estado")
