"""What is sent of an answer while it is being written: each step what is new, and nothing of what stands above it.

Gradio sends a chat whole at the first step of every event. So the chat is sent when a conversation is opened and not
again; what is written after that goes through a log, which the browser puts into the chat (writing.js):

    {"first", "before", "messages"}, {"at", "text"}, {"at", "text"}, …

The log only grows, so that of each step what is new is sent, and it says the same however often it is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import takewhile

from ui.serving.conversation import Conversation
from ui.web.messages import messages
from ui.web.strings import Strings

__all__ = ["WRITE", "Written", "begun", "grown"]

WRITE = "(log, chat) => { const written = window.hemeroteca.written(log, chat); return written && [written]; }"
"""Puts the log into the chat; an empty one leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Written:
    """The log, and the answer as far as it says it."""

    log: str
    answer: str


def begun(known: Conversation, conversation: Conversation, strings: Strings) -> Written:
    """The log of a conversation whose last answer is to be written.

    Args:
        known: What the browser has; exchanges that are the same stay there as they are.
        conversation: What is to be seen.
        strings: The words of the page.
    """
    kept = tuple(takewhile(known.__contains__, conversation[:-1]))
    told = messages(conversation[len(kept) :], strings)
    head = {"first": conversation[0].number, "before": conversation[len(kept)].number, "messages": told}
    return Written(json.dumps(head), told[-1]["content"])


def grown(written: Written, conversation: Conversation, strings: Strings) -> Written:
    """The log after another step of the last answer."""
    answer = messages(conversation[-1:], strings)[-1]["content"]
    if answer == written.answer:
        return written
    same = _begun_alike(written.answer, answer)
    # A browser counts the halves of a character that takes two.
    step = {"at": len(answer[:same].encode("utf-16-le")) // 2, "text": answer[same:]}
    return Written(f"{written.log},{json.dumps(step)}", answer)


def _begun_alike(before: str, now: str) -> int:
    """How many characters at their beginning are the same."""
    if now.startswith(before):
        return len(before)
    return next(n for n, (one, other) in enumerate(zip(before, f"{now}\0", strict=False)) if one != other)
