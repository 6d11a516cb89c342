"""A sentence that the articles do not support is written once more, from the same evidence, and told what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.text.messages import is_abstention, name_of, say
from rag.text.sentences import split_sentences
from rag.types import LanguageModel, Message
from rag.writing.streaming import plain

__all__ = ["correction", "in_the_right_language", "rewritten"]

TOKENS = 96
"""Longest correction: one sentence."""


def correction(messages: Sequence[Message], sentence: str, reason: str, language: Language) -> list[Message]:
    """The prompt that asks for one sentence again; it begins as that of the answer, which a server has read already."""
    asked = (language.prompt.correction or ENGLISH.prompt.correction).format(
        sentence=sentence, reason=reason, language=name_of(language), abstention=say("insufficient", language)
    )
    return [*messages, Message("assistant", sentence), Message("user", asked)]


def in_the_right_language(messages: Sequence[Message], language: Language) -> list[Message]:
    """The same prompt with the language asked for once more, at its very end."""
    *before, last = messages
    asked = (language.prompt.insistence or ENGLISH.prompt.insistence).format(language=name_of(language))
    return [*before, Message(last.role, f"{last.content}\n{asked}")]


def rewritten(
    model: LanguageModel, messages: Sequence[Message], sentence: str, reason: str, language: Language
) -> str | None:
    """The sentence as the model writes it anew, or None where it says that the evidence does not hold it.

    Raises:
        ModelError: The model failed.
    """
    with closing(model.stream(correction(messages, sentence, reason, language), TOKENS)) as stream:
        text = "".join(plain(stream)).strip()
    spans = split_sentences(text, language)
    if not spans or is_abstention(text):
        return None
    start, end = spans[0]
    return text[start:end]
