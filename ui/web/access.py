"""What the page itself shows of the door: who has logged in, the way out, and that a limit has been reached."""

from __future__ import annotations

import gradio as gr

from ui.serving.limits import Limits
from ui.web.escaping import escape
from ui.web.notices import notice
from ui.web.readers import strings_of

__all__ = ["lay_out_access", "too_often"]


def lay_out_access(page: gr.Blocks) -> None:
    """Put the reader's name and the way out where it is called."""
    shown = gr.HTML(elem_id="lector")
    page.load(_reader, None, shown, show_progress="hidden", api_visibility="private")


def _reader(request: gr.Request) -> str:
    said = strings_of(request).access
    name = escape(request.username or "")
    return f'<p class="lector"><bdi>{name}</bdi> <a href="/logout">{escape(said.log_out)}</a></p>'


def too_often(limits: Limits, request: gr.Request) -> str:
    """The line that says that a reader asks too often; empty where the question may be asked, which is counted."""
    address = request.client.host if request.client else ""
    wait = limits.question(request.username or "", address)
    if not wait:
        return ""
    said = strings_of(request).access.questions.format(seconds=wait)
    return notice(said)
