"""The labels of the page, in the languages that a browser may ask for."""

from __future__ import annotations

import gradio as gr

from ui.web.strings import CATALOGUES

__all__ = ["TRANSLATIONS"]

TRANSLATIONS = gr.I18n(**CATALOGUES)
"""Labels are translated by the browser, since one page is served to all; the rest is said by the handlers."""
