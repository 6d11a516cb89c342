"""What a reader says of an answer: a thumb, «esta cita no lo dice» beside a citation, and a word on why.

The button beside a citation stands in the panel of sources; feedback.js says which one was pressed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.errors import HemerotecaError
from ui.serving.conversation import Conversation
from ui.serving.feedback import WORD_LIMIT, Feedback, Opinion
from ui.web.escaping import escape
from ui.web.notices import fault_of, notice
from ui.web.readers import reader_of, strings_of
from ui.web.strings import Strings
from ui.web.translations import TRANSLATIONS

__all__ = ["FeedbackParts", "lay_out_feedback", "thumbs", "unsaid_button", "wire_feedback"]

CHOSEN = "(_, conversation, place) => [document.documentElement.dataset.cita ?? '', conversation, place]"
"""The citation whose button was pressed, as feedback.js keeps it."""

THUMBS = {Opinion.GOOD: "Like", Opinion.WRONG: "Dislike"}
"""As Gradio's chat names them."""

Changes = dict[Any, Any]
Opinions = Mapping[tuple[int, int], Opinion]
"""What a reader has said, by the numbers of the exchange and of the citation; 0 stands for the whole answer."""


@dataclass(frozen=True, slots=True)
class FeedbackParts:
    """Where a word on why is written, and what is known of the answer that it is about."""

    why: gr.Row
    word: gr.Textbox
    send: gr.Button
    judged: gr.State
    chosen: gr.Textbox
    objected: gr.Button


def lay_out_feedback() -> FeedbackParts:
    """Put it where it is called; nothing of it is seen before something has been said."""
    say = TRANSLATIONS
    judged = gr.State((0, 0))
    chosen = gr.Textbox("", visible="hidden")
    objected = gr.Button(visible="hidden", elem_id="objetar")
    with gr.Row(visible=False, elem_id="porque") as why:
        word = gr.Textbox(
            "", label=say("feedback_why"), placeholder=say("feedback_why"), container=False, max_lines=1,
            max_length=WORD_LIMIT, elem_id="palabra", scale=1,
        )  # fmt: skip
        send = gr.Button(say("feedback_send"), size="sm", scale=0, min_width=90, elem_id="enviar-palabra")
    return FeedbackParts(why, word, send, judged, chosen, objected)


def wire_feedback(
    parts: FeedbackParts,
    chat: gr.Chatbot,
    conversation: gr.State,
    place: gr.Textbox,
    notice: gr.HTML,
    feedback: Feedback,
) -> None:
    """Wire it to the chat, the open conversation, its id, and the line that tells what has been done."""
    handlers = _Handlers(parts, chat, notice, feedback)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    outputs = [parts.why, parts.word, parts.judged, notice, chat]
    chat.like(handlers.judge, [conversation, place], outputs, **quiet)
    parts.objected.click(handlers.object, [parts.chosen, conversation, place], outputs, js=CHOSEN, **quiet)
    explained = [parts.word, parts.judged, place]
    gr.on([parts.send.click, parts.word.submit], handlers.explain, explained, outputs, **quiet)


def thumbs(conversation: Conversation, opinions: Opinions) -> list[str | None]:
    """The thumb under each answer of a conversation, as Gradio's chat takes them."""
    said = (opinions.get((exchange.number, 0)) for exchange in conversation)
    return [THUMBS.get(opinion) if opinion else None for opinion in said]


def unsaid_button(exchange: int, citation: int, strings: Strings, *, pressed: bool = False) -> str:
    """The button beside a citation; pressed where its reader has said so."""
    words = strings.feedback
    title = escape(words.object_title.format(number=citation))
    return (
        f'<button type="button" class="objecion" value="{exchange}-{citation}" title="{title}" aria-label="{title}"'
        f' aria-pressed="{str(pressed).lower()}">'
        f"{escape(words.object)}</button>"
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What something is said of: an exchange of a conversation, or a citation of it where that is not 0."""

    place: str
    conversation: Conversation
    number: int
    citation: int
    request: gr.Request

    @property
    def at(self) -> tuple[int, int]:
        """By which it is kept."""
        return (self.number, self.citation)

    @property
    def strings(self) -> Strings:
        """The words of the reader."""
        return strings_of(self.request)


class _Handlers:
    def __init__(self, parts: FeedbackParts, chat: gr.Chatbot, notice: gr.HTML, feedback: Feedback) -> None:
        self._parts = parts
        self._chat = chat
        self._notice = notice
        self._feedback = feedback

    def judge(self, conversation: Conversation, place: str, chosen: gr.LikeData, request: gr.Request) -> Any:
        """Keep a thumb, or take it back where it was pressed again."""
        at = chosen.index // 2 if isinstance(chosen.index, int) else -1  # a question and its answer each
        if not 0 <= at < len(conversation):
            return gr.skip()
        about = _About(place, conversation, conversation[at].number, 0, request)
        words = about.strings.feedback
        if chosen.liked not in (True, False):  # "": it was pressed again
            return self._taken_back(about)
        opinion, said = (Opinion.GOOD, words.good) if chosen.liked else (Opinion.WRONG, words.wrong)
        return self._said(about, opinion, said)

    def object(self, chosen: str, conversation: Conversation, place: str, request: gr.Request) -> Any:
        """Keep that a citation does not say what it is cited for, or take it back where it was pressed again."""
        numbers = re.fullmatch(r"(\d{1,6})-(\d{1,4})", chosen)
        if numbers is None:
            return gr.skip()
        about = _About(place, conversation, int(numbers[1]), int(numbers[2]), request)
        try:
            again = about.at in self._feedback.of(reader_of(request), place)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, about.strings)}
        said = about.strings.feedback.unsaid.format(number=about.citation)
        return self._taken_back(about) if again else self._said(about, Opinion.UNSAID, said)

    def explain(self, word: str, judged: tuple[int, int], place: str, request: gr.Request) -> Changes:
        """Keep the reader's word on why."""
        strings = strings_of(request)
        try:
            self._feedback.explain(reader_of(request), place, *judged, word)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, strings)}
        return self._done(strings.feedback.explained, asks_why=False)

    def _said(self, about: _About, opinion: Opinion, said: str) -> Any:
        reader = reader_of(about.request)
        try:
            kept = self._feedback.say(reader, about.place, about.conversation, about.number, opinion, about.citation)
            shown = self._thumbs(about)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, about.strings)}
        if not kept:
            return gr.skip()
        return self._done(said, asks_why=True) | {self._parts.judged: about.at} | shown

    def _taken_back(self, about: _About) -> Changes:
        try:
            self._feedback.take_back(reader_of(about.request), about.place, *about.at)
            shown = self._thumbs(about)
        except HemerotecaError as error:
            return {self._notice: fault_of(error, about.strings)}
        return self._done(about.strings.feedback.taken_back, asks_why=False) | shown

    def _thumbs(self, about: _About) -> Changes:
        """The thumbs as they are kept, so that none stays where another conversation comes."""
        opinions = self._feedback.of(reader_of(about.request), about.place)
        return {self._chat: gr.update(feedback_value=thumbs(about.conversation, opinions))}

    def _done(self, said: str, *, asks_why: bool) -> Changes:
        return {
            self._notice: notice(said, done=True),
            self._parts.why: gr.update(visible=asks_why),
            self._parts.word: "",
        }
