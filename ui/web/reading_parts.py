"""The components of the reading view, which its handlers read and change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.web.asking import AskingParts
from ui.web.conversations import ConversationParts
from ui.web.feedback import FeedbackParts
from ui.web.found import FoundParts
from ui.web.opened import ArticleParts
from ui.web.taking import TakingParts

__all__ = ["Changes", "ReadingParts", "SourcesParts"]

Changes = dict[Any, Any]
"""New values by component."""


@dataclass(frozen=True, slots=True)
class SourcesParts:
    """The two places for sources, and what is needed to keep them right.

    Attributes:
        newest: Those of the newest answer, sent as it grows.
        earlier: Those of an earlier answer, sent when one of its citations is chosen.
        seen: What the newest ones were drawn from.
        seen_earlier: What the others were drawn from.
        chosen: The number of the answer whose citation was chosen.
        look: Asks for its sources.
    """

    newest: gr.HTML
    earlier: gr.HTML
    seen: gr.State
    seen_earlier: gr.State
    chosen: gr.Textbox
    look: gr.Button

    @property
    def all(self) -> list[Any]:
        """What handlers change."""
        return [self.newest, self.earlier, self.seen, self.seen_earlier]


@dataclass(frozen=True, slots=True)
class ReadingParts:
    """The components that handlers read and change; `written` is what is sent of an answer that is being written."""

    conversation: gr.State
    place: gr.Textbox
    status: gr.HTML
    watch: gr.Timer
    chat: gr.Chatbot
    written: gr.Textbox
    question: gr.Textbox
    notice: gr.HTML
    stop: gr.Button
    new: gr.Button
    taken_off: gr.Textbox
    again: gr.Button
    sources: SourcesParts
    asking: AskingParts
    earlier: gr.Button
    kept: ConversationParts
    feedback: FeedbackParts
    taking: TakingParts
    article: ArticleParts
    found: FoundParts

    @property
    def all(self) -> list[Any]:
        """Every one, for handlers that change what they like."""
        return [
            self.conversation, self.place, self.status, self.watch, self.chat, self.written, self.question,
            self.notice, self.stop, self.new, self.taken_off, self.again,
            *self.sources.all, *self.asking.all, self.earlier, self.feedback.why,
        ]  # fmt: skip
