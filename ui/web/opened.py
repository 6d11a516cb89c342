"""Opens an article in the panel of sources at its address; the script article.js says when, and shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import gradio as gr

from rag.errors import HemerotecaError
from rag.languages import language_of
from rag.text.program import retold
from ui.serving.opening import Archive, Loading, Opening, Ready, Unopened
from ui.web.article import read_address, whole_article
from ui.web.escaping import escape
from ui.web.notices import told_fault
from ui.web.readers import strings_of
from ui.web.strings import Strings

__all__ = ["ArticleParts", "lay_out_article", "wire_article"]

ASKED = "() => [document.documentElement.dataset.articulo ?? '']"
"""The address that article.js was led to."""


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """Where an address is heard and where its article is shown."""

    address: gr.Textbox
    open: gr.Button
    article: gr.HTML


def lay_out_article() -> ArticleParts:
    """Put the article where it is called."""
    return ArticleParts(
        gr.Textbox(visible="hidden"),
        gr.Button(visible="hidden", elem_id="abrir-articulo"),
        gr.HTML(elem_id="articulo"),
    )


def wire_article(parts: ArticleParts, opening: Opening) -> None:
    """Wire it to an archive that may still be opening."""

    def shown(address: str, request: gr.Request) -> Iterator[str]:
        strings = strings_of(request)
        said = ""
        for state in opening.states():
            match state:
                case Loading():
                    now = _line(strings.sources.article_waits, strings)
                case Unopened(message):
                    now = _line(f"{strings.status.unopened}: {retold(message, language_of(strings.code))}", strings)
                case Ready(archive):
                    now = _article(archive, address, strings)
            if now != said:
                said = now
                yield f'<div data-pedido="{escape(address)}">{now}</div>'  # for article.js: whose answer it is

    parts.open.click(
        shown, parts.address, parts.article,
        js=ASKED, show_progress="hidden", api_visibility="private", trigger_mode="always_last",
    )  # fmt: skip


def _article(archive: Archive, asked: str, strings: Strings) -> str:
    """The article at an address, or a line on why there is none."""
    address = read_address(asked)
    try:
        version = archive.versions([address.document]).get(address.document) if address else None
    except HemerotecaError as error:
        return _line(told_fault(error, strings), strings)
    if address is None or version is None:
        return _line(strings.sources.article_unknown, strings)
    return whole_article(version, address, strings)


def _line(said: str, strings: Strings) -> str:
    close = f'<button type="button" data-cerrar>‹ {escape(strings.sources.close)}</button>'
    line = f'<p role="status" tabindex="-1">{escape(said)}</p>'
    return f'<div class="sin-articulo"><p class="herramientas">{close}</p>{line}</div>'
