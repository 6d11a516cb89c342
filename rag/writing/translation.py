"""An article's sentence in the reader's language, where that is another: what is told across languages.

A small model that is asked to answer from articles in another language tells what it half understood; asked only to
translate a sentence that was chosen for it, it can say nothing else, and what it says is held against that sentence.
"""

from __future__ import annotations

import re
from contextlib import closing

from rag.languages import Language
from rag.languages.english import ENGLISH
from rag.text.facts import Facts, missing_quantity
from rag.text.instructions import defused
from rag.text.messages import name_of
from rag.text.sentences import split_sentences
from rag.types import LanguageModel, Message
from rag.writing.answer_language import speaks
from rag.writing.streaming import plain

__all__ = ["translated", "translation_messages"]

LONGEST = 160
"""Tokens of a translation: a sentence of eighty words."""

LENGTHS = 2.0
"""How many times longer or shorter than its source a translation may be."""

_END = re.compile(r"[.!?…][\"'»”’)\]]*\Z")
_MARKS = re.compile(r"https?:|www\.|[<>\[\]`]")


def translated(model: LanguageModel, sentence: str, source: Language, target: Language) -> str | None:
    """A sentence in another language; None where the model gives none, or more, less or other than it.

    What proves a translation sees what is said in it, not what is left out or put beside it: so that is seen here.

    Raises:
        ModelError: The model failed.
    """
    with closing(model.stream(translation_messages(sentence, source, target), LONGEST)) as stream:
        text = " ".join("".join(plain(stream)).split())
    return text if text and speaks(text, target) and _is_whole(text, sentence, source, target) else None


def _is_whole(text: str, sentence: str, source: Language, target: Language) -> bool:
    """Whether a text is as long as its source about, ends as it does, and has its figures and no marks besides."""
    alike = len(sentence) / LENGTHS <= len(text) <= len(sentence) * LENGTHS
    ends = bool(_END.search(text)) or not _END.search(sentence)
    marks = {mark for mark in _MARKS.findall(text) if mark not in sentence}
    figure = missing_quantity(Facts(sentence, source), [Facts(text, target)])
    one = len(split_sentences(text, target)) <= max(1, len(split_sentences(sentence, source)))
    return alike and ends and not marks and figure is None and one and defused(text) == text


def translation_messages(sentence: str, source: Language, target: Language) -> list[Message]:
    """What a model is asked: the task first, which stays the same for all sentences between two languages."""
    task = (target.prompt.translation or ENGLISH.prompt.translation).format(
        source=name_of(source), language=name_of(target)
    )
    return [Message("system", task), Message("user", " ".join(defused(sentence).split()))]
