"""What a reader takes along of a conversation, and what could be asked next: the row of actions and the questions.

The text to take is made by `ui.serving.exporting`; taking.js copies, saves and prints it, since a file that a browser
makes itself needs no way by which the server would hand files out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from rag.types import Support
from ui.serving.conversation import Conversation, Phase
from ui.serving.exporting import ExportWords, as_markdown, as_page, as_text
from ui.serving.suggesting import Suggester
from ui.web.escaping import escape
from ui.web.messages import rewording, told
from ui.web.readers import strings_of
from ui.web.strings import Strings
from ui.web.translations import TRANSLATIONS

__all__ = ["ASKED_NEXT", "TakingParts", "export_words", "lay_out_taking", "suggested", "wire_taking"]

ASKED_NEXT = "(_, ...others) => [document.documentElement.dataset.siguiente ?? '', ...others]"
"""The question that taking.js was told to ask."""

TAKE = "(parcel) => { document.dispatchEvent(new CustomEvent('hemeroteca-llevar', { detail: parcel })); }"
"""Gives taking.js what the server has made."""

COPIED = "(_, ...others) => [document.documentElement.dataset.copiada ?? '', ...others]"
"""The number of the answer that taking.js was told to copy."""

COPY, MARKDOWN, PAGE, PRINT = "copy", "markdown", "page", "print"


@dataclass(frozen=True, slots=True)
class TakingParts:
    """The components of the row of actions and of the questions that could be asked."""

    suggestions: gr.HTML
    chosen: gr.Textbox
    go: gr.Button
    parcel: gr.Textbox
    answer: gr.Textbox
    copy: gr.Button
    actions: tuple[tuple[str, gr.Button], ...]


def lay_out_taking() -> TakingParts:
    """Put both where it is called."""
    say = TRANSLATIONS
    with gr.Row(elem_id="llevar"):
        actions = tuple(
            (what, gr.Button(say(label), size="sm", variant="secondary", elem_id=f"llevar-{what}", scale=0))
            for what, label in (
                (MARKDOWN, "taking_save_markdown"),
                (PAGE, "taking_save_page"),
                (PRINT, "taking_print_page"),
            )
        )
        gr.HTML('<p id="llevado" role="status"></p>', elem_id="llevado-sitio")
    return TakingParts(
        suggestions=gr.HTML(elem_id="sugerencias"),
        chosen=gr.Textbox(visible="hidden"),
        go=gr.Button(visible="hidden", elem_id="preguntar-sugerencia"),
        parcel=gr.Textbox(visible="hidden"),
        answer=gr.Textbox(visible="hidden"),
        copy=gr.Button(visible="hidden", elem_id="copiar-respuesta"),
        actions=actions,
    )


def wire_taking(parts: TakingParts, conversation: gr.State, settled: Iterable[Any], suggester: Suggester) -> None:
    """Wire both.

    Args:
        parts: Where they stand.
        conversation: What is taken.
        settled: Events that have ended when there is another conversation on the page, or another answer.
        suggester: Finds what could be asked next.
    """
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    packed = [button.click(_Packer(what).pack, conversation, parts.parcel, **quiet) for what, button in parts.actions]
    packed.append(parts.copy.click(_copy, [parts.answer, conversation], parts.parcel, js=COPIED, **quiet))
    for event in packed:
        event.then(None, parts.parcel, None, js=TAKE, api_visibility="private")
    offering = _Offering(suggester)
    for event in settled:
        event.then(offering.offer, conversation, parts.suggestions, **quiet)


@dataclass(frozen=True, slots=True)
class _Packer:
    """Makes what taking.js needs to save or print a conversation."""

    what: str

    def pack(self, conversation: Conversation, request: gr.Request) -> str:
        """The text and what to do with it; empty where there is nothing to take."""
        strings = strings_of(request)
        make = as_markdown if self.what == MARKDOWN else as_page
        return _parcel(self.what, make(conversation, export_words(strings)), strings) if conversation else ""


def _copy(number: str, conversation: Conversation, request: gr.Request) -> str:
    """An answer to paste, with its sources; empty where there is no such answer."""
    strings = strings_of(request)
    asked = next((exchange for exchange in conversation if str(exchange.number) == number), None)
    return _parcel(COPY, as_text(asked, export_words(strings)), strings) if asked else ""


def _parcel(what: str, text: str, strings: Strings) -> str:
    own = strings.taking
    return json.dumps({
        "what": what, "text": text, "name": own.file_name, "done": own.copied, "failed": own.not_copied,
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Offering:
    """Offers questions: examples where nothing was asked yet, else what could be asked next."""

    suggester: Suggester

    def offer(self, conversation: Conversation, request: gr.Request) -> Iterator[str]:
        """Them as buttons, below a line that says what they are; until they are found, none of before."""
        strings = strings_of(request)
        own = strings.taking
        yield ""
        if conversation:
            yield suggested(own.follow_ups, self.suggester.follow_ups(conversation, strings.code))
        else:
            yield suggested(own.examples, self.suggester.examples(strings.code))


def suggested(title: str, questions: Iterable[str]) -> str:
    """A heading, and a button for each question; nothing where there is none."""
    buttons = "".join(f'<li><button type="button" class="sugerencia">{escape(q)}</button></li>' for q in questions)
    return f'<p id="sugerencias-titulo">{escape(title)}</p><ul>{buttons}</ul>' if buttons else ""


def export_words(strings: Strings) -> ExportWords:
    """What an export says, in the words of the page."""
    own = strings.taking
    unfinished = dict.fromkeys(
        (Phase.WAITING_FOR_ARCHIVE, Phase.WAITING_FOR_TURN, Phase.SEARCHING, Phase.WRITING), own.export_unfinished
    )
    return ExportWords(
        code=strings.code,
        title=own.export_title,
        proof=own.export_proof,
        near=own.export_near,
        nearest=own.export_nearest,
        restoring=strings.messages.restoring,
        withdrawn=strings.messages.withdrawn,
        place=own.export_place,
        verdicts={
            Support.PARTIAL: strings.messages.partial,
            Support.CONTRADICTED: strings.messages.contradicted,
            Support.UNSUPPORTED: strings.messages.unsupported,
        },
        endings={
            Phase.INSUFFICIENT: strings.messages.insufficient,
            Phase.FAILED: strings.messages.failed,
            Phase.STOPPED: strings.messages.stopped,
            **unfinished,
        },
        rewording=partial(rewording, strings=strings),
        facts=strings.facts,
        told=partial(told, strings=strings),
    )
