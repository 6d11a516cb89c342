"""A sentence that the articles do not support is written once more, from the same evidence, and told what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from rag.text.messages import LANGUAGES, is_abstention, say
from rag.text.sentences import split_sentences
from rag.types import LanguageModel, Message
from rag.writing.streaming import plain

__all__ = ["correction", "in_the_right_language", "rewritten"]

TOKENS = 96
"""Longest correction: one sentence."""

_CORRECT = {
    "es": (
        "Esta frase no se puede publicar: «{sentence}» Motivo: {reason}. Escríbela de nuevo en una sola frase, solo "
        "con lo que dicen los extractos. Si no lo dicen, escribe solo: {abstention}"
    ),
    "en": (
        "This sentence cannot be published: “{sentence}” Reason: {reason}. Write it again as one sentence in "
        "{language}, only with what the excerpts say. If they do not say it, write only: {abstention}"
    ),
}
_LANGUAGE = {
    "es": "Escribe toda la respuesta en español, aunque los extractos estén en otro idioma.",
    "en": "Write the whole answer in {language}, even though the excerpts are in another language.",
}


def correction(messages: Sequence[Message], sentence: str, reason: str, language: str) -> list[Message]:
    """The prompt that asks for one sentence again; it begins as that of the answer, which a server has read already."""
    asked = _in(_CORRECT, language).format(
        sentence=sentence, reason=reason, language=_name(language), abstention=say("insufficient", language)
    )
    return [*messages, Message("assistant", sentence), Message("user", asked)]


def in_the_right_language(messages: Sequence[Message], language: str) -> list[Message]:
    """The same prompt with the language asked for once more, at its very end."""
    *before, last = messages
    asked = _in(_LANGUAGE, language).format(language=_name(language))
    return [*before, Message(last.role, f"{last.content}\n{asked}")]


def rewritten(
    model: LanguageModel, messages: Sequence[Message], sentence: str, reason: str, language: str
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


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts["en"])


def _name(language: str) -> str:
    return LANGUAGES.get(language, language)
