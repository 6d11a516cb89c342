"""What stands around the box in which one asks: the questions sent meanwhile, and what can be done with the last one.

The browser clears the box as a question is sent (asking.js) and keeps it until this list says what became of it, so
that neither a slow server nor a lost line loses a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.serving.pending import Sent
from ui.web.escaping import escape
from ui.web.strings import ES, Strings
from ui.web.translations import TRANSLATIONS

__all__ = ["SEND", "TAKE_BACK", "AskingParts", "lay_out_last", "lay_out_sent", "sent_list"]

SEND = "(question, code, ...others) => [...window.hemeroteca.outbox.next(), ...others]"
"""What asking.js took from the box at the gesture that sent it, and the name that it gave it; no question where it asks
what has become of those before."""

TAKE_BACK = "(code) => [document.documentElement.dataset.retirada ?? '']"
"""The name of the question that asking.js was told to take back."""


@dataclass(frozen=True, slots=True)
class AskingParts:
    """The components that handlers read and change."""

    sent: gr.HTML
    code: gr.Textbox
    send: gr.Button
    take_back: gr.Button
    repeat: gr.Button
    edit: gr.Button
    edited: gr.State

    @property
    def all(self) -> list[Any]:
        """Every one."""
        return [self.sent, self.code, self.send, self.take_back, self.repeat, self.edit, self.edited]


def lay_out_sent() -> tuple[gr.HTML, gr.Textbox, gr.Button, gr.Button, gr.State]:
    """The questions that wait, above the box, with what they need and nobody sees, and the notice of a lost line."""
    gr.Markdown(TRANSLATIONS("asking_line_lost"), elem_id="sin-linea")
    sent = gr.HTML(sent_list((), ES), elem_id="enviadas")
    send, take_back = (gr.Button(visible="hidden", elem_id=name) for name in ("enviar", "retirar"))
    return sent, gr.Textbox(visible="hidden"), send, take_back, gr.State(0)


def lay_out_last() -> tuple[gr.Button, gr.Button]:
    """What can be done with the last question once it is answered."""
    repeat = gr.Button(
        TRANSLATIONS("asking_repeat"), size="sm", variant="secondary", elem_id="repetir", visible=False, scale=0
    )
    edit = gr.Button(
        TRANSLATIONS("asking_edit"), size="sm", variant="secondary", elem_id="corregir", visible=False, scale=0
    )
    return repeat, edit


def sent_list(sent: Sequence[Sent], strings: Strings, given_back: str = "") -> str:
    """The questions that wait, each with a sign that takes it back; for asking.js, what has become of all of them.

    Args:
        sent: What a reader has sent, the question that is being answered first.
        strings: The words of the reader's language.
        given_back: The name of a question that was not answered and goes back into the box.
    """
    words = strings.asking
    now, waiting = sent[:1], sent[1:]
    items = "".join(
        f'<li data-pregunta="{escape(one.code)}"><span>{escape(one.question)}</span>'
        f'<button type="button" class="retirar" aria-label="{escape(words.take_back.format(question=one.question))}">'
        "×</button></li>"
        for one in waiting
    )
    title = f"<p>{escape(words.sent)}</p>" if items else ""
    codes = f'data-ahora="{escape(now[0].code if now else "")}" data-devuelta="{escape(given_back)}"'
    return f'<div class="enviadas" role="status" {codes}>{title}<ol>{items}</ol></div>'
