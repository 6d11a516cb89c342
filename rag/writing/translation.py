"""An article's sentence in the reader's language, where that is another: what is told across languages.

A small model that is asked to answer from articles in another language tells what it half understood; asked only to
translate a sentence that was chosen for it, it can say nothing else, and what it says is held against that sentence.
"""

from __future__ import annotations

from contextlib import closing

from rag.errors import ModelError
from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.text.instructions import defused
from rag.text.messages import is_abstention, name_of
from rag.types import LanguageModel, Message
from rag.writing.answer_language import speaks
from rag.writing.streaming import plain

__all__ = ["translated", "translation_messages"]

LONGEST = 160
"""Tokens of a translation: a sentence of eighty words."""


def translated(model: LanguageModel, sentence: str, source: Language, target: Language) -> str | None:
    """A sentence in another language; None where the model gives none that is in it, or fails."""
    try:
        with closing(model.stream(translation_messages(sentence, source, target), LONGEST)) as stream:
            text = " ".join("".join(plain(stream)).split())
    except ModelError:
        return None
    return text if text and speaks(text, target) and not is_abstention(text) else None


def translation_messages(sentence: str, source: Language, target: Language) -> list[Message]:
    """What a model is asked: the task first, which stays the same for all sentences between two languages."""
    task = (target.prompt.translation or ENGLISH.prompt.translation).format(
        source=name_of(source), language=name_of(target)
    )
    return [Message("system", task), Message("user", " ".join(defused(sentence).split()))]
