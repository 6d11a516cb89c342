"""The look of a newspaper: ink on paper, thin rules, one red; only fonts that the reader's machine has."""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils.colors import Color

__all__ = ["newspaper"]

_PAPER = "#fbf9f4 #f5f1e8 #e9e3d5 #d8d0be #a79d8a #7d7466 #5f584c #453f36 #2b2721 #1b1915 #12100d"
_RED = "#fbf1ee #f5dcd6 #eab9b0 #db8f84 #c8625a #a8322d #8d2522 #74201e #5c1a19 #431413 #2a0c0c"
"""From the lightest shade, 50, to the darkest, 950."""

SERIF = ("Iowan Old Style", "Palatino Linotype", "Palatino", "Georgia", "Noto Serif", "DejaVu Serif", "serif")


def newspaper() -> gr.themes.Base:
    """The theme; what is not a colour or a font is in page.css."""
    theme = gr.themes.Base(
        primary_hue=Color(*_RED.split()),
        secondary_hue=Color(*_PAPER.split()),
        neutral_hue=Color(*_PAPER.split()),
        radius_size=gr.themes.sizes.radius_sm,
        font=[gr.themes.Font(name) for name in SERIF],
        font_mono=[gr.themes.Font(name) for name in ("DejaVu Sans Mono", "Consolas", "monospace")],
    )
    return theme.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="*neutral_900",
        background_fill_primary="*neutral_50",
        background_fill_primary_dark="*neutral_900",
        background_fill_secondary="*neutral_100",
        background_fill_secondary_dark="*neutral_800",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="white",
    )
