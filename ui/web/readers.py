"""Who is reading: what conversations are kept under."""

from __future__ import annotations

import gradio as gr

__all__ = ["LOCAL", "reader_of"]

LOCAL = "local"
"""The one reader of a page without readers."""


def reader_of(request: gr.Request) -> str:
    """The name of whoever sent a request, as whatever lets readers in has it."""
    return request.username or LOCAL
