"""The page: its masthead, and the views below it, each laid out and wired in a module of its own."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from ui.serving.desk import Desk
from ui.serving.limits import Limits
from ui.serving.opening import Opening
from ui.web.access import lay_out_access
from ui.web.reading import lay_out_reading, wire_reading
from ui.web.translations import TRANSLATIONS

__all__ = ["build_page"]

NAME = "Hemeroteca"
WAITING_LIMIT = 32
"""Questions and openings of the page under way at once; each holds a thread while it waits."""


def build_page(
    opening: Opening, desk: Desk, data_dir: Path, *, limits: Limits | None = None, login: bool = False
) -> gr.Blocks:
    """Lay the page out and wire it to an archive that may still be opening.

    Args:
        opening: The archive.
        desk: Where questions are asked.
        data_dir: The folder where answers that a reader marks as wrong are kept, as drafts of cases.
        limits: How often a reader may ask; when not given, as often as they like.
        login: Whether readers have logged in, and so can log out.
    """
    page = gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True)
    with page:
        status = _masthead()
        reading = lay_out_reading(status)
        wire_reading(page, reading, opening, desk, data_dir, limits or Limits())
        if login:
            lay_out_access(page)
    page.queue(default_concurrency_limit=WAITING_LIMIT, api_open=False)
    return page


def _masthead() -> gr.HTML:
    """The name, the promise, and the line on the archive, which is given back."""
    with gr.Row(elem_id="cabecera"):
        gr.HTML(f"<h1>{NAME}</h1>", elem_id="titulo")
        gr.Markdown(TRANSLATIONS("promise"), elem_id="promesa")
        return gr.HTML(elem_id="estado")
