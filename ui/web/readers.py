"""Who is reading, and in which language."""

from __future__ import annotations

import gradio as gr

from ui.web.strings import Strings, strings_for

__all__ = ["LOCAL", "reader_of", "strings_of"]

LOCAL = "local"
"""The one reader of a page without readers."""


def reader_of(request: gr.Request) -> str:
    """The name of whoever sent a request, as whatever lets readers in has it."""
    return request.username or LOCAL


def strings_of(request: gr.Request) -> Strings:
    """The words of the language that the reader's browser asks for, or that they have switched to."""
    return strings_for(request.headers.get("accept-language"))
