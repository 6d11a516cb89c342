"""The labels of the page, in the languages that a browser may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import gradio as gr

from ui.web.strings import EN, ES, Strings

__all__ = ["TRANSLATIONS", "catalogue"]


def catalogue(strings: Strings) -> dict[str, str]:
    """The words of a language as one mapping; those of a view behind its name, `asking_repeat`."""
    return dict(_named(strings))


def _named(strings: Strings) -> Iterator[tuple[str, str]]:
    for name, said in asdict(strings).items():
        if isinstance(said, str):
            yield name, said
        else:
            yield from ((f"{name}_{inner}", text) for inner, text in said.items())


TRANSLATIONS = gr.I18n(**{strings.code: catalogue(strings) for strings in (ES, EN)})
"""Labels are translated by the browser, since one page is served to all; the rest is said by the handlers."""
