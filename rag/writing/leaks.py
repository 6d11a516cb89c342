"""Whether an answer gives away the instructions that the model was given.

They hold no secret word: a small model might write one unasked, and what it could betray is the instructions
themselves, so their own words are what is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.text.terms import tokenize
from rag.types import Message

__all__ = ["discloses"]

RUN = 8
"""Words in a row that no answer shares with the instructions by chance; the longest word of abstention has six."""


def discloses(answer: str, prompt: Sequence[Message]) -> bool:
    """Whether an answer repeats `RUN` words in a row of the system messages of its prompt."""
    secret = {run for message in prompt if message.role == "system" for run in _runs(message.content)}
    return not secret.isdisjoint(_runs(answer))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = tokenize(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
